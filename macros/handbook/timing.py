"""Times as they are counted: which give a date, and which comes first."""

from __future__ import annotations

from typing import Final

from macros.records.grounds import Timing
from macros.records.vocabulary import Direction, TimingKind, Unit

_HOURS: Final = {
    Unit.HOURS: 1, Unit.DAYS: 24, Unit.WORKING_DAYS: 24, Unit.WEEKS: 168, Unit.MONTHS: 730, Unit.YEARS: 8760,
}  # fmt: skip


def counted(timing: Timing) -> bool:
    """Whether *timing* gives a date once its event has one; the source's own words never do."""
    if timing.event is None or timing.kind in (TimingKind.REMAINING, TimingKind.REPEATED):
        return False
    return timing.direction is Direction.AT or (timing.start is not None and timing.direction is not None)


def hours(timing: Timing) -> int:
    """Return a sorting key: about how many hours before (negative) or after its event, by the earliest number."""
    if timing.unit is None:
        return 0
    if timing.direction is Direction.BEFORE:
        return -max(timing.start or 0, timing.end or 0) * _HOURS[timing.unit]
    return (timing.start or 0) * _HOURS[timing.unit]
