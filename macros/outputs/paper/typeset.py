"""Sheets and packs set in type: tagged PDF (PDF/UA-1 and PDF/A-2a), the same bytes for the same content."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import segno
import typst

from macros.handbook import Handbook
from macros.outputs.paper.blocks import Pack, Sheet
from macros.outputs.paper.colophon import address, changed_on, said
from macros.outputs.words import word
from macros.project import THEME

_FOLDER: Final = THEME / "typst"
TEMPLATE: Final = _FOLDER / "sheet.typ"


class PaperError(Exception):
    """Typst warned or failed: a bug of ours, never the editor's."""


def data_of(handbook: Handbook, paper: Sheet | Pack, site_url: str) -> dict[str, Any]:
    """Return all that decides how *paper* looks. *site_url* is what the printed addresses begin with."""
    if isinstance(paper, Sheet):
        chapters, cover = [{"title": "", "sheets": [said(handbook, paper, site_url)]}], None
    else:
        chapters = [
            {"title": one.title, "sheets": [said(handbook, each, site_url) for each in one.sheets]}
            for one in paper.chapters
        ]
        cover = said(handbook, paper.cover, site_url)
        held = json.dumps(chapters, ensure_ascii=False, sort_keys=True)
        cover["version"] = sha256((cover["version"] + held).encode()).hexdigest()[:7]
    top = paper if isinstance(paper, Sheet) else paper.cover
    return {
        "cover": cover,
        "chapters": chapters,
        "address": address(top, site_url),
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
    """Return a digest of all that decides the bytes of a PDF of *data*."""
    whole = sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode())
    for path in (Path(__file__), *sorted(_FOLDER.glob("*.typ"))):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def pdf(data: dict[str, Any]) -> bytes:
    """Set *data* in type. Raises `PaperError` when a glyph, font or tag is missing."""
    stamp = datetime.fromisoformat(data["stamp"]).replace(tzinfo=UTC)
    result = composed(data, format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=stamp)
    if not isinstance(result, bytes):
        raise PaperError("not one document")
    return result


def composed(data: dict[str, Any], **how: Any) -> object:
    """Return *data* set in type, in the format that *how* says: the bytes of a file, or of one picture a page."""
    # Any mask can be read; trying all eight for the prettiest takes a quarter of a sheet's time.
    qr = segno.make(data["address"], error="m", mask=3).svg_inline(border=2)
    inputs = {"data": json.dumps({**data, "qr": qr}, ensure_ascii=False, sort_keys=True)}
    try:
        result, warnings = typst.compile_with_warnings(TEMPLATE, sys_inputs=inputs, font_paths=_fonts(), **how)
    except typst.TypstError as error:
        raise PaperError(error.diagnostic) from error
    if warnings:
        raise PaperError("; ".join(str(warning) for warning in warnings))
    return result


@cache
def _fonts() -> typst.Fonts:
    """The typeface of a package and no other, read once: same letters on every machine."""
    spec = find_spec("font_source_sans_pro")
    if spec is None or not spec.submodule_search_locations:
        raise PaperError("the package font-source-sans-pro is missing")
    files = Path(spec.submodule_search_locations[0]) / "files"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[files])
