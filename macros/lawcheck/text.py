"""A law's text: its sections, each with its subsections (ledd), items and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Final

_CHANGE: Final = re.compile(
    r"(Endres|Oppheves|Tilføyes)\s+ved\s+((?:lov|forskrift)\s[^()]{0,80}?nr\.\s*\d+)"
    r"[^(]{0,120}\((?:i kraft|ikr\.)\s+([^)]{0,120})\)"
)
_DAY: Final = re.compile(r"(\d{1,2})\.?\s+(jan|feb|mars|apr|mai|juni|juli|aug|sep|okt|nov|des)\w*\s+(\d{4})")
_MONTHS: Final = ("jan", "feb", "mars", "apr", "mai", "juni", "juli", "aug", "sep", "okt", "nov", "des")
_IN_FORCE: Final = re.compile(rf"(?:i kraft|ikr\.)\s+{_DAY.pattern}")
_ACTS: Final = re.compile(r"(?<=\))[.,]*\s+|(?<=\d)\s?,\s+(?=\d{1,2}\.?\s[a-z])|(?<=\.)\s+(?=[A-ZÆØÅ])")
"""What parts the acts in a note."""
_BEGINS: Final = re.compile(r"(\w{1,12})\s+ved\s+(lov|forskrift)(?:er)?\s+", re.IGNORECASE)
_REPEALED: Final = re.compile(r"\(?Opphev[ea]t\)?", re.IGNORECASE)
_SENTENCE_ENDS: Final = re.compile(r"(?<=[.!?])(?<!\bnr\.)(?<!\bjf\.)(?<!\bkap\.)\s+(?=[A-ZÆØÅ«(])")


@dataclass(frozen=True, slots=True)
class Announced:
    """A change that a section's footnote announces; `on` is None when the day is not set."""

    verb: str
    by: str
    on: date | None


@dataclass(frozen=True)
class Subsection:
    """A ledd: its text, the items of its list, and what follows the list."""

    text: str
    items: tuple[str, ...] = ()
    after: str = ""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All its words."""
        return tuple(" ".join((self.text, *self.items, self.after)).split())

    @property
    def sentences(self) -> list[str]:
        """Its sentences (punktum), a list belonging to the one before it."""
        return [one for one in _SENTENCE_ENDS.split(" ".join(self.words)) if one]


@dataclass(frozen=True)
class Section:
    """A section (paragraf) as it is numbered in the records: `16a`, `7-1`, `2-1a`; `chapter` is `5`, or empty."""

    number: str
    title: str
    chapter: str
    subsections: tuple[Subsection, ...]
    notes: tuple[str, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All the words beneath its heading, notes aside."""
        return tuple(word for one in self.subsections for word in one.words)

    @cached_property
    def imprint(self) -> str:
        """Eight letters and digits that tell this text from any other, however its lines are cut."""
        return sha256(" ".join((*self.title.split(), "·", *self.words)).encode()).hexdigest()[:8]

    @property
    def repealed(self) -> bool:
        """Whether it says that it is repealed."""
        only_a_note = not self.words and any(_REPEALED.match(note) for note in self.notes)
        return only_a_note or bool(_REPEALED.match(self.title))

    @property
    def announced(self) -> tuple[Announced, ...]:
        """The changes that its notes announce."""
        return tuple(_announced(" ".join(self.notes)))


@dataclass(frozen=True, slots=True)
class LawText:
    """A law's text: sections by number, when the text holds from, and whether it is in force."""

    sections: dict[str, Section]
    holds_from: date | None
    in_force: bool

    def imprint(self, number: str) -> str:
        """Return the imprint of a provision of the records, a section or `kap-5`; nothing when it is gone."""
        inside = [one for one in self.sections.values() if f"kap-{one.chapter}" == number]
        if inside:
            return sha256(" ".join(one.imprint for one in inside).encode()).hexdigest()[:8]
        return self.sections[number].imprint if number in self.sections else ""


def acts(notes: tuple[str, ...]) -> list[str]:
    """Return each act that *notes* name, with what it did: «Endret ved lov 17 juni 2022 nr. 42 (i kraft …)»."""
    found, verb = list[str](), ""
    for act in (one for note in notes for one in _ACTS.split(note)):
        begins = _BEGINS.match(act)
        verb = f"{begins[1].capitalize()} ved {begins[2]}" if begins else verb
        found.append(f"{verb} {act[begins.end() :] if begins else act}".strip(" .,"))
    return found


def days_in_force(note: str) -> list[date]:
    """Return the days that *note* says something came into force."""
    return [day for found in _IN_FORCE.finditer(note) if (day := _day(found)) is not None]


def _announced(notes: str) -> Iterator[Announced]:
    for verb, by, when in _CHANGE.findall(notes):
        found = _DAY.match(when)
        yield Announced(verb, " ".join(by.split()), _day(found) if found else None)


def _day(found: re.Match[str]) -> date | None:
    return iso(f"{found[3]}-{_MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}")


def iso(text: str | None) -> date | None:
    """Return *text* as a day, or nothing when it is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
