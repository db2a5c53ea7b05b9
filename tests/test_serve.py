"""The development server: fresh after a save, the last good edition when there are faults."""

from __future__ import annotations

import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.project import Project
from macros.serve import Live, server, watch

OLD, NEW = "Kartlegge", "Kartlegge grundig"


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


def test_the_server_answers_on_this_machine_only(live: Live) -> None:
    httpd = server(live, 0)

    assert httpd.server_address[0] == "127.0.0.1"
    httpd.server_close()
