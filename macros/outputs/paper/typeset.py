"""Sheets and packs set in type: tagged PDF (PDF/UA-1 and PDF/A-2a), the same bytes for the same content."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import segno
import typst

from macros.handbook import Handbook
from macros.outputs.paper.blocks import Chapter, Pack, Sheet
from macros.outputs.paper.colophon import changed_on, said
from macros.outputs.words import word
from macros.project import THEME

TEMPLATE: Final = THEME / "typst" / "sheet.typ"
_NEVER_APART: Final = re.compile(r"((?:§|nr\.|kapittel|[Rr]ing|\d\d)) (?=\d)|(første|andre|tredje) (?=ledd|punktum)")
"""What never ends a line with its number or noun on the next: «§ 7-1», «ring 113», «66 90 90 00», «første ledd»."""


class PaperError(Exception):
    """Typst warned or failed: a bug of ours, never the editor's."""


def data_of(handbook: Handbook, paper: Sheet | Pack, site_url: str) -> dict[str, Any]:
    """Return all that decides how *paper* looks. *site_url* is what the printed addresses begin with."""
    top, chapters = (paper, (Chapter("", (paper,)),)) if isinstance(paper, Sheet) else (paper.cover, paper.chapters)
    told = [(one.title, [said(handbook, each, site_url) for each in one.sheets]) for one in chapters]
    cover = None
    if top is not paper:
        cover = said(handbook, top, site_url)
        held = [cover["version"], *(sheet["version"] for _, sheets in told for sheet in sheets)]
        cover["version"] = sha256("".join(held).encode()).hexdigest()[:7]
    return {
        "cover": cover,
        "chapters": [{"title": title, "sheets": sheets} for title, sheets in told],
        "stamp": changed_on(top).isoformat(),
        "words": {
            "version": word("ark.versjon"),
            "owner": word("ark.eier"),
            "check": word("ark.kontroller"),
            "printed": word("ark.skrevet_ut"),
            "page": word("ark.side"),
            "qr": word("ark.qr"),
            "contents": word("ark.innhold"),
            "done": word("punkt.gjort"),
            "yes": word("ark.ja"),
            "moot": word("punkt.uaktuelt"),
            "date": word("punkt.dato"),
            "sign": word("punkt.signatur"),
            "note": word("punkt.merknad"),
            "fill": word("punkt.felt"),
            "field": word("ark.felt"),
            "must": word("punkt.må_ikke_svikte"),
            "and": word("liste.og"),
        },
    }


def digest(data: dict[str, Any]) -> str:
    """Return a digest of *data*. What else decides the bytes of its PDF is the same for all files of a build."""
    return sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def pdf(data: dict[str, Any]) -> bytes:
    """Set *data* in type. Raises `PaperError` when a glyph, font or tag is missing."""
    stamp = datetime.fromisoformat(data["stamp"]).replace(tzinfo=UTC)
    result = composed(data, format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=stamp)
    if not isinstance(result, bytes):
        raise PaperError("not one document")
    return result


def composed(data: dict[str, Any], **how: Any) -> object:
    """Return *data* set in type, in the format that *how* says: the bytes of a file, or of one picture a page."""
    sheets = [sheet for one in data["chapters"] for sheet in one["sheets"]]
    if data["cover"]:
        sheets.append(data["cover"])
    inputs = {
        "data": _NEVER_APART.sub("\\1\\2\u00a0", json.dumps(data, ensure_ascii=False, sort_keys=True)),
        "marks": json.dumps({sheet["address"]: _qr(sheet["address"]) for sheet in sheets}),
    }
    try:
        result, warnings = typst.compile_with_warnings(TEMPLATE, sys_inputs=inputs, font_paths=_fonts(), **how)
    except typst.TypstError as error:
        raise PaperError(error.diagnostic) from error
    if warnings:
        raise PaperError("; ".join(str(warning) for warning in warnings))
    return result


@cache
def _qr(address: str) -> str:
    """The address as a picture. Any mask can be read; trying all eight for the prettiest takes long."""
    return str(segno.make(address, error="m", mask=3).svg_inline(border=2))


@cache
def _fonts() -> typst.Fonts:
    """The typeface of a package and no other, read once: same letters on every machine."""
    spec = find_spec("font_source_sans_pro")
    if spec is None or not spec.submodule_search_locations:
        raise PaperError("the package font-source-sans-pro is missing")
    files = Path(spec.submodule_search_locations[0]) / "files"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[files])
