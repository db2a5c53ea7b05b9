"""What has changed in the laws as plain data, for a program to go on with."""

from __future__ import annotations

from typing import Any

from macros.handbook import Handbook
from macros.lawcheck.changes import Edit, SectionChange
from macros.lawcheck.due import Changed, Watch
from macros.lawcheck.touched import Touched
from macros.lawcheck.words import changed


def data(handbook: Handbook, found: Watch) -> dict[str, Any]:
    """Return *found*: each law with its provisions, what changed in them word by word, and what rests on them."""
    return {
        "unread": len(found.unread),
        "faults": [str(fault) for fault in found.faults],
        "not_compared": [law.id for law in found.without],
        "laws": [
            {
                "id": due.law.id,
                "title": due.law.title,
                "text_from": {"old": _day(due.old.holds_from), "new": _day(due.new.holds_from)},
                "provisions": [_provision(handbook, one) for one in due.provisions],
                "announced": [_section(one) for one in due.announced],
                "others": [_section(one) for one in due.others],
            }
            for due in found.laws
        ],
    }


def _provision(handbook: Handbook, one: Changed) -> dict[str, Any]:
    return {
        "ref": str(one.ref),
        "name": handbook.name(one.ref),
        "taken": one.taken.name.lower(),
        "in_force": _day(one.since),
        "imprint": one.imprint or None,
        "at": one.where.place,
        **_section(one.change),
        "edits": [_edit(edit) for edit in one.change.edits],
        "uses": [_use(handbook, touched) for touched in one.touched],
    }


def _section(change: SectionChange) -> dict[str, Any]:
    new = change.new
    coming = [{"verb": one.verb, "by": one.by, "on": _day(one.on)} for one in new.announced] if new else []
    return {
        "number": change.number,
        "change": change.kind.name.lower(),
        "number_now": new.number if new else None,
        "new_notes": list(change.new_notes),
        "announced": coming,
    }


def _edit(edit: Edit) -> dict[str, Any]:
    old, new = (edit.old.words if edit.old else ()), (edit.new.words if edit.new else ())
    return {"was": edit.was, "now": edit.now, "words": [list(pair) for pair in changed(old, new)]}


def _use(handbook: Handbook, one: Touched) -> dict[str, Any]:
    return {
        "by": str(one.use.by),
        "name": handbook.name(one.use.by),
        "how": one.use.how.name.lower(),
        "owner": str(one.owner),
        "at": one.where.place,
        "place_changed": one.what or None,
    }


def _day(on: object) -> str | None:
    return str(on) if on else None
