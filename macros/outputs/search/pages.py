"""The page of results, and without scripts everything from A to Å, a page for each letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.search.findable import Entry
from macros.outputs.search.index import Index
from macros.outputs.words import word
from macros.records.references import fold

_LETTERS: Final = "ABDEFGHIJKLMNOPRSTUVWØÅ"
_OTHER: Final = "C Q X Y Z Æ 0–9"
"""What hardly anything begins with shares a page, so that no page is empty and none comes and goes."""

_ADDRESSES: Final = {
    letter: f"sok/{'aa' if letter == 'Å' else 'oe' if letter == 'Ø' else fold(letter)}/" for letter in _LETTERS
} | {_OTHER: "sok/andre/"}


def pages(setting: Setting, index: Callable[[], Index]) -> Iterator[Page]:
    """Yield the page of results and the pages of letters."""

    def results() -> str:
        return setting.view.render("search.html", letters=_letters(index()), here="")

    page = Page("sok/", word("søk.tittel"), results, word("søk.ingress"), search=False, index=True)
    yield setting.finished(page)
    for letter, address in _ADDRESSES.items():
        title = word("søk.bokstav", bokstav=letter)
        body = partial(_of_letter, setting, index, letter, title)
        yield setting.finished(Page(address, title, body, word("søk.register"), search=False))


def _of_letter(setting: Setting, index: Callable[[], Index], letter: str, title: str) -> str:
    found = sorted((entry for entry in index().entries if _letter(entry) == letter), key=_in_order)
    here = _ADDRESSES[letter]
    return setting.view.render("letter.html", title=title, entries=found, letters=_letters(index()), here=here)


def _letters(index: Index) -> list[tuple[str, str]]:
    """Return the letters that something begins with, each with its page."""
    there = {_letter(entry) for entry in index.entries}
    return [(letter, address) for letter, address in _ADDRESSES.items() if letter in there]


def _letter(entry: Entry) -> str:
    first = entry.title[:1].upper()
    return first if first in _ADDRESSES else _OTHER


def _in_order(entry: Entry) -> str:
    """Return a sorting key with æ, ø and å after z."""
    return entry.title.lower().translate(str.maketrans("æøå", "{|}"))
