"""The real content as a built site: every link leads somewhere, every page is its own."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from macros.content.load import load
from macros.edition import Edition
from macros.outputs.addresses import PERMANENT, address, permanent
from macros.outputs.headings import Heading, headings
from macros.outputs.menu import menu
from macros.outputs.words import word
from macros.project import Project

ROOT = Path(__file__).parents[1]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.titles: list[str] = []
        self.inline: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value is not None:
                self.links.append(value)
            if name == "id" and value:
                self.ids.append(value)
            if name == "style" or name.startswith("on"):
                self.inline.append(f"{tag} {name}")
        self._in_title = tag == "title"

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.titles.append(data)
            self._in_title = False


@cache
def _read(path: Path) -> _Reader:
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    return reader


def _pages(site: Path) -> dict[str, _Reader]:
    return {path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))}


def test_every_link_leads_to_a_page_a_file_or_an_anchor(real_site: Path) -> None:
    pages = _pages(real_site)
    dead = set()
    for name, reader in pages.items():
        if name == "404.html":
            continue
        for link in reader.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto", "tel"):
                continue
            target = unquote(urlsplit(urljoin(f"/{name}", link)).path).lstrip("/")
            target = f"{target}index.html" if target.endswith("/") or not target else target
            if (target not in pages and not (real_site / target).is_file()) or (
                parts.fragment and unquote(parts.fragment) not in pages[target].ids
            ):
                dead.add(f"{name} → {link}")

    assert dead == set()


def test_no_link_begins_at_the_root_so_that_the_site_may_lie_under_any_path(real_site: Path) -> None:
    pages = {name: reader for name, reader in _pages(real_site).items() if name != "404.html"}

    assert [name for name, reader in pages.items() if any(link.startswith("/") for link in reader.links)] == []


def test_every_page_but_a_redirect_has_a_title_of_its_own(real_site: Path) -> None:
    titles = Counter(
        reader.titles[0] for name, reader in _pages(real_site).items() if not name.startswith(("p/", "404"))
    )

    assert [title for title, count in titles.items() if count > 1] == []


def test_every_actors_page_is_described_by_words_of_its_own(real: Edition) -> None:
    said = [page.described for source, page in real.pages.items() if source.startswith("ansvar/")]

    assert len(set(said)) == len(said)


def test_no_id_stands_twice_on_a_page_and_nothing_is_inline(real_site: Path) -> None:
    twice = {
        name: [one for one, count in Counter(reader.ids).items() if count > 1]
        for name, reader in _pages(real_site).items()
    }

    assert {name: ids for name, ids in twice.items() if ids} == {}
    assert [(name, reader.inline) for name, reader in _pages(real_site).items() if reader.inline] == []


def test_every_record_has_an_address_on_the_site(real_site: Path, real: Edition) -> None:
    handbook, missing = real.handbook, []
    for record in handbook:
        place = address(handbook, record.ref)
        page = real_site / place.page / "index.html"
        if record.kind == "kommune":
            place = type(place)(place.page)
        if not page.is_file() or (place.anchor and place.anchor not in _read(page).ids):
            missing.append(str(record.ref))
        if record.kind in PERMANENT and not (real_site / permanent(record.ref) / "index.html").is_file():
            missing.append(f"/p/ {record.ref}")

    assert missing == []


def test_every_page_can_be_reached_from_the_front_page(real_site: Path) -> None:
    pages = _pages(real_site)
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        name = waiting.pop()
        for link in pages[name].links:
            if urlsplit(link).scheme:
                continue
            target = unquote(urlsplit(urljoin(f"/{name}", link)).path).lstrip("/")
            target = f"{target}index.html" if target.endswith("/") or not target else target
            if target in pages and target not in reached:
                reached.add(target)
                waiting.append(target)

    assert [name for name in pages if name not in reached and not name.startswith("p/") and name != "404.html"] == []


def test_every_heading_has_an_id_of_its_own_and_is_in_the_list_of_contents(real: Edition, real_site: Path) -> None:
    missing = []
    for page in real.pages.values():
        if not page.address:  # the front page has none
            continue
        html = (real_site / page.address / "index.html").read_text("utf-8")
        listed, _, content = html.partition('id="innhold"')
        found = [*flat(headings(content))]
        ids = [one.id for one in found]
        missing += [f"{page.address}: {one.title}" for one in found if f'href="#{one.id}"' not in listed or not one.id]
        missing += [f"{page.address}#{one}: twice" for one, count in Counter(ids).items() if count > 1]

    assert missing == []


def flat(found: Iterable[Heading]) -> Iterator[Heading]:
    for one in found:
        yield one
        yield from flat(one.inside)


def test_every_page_has_a_place_that_its_menu_and_its_path_say(real: Edition, real_site: Path) -> None:
    tabs = menu(real.pages.values())
    placed = {page.address for tab in tabs for page in tab.pages()}
    lost = []
    for place in placed:
        head = (real_site / place / "index.html").read_text("utf-8").partition('id="innhold"')[0]
        above, here = head.count('class="md-path__link"'), head.count(' aria-current="page"')
        lost += [] if above and here == 1 else [f"{place}: {above} above, {here} here"]

    assert {page.address for page in real.pages.values()} - placed == {""}
    assert lost == []


def test_nothing_is_left_in_english(real_site: Path) -> None:
    english = re.compile(r"\b(Skip to|Search|Previous|Next page|Back to top|Not found|Table of contents|Menu)\b")

    assert [name for name in ("index.html", "404.html") if english.search((real_site / name).read_text("utf-8"))] == []
    assert word("ramme.ikke_funnet") in (real_site / "404.html").read_text("utf-8")


def test_of_the_theme_there_is_only_what_pages_use(real_site: Path) -> None:
    shipped = {path.relative_to(real_site / "assets").as_posix() for path in (real_site / "assets").rglob("*.*")}

    assert {re.sub(r"\.[0-9a-f]{8}\.", ".", path) for path in shipped} == {
        "handbok.css", "handbok.js", "sok.js", "logo.svg", "stylesheets/main.min.css", "javascripts/bundle.min.js",
    }  # fmt: skip


def test_the_core_alone_makes_a_sound_handbook_without_the_municipality() -> None:
    handbook = load([Project(ROOT).core], shown_from=ROOT)

    assert handbook.municipality is None


def test_every_page_is_light(real_site: Path) -> None:
    sizes = {name: len(gzip.compress((real_site / name).read_bytes())) for name in _pages(real_site)}
    assets = sum(len(gzip.compress(path.read_bytes())) for path in (real_site / "assets").rglob("*.*"))

    assert {name: size for name, size in sizes.items() if size > 20 * 1024} == {}
    assert sizes["index.html"] + assets <= 120 * 1024
