"""Whether content is approved and when it is to be gone through, in words: for pages, paper, data and commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from macros.handbook import Handbook
from macros.handbook.reviewing import changes_since
from macros.handbook.reviewing import first_due as first_due
from macros.outputs.phrases import day, listed
from macros.outputs.words import word
from macros.records import Record
from macros.records.vocabulary import Approval

_NAMED: Final = 3
"""How many are named before the rest are counted."""


def approval_words(handbook: Handbook, record: Record) -> str:
    """Return whether *record* is approved, by whom and when, or since when it is other than what was approved."""
    if record.changed_since:
        fields = listed(field_names(record))
        return word("forvaltning.endret_siden", dato=day(record.changed_since)) + (f" ({fields})" if fields else "")
    if record.head.approval is Approval.DRAFT:
        return word("forvaltning.utkast", kommune=_municipality(handbook))
    return approved_words(handbook, record)


def approved_words(handbook: Handbook, record: Record) -> str:
    """Return by whom and when *record*, or what it was then, was approved."""
    head = record.head
    by = handbook.name(head.approved_by) if head.approved_by else _municipality(handbook)
    return word("forvaltning.godkjent", av=by, dato=day(head.approved_on) if head.approved_on else "")


def _municipality(handbook: Handbook) -> str:
    return handbook.municipality.title if handbook.municipality else word("kommune.kommunen")


def approval_of(handbook: Handbook, records: Sequence[Record]) -> str:
    """Return the weakest approval of *records*, and how many it concerns when they differ; else the oldest."""
    said = {approval_words(handbook, record): record for record in sorted(records, key=_approved_on, reverse=True)}
    if len(said) == 1:
        return next(iter(said))
    drafts, changed = sum(record.approval is Approval.DRAFT for record in records), len(changed_among(records))
    if not drafts:
        return [*said][-1]
    text = word("forvaltning.blandet", utkast=drafts, alle=len(records))
    return text + (word("forvaltning.endret_blant", antall=changed) if changed else "")


def _approved_on(record: Record) -> str:
    return str(record.head.approved_on)


def changed_among(records: Sequence[Record]) -> list[Record]:
    """Return those of *records* that are other than what was approved."""
    return [record for record in records if record.changed_since]


def field_names(record: Record) -> list[str]:
    """Return the fields of *record* that have changed since it was approved, as editors call them."""
    return [name.replace("_", " ") for name in record.changed_fields]


def changed_words(record: Record) -> str:
    """Return what has changed in *record* since it was approved: the fields that can be told, and the notes."""
    fields = listed(field_names(record))
    told = [word("forvaltning.endrede_felt", felt=fields)] if fields else []
    notes = [f"{day(change.on)}: {change.what}" for change in changes_since(record)]
    return " ".join([*told, *(notes or [word("forvaltning.uten_note")])])


def named(records: Sequence[Record]) -> str:
    """Return the titles of *records*, the first few of many, as a sentence lists them."""
    names = [f"«{record.title}»" for record in records[:_NAMED]]
    if len(records) > _NAMED:
        names.append(word("ark.flere_utkast", antall=len(records) - _NAMED))
    return listed(names)


def review_words(records: Sequence[Record]) -> str:
    """Return the first day by which any of *records* is to be gone through, and whether that is only proposed."""
    first = first_due(records)
    return word("forvaltning.foreslått", dato=day(first.on)) if first.proposed else day(first.on)
