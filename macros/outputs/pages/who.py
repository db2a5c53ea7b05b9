"""Who does what: the look-up by actor, stage and topic, and the overview of everybody on one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.handbook import Handbook
from macros.handbook.lookup import phases_in_order, tasks_of, topics_of
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.words import word
from macros.records import Actor, Role, Stage, Topic

LOOKUP, OVERVIEW = "hvem-gjor-hva/", "hvem-gjor-hva/oversikt/"


@dataclass(frozen=True, slots=True)
class Cell:
    """What an actor does at a stage: how many tasks its page there has, and the topics of those for that stage."""

    stage: Stage
    count: int
    topics: list[Topic]
    shared: list[Topic]
    """The topics that only a whole it is part of has tasks about."""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor with tasks: how deep in the tree, and what it does at each stage."""

    actor: Actor
    depth: int
    cells: list[Cell]
    throughout: list[Topic]
    """The topics of what it does in the whole course."""


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the look-up and the overview."""
    handbook = setting.handbook
    title, lead = word("indeks.hvem-gjor-hva"), word("indeks_hjelp.hvem-gjor-hva")

    def lookup() -> str:
        return setting.view.render(
            "who.html", title=title, lead=lead, rows=rows(handbook), stages=list(handbook.all(Stage).values()),
            phases=phases_in_order(handbook),
            topics=list(handbook.all(Topic).values()),
            roles=sorted(handbook.all(Role).values(), key=lambda role: handbook.name(role.ref)), overview=OVERVIEW,
        )  # fmt: skip

    yield Page(LOOKUP, title, lookup, lead, index=True)

    def overview() -> str:
        stages, topics = list(handbook.all(Stage).values()), list(handbook.all(Topic).values())
        return setting.view.render("overview.html", rows=rows(handbook), stages=stages, topics=topics)

    yield Page(OVERVIEW, word("oversikt.tittel"), overview, word("oversikt.ingress"))


def rows(handbook: Handbook) -> list[ActorRow]:
    """Return the actors with tasks, in the order of the tree, with what each does at each stage."""
    found = []
    for actor in handbook.actors_in_order:
        cells = [_cell(handbook, actor, stage) for stage in handbook.all(Stage).values()]
        if any(cell.count for cell in cells):
            throughout = topics_of(handbook, [one.task for one in tasks_of(handbook, actor) if not one.task.stages])
            found.append(ActorRow(actor, len(handbook.wholes_of(actor)), cells, throughout))
    return found


def _cell(handbook: Handbook, actor: Actor, stage: Stage) -> Cell:
    found = tasks_of(handbook, actor, stage)
    here = [one for one in found if one.task.stages]
    topics = topics_of(handbook, [one.task for one in here if one.whole is None])
    shared = topics_of(handbook, [one.task for one in here if one.whole])
    return Cell(stage, len(found), topics, [topic for topic in shared if topic not in topics])
