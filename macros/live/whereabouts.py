"""What only editors are told: the file and line of what a page is about, and of each card on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from macros.handbook import Handbook
from macros.outputs.addresses import anchor
from macros.outputs.words import word
from macros.records import Law, Origin, Record, Source
from macros.records.inside import part
from macros.records.references import Ref

_CARD: Final = re.compile(r'<article class="[^"]*" id="(?P<id>[^"]*)">.*?(?=</article>)', re.DOTALL)
_PART: Final = re.compile(
    r'<(?:li|section)\b[^>]* id="(?P<id>(?:punkt|bestemmelse|utdrag)-[^"]+)"[^>]*>'
    r"(?:\s*(?:<label>.*?</label>|<span class=\"punkt-tekst\">.*?</span>|<h[2-6][^>]*>.*?</h[2-6]>))?",
    re.DOTALL,
)
"""The beginning of an item, a provision or a passage: what it says first."""
EDITOR: Final = "/.rediger"
"""Where the server has the editor: what it shows is for editors alone."""
_END: Final = '<p class="kun-papir">'
"""What stands last in the document around a page; where the page's own content lies is told before it."""


def with_whereabouts(html: str, origins: Iterable[Origin], handbook: Handbook) -> str:
    """Return the page *html*, which is edited in *origins*, with where it and each of its cards of *handbook* lies."""
    known = handbook.keep("origins", lambda: {anchor(one.ref): one for one in handbook})
    by_origin = handbook.keep("by origin", lambda: {one.origins: one for one in handbook})

    parts = handbook.keep("parts by anchor", lambda: {anchor(ref): (ref, record) for ref, record in _parts(handbook)})

    def of_card(card: re.Match[str]) -> str:
        record = known.get(card["id"])
        return card[0] + (_told(record.origins, record, handbook) if record else "")

    def of_part(found: re.Match[str]) -> str:
        ref, record = parts.get(found["id"], (None, None))
        return found[0] + (_link(record.origins[0], ref, handbook, word("side.rediger")) if ref and record else "")

    told = _PART.sub(of_part, _CARD.sub(of_card, html))
    before, end, after = told.rpartition(_END)
    places = tuple(origins)
    return f"{before}{_told(places, by_origin.get(places), handbook)}{end}{after}"


def _parts(handbook: Handbook) -> Iterator[tuple[Ref, Record]]:
    """Yield each item, provision and passage that stands in one file, with the record it lies in."""
    yield from ((ref, frame) for ref, (frame, _) in handbook.items.items() if len(frame.origins) == 1)
    for law in handbook.all(Law).values():
        yield from ((part(law.ref, name), law) for name in law.provisions if len(law.origins) == 1)
    for source in handbook.all(Source).values():
        yield from ((part(source.ref, name), source) for name in source.passages if len(source.origins) == 1)


def _link(origin: Origin, ref: Ref, handbook: Handbook, do: str) -> str:
    """Return a way to edit what stands as *ref* in the folder of *origin*."""
    what = f"{word(f'kinds.{ref.kind}').lower()}: {handbook.name(ref)}"
    href = f"{EDITOR}/{origin.root}/{ref.kind}/{ref.id}/"
    return f' <a class="redaktør" href="{href}">{do}<span class="kun-skjermleser"> {escape(what)}</span></a>'


def _told(origins: tuple[Origin, ...], record: Record | None, handbook: Handbook) -> str:
    """Return the places *origins*, each with a way to edit the *record* there."""
    places = []
    for one in origins:
        do = word(f"side.rediger_{one.root}" if len({*origins}) > 1 else "side.rediger")
        link = _link(one, record.ref, handbook, do) if record else ""
        places.append(f"<code>{escape(one.path)}:{one.line}</code>{link}")
    return f'<p class="merknad redaktør">{word("side.filsti")} {", ".join(places)}</p>' if places else ""
