"""What differs between two versions: what is new, changed, moved or gone, and which changes no note tells of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from enum import Enum
from functools import cached_property
from typing import Final

from macros.diff.versions import Version
from macros.handbook import Handbook
from macros.outputs.told.differing import FieldChange, all_said, field_changes, order
from macros.outputs.told.teller import Teller
from macros.outputs.told.units import Unit, units, units_of, written
from macros.records import Change, Record
from macros.records.base import Head
from macros.records.references import Ref

SEARCHED: Final = "kalles_også"
"""The field whose words only search reads: a change of it alone needs no note."""
_TOLD_OF: Final = "endret"
_ALIKE: Final = 0.6
"""Two notes of one day that have more than this in common are one in other words."""


_Note = tuple[date, str, tuple[str, ...]]


class How(Enum):
    """What became of a record or a part of one."""

    ADDED = "ny"
    CHANGED = "endret"
    MOVED = "flyttet"
    REMOVED = "fjernet"


@dataclass(frozen=True)
class Difference:
    """What became of one thing. `was` and `now` are how each version has it; the new notes that concern it."""

    how: How
    was: Unit | None
    now: Unit | None
    fields: tuple[FieldChange, ...]
    notes: tuple[Change, ...] = ()
    gone_to: Ref | None = None
    """What a thing that is gone has become a part of, when it has."""

    @property
    def unit(self) -> Unit:
        """The thing as it is today, or as it was."""
        unit = self.now or self.was
        assert unit is not None  # one of them is
        return unit

    @property
    def untold(self) -> bool:
        """Whether readers should have a note of it, and have none."""
        return not self.notes and not self.only_searched

    @property
    def only_searched(self) -> bool:
        """Whether all that differs is words to find it by."""
        return self.how is How.CHANGED and [one.name for one in self.fields] == [SEARCHED]


@dataclass(frozen=True, slots=True)
class HeadChange:
    """What the head of a file says otherwise: who owns it, who approved it and so on."""

    path: str
    fields: tuple[FieldChange, ...]


def of_record(old: Handbook, new: Handbook, ref: Ref) -> list[Difference]:
    """Return what differs of the record *ref*, and of what lies in it."""
    records = [{one.ref: one for one in (handbook.get(ref),) if one} for handbook in (old, new)]
    before, now = (
        {unit.ref: unit for record in held.values() for unit in units_of(Teller(handbook), record)}
        for held, handbook in zip(records, (old, new), strict=True)
    )
    return [*_differences(old, new, before, now)]


@dataclass(frozen=True)
class Differences:
    """All that differs between the versions *old* and *new*."""

    old: Version
    new: Version
    found: list[Difference] = field(default_factory=list)

    @classmethod
    def between(cls, old: Version, new: Version) -> Differences:
        """Hold *old* against *new*."""
        return cls(old, new, [*_between(old.handbook, new.handbook)])

    @cached_property
    def heads(self) -> list[HeadChange]:
        """The heads that changed, by file."""
        before, now = ({_path(one): one for one in version.handbook} for version in (self.old, self.new))
        changes = []
        for path in sorted(before.keys() & now.keys()):
            moved = self.new.handbook.moved
            was, is_now = (_head(version.handbook, records[path].head)
                           for version, records in ((self.old, before), (self.new, now)))  # fmt: skip
            if fields := tuple(field_changes(was, is_now, moved)):
                changes.append(HeadChange(path, fields))
        return changes

    @cached_property
    def notes_without_change(self) -> dict[tuple[str, str], list[str]]:
        """New notes about what did not change: the day and the words, and the files that have them."""
        told = {(note.on, note.what) for one in self.found for note in one.notes}
        heads = {one.path for one in self.heads}
        found = defaultdict[tuple[str, str], set[str]](set)
        for record in self.new.handbook:
            for note in new_notes(self.old.handbook, record):
                if (note.on, note.what) not in told and _path(record) not in heads:
                    found[note.on.isoformat(), note.what].add(_path(record))
        return {note: sorted(paths) for note, paths in found.items()}

    @cached_property
    def others(self) -> list[tuple[How, str]]:
        """The written pages and settings that are new, changed or gone."""
        old, new = self.old.others, self.new.others
        return [
            (How.ADDED if path not in old else How.REMOVED if path not in new else How.CHANGED, path)
            for path in sorted(old.keys() | new.keys())
            if old.get(path) != new.get(path)
        ]


def _path(record: Record) -> str:
    return record.origins[-1].path


def _head(handbook: Handbook, head: Head) -> Unit:
    record = next(iter(handbook))
    fields = {alias: value for alias, value in written(head) if alias != _TOLD_OF}
    return Unit(record.ref, record, "", fields, Teller(handbook))


def _between(old: Handbook, new: Handbook) -> Iterator[Difference]:
    yield from _differences(old, new, units(old), units(new))


def _differences(
    old: Handbook, new: Handbook, before: Mapping[Ref, Unit], now: Mapping[Ref, Unit]
) -> Iterator[Difference]:
    came_from = {new.moved[ref]: ref for ref in before if ref not in now and new.moved.get(ref) in now}
    came_from = {target: ref for target, ref in came_from.items() if target not in before}
    records = {unit.record.ref: unit.record for unit in now.values()}.values()
    notes = {record.ref: tuple(new_notes(old, record)) for record in records}
    by_path = defaultdict[str, dict[tuple[str, str], Change]](dict)
    for record in records:
        for origin in record.origins:
            by_path[origin.path] |= {(note.on.isoformat(), note.what): note for note in notes[record.ref]}
    for ref, unit in now.items():
        was = before.get(came_from.get(ref, ref))
        own = tuple(_about(notes[unit.record.ref], unit))
        if was is None:
            yield Difference(How.ADDED, None, unit, all_said(unit, added=True), own)
            continue
        fields = (*field_changes(was, unit, new.moved), *order(was, unit, new.moved))
        if ref in came_from and not (unit.is_part and unit.record.ref in came_from and not fields):
            yield Difference(How.MOVED, was, unit, fields, own)
        elif fields:
            yield Difference(How.CHANGED, was, unit, fields, own)
    for ref, unit in before.items():
        if ref in now or ref in came_from.values():
            continue
        beside = by_path[unit.record.origins[-1].path].values()
        gone = new.removed.get(ref)
        own = tuple(_about([*beside, *(gone.changes if gone else ())], unit))
        yield Difference(How.REMOVED, unit, None, all_said(unit, added=False), own, new.moved.get(ref))


def new_notes(old: Handbook, record: Record) -> Iterator[Change]:
    """Yield the notes in the head of *record* that the file did not have in *old*: one in other words is no new one."""
    paths = {origin.path for origin in record.origins}

    def by_path() -> Mapping[str, set[_Note]]:
        found = defaultdict[str, set[_Note]](set)
        for one in old:
            for path in (*(origin.path for origin in one.origins), str(one.ref)):
                found[path] |= {(note.on, note.what, note.about) for note in one.head.changes}
        return found

    known = old.keep("notes by path", by_path)
    there = set[_Note]().union(*(known.get(path, set()) for path in (*paths, str(record.ref))))
    here = {(note.on, note.what, note.about) for note in record.head.changes}
    gone = there - here
    for note in record.head.changes:
        before = [what for on, what, about in gone if (on, about) == (note.on, note.about)]
        reworded = any(SequenceMatcher(None, what, note.what, autojunk=False).ratio() >= _ALIKE for what in before)
        if (note.on, note.what, note.about) not in there and not reworded:
            yield note


def _about(notes: Iterable[Change], unit: Unit) -> Iterator[Change]:
    """Yield those of *notes*, which stand in the file of *unit*, that are about it: by its id, or about all there."""
    name = unit.ref.id.removeprefix(unit.record.id)[1:] if unit.is_part else unit.ref.id
    yield from (note for note in notes if not note.about or name in note.about or unit.record.id in note.about)
