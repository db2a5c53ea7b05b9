"""Who does what: a page for each actor, for each actor at each stage, and for each role. No script needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from macros.content.records import Actor, Role, Stage, Task
from macros.content.references import Ref
from macros.handbook import Handbook
from macros.handbook.lookup import disclosures_of, members_of, open_points_of, tasks_of, tasks_of_role, tasks_with
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting, home
from macros.outputs.phrases import capital
from macros.outputs.words import word


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor in the overview: how deep in the tree, and how many tasks at each stage."""

    actor: Actor
    depth: int
    stages: list[tuple[Stage, int]]


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the overview, the actors with their stages, and the roles."""
    handbook = setting.handbook
    stages = list(handbook.all(Stage).values())
    yield _overview(setting, stages)
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
        "of_actor": [stage for stage in stages if stage and _own(handbook, handbook.actor(role.ref), stage)],
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
        roles = [role for role in handbook.all(Role).values() if role.inside == actor.ref]
        selves = {actor.ref, *(role.ref for role in roles)}
        found = tasks_of(handbook, actor, stage)
        mine = [one for one in found if one.whole is None]
        throughout = [one for one in mine if stage and not one.task.stages]
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
            roles=roles,
            own=[one for one in mine if one not in throughout],
            own_throughout=throughout,
            shared=[(whole, held) for whole in wholes if (held := [one for one in found if one.whole is whole])],
            member_of=members_of(handbook, selves),
            open_points=open_points_of(handbook, selves, stage),
            sharings=disclosures_of(handbook, selves, stage),
            statements=about,
            received_and_shared=tasks_with(handbook, actor, stage),
            shown=[*(one.task for one in found), *about],
        )

    return Page(address, title, body, word("indeks_hjelp.hvem-gjor-hva"), actor.origins)


def _own(handbook: Handbook, actor: Actor, stage: Stage) -> int:
    return sum(1 for found in tasks_of(handbook, actor, stage) if found.whole is None)


def _overview(setting: Setting, stages: list[Stage]) -> Page:
    handbook = setting.handbook
    title, lead = word("indeks.hvem-gjor-hva"), word("indeks_hjelp.hvem-gjor-hva")

    def body() -> str:
        rows = []
        for actor in handbook.actors_in_order:
            counts = [(stage, _own(handbook, actor, stage)) for stage in stages]
            if not any(number for _, number in counts):
                continue
            rows.append(ActorRow(actor, len(handbook.wholes_of(actor)), [pair for pair in counts if pair[1]]))
        return setting.view("hvem-gjor-hva/").render("who.html", title=title, lead=lead, rows=rows)

    return Page("hvem-gjor-hva/", title, body, lead)
