"""Who does what: a page for each actor, for each actor at each stage, and for each role. No script needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from macros.content.records import Actor, Role, Stage
from macros.handbook.lookup import tasks_of, tasks_of_role, tasks_with
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
    statements = setting.view(home(role)).statements_about(role.ref)
    return {"tasks": tasks_of_role(setting.handbook, role.ref), "statements": statements}


def _actor_page(setting: Setting, actor: Actor, stage: Stage | None, stages: list[Stage]) -> Page:
    handbook = setting.handbook
    address = home(actor) + (f"{stage.id}/" if stage else "")
    name = capital(handbook.name(actor.ref))
    title = word("aktør.stadium_tittel", aktør=name, stadium=stage.title.lower()) if stage else name

    def body() -> str:
        view = setting.view(address)
        found = tasks_of(handbook, actor, stage)
        about = [] if stage else view.statements_about(actor.ref)
        return view.render(
            "actor.html",
            record=actor,
            title=title,
            stage=stage,
            stages=stages,
            wholes=list(reversed(handbook.wholes_of(actor))),
            parts=handbook.parts_of(actor),
            roles=[role for role in handbook.all(Role).values() if role.inside == actor.ref],
            tasks=found,
            statements=about,
            shown=[*(one.task for one in found), *about],
            received_and_shared=([], []) if stage else tasks_with(handbook, actor),
        )

    return Page(address, title, body, word("indeks_hjelp.hvem-gjor-hva"), actor.origins)


def _overview(setting: Setting, stages: list[Stage]) -> Page:
    handbook = setting.handbook
    title, lead = word("indeks.hvem-gjor-hva"), word("indeks_hjelp.hvem-gjor-hva")

    def body() -> str:
        rows = []
        for actor in handbook.actors_in_order:
            counts = [(stage, len(tasks_of(handbook, actor, stage))) for stage in stages]
            rows.append(ActorRow(actor, len(handbook.wholes_of(actor)), [pair for pair in counts if pair[1]]))
        return setting.view("hvem-gjor-hva/").render("who.html", title=title, lead=lead, rows=rows)

    return Page("hvem-gjor-hva/", title, body, lead)
