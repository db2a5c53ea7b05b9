"""What records say, as words and what the words lead to. Pages, sheets and Word files are made of the same telling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from macros.handbook import Handbook
from macros.handbook.lookup import doers_of
from macros.handbook.weighing import footing
from macros.outputs import phrases
from macros.records import Conflict, Frame, Item, OpenPoint, Statement
from macros.records.inside import part
from macros.records.kinds import KINDS
from macros.records.references import Ref
from macros.records.richtext import Paragraph, Text, Words
from macros.records.vocabulary import SourceType

TITLED: Final = frozenset({*(kind.name for kind in KINDS if kind.titled), "punkt"})
"""The kinds whose titles are sentences or headings, not names."""


@dataclass(frozen=True)
class Teller:
    """Tells of the records of one handbook."""

    handbook: Handbook

    def name(self, ref: Ref) -> str:
        """Return what readers call *ref*."""
        return self.handbook.name(ref)

    def names(self, refs: Iterable[Ref]) -> list[str]:
        """Return what readers call each of *refs*."""
        return [self.name(ref) for ref in dict.fromkeys(refs)]

    def plain(self, text: Text) -> str:
        """Return *text* without links."""
        return " ".join(self.paragraphs(text))

    def paragraphs(self, text: Text | None) -> list[str]:
        """Return the paragraphs of *text* without links; titles that were links stand in quotation marks."""
        return ["".join(map(_quoted, self.spoken(one))) for one in text.paragraphs] if text else []

    def spoken(self, paragraph: Paragraph) -> Iterator[tuple[str, Ref | None]]:
        """Yield the words of *paragraph* and what they lead to; a name that begins a sentence gets a capital letter."""
        before = ""
        for run in paragraph:
            if isinstance(run, Words):
                yield run.text, None
                before = run.text
            else:
                name = self.name(run.ref)
                starts = not before.strip() or before.rstrip()[-1:] in ".!?:"
                yield phrases.capital(name) if starts else name, run.ref
                before = name

    def doers_of(self, item: Item) -> list[Ref]:
        """Return who does *item*."""
        return doers_of(self.handbook, item)

    def item_ref(self, frame: Frame, name: str) -> Ref:
        """Return the item *name* of *frame*."""
        return part(frame.ref, name)

    def open_points(self, ref: Ref) -> list[OpenPoint]:
        """Return what the sources leave open about *ref*."""
        return [point for point in self.handbook.all(OpenPoint).values() if ref in point.about]

    def conflicts(self, ref: Ref) -> list[Conflict]:
        """Return the conflicts that concern *ref*."""
        return self.handbook.conflicts_about.get(ref, [])

    def statements_about(self, ref: Ref) -> list[Statement]:
        """Return the statements shown with *ref*."""
        return self.handbook.keep("statements", self._statements).get(ref, [])

    def _statements(self) -> dict[Ref, list[Statement]]:
        """Return all statements, by what each is shown with."""
        found: dict[Ref, list[Statement]] = {}
        for one in self.handbook.all(Statement).values():
            for ref in {*one.about, *one.topics}:
                found.setdefault(ref, []).append(one)
        return found

    def caveats(self, records: list[Any]) -> list[Text]:
        """Return the caveat lines of sources that all of *records* rest on alone (EX/IN's line)."""
        found: dict[str, Text] = {}
        for record in records:
            footings = [footing(self.handbook, ground) for ground in record.grounds]
            sources = [one.source for one in footings if one.source_type is not SourceType.PROPOSAL]
            source = sources[0] if sources else None
            if source is None or source.caveat is None or any(one is not source for one in sources):
                return []
            found[source.id] = source.caveat
        return list(found.values())


def _quoted(spoken: tuple[str, Ref | None]) -> str:
    words, ref = spoken
    return f"«{words}»" if ref and ref.kind in TITLED else words
