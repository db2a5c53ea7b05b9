"""The days of review as calendars, one for each owner, in the format of RFC 5545."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from typing import Final

from macros.handbook import Handbook
from macros.outputs.maintenance import File, due_words, files, files_words
from macros.outputs.output import Output
from macros.outputs.phrases import capital, listed, newest
from macros.outputs.words import word
from macros.records.references import Ref

PAGE: Final = "om/vedlikehold/"
_MOST: Final = 75
"""The most bytes of a line (3.1)."""
_END: Final = "\r\n"


def calendars(handbook: Handbook, site_url: str) -> Iterator[Output]:
    """Yield a calendar for each owner of files."""
    for owner in owners(handbook):
        own = [file for file in files(handbook) if file.owner == owner]
        yield Output(path_of(owner), lambda own=own: calendar(handbook, own, site_url))  # type: ignore[misc]  # bound now


def owners(handbook: Handbook) -> list[Ref]:
    """Return everyone that owns a file."""
    return sorted({file.owner for file in files(handbook)})


def path_of(owner: Ref) -> str:
    """Return the path on the site of the calendar of *owner*."""
    return f"{PAGE}{owner.id}.ics"


def calendar(handbook: Handbook, those: Iterable[File], site_url: str = "") -> bytes:
    """Return the days of *those* files as a calendar of whole days: an event for each owner and day.

    Nothing in it tells when it was made: it is stamped by the newest change.
    """
    stamp = newest([*handbook]).strftime("%Y%m%d")
    whose = sha256(f"{site_url}{handbook.municipality.title if handbook.municipality else ''}".encode()).hexdigest()[
        :12
    ]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Handbok for fengselsteam//Gjennomgang//NO", "METHOD:PUBLISH"]
    ordered = sorted(those, key=lambda file: (file.due.on, file.owner))
    for (on, owner), held in groupby(ordered, key=lambda file: (file.due.on, file.owner)):
        own = [*held]
        told = [word("vedlikehold.kalender_tekst", eier=capital(handbook.name(owner))), *_by_kind(own)]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{on}-{owner.id}-{whose}@handbok-fengselsteam",
            f"DTSTAMP:{stamp}T000000Z",
            f"DTSTART;VALUE=DATE:{on:%Y%m%d}",
            f"SUMMARY:{_escaped(word('vedlikehold.kalender_tittel', antall=files_words(own)))}",
            f"DESCRIPTION:{_escaped(chr(10).join(told))}",
            f"CATEGORIES:{_escaped(handbook.name(owner))}",
            *([f"URL:{site_url}{PAGE}"] if site_url else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return _END.join(_folded(line) for line in [*lines, "END:VCALENDAR", ""]).encode()


def _by_kind(those: list[File]) -> Iterator[str]:
    """Yield a line for each kind among *those*, with what they are called."""
    for (kinds, due), held in groupby(those, key=lambda file: (file.kinds, file.due)):
        titles = listed([file.title for file in held if file.title])
        yield f"{kinds}{f' – {titles}' if titles else ''}{due_words(due)}."


def _escaped(text: str) -> str:
    """Return *text* as a value (3.3.11)."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return *line* in pieces that are short enough, each after the first behind a space; no sign is cut in two."""
    pieces, size = [""], 0
    for sign in line:
        length = len(sign.encode())
        if size + length > _MOST:
            pieces.append("")
            size = 1  # the space
        pieces[-1] += sign
        size += length
    return f"{_END} ".join(pieces)
