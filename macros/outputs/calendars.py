"""The days of review as a calendar, in the format of RFC 5545."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from macros.handbook import Handbook
from macros.outputs.maintenance import File, by_day, due_notes, files, files_words
from macros.outputs.output import Output
from macros.outputs.phrases import capital, listed, newest
from macros.outputs.words import word

PAGE: Final = "om/vedlikehold/"
CALENDAR: Final = f"{PAGE}gjennomgang.ics"
_MOST: Final = 75
"""The most bytes of a line (3.1)."""
_END: Final = "\r\n"


def calendars(handbook: Handbook, site_url: str) -> Iterator[Output]:
    """Yield the calendar of all files, under a name that no change of owners takes away."""
    yield Output(CALENDAR, lambda: calendar(handbook, files(handbook), site_url))


def calendar(handbook: Handbook, those: Iterable[File], site_url: str = "") -> bytes:
    """Return the days of *those* files as a calendar of whole days: an event for each owner and day.

    Nothing in it tells when it was made: it is stamped by the newest change.
    """
    stamp = newest([*handbook]).strftime("%Y%m%d")
    whose = sha256(f"{site_url}{handbook.municipality.title if handbook.municipality else ''}".encode()).hexdigest()[
        :12
    ]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Handbok for fengselsteam//Gjennomgang//NO", "METHOD:PUBLISH"]
    for day in by_day(those):
        on, owner = day.due.on, day.owner
        number = files_words(len(day.files))
        notes = ", ".join(due_notes(day.due))
        more = f" ({notes})" if notes else ""
        told = [word("vedlikehold.kalender_tekst", eier=capital(handbook.name(owner)), mer=more)]
        told += [f"{kinds}{_titles(held)}." for kinds, held in day.kinds]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{on}-{owner.id}-{day.due.proposed:d}{day.due.never:d}-{whose}@handbok-fengselsteam",
            f"DTSTAMP:{stamp}T000000Z",
            f"DTSTART;VALUE=DATE:{on:%Y%m%d}",
            f"SUMMARY:{_escaped(word('vedlikehold.kalender_tittel', eier=handbook.name(owner), antall=number))}",
            f"DESCRIPTION:{_escaped(chr(10).join(told))}",
            f"CATEGORIES:{_escaped(handbook.name(owner))}",
            *([f"URL:{site_url}{PAGE}"] if site_url else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return _END.join(_folded(line) for line in [*lines, "END:VCALENDAR", ""]).encode()


def _titles(those: tuple[File, ...]) -> str:
    titles = listed([file.title for file in those if file.title])
    return f" – {titles}" if titles else ""


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
