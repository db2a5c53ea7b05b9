"""What only editors are told: the file and line of what a page is about, and of each card on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from macros.handbook import Handbook
from macros.outputs.addresses import anchor
from macros.outputs.words import word
from macros.records import Origin

_CARD: Final = re.compile(r'<article class="[^"]*" id="(?P<id>[^"]*)">.*?(?=</article>)', re.DOTALL)
_END: Final = '<p class="kun-papir">'
"""What stands last in the document around a page; where the page's own content lies is told before it."""


def with_whereabouts(html: str, origins: Iterable[Origin], handbook: Handbook) -> str:
    """Return the page *html*, which is edited in *origins*, with where it and each of its cards of *handbook* lies."""
    known = handbook.keep("origins", lambda: {anchor(one.ref): one.origins for one in handbook})
    told = _CARD.sub(lambda card: card[0] + _told(known.get(card["id"], ())), html)
    before, end, after = told.rpartition(_END)
    return f"{before}{_told(origins)}{end}{after}"


def _told(origins: Iterable[Origin]) -> str:
    places = ", ".join(f"<code>{escape(one.path)}:{one.line}</code>" for one in origins)
    return f'<p class="merknad redaktør">{word("side.filsti")} {places}</p>' if places else ""
