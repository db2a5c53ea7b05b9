"""`/api/v1/` stays as it is: what it has said, where and in what form, it goes on saying. More may come.

What is promised lies in `promised/api-v1.json`. `pytest --accept` adds what has come, and never takes anything away.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from promised import broken_promises

from macros.edition import Edition

API = "api/v1/"
PROMISED = Path(__file__).parent / "promised" / "api-v1.json"


def said(made: Edition) -> dict[str, Any]:
    """Return the form of all that *made* publishes as data: files, fields, headings, columns."""
    files = {path.removeprefix(API): output for path, output in made.outputs.items() if path.startswith(API)}
    sheets = {name: output.make().decode("utf-8-sig") for name, output in files.items() if name.endswith(".csv")}
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(files["handbok.sqlite"].make())
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
        columns = {name: [one[0] for one in database.execute(f'SELECT * FROM "{name}"').description] for name in names}
    return {
        "files": sorted(files),
        "headings": {name: next(csv.reader(text.splitlines(), delimiter=";")) for name, text in sheets.items()},
        "columns": {name: found for name, found in columns.items() if not name.startswith("sok_")},
        "schema": json.loads(files["schema.json"].make()),
    }


def broken(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Return what was promised in *old* and does not hold in *new*."""
    gone = [f"{API}{name} is gone" for name in old["files"] if name not in new["files"]]
    for group in ("headings", "columns"):
        for name, titles in old[group].items():
            gone += [f"{name}: «{one}» is gone" for one in titles if one not in new[group].get(name, ())]
    return gone + broken_promises(old["schema"], new["schema"])


def test_nothing_that_was_promised_is_broken(tiny_edition: Edition, request: pytest.FixtureRequest) -> None:
    now = said(tiny_edition)
    was = json.loads(PROMISED.read_text("utf-8")) if PROMISED.is_file() else now

    assert broken(was, now) == []

    if request.config.getoption("--accept"):
        PROMISED.parent.mkdir(exist_ok=True)
        PROMISED.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", "utf-8")
        was = now
    assert was == now, "More is published than is promised. Take it up with `pytest --accept tests/test_promised.py`."


# Would a broken promise be seen? The schema as it is, spoilt in one way at a time.

Spoil = Callable[[dict[str, Any]], object]


def fields(schema: dict[str, Any], name: str) -> dict[str, Any]:
    return schema["$defs"][name]["properties"]  # type: ignore[no-any-return]


def renamed(schema: dict[str, Any]) -> None:
    task = fields(schema, "Task")
    task["who"] = task.pop("doers")


SPOILT: dict[str, tuple[Spoil, str]] = {
    "a field that has another name": (renamed, ".records[].doers: is gone"),
    "a field inside another that is gone": (
        lambda one: fields(one, "Footing").pop("cited"), ".records[].headline.cited: is gone",
    ),
    "another type": (
        lambda one: fields(one, "Actor")["order"].update(type="string"),
        ".records[].order: was integer, is string",
    ),
    "nothing where there always was something": (
        lambda one: fields(one, "Footing")["title"].update(type=["string", "null"]),
        ".records[].headline.title: was string, is null or string",
    ),
    "a value that is gone": (
        lambda one: one["$defs"]["Strength"]["enum"].remove("kan"), ".records[].grounds[].strength: «kan» is gone",
    ),
    "values that may be anything": (
        lambda one: one["$defs"]["Approval"].pop("enum"),
        ".records[].head.approval: was one of ['utkast', 'godkjent'], is anything",
    ),
    "a field that is not always there": (
        lambda one: one["$defs"]["Law"]["required"].remove("short"), ".records[].short: was always there",
    ),
    "a day that may be any text": (
        lambda one: fields(one, "Change")["on"].pop("format"), ".records[].head.changes[].on: format was date",
    ),
    "a kind that is gone": (
        lambda one: one["properties"]["records"]["items"]["anyOf"].remove({"$ref": "#/$defs/Disclosure"}),
        ".records[]",
    ),
    "another version": (lambda one: one["properties"]["version"].update(const=2), ".version: was 1, is 2"),
}  # fmt: skip


@pytest.fixture(scope="module")
def schema(tiny_edition: Edition) -> dict[str, Any]:
    return json.loads(tiny_edition.outputs[f"{API}schema.json"].make())  # type: ignore[no-any-return]


@pytest.mark.parametrize("how", SPOILT)
def test_a_broken_promise_is_seen(how: str, schema: dict[str, Any]) -> None:
    spoil, told = SPOILT[how]
    spoilt = deepcopy(schema)
    spoil(spoilt)

    assert any(one.startswith(told) for one in broken_promises(schema, spoilt)), broken_promises(schema, spoilt)


def test_what_comes_in_addition_breaks_nothing(schema: dict[str, Any]) -> None:
    more = deepcopy(schema)
    fields(more, "Task")["weight"] = {"type": "integer"}
    more["$defs"]["Task"]["required"].append("weight")
    more["$defs"]["Strength"]["enum"].append("må")
    more["$defs"]["Tool"] = {"type": "object", "properties": {"kind": {"const": "verktoy"}}}
    more["properties"]["records"]["items"]["anyOf"].append({"$ref": "#/$defs/Tool"})

    assert broken_promises(schema, more) == []


def test_a_sheet_or_a_column_that_is_gone_is_seen(tiny_edition: Edition) -> None:
    was = said(tiny_edition)
    now = deepcopy(was)
    now["headings"]["oppgaver.csv"].remove("Aktør")
    del now["columns"]["skal_oppgaver"]
    now["files"].remove("alt.json")

    told = broken(was, now)

    assert "api/v1/alt.json is gone" in told
    assert "oppgaver.csv: «Aktør» is gone" in told
    assert "skal_oppgaver: «aktor» is gone" in told
