"""What stands on paper before it is set, as plain text: a few shapes of block that PDF and Word both know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from macros.records import Record
from macros.records.vocabulary import ItemSort

_SHORT: Final = 6
"""The most lines of a part that is kept together."""

Fact = tuple[str, str]
"""A label and what it says."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading under the sheet's own title; level 2 is the nearest."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list of short lines."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One record told whole: a task with its doer and how binding it is, a statement, a sharing and so on."""

    title: str
    level: int = 3
    number: int = 0
    """Its place in a row of steps; 0 when it is not in one."""
    doers: str = ""
    marks: str = ""
    text: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list or form: to tick, to fill in or only to read."""

    sort: ItemSort
    text: str
    help: str = ""
    aside: str = ""
    """Who does it, and under what conditions."""
    first: bool = False
    moot: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A part of a list or form: its heading repeats on the next page, and no line is split."""

    title: str
    lines: tuple[Line, ...]
    text: tuple[str, ...] = ()
    signed: bool = True
    """Whether each line has room for date and signature, as on a list."""

    @property
    def short(self) -> bool:
        """Whether it is so short that it stays on one page."""
        return len(self.lines) <= _SHORT and sum(len(line.text + line.help) for line in self.lines) <= 100 * _SHORT


@dataclass(frozen=True, slots=True)
class Questions:
    """What is to be settled, with room beside it for the answer and, by *sign*, for who follows it up."""

    title: str
    answer: str
    sign: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose cells are words; an empty cell is room to write."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    text: tuple[str, ...] = ()
    weights: tuple[int, ...] = ()
    """How wide each column is beside the others; without, all are as wide."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with what it is, and what it shows for whoever does not see it."""

    file: str
    version: str
    """A digest of its bytes: another picture by the same name is another sheet."""
    title: str
    alt: str
    width: int
    """How wide it is set, in millimetres."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """A line for each who signs, with its date."""

    names: tuple[str, ...]


Block = Heading | Words | Points | Entry | Lines | Questions | Table | Picture | Signatures


@dataclass(frozen=True, slots=True)
class Sheet:
    """One thing to hold in the hand, and what it is made of."""

    name: str
    """The name of its files, without the ending: `sjekkliste-loslatelse`."""
    kind: str
    title: str
    page: str
    """The page of the site that says the same."""
    about: tuple[Record, ...]
    """The records it is made of, its own first: they decide its dates, approval and sources."""
    lead: tuple[str, ...] = ()
    contact: str = ""
    facts: tuple[Fact, ...] = ()
    caution: tuple[str, ...] = ()
    no_names: str = ""
    mark: str = ""
    """What every page says that it is: a draft to treat."""
    blocks: tuple[Block, ...] = ()
    template: tuple[Fact, ...] = ()
    """The fields of the municipality's document layout, for Word."""
    annexes: tuple[Table, ...] = ()
    """The tables that end a document in that layout, for Word."""
    landscape: bool = False
    large: bool = False

    @property
    def levelled(self) -> tuple[Block, ...]:
        """The blocks with no level of heading skipped, whatever parts the content has without a title."""
        blocks: list[Block] = []
        last = 1
        for block in self.blocks:
            if isinstance(block, Heading | Entry):
                last = min(block.level, last + 1)
                blocks.append(replace(block, level=last))
            else:
                last = 2 if isinstance(block, Lines | Questions | Table) else last
                blocks.append(block)
        return tuple(blocks)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Sheets of a pack under one heading; without a heading they stand alone."""

    title: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """Several sheets in one file, with contents. `cover` says what it is, and has no blocks."""

    cover: Sheet
    chapters: tuple[Chapter, ...]
