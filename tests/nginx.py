"""The real nginx on loopback, with the settings that the command writes, as a plain program that leaves nothing."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_AROUND = """daemon off;
{user}
pid {place}/nginx.pid;
error_log {place}/feil.txt warn;
events {{ }}
http {{
    client_body_temp_path {place}/1;
    proxy_temp_path {place}/2;
    fastcgi_temp_path {place}/3;
    uwsgi_temp_path {place}/4;
    scgi_temp_path {place}/5;
    include {place}/nettsted.conf;
}}
"""


class Answer:
    """What nginx answers: the status, the headers and the body."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.body = response.status, response.read()
        self.headers = response.headers


class Nginx:
    """A server that runs at *port*."""

    def __init__(self, port: int, host: str) -> None:
        self.port, self.host = port, host
        self.address = f"http://127.0.0.1:{port}"

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for *path*, as the site's own name."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Host": self.host, **headers})
            return Answer(connection.getresponse())
        finally:
            connection.close()


def executable() -> str:
    """Return the path of nginx. Where there is none: skip, or fail if HANDBOK_REQUIRE_NGINX is set."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if not found and os.environ.get("HANDBOK_REQUIRE_NGINX"):
        pytest.fail("nginx is missing, and HANDBOK_REQUIRE_NGINX is set")
    if not found:
        pytest.skip("tests of the web server skipped: install nginx to run them")
    return found


@contextmanager
def nginx(settings: str, place: Path, host: str) -> Iterator[Nginx]:
    """Run nginx with *settings* and nothing else, with all it keeps in the new folder *place*."""
    program = executable()
    place.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    here = settings.replace("    listen 80;\n    listen [::]:80;\n", f"    listen 127.0.0.1:{port};\n")
    assert here != settings
    (place / "nettsted.conf").write_text(here, "utf-8")
    user = "user root root;" if hasattr(os, "getuid") and os.getuid() == 0 else ""  # else it would read as nobody
    (place / "nginx.conf").write_text(_AROUND.format(place=place, user=user), "utf-8")
    command = [program, "-p", str(place), "-c", str(place / "nginx.conf"), "-e", str(place / "feil.txt")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    assert "warn" not in tried.stderr, tried.stderr
    running = subprocess.Popen(command)
    try:
        for _ in range(200):
            with socket.socket() as trying:
                if trying.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        yield Nginx(port, host)
    finally:
        running.terminate()
        running.wait()
