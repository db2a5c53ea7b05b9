"""What only editors are told: the file and line of what a page is about, and of each card on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from macros.handbook import Handbook
from macros.outputs.addresses import anchor
from macros.outputs.words import word
from macros.records import Origin, Record

_CARD: Final = re.compile(r'<article class="[^"]*" id="(?P<id>[^"]*)">.*?(?=</article>)', re.DOTALL)
EDITOR: Final = "/.rediger"
"""Where the server has the editor: what it shows is for editors alone."""
_END: Final = '<p class="kun-papir">'
"""What stands last in the document around a page; where the page's own content lies is told before it."""


def with_whereabouts(html: str, origins: Iterable[Origin], handbook: Handbook) -> str:
    """Return the page *html*, which is edited in *origins*, with where it and each of its cards of *handbook* lies."""
    known = handbook.keep("origins", lambda: {anchor(one.ref): one for one in handbook})
    by_origin = handbook.keep("by origin", lambda: {one.origins: one for one in handbook})

    def of_card(card: re.Match[str]) -> str:
        record = known.get(card["id"])
        return card[0] + (_told(record.origins, record, handbook) if record else "")

    told = _CARD.sub(of_card, html)
    before, end, after = told.rpartition(_END)
    places = tuple(origins)
    return f"{before}{_told(places, by_origin.get(places), handbook)}{end}{after}"


def _told(origins: tuple[Origin, ...], record: Record | None, handbook: Handbook) -> str:
    """Return the places *origins*, each with a way to edit the *record* there."""
    places, several = [], len({*origins}) > 1
    for one in origins:
        place = f"<code>{escape(one.path)}:{one.line}</code>"
        if record:
            root = "kommune" if one.path.startswith("routines/kommune/") else "kjerne"
            what = f"{word(f'kinds.{record.kind}').lower()}: {handbook.name(record.ref)}"
            do = word(f"side.rediger_{root}" if several else "side.rediger")
            place += (
                f' <a href="{EDITOR}/{root}/{record.kind}/{record.id}/">{do}'
                f'<span class="kun-skjermleser"> {escape(what)}</span></a>'
            )
        places.append(place)
    return f'<p class="merknad redaktør">{word("side.filsti")} {", ".join(places)}</p>' if places else ""
