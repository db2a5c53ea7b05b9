"""The places on a page that a link may lead to, worked out for the pages that links with a «#» name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from macros.outputs.docs.calls import expanded
from macros.outputs.docs.files import Docs
from macros.outputs.docs.head import head_of
from macros.outputs.docs.tree import Converter, UnreadableError, readable
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting

_ID: Final = re.compile(r'\sid="([^"]*)"')


def ids_in(html: str) -> frozenset[str]:
    """Return the ids in *html* that our templates made."""
    return frozenset(_ID.findall(html))


@dataclass(frozen=True)
class Anchors:
    """The ids of the pages *made* of records and of those in *docs*, by a page's source."""

    made: Mapping[str, Page]
    docs: Docs
    converter: Converter
    setting: Setting
    _known: dict[str, frozenset[str] | None] = field(default_factory=dict)

    def of(self, source: str) -> frozenset[str] | None:
        """Return the ids on the page *source*, or None where it has faults that must be mended first."""
        if source not in self._known:
            page = self.made.get(source)
            self._known[source] = ids_in(page.body) if page else self._on_written(source)
        return self._known[source]

    def _on_written(self, source: str) -> frozenset[str] | None:
        try:
            file = self.docs.pages[source]
            body = head_of(file.where, file.text).body
            readable(body)
            tree = self.converter.tree(expanded(body, self.setting.view))
            ids = [node.attributes.get("id") for node, _ in tree.nodes() if node.is_element_node]
        except (UnreadableError, KeyError, ValueError):  # told of as that page's own
            return None
        return frozenset(one for one in ids if one)
