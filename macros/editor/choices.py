"""What a form offers to choose among: records by their names, with the id that stands in the file after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from macros.editor.shapes import Shape
from macros.handbook import Handbook
from macros.outputs.phrases import capital
from macros.outputs.words import word
from macros.records import Law, Source
from macros.records.inside import part
from macros.records.references import KINDS, Ref, RefTo, fold

_BETWEEN: Final = " – "
"""What stands between a name and its id."""


class Choices:
    """The records of *handbook* as they are chosen in forms."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook

    def of(self, kinds: tuple[str, ...]) -> list[str]:
        """Return all that may be chosen where *kinds* may stand: «Finne bolig – finne-bolig»."""
        return [f"{self.name(ref)}{_BETWEEN}{_written(ref, kinds)}" for kind in kinds for ref in self._offered(kind)]

    def linked(self) -> list[str]:
        """Return all that a text may have a link to: «Finne bolig – oppgave/finne-bolig»."""
        return [f"{self.name(ref)}{_BETWEEN}{ref}" for kind in KINDS for ref in self._refs(kind)]

    def shown(self, text: str, shape: Shape) -> str:
        """Return the reference *text* with the name of what it leads to; itself when it leads nowhere."""
        ref = _ref(text, shape.kinds)
        return f"{self.name(ref)}{_BETWEEN}{text}" if ref in self._known(ref.kind) else text

    def meant(self, text: str, shape: Shape) -> str:
        """Return the reference that is meant by *text*: what stands after the name, or the one of that name."""
        written = text.rpartition(_BETWEEN)[2].strip()
        if not written or _ref(written, shape.kinds) in self._known(_ref(written, shape.kinds).kind):
            return written
        wanted = fold(text.strip())
        named = [one for one in self.of(shape.kinds) if fold(one.rpartition(_BETWEEN)[0]) == wanted]
        return named[0].rpartition(_BETWEEN)[2] if len(named) == 1 else written

    def name(self, ref: Ref) -> str:
        """Return what *ref* is called, with its heading where it has one."""
        handbook = self._handbook
        number = ref.id.partition(":")[2]
        if ref.kind == "bestemmelse":
            return f"{capital(handbook.name(ref))} {handbook.provision(ref).title if number else ''}".strip()
        if ref.kind == "utdrag":
            heading = handbook.all(Source)[ref.id.partition(":")[0]].passages[number].heading
            return f"{handbook.name(ref)}{f': {heading}' if heading else ''}"
        return capital(handbook.name(ref))

    def kind(self, ref: Ref) -> str:
        """Return what the kind of *ref* is called."""
        return word(f"kinds.{ref.kind}")

    def _offered(self, kind: str) -> Iterator[Ref]:
        """Yield what is offered of *kind*: no passage that the editors have left out, though it can be named."""
        for ref in self._refs(kind):
            source, _, number = ref.id.partition(":")
            if kind != "utdrag" or not self._handbook.all(Source)[source].passages[number].left_out:
                yield ref

    def _known(self, kind: str) -> frozenset[Ref]:
        return self._handbook.keep(("to choose", kind), lambda: frozenset(self._refs(kind)))

    def _refs(self, kind: str) -> Iterator[Ref]:
        handbook = self._handbook
        if kind == "punkt":
            yield from handbook.items
        elif kind == "bestemmelse":
            yield from (part(law.ref, name) for law in handbook.all(Law).values() for name in law.provisions)
        elif kind == "utdrag":
            yield from (part(one.ref, name) for one in handbook.all(Source).values() for name in one.passages)
        else:
            yield from (one.ref for one in handbook.by_kind.get(kind, {}).values())


def _written(ref: Ref, kinds: tuple[str, ...]) -> str:
    return ref.id if ref.kind == kinds[0] else str(ref)


def _ref(text: str, kinds: tuple[str, ...]) -> Ref:
    """Return what *text* would name; what cannot be a reference is one to nothing."""
    try:
        return RefTo(*kinds).parse(text)
    except ValueError:
        return Ref(kinds[0], "")
