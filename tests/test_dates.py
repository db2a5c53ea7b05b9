"""Dates counted in the reader's browser: the very file that browsers run, in an engine without a document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import quickjs

SCRIPT = Path(__file__).parents[1] / "macros" / "theme" / "scripts" / "4-datoer.js"
NAMES = ["nyttårsdag", "skjærtorsdag", "langfredag", "påske", "2. påskedag", "1. mai", "17. mai", "Kristi himmelfart",
         "pinse", "2. pinsedag", "1. juledag", "2. juledag"]  # fmt: skip


@pytest.fixture(scope="module")
def engine() -> quickjs.Context:
    context = quickjs.Context()
    context.eval(SCRIPT.read_text("utf-8"))
    context.eval(
        f"var names = {json.dumps(NAMES)};"
        "function at(text) { var p = text.split('-').map(Number); return handbokdatoer.day(p[0], p[1] - 1, p[2]); }"
        "function told(date) { return [date.getFullYear(), date.getMonth() + 1, date.getDate()].join('-'); }"
    )
    return context


def _ask(engine: quickjs.Context, expression: str) -> Any:
    return json.loads(engine.eval(f"JSON.stringify({expression})"))


@pytest.mark.parametrize(
    ("time", "given", "expected"),
    [
        ({"fra": "3", "enhet": "måneder", "retning": "før"}, "2027-05-31", ["2027-2-28"]),
        ({"fra": "1", "enhet": "år", "retning": "etter"}, "2028-02-29", ["2029-2-28"]),
        ({"fra": "1", "til": "2", "enhet": "uker", "retning": "før"}, "2027-01-10", ["2026-12-27", "2027-1-3"]),
        ({"fra": "5", "enhet": "virkedager", "retning": "etter"}, "2027-03-23", ["2027-4-2"]),
        ({"fra": "3", "enhet": "virkedager", "retning": "før"}, "2027-05-18", ["2027-5-12"]),
        ({"fra": "36", "enhet": "timer", "retning": "før"}, "2027-03-29", ["2027-3-28"]),
        ({"retning": "ved"}, "2027-03-28", ["2027-3-28"]),
    ],
)
def test_a_time_is_counted_from_a_date(
    engine: quickjs.Context, time: dict[str, str], given: str, expected: list[str]
) -> None:
    counted = f"handbokdatoer.dates({json.dumps(time)}, at({given!r}), names).map(told)"
    assert _ask(engine, counted) == expected


@pytest.mark.parametrize(
    ("given", "name"),
    [("2026-04-03", "langfredag"), ("2038-04-25", "påske"), ("2027-05-06", "Kristi himmelfart"), ("2027-05-18", "")],
)
def test_holidays_follow_easter(engine: quickjs.Context, given: str, name: str) -> None:
    assert _ask(engine, f"handbokdatoer.holiday(at({given!r}), names)") == name


def test_a_calendar_has_the_days_to_come_as_the_standard_writes_them(engine: quickjs.Context) -> None:
    words = {"title": "Frist NUMMER, se håndboken; ", "text": "Linje én\nLinje to \\ " + "å" * 80}
    rows = "[{number: 1, days: [at('2026-01-01'), at('2026-12-31')]}]"
    calendar = f"handbokdatoer.calendar({rows}, {json.dumps(words)}, at('2026-11-29'), '20261129T010203Z', 'x')"
    text: str = _ask(engine, calendar)

    assert text.count("BEGIN:VEVENT") == 1, "what is past is left out"
    assert "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" in text
    assert r"SUMMARY:Frist 1\, se håndboken\; " in text
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert r"Linje én\nLinje to \\ " + "å" * 80 in text.replace("\r\n ", "")
    assert text.endswith("END:VCALENDAR\r\n")
