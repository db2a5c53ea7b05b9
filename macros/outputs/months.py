"""Where each change note stands: by month, a page each, and what names it for good.

A month's page stays what it is: when there are more notes than it can hold, the newer go on on a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final
from uuid import UUID, uuid5

from macros.handbook import Handbook
from macros.handbook.changes import News, news
from macros.outputs.addresses import leads_nowhere
from macros.outputs.phrases import capital
from macros.outputs.words import word

CHANGES: Final = "om/endringer/"
"""The page of the newest notes. What it is narrowed to stands after `#`: `tema-bolig/hvem-nav`."""
FEED: Final = f"{CHANGES}atom.xml"
_ROOM: Final = 400
"""What a page has room for, within what is light on a phone: about as many lines."""
_NOTE: Final = 3
_LINE: Final = 100
_OURS: Final = UUID("6b0f6a3e-5d0c-4b7e-9a53-2f6f1f6d9c11")


@dataclass(frozen=True)
class Leaf:
    """The notes of one month that share a page, newest first. `number` counts from the oldest."""

    year: int
    month: int
    number: int
    of: int
    notes: tuple[News, ...]

    @property
    def key(self) -> str:
        """The month as addresses have it."""
        return f"{self.year}-{self.month:02}"

    @cached_property
    def address(self) -> str:
        """Its page."""
        return f"{CHANGES}{self.key}/" + (f"del-{self.number}/" if self.number > 1 else "")

    @cached_property
    def title(self) -> str:
        """What its page is called: the month, and which part of it."""
        month = word("endringer.måned", måned=word(f"måned.{self.month}"), år=self.year)
        return f"{month}, {self.part}" if self.part else month

    @property
    def short(self) -> str:
        """What it is called in the menu, under what it is a part of."""
        return capital(self.part if self.number > 1 else f"{word(f'måned.{self.month}')} {self.year}")

    @property
    def part(self) -> str:
        """Which part of its month it is, if it is not all of it."""
        return word("endringer.del", nummer=self.number, av=self.of) if self.of > 1 else ""

    @property
    def name(self) -> str:
        """What it is called under its year."""
        month = word(f"måned.{self.month}")
        return f"{month} ({self.part})" if self.part else month


def leaves(handbook: Handbook) -> list[Leaf]:
    """Return all notes by month and page, newest first."""
    return handbook.keep("leaves", lambda: [*_leaves(news(handbook))])


def newest(all_leaves: Sequence[Leaf]) -> list[Leaf]:
    """Return the newest of *all_leaves* that fit on one page; at least one."""
    shown: list[Leaf] = []
    for leaf in all_leaves:
        if shown and _weight(one for other in (*shown, leaf) for one in other.notes) > _ROOM:
            break
        shown.append(leaf)
    return shown


def _leaves(notes: Sequence[News]) -> Iterator[Leaf]:
    for (year, month), of_month in groupby(notes, key=lambda one: (one.on.year, one.on.month)):
        parts: list[list[News]] = [[]]
        room = _ROOM
        for one in reversed([*of_month]):
            room -= _weight([one])
            if parts[-1] and room < 0:
                parts.append([])
                room = _ROOM - _weight([one])
            parts[-1].append(one)
        for number in range(len(parts), 0, -1):
            yield Leaf(year, month, number, len(parts), tuple(reversed(parts[number - 1])))


def _weight(notes: Iterable[News]) -> int:
    """Return how much room *notes* take: each some, and more for a long text and for all it is about."""
    return sum(_NOTE + len(one.what) // _LINE + len(one.about) for one in notes)


def name_of_all(handbook: Handbook) -> UUID:
    """Return what names the notes of this municipality's handbook, wherever it lies."""
    return uuid5(_OURS, handbook.municipality.title if handbook.municipality else "")


def identity(one: News) -> UUID:
    """Return what names the note *one* wherever the handbook lies: its day and its words."""
    return uuid5(_OURS, f"{one.on.isoformat()} {one.what}")


def anchor_of(one: News) -> str:
    """Return the HTML id of the note *one*."""
    return f"endring-{identity(one).hex[:8]}"


def feed_of(site_url: str) -> str:
    """Return the feed of the site at *site_url*; nothing where it has no address that leads somewhere."""
    return "" if leads_nowhere(site_url) else FEED
