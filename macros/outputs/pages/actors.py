"""A page for each actor, for each actor at each stage, and for each role. No script needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from macros.content.records import Actor, Phase, Role, Stage, Task, Topic
from macros.content.references import Ref
from macros.handbook import Handbook
from macros.handbook.lookup import (
    Found,
    disclosures_of,
    handovers_of,
    in_turn,
    members_of,
    open_points_of,
    own_tasks,
    selves,
    tasks_of,
    tasks_of_role,
    tasks_with,
)
from macros.outputs.pages.frames import held
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting, home
from macros.outputs.phrases import capital
from macros.outputs.words import word


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What another actor does at the same stage: how many tasks, and about which topics."""

    actor: Actor
    count: int
    topics: list[str]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the tasks on a page can be narrowed by: topics, the actor's roles, and a method's phases."""

    topics: list[Topic]
    roles: list[Role]
    phases: list[Phase]


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the actors with their stages, and the roles."""
    handbook = setting.handbook
    stages = list(handbook.all(Stage).values())
    for actor in handbook.actors_in_order:
        for stage in (None, *stages):
            yield _actor_page(setting, actor, stage, stages)
    roles = sorted(handbook.all(Role).values(), key=lambda role: handbook.name(role.ref))
    yield from setting.index("roller", roles)
    for role in roles:
        yield setting.page(
            home(role), capital(handbook.name(role.ref)), "role.html", role, partial(_of_role, setting, role)
        )


def _of_role(setting: Setting, role: Role) -> dict[str, object]:
    handbook, statements = setting.handbook, setting.view(home(role)).statements_about(role.ref)
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


def _actor_page(setting: Setting, actor: Actor, stage: Stage | None, stages: list[Stage]) -> Page:
    handbook = setting.handbook
    address = home(actor) + (f"{stage.id}/" if stage else "")
    name = capital(handbook.name(actor.ref))
    title = word("aktør.stadium_tittel", aktør=name, stadium=stage.title.lower()) if stage else name

    def body() -> str:
        view = setting.view(address)
        itself = selves(handbook, actor)
        found = tasks_of(handbook, actor, stage)
        mine = [one for one in found if one.whole is None]
        throughout = [one for one in mine if stage and not one.task.stages]
        here = [one for one in mine if one not in throughout]
        wholes = list(reversed(handbook.wholes_of(actor)))
        about = view.statements_about(actor.ref)
        about = [one for one in about if stage is None or stage.ref in one.stages]
        return view.render(
            "actor.html",
            record=actor,
            title=title,
            stage=stage,
            stages=stages,
            wholes=wholes,
            parts=handbook.parts_of(actor),
            roles=[role for role in handbook.all(Role).values() if role.inside == actor.ref],
            own=in_turn(here) if stage else {},
            rows=[] if stage else mine,
            own_throughout=throughout,
            shared=[(whole, held) for whole in wholes if (held := [one for one in found if one.whole is whole])],
            choices=_choices(handbook, mine, found, itself),
            phases=_phases(handbook),
            handovers=handovers_of(handbook, itself, stage),
            meanwhile=_meanwhile(handbook, actor, stage) if stage else [],
            member_of=members_of(handbook, itself),
            open_points=open_points_of(handbook, itself, stage),
            sharings=disclosures_of(handbook, itself, stage),
            statements=about,
            received_and_shared=tasks_with(handbook, actor, stage),
            shown=[*(one.task for one in found), *about],
        )

    return Page(address, title, body, word("indeks_hjelp.hvem-gjor-hva"), actor.origins)


def _phases(handbook: Handbook) -> dict[Ref, list[str]]:
    """Return the ids of the phases that each task is part of."""
    found: dict[Ref, list[str]] = {}
    for phase in handbook.all(Phase).values():
        for record in held(handbook, phase):
            found.setdefault(record.ref, []).append(phase.id)
    return found


def _choices(handbook: Handbook, mine: list[Found], found: list[Found], itself: set[Ref]) -> Choices:
    """Return what would leave out some of the tasks, and not all of them."""
    topics = {ref for one in found for ref in one.task.topics}
    doers = {doer.who for one in mine for doer in one.task.doers}
    phases = {name for one in found for name in _phases(handbook).get(one.task.ref, ())}
    return Choices(
        [topic for topic in handbook.all(Topic).values() if topic.ref in topics],
        [role for role in handbook.all(Role).values() if role.ref in doers & itself],
        [phase for phase in handbook.all(Phase).values() if phase.id in phases],
    )


def _meanwhile(handbook: Handbook, actor: Actor, stage: Stage) -> list[Meanwhile]:
    rows = []
    for other in handbook.actors_in_order:
        tasks = [] if other is actor else own_tasks(handbook, other, stage)
        if tasks:
            topics = [topic.id for topic in handbook.all(Topic).values() if any(topic.ref in t.topics for t in tasks)]
            rows.append(Meanwhile(other, len(tasks), topics))
    return rows
