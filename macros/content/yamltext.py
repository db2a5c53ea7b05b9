"""Read one YAML file as text: every value is a string, and the line of each is known.

YAML guesses types (`no` becomes false, `12:30` becomes 750, `1.10` becomes 1.1). Here nothing is guessed: the type of
the *field* decides later. Anchors, aliases and tags are refused, so a file cannot grow when it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from macros.content.faults import Fault, shown
from macros.content.privacy import private_lines

Keys = tuple[str | int, ...]
Node = str | list["Node"] | dict[str, "Node"]

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 20
TOO_DEEP: Final = "too deep"
_NEEDS_QUOTES: Final = re.compile(
    r"""[^:#"']*:?\s*-?\s*([@%`]|\[\[|\[[^\]]*\]\s*[^\s,#\]}]|"[^"]*"\s*[^\s,#\]}]|'[^']*'\s*[^\s,#\]}]|\*)"""
)
LOADER: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class YamlText:
    """A file's values as text, and the line each began on. `root` is empty when the file could not be read."""

    path: str
    root: dict[str, Node]
    lines: dict[Keys, int]
    faults: tuple[Fault, ...] = ()

    def fault(self, keys: Keys, message: str) -> Fault:
        """Place *message* at *keys*; what is missing is reported at what it is missing from."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return Fault(self.path, self.lines.get(keys, 1), message)


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
    builder = _Builder(path)
    try:
        root = builder.build(text)
    except yaml.MarkedYAMLError as error:
        in_quotes = "quoted scalar" in (error.context or "")
        mark: Any = (error.context_mark if in_quotes else error.problem_mark) or error.context_mark
        return _unreadable(path, mark.line + 1 if mark else 1, _syntax_message(error, text, mark))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1 if isinstance(error.position, int) else 1
        return _unreadable(path, line, "Filen har et tegn som ikke kan brukes i tekst. Slett tegnet og skriv på nytt.")
    builder.faults += [Fault(path, line, message) for line, message in private_lines(text)]
    if root is None and builder.faults:
        return YamlText(path, {}, builder.lines, tuple(builder.faults))
    if root is None or root == "":
        return _unreadable(path, 1, "Filen er tom. Skriv innholdet, eller slett filen.")
    if not isinstance(root, dict):
        return _unreadable(path, 1, "Filen må bestå av felt på formen «navn: verdi».")
    return YamlText(path, root, builder.lines, tuple(builder.faults))


def _unreadable(path: str, line: int, message: str) -> YamlText:
    return YamlText(path, {}, {(): 1}, (Fault(path, line, message),))


def _syntax_message(error: yaml.MarkedYAMLError, text: str, mark: Any) -> str:
    lines = text.splitlines()
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    problem = error.problem or ""
    if "\t" in line[: len(line) - len(line.lstrip())] or ("cannot start any token" in problem and "\t" in line):
        return "Linjen har tabulator. Bruk mellomrom til innrykk."
    if "mapping values are not allowed" in problem:
        return f'Kolon midt i en verdi: «{shown(line)}». Sett hele verdien i anførselstegn («"…"»).'
    if "unexpected end of stream" in problem or "found unexpected document indicator" in problem:
        return "Et anførselstegn er åpnet, men ikke lukket. Sett inn det andre anførselstegnet."
    if "alias" in problem or "anchor" in problem:
        return 'Tegnene & og * først i en verdi har egen betydning i YAML. Sett verdien i anførselstegn («"…"»).'
    if problem == TOO_DEEP:
        return f"Innholdet har for mange nivåer (grensen er {MAX_DEPTH}). Skriv det med færre klammer og innrykk."
    if _NEEDS_QUOTES.match(line):
        return f"«{shown(line)}»: En verdi som begynner slik, må stå helt i anførselstegn (\"…\" eller '…')."
    return (
        f"Linjen kan ikke leses som YAML: «{shown(line)}». Se etter innrykk, kolon og anførselstegn her og like over."
    )


@dataclass(slots=True)
class _Builder:
    path: str
    lines: dict[Keys, int] = field(default_factory=lambda: {(): 1})
    faults: list[Fault] = field(default_factory=list)

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
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._fault(event, "YAML-ankre (& og *) brukes ikke her. Skriv verdien helt ut, eller i anførselstegn.")
            return "" if isinstance(event, yaml.AliasEvent) else self._plain(loader, event, keys)
        if event.tag not in (None, "!"):
            self._fault(event, "YAML-merker (!) brukes ikke her. Slett merket, eller sett verdien i anførselstegn.")
        return self._plain(loader, event, keys)

    def _plain(self, loader: Any, event: Any, keys: Keys) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            if not event.style and str(event.value).startswith(("“", "”", "„")):
                self._fault(event, 'Verdien har buede anførselstegn, som fra Word. Skriv rette: "…".')
            return str(event.value)
        if len(keys) > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem=TOO_DEEP, problem_mark=event.start_mark)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(child := loader.get_event(), yaml.SequenceEndEvent):
                items.append(self._node(loader, child, (*keys, len(items))))
            return items
        return self._mapping(loader, keys)

    def _mapping(self, loader: Any, keys: Keys) -> dict[str, Node]:
        fields: dict[str, Node] = {}
        while not isinstance(name := loader.get_event(), yaml.MappingEndEvent):
            if not isinstance(name, yaml.ScalarEvent):
                self._fault(name, "Et feltnavn må være ett ord eller tall. Klammer foran kolon går ikke.")
                self._node(loader, name, (*keys, "?"))
                self._node(loader, loader.get_event(), (*keys, "?"))
                continue
            mark: Any = name.start_mark
            key, line = str(name.value), mark.line + 1
            value = loader.get_event()
            if key in fields:
                first = self.lines[(*keys, key)]
                self._fault(name, f"«{key}» står to ganger (også på linje {first}). Slett den ene.")
                self._node(loader, value, (*keys, key, "gjentatt"))
                continue
            self.lines[(*keys, key)] = line
            fields[key] = self._node(loader, value, (*keys, key))
        return fields

    def _fault(self, event: Any, message: str) -> None:
        self.faults.append(Fault(self.path, event.start_mark.line + 1, message))
