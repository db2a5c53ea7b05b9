"""Who does what, when: the tasks of an actor, a role, a stage or a topic, what binds most first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.content.records import Actor, Disclosure, Frame, OpenPoint, Role, Stage, Task, Topic
from macros.content.references import Ref
from macros.handbook.handbook import Handbook
from macros.handbook.weighing import Weighed, weigh


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


def tasks_of(handbook: Handbook, actor: Actor, stage: Stage | None = None, topic: Topic | None = None) -> list[Found]:
    """Return the tasks of *actor*, of its roles, and of the wholes it is part of, at *stage* and about *topic*."""
    roles = {role.ref for role in handbook.all(Role).values() if role.inside == actor.ref}
    own = {actor.ref} | roles
    wholes = {whole.ref: whole for whole in handbook.wholes_of(actor)}
    found = []
    for task in handbook.all(Task).values():
        if stage is not None and stage not in handbook.stages_of(task):
            continue
        if topic is not None and topic.ref not in task.topics:
            continue
        doers = [doer.who for doer in task.doers]
        if own.intersection(doers):
            found.append(Found(task, weigh(handbook, task)))
        elif whole := next((wholes[who] for who in doers if who in wholes), None):
            found.append(Found(task, weigh(handbook, task), whole))
    return by_weight(found)


def members_of(handbook: Handbook, refs: set[Ref]) -> list[Frame]:
    """Return the routines and phases that name one of *refs* among those who take part."""
    frames = [record for record in handbook if isinstance(record, Frame)]
    return [frame for frame in frames if any(refs.intersection(partner.who) for partner in frame.partners)]


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
    own = {actor.ref} | {role.ref for role in handbook.all(Role).values() if role.inside == actor.ref}
    tasks = [task for task in handbook.all(Task).values() if stage is None or stage in handbook.stages_of(task)]
    received = [task for task in tasks if own.intersection(doer.who for doer in task.recipients)]
    shared = [task for task in tasks if own.intersection(doer.who for doer in task.together_with)]
    return received, shared


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
        if topic.ref in task.topics and (stage is None or stage in handbook.stages_of(task))
    )
