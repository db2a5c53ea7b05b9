"""Pages that gather one kind of record as cards: secrecy, hand-overs, and what the sources do not place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from macros.content.records import Disclosure, Handover, OpenPoint
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.words import word


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the page of each kind that has records."""
    for model, folder in ((Disclosure, "taushetsplikt"), (Handover, "hvem-tar-over"), (OpenPoint, "ikke-beskrevet")):
        records = list(setting.handbook.all(model).values())
        if records:
            values = {"lead": word(f"indeks_hjelp.{folder}"), "records": records, "origins": records[0].origins[:1]}
            yield setting.page(f"{folder}/", word(f"indeks.{folder}"), "cards.html", None, partial(dict, values))
