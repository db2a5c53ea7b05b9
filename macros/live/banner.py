"""What the development server puts on a page: the faults on top, and a script that waits for a newer edition."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from macros.content.faults import Fault

_LIVE: Final = """<script>
(function (edition) {
  var asking = null;
  function ask() {
    if (asking || document.hidden) return;
    asking = new AbortController();
    fetch("/.levende?" + edition, { signal: asking.signal }).then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject();
    }).then(function (newest) {
      asking = null;
      if (newest === edition) ask(); else location.reload();
    }).catch(function () {
      asking = null;
      setTimeout(ask, 1000);
    });
  }
  document.addEventListener("visibilitychange", function () {
    if (document.hidden && asking) asking.abort(); else ask();
  });
  ask();
})("%d");
</script>"""
"""Waits for a newer edition. A browser has few lines to one server, so pages that nobody sees do not wait."""
_TOLD: Final = "Innholdet har feil. Siden viser siste utgave uten feil."
_NOTHING_TO_SHOW: Final = "Siden kan ikke vises ennå. Rett dette, så kommer den av seg selv."


def with_banner(html: bytes, faults: Iterable[Fault], number: int) -> bytes:
    """Return the page *html* of edition *number* with *faults* over it."""
    start = html.find(b">", html.find(b"<body")) + 1 if b"<body" in html else 0
    return html[:start] + _banner(_TOLD, faults) + html[start:] + (_LIVE % number).encode()


def faults_alone(faults: Iterable[Fault], number: int) -> bytes:
    """Return a page of *faults* and nothing else, for when there is no good page to show."""
    head = '<!doctype html>\n<html lang="nb"><meta charset="utf-8"><title>Feil i innholdet</title><body>'
    return head.encode() + _banner(_NOTHING_TO_SHOW, faults) + (_LIVE % number).encode()


def _banner(told: str, faults: Iterable[Fault]) -> bytes:
    lines = "".join(f"<li><code>{escape(str(fault))}</code></li>" for fault in faults)
    return f'<div class="feilbanner" role="alert"><p>{told}</p><ul>{lines}</ul></div>'.encode() if lines else b""
