"""Tasks, items, provisions and passages as sheets that a Norwegian spreadsheet opens right: a row each.

Semicolons, a byte order mark and CRLF are what Excel in Norwegian asks for. Days are written 2026-11-29: Excel and
LibreOffice read that as a day in any language, and so does every program. No text is taken for a formula or a day.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO
from typing import Final

from macros.handbook import Handbook
from macros.outputs.opendata.records import FOLDER
from macros.outputs.opendata.rows import SHEETS, Cell, Row, has_rows
from macros.outputs.output import Output
from macros.outputs.told.teller import Teller
from macros.outputs.words import word

BETWEEN: Final = " | "
"""Between several in one cell: no name has it."""
_TAKEN: Final = re.compile(
    r"[=+\-@\t\r\n].*|(?=.*\D)[\d\s.,:/%-]*\d[\d\s.,:/%-]*"
    r"|(?=.*\d)[\d\s.]*(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)[a-z]*[\d\s.]*",
    re.DOTALL | re.IGNORECASE,
)
"""A text that a spreadsheet would take for a formula, a day, a time or a share: «2/3» would be the second of March."""


def files(handbook: Handbook, site_url: str) -> Iterator[Output]:
    """Yield the sheets that have any rows. They are opened away from the site, so addresses are whole."""
    teller = Teller(handbook)
    for name, rows in SHEETS.items():
        if has_rows(handbook, name):
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
    return f"'{text}" if _TAKEN.fullmatch(text) else text
