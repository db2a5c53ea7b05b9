"""Who does what, when: the tasks of an actor, a role, a stage or a topic, what binds most first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from macros.handbook.handbook import Handbook
from macros.handbook.timing import hours
from macros.handbook.weighing import Weighed, by_method, weigh
from macros.records import (
    Actor,
    Checklist,
    Conversation,
    Disclosure,
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
from macros.records.grounds import Doer
from macros.records.references import Ref
from macros.records.vocabulary import Strength

FIRST_LISTS: Final = ("forste-dag", "forste-uke", "forste-maned")
"""What the lists of a new employee are called, in the order they are used."""


@dataclass(frozen=True, slots=True)
class Found:
    """A task as a look-up shows it. `whole` is the actor it was said of, when it was not said which part."""

    task: Task
    weighed: Weighed
    whole: Actor | None = None


def by_weight(found: Iterable[Found]) -> list[Found]:
    """Sort what binds most first; what nothing heads today comes last."""
    last = (99, 99)
    return sorted(found, key=lambda f: (f.weighed.headline.weight if f.weighed.headline else last, f.task.title))


def tasks_of(handbook: Handbook, actor: Actor, stage: Stage | None = None) -> list[Found]:
    """Return the tasks of *actor*, of its roles, and of the wholes it is part of, at *stage* if given."""
    found = {task.ref: Found(task, weigh(handbook, task)) for task in own_tasks(handbook, actor, stage)}
    for whole in handbook.wholes_of(actor):
        for task in own_tasks(handbook, whole, stage):
            if task.ref not in found and whole.ref in (doer.who for doer in task.doers):
                found[task.ref] = Found(task, weigh(handbook, task), whole)
    return by_weight(found.values())


def own_tasks(handbook: Handbook, actor: Actor, stage: Stage | None = None) -> list[Task]:
    """Return the tasks of *actor* and its roles, at *stage* if given, as they stand in the files."""
    return [task for task in handbook.tasks_by_actor.get(actor.ref, ()) if handbook.belongs(task, stage)]


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


def handovers_of(handbook: Handbook, refs: set[Ref], stage: Stage | None = None) -> list[Handover]:
    """Return the hand-overs from or to *refs* (an actor and its roles), at *stage* if given."""
    return [
        one
        for one in handbook.keep("handovers", lambda: handovers_in_order(handbook))
        if (stage is None or not one.stages or stage.ref in one.stages)
        and any(
            refs.intersection(doer.who for doer in handbook.all(Task)[task.id].doers) for task in (one.gives, one.takes)
        )
    ]


def handovers_in_order(handbook: Handbook) -> list[Handover]:
    """Return the hand-overs in the order of the course, those of the whole course first and a method's own last."""
    order = [stage.ref for stage in handbook.all(Stage).values()]
    return sorted(
        handbook.all(Handover).values(),
        key=lambda one: (by_method(handbook, one.grounds), [order.index(ref) for ref in one.stages]),
    )


def selves(handbook: Handbook, actor: Actor) -> set[Ref]:
    """Return *actor* and its roles."""
    return {actor.ref} | {role.ref for role in handbook.all(Role).values() if role.inside == actor.ref}


def doers_of(handbook: Handbook, item: Item) -> list[Ref]:
    """Return who does *item*: those it names itself, else those of the task it stands for."""
    return list(item.who) or [doer.who for doer in (handbook.all(Task)[item.task.id].doers if item.task else ())]


def members_of(handbook: Handbook, refs: set[Ref]) -> list[Frame]:
    """Return the routines and phases that name one of *refs* among those who take part."""
    frames = handbook.keep("partners", lambda: [(one, _partners(one)) for one in handbook if isinstance(one, Frame)])
    return [frame for frame, partners in frames if not refs.isdisjoint(partners)]


def _partners(frame: Frame) -> set[Ref]:
    return {ref for partner in frame.partners for ref in partner.who}


def open_points_of(handbook: Handbook, refs: set[Ref], stage: Stage | None = None) -> list[OpenPoint]:
    """Return what the sources leave open about *refs* (actors, roles or topics), at *stage* if given."""
    return [
        point
        for point in handbook.all(OpenPoint).values()
        if refs.intersection((*point.doers, *point.settle_with, *point.topics))
        and (stage is None or not point.stages or stage.ref in point.stages)
    ]


def disclosures_of(handbook: Handbook, refs: set[Ref], stage: Stage | None = None) -> list[Disclosure]:
    """Return what *refs* (an actor and its roles) may tell others, at *stage* if given."""
    return [
        sharing
        for sharing in handbook.all(Disclosure).values()
        if refs.intersection(sharing.teller) and (stage is None or not sharing.stages or stage.ref in sharing.stages)
    ]


def tasks_with(handbook: Handbook, actor: Actor, stage: Stage | None = None) -> tuple[list[Task], list[Task]]:
    """Return the tasks others do for *actor* or send to it, and those it takes part in, at *stage* if given."""
    own, tasks = selves(handbook, actor), handbook.keep("with others", lambda: _with_others(handbook))
    here = [one for one in tasks if handbook.belongs(one[0], stage)]
    return [one for one, to, _ in here if own & to], [one for one, _, together in here if own & together]


def _with_others(handbook: Handbook) -> list[tuple[Task, set[Ref], set[Ref]]]:
    """Return the tasks that are for others or done together, and the others of each."""
    found = ((one, _who(one.recipients), _who(one.together_with)) for one in handbook.all(Task).values())
    return [one for one in found if one[1] or one[2]]


def _who(doers: Iterable[Doer]) -> set[Ref]:
    return {doer.who for doer in doers}


def tasks_of_role(handbook: Handbook, role: Ref) -> list[Found]:
    """Return the tasks of *role* alone."""
    return by_weight(
        Found(task, weigh(handbook, task))
        for task in handbook.all(Task).values()
        if role in [doer.who for doer in task.doers]
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
