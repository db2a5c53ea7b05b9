"""A real browser for tests: the Chromium that is installed, or a skip with one clear line."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from macros.publishing.nginx import POLICY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

KINDS_OF_PAGE = [
    "hvem-gjor-hva/oversikt/", "lag-liste/", "hvilken-kommune/", "hvem-tar-over/", "ikke-beskrevet/", "taushetsplikt/",
    "", "forlopet/", "hvem-gjor-hva/", "ansvar/kommunen/", "ansvar/kommunen/forberede-loslatelse/", "rutiner/",
    "rutiner/fengselsteam/", "sjekklister/loslatelse/", "skjemaer/samarbeid-nav-exin/", "tema/bolig/",
    "faser/exin-3-for-loslatelse/", "lover/strgjfl/", "kilder/rundskriv-2006/", "uenighet/boliglofte/", "begreper/",
    "roller/kommunen-mottak/", "tidspunkter/", "om/", "om/endringer/", "sok/", "sok/l/", "404.html", "ny-i-teamet/",
    "ny-i-teamet/exin-1-inntak/", "ny-i-teamet/ovingscaser/varetekt-uten-bolig/", "skjemaer/mine-forste-fjorten-dager/",
    "om/apne-data/", "om/apne-data/oppgaver/",
]  # fmt: skip

AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
AXE = """rules => axe.run(document, {resultTypes: ["violations"], ...rules}).then(
    result => result.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`))"""
"""Run axe with some rules in a page that has it; gives what it found, a line each."""


def axe_core() -> str:
    """Return the script of axe-core, from its package."""
    import axe_playwright_python  # only where a browser is

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def executable() -> str:
    """Return the browser's path. Where there is none: skip, or fail if HANDBOK_REQUIRE_BROWSER is set."""
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
    )
    if not found and os.environ.get("HANDBOK_REQUIRE_BROWSER"):
        pytest.fail("Chromium is missing, and HANDBOK_REQUIRE_BROWSER is set")
    if not found:
        pytest.skip("browser tests skipped: install Chromium to run them")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser."""
    path = executable()
    from playwright.sync_api import sync_playwright  # only where a browser is

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        pass

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve *folder* on loopback with a strict content security policy; yield its address, with a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
