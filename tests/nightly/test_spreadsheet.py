"""The sheets in a real spreadsheet: LibreOffice in Norwegian, where it is installed."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.edition import edition
from macros.project import Project

ROOT = Path(__file__).parent.parent.parent
DAYS = {"Gjennomgått", "Neste gjennomgang", "Sist endret", "Teksten er fra", "Lest"}
IN_NORWEGIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Linguistic/General"><prop oor:name="UILocale"><value>nb</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooLocale"><value>nb</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"><value>nb-NO</value></prop></item>
</oor:items>
"""
OPENED = "CSV:59,34,UTF8,1,,1044,false,true,false,false,false,-1,true"
"""As somebody opens it who chooses semicolons, UTF-8 and Norwegian, and lets numbers, days and formulas be found."""
OFFICE, TABLE, TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text")
)  # fmt: skip


def opened(path: Path) -> list[list[tuple[str, str]]]:
    """Return the rows of the sheet *path* as LibreOffice has them: the type of each cell, and what it shows."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("install LibreOffice Calc with Norwegian to run this")
    profile = path.parent / "profil"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(IN_NORWEGIAN, "utf-8")
    command = [
        program, "--headless", f"-env:UserInstallation={profile.as_uri()}", f"--infilter={OPENED}",
        "--convert-to", "fods", "--outdir", str(path.parent), str(path),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    rows = ElementTree.parse(path.with_suffix(".fods")).iter(f"{TABLE}table-row")
    return [[cell for one in row.iter(f"{TABLE}table-cell") for cell in _cells(one)] for row in rows]


def _cells(one: ElementTree.Element) -> list[tuple[str, str]]:
    shown = "\n".join("".join(line.itertext()) for line in one.iter(f"{TEXT}p"))
    day = one.get(f"{OFFICE}date-value")
    again = int(one.get(f"{TABLE}number-columns-repeated", "1"))
    return [(one.get(f"{OFFICE}value-type", ""), day or shown)] * min(again, 60)


@pytest.mark.parametrize("name", ["oppgaver", "punkter", "bestemmelser", "utdrag"])
def test_days_are_days_and_texts_are_texts(name: str, tmp_path: Path) -> None:
    made = edition(Project(ROOT)).outputs[f"api/v1/{name}.csv"].make()
    path = tmp_path / f"{name}.csv"
    path.write_bytes(made)
    wanted = [*csv.reader(made.decode("utf-8-sig").splitlines(keepends=True), delimiter=";")]

    rows = opened(path)

    differing = []
    for row, typed in zip(rows[1:], wanted[1:], strict=False):
        for heading, cell, text in zip(wanted[0], row, typed, strict=False):
            kind = (
                "" if not text else "date" if heading in DAYS else "float" if re.fullmatch(r"\d+", text) else "string"
            )
            if cell != (kind, " ".join(text.split(" "))):
                differing.append((heading, cell, text))
    assert len(rows) >= len(wanted)
    assert differing[:5] == []


def test_the_formula_on_the_page_counts_right(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "om" / "apne-data" / "index.md").read_text("utf-8")
    formula = next(re.finditer(r"^=ANTALL.+$", page, re.MULTILINE))[0].replace('"', '""')
    text = edition(Project(ROOT)).outputs["api/v1/oppgaver.csv"].make().decode("utf-8-sig")
    first, rest = text.split("\r\n", 1)
    path = tmp_path / "oppgaver.csv"
    path.write_bytes(f'\ufeff{first};"{formula}"\r\n{rest}'.encode())
    rows = [*csv.DictReader(text.splitlines(keepends=True), delimiter=";")]
    counted = [
        row for row in rows
        if row["Hvor bindende"] == "Skal" and "Nav" in row["Aktør"] and "Forberede løslatelse" in row["Når i forløpet"]
    ]  # fmt: skip

    assert opened(path)[0][first.count(";") + 1] == ("float", str(len(counted)))
