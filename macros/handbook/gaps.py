"""What the sources do not place: nobody at a stage, an item without a doer, a task that two share without saying how.

A gap is not a verdict that nobody is responsible. It is a point to settle, and a record `avklaring` says with whom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from macros.handbook.handbook import Handbook
from macros.handbook.weighing import weigh
from macros.records import Checklist, Handover, OpenPoint, Stage, Task, Topic
from macros.records.inside import part
from macros.records.references import Ref
from macros.records.vocabulary import ItemSort, Participation, SourceType


class GapSort(StrEnum):
    """What is missing."""

    NOBODY = "ingen"
    NO_DOER = "uten hvem"
    SHARED = "delt"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the sources do not place: `about` is the task, the item or the topic; `stage` only for a topic."""

    sort: GapSort
    about: Ref
    stage: Stage | None = None


def gaps(handbook: Handbook) -> Iterator[Gap]:
    """Yield every gap, whether or not a record says with whom it is settled."""
    yield from _nobody(handbook)
    yield from _items_without_doer(handbook)
    yield from _shared_without_handover(handbook)


def _nobody(handbook: Handbook) -> Iterator[Gap]:
    """A stage of a case and a topic where no task names that stage, but for those of a method or a proposal alone.

    A duty that holds for the whole course is not enough: nobody is then named for just that moment. It is what the law
    says on the open point. A topic that only the method has is no gap.
    """
    anywhere = [task for task in handbook.all(Task).values() if _binds_all(handbook, task)]
    topics = [one for one in handbook.all(Topic).values() if any(one.ref in task.topics for task in anywhere)]
    for stage in handbook.course:
        named = {ref for task in anywhere if stage.ref in task.stages for ref in task.topics}
        for topic in topics:
            if topic.ref not in named:
                yield Gap(GapSort.NOBODY, topic.ref, stage)


def _binds_all(handbook: Handbook, task: Task) -> bool:
    """Whether something that holds today, and not only for those in a method, says the task."""
    headline = weigh(handbook, task).headline
    return headline is not None and headline.source_type not in (SourceType.METHOD, SourceType.PROPOSAL)


def _items_without_doer(handbook: Handbook) -> Iterator[Gap]:
    """A tick that nobody is said to do: not by the item, its task, its part, its list, or a task that uses the list."""
    used = {ref for task in handbook.all(Task).values() for ref in task.tools}
    for frame in handbook.all(Checklist).values():
        for section in frame.parts:
            for name, item in section.items.items():
                named = item.who or item.task or section.who or frame.who or frame.ref in used
                if item.sort is ItemSort.TICK and not named:
                    yield Gap(GapSort.NO_DOER, part(frame.ref, name))


def _shared_without_handover(handbook: Handbook) -> Iterator[Gap]:
    """A task with several doers where the source does not say how they share it, and no hand-over does either."""
    handed = {ref for one in handbook.all(Handover).values() for ref in (one.gives, one.takes)}
    for task in handbook.all(Task).values():
        if task.participation is Participation.NOT_SAID and task.ref not in handed:
            yield Gap(GapSort.SHARED, task.ref)


def covering(handbook: Handbook, gap: Gap) -> OpenPoint | None:
    """Return the open point that says with whom *gap* is settled, or nothing."""
    frame = handbook.get(gap.about)
    for point in handbook.all(OpenPoint).values():
        if gap.stage is not None:
            if gap.about in point.topics and gap.stage.ref in point.stages:
                return point
        elif gap.about in point.about or (frame is not None and frame.ref in point.about):
            return point
    return None
