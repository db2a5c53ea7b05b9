"""What the routine's owner has to look at, as lines and as data, on a day that the caller names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from macros.handbook import Handbook
from macros.outputs import maintenance
from macros.outputs.maintenance import File, due_words, files_words, waits_words
from macros.outputs.phrases import capital, day, listed
from macros.outputs.upkeep import approved_words, changed_words
from macros.outputs.words import word
from macros.records import Record
from macros.records.references import Ref

Section = tuple[str, list[str]]
"""A heading, and the lines under it."""


def review(handbook: Handbook, today: date, owner: Ref | None = None) -> str:
    """Return as Markdown what is past its day on *today*, what soon is, and what waits: for *owner*, or for all."""
    sections = (*_by_days(handbook, today, owner), *waiting(handbook, owner))
    return "\n".join([f"# {word('vedlikehold.per', dato=day(today))}", *map(as_text, sections)]) + "\n"


def as_text(section: Section) -> str:
    """Return *section* as Markdown."""
    heading, lines = section
    return "\n".join([f"\n## {heading}\n", *([f"- {line}" for line in lines] or [word("vedlikehold.ingen")])])


def is_urgent(handbook: Handbook, today: date, owner: Ref | None = None) -> bool:
    """Whether anything of *owner*, or of all, is past its day on *today*, or other than what was approved."""
    return bool(maintenance.overdue(handbook, today, owner) or maintenance.changed(handbook, owner))


def _by_days(handbook: Handbook, today: date, owner: Ref | None) -> Iterator[Section]:
    for key, of_days in (("over", maintenance.overdue), ("snart", maintenance.soon)):
        yield _section(key, (
            f"{day(one.due.on)}, {handbook.name(one.owner)}: {files_words(len(one.files))}{due_words(one.due)}"
            + "".join(f"\n  - {line}" for line in map(_of_kind, one.kinds))
            for one in maintenance.by_day(of_days(handbook, today, owner))
        ))  # fmt: skip


def _of_kind(held: tuple[str, tuple[File, ...]]) -> str:
    """Return files of one kind: what they are called and where they lie, or the folder of many."""
    kinds, those = held
    if len(those) == 1:
        return f"{those[0].name} ({those[0].path})"
    folders = listed(sorted({one.path.rpartition("/")[0] for one in those}))
    return f"{kinds} ({folders}): {listed([file.title for file in those])}"


def waiting(handbook: Handbook, whose: Ref | None = None) -> Iterator[Section]:
    """Yield what waits on any day: to be approved again, approved or first gone through, read, and settled."""
    names = handbook.name
    yield _section("endret", (
        f"{capital(names(one.ref))}. {approved_words(handbook, one)}. {changed_words(one)} {_place(one)}"
        for one in maintenance.changed(handbook, whose)
    ))  # fmt: skip
    yield _section("venter", (
        f"{capital(names(owner))}: {kinds} – {waits_words(held)}"
        for owner, groups in maintenance.by_owner(maintenance.waiting(handbook, whose))
        for kinds, held in groups
    ))  # fmt: skip
    yield _section("lover", (
        f"{names(one.ref)}: {one.words} ({one.used_words})"
        for one in maintenance.unread(handbook)
    ))  # fmt: skip
    yield _section("åpne", (
        f"{capital(names(ref))}: {point.title}" for ref, own in maintenance.points(handbook) for point in own
    ))  # fmt: skip


def _section(key: str, lines: Iterable[str]) -> Section:
    return word(f"vedlikehold.{key}"), [*lines]


def _place(record: Record) -> str:
    return record.origins[-1].place


def review_data(handbook: Handbook, today: date, owner: Ref | None = None) -> dict[str, Any]:
    """Return the same as plain data, for a calendar or a bot; every owner and body by its id."""
    return {
        "version": 1,
        "date": today.isoformat(),
        "overdue": [_file(one) for one in maintenance.overdue(handbook, today, owner)],
        "due_within_60_days": [_file(one) for one in maintenance.soon(handbook, today, owner)],
        "changed_since_approval": [
            {
                "record": str(one.ref), "title": one.title, "place": _place(one), "owner": one.head.owner.id,
                "approved_by": one.head.approved_by.id if one.head.approved_by else None,
                "approved_on": str(one.head.approved_on), "fields": list(one.changed_fields),
                "in_words": changed_words(one),
            }
            for one in maintenance.changed(handbook, owner)
        ],
        "drafts": [_file(one) for one in maintenance.waiting(handbook, owner) if one.drafts],
        "never_reviewed": [_file(one) for one in maintenance.waiting(handbook, owner) if one.due.never],
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
