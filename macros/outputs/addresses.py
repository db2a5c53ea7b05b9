"""The address of every record: decided once, never changed. Own links are made here and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil
from typing import Final

from macros.handbook import Handbook
from macros.records import Record, Source
from macros.records.inside import HOLDERS
from macros.records.kinds import BY_NAME, KINDS
from macros.records.references import Ref

PAGE_OF_KIND: Final = {kind.name: kind.folder for kind in KINDS if kind.folder}
"""Kinds with a page for each record: the folder the pages lie in."""

ANCHORED_ON: Final = {kind.name: kind.on for kind in KINDS if kind.on}
"""Kinds whose records are anchors on one page."""

_LEADING: Final = ("href", "src", "data-ansvar", "data-tema")
"""The attributes that hold links."""

_NOWHERE: Final = re.compile(
    r"https?://(?:([^/:]+\.)?(example(\.(com|net|org))?|test|invalid|localhost)|127(\.\d+){3}|0\.0\.0\.0)\.?(?![^/:])",
    re.IGNORECASE,
)
"""The addresses of machines that no reader comes to: names for examples and trials (RFC 2606), and one's own."""

_FOLDER: Final = re.compile(r"""(href=["']|; url=)(?![a-z]+:|/)([^"'#]*/)(?=["'#])""")

PASSAGES_A_PAGE: Final = 220
"""A source with more passages than this has several pages, so that each stays light on a phone."""

PERMANENT: Final = (*(kind.name for kind in KINDS if kind.of_topic), *HOLDERS)
"""Kinds with a permanent short address under /p/, which redirects to where they stand."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page (`rutiner/fengselsteam/`, the front page is empty) and perhaps an anchor on it."""

    page: str
    anchor: str = ""

    @property
    def target(self) -> str:
        """The page with the anchor, as links are made from."""
        return f"{self.page}#{self.anchor}" if self.anchor else self.page


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
    if BY_NAME[record.kind].of_topic:
        return Address(f"tema/{record.topics[0].id}/", anchor(ref))  # type: ignore[attr-defined]  # Task or Statement
    if isinstance(record, Source):
        before = list(record.passages).index(ref.id.partition(":")[2])
        return Address(source_page(record.id, before // PASSAGES_A_PAGE), anchor(ref))
    return Address(f"{PAGE_OF_KIND[record.kind]}/{record.id}/", anchor(ref))


def together(handbook: Handbook, ref: Ref) -> str:
    """Return the page that has all records of the kind of *ref*; of what stands by topic, those of its topic."""
    kind = BY_NAME[ref.kind]
    return address(handbook, ref).page if kind.of_topic or kind.on else f"{kind.folder}/"


def leads_nowhere(site_url: str) -> bool:
    """Whether *site_url* is no address that a sheet can send its reader to: none at all, or only an example."""
    return not site_url or _NOWHERE.match(site_url) is not None


def stage_page(actor: str, stage: str) -> str:
    """Return the address of the page of *actor* at *stage*, by their ids."""
    return f"{PAGE_OF_KIND['aktor']}/{actor}/{stage}/"


def source_page(source: str, part: int) -> str:
    """Return the address of part number *part*, counted from 0, of the source with the id *source*."""
    return f"{PAGE_OF_KIND['kilde']}/{source}/" + (f"del-{part + 1}/" if part else "")


def source_pages(source: Source) -> list[str]:
    """Return the address of every page of *source*."""
    return [source_page(source.id, part) for part in range(max(1, ceil(len(source.passages) / PASSAGES_A_PAGE)))]


def home(record: Record) -> str:
    """Return the address of the page that *record* has for itself."""
    return f"{PAGE_OF_KIND[record.kind]}/{record.id}/"


def permanent(ref: Ref) -> str:
    """Return the short address of *ref* that never changes."""
    return f"p/{ref.kind}/{ref.id.replace(':', '-')}/"


def lasting(handbook: Handbook, ref: Ref) -> str:
    """Return the address of *ref* to give to others: its short one, or its own page or its place where its kind is."""
    return permanent(ref) if ref.kind in PERMANENT else address(handbook, ref).target


def from_root(target: str) -> str:
    """Return a link to *target*, a page or file of the site, as bodies have it until they know whose they are."""
    return f"/{target}"


_OWN: Final = re.compile(
    rf"/p/(?P<short>{'|'.join(PERMANENT)})/(?P<part>[^/]+)/"
    rf"|/(?:pdf|word)/(?P<kind>{'|'.join(PAGE_OF_KIND)})-(?P<file>[^/]+)\.(?:pdf|docx)"
    rf"|/(?P<folder>{'|'.join(sorted(PAGE_OF_KIND.values(), key=len, reverse=True))})/(?P<page>[^/]+)/.*"
)


def named_in(place: str) -> Ref | None:
    """Return what *place*, an address or a file of the site with a slash in front, is of by its form, or nothing.

    In the id of a passage or provision a hyphen stands for the colon. A pack may be a phase's or an actor's.
    """
    found = _OWN.fullmatch(place)
    if found is None:
        return None
    if found["short"]:
        return Ref(found["short"], found["part"])
    kind = next((kind for kind, folder in PAGE_OF_KIND.items() if folder == found["folder"]), found["kind"])
    return Ref(kind, found["page"] or found["file"])


@dataclass(frozen=True, slots=True)
class Links:
    """Make links from the page *page* to others."""

    page: str

    def relative(self, body: str) -> str:
        """Return the HTML *body* with its own links (`from_root`) relative to this page."""
        known: dict[str, str] = {}
        before, *rest = body.split('="/')  # a value from the root; most of them are links
        parts = [before]
        for piece in rest:
            target, quote, after = piece.partition('"')
            if quote and before.endswith(_LEADING):
                if target not in known:
                    known[target] = f'="{self.to_page(target)}"'
                parts += (known[target], after)
            else:
                parts += ('="/', piece)
            before = piece
        return "".join(parts)

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
