"""What has to be looked at, approved, read and settled: worked out once for the page, the commands and the calendars.

Files are what one goes through: their head says when. The build knows no today, so every day stands as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, groupby
from pathlib import PurePosixPath
from typing import Final

from macros.handbook import Handbook
from macros.handbook.resting import used_by
from macros.handbook.reviewing import Due, first_due
from macros.outputs.addresses import address, together
from macros.outputs.phrases import capital, standing_words
from macros.outputs.upkeep import changed_among
from macros.outputs.words import word
from macros.records import Law, OpenPoint, Record, Topic
from macros.records.inside import part
from macros.records.kinds import BY_NAME, KINDS, Kind, Layout
from macros.records.references import Ref
from macros.records.vocabulary import Approval, StandingState

SOON: Final = timedelta(days=60)
"""How long before its day something is to be seen."""
_READ: Final = (StandingState.IN_FORCE, StandingState.REPLACED, StandingState.REPEALED)
_ORDER: Final = {kind.place: number for number, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class File:
    """A file and what it holds, which is gone through together."""

    path: str
    kind: Kind
    title: str
    """What it is called beside its kind; empty where it holds all of them."""
    page: str
    """The address on the site where most of it stands."""
    owner: Ref
    due: Due
    records: tuple[Record, ...]

    @property
    def drafts(self) -> int:
        """How many of its records are drafts."""
        return sum(record.approval is Approval.DRAFT for record in self.records)

    @property
    def kinds(self) -> str:
        """What its kind is called when there are several."""
        return word(f"slag_flere.{self.kind.place}")

    @property
    def name(self) -> str:
        """Its kind and its title."""
        return f"{self.kinds}: {self.title}" if self.title else self.kinds


@dataclass(frozen=True, slots=True)
class Day:
    """Files that one owner is to go through by the same day."""

    due: Due
    owner: Ref
    files: tuple[File, ...]

    @property
    def kinds(self) -> list[tuple[str, tuple[File, ...]]]:
        """They by kind, each with what it is called when there are several."""
        return [*_by_kind(self.files)]


@dataclass(frozen=True, slots=True)
class Unread:
    """A law or provision whose text of today the editors have not read."""

    ref: Ref
    state: StandingState
    words: str
    used: int
    """How many records and items rest on it; for a law, on its provisions."""

    @property
    def used_words(self) -> str:
        """How often it is used, in words."""
        return word("vedlikehold.brukt_en_gang") if self.used == 1 else word("vedlikehold.brukt", antall=self.used)


def files(handbook: Handbook, owner: Ref | None = None) -> list[File]:
    """Return the files, of *owner* or all, the first day first. A completed record lies in the overlay's."""
    found = handbook.keep("files to go through", lambda: _files(handbook))
    return [file for file in found if owner in (None, file.owner)]


def _files(handbook: Handbook) -> list[File]:
    by_path: dict[str, list[Record]] = {}
    for record in handbook:
        by_path.setdefault(record.origins[-1].path, []).append(record)
    made = [_file(handbook, path, held) for path, held in by_path.items()]
    return sorted(made, key=lambda file: (file.due, _ORDER[file.kind.place], file.title, file.path))


def _file(handbook: Handbook, path: str, held: Sequence[Record]) -> File:
    first, kind = held[0], BY_NAME[held[0].kind]
    title = page = ""
    if kind.holds_many:
        page = together(handbook, first.ref)
    else:
        title, page = capital(handbook.name(first.ref)), address(handbook, first.ref).page
    if kind.layout is Layout.FILE_PER_TOPIC:
        topic = handbook.all(Topic).get(PurePosixPath(path).stem)
        title = topic.title if topic else PurePosixPath(path).stem
    if kind.holds_many and first.origins[-1].of_municipality:
        title = ", ".join(filter(None, (title, word("vedlikehold.kommunens"))))
    return File(path, kind, title, page, first.head.owner, first_due(held), tuple(held))


def by_day(those: Iterable[File]) -> list[Day]:
    """Put *those* together by day, and then by owner; the first day first."""
    ordered = sorted(those, key=lambda file: (file.due, file.owner, _ORDER[file.kind.place]))
    return [Day(*key, tuple(held)) for key, held in groupby(ordered, key=lambda file: (file.due, file.owner))]


def by_owner(those: Iterable[File]) -> list[tuple[Ref, list[tuple[str, tuple[File, ...]]]]]:
    """Put *those* together by owner, and then by kind."""
    ordered = sorted(those, key=lambda file: (file.owner, _ORDER[file.kind.place]))
    return [(owner, [*_by_kind(own)]) for owner, own in groupby(ordered, key=lambda file: file.owner)]


def _by_kind(those: Iterable[File]) -> Iterator[tuple[str, tuple[File, ...]]]:
    for kinds, held in groupby(those, key=lambda file: file.kinds):
        yield kinds, tuple(held)


def waiting(handbook: Handbook, owner: Ref | None = None) -> list[File]:
    """Return the files, of *owner* or all, that hold drafts or have never been gone through."""
    return [file for file in files(handbook, owner) if file.drafts or file.due.never]


def changed(handbook: Handbook, owner: Ref | None = None) -> list[Record]:
    """Return what is other than what was approved, of *owner* or all."""
    return [record for record in changed_among([*handbook]) if owner in (None, record.head.owner)]


def unread(handbook: Handbook) -> list[Unread]:
    """Return laws and provisions that must be read: first those that were read, and have been changed since."""
    found = []
    for law in handbook.all(Law).values():
        refs = {number: part(law.ref, number) for number in law.provisions}
        used = {number: used_by(handbook, ref) for number, ref in refs.items()}
        if law.standing.state not in _READ:
            whole = {*chain(*used.values())}
            found.append(Unread(law.ref, law.standing.state, standing_words(law.standing), len(whole)))
        for number, provision in law.provisions.items():
            standing = provision.standing
            if standing is not None and standing.state not in _READ:
                found.append(Unread(refs[number], standing.state, standing_words(standing), len(used[number])))
    return sorted(found, key=lambda one: one.state is not StandingState.CHANGED_UNREAD)


def points(handbook: Handbook) -> list[tuple[Ref, list[OpenPoint]]]:
    """Return the points that are not settled, by each that they are settled with."""
    found: dict[Ref, list[OpenPoint]] = {}
    for point in handbook.all(OpenPoint).values():
        for ref in point.settle_with if point.settled is None else ():
            found.setdefault(ref, []).append(point)
    return sorted(found.items(), key=lambda pair: handbook.name(pair[0]).lower())


def overdue(handbook: Handbook, today: date, owner: Ref | None = None) -> list[File]:
    """Return the files, of *owner* or all, that should have been gone through before *today*."""
    return [file for file in files(handbook, owner) if file.due.on < today]


def soon(handbook: Handbook, today: date, owner: Ref | None = None) -> list[File]:
    """Return the files, of *owner* or all, whose day is *today* or soon after."""
    return [file for file in files(handbook, owner) if today <= file.due.on <= today + SOON]


def files_words(number: int) -> str:
    """Return *number* as files."""
    return word("vedlikehold.fil") if number == 1 else word("vedlikehold.filer", antall=number)


def waits_words(those: Sequence[File]) -> str:
    """Return what waits in *those*: how many drafts they hold, and how many have never been gone through."""
    drafts, records = sum(file.drafts for file in those), sum(len(file.records) for file in those)
    never = sum(file.due.never for file in those)
    said = [word("vedlikehold.utkast", antall=drafts, alle=records)] if drafts else []
    if never:
        said.append(
            word("vedlikehold.første_gang") if len(those) == 1 else word("vedlikehold.aldri", antall=files_words(never))
        )
    return ", ".join(said)


def due_notes(due: Due) -> list[str]:
    """Return what is to be known of a day: that it is proposed, that there was none before."""
    notes = (("forslag", due.proposed), ("første_gang", due.never))
    return [word(f"vedlikehold.{key}") for key, is_so in notes if is_so]


def due_words(due: Due) -> str:
    """Return the same, as more beside an owner."""
    return "".join(f", {note}" for note in due_notes(due))
