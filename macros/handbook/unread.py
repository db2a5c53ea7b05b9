"""The law that records rest on and the editors have not read as it is today."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from macros.handbook.handbook import Handbook
from macros.records import Law, Record
from macros.records.inside import parts
from macros.records.references import Ref
from macros.records.vocabulary import StandingState
from macros.records.walk import references

_UNREAD: Final = (StandingState.UNREAD, StandingState.CHANGED_UNREAD)


def unread(handbook: Handbook, records: Iterable[Record]) -> list[Ref]:
    """Return the provisions that *records* name or have, whose text of today is not read, by law and number."""
    found = {ref for record in records for ref in _unread_by(handbook, record)}
    return sorted(found, key=lambda ref: (handbook.all(Law)[ref.id.partition(":")[0]].title, ref.id))


def _unread_by(handbook: Handbook, record: Record) -> set[Ref]:
    return handbook.keep(("unread", record.ref), lambda: {*_worked_out(handbook, record)})  # it stands on many pages


def _worked_out(handbook: Handbook, record: Record) -> Iterable[Ref]:
    named = {ref for _, ref in references(record) if ref.kind == "bestemmelse"}
    own = {ref for ref, _ in parts(record)} if isinstance(record, Law) else ()
    for ref in named.union(own):
        law, provision = handbook.all(Law)[ref.id.partition(":")[0]], handbook.provision(ref)
        if law.standing_of(provision).state in _UNREAD:
            yield ref
