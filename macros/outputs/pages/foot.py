"""What the foot of a page says of its records: what was changed last, and how old what they rest on is."""

from __future__ import annotations

from macros.handbook import Handbook
from macros.outputs import phrases
from macros.outputs.words import word
from macros.records import Law, Record, Source
from macros.records.references import Ref
from macros.records.walk import grounds

_UNDATED = "udatert"
"""How the date of a source begins that has none; the rest says what is known."""


def last_change(records: list[Record]) -> str:
    """Return the newest change that concerns the first of *records*, with its day if another has changed since."""
    change = phrases.last_change(records[0])
    return change.what if change.on == phrases.newest(records) else f"{change.what} ({phrases.day(change.on)})"


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
