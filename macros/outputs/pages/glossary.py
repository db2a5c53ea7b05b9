"""Words explained where they are read: the first time a term stands on a page, it becomes a link to its explanation.

A pass over the finished body, so that no template and no editor has to think of it. Links, headings, buttons, labels
and badges stay as they are. Without scripts it is a plain link; a script shows the meaning (`meanings`) in place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from markupsafe import Markup

from macros.handbook import Handbook
from macros.outputs.addresses import PAGE_OF_KIND, from_root
from macros.records import Term

_PIECE: Final = re.compile(
    r"(?P<skip><!--.*?-->|^(?P<fence>```+|~~~+).*?\n(?P=fence) *$"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=ticks)(?!`)|\{:[^}\n]*\}"
    r"|\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\]|:[^\n]*)|\[\[[^\]]*\]\]|^#{1,6} [^\n]*|&#?\w+;)"
    r"|(?P<tag><(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|<[^>]*>)"
    r"|(?P<text>[^<`\[&#{~]+|.)",
    re.MULTILINE | re.DOTALL,
)
"""A tag, a stretch of Markdown that is not prose, or text."""
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^>]*?)(/?)>")
_UNMARKED: Final = frozenset(
    (
        "a", "button", "caption", "code", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "label", "nav", "option", "pre",
        "script", "select", "style", "summary", "svg", "title",
    )
)  # fmt: skip
_BADGES: Final = re.compile(r'class="(?:merke[ "]|slag"|slag |fot|hvor sist-endret|kun-skjermleser)')
_VOID: Final = frozenset(("br", "hr", "img", "input", "line", "link", "meta", "rect", "wbr"))
_WORD: Final = re.compile(r"§ \d+-soning|[^\W_][\w/-]*")
_ENDINGS: Final = frozenset(
    ["", "s", "n", "t", "a", "e", "en", "et", "er", "ene", "ens", "ets", "ers", "enes", "ne", "nes", "r"]
)
SHORT: Final = 4
"""Names this short stand only as written, for other words begin with them: «Nav» and «navn», «LAR» and «lar»."""
_UNMARKED_PAGES: Final = ("begreper/", "lover/", "kilder/", "utskrift/", "sok/")
"""Lists of words, law and passages, where every line would be marked."""


@dataclass(frozen=True, slots=True)
class Name:
    """A way to write a term: all its words, and whether it is an abbreviation that stands only as written."""

    words: tuple[str, ...]
    exact: bool
    term: Term


@dataclass(frozen=True, slots=True)
class Line:
    """What was found on a line: where terms stand, and the elements without prose that are open at its end."""

    terms: tuple[tuple[int, int, Term], ...]
    inside: tuple[str, ...]


@dataclass(frozen=True)
class Glossary:
    """The words of a handbook, ready to be found in text."""

    handbook: Handbook

    @cached_property
    def _names(self) -> dict[str, list[Name]]:
        """Every name by its first word without ending, the longest first."""
        found: dict[str, list[Name]] = {}
        for term in self.handbook.all(Term).values():
            for text in (term.title, *term.short_forms, *term.former_names) if term.marked else ():
                words = tuple(match[0] for match in _WORD.finditer(text))
                exact = len(text) <= SHORT or any(letter.isupper() for letter in text[1:])
                if words:
                    found.setdefault(words[0] if exact else words[0].lower(), []).append(Name(words, exact, term))
        return {key: sorted(names, key=lambda name: -len(name.words)) for key, names in found.items()}

    @property
    def told(self) -> str:
        """All that decides what is marked in a text, and with what."""
        found = [(key, name.words, name.exact, name.term) for key, names in self._names.items() for name in names]
        return repr([(*how, _explained(term)) for *how, term in found])

    @cached_property
    def _met(self) -> dict[str, list[Name]]:
        """The words met so far, with the names each may begin."""
        return {}

    @cached_property
    def _read(self) -> dict[tuple[str, tuple[str, ...]], Line]:
        """The lines read so far, each by what it lies inside: most lines stand on many pages."""
        return {}

    def mark(self, html: str, address: str, *, markdown: bool = False) -> str:
        """Return the body *html* of the page at *address* with the first of each term made a link.

        *markdown* is read as one, for its code may go over several lines.
        """
        if address.startswith(_UNMARKED_PAGES):
            return html
        seen, parts = set[str](), []
        inside: tuple[str, ...] = ()
        begun = ""  # a tag that goes over several lines keeps them together
        for one in [html, ""] if markdown else [*html.splitlines(keepends=True), ""]:
            text = begun + one
            line = self._read.get((text, inside))
            if line is None:
                if one and not markdown and text.count("<") != text.count(">"):
                    begun = text
                    continue
                line = self._line(text, inside)
            begun, inside, end = "", line.inside, 0
            for start, stop, term in line.terms:
                if term.id not in seen:
                    seen.add(term.id)
                    parts += [text[end:start], _link(term, text[start:stop])]
                    end = stop
            parts.append(text[end:] if end else text)
        return "".join(parts)

    def _line(self, text: str, inside: tuple[str, ...]) -> Line:
        """Read the line *text*, which lies in the elements *inside*, and remember it."""
        terms, closing = list[tuple[int, int, Term]](), list(inside)
        for piece in _PIECE.finditer(text):
            if piece.lastgroup == "tag":
                _follow(piece[0], closing)
            elif piece.lastgroup == "text" and not closing:
                at = piece.start()
                terms += [(at + start, at + stop, term) for start, stop, term in self._found(piece[0])]
        line = self._read[text, inside] = Line(tuple(terms), tuple(closing))
        return line

    def _found(self, text: str) -> Iterator[tuple[int, int, Term]]:
        tokens = list(_WORD.finditer(text))
        at = 0
        while at < len(tokens):
            name = next(self._at(tokens, at), None)
            if name is not None:
                yield tokens[at].start(), tokens[at + len(name.words) - 1].end(), name.term
            at += len(name.words) if name else 1

    def _at(self, tokens: list[re.Match[str]], at: int) -> Iterator[Name]:
        """Yield the names that stand at token number *at*."""
        for name in self._beginning(tokens[at][0]):
            written = [match[0] for match in tokens[at : at + len(name.words)]]
            if len(written) == len(name.words) and all(
                _same(*pair, exact=name.exact) for pair in zip(written, name.words, strict=True)
            ):
                yield name

    def _beginning(self, word: str) -> list[Name]:
        """Return the names that may begin with *word*; most words begin none, and come again and again."""
        if word not in self._met:
            keys = dict.fromkeys((word, word.removesuffix("s"), *_stems(word.lower())))
            self._met[word] = [name for key in keys for name in self._names.get(key, ())]
        return self._met[word]


def _stems(word: str) -> Iterator[str]:
    """Yield *word* without each ending it may have."""
    for length in range(5):
        if len(word) > length and word[len(word) - length :] in _ENDINGS:
            yield word[: len(word) - length]


def _same(written: str, name: str, *, exact: bool) -> bool:
    if exact:
        return written in (name, f"{name}s")
    return written.lower().startswith(name.lower()) and written[len(name) :].lower() in _ENDINGS


def _follow(tag: str, closing: list[str]) -> None:
    """Keep in *closing* the elements we are inside that hold no prose, and what lies in them."""
    match = _TAG.match(tag)
    if match is None or match[4] or match[2].lower() in _VOID:
        return
    ends, name = bool(match[1]), match[2].lower()
    if ends:
        if closing and closing[-1] == name:
            closing.pop()
    elif closing or name in _UNMARKED or _BADGES.search(match[3]):
        closing.append(name)


def _link(term: Term, text: str) -> str:
    """Return *text*, cut from HTML, as a link to what *term* means."""
    return f"{_explained(term)}{text}</a>"


def _explained(term: Term) -> Markup:
    """Return the tag of a link to what *term* means."""
    return Markup('<a class="ord" href="{}">').format(from_root(f"{PAGE_OF_KIND[term.kind]}/{term.id}/"))
