"""The sheets for a spreadsheet: a Norwegian one opens them right, and finds what a partner asks for by its columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date

import pytest

from macros.edition import Edition
from macros.handbook.changes import changed_on
from macros.outputs.opendata.sheets import sheet
from macros.records import Source, Task

API = "api/v1/"
SHEETS = ("oppgaver", "punkter", "bestemmelser", "utdrag")
_MONTH = r"(jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)\w*"
TAKEN_FOR_A_DAY = re.compile(rf"\d{{1,4}}[-./ ]\d{{1,2}}([-./ ]\d{{1,4}})?|\d{{1,2}}[-./ ]*{_MONTH}|{_MONTH}[-./ ]*\d+")
"""What a spreadsheet in Norwegian makes a day of, unasked: § 7-1 without its sign would be the seventh of January."""


def rows(made: Edition, name: str) -> list[dict[str, str]]:
    text = made.outputs[f"{API}{name}.csv"].make().decode("utf-8-sig")
    return [*csv.DictReader(text.splitlines(keepends=True), delimiter=";", strict=True)]


@pytest.mark.parametrize("name", SHEETS)
def test_the_sheets_of_the_tiny_project_are_as_expected(
    name: str, tiny_edition: Edition, compare: Callable[[str, bytes], None]
) -> None:
    made = tiny_edition.outputs[f"{API}{name}.csv"].make()
    compare(f"sheets/{name}.csv", made.replace(b"\r\n", b"\n"))


def test_each_row_says_the_day_that_its_page_says(real: Edition) -> None:
    last = {str(one.ref): changed_on(one).isoformat() for one in real.handbook.all(Task).values()}
    assert {row["Id"]: row["Sist endret"] for row in rows(real, "oppgaver")} == last
    assert len({*last.values()}) > 1


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_in_the_form_that_excel_opens(name: str, real: Edition) -> None:
    data = real.outputs[f"{API}{name}.csv"].make()
    headings = data.decode("utf-8-sig").split("\r\n")[0].split(";")

    assert data.startswith(b"\xef\xbb\xbfId;")
    assert data.count(b"\n") == data.count(b"\r\n") == len(rows(real, name)) + 1
    assert len({*headings}) == len(headings)
    assert all(None not in row and None not in row.values() for row in rows(real, name))


def test_there_is_a_row_for_each_task_item_and_provision(real: Edition) -> None:
    data = {name: [row["Id"] for row in rows(real, name)] for name in SHEETS}

    passages = [f"utdrag/{one.id}:{number}" for one in real.handbook.all(Source).values() for number in one.passages]
    assert data["utdrag"] == passages
    assert data["oppgaver"] == [str(one.ref) for one in real.handbook if one.kind == "oppgave"]
    assert sorted(data["punkter"]) == sorted(str(ref) for ref in real.handbook.items)
    assert len(data["bestemmelser"]) == len({*data["bestemmelser"]}) > 100
    assert all(real.handbook.get(ref) for ref in real.handbook.items)


@pytest.mark.parametrize("name", SHEETS)
def test_only_what_is_a_day_is_taken_for_one(name: str, real: Edition) -> None:
    days = {"Gjennomgått", "Neste gjennomgang", "Sist endret", "Teksten er fra", "Lest"}
    cells = [(heading, cell) for row in rows(real, name) for heading, cell in row.items() if cell]

    assert [cell for heading, cell in cells if heading in days and not date.fromisoformat(cell)] == []
    assert [pair for pair in cells if pair[0] not in days and TAKEN_FOR_A_DAY.fullmatch(pair[1])] == []


def test_no_text_is_taken_for_a_formula_or_a_day(real: Edition) -> None:
    hostile = [
        "2/3",
        "1-2",
        "7-1",
        "10:30",
        "60 %",
        "1. mai",
        "mai 2026",
        "=1+1",
        "+47 22",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
    ]
    made = sheet([{"oppgave": text} for text in hostile]).decode("utf-8-sig")

    assert [text for text in hostile if f"'{text}" not in made] == []
    plain = ["oppgave/mai-2026", "§ 7-1", "60", "1–2 måneder før løslatelsen", "mai"]
    assert "'" not in sheet([{"oppgave": text} for text in plain]).decode()
    assert [
        cell for name in SHEETS for row in rows(real, name) for cell in row.values() if cell[:1] in "=+-@" and cell
    ] == []


def test_what_a_cell_holds_is_typed_as_a_reader_would() -> None:
    made = sheet([{"id": "a;b", "tema": ["Bolig", "Rus"], "sist_endret": date(2026, 11, 29), "frist_i_lov": False,
                   "alder_fra": None, "antall_bygger": 0, "oppgave": 'Si «ja» og "nei"'}])  # fmt: skip

    assert made.decode("utf-8-sig").split("\r\n")[1] == '"a;b";Bolig | Rus;2026-11-29;nei;;0;"Si «ja» og ""nei"""'


def test_a_partner_finds_its_tasks_by_the_columns(real: Edition) -> None:
    found = [row for row in rows(real, "oppgaver") if row["Hvor bindende"] == "Skal" and row["Kildetype"] == "lov"]
    by_nav = [row for row in found if "Nav" in row["Aktør"].split(" | ")]

    assert by_nav
    assert all("§" in row["Hvor det står"] and row["Gjelder det i dag?"] for row in by_nav)
    assert all(row["Adresse"].startswith("/p/oppgave/") for row in by_nav)
    assert {name for row in found for name in row["Når i forløpet"].split(" | ")} >= {"I fengsel", "Løslatelsesdagen"}
