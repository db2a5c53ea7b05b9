"""What the routine's owner has to look at, as lines and as data, on a day that the caller names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from macros.handbook import Handbook
from macros.outputs import maintenance
from macros.outputs.maintenance import File, due_words, files_words
from macros.outputs.phrases import capital, day
from macros.outputs.upkeep import approved_words, changed_words
from macros.outputs.words import word
from macros.records import Record

Section = tuple[str, list[str]]
"""A heading, and the lines under it."""


def review(handbook: Handbook, today: date) -> str:
    """Return as Markdown what is past its day on *today*, what soon is, and what waits on any day."""
    sections = (*_by_days(handbook, today), *waiting(handbook))
    return "\n".join([f"# {word('vedlikehold.per', dato=day(today))}", *map(as_text, sections)]) + "\n"


def as_text(section: Section) -> str:
    """Return *section* as Markdown."""
    heading, lines = section
    return "\n".join([f"\n## {heading}\n", *([f"- {line}" for line in lines] or [word("vedlikehold.ingen")])])


def is_urgent(handbook: Handbook, today: date) -> bool:
    """Whether anything is past its day on *today*, or other than what was approved."""
    return bool(maintenance.overdue(handbook, today) or maintenance.changed(handbook))


def _by_days(handbook: Handbook, today: date) -> Iterator[Section]:
    for key, those in (("over", maintenance.overdue(handbook, today)), ("snart", maintenance.soon(handbook, today))):
        yield (
            word(f"vedlikehold.{key}"),
            [
                f"{day(one.due.on)}: {one.name} ({handbook.name(one.owner)}{due_words(one.due)}) {one.path}"
                for one in those
            ],
        )


def waiting(handbook: Handbook) -> Iterator[Section]:
    """Yield what waits on any day: to be approved, gone through, read and settled."""
    names = handbook.name
    yield (
        word("vedlikehold.endret"),
        [
            f"{one.title}. {approved_words(handbook, one)}. {changed_words(one)} {_place(one)}"
            for one in maintenance.changed(handbook)
        ],
    )
    yield (
        word("vedlikehold.utkast"),
        [
            f"{names(owner)}: {one.kinds}, {word('vedlikehold.antall', antall=one.drafts, alle=one.records)}"
            for owner, groups in maintenance.by_owner(maintenance.drafts(handbook))
            for one in groups
        ],
    )
    yield (
        word("vedlikehold.aldri"),
        [
            f"{names(owner)}: {one.kinds}, {files_words(one.files)}"
            for owner, groups in maintenance.by_owner(maintenance.never(handbook))
            for one in groups
        ],
    )
    yield (
        word("vedlikehold.lover"),
        [
            f"{names(one.ref)}: {one.words} ({word('vedlikehold.brukt', antall=one.used)})"
            for one in maintenance.unread(handbook)
        ],
    )
    yield (
        word("vedlikehold.åpne"),
        [f"{capital(names(ref))}: {point.title}" for ref, own in maintenance.points(handbook) for point in own],
    )


def _place(record: Record) -> str:
    return f"{record.origins[-1].path}:{record.origins[-1].line}"


def review_data(handbook: Handbook, today: date) -> dict[str, Any]:
    """Return the same as plain data, for a calendar or a bot; every owner and body by its id."""
    return {
        "version": 1,
        "date": today.isoformat(),
        "overdue": [_file(one) for one in maintenance.overdue(handbook, today)],
        "due_within_60_days": [_file(one) for one in maintenance.soon(handbook, today)],
        "changed_since_approval": [
            {
                "record": str(one.ref), "title": one.title, "place": _place(one), "owner": one.head.owner.id,
                "approved_by": one.head.approved_by.id if one.head.approved_by else None,
                "approved_on": str(one.head.approved_on), "fields": list(one.changed_fields),
                "in_words": changed_words(one),
            }
            for one in maintenance.changed(handbook)
        ],
        "drafts": [_file(one) for one in maintenance.drafts(handbook)],
        "never_reviewed": [_file(one) for one in maintenance.never(handbook)],
        "laws_to_read": [
            {"law": str(one.ref), "name": handbook.name(one.ref), "standing": one.state, "used": one.used}
            for one in maintenance.unread(handbook)
        ],
        "open_points": [
            {"settled_with": str(ref), "record": str(point.ref), "title": point.title}
            for ref, own in maintenance.points(handbook)
            for point in own
        ],
    }  # fmt: skip


def _file(one: File) -> dict[str, Any]:
    return {
        "file": one.path, "name": one.name, "owner": one.owner.id, "due": one.due.on.isoformat(),
        "interval_proposed": one.due.proposed, "never_reviewed": one.due.never, "records": len(one.records),
        "drafts": one.drafts,
    }  # fmt: skip
