"""The address of the site: it is printed, scanned and typed, so it must be plain, and lead somewhere."""

from __future__ import annotations

import re
from typing import Final

from macros.content.faults import ContentError, Fault
from macros.outputs.addresses import leads_nowhere
from macros.project import Project

_PLAIN: Final = re.compile(r"https?://[A-Za-z0-9À-ž-]+(\.[A-Za-z0-9À-ž-]+)*(:\d{1,5})?(/[A-Za-z0-9À-ž._~-]+)*/?")
_LONGEST: Final = 120
"""The most letters of an address that still can be read off a sheet, and whose picture stays coarse."""
_NAME: Final = "mkdocs.yml"


def plain(url: str) -> bool:
    """Whether *url* is an address that can be printed, scanned and typed."""
    return _PLAIN.fullmatch(url) is not None and len(url) <= _LONGEST


def checked(project: Project, url: str) -> str:
    """Return *url*, which the settings say; it may be empty. Raises `ContentError` when it cannot be printed."""
    if not url or plain(url):
        return url
    message = (
        "«site_url» må være en vanlig nettadresse, som https://handbok.kommune.no/, uten spørsmålstegn, # og passord"
    )
    remedy = f"{message}, og på høyst {_LONGEST} tegn. Rett den."
    raise ContentError([Fault(project.shown(project.config), _line(project), remedy)])


def published_at(project: Project, url: str) -> str:
    """Return *url*, where a site that is no trial will stand. Raises `ContentError` when nobody can come there."""
    if not leads_nowhere(url):
        return url
    own = project.config.is_relative_to(project.folder)
    what = "er et eksempel og fører ingen steder" if url else "mangler"
    where = f"i {_NAME}" if own else f"i en egen {_NAME} i mappen. Kopier den fra {project.config}, og rett den"
    remedy = f"Skriv adressen der nettstedet skal ligge, {where}. Vil du bare se det, bygg en prøveutgave med --prove."
    place = (project.shown(project.config), _line(project)) if own else (_NAME, 1)
    raise ContentError([Fault(*place, f"Adressen «site_url» {what}. {remedy}")])


def host_and_place(url: str) -> tuple[str, str]:
    """Return the name of the machine in *url*, as machines write it, and the place of the site there: `/under/`."""
    host, _, place = url.partition("://")[2].partition("/")
    name = host.partition(":")[0]
    return name.encode("idna").decode() if name else "", f"/{place}/" if (place := place.strip("/")) else "/"


def trial_note(url: str) -> str:
    """Return what is said of a trial whose address *url* leads nowhere, or nothing."""
    return (
        "Prøveutgave: arkene har ingen adresse. Skriv den i «site_url» før du publiserer." if leads_nowhere(url) else ""
    )


def _line(project: Project) -> int:
    lines = project.config.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.startswith("site_url")), 1)
