"""The address of the site: it is printed, scanned and typed, so it must be plain."""

from __future__ import annotations

import re
from typing import Final

from macros.content.faults import ContentError, Fault
from macros.project import Project

_PLAIN: Final = re.compile(r"https?://[A-Za-z0-9À-ž-]+(\.[A-Za-z0-9À-ž-]+)*(:\d{1,5})?(/[A-Za-z0-9À-ž._~-]+)*/?")
_LONGEST: Final = 120
"""The most letters of an address that still can be read off a sheet, and whose picture stays coarse."""
_HOST: Final = re.compile(r"https?://([^/:?#]+)")
_EXAMPLE: Final = (".example", ".invalid", ".test", "localhost", "example.com", "example.org", "example.net")
"""The ends of addresses that lead nowhere for others (RFC 2606 and 6761)."""


def checked(project: Project, url: str) -> str:
    """Return *url*, which the settings say; it may be empty. Raises `ContentError` when it cannot be printed."""
    if not url or (_PLAIN.fullmatch(url) and len(url) <= _LONGEST):
        return url
    message = (
        "«site_url» må være en vanlig nettadresse, som https://handbok.kommune.no/, uten spørsmålstegn, # og passord"
    )
    remedy = f"{message}, og på høyst {_LONGEST} tegn. Rett den."
    raise ContentError([Fault(project.shown(project.config), _line(project), remedy)])


def leads_somewhere(url: str) -> bool:
    """Whether *url* is an address, and no example."""
    host = _HOST.match(url)
    return host is not None and not host[1].endswith(_EXAMPLE)


def warning_of(project: Project, url: str) -> Fault | None:
    """Return the warning that *url* is only an example, or None."""
    if leads_somewhere(url):
        return None
    message = "Adressen «site_url» er et eksempel, så arkene og QR-kodene viser feil. Skriv inn nettstedets adresse."
    return Fault(project.shown(project.config), _line(project), message)


def _line(project: Project) -> int:
    lines = project.config.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.startswith("site_url")), 1)
