"""Pages that gather one kind of record as cards: secrecy, hand-overs, and what the sources do not place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from macros.content.records import Disclosure, Handover, OpenPoint, Record
from macros.content.references import Ref
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.words import word


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the page of each kind that has records."""
    for model, folder in ((Disclosure, "taushetsplikt"), (Handover, "hvem-tar-over"), (OpenPoint, "ikke-beskrevet")):
        records = list(setting.handbook.all(model).values())
        if records:
            values: dict[str, object] = {
                "lead": word(f"indeks_hjelp.{folder}"),
                "records": records,
                "origins": records[0].origins[:1],
            }
            values["tellers"] = _by_teller(setting, records)
            yield setting.page(f"{folder}/", word(f"indeks.{folder}"), "cards.html", None, partial(dict, values))


def _by_teller(setting: Setting, records: Sequence[Record]) -> list[tuple[Ref, list[Disclosure]]]:
    """Group the sharings among *records* by who tells, so that everyone finds their own first."""
    sharings = [record for record in records if isinstance(record, Disclosure)]
    tellers = sorted({ref for one in sharings for ref in one.teller}, key=setting.handbook.name)
    return [(ref, [one for one in sharings if ref in one.teller]) for ref in tellers]
