"""The headings of a page's body, for its list of contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

_LEVELS: Final = {f"h{level}": level for level in (2, 3, 4, 5, 6)}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words, the id that a link leads to, its level, and the headings beneath it."""

    title: str
    id: str
    level: int
    inside: tuple[Heading, ...] = ()


def headings(html: str) -> tuple[Heading, ...]:
    """Return the headings of the body *html* as a tree.

    One without an id has that of the closest element around it which has one, as a record's card has.
    """
    found = [
        Heading(" ".join(node.text().split()), _id_of(node), _LEVELS[node.tag or ""])
        for node in LexborHTMLParser(html).css(",".join(_LEVELS))
    ]
    return _nested(found)


def _id_of(node: LexborNode) -> str:
    around: LexborNode | None = node
    while around is not None:
        if found := around.attributes.get("id"):
            return found
        around = around.parent
    return ""


def _nested(found: list[Heading]) -> tuple[Heading, ...]:
    """Put each heading under the one of a lower level before it."""
    tree: list[Heading] = []
    while found:
        first, *rest = found
        under = 0
        while under < len(rest) and rest[under].level > first.level:
            under += 1
        tree.append(Heading(first.title, first.id, first.level, _nested(rest[:under])))
        found = rest[under:]
    return tuple(tree)
