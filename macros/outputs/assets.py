"""The site's one style sheet and its scripts, joined from small files, named by their content."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from macros.outputs.output import Output
from macros.project import THEME

_FOLDERS: Final = {"handbok.css": "styles", "handbok.js": "scripts", "sok.js": "search"}
"""Each file, and the folder it is joined from. `sok.js` is fetched when the visitor first touches search."""

_FIXED: Final = {"sok-indeks.js": "sok/indeks.js"}
"""The index of search: it changes with the content, and then no other page's HTML may change for its name's sake."""


def assets() -> list[Output]:
    """Return the style sheet, the scripts, the logo, and what search engines may read (all of it)."""
    made = [Output(asset(name), lambda folder=folder: joined(folder)) for name, folder in _FOLDERS.items()]  # type: ignore[misc]  # bound now
    logo, robots = THEME / "logo.svg", THEME / "robots.txt"
    return [*made, Output("assets/logo.svg", logo.read_bytes), Output("robots.txt", robots.read_bytes)]


@cache
def asset(name: str) -> str:
    """Return the path on the site of `handbok.css`, `handbok.js`, `sok.js` or `sok-indeks.js`."""
    if name in _FIXED:
        return _FIXED[name]
    stem, dot, ending = name.rpartition(".")
    return f"assets/{stem}.{sha256(joined(_FOLDERS[name])).hexdigest()[:8]}{dot}{ending}"


@cache
def joined(folder: str) -> bytes:
    """Return the files of the theme's *folder* as one."""
    return b"\n".join(path.read_bytes().strip() for path in _parts(folder)) + b"\n"


def _parts(folder: str) -> list[Path]:
    return sorted(path for path in (THEME / folder).iterdir() if path.suffix in (".css", ".js"))
