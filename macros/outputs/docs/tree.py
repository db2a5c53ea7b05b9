"""What a browser makes of a written page: Markdown as MkDocs converts it, parsed by the rules browsers parse by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor
from selectolax.lexbor import LexborHTMLParser, LexborNode

from macros.content.yamltext import read
from macros.outputs.docs.calls import without_code

FROM_MARKDOWN: Final = "\ue002"
"""The attribute on links and images that were written as Markdown; no text has this sign."""
_DEEPEST: Final = 60
_MOST_OPEN: Final = 200
_COMMENT: Final = re.compile("(<!--|-->)")
_BRACKET: Final = re.compile(r"\\[^<]|([\[\]()>]|<(?=[a-zA-Z/!?]))")
"""Signs that open or close something in Markdown or HTML; none after a backslash, and no «<» before a number."""
_ALWAYS: Final = ("toc", "tables", "fenced_code")
"""MkDocs' own extensions."""
_AROUND: Final = "<!doctype html><title>x</title><main>x<div>{}<div><i></i></div></div></main>"
"""A page as the theme makes it: what is written is in the inner `div`, and one with a lone `i` ends it."""


class UnreadableError(Exception):
    """The text cannot become a page. The message says why, in Norwegian, and *line* where, if that is known."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


class Tree:
    """The elements, text and comments of one page, and the addresses that its reference definitions lead to."""

    def __init__(self, html: str, references: list[str]) -> None:
        self.references = references
        self._parser = LexborHTMLParser(_AROUND.format(html.replace("\0", "")))
        main = _child(self._parser.body, "main")
        page = _child(main, "div")
        last = page.last_child if page else None
        self.whole = last is not None and last.html == "<div><i></i></div>"
        """Whether each tag is closed, and none closes what it did not open."""
        around = (
            _child(self._parser.head, "title"),
            main,
            page,
            last if self.whole else None,
            last.first_child if last and self.whole else None,
        )
        self._around = {node.mem_id for node in around if node is not None}

    def nodes(self) -> Iterator[tuple[LexborNode, tuple[str, ...]]]:
        """Yield each node with the names of the elements it lies in. Raises `UnreadableError` where they are many."""
        root = self._parser.root
        stack: list[tuple[LexborNode, tuple[str, ...]]] = [(root, ())] if root is not None else []
        while stack:
            node, above = stack.pop()
            if len(above) > _DEEPEST:
                message = f"Siden har for mange nivåer i hverandre (grensen er {_DEEPEST}). Skriv den enklere."
                raise UnreadableError(message)
            if node.mem_id not in self._around:
                yield node, above
            inside, child = [], node.first_child
            while child is not None:
                inside.append((child, (*above, node.tag or "")))
                child = child.next
            stack += reversed(inside)


def _child(parent: LexborNode | None, tag: str) -> LexborNode | None:
    child = parent.first_child if parent is not None else None
    while child is not None and child.tag != tag:
        child = child.next
    return child


def readable(body: str) -> str:
    """Return *body* line for line without code. Raises `UnreadableError` where so much is left open that none can read.

    Markdown looks for the end of each through the rest of the text.
    """
    _refuse_crowded(body, _COMMENT, {"-->": "<!--"})
    bare = without_code(body)
    _refuse_crowded(bare, _BRACKET, {"]": "[", ")": "(", ">": "<"})
    return bare


def _refuse_crowded(text: str, signs: re.Pattern[str], closed_by: dict[str, str]) -> None:
    opened: dict[str, list[int]] = {sign: [] for sign in closed_by.values()}
    for found in signs.finditer(text):
        sign = found[1]
        if sign in opened:
            opened[sign].append(found.start())
            if len(opened[sign]) > _MOST_OPEN:
                line = text.count("\n", 0, opened[sign][0]) + 1
                closes = next(closes for closes, opens in closed_by.items() if opens == sign)
                plain = sign.replace("<", "&lt;") if "<" in sign else f"\\{sign}"
                remedy = f"Lukk dem med «{closes}», eller skriv «{plain}» der det er tekst."
                raise UnreadableError(f"Siden har mer enn {_MOST_OPEN} «{sign}» som ikke er lukket. {remedy}", line)
        elif sign == "-->":  # comments do not lie in each other
            opened["<!--"].clear()
        elif sign and opened[closed_by[sign]]:
            opened[closed_by[sign]].pop()


class Converter:
    """Markdown with the extensions of the site's settings."""

    def __init__(self, settings: Path) -> None:
        extensions = _extensions(settings)
        try:
            self._markdown = markdown.Markdown(extensions=[*extensions], extension_configs=extensions)
        except Exception:  # settings that MkDocs itself refuses, and tells of
            self._markdown = markdown.Markdown(extensions=_ALWAYS)
        self._markdown.treeprocessors.register(_Told(self._markdown), "told", 0)

    def tree(self, text: str) -> Tree:
        """Return the tree of the Markdown *text*. Raises `UnreadableError`."""
        html = self.html(text)
        return Tree(html, [address for address, _ in self._markdown.references.values()])

    def html(self, text: str) -> str:
        """Return the Markdown *text* as HTML. Raises `UnreadableError`."""
        try:
            return self._markdown.reset().convert(text)
        except Exception as error:  # the library takes any text, but what it is built on does not
            if isinstance(error, RecursionError):
                raise UnreadableError("Siden har for mange nivåer i hverandre. Skriv den enklere.") from error
            raise UnreadableError("Siden kan ikke leses som Markdown. Se etter < og [ som ikke er lukket.") from error


class _Told(Treeprocessor):
    """Mark the links and images that MkDocs reads as from file to file."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("a", "img"):
                element.set(FROM_MARKDOWN, "")


def _extensions(settings: Path) -> dict[str, dict[str, Any]]:
    """Return the extensions that *settings* name, with the options of each as text."""
    found: dict[str, dict[str, Any]] = {name: {} for name in _ALWAYS}
    try:
        named = read("", settings.read_bytes()).root.get("markdown_extensions", [])
    except OSError:
        return found
    for one in named if isinstance(named, list) else [named]:
        pairs = one if isinstance(one, dict) else {one: ""} if isinstance(one, str) and one else {}
        found |= {name: options if isinstance(options, dict) else {} for name, options in pairs.items()}
    return found
