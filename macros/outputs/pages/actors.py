"""A page for each actor, for each actor at each stage, and for each role. No script needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from macros.handbook import Handbook
from macros.handbook.lookup import (
    Found,
    Turn,
    disclosures_of,
    handovers_of,
    held,
    in_turn,
    members_of,
    open_points_of,
    own_tasks,
    selves,
    tasks_of,
    tasks_of_role,
    tasks_with,
    topics_of,
)
from macros.outputs.addresses import home, stage_page
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.phrases import capital
from macros.outputs.words import word
from macros.records import Actor, Phase, Role, Stage, Task, Topic
from macros.records.references import Ref


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What another actor does at the same stage: how many tasks, and about which topics."""

    actor: Actor
    count: int
    topics: list[str]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the tasks on a page can be narrowed by: topics, the actor's roles, and a method's phases."""

    topics: list[Topic]
    roles: list[Role]
    phases: list[Phase]


@dataclass(frozen=True)
class Everybody:
    """What every actor's page asks for, worked out once."""

    handbook: Handbook

    @cached_property
    def phases(self) -> dict[Ref, list[str]]:
        """The ids of the phases that each task is part of."""
        found: dict[Ref, list[str]] = {}
        for phase in self.handbook.all(Phase).values():
            for record in held(self.handbook, phase):
                found.setdefault(record.ref, []).append(phase.id)
        return found

    @cached_property
    def at(self) -> dict[str, list[Meanwhile]]:
        """For each stage: the actors with tasks of their own there."""
        found: dict[str, list[Meanwhile]] = {}
        for stage in self.handbook.all(Stage).values():
            for actor in self.handbook.actors_in_order:
                if tasks := own_tasks(self.handbook, actor, stage):
                    named = [topic.id for topic in topics_of(self.handbook, tasks)]
                    found.setdefault(stage.id, []).append(Meanwhile(actor, len(tasks), named))
        return found


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the actors with their stages, and the roles."""
    handbook, everybody = setting.handbook, Everybody(setting.handbook)
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
        "tasks": tasks,
        "by_stage": [(stage, found) for stage, found in by_stage if found],
        "of_actor": [stage for stage in stages if stage and own_tasks(handbook, handbook.actor(role.ref), stage)],
        "statements": statements,
        "open_points": open_points_of(handbook, {role.ref, role.inside}),
        "sharings": disclosures_of(handbook, {role.ref}),
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
            **_who(setting.handbook, actor),
            **_does(everybody, actor, stage, found),
            **_beside(everybody, actor, stage),
            statements=statements,
            shown=[*(one.task for one in found), *statements],
        )

    return Page(
        address, title, body, word("indeks_hjelp.hvem-gjor-hva"), actor.origins,
        index=stage is None, short=stage.short if stage else "",
    )  # fmt: skip


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
    are those said of a whole; `choices` are what all can be narrowed by, and `marks` how a task says that it is meant.
    """
    mine = [one for one in found if one.whole is None]
    own = in_turn(mine) if stage else {}
    rest = own.pop(Turn.REST, [])
    here = [one for one in rest if one.task.stages]
    wholes = reversed(everybody.handbook.wholes_of(actor))
    choices = _choices(everybody, mine, found, selves(everybody.handbook, actor))
    return {
        "own": own | ({Turn.REST: here} if here else {}),
        "own_throughout": [one for one in rest if not one.task.stages],
        "rows": [] if stage else mine,
        "shared": [(whole, held) for whole in wholes if (held := [one for one in found if one.whole is whole])],
        "choices": choices,
        "marks": partial(_marks, everybody, choices),
    }


def _beside(everybody: Everybody, actor: Actor, stage: Stage | None) -> dict[str, object]:
    """Return what *actor* has with others at *stage*, and what is left open about it."""
    handbook, itself = everybody.handbook, selves(everybody.handbook, actor)
    wholes = {whole.ref for whole in handbook.wholes_of(actor)}
    return {
        "handovers": handovers_of(handbook, itself, stage),
        "open_points": open_points_of(handbook, itself, stage),
        "sharings": disclosures_of(handbook, itself | wholes, stage),
        "received_and_shared": tasks_with(handbook, actor, stage),
        "meanwhile": [one for one in everybody.at.get(stage.id, []) if one.actor is not actor] if stage else [],
    }


def _marks(everybody: Everybody, choices: Narrowing, task: Task) -> dict[str, str | None]:
    """Return which of *choices* leave *task* on the page, as attributes of the element that shows it."""
    return {
        "data-tema": " ".join(topic.id for topic in task.topics),
        "data-hvem": " ".join(doer.who.id for doer in task.doers) if choices.roles else None,
        "data-fase": " ".join(everybody.phases.get(task.ref, ())) or None,
    }


def _choices(everybody: Everybody, mine: list[Found], found: list[Found], itself: set[Ref]) -> Narrowing:
    """Return what would leave out some of the tasks, and not all of them."""
    handbook = everybody.handbook
    doers = {doer.who for one in mine for doer in one.task.doers}
    phases = {name for one in found for name in everybody.phases.get(one.task.ref, ())}
    return Narrowing(
        topics_of(handbook, (one.task for one in found)),
        [role for role in handbook.all(Role).values() if role.ref in doers & itself],
        [phase for phase in handbook.all(Phase).values() if phase.id in phases],
    )
