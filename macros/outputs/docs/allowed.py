"""What a written page may be made of: elements, their attributes, classes and ids. All else is told of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from selectolax.lexbor import LexborNode

from macros.content.faults import shown
from macros.outputs.docs.calls import PLACE
from macros.outputs.docs.letters import hidden_in, seen, wrong_in_title
from macros.outputs.docs.tree import FROM_MARKDOWN, Tree
from macros.project import THEME

_EVERYWHERE: Final = frozenset(
    (
        "class", "id", "title", "lang", "dir", "aria-label", "aria-labelledby", "aria-describedby", "aria-hidden",
        FROM_MARKDOWN,
    )
)  # fmt: skip
_CELL: Final = frozenset(("colspan", "rowspan", "headers", "align"))
_ELEMENTS: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(
        (
            "h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "div", "span", "section", "article", "aside",
            "ul", "dl", "dt", "dd", "blockquote", "pre", "code", "kbd", "samp", "var", "figure", "figcaption",
            "strong", "b", "em", "i", "u", "s", "small", "sub", "sup", "mark", "abbr", "cite", "q", "dfn", "del", "ins",
            "bdi", "wbr", "address", "table", "caption", "thead", "tbody", "tfoot", "tr", "colgroup", "summary",
        ),
        frozenset[str](),
    ),
    "a": frozenset(("href", "hreflang", "rel")),
    "img": frozenset(("src", "alt", "width", "height", "loading")),
    "ol": frozenset(("start", "reversed", "type")), "li": frozenset(("value",)),
    "td": _CELL, "th": _CELL | {"scope", "abbr"}, "col": frozenset(("span",)),
    "details": frozenset(("open",)), "time": frozenset(("datetime",)), "data": frozenset(("value",)),
}  # fmt: skip
"""The elements that may stand on a page, and the attributes of each besides those that may stand on all."""
_ACTIVE: Final = frozenset(("script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "noscript"))
_ACTIVE_HERE: Final = "Skript, stil og innbygde sider kan ikke stå her. Slett det."
_FRAME: Final = ("html", "head", "body")
_FOR_EDITORS: Final = frozenset(("ingress", "dører", "snarvei"))
"""The classes of the theme that are made for written pages."""
_ADDRESSES: Final = (("a", "href"), ("img", "src"))
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something on a page: what to tell of it, and words that the source has where it stands."""

    message: str
    needle: str


def forbidden(tree: Tree) -> Iterator[Finding]:
    """Yield what on the page *tree* is not allowed."""
    ids, ours = set[str](), cache(_ours)
    for node, above in tree.nodes():
        tag = node.tag or ""
        if not node.is_element_node or (tag in _FRAME and not node.attributes):
            continue
        if "svg" in above or "math" in above:  # told of already
            continue
        if tag not in _ELEMENTS:
            yield Finding(_ACTIVE_HERE if tag in _ACTIVE else _not_here(tag), f"<{tag}")
            continue
        for name, value in node.attributes.items():
            if name not in _EVERYWHERE and name not in _ELEMENTS[tag]:
                active = name == "style" or name.startswith("on")
                message = f"Egenskapen «{shown(name)}» på <{tag}> kan ikke stå her. Slett den."
                yield Finding(_ACTIVE_HERE if active else message, name)
            elif name == "class":
                yield from _classes(value or "", ours()[0])
            elif name == "id" and value:
                if value in ids:
                    yield Finding(f"Id-en «{shown(value)}» står to ganger på siden. Skriv en annen.", value)
                elif tag not in _HEADINGS and value in ours()[1]:
                    yield Finding(f"Id-en «{value}» er håndbokens egen. Skriv en annen.", value)
                elif not any(hidden_in(value)) and (message := wrong_in_title(value, "Id-en")):
                    yield Finding(message, value)
                ids.add(value)


def deceptive(tree: Tree, number_of_calls: int = 0) -> Iterator[Finding]:
    """Yield each sign on the page that turns text around or hides, and each heading that passes for another.

    However it was written, as an entity too. Addresses are judged as such. A sign of ours stands for a call.
    """

    def without_calls(text: str) -> str:
        return PLACE.sub(lambda sign: "" if int(sign[1]) < number_of_calls else sign[0], text)

    for node, _ in tree.nodes():
        texts = [node.text_content or ""] if node.is_text_node else []
        if node.is_element_node:
            texts = [
                value or ""
                for name, value in node.attributes.items()
                if (node.tag, name) not in _ADDRESSES or PLACE.search(value or "")
            ]
        for sign in (sign for text in texts for sign in hidden_in(without_calls(text))):
            remedy = "Slett tegnet eller koden for det, og skriv på nytt."
            yield Finding(f"Teksten har tegnet {seen(sign)}, som ikke kan brukes. {remedy}", sign)
        if node.tag in _HEADINGS:
            heading = without_calls(text_of(node))
            if not any(hidden_in(heading)) and (message := wrong_in_title(heading, "Overskriften")):
                yield Finding(message, heading)


def _not_here(tag: str) -> str:
    return f"<{shown(tag)}> kan ikke stå på en side. Skriv det som Markdown, eller slett det."


def _classes(value: str, ours: frozenset[str]) -> Iterator[Finding]:
    for name in value.split():
        if name in ours:
            remedy = f"Den er laget av postene. Klassene du kan bruke, er: {', '.join(sorted(_FOR_EDITORS))}."
            yield Finding(f"Klassen «{name}» er håndbokens egen. {remedy}", name)


def _ours() -> tuple[frozenset[str], frozenset[str]]:
    """The classes that our style gives a look, but for those made for editors, and the ids that our pages have."""
    files = (*sorted((THEME / "styles").glob("*.css")), *sorted(THEME.glob("*/*.html")))
    return _ours_in(tuple((path, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=1)
def _ours_in(files: tuple[tuple[Path, int], ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the same, of *files* as they stand: who works on the theme has the page judged by what it is now."""
    styles, pages = (
        "".join(path.read_text("utf-8") for path, _ in files if path.suffix == suffix) for suffix in (".css", ".html")
    )
    return (
        frozenset(re.findall(r"\.([^\W\d][\w-]*)", styles)) - _FOR_EDITORS,
        frozenset(re.findall(r'\sid="([\w-]+)"', pages)),
    )


def misplaced(tree: Tree, number_of_calls: int) -> set[int]:
    """Return the numbers of the calls that stand where nothing can be shown: in code, in an attribute, in a link."""
    shown_well, lost = set[float](), set[float]()
    for node, above in tree.nodes():
        if node.is_element_node:
            lost |= {int(number) for value in node.attributes.values() for number in PLACE.findall(value or "")}
        elif node.is_text_node and not {"a", "code", "pre", "textarea", "title"} & {*above}:
            shown_well |= {int(number) for number in PLACE.findall(node.text_content or "")}
    return {number for number in range(number_of_calls) if number in lost or number not in shown_well}


def text_of(node: LexborNode) -> str:
    """Return the text of *node* as it is read."""
    return " ".join((node.text() or "").split())
