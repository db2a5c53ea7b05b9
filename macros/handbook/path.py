"""The person's way from committal to a life outside: who holds the threads at each stage, and what changes hands.

Who holds them is what a stage names (`holder_trådene`): a task says who does it, an open point that the sources do not.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.handbook.handbook import Handbook
from macros.handbook.weighing import by_method
from macros.records import Handover, OpenPoint, Stage, Task


@dataclass(frozen=True, slots=True)
class Step:
    """A stage on the way: the tasks of those who hold the threads there, and what is left open about it.

    `handed` is what has changed hands when the stage is over, a method's own not counted.
    """

    stage: Stage
    leads: tuple[Task, ...]
    left: tuple[OpenPoint, ...]
    handed: tuple[Handover, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """The steps, and what holds the whole way."""

    steps: tuple[Step, ...]
    leads: tuple[Task, ...]
    handed: tuple[Handover, ...]


def path(handbook: Handbook) -> Path:
    """Return the way through the course. What every stage names is said once, of the whole way."""
    course = handbook.course
    everywhere = set.intersection(*(set(stage.leads) for stage in course)) if course else set()
    own = [one for one in handbook.all(Handover).values() if not by_method(handbook, one.grounds)]

    def step(stage: Stage) -> Step:
        named = [handbook.get(ref) for ref in stage.leads if ref not in everywhere]
        return Step(
            stage,
            tuple(one for one in named if isinstance(one, Task)),
            tuple(one for one in named if isinstance(one, OpenPoint)),
            tuple(one for one in own if _ends_at(course, one) == stage),
        )

    return Path(
        tuple(map(step, course)),
        tuple(task for task in handbook.all(Task).values() if task.ref in everywhere),
        tuple(one for one in own if _ends_at(course, one) is None),
    )


def _ends_at(course: list[Stage], handover: Handover) -> Stage | None:
    """Return the last stage of *handover*, by which it is done; nothing when it may be at any."""
    return next((stage for stage in reversed(course) if stage.ref in handover.stages), None)
