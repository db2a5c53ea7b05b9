"""Every page's place: one tree from the records, by which menus, breadcrumbs and neighbours are made.

A tab holds pages and groups of pages, a group its pages; only what lies under one page, such as an actor's stages, is
deeper. A page's address says where it belongs: under the longest address that its own begins with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from macros.outputs.pages.page import Page
from macros.outputs.words import word

_TABS: Final = {
    "ny-i-teamet": ("ny-i-teamet/", "ny-i-teamet/ovingscaser/"),
    "gjelder-det-deg": ("gjelder-det-deg/",),
    "forlopet": ("forlopet/", "tidspunkter/", "hvem-tar-over/"),
    "hvem-gjor-hva": (
        "hvem-gjor-hva/", "ansvar/", "roller/", "tema/", "taushetsplikt/", "hvilken-kommune/", "ikke-beskrevet/",
        "uenighet/",
    ),
    "rutiner": ("rutiner/", "kom-i-gang/", "faser/", "samtaler/"),
    "sjekklister": ("sjekklister/", "skjemaer/", "lag-liste/", "utskrift/"),
    "begreper": ("begreper/", "lover/", "kilder/"),
    "om": ("om/", "sok/"),
}  # fmt: skip
"""What lies in each tab, in order; the first is the tab's own."""
_LAST: Final = "om"
"""The tab of written pages that lie nowhere else."""
_MOST: Final = 40
"""A tab whose own pages are more than this has them in a group, so that its other groups can be seen."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the tree, or a name over others; `page` is None where there is only the name."""

    title: str
    page: Page | None
    inside: tuple[Place, ...] = ()

    def pages(self) -> Iterator[Page]:
        """Yield the page of the place, and all inside it."""
        if self.page:
            yield self.page
        for one in self.inside:
            yield from one.pages()

    def setting(self) -> dict[str, object]:
        """Return the place as the `nav` of MkDocs' settings has it: a page, or a list that begins with its own."""
        own = [self.page.source] if self.page else []
        inside = [one.setting() for one in self.inside]
        return {self.title: [*own, *inside] if inside or not own else own[0]}

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Yield the place and all inside it, a line each: what a menu made of it says."""
        yield f"{depth} {self.title} {self.page.address if self.page else ''}"
        for one in self.inside:
            yield from one.lines(depth + 1)


def menu(pages: Iterable[Page]) -> tuple[Place, ...]:
    """Return the tabs, each with all that lies in it. The front page lies in none."""
    by_folder: dict[str, dict[str, Page]] = {}
    for page in pages:
        if page.address:
            by_folder.setdefault(_folder(page.address), {})[page.address] = page
    return tuple(tab for key, folders in _TABS.items() if (tab := _tab(word(f"faner.{key}"), folders, by_folder)))


def menus(tabs: Sequence[Place]) -> dict[str, str]:
    """Return a digest of what the menu says on each page, by its source: the tabs, and all that lies in its own.

    Under no source at all: the tabs alone, as on a page that lies in none.
    """
    every = "\n".join(f"{tab.title} {next(tab.pages()).address}" for tab in tabs)
    found = {"": sha256(every.encode()).hexdigest()}
    for tab in tabs:
        whole = sha256("\n".join([every, *tab.lines()]).encode()).hexdigest()
        found |= {page.source: whole for page in tab.pages()}
    return found


def _folder(address: str) -> str:
    """Return the folder of the table that *address* lies in."""
    within = [folder for folders in _TABS.values() for folder in folders if address.startswith(folder)]
    return max(within, key=len, default=_TABS[_LAST][0])


def _tab(title: str, folders: tuple[str, ...], by_folder: dict[str, dict[str, Page]]) -> Place | None:
    first, *rest = (_group(folder, by_folder.get(folder, {})) for folder in folders)
    groups = [one for one in rest if one]
    if first and len(first.inside) > _MOST:
        return Place(title, None, (first, *groups))
    if first:
        return Place(title, first.page, (*first.inside, *groups))
    return Place(title, None, tuple(groups)) if groups else None


def _group(folder: str, pages: dict[str, Page]) -> Place | None:
    """Return the place of *folder* with *pages* under it, or None where there are none."""
    if not pages:
        return None
    under: dict[str, list[str]] = {}
    for address in pages:
        above = [other for other in pages if other != address and address.startswith(other)]
        under.setdefault(max(above, key=len, default=""), []).append(address)

    def place(address: str) -> Place:
        page = pages[address]
        return Place(page.short or page.title, page, tuple(map(place, under.get(address, ()))))

    if folder in pages:
        return place(folder)
    return Place(word(f"indeks.{folder.rstrip('/')}"), None, tuple(map(place, under[""])))
