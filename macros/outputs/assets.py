"""The site's one style sheet and its scripts, joined from small files, named by their content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from macros.handbook import Handbook
from macros.outputs import look
from macros.outputs.output import Output
from macros.outputs.words import words
from macros.project import THEME

_FOLDERS: Final = {"handbok.css": "styles", "handbok.js": "scripts", "sok.js": "search"}
"""Each file, and the folder it is joined from. `sok.js` is fetched when the visitor first touches search."""

_FIXED: Final = {"sok-indeks.js": "sok/indeks.js"}
"""The index of search: it changes with the content, and then no other page's HTML may change for its name's sake."""


def assets(handbook: Handbook) -> Iterator[Output]:
    """Yield the style sheet, the scripts, the logos, and what search engines may read (all of it)."""
    for name, folder in _FOLDERS.items():
        data = joined(folder)  # read once, so that a file's name and its bytes cannot be of two saves
        data += look.colours(handbook) if folder == "styles" else b""
        yield Output(_named(name, data), lambda data=data: data)  # type: ignore[misc]  # bound now
    yield from look.logo(handbook)
    logo, robots = THEME / "logo.svg", THEME / "robots.txt"
    yield from (Output("assets/logo.svg", logo.read_bytes), Output("robots.txt", robots.read_bytes))


def asset(name: str) -> str:
    """Return the path on the site of `handbok.js`, `sok.js` or `sok-indeks.js`, as the theme is now."""
    return _FIXED[name] if name in _FIXED else _named(name, joined(_FOLDERS[name]))


def style_sheet(handbook: Handbook | None) -> str:
    """Return the path of the style sheet, with the municipality's colours where it has any."""
    return _named("handbok.css", joined("styles") + (look.colours(handbook) if handbook else b""))


def joined(folder: str) -> bytes:
    """Return the files of the theme's *folder* as one; before the scripts stand the words that they say."""
    parts = sorted(path for path in (THEME / folder).iterdir() if path.suffix in (".css", ".js"))
    said = [_words()] if folder == "scripts" else []
    return b"\n".join([*said, *(path.read_bytes().strip() for path in parts)]) + b"\n"


def _words() -> bytes:
    return f"var handbokord = {json.dumps(words('verktøy'), ensure_ascii=False)};".encode()


def _named(name: str, data: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"assets/{stem}.{sha256(data).hexdigest()[:8]}{dot}{ending}"
