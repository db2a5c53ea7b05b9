"""Lists and forms as one clean sheet each: tagged PDF (PDF/UA-1 and PDF/A-2a), the same bytes for the same content.

A sheet's version is a digest of what stands on it; it carries no build time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import segno
import typst

from macros.content.records import Checklist, Form, Task
from macros.content.records.frames import Item, ItemFrame, Part
from macros.content.references import Ref
from macros.content.richtext import Text
from macros.handbook import Handbook
from macros.handbook.weighing import footing
from macros.outputs import phrases
from macros.outputs.addresses import Links
from macros.outputs.output import Output
from macros.outputs.pages.setting import home
from macros.outputs.pages.view import View
from macros.outputs.words import word
from macros.project import THEME

TEMPLATE: Final = THEME / "typst" / "sheet.typ"


class PaperError(Exception):
    """Typst warned or failed: a bug of ours, never the editor's."""


def sheets(handbook: Handbook, site_url: str = "") -> Iterator[Output]:
    """Yield the sheet of every list and form. *site_url* is what the printed addresses begin with."""
    frames: list[ItemFrame] = [*handbook.all(Checklist).values(), *handbook.all(Form).values()]
    for frame in frames:
        data = json.dumps(sheet_data(handbook, frame, site_url), ensure_ascii=False, sort_keys=True)
        stamp = datetime.combine(frame.head.changed_on, datetime.min.time(), UTC)
        inputs = sha256(data.encode() + TEMPLATE.read_bytes()).hexdigest()
        yield Output(sheet_path(frame), lambda data=data, stamp=stamp: pdf(data, stamp), inputs)  # type: ignore[misc]


def sheet_path(frame: ItemFrame) -> str:
    """Return where the sheet of *frame* lies on the site."""
    return f"pdf/{frame.kind}-{frame.id}.pdf"


def pdf(data: str, stamp: datetime) -> bytes:
    """Set the sheet *data* (JSON) in type. Raises `PaperError` when a glyph, font or tag is missing."""
    url = json.loads(data)["url"]
    qr = segno.make(url, error="m").svg_inline(border=2)
    result, warnings = typst.compile_with_warnings(
        TEMPLATE,
        sys_inputs={"data": data, "qr": qr},
        font_paths=[_fonts()],
        ignore_system_fonts=True,
        pdf_standards=["a-2a", "ua-1"],
        timestamp=stamp,
        format="pdf",
    )
    if warnings:
        raise PaperError("; ".join(str(warning) for warning in warnings))
    if not isinstance(result, bytes):
        raise PaperError("not one document")
    return result


@cache
def _fonts() -> Path:
    spec = find_spec("font_source_sans_pro")
    if spec is None or not spec.submodule_search_locations:
        raise PaperError("the package font-source-sans-pro is missing")
    return Path(spec.submodule_search_locations[0]) / "files"


def sheet_data(handbook: Handbook, frame: ItemFrame, site_url: str = "") -> dict[str, Any]:
    """Return all that stands on the sheet of *frame*, as plain text."""
    view = View(handbook, Links(home(frame)))
    caveats = view.caveats([frame])
    kinds = {footing(handbook, ground).short for ground in frame.grounds}
    data: dict[str, Any] = {
        "title": frame.title,
        "kind": word(f"kinds.{frame.kind}"),
        "purpose": view.plain(frame.purpose),
        "when": [_when(handbook, frame)] if frame.timings else [],
        "text": view.plain(frame.text) if frame.text else "",
        "form": isinstance(frame, Form),
        "caution": view.plain(frame.caution) if frame.caution else "",
        "caveat": view.plain(caveats[0]) if caveats else "",
        "no_names": word("liste_side.ikke_navn") if frame.writing_room or isinstance(frame, Checklist) else "",
        "contact": _contact(handbook),
        "columns": [column.title for column in frame.columns.values()],
        "parts": [_part(view, frame, part) for part in frame.parts],
        "copies": [f"{handbook.name(copy.who)}: {copy.what}" for copy in frame.copies],
        "signatures": [phrases.capital(phrases.doer_words(handbook, who)) for who in frame.signatures],
        "landscape": frame.landscape,
        "large": frame.for_person,
        "owner": handbook.name(frame.head.owner),
        "approval": phrases.approval_words(handbook, frame.head),
        "url": f"{site_url or word('ark.uten_adresse')}{home(frame)}",
    }
    version = sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:7]
    data["words"] = {
        "version": word("ark.versjon", versjon=version),
        "changed": word("ark.endret", dato=phrases.day(frame.head.changed_on)),
        "next": word("ark.neste", dato=phrases.review_words(frame.head)),
        "owner": word("ark.eier", eier=data["owner"]),
        "source": f"{word('ark.kilde')}: {phrases.listed(sorted(kinds))}",
        "check": word("ark.kontroller"),
        "printed": word("ark.skrevet_ut"),
        "page": word("ark.side"),
        "qr": word("ark.qr"),
        "done": word("punkt.gjort"),
        "moot": word("punkt.uaktuelt"),
        "date": word("punkt.dato"),
        "sign": word("punkt.signatur"),
        "note": word("punkt.merknad"),
        "fill": word("punkt.felt"),
        "field": word("ark.felt"),
        "must": word("punkt.må_ikke_svikte"),
        "copies": word("liste_side.eksemplarer"),
    }
    return data


def _contact(handbook: Handbook) -> str:
    """Whom to call, and the number: a sheet must do without the site."""
    if handbook.municipality is None:
        return ""
    ref = handbook.municipality.team
    phones = [contact.phone for contact in getattr(handbook.get(ref), "contacts", ()) if contact.phone]
    return (
        f"{phrases.capital(handbook.name(ref))}, {handbook.municipality.title}: {', '.join(phones)}" if phones else ""
    )


def _when(handbook: Handbook, frame: ItemFrame) -> str:
    times = [phrases.timing_words(handbook, timing) for timing in frame.timings]
    return f"{word('tid.start')}: {phrases.listed(times, 'liste.eller')}"


def _part(view: View, frame: ItemFrame, part: Part) -> dict[str, Any]:
    items = sorted(part.items.values(), key=lambda item: not item.first)
    rows = [
        ["\n".join(_cell(view, ref) for ref in row.cells.get(column, ())) for column in frame.columns]
        for row in part.rows
    ]
    text = view.plain(part.text) if part.text else ""
    return {
        "title": part.title or frame.title,
        "text": text,
        "items": [_item(view, item) for item in items],
        "rows": rows,
    }


def _cell(view: View, ref: Ref) -> str:
    """A record in a table's cell, with its conditions."""
    record = view.handbook.get(ref)
    conditions = phrases.condition_words(view.handbook, record.when) if isinstance(record, Task) else ""
    return f"{view.name(ref)} ({conditions})" if conditions else view.name(ref)


def _item(view: View, item: Item) -> dict[str, Any]:
    def plain(text: Text | None) -> str:
        return view.plain(text) if text else ""

    return {
        "sort": str(item.sort),
        "text": plain(item.text),
        "help": plain(item.help),
        "who": phrases.capital(phrases.listed([view.name(ref) for ref in view.doers_of(item)])),
        "first": item.first,
        "moot": item.may_be_moot,
    }
