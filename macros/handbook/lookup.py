"""Who does what, when: the tasks of an actor, a role, a stage or a topic, what binds most first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from macros.handbook.handbook import Handbook
from macros.handbook.holders import hats, tasks_by_actor
from macros.handbook.timing import hours
from macros.handbook.weighing import Weighed, by_method, weigh
from macros.records import (
    Actor,
    Checklist,
    Conversation,
    Exercise,
    Form,
    Frame,
    Handover,
    Item,
    Lesson,
    OpenPoint,
    Phase,
    Record,
    Role,
    Stage,
    Task,
    Topic,
)
from macros.records.frames import ItemFrame
from macros.records.references import Ref
from macros.records.vocabulary import Strength

FIRST_LISTS: Final = ("forste-dag", "forste-uke", "forste-maned")
"""What the lists of a new employee are called, in the order they are used."""


@dataclass(frozen=True, slots=True)
class Found:
    """A task as a look-up shows it.

    `whole` is the actor it was said of, when it was not said which part. `parts` are those that have it, when it was
    said of others alone: parts of the actor asked for, or roles of a whole it is part of.
    """

    task: Task
    weighed: Weighed
    whole: Actor | None = None
    parts: tuple[Actor | Role, ...] = ()

    @property
    def own(self) -> bool:
        """Whether it was said of the actor that was asked for, or of one of its roles."""
        return self.whole is None and not self.parts


def by_weight(found: Iterable[Found]) -> list[Found]:
    """Sort what binds most first; what nothing heads today comes last."""
    last = (99, 99)
    return sorted(found, key=lambda f: (f.weighed.headline.weight if f.weighed.headline else last, f.task.title))


def tasks_of(handbook: Handbook, actor: Actor, stage: Stage | None = None) -> list[Found]:
    """Return the tasks of *actor*, its roles, its parts, and the wholes it is part of, at *stage* if given.

    So whoever asks for a body, or for a part of it, is shown the same duties, and each with the part that has it.
    """
    return handbook.keep(("tasks of", actor.id, stage.id if stage else ""), lambda: _tasks_of(handbook, actor, stage))


def _tasks_of(handbook: Handbook, actor: Actor, stage: Stage | None) -> list[Found]:
    found = {task.ref: Found(task, weigh(handbook, task)) for task in own_tasks(handbook, actor, stage)}
    above = [(whole, task) for whole in handbook.wholes_of(actor) for task in own_tasks(handbook, whole, stage)]
    for whole, task in above:
        if task.ref not in found and whole.ref in (doer.who for doer in task.doers):
            found[task.ref] = Found(task, weigh(handbook, task), whole)
    for _, task in above:
        if task.ref not in found:
            roles = tuple(handbook.all(Role)[doer.who.id] for doer in task.doers if doer.who.kind == Role.kind)
            found[task.ref] = Found(task, weigh(handbook, task), parts=roles)
    for part in below(handbook, actor):
        for task in own_tasks(handbook, part, stage):
            before = found.get(task.ref)
            if before is None or before.parts:
                parts = (*(before.parts if before else ()), part)
                found[task.ref] = Found(task, weigh(handbook, task), parts=parts)
    return by_weight(found.values())


def below(handbook: Handbook, actor: Actor) -> list[Actor]:
    """Return the parts of *actor*, and their parts."""
    return [part for direct in handbook.parts_of(actor) for part in (direct, *below(handbook, direct))]


def by_part(found: Iterable[Found], kind: type[Actor | Role] = Actor) -> dict[tuple[Actor | Role, ...], list[Found]]:
    """Return those of *found* that lie with parts (or with roles of a whole, by *kind*), by those that have them."""
    groups: dict[tuple[str, ...], list[Found]] = {}
    for one in found:
        if one.parts and isinstance(one.parts[-1], kind):
            groups.setdefault(tuple(part.id for part in one.parts), []).append(one)
    return {group[0].parts: group for group in groups.values()}


def around(handbook: Handbook, who: Actor | Role) -> set[Ref]:
    """Return whom *who* is meant by: an actor and its parts with their roles, and the wholes it is part of.

    A role is meant by its own name, those of the roles it holds, its actor's, and the wholes' that is part of.
    """
    actor = handbook.actor(who.ref)
    inside = (
        {actor.ref, *hats(handbook, who)}
        if isinstance(who, Role)
        else {ref for one in (actor, *below(handbook, actor)) for ref in selves(handbook, one)}
    )
    return inside | {whole.ref for whole in handbook.wholes_of(actor)}


def own_tasks(handbook: Handbook, actor: Actor, stage: Stage | None = None) -> list[Task]:
    """Return the tasks of *actor*, its roles and those these hold, at *stage* if given, as they stand in the files."""
    return [task for task in tasks_by_actor(handbook).get(actor.ref, ()) if handbook.belongs(task, stage)]


def topics_of(handbook: Handbook, tasks: Iterable[Task]) -> list[Topic]:
    """Return the topics that *tasks* are about, in their order."""
    about = {ref for task in tasks for ref in task.topics}
    return [topic for topic in handbook.all(Topic).values() if topic.ref in about]


class Turn(StrEnum):
    """In what order somebody wants to know of their tasks at a stage."""

    NOW = "nå"
    LAW = "loven"
    REST = "resten"


def in_turn(found: Iterable[Found]) -> dict[Turn, list[Found]]:
    """Part *found* into what has a time (soonest first), what the law demands, and the rest; empty parts left out."""
    parts: dict[Turn, list[Found]] = {turn: [] for turn in Turn}
    for one in found:
        headline = one.weighed.headline
        demanded = (
            headline is not None and headline.by_law and headline.strength in (Strength.SHALL, Strength.RESPONSIBLE)
        )
        parts[Turn.NOW if one.task.timings else Turn.LAW if demanded else Turn.REST].append(one)
    parts[Turn.LAW].sort(key=lambda one: not one.task.stages)  # what is for this stage before what is for all
    parts[Turn.NOW].sort(key=lambda one: min(hours(timing) for timing in one.task.timings))
    return {turn: part for turn, part in parts.items() if part}


def talks_in_order(handbook: Handbook) -> list[Conversation]:
    """Return the talks: those in a row in their place, then the others by title."""
    return sorted(handbook.all(Conversation).values(), key=lambda talk: (talk.order or 99, talk.title))


def phases_in_order(handbook: Handbook) -> list[Phase]:
    """Return a method's phases by their number."""
    return sorted(handbook.all(Phase).values(), key=lambda phase: phase.number)


def lessons_in_order(handbook: Handbook) -> list[Lesson]:
    """Return the lessons in the order they are learnt."""
    return sorted(handbook.all(Lesson).values(), key=lambda lesson: lesson.order)


def cases_in_order(handbook: Handbook) -> list[Exercise]:
    """Return the cases to try oneself on, in their order."""
    return sorted(handbook.all(Exercise).values(), key=lambda case: (case.order, case.title))


def lists_in_order(handbook: Handbook) -> list[ItemFrame]:
    """Return the lists and forms by title, those of a method alone last."""
    lists: list[ItemFrame] = [*handbook.all(Checklist).values(), *handbook.all(Form).values()]
    return sorted(lists, key=lambda one: (by_method(handbook, one.grounds), one.title))


def first_lists(handbook: Handbook) -> list[Checklist]:
    """Return the lists of a new employee, in the order they are used."""
    lists, names = handbook.all(Checklist), handbook.ids("sjekkliste", *FIRST_LISTS)
    return [lists[name] for name in names if name in lists]


def handovers_in_order(handbook: Handbook) -> list[Handover]:
    """Return the hand-overs in the order of the course, those of the whole course first and a method's own last."""
    order = [stage.ref for stage in handbook.all(Stage).values()]
    return sorted(
        handbook.all(Handover).values(),
        key=lambda one: (by_method(handbook, one.grounds), [order.index(ref) for ref in one.stages]),
    )


def selves(handbook: Handbook, actor: Actor) -> set[Ref]:
    """Return *actor*, its roles, and the roles that these hold."""
    own = [role for role in handbook.all(Role).values() if role.inside == actor.ref]
    return {actor.ref} | {ref for role in own for ref in hats(handbook, role)}


def doers_of(handbook: Handbook, item: Item) -> list[Ref]:
    """Return who does *item*: those it names itself, else those of the task it stands for."""
    return list(item.who) or [doer.who for doer in (handbook.all(Task)[item.task.id].doers if item.task else ())]


def open_points_of(
    handbook: Handbook, refs: set[Ref], stage: Stage | None = None, shared: Iterable[Task] = ()
) -> list[OpenPoint]:
    """Return what the sources leave open about *refs* (actors, roles or topics), at *stage* if given.

    *shared* are tasks done for them or with them: what is left open about these concerns them too.
    """
    tasks = {task.ref for task in shared}
    return [
        point
        for point in handbook.all(OpenPoint).values()
        if (refs.intersection((*point.doers, *point.settle_with, *point.topics)) or tasks.intersection(point.about))
        and (stage is None or not point.stages or stage.ref in point.stages)
    ]


def tasks_of_role(handbook: Handbook, role: Ref) -> list[Found]:
    """Return the tasks of *role* and of the roles that it holds."""
    meant = hats(handbook, handbook.all(Role)[role.id])
    return by_weight(
        Found(task, weigh(handbook, task))
        for task in handbook.all(Task).values()
        if any(doer.who in meant for doer in task.doers)
    )


def tasks_about(handbook: Handbook, topic: Topic, stage: Stage | None = None) -> list[Found]:
    """Return the tasks about *topic*, at *stage* if given."""
    return by_weight(
        Found(task, weigh(handbook, task))
        for task in handbook.all(Task).values()
        if topic.ref in task.topics and handbook.belongs(task, stage)
    )


def held(handbook: Handbook, frame: Frame) -> list[Record]:
    """Return the records that *frame* puts in order, each once."""
    refs = dict.fromkeys(
        ref
        for part in frame.parts
        for ref in (*part.content, *(r for row in part.rows for c in row.cells.values() for r in c))
    )
    return [record for ref in refs if isinstance(record := handbook.get(ref), Record)]
