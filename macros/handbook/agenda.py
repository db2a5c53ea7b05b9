"""What is to be settled in a meeting: the open points with somebody, and which of them are a method's alone."""

from __future__ import annotations

from macros.handbook.handbook import Handbook
from macros.handbook.lookup import around, selves
from macros.handbook.weighing import by_method, footing
from macros.records import Actor, OpenPoint, Phase, Role, Task
from macros.records.vocabulary import SourceType

SEVERAL = 3
"""From so many points, a partner has an agenda ready to print."""


def to_settle(handbook: Handbook, who: Actor | Role | None = None) -> list[OpenPoint]:
    """Return what is not settled yet, with *who* if given: also with its parts and its wholes. A method's own last."""
    meant = around(handbook, who) if who else None
    points = handbook.keep("to settle", lambda: _to_settle(handbook))
    return [one for one in points if meant is None or meant.intersection(one.settle_with)]


def _to_settle(handbook: Handbook) -> list[OpenPoint]:
    points = [one for one in handbook.all(OpenPoint).values() if not one.settled]
    return sorted(points, key=lambda one: of_method(handbook, one))


def partners(handbook: Handbook) -> list[Actor]:
    """Return those with whom so much is to be settled, by their own name or a role's, that they are met for it."""
    return handbook.keep("partners in meetings", lambda: _partners(handbook))


def _partners(handbook: Handbook) -> list[Actor]:
    points = to_settle(handbook)
    return [
        actor
        for actor in handbook.actors_in_order
        if sum(not selves(handbook, actor).isdisjoint(point.settle_with) for point in points) >= SEVERAL
    ]


def of_method(handbook: Handbook, point: OpenPoint) -> bool:
    """Whether *point* concerns those in a method alone.

    Its guide says so, and who would do it works by its phases; or it and the tasks it is about stand in the guide only.
    """
    if point.doers:
        own = {doer.who for phase in handbook.all(Phase).values() for doer in phase.who}
        guided = any(footing(handbook, ground).source_type is SourceType.METHOD for ground in point.grounds)
        return guided and all(handbook.actor(ref).ref in own for ref in point.doers)
    tasks = [task for ref in point.about if isinstance(task := handbook.get(ref), Task)]
    return by_method(handbook, [*point.grounds, *(ground for task in tasks for ground in task.grounds)])
