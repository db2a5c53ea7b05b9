"""Tasks, items, provisions and passages as sheets that a Norwegian spreadsheet opens right: a row each.

Semicolons, a byte order mark and CRLF are what Excel in Norwegian asks for. Days are written 2026-11-29: Excel and
LibreOffice read that as a day in any language, and so does every program. Nothing in a cell is taken for a formula.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO
from typing import Final

from macros.handbook import Handbook
from macros.outputs.opendata.records import FOLDER
from macros.outputs.opendata.rows import SHEETS, Cell, Row
from macros.outputs.output import Output
from macros.outputs.told.teller import Teller
from macros.outputs.words import word

BETWEEN: Final = " | "
"""Between several in one cell: no name has it."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet begins a formula with, or skips before one."""


def files(handbook: Handbook, site_url: str) -> Iterator[Output]:
    """Yield the sheets that have any rows. They are opened away from the site, so addresses are whole."""
    teller = Teller(handbook)
    for name, rows in SHEETS.items():
        if next(rows(teller, site_url), None):
            yield Output(f"{FOLDER}{name}.csv", lambda rows=rows: sheet(rows(teller, site_url)))  # type: ignore[misc]  # bound now


def sheet(rows: Iterable[Row]) -> bytes:
    """Return *rows*, which have the same columns, as a sheet with headings."""
    listed = list(rows)
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([word(f"regneark.{key}") for key in listed[0]])
    writer.writerows([_typed(cell) for cell in row.values()] for row in listed)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _typed(cell: Cell) -> str:
    """Return *cell* as it is typed into a spreadsheet."""
    if isinstance(cell, bool):
        return word("regneark.ja") if cell else word("regneark.nei")
    if isinstance(cell, date):
        return cell.isoformat()
    text = BETWEEN.join(cell) if isinstance(cell, list) else "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
