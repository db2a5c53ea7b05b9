"""How the municipality looks, on pages, sheets and in Word: its colours and its logo. Without either, as we look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from macros.handbook import Handbook
from macros.outputs.output import Output
from macros.outputs.words import word
from macros.records.colour import NEEDED, contrast, mixed, nearest

_PAPER, _NIGHT = "#fdfcfa", "#14191b"
_LIGHTEST_NIGHT, _NIGHT_INK = "#3a2f14", "#e9e7e2"
"""The lightest of the dark surfaces that words in the colour stand on, and the ink on the head of a page by night."""
_WELL = 7.0
_HIGH = 36
"""How high the logo is in the head of a page."""
_WIDEST_IN_A_TAB = 2
"""How many times wider than high the logo can be and still be seen in a tab, which has a square of 16 pixels for it."""
_ON_PAPER = (60.0, 12.0)
"""How wide and high the logo is at most on paper, in millimetres."""
_TINTS = (0.14, 0.12, 0.1, 0.08, 0.06, 0.04, 0.02, 0.0)


def colours(handbook: Handbook) -> bytes:
    """Return the style rules of the municipality's colours, for screens: print is black on white, always."""
    given = handbook.municipality.colours if handbook.municipality else ()
    if not given:
        return b""
    head, accent = given[0], given[-1]
    day = {"topp": head, "på-topp": "#fff", "aksent": accent, "aksent-lys": _tint(accent)}
    tint = mixed(_NIGHT, accent, 0.25)
    ground = max(tint, _LIGHTEST_NIGHT, key=lambda one: contrast(one, "#000000"))
    night = {
        "topp": nearest(head, "#000000", _NIGHT_INK, _WELL),
        "på-topp": _NIGHT_INK,
        "aksent": nearest(accent, "#ffffff", ground, _WELL),
        "aksent-lys": tint,
    }
    by_night = "@media screen and (prefers-color-scheme: dark)"
    return f"@media screen {{ {_rule(day)} }}\n{by_night} {{ {_rule(night)} }}\n".encode()


def _tint(accent: str) -> str:
    """Return the light surface of *accent*: as much of it as can be seen while words in it can be read there."""
    tints = (mixed(_PAPER, accent, share) for share in _TINTS)
    return next(tint for tint in tints if contrast(accent, tint) >= NEEDED)


def _rule(said: Mapping[str, str]) -> str:
    return ":root { " + " ".join(f"--{name}: {colour};" for name, colour in said.items()) + " }"


def logo(handbook: Handbook) -> Iterator[Output]:
    """Yield the logo as a file of the site."""
    if picture := handbook.logo:
        yield Output(_path(handbook), lambda: picture.data)


def in_the_head(handbook: Handbook) -> dict[str, object]:
    """Return the logo as the head of a page shows it; nothing when there is none."""
    picture = handbook.logo
    if picture is None:
        return {}
    wide = round(_HIGH * picture.width / picture.height)
    shown: dict[str, object] = {"fil": _path(handbook), "av": alternative(handbook), "bred": wide, "høy": _HIGH}
    return shown | ({"ikon": _path(handbook)} if wide <= _WIDEST_IN_A_TAB * _HIGH else {})


def alternative(handbook: Handbook) -> str:
    """Return what the logo is, for those who do not see it."""
    return word("ramme.logo", kommune=handbook.municipality.title if handbook.municipality else "")


def of_paper(handbook: Handbook) -> dict[str, Any]:
    """Return what decides how a sheet looks besides its words: a colour, and the logo, `wide` in millimetres."""
    given = handbook.municipality.colours if handbook.municipality else ()
    found: dict[str, Any] = {"colour": given[0]} if given else {}
    if picture := handbook.logo:
        wide = round(min(_ON_PAPER[0], _ON_PAPER[1] * picture.width / picture.height), 2)
        found |= {"logo": alternative(handbook), "picture": picture.digest, "wide": wide}
    return found


def _path(handbook: Handbook) -> str:
    return f"assets/kommunen.{handbook.logo.digest}.{handbook.logo.suffix}" if handbook.logo else ""
