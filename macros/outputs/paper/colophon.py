"""What every sheet says of itself: version, dates, approval, owner, and what kind of sources it rests on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from typing import Any, Final

from macros.content.records import Record
from macros.content.vocabulary import Approval, SourceType
from macros.content.walk import grounds
from macros.handbook import Handbook
from macros.handbook.weighing import footing
from macros.outputs import phrases
from macros.outputs.addresses import Links
from macros.outputs.pages.view import View
from macros.outputs.paper.blocks import Block, Sheet
from macros.outputs.words import word

_TYPES: Final = list(SourceType)
_NAMED: Final = 3
"""How many drafts among approved records are named before the rest are counted."""


def said(handbook: Handbook, sheet: Sheet, site_url: str = "") -> dict[str, Any]:
    """Return all that stands on *sheet*, as plain data. The version follows from all of it but the address."""
    data = {
        "kind": sheet.kind,
        "title": sheet.title,
        "lead": sheet.lead,
        "contact": sheet.contact,
        "facts": sheet.facts,
        "caution": sheet.caution,
        "no_names": sheet.no_names,
        "landscape": sheet.landscape,
        "large": sheet.large,
        "blocks": [_block(block) for block in sheet.levelled],
        "caveat": caveat(handbook, sheet),
        "approval": approval(handbook, sheet.about),
        "owner": handbook.name(sheet.about[0].head.owner),
        "changed": word("ark.endret", dato=phrases.day(changed_on(sheet))),
        "next": word("ark.neste", dato=next_review(sheet.about)),
        "sources": f"{word('ark.kilde')}: {', '.join(source_kinds(handbook, sheet.about))}",
    }
    data["version"] = sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:7]
    return data | {"url": address(sheet, site_url).partition("://")[2]}


def address(sheet: Sheet, site_url: str) -> str:
    """Return the address of the page that says the same as *sheet*; an example's where the site has none yet."""
    return f"{site_url or word('ark.uten_adresse')}{sheet.page}"


def _block(block: Block) -> dict[str, Any]:
    return {"is": type(block).__name__.lower(), **asdict(block)}


def changed_on(sheet: Sheet) -> date:
    """Return the day of the newest change to anything on *sheet*."""
    return phrases.newest(list(sheet.about))


def approval(handbook: Handbook, about: Sequence[Record]) -> str:
    """Return the weakest approval on a sheet about *about*, and name what is weaker than the sheet itself."""
    own = phrases.approval_words(handbook, about[0].head)
    drafts = [record for record in about if record.head.approval is Approval.DRAFT]
    if about[0].head.approval is Approval.DRAFT or not drafts:
        return own
    names = [f"«{record.title}»" for record in drafts[:_NAMED]]
    if len(drafts) > _NAMED:
        names.append(word("ark.flere_utkast", antall=len(drafts) - _NAMED))
    return word("ark.blandet", godkjent=own, utkast=phrases.listed(names))


def next_review(about: Sequence[Record]) -> str:
    """Return the first day that anything on the sheet is to be reviewed; not set if it is not set for all."""
    days = [phrases.next_review(record.head) for record in about]
    known = [day for day in days if day is not None]
    return phrases.day(min(known)) if len(known) == len(days) else word("forvaltning.ikke_fastsatt")


def source_kinds(handbook: Handbook, about: Sequence[Record]) -> list[str]:
    """Return the kinds of source that *about* rests on, weightiest first, with the name of each that is not a law."""
    found: dict[tuple[int, str], str] = {}
    for record in about:
        for _, ground in grounds(record):
            stands = footing(handbook, ground)
            kind, name = stands.source_type, stands.source.short if stands.source else ""
            found[_TYPES.index(kind), name] = f"{name} ({kind})" if name and kind not in name.lower() else name or kind
    return [found[key] for key in sorted(found)]


def caveat(handbook: Handbook, sheet: Sheet) -> str:
    """Return EX/IN's line where all of what the sheet is about rests on EX/IN alone."""
    view = View(handbook, Links(sheet.page))
    weighty = [record for record in sheet.about if getattr(record, "grounds", ())]
    lines = view.caveats(weighty[:1] if sheet.about[0] in weighty else weighty)
    return view.plain(lines[0]) if lines else ""
