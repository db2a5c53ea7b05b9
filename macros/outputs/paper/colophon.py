"""What every sheet says of itself: version, dates, approval, owner, and what kind of sources it rests on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from typing import Any, Final

from macros.handbook import Handbook
from macros.handbook.resting import PLACES
from macros.handbook.unread import unread
from macros.handbook.weighing import footing
from macros.outputs import phrases, upkeep
from macros.outputs.addresses import leads_nowhere
from macros.outputs.paper.blocks import Block, Lines, Sheet
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.records import Conversation, Frame, Law, Record, Source, Task
from macros.records.vocabulary import Approval, SourceType
from macros.records.walk import grounds, references

_TYPES: Final = list(SourceType)
_NAMED: Final = 3
"""How many provisions that are not read as they are today are named before the rest are counted."""
_NEARLY_ALL: Final = 0.9


def said(handbook: Handbook, sheet: Sheet, site_url: str = "") -> dict[str, Any]:
    """Return all that stands on *sheet*, as plain data. The version follows from all of it but the address."""
    # By the sheet's number, and with the sheet, so that no other gets it.
    return handbook.keep(("said", id(sheet), site_url), lambda: (sheet, _said(handbook, sheet, site_url)))[1]


def _said(handbook: Handbook, sheet: Sheet, site_url: str) -> dict[str, Any]:
    data = {
        "kind": sheet.kind,
        "title": sheet.title,
        "lead": sheet.lead,
        "contact": sheet.contact,
        "facts": sheet.facts,
        "caution": sheet.caution,
        "no_names": sheet.no_names,
        "mark": sheet.mark,
        "landscape": sheet.landscape,
        "large": sheet.large,
        "template": sheet.template,
        "annexes": [plain_block(block) for block in sheet.annexes],
        "blocks": [plain_block(block) for block in sheet.levelled],
        "caveat": caveat(handbook, sheet),
        "approval": approval(handbook, sheet.about),
        "approval_in_foot": approval(handbook, sheet.about, short=True),
        "owner": handbook.name(sheet.about[0].head.owner),
        "changed": word("ark.endret", dato=phrases.day(changed_on(sheet))),
        "next": word("ark.neste", dato=upkeep.review_words(sheet.about)),
        "sources": _sources(handbook, sheet.about),
    }
    data["version"] = sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:7]
    address = "" if leads_nowhere(site_url) else f"{site_url}{sheet.page}"
    own = handbook.municipality.source_of_truth if handbook.municipality else None
    system = own or word("word.kvalitetssystemet")
    return data | {"address": address, "url": address.partition("://")[2] or word("ark.prøveutgave"), "system": system}


def plain_block(block: Block) -> dict[str, Any]:
    """Return *block* as plain data."""
    short = {"short": block.short} if isinstance(block, Lines) else {}
    return {"is": type(block).__name__.lower(), **asdict(block), **short}


def changed_on(sheet: Sheet) -> date:
    """Return the day of the newest change to anything on *sheet*."""
    return phrases.newest(list(sheet.about))


def approval(handbook: Handbook, about: Sequence[Record], *, short: bool = False) -> str:
    """Return the weakest approval on a sheet about *about*, and name what is weaker than it, or *short* count it."""
    own = upkeep.approval_words(handbook, about[0])
    drafts = [record for record in about if record.approval is Approval.DRAFT]
    if about[0].approval is Approval.DRAFT or not drafts:
        return own
    if short:
        return word("ark.blandet_kort", godkjent=own, antall=len(drafts))
    return word("ark.blandet", godkjent=own, utkast=upkeep.named(drafts))


def _sources(handbook: Handbook, about: Sequence[Record]) -> str:
    """Return the kinds of source that a sheet rests on, and which law of it is not read as it is today."""
    kinds = ", ".join(source_kinds(handbook, about))
    rests = f"{word('ark.kilde')}: {kinds}" if kinds else ""
    names = [handbook.name(ref) for ref in unread(handbook, about)]
    more = [word("ark.flere_utkast", antall=len(names) - _NAMED)] if len(names) > _NAMED else []
    left = word("lest.på_ark", hva=phrases.listed([*names[:_NAMED], *more])) if names else ""
    return ". ".join(filter(None, (rests, left)))


def source_kinds(handbook: Handbook, about: Sequence[Record]) -> list[str]:
    """Return the kinds of source that *about* rests on, weightiest first, with the name of each that is not a law."""
    found: dict[tuple[int, str], str] = {}
    for record in about:
        for kind, name in _stands_on(handbook, record):
            said = phrases.kind_words(kind)
            found[_TYPES.index(kind), name] = f"{name} ({said})" if name and said not in name.lower() else name or said
    return [found[key] for key in sorted(found)]


def _stands_on(handbook: Handbook, record: Record) -> set[tuple[SourceType, str]]:
    """Return what *record* rests on, worked out once: it stands on many sheets."""
    return handbook.keep(("stands on", record.ref), lambda: {*_rests_on(handbook, record)})


def _rests_on(handbook: Handbook, record: Record) -> Iterator[tuple[SourceType, str]]:
    """Yield the kind of source of each of the record's grounds, and its name; of all it cites where it has none."""
    if isinstance(record, Law):
        yield record.source_type, ""
    elif isinstance(record, Source):
        yield record.source_type, record.short
    elif stands := [footing(handbook, ground) for _, ground in grounds(record)]:
        yield from ((one.source_type, one.source.short if one.source else "") for one in stands)
    else:
        cited = (handbook.get(ref) for _, ref in references(record) if ref.kind in PLACES)
        yield from (kind for one in cited if one for kind in _rests_on(handbook, one))


def caveat(handbook: Handbook, sheet: Sheet) -> str:
    """Return EX/IN's line where the list or form itself, or nearly all work on the sheet, rests on EX/IN alone."""
    teller = Teller(handbook)
    own = sheet.about[0]
    tasks: list[Record] = [record for record in sheet.about if isinstance(record, Task)]
    grounded = [record for record in sheet.about if getattr(record, "grounds", ())]
    weighty = [own] if isinstance(own, Frame | Conversation) else tasks or grounded
    lines = Counter(teller.plain(lines[0]) for one in weighty if (lines := teller.caveats([one])))
    line, count = lines.most_common(1)[0] if lines else ("", 0)
    return line if count >= _NEARLY_ALL * len(weighty) else ""
