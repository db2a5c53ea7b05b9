"""What has changed: the notes of the files, each told once, with what it is about and whom it concerns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from macros.handbook.handbook import Handbook
from macros.handbook.resting import used_by
from macros.records import Change, Law, Record, Source
from macros.records.inside import part, part_kind, parts
from macros.records.kinds import BY_NAME
from macros.records.references import Ref
from macros.records.walk import walk

_SOME = 3
"""A note about all of a kind or topic names each when they are no more than this; else it names them together."""


@dataclass(frozen=True, slots=True)
class About:
    """What a note is about: one record or a part of one, or all the records of a kind (about a topic) together."""

    refs: tuple[Ref, ...]

    @property
    def together(self) -> bool:
        """Whether it is told as one thing though it is several."""
        return len(self.refs) > 1


@dataclass(frozen=True, slots=True)
class News:
    """A change note, told once however many files have it. `about` is in the order of the files."""

    on: date
    what: str
    about: tuple[About, ...]

    @property
    def note(self) -> Note:
        """What makes it the same note in several files."""
        return self.on, self.what


Note = tuple[date, str]


def concerning(record: Record) -> list[Change]:
    """Return the changes that concern *record*, newest first: those that name it or a part of it, or nothing.

    A file with one record alone is about that record, whatever part of it a change names.
    """
    alone = not BY_NAME[record.kind].holds_many
    found = [one for one in record.head.changes if alone or not one.about or record.id in one.about]
    return sorted(found, key=lambda one: one.on, reverse=True)


def changed_on(record: Record) -> date:
    """Return the day of the newest change that concerns *record*, or of its file where each names others."""
    return max(one.on for one in concerning(record) or record.head.changes)


def news(handbook: Handbook) -> list[News]:
    """Return every note, newest first; of one day those about the fewest things first."""
    return handbook.keep("news", lambda: _news(handbook))


def _news(handbook: Handbook) -> list[News]:
    named: dict[Note, dict[Ref, None]] = {}
    whole: dict[Note, dict[Ref, list[Record]]] = {}
    for record in handbook:
        for change in record.head.changes:
            note = (change.on, change.what)
            refs = named.setdefault(note, {})
            if change.about:
                refs.update(dict.fromkeys(ref for name in change.about for ref in meant_by(handbook, record, name)))
            else:
                whole.setdefault(note, {}).setdefault(_held(record), []).append(record)
    for ref, gone in handbook.removed.items():
        for change in gone.changes:
            if ref not in handbook.moved and (not change.about or ref.id in change.about):
                named.setdefault((change.on, change.what), {})[ref] = None
    many = Counter(map(_held, handbook))
    found = []
    for note, refs in named.items():
        about = [About((ref,)) for ref in refs]
        for key, records in whole.get(note, {}).items():
            own = tuple(record.ref for record in records if record.ref not in refs)
            together = len(own) > _SOME and len(records) == many[key] and BY_NAME[records[0].kind].holds_many
            about += [About(own)] if together else [About((ref,)) for ref in own]
        if about:
            found.append(News(*note, tuple(about)))
    return sorted(found, key=lambda one: (-one.on.toordinal(), len(one.about)))


def _held(record: Record) -> Ref:
    """Return what *record* is held together with others by: its topic, in files by topic, and its kind."""
    topics: tuple[Ref, ...] = getattr(record, "topics", ())
    return Ref(record.kind, topics[0].id if BY_NAME[record.kind].of_topic and topics else "")


def meant_by(handbook: Handbook, record: Record, name: str) -> Iterator[Ref]:
    """Yield what *name*, in a note in the file of *record*, means there: the record, or a part of it, also if moved."""
    if name == record.id:
        yield record.ref
        return
    for ref in (Ref(record.kind, name), *([part(record.ref, name)] if part_kind(record.kind) else [])):
        if ref.kind != record.kind and handbook.knows(ref):
            yield ref
        elif ref in handbook.moved:
            yield handbook.moved[ref]


def by_record(handbook: Handbook) -> dict[Ref, list[News]]:
    """Return for each record the notes that concern it, newest first."""

    def gathered() -> dict[Ref, list[News]]:
        told = {one.note: one for one in news(handbook)}
        notes = {record.ref: [(change.on, change.what) for change in concerning(record)] for record in handbook}
        return {ref: [told[note] for note in dict.fromkeys(own) if note in told] for ref, own in notes.items()}

    return handbook.keep("news by record", gathered)


def topics_of(handbook: Handbook, about: About) -> set[Ref]:
    """Return the topics that *about* is about; of a law or source, those of what rests on it."""
    return {ref for ref in _touched(handbook, about) if ref.kind == "tema"}


def people_of(handbook: Handbook, about: About) -> set[Ref]:
    """Return the actors and roles that *about* names; of a law or source, those of what rests on it."""
    return {ref for ref in _touched(handbook, about) if ref.kind in ("aktor", "rolle")}


def _touched(handbook: Handbook, about: About) -> set[Ref]:
    kept = handbook.keep("touched", dict[Ref, set[Ref]])
    kept |= {ref: _of(handbook, ref) for ref in about.refs if ref not in kept}
    return {one for ref in about.refs for one in kept[ref]}


def _of(handbook: Handbook, ref: Ref) -> set[Ref]:
    """Return the topics, actors and roles that *ref* names in fields of its own, and itself when it is one."""
    record = handbook.get(ref)
    if isinstance(record, Law | Source):
        return {one for by in _resting_on(handbook, record, ref) for one in _fields(handbook, by)}
    return _fields(handbook, ref)


def _resting_on(handbook: Handbook, whole: Law | Source, ref: Ref) -> set[Ref]:
    """Return what rests on *ref*: on that part of *whole*, or on any part of it."""
    cited = [one for one, _ in parts(whole)] if ref == whole.ref else [ref]
    return {by for each in cited for by in used_by(handbook, each)}


def _fields(handbook: Handbook, ref: Ref) -> set[Ref]:
    """Return the topics, actors and roles in the fields of *ref*, and in those of the tasks and facts it is made of."""
    named = _named(handbook, ref)
    made_of = [_named(handbook, one) for one in named - {ref} if one.kind in ("oppgave", "opplysning")]
    return {one for one in named.union(*made_of) if one.kind in ("tema", "aktor", "rolle")}


def _named(handbook: Handbook, ref: Ref) -> set[Ref]:
    """Return *ref*, and all that a field of that record or item names."""
    thing: object = handbook.items[ref][1] if ref in handbook.items else handbook.get(ref)
    return {ref} | {value for keys, value in walk(thing) if isinstance(value, Ref) and keys[0] != "forvaltning"}
