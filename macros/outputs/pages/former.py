"""Old ids on today's pages: what follows # in an address leads to the same thing after its id has changed.

A pass over the finished body: where something stands, its old ids stand too. A script then shows today's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from markupsafe import Markup

from macros.handbook import Handbook
from macros.outputs.addresses import ANCHORED_ON, address, anchor, from_root
from macros.outputs.words import word
from macros.records.inside import HOLDERS, part
from macros.records.references import Ref

_OLD: Final = Markup('<span id="{}" data-flyttet></span>')
_AWAY: Final = Markup('<section class="del"><h2 id="flyttet">{title}</h2><ul>{lines}</ul></section>')
_LINE: Final = Markup('<li id="{id}"><a href="{href}">{name}</a></li>')


@dataclass(frozen=True)
class Former:
    """The ids that things have had."""

    handbook: Handbook

    def put_in(self, html: str, page: str) -> str:
        """Return the body *html* of the page at the address *page*, with old ids beside those of today."""
        if not self.handbook.moved:
            return html
        html = self._moved.sub(lambda found: found[0] + self._here[found[1]], html)
        return f"{html}\n{self._away[page]}" if page in self._away else html

    @property
    def told(self) -> str:
        """All that is put in, on any page."""
        return repr((self._here, self._away)) if self.handbook.moved else ""

    @cached_property
    def _moved(self) -> re.Pattern[str]:
        """An element whose id has been another, to where text may begin in it."""
        return re.compile(rf' id="({"|".join(map(re.escape, self._here))})"[^>]*>(?:\s*<dt>)?')

    @cached_property
    def _here(self) -> dict[str, str]:
        """For each id of today: its old ones, as they stand in HTML."""
        found: dict[str, str] = {}
        for old, new in self.handbook.moved.items():
            found[anchor(new)] = found.get(anchor(new), "") + str(_OLD.format(anchor(old)))
        return found

    @cached_property
    def _away(self) -> dict[str, Markup]:
        """For each page: what stood on it, and stands on another today."""
        found: dict[str, list[Markup]] = {}
        for old, new in self.handbook.moved.items():
            page, today = self._page_of(old), address(self.handbook, new)
            if page and page != today.page:
                line = _LINE.format(id=anchor(old), href=from_root(today.target), name=self.handbook.name(new))
                found.setdefault(page, []).append(line)
        title = word("side.flyttet_herfra")
        return {page: _AWAY.format(title=title, lines=Markup().join(lines)) for page, lines in found.items()}

    def _page_of(self, old: Ref) -> str:
        """Return the page that *old* stood on, if that page is still there: a list, a law, a source, or one of many."""
        if old.kind in ANCHORED_ON:
            return ANCHORED_ON[old.kind]
        for kind in HOLDERS.get(old.kind, ()):
            for record in self.handbook.by_kind.get(kind, {}).values():
                if old.id.startswith(part(record.ref, "").id):
                    return address(self.handbook, record.ref).page
        return ""
