"""The site as nginx gives it out, by the settings that our command writes: the real server, asked as browsers ask."""

from __future__ import annotations

import gzip
import io
import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from nginx import Nginx, nginx

from macros.__main__ import main
from macros.edition import Edition
from macros.publishing.editions import SHOWN, Editions
from macros.publishing.nginx import POLICY, TYPES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
HOST = "handbok.kommune.no"


class Published:
    """A municipality's folder, and what it publishes beside it."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.target = folder / "prosjekt", folder / "nett sted"
        shutil.copytree(ROOT / "tests" / "content", self.folder)
        settings = (ROOT / "mkdocs.yml").read_text("utf-8")
        (self.folder / "mkdocs.yml").write_text(re.sub(r"site_url: \S+", f"site_url: {address}", settings), "utf-8")

    def run(self, command: str) -> str:
        """Give a *command* in the folder, about the target; it must do what it is asked. Return what it tells."""
        told = io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(told):
            patch.chdir(self.folder)
            code = main([command, str(self.target)])
        assert code == 0, told.getvalue()
        return told.getvalue()

    def call_the_topic(self, title: str) -> None:
        """Give the topic of housing another title."""
        path = self.folder / "routines" / "kjerne" / "temaer.yml"
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"tittel: \w+", f"tittel: {title}", text, count=1), "utf-8")

    @contextmanager
    def served(self, place: Path) -> Iterator[Nginx]:
        with nginx(self.run("nginx"), place, HOST) as server:
            yield server


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Two editions; readers get the second."""
    made = Published(tmp_path_factory.mktemp("publisert"), f"https://{HOST}/")
    made.run("publish")
    made.call_the_topic("Husrom")
    made.run("publish")
    return made


@pytest.fixture(scope="module")
def server(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    with published.served(tmp_path_factory.mktemp("nginx") / "her") as running:
        yield running


def _files(published: Published) -> list[str]:
    shown = published.target / SHOWN
    return sorted(path.relative_to(shown).as_posix() for path in shown.rglob("*") if path.is_file())


def test_every_sort_of_file_is_given_out_as_what_it_is_with_the_headers_that_guard_it(
    published: Published, server: Nginx
) -> None:
    by_suffix = {path.rpartition(".")[2]: path for path in _files(published) if not path.startswith(".")}
    kinds = {}
    for suffix, path in by_suffix.items():
        answer = server.get(f"/{path}")
        kinds[suffix] = answer.headers["Content-Type"]
        assert answer.status == 200, path
        assert answer.body == (published.target / SHOWN / path).read_bytes(), path
        assert answer.headers["ETag"], path
        assert answer.headers["Server"] == "nginx", "no version"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert answer.headers["Content-Security-Policy"] == (None if suffix == "pdf" else POLICY), path
        assert answer.headers["Set-Cookie"] is None
        open_data = path.startswith("api/")
        assert answer.headers["Access-Control-Allow-Origin"] == ("*" if open_data else None), path
        assert answer.headers["Cross-Origin-Resource-Policy"] == ("cross-origin" if open_data else "same-origin"), path

    text = "; charset=utf-8"
    assert kinds == {
        "css": f"text/css{text}", "csv": f"text/csv{text}", "docx": TYPES["docx"], "png": "image/png",
        "gz": "application/gzip",
        "html": f"text/html{text}", "ics": f"text/calendar{text}", "js": f"text/javascript{text}",
        "json": f"application/json{text}", "pdf": "application/pdf", "sqlite": "application/vnd.sqlite3",
        "svg": f"image/svg+xml{text}", "txt": f"text/plain{text}", "xml": f"application/xml{text}",
    }  # fmt: skip


def test_the_two_files_that_their_suffix_does_not_tell_are_told_by_name(server: Nginx) -> None:
    for path, kind in {"om/endringer/atom.xml": "atom", "opensearch.xml": "opensearchdescription"}.items():
        answer = server.get(f"/{path}")
        assert answer.status == 200
        assert answer.headers["Content-Type"] == f"application/{kind}+xml; charset=utf-8"
        assert answer.headers["Content-Security-Policy"] == POLICY


def test_no_file_of_the_real_site_is_of_a_sort_that_is_not_known(real: Edition) -> None:
    assert {path.rpartition(".")[2] for path in real.outputs} - {*TYPES} == set()


def test_only_what_is_never_changed_is_kept_without_asking(published: Published, server: Nginx) -> None:
    kept = {path for path in _files(published) if "immutable" in server.get(f"/{path}").headers["Cache-Control"]}

    assert {path.rpartition("/")[0] for path in kept} == {"assets", "assets/javascripts", "assets/stylesheets"}
    assert len(kept) == 5
    assert all(re.search(r"\.[0-9a-f]{8}\.", path) for path in kept)
    for path in ("/", "/om/", "/sok/indeks.js", "/api/v1/alt.json", "/pdf/sjekkliste-loslatelse.pdf", "/finnes-ikke"):
        assert server.get(path).headers["Cache-Control"] == "no-cache", path


def test_what_a_browser_has_is_not_sent_again(server: Nginx) -> None:
    mark = server.get("/sok/indeks.js").headers["ETag"]
    again = server.get("/sok/indeks.js", **{"If-None-Match": mark})

    assert (again.status, again.body) == (304, b"")


def test_text_is_packed_on_the_way(server: Nginx) -> None:
    for path in ("/om/", "/sok/indeks.js", "/api/v1/alt.json", "/api/v1/oppgaver.csv", "/api/v1/handbok.sqlite"):
        packed, plain = server.get(path, **{"Accept-Encoding": "gzip"}), server.get(path)
        assert packed.headers["Content-Encoding"] == "gzip", path
        assert gzip.decompress(packed.body) == plain.body
        assert packed.headers["Vary"] == "Accept-Encoding"
        assert packed.headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize(
    "path", ["/finnes-ikke", "/om/finnes-ikke/", "/pdf/", "/assets/borte.0123abcd.css", "/.grunnlag.json", "/api/.x"]
)
def test_what_is_not_there_is_told_by_our_own_page(published: Published, server: Nginx, path: str) -> None:
    answer = server.get(path)

    assert answer.status == 404
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.body == (published.target / SHOWN / "404.html").read_bytes()


def test_an_address_without_its_slash_leads_to_the_page(server: Nginx) -> None:
    answer = server.get("/om")

    assert (answer.status, answer.headers["Location"]) == (301, "/om/")


def test_in_a_browser_a_page_of_each_kind_asks_nobody_else_and_breaks_no_rule(
    published: Published, server: Nginx, browser: Browser
) -> None:
    pages = [path.removesuffix("index.html") for path in _files(published) if path.endswith("index.html")]
    kinds = {(path.partition("/")[0], path.count("/")): path for path in pages}
    page, wrong = browser.new_page(), list[str]()
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(server.address) else None)
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective, e.blockedURI))"
    )
    for path in kinds.values():
        page.goto(f"{server.address}/{path}", wait_until="networkidle" if path == "sok/" else "load")

    assert len(kinds) > 30
    assert wrong == []
    assert page.context.cookies() == []
    page.close()


def test_a_switch_and_the_way_back_while_readers_ask_fails_nobody(published: Published, server: Nginx) -> None:
    """Every answer is whole, and of one of the two editions."""
    editions, stop, wrong = Editions.of(published.target), threading.Event(), list[str]()
    texts = {
        path: {(editions.place(number) / path).read_bytes() for number in (1, 2)} for path in _files(published)[1:]
    }
    shown = [path for path in texts if "index.html" in path][:20] + [
        path for path in texts if path.startswith("assets/")
    ]
    answered = 0

    def read() -> None:
        nonlocal answered
        while not stop.is_set():
            for path in shown:
                answer = server.get(f"/{path}")
                answered += 1
                if answer.status != 200 or answer.body not in texts[path]:
                    wrong.append(f"{path}: {answer.status}")

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(300):
        editions.show(1 + number % 2)
        time.sleep(0.002)
    stop.set()
    for reader in readers:
        reader.join()

    assert answered > 100
    assert wrong == []
    assert editions.shown == 2


def test_a_page_that_was_opened_before_a_switch_still_gets_its_styles(published: Published, server: Nginx) -> None:
    old = published.target / "utgaver" / "1" / "assets" / "gammel.0123abcd.css"
    old.write_text("body { color: red }", "utf-8")
    try:
        answer = server.get("/assets/gammel.0123abcd.css")
    finally:
        old.unlink()

    assert (answer.status, answer.body) == (200, b"body { color: red }")
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Content-Security-Policy"] == POLICY


def test_the_way_back_shows_readers_what_was_there_before(published: Published, server: Nginx) -> None:
    assert b"Husrom" in server.get("/tema/bolig/").body
    told = published.run("rull-tilbake")
    try:
        assert told.startswith("Leserne har nå utgave 1 (")
        assert b"Husrom" not in server.get("/tema/bolig/").body
    finally:
        assert "Leserne har nå utgave 2" in published.run("publish")
    assert b"Husrom" in server.get("/tema/bolig/").body


def test_a_site_under_another_has_all_of_it_there(tmp_path: Path) -> None:
    made = Published(tmp_path, f"https://{HOST}/for-ansatte/handbok/")
    made.run("publish")
    base = "/for-ansatte/handbok"
    with made.served(tmp_path / "nginx") as server:
        assert server.get(f"{base}/").status == 200
        assert server.get(f"{base}/om").headers["Location"] == f"{base}/om/"
        assert server.get(base).headers["Location"] == f"{base}/"
        assert server.get(f"{base}/api/v1/alt.json").headers["Access-Control-Allow-Origin"] == "*"
        assert server.get(f"{base}/om/endringer/atom.xml").headers["Content-Type"].startswith("application/atom+xml")
        style = re.search(r'href="([^"]*handbok\.[0-9a-f]{8}\.css)"', server.get(f"{base}/finnes-ikke").body.decode())
        assert style
        assert style[1].startswith(base)
        assert "immutable" in server.get(style[1]).headers["Cache-Control"]
        assert server.get(f"{base}/.grunnlag.json").status == 404
        assert server.get("/om/").status == 404


@pytest.mark.parametrize("name", ["nett$sted", 'nett"sted', "nett;sted"])
def test_a_folder_whose_name_nginx_would_misread_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["nginx", str(tmp_path / name), "--prove"]) == 1
    assert "nginx kan ikke lese et slikt navn" in capsys.readouterr().err
