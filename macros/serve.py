"""Serve the site while it is being edited, to a browser on this machine and to nobody else."""

from __future__ import annotations

import gc
import re
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from macros.editor.app import MOST_BYTES, Editor
from macros.editor.room import PREFIX
from macros.live import Live, watch
from macros.project import Project

HOST: Final = "127.0.0.1"
_OURS: Final = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE)
"""What a browser calls this machine. Under another name it is a strange site that asks, to read drafts."""
_NEWS: Final = "/.levende"
_NUMBER: Final = re.compile(r"[0-9]{1,10}")
_IMPOSSIBLE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NOT_IN_A_PLACE: Final = re.compile(r"[\x00-\x1f\x7f\\]|(?:^|/)\.{1,2}(?:/|$)")
_PLAIN: Final = "text/plain; charset=utf-8"
_SAID: Final = {
    400: "Adressen kan ikke leses. Skriv den på nytt.",
    403: "Sidene vises bare på denne maskinen. Skriv adressen slik den står i terminalen.",
    405: "Sidene kan bare hentes og leses.",
    413: "Skjemaet er for stort. Del innholdet i flere poster.",
    414: "Adressen er for lang. Skriv den på nytt.",
}
_SAID_OTHERWISE: Final = "Det nettleseren spør om, kan ikke leses."
_DRAINED: Final = 16
"""How many pieces of a refused request are read, so that whoever sends it gets to see the answer."""

__all__ = ["HOST", "Live", "serve", "server", "watch"]


def server(live: Live, port: int) -> ThreadingHTTPServer:
    """Return a server of *live*, and of what edits it, on this machine only."""
    editor = Editor(live)

    class Handler(_Handler):
        def do_GET(self) -> None:  # the library's name
            if self.has_body() or self.is_strange():
                return
            if self.path.startswith(f"{PREFIX}/"):
                self.hand_over(editor)
            else:
                self.give(live)

        do_HEAD = do_GET  # noqa: N815  # the library's name

        def do_POST(self) -> None:  # the library's name
            if not self.path.startswith(f"{PREFIX}/"):
                self.send_error(405)
            elif not self.is_strange():
                self.hand_over(editor)

    return _Server((HOST, port), Handler)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a reader that hung up: the terminal is for faults."""


class _Handler(BaseHTTPRequestHandler):
    """Reads what is asked for, and refuses what no browser on this machine asks."""

    protocol_version = default_request_version = "HTTP/1.1"
    timeout = 30

    def has_body(self) -> bool:
        """Refuse to be asked for a page with a body, and say whether it was."""
        if self.headers.get("Transfer-Encoding") or self.headers.get("Content-Length", "0") != "0":
            self.send_error(400)
            return True
        return False

    def is_strange(self) -> bool:
        """Refuse a request that is not ours to answer, and say whether it was."""
        hosts = self.headers.get_all("Host", [])
        if (hosts or self.request_version != "HTTP/1.0") and not (
            len(hosts) == 1 and _OURS.fullmatch(str(hosts[0]).strip())
        ):
            self.send_error(403)
            return True
        return False

    def hand_over(self, editor: Editor) -> None:
        """Let *editor* answer: what is sent to it is a form of a size that can be."""
        if _place(self.path.partition("?")[0]) is None:
            return self.send_error(400)
        length = self.headers.get_all("Content-Length", ["0"])
        if self.headers.get("Transfer-Encoding") or len(length) != 1 or not _NUMBER.fullmatch(length[0]):
            return self.send_error(400)
        if int(length[0]) > MOST_BYTES:
            return self.send_error(413)
        body = self.rfile.read(int(length[0]))
        if len(body) < int(length[0]):
            return self.send_error(400)
        status, headers, answer = editor.answer(self.command, self.path, self.headers.items(), body)
        own = [(name, value) for name, value in headers if name.lower() not in ("content-length", "content-type")]
        return self._send(status, dict(headers)["Content-Type"], answer, own)

    def give(self, live: Live) -> None:
        """Answer with what is at the address, or wait for news."""
        asked, _, query = self.path.partition("?")
        if asked == _NEWS:
            if not _NUMBER.fullmatch(query):
                return self.send_error(400)
            live.wait_beyond(int(query))
            return self._send(200, _PLAIN, str(live.number).encode())
        place = _place(asked)
        if place is None:
            return self.send_error(400)
        under = unquote(urlsplit(live.address).path).strip(
            "/"
        )  # where the site will stand, as its 404 page's links say
        return self._send(*live.answer(place.removeprefix(f"{under}/") if under else place))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse in plain words and hang up: what comes next may be the body of what was refused."""
        status = 405 if code == 501 else code  # the library's number for a method that is not there
        self.close_connection = True
        self._send(status, _PLAIN, f"{_SAID.get(status, _SAID_OTHERWISE)}\n".encode())
        with suppress(OSError):
            self.connection.shutdown(
                1
            )  # nothing more is written; what is still sent is read, or the answer would be lost
            self.connection.settimeout(1)
            for _ in range(_DRAINED):
                if not self.rfile.read1(65536):
                    break

    def handle_expect_100(self) -> bool:
        """Wait for no body: no form of ours asks before it sends."""
        return True

    def _send(self, status: int, kind: str, body: bytes, own: Sequence[tuple[str, str]] = ()) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in own:
            self.send_header(name, value)
        if status == 405:
            self.send_header("Allow", "GET, HEAD")
        if self.close_connection:
            self.send_header("Connection", "close")
        try:
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
        except ConnectionError:  # the reader closed the page
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Say nothing: the terminal is for faults."""


def _place(asked: str) -> str | None:
    """Return the place on the site that *asked*, the path of a request, means; None for what can be no place."""
    if not asked.startswith("/") or _IMPOSSIBLE.search(asked):
        return None
    try:
        place = unquote_to_bytes(asked.encode("latin-1")).decode()
    except UnicodeDecodeError:
        return None
    return None if _NOT_IN_A_PLACE.search(place) else place[1:]


def serve(project: Project, port: int, say: Callable[[str], None]) -> None:
    """Serve *project* until interrupted; *say* its faults and address. Raises `OSError` for a port that is taken."""
    live, stop = Live(project), threading.Event()
    httpd = server(live, port)
    for fault in live.faults:
        say(str(fault))
    say(f"Nettstedet er på http://{HOST}:{httpd.server_port}/ – stopp med Ctrl+C.")
    gc.disable()  # whoever has saved waits for a page; the watch collects when nobody does
    threading.Thread(target=watch, args=(live, stop), daemon=True).start()
    try:
        httpd.serve_forever()
    finally:
        stop.set()
        httpd.server_close()
