"""Run axe on every kind of page in every way, and Lighthouse on four pages as a phone and as a desk.

Fails when axe finds anything or a score is below its mark. Outside the test suite: it takes minutes, and needs Node.js
and Chromium. `make audit` installs Lighthouse from its lock.

.venv/bin/python tests/audit.py
"""

# ruff: noqa: T201

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path

from browser import AXE, AXE_RULES, FLAGS, KINDS_OF_PAGE, axe_core, chromium, executable

from macros.publishing.nginx import POLICY

ROOT = Path(__file__).parents[1]
LIGHTHOUSE = ROOT / "build" / "tools" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
PAGES = ("", "ansvar/nav-kommunal/", "faser/exin-3-for-loslatelse/", "sjekklister/loslatelse/")
MARKS = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 98}
DEVICES = {"phone": [], "desk": ["--preset=desktop"]}


class _AsPublished(SimpleHTTPRequestHandler):
    """Serve as a proper web server would: compressed, with headers, cached where the name follows the content."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        pass

    def do_GET(self) -> None:  # the library's name
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        # Lighthouse asks for robots.txt from inside the page, which our own policy would not let any script do.
        self.send_header("Content-Security-Policy", f"{POLICY}; connect-src 'self'")
        self.send_header("Cache-Control", "max-age=31536000, immutable" if "assets" in path.parts else "no-cache")
        self.end_headers()
        self.wfile.write(body)


def _scores(url: str, device: list[str]) -> dict[str, int]:
    """Return each category's score, 0–100."""
    flags = f"--chrome-flags=--headless=new {' '.join(FLAGS)}"
    command = [str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--only-categories={','.join(MARKS)}", flags, *device]
    environment = {**os.environ, "CHROME_PATH": executable()}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    report = json.loads(done.stdout)
    scores = {name: round(100 * report["categories"][name]["score"]) for name in MARKS}
    for name in (name for name, mark in MARKS.items() if scores[name] < mark):
        for found in report["categories"][name]["auditRefs"]:
            audit = report["audits"][found["id"]]
            if audit["score"] is not None and audit["score"] < 0.9:
                print(f"    {name}: {audit['title']}")
    return scores


def _axe(base: str) -> int:
    """Print what axe finds at three widths, light and dark, folded out and with the menu open; return how much."""
    found = 0
    with chromium() as browser:
        page, script = browser.new_context(bypass_csp=True).new_page(), axe_core()
        for path in KINDS_OF_PAGE:
            page.goto(base + path)
            page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true })")
            page.evaluate(script)
            for width in (1280, 390, 320):
                page.set_viewport_size({"width": width, "height": 800})
                for scheme, drawer in product(("light", "dark"), ("shut", "open")):
                    button = page.locator("[data-meny]")
                    if drawer == "open":
                        if not button.is_visible():
                            continue
                        button.click()
                    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
                    faults = page.evaluate(AXE, AXE_RULES)
                    found += len(faults)
                    for fault in faults:
                        print(f"    /{path} {width} {scheme}, drawer {drawer}: {fault}")
                    page.keyboard.press("Escape")
    print(f"axe: {len(KINDS_OF_PAGE)} kinds of page in 10 ways, {found} violations\n", flush=True)
    return found


def main() -> int:
    """Print what is found; return 1 when something is wrong."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_AsPublished, directory=str(ROOT / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    low = _axe(f"http://127.0.0.1:{server.server_port}/")
    print(f"{'page':32} {'device':6} {'  '.join(MARKS)}")
    for page in PAGES:
        for device, flags in DEVICES.items():
            scores = _scores(f"http://127.0.0.1:{server.server_port}/{page}", flags)
            low += sum(scores[name] < mark for name, mark in MARKS.items())
            print(f"/{page:31} {device:6} {'  '.join(f'{scores[name]:{len(name)}}' for name in MARKS)}", flush=True)
    server.shutdown()
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
