"""What has changed from an older text of a law to a newer: by section, and in a section by subsection (ledd)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from macros.lawcheck.text import LawText, Section, Subsection, acts, days_in_force
from macros.lawcheck.words import likeness

_SAME_SECTION: Final = 0.8
"""How alike a section that is gone and one that is new are, when it has only got another number."""
_FEW: Final = 10_000
"""How many pairs of sections are compared word by word; where there are more, only the very same words are found."""
_SAME_LEDD: Final = 0.4
"""The same for two subsections of a section."""


class Kind(StrEnum):
    """What has happened to a section."""

    CHANGED = "endret"
    REPEALED = "opphevet"
    GONE = "borte fra teksten"
    MOVED = "fått nytt nummer"
    NEW = "ny"
    ANNOUNCED = "varslet endring"
    NOTE = "ny fotnote"


@dataclass(frozen=True, slots=True)
class Edit:
    """A subsection then and now, by its place counted from 1; one of them is nothing when it came or went."""

    was: int
    now: int
    old: Subsection | None
    new: Subsection | None

    @property
    def reworded(self) -> bool:
        """Whether its words are others, not only its place."""
        return (self.old.words if self.old else ()) != (self.new.words if self.new else ())


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What has happened to the section *number*, then and now."""

    number: str
    kind: Kind
    old: Section | None
    new: Section | None
    edits: tuple[Edit, ...] = ()

    @property
    def resplit(self) -> bool:
        """Whether the words are the same, and only their division into subsections is another."""
        return bool(self.edits and self.old and self.new and self.old.words == self.new.words)

    @property
    def new_notes(self) -> tuple[str, ...]:
        """The acts that the notes name now and did not before, each with what it did."""
        before = acts(self.old.notes) if self.old else []
        return tuple(act for act in acts(self.new.notes if self.new else ()) if act not in before)

    def since(self, old: LawText, new: LawText) -> date | None:
        """Return when the new text came into force: by its new notes, else by the law's head where that is another."""
        of_law = new.holds_from if new.holds_from != old.holds_from else None
        return max((day for note in self.new_notes for day in days_in_force(note)), default=of_law)


def changes(old: LawText, new: LawText) -> list[SectionChange]:
    """Return what has happened to each section that is not as it was, in the order of the older text."""
    moved = dict(_moved(old, new))
    found = [change for number in old.sections if (change := _of(number, old, new, moved))]
    places = moved.values()
    for number in (n for n in new.sections if n not in places and (n not in old.sections or n in moved)):
        one = new.sections[number]
        found.append(SectionChange(number, Kind.NEW if one.words else Kind.ANNOUNCED, None, one))
    return found


def _of(number: str, old: LawText, new: LawText, moved: dict[str, str]) -> SectionChange | None:
    before = old.sections[number]
    if number in moved:
        now = new.sections[moved[number]]
        return SectionChange(number, Kind.MOVED, before, now, tuple(edits(before, now)))
    after = new.sections.get(number)
    if after is None:
        return SectionChange(number, Kind.GONE, before, None)
    if after.repealed or before.repealed:
        gone = after.repealed and not before.repealed
        back = before.repealed and not after.repealed
        kind = Kind.REPEALED if gone else Kind.CHANGED if back else None
        return SectionChange(number, kind, before, after) if kind else None
    made = tuple(edits(before, after))
    if made or before.title.split() != after.title.split():
        return SectionChange(number, Kind.CHANGED, before, after, made)
    if set(after.announced) - set(before.announced):
        return SectionChange(number, Kind.ANNOUNCED, before, after)
    return SectionChange(number, Kind.NOTE, before, after) if after.notes != before.notes else None


def _moved(old: LawText, new: LawText) -> Iterator[tuple[str, str]]:
    """Yield each section that has another number now: its words stand there, and others or none at its own."""
    changed = [n for n, one in old.sections.items() if one.words and _words(new, n) != one.words]
    places = [n for n, one in new.sections.items() if one.words and _words(old, n) != one.words]
    few = len(changed) * len(places) <= _FEW
    for number in changed:
        words = old.sections[number].words
        near = [place for place in places if place != number and (few or new.sections[place].words == words)]
        alike = [(likeness(words, new.sections[place].words, _SAME_SECTION), place) for place in near]
        best, place = max(alike, default=(0.0, ""))
        if best >= _SAME_SECTION and best > likeness(words, _words(new, number)):
            places.remove(place)
            yield number, place


def _words(text: LawText, number: str) -> tuple[str, ...]:
    return text.sections[number].words if number in text.sections else ()


def edits(old: Section, new: Section) -> list[Edit]:
    """Return each subsection that came, went, changed or has another place, in the order of the newer text."""
    pairs = _paired(old.subsections, new.subsections)
    partner = dict(pairs)
    taken = {after for _, after in pairs}
    found = [Edit(was + 1, 0, one, None) for was, one in enumerate(old.subsections) if was not in partner]
    found += [Edit(0, now + 1, None, one) for now, one in enumerate(new.subsections) if now not in taken]
    for was, now in pairs:
        before, after = old.subsections[was], new.subsections[now]
        if was != now or before.words != after.words:
            found.append(Edit(was + 1, now + 1, before, after))
    return sorted(found, key=lambda edit: edit.now or edit.was)


def _paired(old: tuple[Subsection, ...], new: tuple[Subsection, ...]) -> list[tuple[int, int]]:
    """Pair the subsections that are the same ones, in order: those whose words are most alike in all."""
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]] = {}

    def at(a: int, b: int) -> tuple[float, list[tuple[int, int]]]:
        return best.get((a, b), (0.0, []))

    for a in reversed(range(min(len(old), 80))):
        for b in reversed(range(min(len(new), 80))):
            alike = 1.01 if old[a].words == new[b].words else likeness(old[a].words, new[b].words)
            choices = [at(a + 1, b), at(a, b + 1)]
            if alike >= _SAME_LEDD:
                figure, pairs = at(a + 1, b + 1)
                choices.append((figure + alike, [(a, b), *pairs]))
            best[a, b] = max(choices, key=lambda one: one[0])
    return at(0, 0)[1]
