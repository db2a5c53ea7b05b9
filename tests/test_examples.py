"""The worked examples on the page about open data: run as they stand there, they all give the same answer."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import quickjs

from macros.edition import Edition

PAGE = Path(__file__).parent.parent / "docs" / "om" / "apne-data" / "index.md"
API = "api/v1/"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def example(language: str) -> str:
    """Return the first block in *language* on the page."""
    return next(str(text) for name, text in BLOCK.findall(PAGE.read_text("utf-8")) if name == language)


@pytest.fixture(scope="module")
def answer(real: Edition) -> list[str]:
    """What the database answers: a line for each task and where it stands."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(real.outputs[f"{API}handbok.sqlite"].make())
        found = sorted(f"{task} – {place}" for task, place in database.execute(example("sql")))
    assert len(found) > 10
    return found


def test_the_example_in_python_runs_and_agrees(real: Edition, answer: list[str], tmp_path: Path) -> None:
    (tmp_path / API).mkdir(parents=True)
    for name in ("aktorer", "roller", "oppgaver"):
        (tmp_path / f"{API}{name}.json").write_bytes(real.outputs[f"{API}{name}.json"].make())
    (tmp_path / "skal.py").write_text(example("python"), "utf-8")

    command = [sys.executable, "-I", "-X", "utf8", str(tmp_path / "skal.py"), f"{tmp_path.as_uri()}/"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)

    assert sorted(run.stdout.splitlines()) == answer


BROWSER = """
const said = [];
const console = { log(line) { said.push(line); } };
async function fetch(address) {
  if (!address.startsWith("https://handbok.example/")) throw new Error(address);
  return { async json() { return JSON.parse(given(address.slice("https://handbok.example/".length))); } };
}
"""
"""What the example asks of a browser or of Node."""


def test_the_example_in_javascript_runs_and_agrees(real: Edition, answer: list[str]) -> None:
    engine = quickjs.Context()
    engine.add_callable("given", lambda path: real.outputs[path].make().decode())
    engine.eval(BROWSER + example("js"))
    while engine.execute_pending_job():
        pass

    assert sorted(json.loads(engine.eval("JSON.stringify(said)"))) == answer


def test_the_steps_in_a_spreadsheet_lead_to_the_same(real: Edition, answer: list[str]) -> None:
    text = real.outputs[f"{API}oppgaver.csv"].make().decode("utf-8-sig")
    table = [*csv.reader(text.splitlines(keepends=True), delimiter=";")]
    steps = re.findall(r"I kolonnen `(.+?)` velger du (tekst som inneholder )?`(.+?)`", PAGE.read_text("utf-8"))
    asked = {column: f"*{what}*" if part else what for column, part, what in steps}
    formula = re.search(r"^=ANTALL\.HVIS\.SETT\((.+)\)$", PAGE.read_text("utf-8"), re.MULTILINE)

    found = [
        row for row in table[1:]
        if all(fnmatchcase(row[table[0].index(column)], what) for column, what in asked.items())
    ]  # fmt: skip

    assert len(asked) == 3
    assert formula is not None
    parts = formula[1].split(";")
    counted = {
        table[0][LETTERS.index(column[0])]: what.strip('"')
        for column, what in zip(parts[::2], parts[1::2], strict=True)
    }
    assert counted == asked
    place, title = table[0].index("Hvor det står"), table[0].index("Oppgave")
    assert sorted(f"{row[title]} – {row[place]}" for row in found) == answer


def test_the_views_that_the_page_names_are_there(real: Edition) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(real.outputs[f"{API}handbok.sqlite"].make())
        views = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert views == {name for name in re.findall(r"`(\w+_\w+)`", PAGE.read_text("utf-8")) if name != "changed_on"}
