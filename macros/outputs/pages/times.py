"""Every time in the records, counted from the dates of events: dates live in the reader's browser and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from macros.handbook import Handbook
from macros.handbook.timing import counted, hours
from macros.handbook.weighing import by_method
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.pages.who import bodies, meant
from macros.outputs.words import word
from macros.records import Checklist, Condition, Event, Topic
from macros.records.grounds import Doer, Timing
from macros.records.references import Ref
from macros.records.vocabulary import ConditionSort, TimingKind
from macros.records.walk import walk

ADDRESS = "tidspunkter/"
RELEASED_TODAY = "loslates-i-dag"
"""The list for those who walk out without a date, as from varetekt."""


@dataclass(frozen=True, slots=True)
class TimeRow:
    """All that one record says of one kind of time. Several are alternatives, shown side by side."""

    ref: Ref
    kind: TimingKind
    timings: tuple[Timing, ...]
    when: tuple[Ref, ...]
    """The conditions of the record itself."""


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the page of times."""
    handbook = setting.handbook

    def body() -> str:
        rows = time_rows(handbook)
        timings = [timing for row in rows for timing in row.timings]
        used = {timing.event.id for timing in timings if counted(timing) and timing.event}
        situations = {ref.id for timing in timings for ref in timing.when}
        return setting.view.render(
            "times.html", rows=rows, events=[one for one in handbook.all(Event).values() if one.id in used],
            situations=[
                one for one in handbook.all(Condition).values()
                if one.id in situations and one.sort is ConditionSort.SITUATION
            ],
            never=[handbook.all(Condition)[name] for name in dict.fromkeys(
                ref.id for one in handbook.all(Event).values() if one.id in used for ref in one.never_when
            )],
            attributes=_attributes, by_method=by_method, whose=partial(_whose, handbook), bodies=bodies(handbook),
            meant=partial(meant, handbook), topics=list(handbook.all(Topic).values()),
            today_lists=[
                one for name in handbook.ids("sjekkliste", RELEASED_TODAY) if (one := handbook.all(Checklist).get(name))
            ],
        )  # fmt: skip

    yield Page(ADDRESS, word("tidspunkter.tittel"), body, word("tidspunkter.ingress"))


def _attributes(timing: Timing) -> dict[str, object]:
    """Return *timing* as the script counts it: in which situations it holds, and the numbers and the event of it."""
    when = {"data-når": " ".join(ref.id for ref in timing.when) or None}
    if timing.event is None or not counted(timing):
        return {**when}
    return {
        **when,
        "data-hendelse": timing.event.id,
        "data-slag": timing.kind.name.lower(),
        "data-fra": timing.start,
        "data-til": timing.end,
        "data-enhet": timing.unit or "",
        "data-retning": timing.direction,
    }


def _whose(handbook: Handbook, row: TimeRow) -> dict[str, str]:
    """Return who does what *row* tells of, and what it is about, as the script narrows by them."""
    record = handbook.get(row.ref)
    doers = getattr(record, "doers", ()) or getattr(record, "who", ())
    who = {one.who if isinstance(one, Doer) else one for one in doers}
    return {
        "data-hvem": " ".join(sorted(ref.id for ref in who)),
        "data-tema": " ".join(ref.id for ref in getattr(record, "topics", ())),
    }


def time_rows(handbook: Handbook) -> list[TimeRow]:
    """Return what each record says of each kind of time; what gives dates first, earliest first."""
    rows = []
    for record in handbook:
        found = sorted((value for _, value in walk(record) if isinstance(value, Timing)), key=lambda one: one.kind)
        for kind, timings in groupby(found, key=lambda one: one.kind):
            rows.append(TimeRow(record.ref, kind, tuple(timings), getattr(record, "when", ())))
    return sorted(rows, key=_order)


def _order(row: TimeRow) -> tuple[bool, int, str]:
    dated = [hours(timing) for timing in row.timings if counted(timing)]
    return not dated, min(dated, default=0), str(row.ref)
