"""What rests on a section that has changed: where it stands, who owns it, and whether the place it cites changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from macros.content.faults import Fault
from macros.handbook import Handbook
from macros.handbook.resting import How, Use, uses
from macros.lawcheck.changes import Edit, Kind, SectionChange
from macros.lawcheck.text import Section
from macros.records.grounds import Ground
from macros.records.references import Keys, Ref

Placed = Callable[[Ref, Keys, str], Fault]
"""Places a message at the keys of a record."""

_WAYS = (How.RESTS, How.NAMED, How.MENTIONED, How.TAKES_AWAY, How.INSTEAD)
"""The ways of using a provision that a change in it concerns."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A use of a changed provision, where it stands, who owns it, and whether the very place it cites has changed."""

    use: Use
    of: Ref
    where: Fault
    owner: Ref
    what: str
    """What has happened to the place it cites; empty when that is as it was."""


def touched(handbook: Handbook, ref: Ref, change: SectionChange, placed: Placed) -> Iterator[Touched]:
    """Yield what uses the provision *ref*, to which *change* has happened."""
    for use in uses(handbook).get(ref, ()):
        record = handbook.get(use.by)
        if use.how in _WAYS and record is not None:
            what = at_place(change, use.ground)
            yield Touched(use, ref, placed(record.ref, use.keys, ""), record.head.owner, what)


def at_place(change: SectionChange, ground: Ground | None) -> str:
    """Say what has happened to the place in the section that *ground* cites; nothing when it is as it was."""
    if change.kind in (Kind.REPEALED, Kind.GONE):
        return str(change.kind)
    if change.kind is Kind.MOVED and not change.edits:
        return str(change.kind)
    if ground is None or not (ground.subsection or ground.letter or ground.sentence):
        return "endret" if any(one.reworded for one in change.edits) or not change.edits else "ledd flyttet"
    number: int = ground.subsection or _with_list(change.old, ground) or 1
    edit = next((one for one in change.edits if one.was == number), None)
    if edit is None:
        return ""
    if edit.new is None:
        return f"{number}. ledd er tatt ut"
    now = f"er nå {edit.now}. ledd" if edit.now != number else ""
    reworded = edit.reworded and _reworded(edit, ground)
    return " og ".join(filter(None, ("endret" if reworded else "", now)))


def _with_list(section: Section | None, ground: Ground) -> int:
    """Return the first subsection with a list, where *ground* names only an item."""
    listed = (number for number, one in enumerate(section.subsections if section else (), 1) if one.items)
    return next(listed, 0) if ground.letter else 0


def _reworded(edit: Edit, ground: Ground) -> bool:
    """Whether the item or the sentence that *ground* cites, in a reworded subsection, is among what changed."""
    old, new = edit.old, edit.new
    if old is None or new is None:
        return True
    if ground.letter and (item := _item(ground.letter)) is not None and item < len(old.items):
        return old.text.split() != new.text.split() or old.items[item : item + 1] != new.items[item : item + 1]
    if ground.sentence and ground.sentence <= len(old.sentences):
        at = slice(ground.sentence - 1, ground.sentence)
        return old.sentences[at] != new.sentences[at]
    return True


def _item(letter: str) -> int | None:
    """Return which item of a list «b», «2» or «nr. 2» is, from 0."""
    name = letter.removeprefix("nr. ").strip().lower()
    if name.isdigit():
        return int(name) - 1
    return "abcdefghijklmnopqrstuvwxyzæøå".find(name) if len(name) == 1 and name.isalpha() else None
