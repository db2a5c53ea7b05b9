"""The address of every record: decided once, never changed. Own links are made here and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from macros.content.records import Source
from macros.content.references import Ref
from macros.handbook import Handbook

PAGE_OF_KIND: Final = {
    "samtale": "samtaler", "aktor": "ansvar", "rolle": "roller", "tema": "tema", "rutine": "rutiner", "fase": "faser",
    "sjekkliste": "sjekklister", "skjema": "skjemaer", "uenighet": "uenighet", "lov": "lover", "kilde": "kilder",
    "begrep": "begreper", "leksjon": "ny-i-teamet", "ovingscase": "ny-i-teamet/ovingscaser",
}  # fmt: skip
"""Kinds with a page for each record: the folder the pages lie in."""

ANCHORED_ON: Final = {
    "stadium": "forlopet/", "vilkar": "begreper/", "hendelse": "begreper/", "overlevering": "hvem-tar-over/",
    "avklaring": "ikke-beskrevet/", "deling": "taushetsplikt/",
}  # fmt: skip
"""Kinds whose records are anchors on one page."""

_FROM_ROOT: Final = re.compile(r'((?:href|src|data-ansvar|data-tema)=)"/([^"]*)"')
"""A link of ours in a body, from the site's root."""

_FOLDER: Final = re.compile(r"""(href=["']|; url=)(?![a-z]+:|/)([^"'#]*/)(?=["'#])""")

PASSAGES_A_PAGE: Final = 250
"""A source with more passages than this has several pages, so that each stays light on a phone."""

PERMANENT: Final = ("oppgave", "opplysning", "punkt", "utdrag", "bestemmelse")
"""Kinds with a permanent short address under /p/, which redirects to where they stand."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page (`rutiner/fengselsteam/`, the front page is empty) and perhaps an anchor on it."""

    page: str
    anchor: str = ""


def anchor(ref: Ref) -> str:
    """Return the HTML id of *ref* on any page that shows it."""
    return f"{ref.kind}-{ref.id.replace(':', '-')}"


def address(handbook: Handbook, ref: Ref) -> Address:
    """Return where *ref* stands. Raises `KeyError` for a record that does not exist: a bug of ours."""
    if ref.kind in PAGE_OF_KIND:
        return Address(f"{PAGE_OF_KIND[ref.kind]}/{ref.id}/")
    if ref.kind == "kommune":
        return Address("om/")
    if ref.kind in ANCHORED_ON:
        return Address(ANCHORED_ON[ref.kind], anchor(ref))
    record = handbook.get(ref)
    if record is None:
        raise KeyError(str(ref))
    if ref.kind in ("oppgave", "opplysning"):
        return Address(f"tema/{record.topics[0].id}/", anchor(ref))  # type: ignore[attr-defined]  # Task or Statement
    if isinstance(record, Source):
        before = list(record.passages).index(ref.id.partition(":")[2])
        return Address(source_page(record, before // PASSAGES_A_PAGE), anchor(ref))
    return Address(f"{PAGE_OF_KIND[record.kind]}/{record.id}/", anchor(ref))


def source_page(source: Source, part: int) -> str:
    """Return the address of part number *part* of *source*, counted from 0."""
    return f"{PAGE_OF_KIND[source.kind]}/{source.id}/" + (f"del-{part + 1}/" if part else "")


def permanent(ref: Ref) -> str:
    """Return the short address of *ref* that never changes."""
    return f"p/{ref.kind}/{ref.id.replace(':', '-')}/"


def from_root(target: str) -> str:
    """Return a link to *target*, a page or file of the site, as bodies have it until they know whose they are."""
    return f"/{target}"


@dataclass(frozen=True, slots=True)
class Links:
    """Make links from the page *page* to others."""

    page: str

    def relative(self, body: str) -> str:
        """Return the HTML *body* with its own links (`from_root`) relative to this page."""
        known: dict[str, str] = {}

        def led(link: re.Match[str]) -> str:
            target = link[2]
            if target not in known:
                known[target] = self.to_page(target)
            return f'{link[1]}"{known[target]}"'

        return _FROM_ROOT.sub(led, body)

    def to_page(self, target: str) -> str:
        """Return the address of a page or file of the site, with an anchor if it has one, relative to this page."""
        path, _, fragment = target.partition("#")
        if path == self.page and fragment:
            return f"#{fragment}"
        here, there = self.page.split("/")[:-1], path.split("/")
        shared = 0
        while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
            shared += 1
        relative = "../" * (len(here) - shared) + "/".join(there[shared:]) or "./"
        return f"{relative}#{fragment}" if fragment else relative


def in_folder(html: str) -> str:
    """Return *html* with every link to a folder of the site ending in `index.html`, for a copy without a server."""
    return _FOLDER.sub(r"\1\2index.html", html)
