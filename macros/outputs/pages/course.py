"""The whole course on one page, and the times counted from an event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from macros.content.grounds import Timing
from macros.content.records import Actor, Checklist, Event, Frame, Lesson, Phase, Stage
from macros.content.references import Ref
from macros.content.vocabulary import Direction, TimingKind
from macros.content.walk import walk
from macros.handbook import Handbook
from macros.handbook.lookup import tasks_of
from macros.outputs.pages.crosswalk import lanes, picture, stages_on_axis, steps
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.words import word

RELEASED_TODAY = "loslates-i-dag"
"""The list for those who walk out without a date, as from varetekt."""


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage with who has tasks there (and how many), what belongs to it, its phases and the lesson about it."""

    stage: Stage
    actors: list[tuple[Actor, int]]
    frames: list[Frame]
    phases: list[Phase]
    lesson: Lesson | None


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A timing and what it is for. `counted` says whether a date follows from an event's date."""

    ref: Ref
    timing: Timing
    counted: bool


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the course and the times."""
    handbook = setting.handbook
    title, lead = word("indeks.forlopet"), word("indeks_hjelp.forlopet")

    def course() -> str:
        phases = sorted(handbook.all(Phase).values(), key=lambda phase: phase.number)
        return setting.view("forlopet/").render(
            "course.html", title=title, lead=lead, picture=picture(handbook), lanes=lanes(handbook),
            rows=[_row(handbook, stage, phases) for stage in handbook.all(Stage).values()],
            stages=stages_on_axis(handbook), steps=steps(handbook),
            fixed=[(one, after) for one, after in pairwise(phases) if one.fixed_end], phases=phases,
        )  # fmt: skip

    yield Page("forlopet/", title, course, lead)

    def times() -> str:
        rows = time_rows(handbook)
        used = {row.timing.event.id for row in rows if row.counted and row.timing.event}
        events = [event for event in handbook.all(Event).values() if event.id in used]
        today_lists = [one for one in handbook.all(Checklist).values() if one.id == RELEASED_TODAY]
        return setting.view("tidspunkter/").render("times.html", rows=rows, events=events, today_lists=today_lists)

    yield Page("tidspunkter/", word("tidspunkter.tittel"), times, word("tidspunkter.ingress"))


def _row(handbook: Handbook, stage: Stage, phases: list[Phase]) -> StageRow:
    counts = [(actor, len(tasks_of(handbook, actor, stage))) for actor in handbook.actors_in_order]
    frames = [record for record in handbook if isinstance(record, Frame) and stage.ref in record.stages]
    at = [phase for phase in phases if stage.ref in phase.stages]
    lesson = next((one for one in handbook.all(Lesson).values() if one.about == stage.ref), None)
    return StageRow(stage, [pair for pair in counts if pair[1]], [one for one in frames if one not in at], at, lesson)


def time_rows(handbook: Handbook) -> list[TimeRow]:
    """Return every timing with what it is for; those counted from an event first, earliest first."""
    rows = []
    for record in handbook:
        for _, value in walk(record):
            if isinstance(value, Timing):
                rows.append(TimeRow(record.ref, value, _counted(value)))
    return sorted(rows, key=lambda row: (not row.counted, _hours(row.timing), str(row.ref)))


def _counted(timing: Timing) -> bool:
    """Whether the timing gives a date once its event has one; the source's own words never do."""
    if timing.event is None or timing.kind in (TimingKind.REMAINING, TimingKind.REPEATED):
        return False
    return timing.direction is Direction.AT or (timing.start is not None and timing.direction is not None)


def _hours(timing: Timing) -> float:
    """A sorting key: hours before (negative) or after the event, by the earliest of the numbers."""
    if timing.unit is None:
        return 0
    size = {"timer": 1, "dager": 24, "virkedager": 24, "uker": 168, "måneder": 730, "år": 8760}[timing.unit]
    number = max(timing.start or 0, timing.end or 0) if timing.direction is Direction.BEFORE else timing.start or 0
    return -number * size if timing.direction is Direction.BEFORE else number * size
