"""What a page says of its records: what was changed last, near its title, and in its foot how old its grounds are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from macros.handbook import Handbook
from macros.handbook.changes import About, News, by_record
from macros.outputs import phrases
from macros.outputs.words import word
from macros.records import Law, Record, Source
from macros.records.references import Ref
from macros.records.walk import grounds

_UNDATED = "udatert"
"""How the date of a source begins that has none; the rest says what is known."""
_OWN: Final = 20
"""The most notes that are told on a page about one thing; more lie where all are."""
_FEW: Final = 2
"""The most on a page that gathers what other files have notes about too."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What was changed on a page, newest first: each note, and of what only is gathered there, what it names."""

    on: date
    notes: tuple[tuple[News, tuple[About, ...]], ...]


def changed(handbook: Handbook, records: list[Record]) -> Changed:
    """Return what was changed on a page about the first of *records* that has the others on it too."""
    told, shown = by_record(handbook), {record.ref for record in records}
    own = told[records[0].ref]
    others = {news.note: news for record in records[1:] for news in told[record.ref]}
    for news in own:
        others.pop(news.note, None)
    few = sorted(others.values(), key=lambda news: (-news.on.toordinal(), len(news.about)))[:_FEW]
    notes = [(news, ()) for news in own] + [(news, _about(handbook, news, shown)) for news in few]
    in_order = sorted(notes, key=lambda pair: pair[0].on, reverse=True)
    return Changed(phrases.newest(records), tuple(in_order[: _FEW if few else _OWN]))


def _about(handbook: Handbook, news: News, shown: set[Ref]) -> tuple[About, ...]:
    """Return what *news* is about of what is *shown* on a page."""

    def here(ref: Ref) -> bool:
        record = handbook.get(ref)
        return record is not None and record.ref in shown

    return tuple(about for about in news.about if not about.together and here(about.refs[0]))


def rests_on(handbook: Handbook, records: list[Record]) -> list[tuple[Ref, str]]:
    """Return the laws and sources that *records* rest on, laws first, each once with how old its text is."""
    cited = {ref for record in records for ref in _cited(handbook, record)}
    found = {one.ref: one for ref in cited if isinstance(one := handbook.get(ref), Law | Source)}
    in_order = sorted(found.values(), key=lambda one: (one.kind != "lov", one.title))
    return [(one.ref, _of_law(one) if isinstance(one, Law) else _of_source(one)) for one in in_order]


def _cited(handbook: Handbook, record: Record) -> set[Ref]:
    """Return what *record* rests on, worked out once: most records stand on many pages."""
    return handbook.keep(("cited", record.ref), lambda: {one.cited for _, one in grounds(record) if one.cited})


def _of_source(source: Source) -> str:
    if source.dated.startswith(_UNDATED):
        return word("bygger_på.udatert") + source.dated.replace(_UNDATED, "")
    return word("bygger_på.kilden_fra", dato=source.dated)


def _of_law(law: Law) -> str:
    """Return when the text of *law* was changed, where that is known, and when the editors read it."""
    changed = word("bygger_på.teksten_fra", dato=phrases.day(law.changed_on)) if law.changed_on else ""
    if law.read is None:
        read = word("lest.ikke")
    else:
        read = word("bygger_på.lest", dato=phrases.day(law.read.on))
        read += word("bygger_på.kopi", dato=phrases.day(law.read.fetched)) if law.read.fetched else ""
    return "; ".join(part for part in (changed, read) if part)
