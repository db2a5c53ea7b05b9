"""What a change in a law asks of whoever owns what rests on it: which provisions, whether read, and who must look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from macros.content.faults import Fault
from macros.handbook import Handbook
from macros.lawcheck.changes import Kind, SectionChange, changes
from macros.lawcheck.folder import Folder
from macros.lawcheck.text import Announced, LawText
from macros.lawcheck.touched import Placed, Touched, touched
from macros.records import Law
from macros.records.inside import part
from macros.records.references import Ref
from macros.records.vocabulary import ReadingManner, StandingState


class Taken(Enum):
    """Whether the new text of a provision has been taken as read, as the records say."""

    READ = "somebody has read it"
    MARKED = "nobody has, and the pages say so"
    UNMARKED = "nobody has, and the pages do not say so"


@dataclass(frozen=True, slots=True)
class Changed:
    """A provision of the records that has changed, how far it is taken as read, and all that rests on it."""

    ref: Ref
    change: SectionChange
    imprint: str
    """Tells today's text of it from any other."""
    since: date | None
    """When the new text came into force, where the texts say so."""
    taken: Taken
    come: Announced | None
    """A later change that has come into force, and that the newer text does not have yet."""
    where: Fault
    touched: tuple[Touched, ...]
    inside: tuple[SectionChange, ...] = ()
    """The sections that have changed, where it is a chapter."""


@dataclass(frozen=True, slots=True)
class LawDue:
    """A law that has changed: the provisions we have, and what happened to its other sections."""

    law: Law
    old: LawText
    new: LawText
    provisions: tuple[Changed, ...]
    announced: tuple[SectionChange, ...]
    others: tuple[SectionChange, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """All that one folder of law texts has to tell against an older one."""

    laws: tuple[LawDue, ...]
    without: tuple[Law, ...]
    """The laws in the records that one of the folders, or both, have no text of."""
    faults: tuple[Fault, ...]

    @property
    def unread(self) -> list[Changed]:
        """The changed provisions that nobody has taken as read."""
        return [one for due in self.laws for one in due.provisions if one.taken is not Taken.READ]


def watch(handbook: Handbook, old: Folder, new: Folder, placed: Placed, today: date) -> Watch:
    """Compare the laws in the records as they stand in *old* and *new*; *today* tells which changes have come."""
    due, without = [], []
    for law in handbook.all(Law).values():
        before, after = old.text_of(law), new.text_of(law)
        if before is None or after is None:
            without.append(law)
        elif found := _due(handbook, law, before, after, placed, today):
            due.append(found)
    return Watch(tuple(due), tuple(without), tuple(sorted({*old.faults, *new.faults})))


def _due(handbook: Handbook, law: Law, old: LawText, new: LawText, placed: Placed, today: date) -> LawDue | None:
    found = changes(old, new)
    provisions, announced, others = list[Changed](), list[SectionChange](), list[SectionChange]()

    def changed(number: str, change: SectionChange, inside: tuple[SectionChange, ...] = ()) -> Changed:
        ref, since = part(law.ref, number), change.since(old, new)
        imprint = new.imprint(change.new.number if change.new else number)
        where = placed(law.ref, ("bestemmelser", number), "")
        resting = tuple(touched(handbook, ref, change, placed))
        texts = [change.new] if change.new else [one.new for one in inside]
        come = [one for text in texts if text for one in text.announced if one.on and one.on <= today]
        taken = _taken(law, number, change, imprint, since)
        if come and taken is Taken.READ and law.standing_of(law.provisions[number]).state is not StandingState.REPEALED:
            taken = Taken.UNMARKED
        return Changed(ref, change, imprint, since, taken, come[-1] if come else None, where, resting, inside)

    for change in found:
        number = _number_with_us(law, change)
        ours = number in law.provisions and not (change.kind is Kind.NEW and number in old.sections)
        if change.kind in (Kind.ANNOUNCED, Kind.NOTE):
            (announced if ours else others).append(change)
        elif ours:
            provisions.append(changed(number, change))
        else:
            others.append(change)
    for number, inside in _chapters(law, found):
        whole = SectionChange(number, Kind.CHANGED, None, None)
        provisions.append(changed(number, whole, inside))
    if found or old.in_force != new.in_force or old.holds_from != new.holds_from:
        return LawDue(law, old, new, tuple(provisions), tuple(announced), tuple(others))
    return None


def _chapters(law: Law, found: list[SectionChange]) -> Iterator[tuple[str, tuple[SectionChange, ...]]]:
    """Yield each chapter of the records in which a section has changed, and those that have."""
    real = [(one.new or one.old, one) for one in found if one.kind not in (Kind.ANNOUNCED, Kind.NOTE)]
    for number in law.provisions:
        inside = tuple(one for section, one in real if section and number == f"kap-{section.chapter}")
        if inside:
            yield number, inside


def _number_with_us(law: Law, change: SectionChange) -> str:
    """Return what *change* is about by its number in the record: today's, once the record has followed a move."""
    followed = change.kind is Kind.MOVED and change.new and change.number not in law.provisions
    return change.new.number if followed and change.new else change.number


def _taken(law: Law, number: str, change: SectionChange, imprint: str, since: date | None) -> Taken:
    """Say whether the records have the text of today as read: by its imprint, else by the day it holds from.

    Where the texts do not say from when it holds, only the imprint can tell.
    """
    provision = law.provisions[number]
    state = law.standing_of(provision).state
    if state is StandingState.REPEALED:
        return Taken.READ
    if change.kind in (Kind.REPEALED, Kind.GONE):
        return _marked(state)
    if change.kind is Kind.MOVED and not change.edits:  # the words that were read
        return Taken.UNMARKED if number == change.number else Taken.READ
    reading, changed_on = provision.read, provision.changed_on
    if reading and reading.imprint:
        return Taken.READ if reading.imprint == imprint else _marked(state)
    if not reading and not provision.standing and law.read and law.read.manner is not ReadingManner.COMPARED:
        reading, changed_on = law.read, provision.changed_on or law.changed_on
    read = reading is not None and since is not None and changed_on is not None and changed_on >= since
    return Taken.READ if read else _marked(state)


def _marked(state: StandingState) -> Taken:
    return Taken.MARKED if state in (StandingState.CHANGED_UNREAD, StandingState.UNREAD) else Taken.UNMARKED


def by_owner(found: Iterable[Changed]) -> dict[Ref, dict[Ref, list[Touched]]]:
    """Return what is touched by who owns it and what it is, each once."""
    owners: dict[Ref, dict[Ref, list[Touched]]] = {}
    for one in (place for changed in found for place in changed.touched):
        owners.setdefault(one.owner, {}).setdefault(one.use.by, []).append(one)
    return owners
