"""A page for each actor, for each actor at each stage, and for each role. No script needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from markupsafe import Markup

from macros.handbook import Handbook
from macros.handbook.concerns import audience_of, concerns_of
from macros.handbook.crucial import crucial_to
from macros.handbook.holders import held_by
from macros.handbook.lookup import (
    Found,
    Turn,
    around,
    by_part,
    held,
    in_turn,
    open_points_of,
    phases_in_order,
    selves,
    tasks_of,
    tasks_of_role,
    topics_of,
)
from macros.handbook.together import handovers_of, members_of, shared_by, tasks_with
from macros.outputs.addresses import home, stage_page
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.phrases import capital
from macros.outputs.words import word
from macros.records import Actor, Phase, Role, Stage, Task, Topic
from macros.records.references import Ref


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the tasks on a page can be narrowed by: topics, the actor's roles, and a method's phases.

    All can be chosen, so that the page can say where there is nothing: `none_about` are topics with no task here.
    """

    topics: list[Topic]
    none_about: list[Topic]
    roles: list[Role]
    phases: list[Phase]
    in_phases: bool
    """Whether any task here is part of a phase; else phases are only shown to whom asked for one."""


@dataclass(frozen=True)
class Everybody:
    """What every actor's page asks for, worked out once."""

    setting: Setting

    @property
    def handbook(self) -> Handbook:
        """The handbook."""
        return self.setting.handbook

    @cached_property
    def phases(self) -> dict[Ref, list[str]]:
        """The ids of the phases that each task is part of."""
        found: dict[Ref, list[str]] = {}
        for phase in self.handbook.all(Phase).values():
            for record in held(self.handbook, phase):
                found.setdefault(record.ref, []).append(phase.id)
        return found

    def meanwhile(self, actor: Actor, stage: Stage | None) -> list[Markup]:
        """Return a line about every other actor with tasks at *stage*: how many, and about which topics."""
        at = self.handbook.keep(("meanwhile", stage.id if stage else ""), lambda: self._lines(stage))
        return [line for name, line in at.items() if name != actor.id]

    def _lines(self, stage: Stage | None) -> dict[str, Markup]:
        """Make the lines once a stage: they stand on every actor's page there."""
        found = {}
        for actor in self.handbook.actors_in_order:
            if tasks := [one.task for one in tasks_of(self.handbook, actor, stage)]:
                about = Counter(ref.id for task in tasks for ref in task.topics)
                said = " ".join(f"{topic}:{number}" for topic, number in about.items())
                values = {"actor": actor, "stage": stage, "count": len(tasks), "about": said}
                found[actor.id] = Markup(self.setting.view.render("meanwhile.html", **values))
        return found


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the actors with their stages, and the roles."""
    handbook, everybody = setting.handbook, Everybody(setting)
    stages = list(handbook.all(Stage).values())
    yield from setting.index("ansvar", handbook.actors_in_order)
    for actor in handbook.actors_in_order:
        for stage in (None, *stages):
            yield _actor_page(setting, everybody, actor, stage)
    roles = sorted(handbook.all(Role).values(), key=lambda role: handbook.name(role.ref))
    yield from setting.index("roller", roles)
    for role in roles:
        yield setting.page(
            home(role), capital(handbook.name(role.ref)), "role.html", role, partial(_of_role, setting, role)
        )


def _of_role(setting: Setting, role: Role) -> dict[str, object]:
    handbook, statements = setting.handbook, setting.view.statements_about(role.ref)
    tasks = tasks_of_role(handbook, role.ref)
    stages = [None, *handbook.all(Stage).values()]
    by_stage = [(stage, [one for one in tasks if _first_stage(one.task) == (stage.ref if stage else None)])
                for stage in stages]  # fmt: skip
    return {
        "crucial": setting.crucial(crucial_to(handbook, around(handbook, role))),
        "has": [one.ref for one in held_by(handbook, role)],
        "tasks": tasks,
        "by_stage": [(stage, found) for stage, found in by_stage if found],
        "of_actor": [stage for stage in stages if stage and tasks_of(handbook, handbook.actor(role.ref), stage)],
        "statements": statements,
        "open_points": open_points_of(handbook, around(handbook, role)),
        "told_between": setting.told_between(shared_by(handbook, role), ask=True),
    }


def _first_stage(task: Task) -> Ref | None:
    """Where a task is shown on a page that goes by stage: once, where it first belongs; nowhere means throughout."""
    return task.stages[0] if task.stages else None


def _actor_page(setting: Setting, everybody: Everybody, actor: Actor, stage: Stage | None) -> Page:
    address = stage_page(actor.id, stage.id) if stage else home(actor)
    name = capital(setting.handbook.name(actor.ref))
    title = word("aktør.stadium_tittel", aktør=name, stadium=stage.title.lower()) if stage else name

    def body() -> str:
        found = tasks_of(setting.handbook, actor, stage)
        statements = [
            one for one in setting.view.statements_about(actor.ref) if stage is None or stage.ref in one.stages
        ]
        return setting.view.render(
            "actor.html",
            record=actor,
            title=title,
            stage=stage,
            stages=list(setting.handbook.all(Stage).values()),
            crucial=setting.crucial(crucial_to(setting.handbook, around(setting.handbook, actor), stage)),
            audience=(audience := audience_of(setting.handbook, actor)),
            asked=concerns_of(setting.handbook, audience) if audience else [],
            **_who(setting.handbook, actor),
            **_does(everybody, actor, stage, found),
            **_beside(everybody, actor, stage),
            statements=[one for one in statements if stage or not one.stages],
            told_at_stages=[one for one in statements if not stage and one.stages],
            shown=[*(one.task for one in found), *statements],
        )

    return Page(
        address, title, body, lambda: _description(title, tasks_of(setting.handbook, actor, stage)), actor.origins,
        index=stage is None, short=stage.short if stage else "",
    )  # fmt: skip


def _description(title: str, found: list[Found]) -> str:
    """Say what is on an actor's page to somebody who has only a search engine's lines to choose by."""
    if not found:
        return word("aktør.beskrivelse_ingen", tittel=title)
    first = "; ".join(one.task.title for one in found[:2])
    return word("aktør.beskrivelse", tittel=title, antall=len(found), oppgaver=first)


def _who(handbook: Handbook, actor: Actor) -> dict[str, object]:
    """Return where *actor* stands among others: `wholes` (the largest first), `parts`, `roles`, `member_of`."""
    return {
        "wholes": list(reversed(handbook.wholes_of(actor))),
        "parts": handbook.parts_of(actor),
        "roles": [role for role in handbook.all(Role).values() if role.inside == actor.ref],
        "member_of": members_of(handbook, selves(handbook, actor)),
    }


def _does(everybody: Everybody, actor: Actor, stage: Stage | None, found: list[Found]) -> dict[str, object]:
    """Return the tasks *found* as the page shows them.

    At a stage: `own` in turn, as cards, and `own_throughout`, which hold for the whole course. Else `rows`. `shared`
    are those said of a whole, `of_parts` those of its parts, `of_roles` those of a whole's roles. `choices` are what
    all can be narrowed by, and `marks` how a task says that it is meant. When there is nothing, `elsewhere` are the
    stages that have something.
    """
    mine = [one for one in found if one.own]
    own = in_turn(mine) if stage else {}
    rest = own.pop(Turn.REST, [])
    here = [one for one in rest if one.task.stages]
    handbook = everybody.handbook
    wholes = reversed(handbook.wholes_of(actor))
    choices = _choices(everybody, actor, found)
    return {
        "own": own | ({Turn.REST: here} if here else {}),
        "own_throughout": [one for one in rest if not one.task.stages],
        "rows": [] if stage else mine,
        "shared": [(whole, held) for whole in wholes if (held := [one for one in found if one.whole is whole])],
        "of_parts": by_part(found),
        "of_roles": by_part(found, Role),
        "choices": choices,
        "marks": partial(_marks, everybody, choices, actor),
        "elsewhere": [] if found else [one for one in handbook.all(Stage).values() if tasks_of(handbook, actor, one)],
    }


def _beside(everybody: Everybody, actor: Actor, stage: Stage | None) -> dict[str, object]:
    """Return what *actor* has with others at *stage*, and what is left open about it."""
    handbook = everybody.handbook
    meant, (received, shared) = around(handbook, actor), tasks_with(handbook, actor, stage)
    return {
        "handovers": handovers_of(handbook, meant, stage),
        "open_points": open_points_of(handbook, meant, stage, (*received, *shared)),
        "told_between": everybody.setting.told_between(shared_by(handbook, actor, stage), ask=stage is None),
        "received_and_shared": (received, shared),
        "meanwhile": everybody.meanwhile(actor, stage),
    }


def _marks(everybody: Everybody, choices: Narrowing, actor: Actor, found: Found) -> dict[str, str | None]:
    """Return which of *choices* leave a task on the page, as attributes of the element that shows it."""
    task, whole = found.task, [actor.id] if found.whole else []  # what is said of the whole holds for its parts
    return {
        "data-tema": " ".join(topic.id for topic in task.topics),
        "data-hvem": " ".join([*(doer.who.id for doer in task.doers), *whole]) if choices.roles else None,
        "data-fase": " ".join(everybody.phases.get(task.ref, ())) or None,
    }


def _choices(everybody: Everybody, actor: Actor, found: list[Found]) -> Narrowing:
    """Return what the tasks *found* can be narrowed by."""
    handbook = everybody.handbook
    topics = topics_of(handbook, (one.task for one in found))
    return Narrowing(
        topics,
        [topic for topic in handbook.all(Topic).values() if topic not in topics],
        [role for role in handbook.all(Role).values() if role.inside == actor.ref],
        phases_in_order(handbook),
        any(one.task.ref in everybody.phases for one in found),
    )
