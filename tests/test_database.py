"""The database: all that the data says, in tables that hold together, and the same bytes each time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from trial import Trial

from macros.edition import Edition, edition
from macros.handbook.changes import changed_on
from macros.handbook.lookup import by_part, tasks_of
from macros.handbook.resting import uses
from macros.project import Project
from macros.records import Actor, Role, Stage
from macros.records.kinds import KINDS

FILE = "api/v1/handbok.sqlite"


def opened(made: Edition) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.row_factory = sqlite3.Row
    database.deserialize(made.outputs[FILE].make())
    return database


@pytest.fixture(scope="module")
def database(real: Edition) -> Iterator[sqlite3.Connection]:
    with opened(real) as database:
        yield database
    database.close()


@pytest.fixture(scope="module")
def tiny_database(tiny_edition: Edition) -> Iterator[sqlite3.Connection]:
    with opened(tiny_edition) as database:
        yield database
    database.close()


@pytest.fixture(params=["tiny", "real"])
def each(request: pytest.FixtureRequest) -> tuple[Edition, sqlite3.Connection]:
    tiny = request.param == "tiny"
    return (
        request.getfixturevalue("tiny_edition" if tiny else "real"),
        request.getfixturevalue("tiny_database" if tiny else "database"),
    )


def test_all_that_the_data_says_is_in_the_database(each: tuple[Edition, sqlite3.Connection]) -> None:
    made, database = each
    schema = json.loads(made.outputs["api/v1/schema.json"].make())["$defs"]
    places = {kind.name: kind for kind in KINDS}
    differing = []
    for record in json.loads(made.outputs["api/v1/alt.json"].make())["records"]:
        kind = places[record["kind"]]
        fields = schema[kind.model.__name__]["properties"]
        row = database.execute(
            f'SELECT * FROM "{kind.place}" WHERE ref = ?', (f"{kind.name}/{record['id']}",)
        ).fetchone()
        columns = fields.keys() - {"kind"}
        said = {name: _value(row[name], fields[name]) for name in columns if row[name] is not None}
        if said != {name: value for name, value in record.items() if name != "kind" and value is not None}:
            differing.append(record["id"])
    assert differing == []


def _value(cell: Any, field: dict[str, Any]) -> Any:
    """Return *cell* as the data has it: lists and objects are JSON, yes and no are 1 and 0."""
    if field.get("type") == "boolean" or {"type": "boolean"} in field.get("anyOf", ()):
        return bool(cell)
    return json.loads(cell) if isinstance(cell, str) and cell[:1] in "[{" and cell[:2] != "[[" else cell


def test_every_reference_holds_and_the_file_is_sound(each: tuple[Edition, sqlite3.Connection]) -> None:
    made, database = each
    assert [*database.execute("PRAGMA foreign_key_check")] == []
    assert [row[0] for row in database.execute("PRAGMA integrity_check")] == ["ok"]
    refs = {row["ref"] for row in database.execute("SELECT ref FROM poster")}
    assert refs >= {str(one.ref) for one in made.handbook} | {str(ref) for ref in made.handbook.items}
    assert refs >= {str(ref) for ref in uses(made.handbook)}


def test_each_row_says_the_day_that_its_page_says(each: tuple[Edition, sqlite3.Connection]) -> None:
    made, database = each
    last = {row["ref"]: row["changed_on"] for row in database.execute("SELECT ref, changed_on FROM poster")}
    assert {one.ref: last[str(one.ref)] for one in made.handbook} == {
        one.ref: changed_on(one).isoformat() for one in made.handbook
    }


def test_who_refers_to_whom_is_in_the_links(each: tuple[Edition, sqlite3.Connection]) -> None:
    made, database = each
    rows = database.execute("SELECT source, field, target FROM lenker").fetchall()
    targets = {row["target"] for row in rows}
    assert {str(ref) for ref in made.handbook.mentioned_by} == targets
    assert {"doers.who", "grounds.provision", "head.owner", "parts.items.task"} <= {row["field"] for row in rows}


def test_each_question_has_an_answer(tiny_database: sqlite3.Connection) -> None:
    views = [row[0] for row in tiny_database.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    assert len(views) > 5
    empty = [view for view in views if not tiny_database.execute(f'SELECT 1 FROM "{view}"').fetchone()]
    assert empty == []


def test_a_body_has_the_tasks_that_its_page_shows(real: Edition, database: sqlite3.Connection) -> None:
    for actor, stage in (
        ("nav", "forberede-loslatelse"),
        ("nav-kommunal", "i-fengsel"),
        ("kommunen", "loslatelsesdagen"),
    ):
        handbook = real.handbook
        shown = tasks_of(handbook, handbook.all(Actor)[actor], handbook.all(Stage)[stage])
        asked = database.execute(
            "SELECT DISTINCT ref FROM hvem_gjor_hva WHERE aktor = ? AND stadium = ?",
            (handbook.all(Actor)[actor].title, handbook.all(Stage)[stage].title),
        )
        of_roles = {one.task.ref for group in by_part(shown, Role).values() for one in group}  # those of a whole
        own = {str(one.task.ref) for one in shown if one.whole is None and one.task.ref not in of_roles}
        assert {row["ref"] for row in asked} == own


def test_a_word_is_found(database: sqlite3.Connection) -> None:
    found = database.execute(
        "SELECT poster.title FROM sok JOIN poster ON poster.rowid = sok.rowid WHERE sok MATCH 'koordinator*' LIMIT 5"
    )
    assert len(found.fetchall()) == 5


def test_the_same_records_give_the_same_bytes(tiny: Path, tiny_edition: Edition) -> None:
    again = edition(Project(tiny)).outputs[FILE]
    data = tiny_edition.outputs[FILE].make()
    assert again.make() == data
    assert again.decided() == tiny_edition.outputs[FILE].decided()
    assert data[:16] == b"SQLite format 3\0"
    assert (data[24:28], data[92:100]) == (
        b"\0\0\0\1",
        b"\0\0\0\1" + (3_045_000).to_bytes(4, "big"),
    )  # says nothing of this machine


def test_a_change_is_known_without_making_the_file(trial: Trial) -> None:
    before = trial.edition().outputs[FILE].decided()
    assert trial.edition().outputs[FILE].decided() == before
    trial.edit(
        "routines/kjerne/roller.yml", "\nroller:\n", "\nroller:\n  gammel: {flyttet_til: fengselet-kontaktbetjent}\n"
    )
    moved = trial.edition().outputs[FILE].decided()
    assert moved != before
