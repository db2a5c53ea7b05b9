"""The development server over the wire: nobody but a browser on this machine reads the drafts, whatever is sent."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.project import Project
from macros.serve import Live, server


@pytest.fixture(scope="module")
def port(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("serve") / "prosjekt"
    shutil.copytree(tiny, folder)
    (folder / "hemmelig.txt").write_text("hemmelig", "utf-8")
    httpd = server(Live(Project(folder)), 0)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield httpd.server_port
    httpd.shutdown()
    httpd.server_close()


def _sent(port: int, request: str) -> str:
    """Send *request* on a line of its own and return all that comes before the server hangs up, or falls silent."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(request.encode())
        line.shutdown(socket.SHUT_WR)
        told = b""
        while piece := line.recv(65536):
            told += piece
    return told.decode()


def _asked(port: int, target: str, *headers: str, method: str = "GET", host: str = "localhost") -> tuple[int, str]:
    """Return the status and all of the answer to one request."""
    told = _sent(port, "\r\n".join((f"{method} {target} HTTP/1.1", f"Host: {host}", *headers, "", "")))
    return int(told.split()[1]), told


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]", "[::1]:8000"])
def test_a_browser_on_this_machine_is_answered(port: int, host: str) -> None:
    assert _asked(port, "/", host=host)[0] == 200


@pytest.mark.parametrize(
    "host",
    ["ond.example", "127.0.0.1.ond.example", "localhost.ond.example:8000", "ond.example:127.0.0.1", "", "localhost:",
     "localhost:x", "localhost:٣", "127.0.0.2", "localhost, ond.example", "meg@localhost"],
)  # fmt: skip
@pytest.mark.parametrize("target", ["/", "/sok/indeks.js", "/.levende?1"])
def test_another_site_reads_nothing_under_its_own_name(port: int, host: str, target: str) -> None:
    status, told = _asked(port, target, host=host)

    assert status == 403
    assert "Sidene vises bare på denne maskinen." in told
    assert "<html" not in told


def test_a_request_must_say_once_whom_it_asks(port: int) -> None:
    assert _sent(port, "GET / HTTP/1.1\r\n\r\n").startswith("HTTP/1.1 403 ")
    assert _asked(port, "/", "Host: ond.example")[0] == 403
    assert _sent(port, "GET / HTTP/1.0\r\n\r\n").startswith("HTTP/1.1 200 ")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "get", "TULL"])
def test_pages_can_only_be_read(port: int, method: str) -> None:
    body = "GET /hemmelig HTTP/1.1\r\nHost: localhost\r\n\r\n"
    status, told = _asked(port, "/", f"Content-Length: {len(body)}", "", body, method=method)

    assert status == 405
    assert "\r\nAllow: GET, HEAD\r\n" in told
    assert told.count("HTTP/1.1 ") == 1, "what was in the body was taken for a request"


@pytest.mark.parametrize(
    "header",
    ["Content-Length: 5", "Content-Length: -1", "Content-Length: 99999999999999999999", "Content-Length: x",
     "Transfer-Encoding: chunked"],
)  # fmt: skip
def test_a_page_is_asked_for_without_a_body(port: int, header: str) -> None:
    status, told = _asked(port, "/", header, "", "GET /om/ HTTP/1.1\r\nHost: localhost\r\n")

    assert status == 400
    assert told.count("HTTP/1.1 ") == 1


@pytest.mark.parametrize(
    "target",
    ["/.levende?abc", "/.levende?-1", "/.levende?9999999999999999999", "/.levende?٣", "/.levende?%D9%A3", "/.levende",
     "/.levende?1&1", "/%", "/%zz", "/%ff", "/%00", "/om/%00", "/..", "/../hemmelig.txt", "/om/../../hemmelig.txt",
     "/%2e%2e/hemmelig.txt", "/om/%2e%2e%2fhemmelig.txt", "/..%5chemmelig.txt", "/om\\..\\hemmelig.txt", "/./om/",
     "http://localhost/", "http://ond.example/", "ond.example:80", "*", "om/", "?", "#"],
)  # fmt: skip
def test_an_address_that_no_page_has_is_refused(port: int, target: str) -> None:
    status, told = _asked(port, target)

    assert status == 400
    assert "hemmelig" not in told
    assert "Traceback" not in told


# What edits: it takes what is sent, but of nobody else.

FORM = "/.rediger/kjerne/oppgave/begynne-tidlig/"
_BODY = "tittel=X&_gj%C3%B8r=skriv"
_SENT = (f"Content-Length: {len(_BODY)}", "Content-Type: application/x-www-form-urlencoded", "", _BODY)


@pytest.mark.parametrize(
    ("headers", "host", "status"),
    [
        (("Origin: http://ond.example", *_SENT), "localhost", 403),
        (_SENT, "localhost", 403),
        (("Origin: http://ond.example", *_SENT), "ond.example", 403),
        (("Origin: http://localhost", "Sec-Fetch-Site: cross-site", *_SENT), "localhost", 403),
        (("Origin: http://localhost", "Content-Length: 2000000", "", ""), "localhost", 413),
        (("Origin: http://localhost", "Content-Length: -1", "", ""), "localhost", 400),
        (("Origin: http://localhost", "Content-Length: 5", "Content-Length: 5", "", "a=b&c"), "localhost", 400),
        (("Origin: http://localhost", "Transfer-Encoding: chunked", "", "0"), "localhost", 400),
        (("Origin: http://localhost", "Content-Length: 900", "", "a=b"), "localhost", 400),
        (("Origin: http://localhost", *_SENT), "localhost", 200),
    ],
)
def test_what_is_sent_to_a_form_is_heard_from_its_own_page_alone(
    port: int, headers: tuple[str, ...], host: str, status: int
) -> None:
    """The last is sent without the token: the form is shown again, and nothing is written."""
    line = "\r\n".join((f"POST {FORM} HTTP/1.1", f"Host: {host}", *headers))
    told = _sent(port, line)

    assert told.startswith(f"HTTP/1.1 {status} ")
    assert told.count("HTTP/1.1 ") == 1
    assert "Traceback" not in told


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "post"])
def test_a_form_is_opened_and_sent_in_no_other_way(port: int, method: str) -> None:
    assert _asked(port, FORM, "Content-Length: 0", method=method)[0] == 405


def test_a_form_is_for_a_page_on_this_machine(port: int) -> None:
    assert _asked(port, FORM)[0] == 200
    assert _asked(port, FORM, host="ond.example")[0] == 403
    assert _asked(port, FORM, "Sec-Fetch-Site: cross-site")[0] == 403
    assert _asked(port, "/.rediger/%2e%2e/hemmelig.txt")[0] == 400


@pytest.mark.parametrize(
    "target",
    ["//ond.example/", "//hemmelig.txt", "/hemmelig.txt", "/om//", "/routines/kjerne/temaer.yml", "/docs/index.md",
     "/index.md", "/om/index.md", f"/{'a' * 5000}", "/etc/passwd", "/%2fetc%2fpasswd", "/c:/hemmelig.txt"],
)  # fmt: skip
def test_only_what_is_on_the_site_is_served(port: int, target: str) -> None:
    status, told = _asked(port, target)

    assert status == 404
    assert "Siden finnes ikke" in told
    assert "forvaltning:" not in told


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (f"GET /{'a' * 70_000} HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        ("GET / HTTP/1.1\r\nHost: localhost\r\n" + "X-A: 1\r\n" * 200 + "\r\n", 431),
        (f"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: {'a' * 70_000}\r\n\r\n", 431),
        ("GET / om HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        ("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", 505),
        ("GET / HTTP/x\r\nHost: localhost\r\n\r\n", 400),
        ("tull\r\n\r\n", 400),
    ],
)
def test_what_is_no_request_is_refused_in_plain_words(port: int, request_: str, status: int) -> None:
    told = _sent(port, request_)

    assert told.startswith(f"HTTP/1.1 {status} ")
    assert "\r\nContent-Length: " in told
    assert "\r\nConnection: close\r\n" in told
    assert "<" not in told


@pytest.mark.parametrize("target", ["/", "/om/", "/finnes-ikke/", "/sok/indeks.js", "/api/v1/alt.json", "/.levende?1"])
def test_only_our_own_pages_may_use_what_is_served(port: int, target: str) -> None:
    told = _asked(port, target)[1]

    assert "\r\nCross-Origin-Resource-Policy: same-origin\r\n" in told
    assert "\r\nX-Content-Type-Options: nosniff\r\n" in told
    assert "Access-Control-" not in told


@pytest.mark.parametrize("target", ["/", "/finnes-ikke/", "/assets/logo.svg", "/.levende?1", "/%00"])
def test_head_is_get_without_a_body(port: int, target: str) -> None:
    head, get = (_asked(port, target, method=method)[1].split("\r\n\r\n", 1) for method in ("HEAD", "GET"))

    def fields(told: str) -> list[str]:
        return [line for line in told.splitlines() if not line.startswith("Date:")]

    assert fields(head[0]) == fields(get[0])
    assert head[1] == ""


def test_one_line_carries_many_requests(port: int) -> None:
    once = "GET /om/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    told = _sent(port, once * 5)

    assert told.count("HTTP/1.1 200 ") == 5


def test_many_who_wait_or_say_nothing_stop_nobody(port: int) -> None:
    number = _asked(port, "/.levende?1")[1].rpartition("\r\n")[2]
    silent = [socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(60)]
    for line in silent[::2]:
        line.sendall(f"GET /.levende?{number} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    for line in silent[1::2]:
        line.sendall(b"GET /om/ HT")
    status = _asked(port, "/om/")[0]
    for line in silent:
        line.close()

    assert status == 200
