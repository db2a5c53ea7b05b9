"""Open data: the records as JSON, as sheets for a spreadsheet, and as one database."""

from __future__ import annotations

from collections.abc import Iterator

from macros.handbook import Handbook
from macros.outputs.opendata import database, records, sheets
from macros.outputs.output import Output


def opendata(handbook: Handbook, site_url: str = "") -> Iterator[Output]:
    """Yield every file under `api/v1/`. Those that are opened away from the site say its whole address, *site_url*."""
    yield from records.files(handbook)
    yield from sheets.files(handbook, site_url)
    yield from database.files(handbook, site_url)
