"""Read one YAML file as text: every value is a string, and the line of each is known.

YAML guesses types (`no` becomes false, `12:30` becomes 750, `1.10` becomes 1.1). Here nothing is guessed: the type of
the *field* decides later. Anchors, aliases and tags are refused, so a file cannot grow when it is read. Where YAML
would lose or change an editor's words, `as_typed` finds it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from macros.content.as_typed import NOT_A_VALUE, QUOTE_IT, Typed, goes_on, paragraphs, seen
from macros.content.faults import Fault
from macros.content.privacy import private_lines
from macros.content.syntax import MAX_DEPTH, SWALLOWED, TOO_DEEP, syntax_fault
from macros.records.references import Keys

_ANCHOR: Final = "YAML-ankre (& og *) brukes ikke her. Skriv verdien helt ut, eller i anførselstegn."

Node = str | list["Node"] | dict[str, "Node"]

MAX_BYTES: Final = 1_000_000
LOADER: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class YamlText:
    """A file's values as text, and the line each began on. `root` is empty when the file could not be read."""

    path: str
    root: dict[str, Node]
    lines: dict[Keys, int]
    faults: tuple[Fault, ...] = ()
    empty: tuple[Keys, ...] = ()
    """The fields that nothing is written in. They stand in `root` as empty text."""
    comments: dict[Keys, int] = field(default_factory=dict)
    """Values followed by a comment that may have been meant as part of them, and its line. The field tells."""
    like_fields: tuple[tuple[Keys, int, str], ...] = ()
    """Lines inside a value's text that begin with a word and a colon: the value, the line and the word."""

    def fault(self, keys: Keys, message: str) -> Fault:
        """Place *message* at *keys*; what is missing is reported at what it is missing from."""
        there = keys
        while there and there not in self.lines:
            there = there[:-1]
        return Fault(self.path, self.lines.get(there, 1), message, keys)


def read(path: str, data: bytes) -> YamlText:
    """Read *data* of the file *path*. Never raises: what is wrong stands in `faults`."""
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1e6:.0f} MB"
        return _unreadable(path, 1, f"Filen er for stor ({size}; grensen er 1 MB). Del den i flere filer.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _unreadable(path, line, "Filen er ikke lagret som UTF-8. Lagre den på nytt med tegnkoding UTF-8.")
    text, hidden = seen(text)
    builder = _Builder(path, Typed(text), faults=[Fault(path, line, message) for line, message in hidden])
    try:
        root = builder.build(text)
    except yaml.MarkedYAMLError as error:
        line, message = syntax_fault(error, builder.typed.lines)
        return _unreadable(path, line, message, builder.faults)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1 if isinstance(error.position, int) else 1
        return _unreadable(path, line, "Filen har et tegn som ikke kan brukes i tekst. Slett tegnet og skriv på nytt.")
    builder.faults += [Fault(path, line, message) for line, message in private_lines(text)]
    if root is None and builder.faults:
        return YamlText(path, {}, builder.lines, tuple(builder.faults))
    if root is None or (root == "" and not builder.faults):
        return _unreadable(path, 1, "Filen er tom. Skriv innholdet, eller slett filen.")
    if not isinstance(root, dict):
        return _unreadable(path, 1, "Filen må bestå av felt på formen «navn: verdi».")
    return YamlText(
        path,
        root,
        builder.lines,
        tuple(builder.faults),
        tuple(builder.empty),
        builder.comments,
        tuple(builder.like_fields),
    )


def _unreadable(path: str, line: int, message: str, others: Iterable[Fault] = ()) -> YamlText:
    return YamlText(path, {}, {(): 1}, (*others, Fault(path, line, message)))


@dataclass(slots=True)
class _Builder:
    path: str
    typed: Typed
    lines: dict[Keys, int] = field(default_factory=lambda: {(): 1})
    faults: list[Fault] = field(default_factory=list)
    empty: list[Keys] = field(default_factory=list)
    comments: dict[Keys, int] = field(default_factory=dict)
    like_fields: list[tuple[Keys, int, str]] = field(default_factory=list)
    column: int = 0
    """Where the field or item begins whose value is read."""
    name_end: Any = None
    """Where the name of that field ends; nothing for an item."""
    flow: bool = False
    """Whether it stands between braces or brackets."""

    def build(self, text: str) -> Node | None:
        """Build plain values from the parser's events: one pass, no recursion into what the file repeats."""
        loader = LOADER(text)
        try:
            documents = 0
            root: Node | None = None
            while True:
                event = loader.get_event()
                if isinstance(event, yaml.StreamEndEvent):
                    return root
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._fault(event, "Filen har flere YAML-dokumenter («---»). La det være ett i hver fil.")
                        return None
                    root = self._node(loader, loader.get_event(), ())
        finally:
            loader.dispose()

    def _node(self, loader: Any, event: Any, keys: Keys) -> Node:
        self.lines.setdefault(keys, event.start_mark.line + 1)
        if isinstance(event, yaml.AliasEvent):
            self._leave_out(event, keys, _ANCHOR)
            return ""
        self._marked(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, keys)
        if len(keys) > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem=TOO_DEEP, problem_mark=event.start_mark)
        around, self.flow = self.flow, event.flow_style
        made = (
            self._list(loader, event, keys)
            if isinstance(event, yaml.SequenceStartEvent)
            else self._mapping(loader, keys)
        )
        self.flow = around
        return made

    def _scalar(self, event: Any, keys: Keys) -> str:
        value: str = event.value
        if not event.style:
            if value in NOT_A_VALUE:
                remedy = "Slett linjen når feltet er tomt, eller sett ordet i anførselstegn."
                self._leave_out(event, keys, f"«{value}» er ikke en verdi her. {remedy}")
                return ""
            if value.startswith(("“", "”", "„")):
                self._fault(event, 'Verdien har buede anførselstegn, som fra Word. Skriv rette: "…".')
        if event.start_mark.line != event.end_mark.line or (event.style == '"' and self.typed.has_escapes):
            if event.style in ("'", '"') and self.typed.swallows(event, self.column):
                raise yaml.MarkedYAMLError(problem=SWALLOWED, problem_mark=event.start_mark)
            self.faults += [Fault(self.path, *told) for told in self.typed.faults(event, self.column)]
            self.like_fields += [(keys, line, word) for line, word in self.typed.like_fields(event)]
            value = value.strip("\n") if event.style == "|" else paragraphs(value)
        if not value and (lost := self.typed.lost(event, self.name_end)):
            self.faults.append(Fault(self.path, *lost))
            self._leave_out(event, keys)
            return ""
        if self.typed.has_comments:
            line = self.typed.comment_of(event, self.column, self.name_end, flow=self.flow)
            self.comments.update({keys: line} if line else {})
        if not value:
            self._leave_out(event, keys)
        return value

    def _list(self, loader: Any, event: Any, keys: Keys) -> list[Node]:
        items: list[Node] = []
        column, before = event.start_mark.column, None
        while not isinstance(child := loader.get_event(), yaml.SequenceEndEvent):
            place = (*keys, len(items))
            if not self.flow:
                self.column, self.name_end = column, None
            item = self._node(loader, child, place)
            if item == "" and not getattr(child, "style", None):
                if not getattr(child, "value", "*") and not self.typed.lost(child, None):
                    self._fault(child, "Punktet i listen er tomt. Skriv noe etter «-», eller slett linjen.")
                del self.lines[place]
                continue
            close = before is not None and child.start_mark.index == before.end_mark.index + 1
            before = child
            plain = self.flow and items and isinstance(item, str) and not child.style
            if plain and goes_on(str(items[-1]), str(item), close=close):
                self._fault(child, f"Komma deler teksten: «{item}» blir et punkt for seg. Hører det til, {QUOTE_IT}.")
            items.append(item)
        return items

    def _mapping(self, loader: Any, keys: Keys) -> dict[str, Node]:
        fields: dict[str, Node] = {}
        while not isinstance(name := loader.get_event(), yaml.MappingEndEvent):
            if not isinstance(name, yaml.ScalarEvent):
                self._fault(name, "Et feltnavn må være ett ord eller tall. Klammer foran kolon går ikke.")
                self._node(loader, name, (*keys, "?"))
                self._node(loader, loader.get_event(), (*keys, "?"))
                continue
            self._marked(name)
            mark: Any = name.start_mark
            key, line = str(name.value), mark.line + 1
            value = loader.get_event()
            if not self.flow:
                self.column = mark.column
            self.name_end = name.end_mark
            if name.style == '"' and self.typed.has_escapes:
                self.faults += [Fault(self.path, *told) for told in self.typed.faults(name, self.column)]
            if key in fields:
                first = self.lines[(*keys, key)]
                self._fault(name, f"«{key}» står to ganger (også på linje {first}). Slett den ene.")
                known = len(self.empty)
                self._node(loader, value, (*keys, key, "gjentatt"))
                del self.empty[known:]
                continue
            self.lines[(*keys, key)] = line
            made = self._node(loader, value, (*keys, key))
            if made == "" and (message := self.typed.nameless(name, flow=self.flow)):
                self._fault(name, message)
                self.empty.pop()
                key, _, made = key.partition(":")  # what was meant, so that nothing else is told of it
                if not made:
                    continue
            fields[key] = made
        return fields

    def _marked(self, event: Any) -> None:
        if event.anchor:
            self._fault(event, _ANCHOR)
        elif event.tag is not None:
            self._fault(event, "YAML-merker (!) brukes ikke her. Slett merket, eller sett verdien i anførselstegn.")

    def _leave_out(self, event: Any, keys: Keys, message: str = "") -> None:
        """Let the value at *keys* count as missing, and say so if there is a *message*."""
        if message:
            self._fault(event, message)
        if keys and isinstance(keys[-1], str):
            self.empty.append(keys)

    def _fault(self, event: Any, message: str) -> None:
        self.faults.append(Fault(self.path, event.start_mark.line + 1, message))
