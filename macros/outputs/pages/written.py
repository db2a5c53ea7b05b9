"""The written pages in `docs/`: Markdown that calls macros, each the very fragment that record pages are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.outputs.docs.calls import MACROS, expanded
from macros.outputs.docs.judged import Judged
from macros.outputs.docs.links import address_of
from macros.outputs.pages.page import INDEX, Page
from macros.outputs.pages.setting import Setting
from macros.outputs.pages.view import View
from macros.outputs.words import word
from macros.records import Origin

__all__ = ["MACROS", "written_pages"]


def written_pages(setting: Setting, pages: Iterable[Judged]) -> Iterator[Page]:
    """Yield each of *pages*, which have no faults, as a page of the site."""
    for one in pages:
        address = address_of(one.name)
        page = Page(
            address,
            one.head.title or one.heading,
            lambda body=one.head.body: _filled(body, setting.view),  # type: ignore[misc]  # bound now
            one.head.description or word("side.beskrivelse"),
            (Origin(one.where, 1),),
            markdown=True,
            index=one.name.rpartition("/")[2] == INDEX,
        )
        yield setting.finished(page)


def _filled(body: str, view: View) -> str:
    return expanded(body, view).strip("\n")
