"""Who does what: the look-up by actor, stage and topic, and the overview of everybody on one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.handbook import Handbook
from macros.handbook.lookup import around, below, phases_in_order, tasks_of, topics_of
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.phrases import capital
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


@dataclass(frozen=True, slots=True)
class Self:
    """Somebody one may say that one is: an actor or a role, and the words for it."""

    record: Actor | Role
    actor: Actor
    words: str


MANY = 3
"""A record with more other names than this has words to search by, not names people use of themselves."""


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the look-up and the overview."""
    handbook = setting.handbook
    title, lead = word("indeks.hvem-gjor-hva"), word("indeks_hjelp.hvem-gjor-hva")

    def lookup() -> str:
        return setting.view.render(
            "who.html", title=title, lead=lead, rows=rows(handbook), stages=list(handbook.all(Stage).values()),
            phases=phases_in_order(handbook),
            topics=list(handbook.all(Topic).values()), bodies=bodies(handbook), overview=OVERVIEW,
        )  # fmt: skip

    yield Page(LOOKUP, title, lookup, lead, index=True)

    def overview() -> str:
        stages, topics = list(handbook.all(Stage).values()), list(handbook.all(Topic).values())
        return setting.view.render("overview.html", rows=rows(handbook), stages=stages, topics=topics)

    yield Page(OVERVIEW, word("oversikt.tittel"), overview, word("oversikt.ingress"))


def bodies(handbook: Handbook) -> list[tuple[str, list[Self]]]:
    """Return all that one may say that one is, by body: a body, its roles, and its parts with theirs.

    Bodies that are alone stand together, last; after them those of whom nobody meets the person in the course.
    """
    groups: list[tuple[str, list[Self]]] = []
    alone: list[Self] = []
    far: list[Self] = []
    for body in handbook.actors_in_order:
        if not handbook.wholes_of(body):
            named = [one for actor in (body, *below(handbook, body)) for one in _named(handbook, actor)]
            if len(named) == 1:
                alone += named
            elif any(tasks_of(handbook, body, stage) for stage in handbook.course):
                groups.append((capital(handbook.name(body.ref)), named))
            else:
                far += named
    return [*groups, (word("oppslag.andre"), [*alone, *far])] if alone or far else groups


def meant(handbook: Handbook, who: Actor | Role) -> str:
    """Return the names by which a record means *who*, as scripts read them."""
    return " ".join(sorted({ref.id for ref in around(handbook, who)}))


def _named(handbook: Handbook, actor: Actor) -> list[Self]:
    selves: list[Actor | Role] = [actor]
    selves += [role for role in handbook.all(Role).values() if role.inside == actor.ref]
    return [Self(one, actor, _words(one)) for one in selves]


def _words(record: Actor | Role) -> str:
    """Return what people call themselves: the local name and the common one, and other names when they are few."""
    name = record.local_name or record.title
    others = [record.title, *(record.also_called if len(record.also_called) <= MANY else ())]
    others = [other for other in others if other.lower() not in name.lower()]
    return capital(f"{name} ({', '.join(others)})" if others else name)


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
    above = [one for one in here if one.whole or isinstance(next(iter(one.parts), None), Role)]
    topics = topics_of(handbook, [one.task for one in here if one not in above])
    shared = topics_of(handbook, [one.task for one in above])
    return Cell(stage, len(found), topics, [topic for topic in shared if topic not in topics])
