"""Serve the site while it is being edited: each page is made when it is asked for, and fresh after every save.

When the content has faults, the last good edition is served with the faults in a banner.
"""

from __future__ import annotations

import gc
import mimetypes
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from macros.content.faults import Fault
from macros.content.files import record_files
from macros.content.load import Memory
from macros.edition import edition
from macros.outputs.docs.files import listed
from macros.outputs.words import word
from macros.project import THEME, Project
from macros.site import Workshop, site_url

HOST: Final = "127.0.0.1"
POLL_SECONDS: Final = 0.05
_WAIT_SECONDS: Final = 20
_LIVE: Final = """<script>
(function (edition) {
  fetch("/.levende?" + edition).then(function (answer) {
    if (answer.ok) location.reload(); else setTimeout(function () { location.reload(); }, 1000);
  }, function () { setTimeout(function () { location.reload(); }, 2000); });
})("%d");
</script>"""


class Live:
    """The newest good edition, its faults if the files have moved on, and a number that grows with every change."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._address = site_url(project)
        self.number = 0
        self.faults: list[Fault] = []
        self._memory = Memory()
        self._changed = threading.Condition()
        self._making = threading.Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="handbok-")
        self._workshop: Workshop | None = None
        self._answers: dict[tuple[str, int], tuple[int, str, bytes]] = {}
        self.read()

    def read(self) -> None:
        """Read the files; keep the last good edition when they have faults."""
        gc.disable()  # somebody waits for the page; what is thrown away can be collected after
        try:
            self._read()
        finally:
            gc.enable()

    def _read(self) -> None:
        self.stamps = self.files()
        made, faults = edition(self.project, self._memory, site_url=self._address)
        with self._making:
            if self._workshop is None:
                self._workshop = Workshop(self.project, Path(self._folder.name), made)
            elif not faults:
                self._workshop.take(made)
        with self._changed:
            self.faults = faults
            self.number += 1
            self._answers.clear()
            self._changed.notify_all()

    def files(self) -> dict[str, int]:
        """Return every file of the project with the moment it was last saved."""
        stamps = {}
        records = (file.path for root in self.project.roots for file in record_files(root))
        written = (found.path for found in listed(self.project.docs))
        for path in (*records, *written, *THEME.rglob("*")):
            stamps[str(path)] = 0
            with suppress(OSError):  # an editor's temporary file came and went, or a link leads nowhere
                stamps[str(path)] = path.stat().st_mtime_ns
        return stamps

    def wait_beyond(self, number: int) -> bool:
        """Wait until there is a newer edition than *number*; False when it takes too long."""
        with self._changed:
            return self._changed.wait_for(lambda: self.number != number, timeout=_WAIT_SECONDS)

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Return status, content type and body for *path*, made once for each edition."""
        number = self.number
        known = self._answers.get((path, number))
        if known is None:
            known = self._answers[path, number] = self._made(path)
        return known

    def _made(self, path: str) -> tuple[int, str, bytes]:
        workshop = self._workshop
        if workshop is None:
            raise RuntimeError("asked before the first edition was read")
        with self._making:
            page = workshop.page(path) if not path or path.endswith("/") else None
            body = page or workshop.file(f"{path}index.html" if path.endswith("/") else path)
        if body is None:
            message = f"<h1>{word('side.ikke_funnet')}</h1><p>{word('side.ikke_funnet_hjelp')}</p>"
            return 404, "text/html; charset=utf-8", self._with_live(message.encode())
        kind = (
            "text/html" if page or path.endswith("/") else mimetypes.guess_type(path)[0] or "application/octet-stream"
        )
        if kind == "text/html":
            body = self._with_live(body)
        return 200, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, body

    def _with_live(self, html: bytes) -> bytes:
        banner = ""
        if self.faults:
            lines = "".join(f"<li><code>{escape(str(fault))}</code></li>" for fault in self.faults)
            banner = f'<div class="feilbanner" role="alert"><p>{word("feil.banner")}</p><ul>{lines}</ul></div>'
        start = html.find(b">", html.find(b"<body")) + 1 if b"<body" in html else 0
        return html[:start] + banner.encode() + html[start:] + (_LIVE % self.number).encode()


def watch(live: Live, stop: threading.Event) -> None:
    """Read again whenever a file of the project changes."""
    while not stop.wait(POLL_SECONDS):
        if live.files() != live.stamps:
            live.read()


def server(live: Live, port: int) -> ThreadingHTTPServer:
    """Return a server of *live* on this machine only."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # the library's name
            url = urlsplit(self.path)
            if url.path == "/.levende":
                status = 200 if live.wait_beyond(int(url.query or 0)) else 204
                return self._send(status, "text/plain", b"")
            path = unquote(url.path).lstrip("/")
            return self._send(*live.answer(path))

        do_HEAD = do_GET  # noqa: N815  # the library's name

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            with suppress(ConnectionError):  # the reader closed the page
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
            """Say nothing: the terminal is for faults."""

    ThreadingHTTPServer.daemon_threads = True
    return ThreadingHTTPServer((HOST, port), Handler)


def serve(project: Project, port: int, ready: Callable[[str], None]) -> None:
    """Serve *project* until interrupted, and tell *ready* the address. Raises `OSError` for a port that is taken."""
    live, stop = Live(project), threading.Event()
    httpd = server(live, port)
    ready(f"http://{HOST}:{httpd.server_port}/")
    threading.Thread(target=watch, args=(live, stop), daemon=True).start()
    try:
        httpd.serve_forever()
    finally:
        stop.set()
        httpd.server_close()
