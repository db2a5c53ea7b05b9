"""What is published as text that a person can review: pages, sheets, Word files, entries of search.

Every element that begins a line stands on a line of its own, links are from the site's root, and digests are masked.
What is the same on many pages (a card, the contact in the foot) stands whole once; elsewhere a line says that it is
there, so that a changed card is a change in one place.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

import yaml
from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table
from docx.text.paragraph import Paragraph

from macros.outputs.pages import Page
from macros.outputs.search.findable import Entry

_OWN_LINE = (
    "article|aside|body|br|button|caption|details|div|dl|fieldset|figcaption|figure|footer|form|h[1-6]|head|header"
    "|html|legend|li|line|link|main|meta|nav|noscript|ol|optgroup|option|p|rect|script|section|select|summary|svg"
    "|table|tbody|td|text|th|thead|title|tr|ul"
)
_REST = r"""\b(?:[^">]|"[^"]*")*>"""
_BEGINS = re.compile(rf" ?(<(?:{_OWN_LINE}){_REST}) ?| ?(<input\b)")
"""What begins a line. The space after it is nothing, but for an `input`: there it parts the box from its words."""
_ENDS = re.compile(rf" ?(</(?:{_OWN_LINE})>) ?")
_IN_LINE = re.compile(rf" ?(</?d[dt]{_REST}) ?")
"""A term and what is said of it: they share a line."""
_LINK = re.compile(r'((?:href|data-ansvar|data-tema)=")(\.[^"#]*|[^"#:]+/)?((?:#[^"]*)?")')
_SHARED = re.compile(
    r'<article [^>]*id="([^"]+)".*?</article>|<section class="(fot-kontakt)".*?</section>'
    r'|<ul class="(bokstaver)">.*?</ul>',
    re.DOTALL,
)
_HEADING = re.compile(r"(</?h)[2-6](?=[ >])")
_EXPLAINED = re.compile(r'<a class="ord"[^>]*>(.*?)</a>')
_CURRENT = re.compile(r' aria-current="page">([^<]*)')
_DIGEST = re.compile(r"(?<=\.)[0-9a-f]{8}(?=\.(?:css|js))|(?<=Versjon%3A%20)[0-9a-f]{7}")
_REPORT = re.compile(r"^meld: .*\n", re.MULTILINE)
"""The way to report what is wrong, in a page's front matter: it is held with the document around a page."""


def laid(html: str) -> str:
    """Return *html* with a line for each element that begins one; how its source was laid out leaves no trace."""
    flowing = _IN_LINE.sub(r"\1", re.sub(r"\s+", " ", html))
    lines = _ENDS.sub(r"\1", _BEGINS.sub(r"\n\1\2", flowing)).split("\n")
    return _DIGEST.sub("########", "\n".join(line.strip() for line in lines if line.strip()))


def rooted(html: str, address: str) -> str:
    """Return *html* of the page at *address* with its own links from the site's root."""

    def link(found: re.Match[str]) -> str:
        return f"{found[1]}{urljoin(f'/{address}', found[2]) if found[2] else ''}{found[3]}"

    return _LINK.sub(link, html)


@dataclass(frozen=True)
class Pages:
    """Pages as text, in a file for each folder."""

    pages: Iterable[Page]

    @cached_property
    def _texts(self) -> dict[str, str]:
        """Each page's text by its address. Paragraphs of Markdown stay as they are."""
        texts = {page.address: _REPORT.sub("", page.text).strip().split("\n\n") for page in self.pages}
        return {address: rooted("\n\n".join(map(_chunk, text)), address) for address, text in texts.items()}

    @cached_property
    def _shared(self) -> dict[str, tuple[str, str]]:
        """What stands on several pages: the page where it stands whole – its topic's if it has one – and how."""
        found = dict[str, tuple[str, str]]()
        for address in sorted(self._texts, key=lambda one: (not one.startswith("tema/"), one)):
            for piece in _SHARED.finditer(self._texts[address]):
                found.setdefault(piece[piece.lastindex or 0], (address, _bare(piece[0])))
        return found

    def files(self) -> dict[str, str]:
        """Return the files by their names."""
        folders: dict[str, list[str]] = {}
        for address, text in sorted(self._texts.items()):
            whole = _SHARED.sub(lambda piece, here=address: self._told(piece, here), text)  # type: ignore[misc]  # bound now
            folders.setdefault(address.partition("/")[0] or "index", []).append(f"<!-- /{address} -->\n{whole}\n")
        return {f"{name}.html": "\n\n".join(held) for name, held in folders.items()}

    def _told(self, piece: re.Match[str], here: str) -> str:
        """Return *piece* whole on its home page and where it is another; else where it stands, and what differs."""
        name = piece[piece.lastindex or 0]
        home, whole = self._shared[name]
        if home == here or _bare(piece[0]) != whole:
            return piece[0]
        differs = [
            *re.findall("<(h[2-6])", piece[0])[:1],
            *(f"«{one}» explained" for one in _EXPLAINED.findall(piece[0])),
            *(f"{one} current" for one in _CURRENT.findall(piece[0])),
        ]
        return f"<!-- {', '.join((f'{name} as on /{home}', *differs))} -->"


def _chunk(text: str) -> str:
    return laid(text) if text.lstrip().startswith("<") else text


def _bare(piece: str) -> str:
    """Return *piece* without what differs by the page: the level of its heading, words explained, the page itself."""
    return _CURRENT.sub(r">\1", _HEADING.sub(r"\1-", _EXPLAINED.sub(r"\1", piece)))


def plain(data: object) -> str:
    """Return *data* (plain data, as the press takes it) as YAML, without what is empty."""
    text = yaml.safe_dump(_filled(data), allow_unicode=True, sort_keys=False, width=10_000)
    return re.sub(r"^( *(?:- )?version: ).*$", r"\1…", text, flags=re.MULTILINE)


def _filled(data: object, key: str = "") -> Any:
    if isinstance(data, dict):
        filled = {name: _filled(value, name) for name, value in data.items()}
        return {name: value for name, value in filled.items() if value not in ("", [], {}, None, 0, False)}
    if isinstance(data, list | tuple) and key in ("facts", "template"):
        return [f"{label}: {text}" for label, text in data]
    if isinstance(data, list | tuple):
        return [_filled(one) for one in data]
    return str(data) if isinstance(data, str) else data  # an enum's word


def word_text(docx: bytes) -> str:
    """Return the Word file *docx* as text: each paragraph after its style, each row of a table on a line."""
    document = Document(io.BytesIO(docx))
    about = document.core_properties
    head = [f"{about.title} | {about.author} | {about.language} | {about.modified:%Y-%m-%d}"]
    foot = [_paragraph(one) for section in document.sections for one in section.footer.paragraphs]
    lines = [*head, *_blocks(document), "", "--- bunntekst", *foot]
    return re.sub(r"\b[0-9a-f]{7}\b", "…", "\n".join(lines)) + "\n"


def _blocks(document: WordDocument) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield _paragraph(block)
        else:
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    yield f"--- tabell {table.style.name if table.style else ''}"
    for row in table.rows:
        cells = dict.fromkeys(row._tr.tc_lst)
        texts = [" / ".join(_words(Paragraph(p, table)) for p in cell.p_lst) for cell in cells]
        yield f"| {' | '.join(texts)} |"


def _paragraph(one: Paragraph) -> str:
    return f"{one.style.name if one.style else ''}: {_words(one)}"


def _words(one: Paragraph) -> str:
    """The paragraph's words, what is in boxes and fields too; bold between stars."""
    parts = []
    for run in one._p.iter("{*}r"):
        text = "".join(node.text or "" if node.tag.endswith("}t") else " ⏎ " for node in run.iter("{*}t", "{*}br"))
        bold = run.find("{*}rPr/{*}b") is not None and run.find("{*}rPr/{*}b").get("{*}val") != "0"
        parts.append(f"*{text}*" if bold and text else text)
    return "".join(parts).replace("**", "").strip()


def entries(found: Iterable[Entry]) -> str:
    """Return the entries of search: what a reader sees of each, its address and the other names it is found by."""
    return plain([
        {"title": one.title, "type": one.type, "address": one.address, "answer": one.answer,
         "names": " | ".join(one.names), "items": " | ".join(one.items), "actors": " ".join(one.actors)}
        for one in found
    ])  # fmt: skip
