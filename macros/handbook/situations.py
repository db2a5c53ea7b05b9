"""One list for one situation: what belongs to a release, and the situations that bring a thing in or leave it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from macros.handbook.handbook import Handbook
from macros.records import Checklist, Condition, Task
from macros.records.inside import part
from macros.records.references import Ref
from macros.records.richtext import Text
from macros.records.vocabulary import ConditionSort, ItemSort

RELEASE: Final = frozenset({"forberede-loslatelse", "loslatelsesdagen"})
"""The stages of a release: a list about these alone belongs to every release."""
THE_DAY: Final = "loslatelsesdagen"
BEFORE: Final = "i-fengsel"
"""A list that begins here and ends on the day belongs to a release too; one that only begins here does not."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A thing on the composed list: it stays when all of *when* hold and none of *unless*; these are situations."""

    ref: Ref
    text: Text | str
    when: tuple[Ref, ...]
    unless: tuple[Ref, ...]
    first: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """The things of one checklist, or (without a list) the tasks that a situation alone brings."""

    checklist: Checklist | None
    things: list[Choice]


def composed(handbook: Handbook) -> Iterator[Choices]:
    """Yield the lists about a release, then the tasks that hold in some situations only."""
    release = set(handbook.ids("stadium", *RELEASE))
    for frame in handbook.all(Checklist).values():
        if not _about_release(handbook, frame):
            continue
        things = [
            Choice(
                part(frame.ref, name), item.text, situations(handbook, (*frame.when, *item.when)),
                situations(handbook, (*frame.unless, *item.unless)), item.first,
            )
            for section in frame.parts for name, item in section.items.items() if item.sort is ItemSort.TICK
        ]  # fmt: skip
        yield Choices(frame, sorted(things, key=lambda thing: not thing.first))
    tasks = [
        Choice(task.ref, task.title, when, situations(handbook, task.unless))
        for task in handbook.all(Task).values()
        if (when := situations(handbook, task.when))
        and (not task.stages or release.intersection(ref.id for ref in task.stages))
    ]
    yield Choices(None, tasks)


def _about_release(handbook: Handbook, frame: Checklist) -> bool:
    """Whether *frame* belongs to every release, by its stages."""
    stages, release = {ref.id for ref in frame.stages}, set(handbook.ids("stadium", *RELEASE))
    the_day, before = handbook.ids("stadium", THE_DAY, BEFORE)
    return bool(stages) and (stages <= release or (the_day in stages and stages <= {*release, before}))


def situations(handbook: Handbook, refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """Return those of *refs* that are situations; the other conditions never filter."""
    return tuple(ref for ref in refs if handbook.all(Condition)[ref.id].sort is ConditionSort.SITUATION)


def asked(handbook: Handbook, lists: list[Choices]) -> list[Condition]:
    """Return the situations that *lists* depend on, as one can tick them: a joint one by the ones it includes."""
    used = {ref.id for one in lists for thing in one.things for ref in (*thing.when, *thing.unless)}
    for name in list(used):
        if included := handbook.all(Condition)[name].includes:
            used.discard(name)
            used |= {ref.id for ref in included}
    return [condition for condition in handbook.all(Condition).values() if condition.id in used]
