"""The development server: fresh after every save, the last good edition when there are faults, and for this machine."""

from __future__ import annotations

import re
import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from served import Served, saves

if TYPE_CHECKING:
    from playwright.sync_api import Browser

from macros.project import Project
from macros.serve import Live, server, watch


@pytest.fixture
def live(tiny: Path, tmp_path: Path) -> Live:
    shutil.copytree(tiny, tmp_path / "prosjekt")
    return Live(Project(tmp_path / "prosjekt"))


@pytest.fixture
def address(live: Live) -> Iterator[str]:
    stop, httpd = threading.Event(), server(live, 0)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    threading.Thread(target=watch, args=(live, stop), daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}/"
    stop.set()
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The command itself over a copy of the code: whoever saves there puts it back."""
    with Served(tmp_path_factory.mktemp("serve") / "prosjekt") as running:
        yield running


def _get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def _topic(live: Live) -> Path:
    return live.project.core / "temaer.yml"


def test_a_save_is_on_the_page_at_once(live: Live, address: str) -> None:
    page = "hvem-gjor-hva/"
    path = next((live.project.core / "aktorer").glob("*.yml"))
    number = live.number
    text = path.read_text("utf-8").replace("tittel: ", "tittel: fersk ", 1)
    path.write_text(text, "utf-8")
    assert live.wait_beyond(number)

    assert "ersk " in _get(address + page)[1]


def test_a_fault_is_shown_over_the_last_good_page(live: Live, address: str) -> None:
    good = _get(address)[1]
    number = live.number
    path = _topic(live)
    path.write_text(path.read_text("utf-8") + "tull: ja\n", "utf-8")
    assert live.wait_beyond(number)
    status, shown = _get(address)

    assert status == 200
    assert "«tull» er ikke et kjent felt" in shown
    assert "feilbanner" not in good


def test_files_data_and_redirects_are_served_and_a_wrong_address_says_so(live: Live, address: str) -> None:
    front = _get(address)[1]
    style = front.split('rel="stylesheet" href="')[1].split('"')[0]

    assert _get(address + style)[0] == 200
    assert _get(address + "api/v1/alt.json")[0] == 200
    assert _get(address + "finnes-ikke/")[0] == 404
    assert "Siden finnes ikke" in _get(address + "finnes-ikke/")[1]


def test_hidden_files_beside_the_pages_are_not_served(live: Live, address: str) -> None:
    (live.project.docs / ".hemmelig.txt").write_text("utkast", "utf-8")
    (live.project.docs / "vedlegg.txt").write_text("åpent", "utf-8")
    live.read()

    assert _get(address + "vedlegg.txt") == (200, "åpent")
    assert _get(address + ".hemmelig.txt")[0] == 404


def test_the_server_answers_on_this_machine_only(live: Live) -> None:
    httpd = server(live, 0)

    assert httpd.server_address[0] == "127.0.0.1"
    httpd.server_close()


# What is wrong from the beginning, or goes away while it is read.


def test_faults_at_the_start_are_shown_until_they_are_mended(tiny: Path, tmp_path: Path) -> None:
    shutil.copytree(tiny, tmp_path / "prosjekt")
    project = Project(tmp_path / "prosjekt")
    settings = Path(__file__).parents[1] / "mkdocs.yml"
    (project.folder / "mkdocs.yml").write_text(settings.read_text("utf-8") + 'x: "\n', "utf-8")
    live = Live(project)
    status, _, page = live.answer("")
    shutil.copy(settings, project.folder)
    live.look()

    assert status == 500
    last = settings.read_text("utf-8").count("\n") + 2
    assert f"mkdocs.yml:{last}: Innstillingene kan ikke leses." in page.decode()
    assert "/.levende?" in page.decode()
    assert live.faults == []
    assert live.answer("")[0] == 200


def test_what_cannot_be_read_is_a_fault_and_is_tried_again(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    style = str(Path("macros/theme/styles/1-base.css").resolve())

    def gone(_: str) -> bytes:
        raise FileNotFoundError(2, "No such file or directory", style)

    with monkeypatch.context() as patch:
        patch.setattr("macros.outputs.assets.joined", gone)
        _topic(live).touch()
        live.look()
        told = [str(fault) for fault in live.faults]
    live.read()

    assert [line.split("/macros/")[-1] for line in told] == [
        "theme/styles/1-base.css:1: Filen kan ikke leses (den finnes ikke). "
        "Se om den er flyttet, slettet eller åpen i et annet program."
    ]
    assert live.faults == []


def test_what_nobody_foresaw_is_shown_and_kept_for_the_developer(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("uventet")

    with monkeypatch.context() as patch:
        patch.setattr("macros.live.live.edition", broken)
        _topic(live).touch()
        live.look()
        shown = live.answer("")[2].decode()
        number = live.number
        live.look()
        live.read()
        again = live.number
    _topic(live).touch()
    live.look()

    assert "build/siste-feil.txt:1: Noe gikk galt som ikke skal kunne skje (RuntimeError)." in shown
    assert "uventet" in (live.project.folder / "build" / "siste-feil.txt").read_text("utf-8")
    assert again == number, "tried in vain, so the open pages have nothing to fetch"
    assert live.faults == []


def test_a_page_that_cannot_be_made_says_so_and_heals(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("uventet")

    with monkeypatch.context() as patch:
        patch.setattr("macros.live.workshop.Workshop.page", broken)
        status, kind, page = live.answer("om/")

    assert (status, kind) == (500, "text/html; charset=utf-8")
    assert "Noe gikk galt" in page.decode()
    assert f'("{live.number}")' in page.decode()
    assert live.answer("om/")[0] == 200


# What is saved in the theme and the settings.


@pytest.mark.parametrize(
    ("place", "old", "new", "page", "shown"),
    [
        ("macros/theme/nb.yml", "sti: Du er her", "sti: Her er du", "om/", "Her er du"),
        ("macros/theme/overrides/main.html", "</footer>", "<p>Ny bunn</p></footer>", "om/", "Ny bunn"),
        ("macros/theme/overrides/404.html", "ingress", "ingress ny", "finnes-ikke/", "ingress ny"),
        ("macros/theme/fragments/topic.html", "<", '<p class="ny"></p><', "tema/bolig/", 'class="ny"'),
        ("mkdocs.yml", "site_name: Håndbok for fengselsteam", "site_name: Vår bok", "om/", "Vår bok</title>"),
        ("macros/theme/overrides/partials/nav.html", "<nav", "<nav data-ny", "om/", "<nav data-ny"),
        ("macros/theme/nb.yml", "  om: Om\n", "  om: Om oss\n", "", "Om oss"),
        ("mkdocs.yml", "https://handbok.example/", "https://a.no/sti/", "om/", 'href="https://a.no/sti/om/"'),
        ("mkdocs.yml", "https://handbok.example/", "https://a.no/sti/", "sti/finnes-ikke/", 'href="/sti/sok/"'),
        ("mkdocs.yml", "toc: {permalink: false}", "toc: {permalink: true}", "om/", "headerlink"),
    ],
)  # fmt: skip
def test_a_save_in_the_theme_or_the_settings_is_on_the_next_page(
    served: Served, place: str, old: str, new: str, page: str, shown: str
) -> None:
    before = served.text(page)
    with served.saved(place, old, new):
        served.shows(shown, page)
    served.until(lambda: served.text(page) == before)

    assert shown not in before


@pytest.mark.parametrize("folder", ["styles", "scripts", "search"])
def test_a_saved_style_or_script_has_a_new_name_on_the_page(served: Served, folder: str) -> None:
    path, before = min((served.theme / folder).iterdir()), _assets(served)
    with served.saved(path.relative_to(served.folder).as_posix(), "\n", "\n/* fersk */\n"):
        served.until(lambda: _assets(served) != before)
        (new,) = (name for name in _assets(served) if name not in before)
        _, mine = served.get(new)
    served.until(lambda: _assets(served) == before)

    assert b"/* fersk */" in mine


def _assets(served: Served) -> list[str]:
    return re.findall(r"assets/\w+\.\w{8}\.\w+", served.text())


@pytest.mark.parametrize(
    ("place", "old", "new", "page", "told"),
    [
        ("macros/theme/nb.yml", "  sti: Du", "  sti: [Du", "om/", "macros/theme/nb.yml:19: «[» er åpnet her"),
        ("macros/theme/nb.yml", "  sti: Du", "  stie: Du", "om/", "macros/theme/nb.yml:15: «ramme.sti»: Hent det "),
        ("macros/theme/nb.yml", "minst {antall} igjen", "minst {antall igjen", "om/", "«tid.minst_igjen» kan ikke"),
        ("macros/theme/overrides/main.html", "<title>", "<title>{% if %}", "om/", "overrides/main.html:9: Malen"),
        ("macros/theme/overrides/main.html", "<title>", "<title>{{ x.y.z }}", "om/", "overrides/main.html:9: Malen"),
        ("macros/theme/fragments/topic.html", "<", "{{ v.tull }}<", "tema/bolig/", "fragments/topic.html:1: Malen"),
        ("macros/theme/fragments/topic.html", "<", "{{ v | tull }}<", "om/", "fragments/topic.html:1: Malen"),
        ("mkdocs.yml", "plugins:\n", "plugins: {\n", "om/", "mkdocs.yml:13: "),
        ("mkdocs.yml", "name: material", "name: tull", "om/", "mkdocs.yml:5: «theme» kan ikke brukes slik."),
        ("mkdocs.yml", "plugins:\n", "nav: [om/index.md]\nplugins:\n", "om/", "mkdocs.yml:12: Håndboken lager menyen"),
    ],
)  # fmt: skip
def test_a_fault_in_the_theme_or_the_settings_is_told_over_the_last_good_page_until_it_is_mended(
    served: Served, place: str, old: str, new: str, page: str, told: str
) -> None:
    before = served.text(page)
    with served.saved(place, old, new):
        served.shows(told, page)
        status, shown = served.get(page)
    served.until(lambda: served.text(page) == before)

    assert status == 200
    assert "feilbanner" in shown.decode()
    assert re.sub(r'<div class="feilbanner".*?</div>', "", shown.decode()) == before


def test_a_fault_in_a_sheet_is_told_where_the_sheet_was(served: Served) -> None:
    sheet = next(iter(re.findall(r"pdf/[\w-]+\.pdf", served.text("tema/bolig/"))), "pdf/kontaktark.pdf")
    with served.saved("macros/theme/typst/blocks.typ", "#let", "#nope\n#let"):
        served.until(lambda: b"macros/theme/typst/blocks.typ:" in served.get(sheet)[1])
        status = served.get(sheet)[0]
    served.until(lambda: served.get(sheet)[1].startswith(b"%PDF"))

    assert status == 500


def test_an_open_page_loads_itself_again_when_something_is_saved_and_when_it_is_mended(
    served: Served, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(f"{served.address}om/")
    with served.saved("docs/om/index.md", "\n\n", "\n\nFersk tekst.\n\n"):
        page.get_by_text("Fersk tekst.").wait_for()
    page.get_by_text("Fersk tekst.").wait_for(state="detached")
    with served.saved("mkdocs.yml", "plugins:\n", "plugins: {\n"):
        page.get_by_role("alert").get_by_text("mkdocs.yml:13:").wait_for()
    page.get_by_role("alert").wait_for(state="detached")
    page.close()


def test_changed_code_asks_for_a_restart(served: Served) -> None:
    with served.saved("macros/report.py", '"""', '"""Endret. '):
        served.shows("macros/report.py:1: Koden er endret, men den gamle kjører.")
    served.until(lambda: "Koden er endret" not in served.text())


def test_it_outlives_all_that_people_and_programs_do_to_files(served: Served) -> None:
    saves(served, 20, seed=1)
