"""The whole of what the tiny project publishes is as expected: pages, the document around them, paper, Word, search.

Whatever is lost, added or worded otherwise shows as a difference. `pytest --accept tests/test_held.py` takes what is
made today; read what it wrote before it is committed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from readable import Pages, entries, laid, plain, word_text
from trial import Trial

from macros.edition import Edition
from macros.live.workshop import Workshop
from macros.outputs import printed, shelves
from macros.outputs.paper import everything
from macros.outputs.paper.typeset import data_of
from macros.outputs.told.teller import Teller
from macros.project import Project

CompareAll = Callable[[str, dict[str, str]], None]

SETTINGS = """site_name: Håndbok i Eksempel
site_url: https://handbok.kommune.no/
theme:
  name: material
  language: nb
  font: false
  favicon: assets/logo.svg
  logo: assets/logo.svg
  features: [navigation.tabs, navigation.indexes, navigation.path, navigation.top, toc.follow]
plugins: [handbok]
"""
REDIRECTS = (
    "p/oppgave/finne-bolig/", "p/opplysning/mange-mangler-bolig/", "p/punkt/loslatelse-nokkel/", "p/utdrag/metode-1/",
    "p/bestemmelse/boligloven-3/", "p/oppgave/skaffe-bolig/", "p/punkt/utgang-nokkel/", "sjekklister/utgang/",
    "roller/fengselet-primar/", "ansvar/fengselet/soning/",
)  # fmt: skip
"""One of each kind: what has a short address, and what has moved."""


def test_every_page_says_what_is_expected(tiny_edition: Edition, compare_all: CompareAll) -> None:
    compare_all("pages", Pages(tiny_edition.pages.values()).files())


def test_every_sheet_and_the_whole_handbook_say_what_is_expected(
    tiny_edition: Edition, compare_all: CompareAll
) -> None:
    handbook = tiny_edition.handbook
    made = {path: make for path, make in everything(Teller(handbook)) if not path.startswith("pdf/pakke-")}
    data = {path: data_of(handbook, make(), "https://handbok.kommune.no/") for path, make in made.items()}
    alone = {one["chapters"][0]["sheets"][0]["address"]: one["chapters"][0]["sheets"] for one in data.values()}
    texts = {f"{Path(path).stem}.yml": plain(one["chapters"][0]["sheets"][0]) for path, one in data.items()}
    for volume in shelves.volumes(handbook):
        path = printed.pack_path(volume.pack)
        told = data_of(handbook, dict(everything(Teller(handbook)))[path](), "https://handbok.kommune.no/")
        for chapter in told["chapters"]:
            chapter["sheets"] = [
                f"{sheet['title']}: a sheet of its own" if [sheet] == alone.get(sheet["address"]) else sheet
                for sheet in chapter["sheets"]
            ]
        texts[f"{Path(path).stem}.yml"] = plain(told)
    compare_all("paper", texts)


def test_every_word_file_says_what_is_expected(tiny_edition: Edition, compare_all: CompareAll) -> None:
    made = {path: output for path, output in tiny_edition.outputs.items() if path.endswith(".docx")}
    compare_all("word", {f"{Path(path).stem}.txt": word_text(output.make()) for path, output in made.items()})


def test_search_finds_what_is_expected(tiny_edition: Edition, compare_all: CompareAll) -> None:
    compare_all("search", {"entries.yml": entries(tiny_edition.index.entries)})


def test_redirects_lead_where_is_expected(trial: Trial, compare_all: CompareAll) -> None:
    trial.lay("routines/kjerne/sjekklister/utgang.yml", "flyttet_til: loslatelse\n")
    for place, old, new in (
        ("roller", "fengselet-primar", "fengselet-kontaktbetjent"),
        ("stadier", "soning", "i-fengsel"),
    ):
        trial.edit(f"routines/kjerne/{place}.yml", f"\n{place}:\n", f"\n{place}:\n  {old}: {{flyttet_til: {new}}}\n")
    edition = trial.edition()
    made = [laid(edition.outputs[f"{path}index.html"].make().decode()) for path in REDIRECTS]
    told = [f"<!-- /{path} -->\n{text}\n" for path, text in zip(REDIRECTS, made, strict=True)]
    compare_all("redirects", {"redirects.html": "\n".join(told)})


@pytest.fixture
def workshop(tiny_edition: Edition, tmp_path: Path) -> Workshop:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    workshop = Workshop(Project(tmp_path), tmp_path / "site")
    workshop.take(tiny_edition)
    return workshop


def test_the_document_around_a_page_is_as_expected(workshop: Workshop, compare_all: CompareAll) -> None:
    places = {"index.html": "", "routine.html": "rutiner/fengselsteam/", "404.html": "404.html"}
    made = {name: workshop.page(place) for name, place in places.items()}
    texts = {name: (page or b"").decode() for name, page in made.items()}
    before, _, after = texts["routine.html"].partition('<div class="side rutine">')
    texts["routine.html"] = f"{before}…{after[after.index('</main>') :]}"  # the page itself is held above
    compare_all("documents", {name: f"{laid(text)}\n" for name, text in texts.items()})
