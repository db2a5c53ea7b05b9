"""What YAML makes of a text, held against what was typed: no editor's words are lost or changed in silence.

YAML ends a text at « #», cuts it at a comma between braces, lets a line that was meant as a field or an item become
part of the text above, and has signs of its own in double quotes. Here each such place is found, on its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final
from unicodedata import category, normalize

QUOTE_IT: Final = 'sett hele teksten i anførselstegn («"…"»)'
NOT_A_VALUE: Final = frozenset({"~", "null", "Null", "NULL"})
"""What YAML reads as nothing. It is a word to an editor, so it must be quoted or taken away."""

_GOES_ON: Final = ("ikke ", "og ", "men ", "eller ", "som ", "samt ", "hvis ", "dersom ", "når ", "så ", "ellers ")
"""How a sentence goes on after a comma. No id has a space, and no name in a list begins so."""

_ESCAPE: Final = re.compile(r"""\\(?:(["\\])|(.?))""", re.DOTALL)
_ITEM: Final = re.compile(r"\s*-(?:[ \t]|$)")
_FIELD: Final = re.compile(r"\s*([a-zæøå_]+):[^ \t/]")
_LIKE_FIELD: Final = re.compile(r"\s*([a-zæøå_]+):(?:\s|$)")
_FOLDED: Final = re.compile(r"^(\S.*)\n+(?=\S)", re.MULTILINE)
_COMMENT_AFTER: Final = {"": re.compile(r"[ \t]*,?[ \t]*#"), '"': re.compile("#"), "'": re.compile("#")}
_COMMENT_BEFORE: Final = re.compile(r"\s*:[ \t]*#")
_LOST: Final = re.compile(r":?\s*(#\w[^\s,\]}]*)")
_COMMENT_IN_HEAD: Final = re.compile(r"[|>][-+0-9]*[ \t]+#")
_COMMENT_ON_DASH: Final = re.compile(r"\s*(?:-[ \t]+)+#")


def seen(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Return *text* without the signs nobody can see, and line and message of each line that has one.

    Letters in two parts, as macOS writes «å» in names of files, become one.
    """
    if text.isascii():
        return text, []
    text = normalize("NFC", text)
    if text.replace("\n", "").isprintable():
        return text, []
    hidden = "".join(sign for sign in set(text) if sign == "\x85" or category(sign) in ("Cf", "Zl", "Zp"))
    found = [
        (number, f"Linjen har et usynlig tegn (U+{ord(sign):04X}){_after(line, sign)}. Slett det.")
        for number, line in enumerate(text.split("\n"), 1)
        for sign in sorted({*line} & {*hidden})
    ]
    return text.translate(dict.fromkeys(map(ord, hidden))), found


def _after(line: str, sign: str) -> str:
    before = line.partition(sign)[0].split()
    return f" etter «{before[-1]}»" if before else ""


class Typed:
    """The text of one file, asked about its values as they are read. *event* is the parser's event of a value."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.has_escapes = "\\" in text
        self.has_comments = "#" in text

    @cached_property
    def lines(self) -> list[str]:
        """The lines as the parser counts them."""
        return self.text.splitlines()

    @cached_property
    def _hashed(self) -> frozenset[int]:
        return frozenset(number for number, line in enumerate(self.lines) if "#" in line)

    def faults(self, event: Any, column: int) -> Iterator[tuple[int, str]]:
        """Yield line and message of what YAML changes in a value of several lines, or in double quotes.

        *column* is where the field or item that has the value begins.
        """
        style, first, last = event.style or "", event.start_mark.line, event.end_mark.line
        if style in ("|", ">"):
            if not event.value and re.match(r".[-+]?[0-9]", self.lines[first][event.start_mark.column :]):
                yield first + 1, f"Tallet etter «{style}» blir borte. Skal det være med, {QUOTE_IT}."
            for number in range(first + 1, last):
                if _ITEM.match(self.lines[number]):
                    remedy = "Skriv hele setninger, med en tom linje mellom avsnitt."
                    yield number + 1, f"Linjen begynner med «-», men teksten vises som ett avsnitt. {remedy}"
            return
        if style == '"' and (sign := self._changed_sign(event)) is not None:
            yield first + 1, changed_sign(sign)
        for number in range(first + 1, last + 1) if not style else ():
            line = self.lines[number]
            if _ITEM.match(line):
                remedy = f"Rykk inn strekene likt, eller {QUOTE_IT}."
                yield number + 1, f"Linjen begynner med «-», men blir en del av teksten over. {remedy}"
            elif field := _FIELD.match(line):
                remedy = (
                    f"Skriv «{field[1]}: …» med mellomrom etter kolon, rykket inn som feltet over, eller {QUOTE_IT}."
                )
                yield number + 1, f"«{field[1]}:» blir en del av teksten over. {remedy}"

    def like_fields(self, event: Any) -> Iterator[tuple[int, str]]:
        """Yield line and word of each line within a text in quotes or in a block that begins as a field does."""
        for number in range(event.start_mark.line + 1, event.end_mark.line + 1) if event.style else ():
            inside = event.style in ('"', "'") or number < event.end_mark.line
            if inside and (field := _LIKE_FIELD.match(self.lines[number] if number < len(self.lines) else "")):
                yield number + 1, field[1]

    def swallows(self, event: Any, column: int) -> bool:
        """Whether a text in quotes goes on to a line that is no deeper than its field, at *column*: a quote is lost."""
        lines = self.lines[event.start_mark.line + 1 : event.end_mark.line + 1]
        return any(line.strip() not in ("", event.style) and _indent(line) <= column for line in lines)

    def _changed_sign(self, event: Any) -> str | None:
        start, end = event.start_mark, event.end_mark
        raw = "\n".join(self.lines[start.line : end.line + 1])
        raw = raw[start.column : len(raw) - len(self.lines[end.line]) + end.column]
        return next((found[2] for found in _ESCAPE.finditer(raw) if not found[1]), None)

    def comment_of(self, event: Any, column: int, name_end: Any, *, flow: bool) -> int | None:
        """Return the line of a comment that would be part of the value if the value were quoted, or nothing.

        *name_end* is where the field's name ends; nothing for an item. A comment on a line of its own is none of the
        value, unless it stands as deep as the value's next line would.
        """
        style, start, end = event.style or "", event.start_mark, event.end_mark
        lines, hashed = self.lines, self._hashed
        if style in ("|", ">"):
            if start.line in hashed and _COMMENT_IN_HEAD.match(lines[start.line][start.column :]):
                return int(start.line) + 1
        elif end.line in hashed and _COMMENT_AFTER[style].match(lines[end.line][end.column :]) and event.value:
            return int(end.line) + 1
        if name_end is not None:
            if name_end.line in hashed and _COMMENT_BEFORE.match(lines[name_end.line][name_end.column :]):
                return int(name_end.line) + 1
        elif start.line - 1 in hashed and _COMMENT_ON_DASH.match(lines[start.line - 1]):
            return int(start.line)
        if style in ('"', "'") or flow or not event.value:
            return None
        after = end.line + (0 if style else 1)  # the mark after a block text is where the next line begins
        following = next((number for number in range(after, len(lines)) if lines[number].strip()), -1)
        deeper = following in hashed and lines[following].lstrip()[0] == "#" and _indent(lines[following]) > column
        return following + 1 if deeper else None

    def lost(self, event: Any, name_end: Any) -> tuple[int, str] | None:
        """Return line and message of a word glued to «#» where a value should be, after *name_end* if it is a field's.

        YAML takes it as a comment, and reads nothing.
        """
        mark = name_end or event.start_mark
        rest = self.lines[mark.line][mark.column :] if self.has_comments and mark.line in self._hashed else ""
        found = _LOST.match(rest) if not event.style else None
        remedy = "Er det en verdi, sett den i anførselstegn. Er det en merknad, sett mellomrom etter «#»."
        return (mark.line + 1, f"«{found[1]}» leses som en merknad, så her står ingenting. {remedy}") if found else None

    def nameless(self, name: Any, *, flow: bool) -> str | None:
        """Say what is wrong with a field whose value is empty, when it has no colon either."""
        rest = self.lines[name.end_mark.line][name.end_mark.column :] if self.lines else ""
        if rest.lstrip().startswith(":"):
            return None
        before, colon, after = str(name.value).partition(":")
        if colon and after:
            return f"«{name.value}» mangler mellomrom etter kolon. Skriv «{before}: {after.strip()}»."
        if flow:
            return (
                f"Komma og klammer deler teksten: «{name.value}» blir et felt for seg. Skal det være med, {QUOTE_IT}."
            )
        return f"«{name.value}» mangler kolon. Skriv «{name.value}: …» uten «?» foran, eller {QUOTE_IT}."


def not_a_field(line: str) -> bool:
    """Whether *line* looks like a field, but has no space that YAML knows after its colon."""
    return bool(_FIELD.match(line))


def ends_in_comment(line: str) -> bool:
    """Whether a comment follows something on *line*."""
    return bool(re.search(r"\S[ \t]+#", line))


def changed_sign(sign: str) -> str:
    """Say that a backslash before *sign* is not read as typed."""
    remedy = "Skriv \\\\ for omvendt skråstrek, eller bruk enkle anførselstegn ('…')."
    return f"«\\{sign.strip()}» betyr noe annet i doble anførselstegn. {remedy}"


def paragraphs(value: str) -> str:
    """Return the folded *value* with an empty line between paragraphs, as they were typed."""
    return _FOLDED.sub(r"\1\n\n", value)


def cut_by_comment(name: str) -> str:
    """Say that a comment ends the text of the field *name*."""
    remedy = "Sett hele teksten i anførselstegn, eller flytt merknaden til en egen linje over feltet."
    return f"Det som står etter «#», blir ikke med i «{name}». {remedy}"


def goes_on(before: str, item: str, *, close: bool) -> bool:
    """Whether *item*, after *before* and a comma in a list in brackets, is rather the rest of that text.

    It is *close* when nothing but the comma parts them, as in a number.
    """
    number = close and before[-1:].isdigit() and item[:1].isdigit() and not (before.isdigit() and item.isdigit())
    opened = any(before.count(one) > before.count(other) for one, other in ("«»", "()"))
    return item.startswith(_GOES_ON) or number or opened


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
