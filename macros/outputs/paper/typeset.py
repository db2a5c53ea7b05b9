"""All that decides how a sheet or pack looks, as the press takes it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from macros.handbook import Handbook
from macros.outputs.look import of_paper
from macros.outputs.paper.blocks import Chapter, Pack, Sheet
from macros.outputs.paper.colophon import changed_on, said
from macros.outputs.words import word


def data_of(handbook: Handbook, paper: Sheet | Pack, site_url: str) -> dict[str, Any]:
    """Return all that decides how *paper* looks. *site_url* begins the printed addresses; a trial has none."""
    top, chapters = (paper, (Chapter("", (paper,)),)) if isinstance(paper, Sheet) else (paper.cover, paper.chapters)
    told = [(one.title, [said(handbook, each, site_url) for each in one.sheets]) for one in chapters]
    cover = None
    if top is not paper:
        cover = said(handbook, top, site_url)
        held = [cover["version"], *(sheet["version"] for _, sheets in told for sheet in sheets)]
        cover = cover | {"version": sha256("".join(held).encode()).hexdigest()[:7]}
    return {
        "cover": cover,
        "chapters": [{"title": title, "sheets": sheets} for title, sheets in told],
        "stamp": changed_on(top).isoformat(),
        "look": of_paper(handbook),
        "words": sheet_words(),
    }


def sheet_words() -> dict[str, str]:
    """Return the words that every sheet says, whatever it is about."""
    return {
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
    }


def text_of(data: dict[str, Any]) -> str:
    """Return *data* as the press takes it, always in the same order."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def digest(text: str) -> str:
    """Return a digest of *text*. What else decides the bytes of its PDF is the same for all files of a build."""
    return sha256(text.encode()).hexdigest()
