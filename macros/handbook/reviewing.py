"""When a record is to be gone through, and how its approval stands."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from macros.handbook.changes import concerning
from macros.records import Change, Record
from macros.records.kinds import BY_NAME


@dataclass(frozen=True, order=True, slots=True)
class Due:
    """The day by which something is to be gone through."""

    on: date
    proposed: bool
    """Whether the interval is the editors' proposal: its owner has decided none."""
    never: bool
    """Whether it has never been gone through: the day is counted from when it was first written down."""


def due(record: Record) -> Due:
    """Return when *record* is to be gone through, by its owner's interval or that of the editors for its kind."""
    months, reviewed = record.head.review_months, record.head.reviewed_on
    since = reviewed or min(change.on for change in record.head.changes)
    proposed = BY_NAME[record.kind].review_months
    return Due(_later(since, months or proposed), months is None, reviewed is None)


def first_due(records: Iterable[Record]) -> Due:
    """Return the first day by which any of *records* is to be gone through."""
    return min(map(due, records))


def _later(day: date, months: int) -> date:
    """Return the day *months* after *day*, or the last of its month where that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def changes_since(record: Record) -> list[Change]:
    """Return the notes of what has changed in *record* since it was approved, newest first; none where it has not.

    Those of the day itself may be of what was approved, and are left out.
    """
    approved = record.changed_since
    return [change for change in concerning(record) if approved and change.on > approved]
