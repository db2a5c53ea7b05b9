"""The site's one style sheet and one script, joined from small files, named by their content."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from macros.outputs.output import Output
from macros.project import THEME


def assets() -> list[Output]:
    """Return the style sheet, the script, the logo, and what search engines may read (all of it)."""
    joined = [Output(path, lambda data=data: data) for path, data in _joined().values()]  # type: ignore[misc]  # bound now
    logo, robots = THEME / "logo.svg", THEME / "robots.txt"
    return [*joined, Output("assets/logo.svg", logo.read_bytes), Output("robots.txt", robots.read_bytes)]


def asset(name: str) -> str:
    """Return the path on the site of `handbok.css` or `handbok.js`."""
    return _joined()[name][0]


@cache
def _joined() -> dict[str, tuple[str, bytes]]:
    result = {}
    for name, folder in (("handbok.css", "styles"), ("handbok.js", "scripts")):
        data = b"\n".join(path.read_bytes().strip() for path in _parts(folder)) + b"\n"
        stem, dot, ending = name.rpartition(".")
        result[name] = (f"assets/{stem}.{sha256(data).hexdigest()[:8]}{dot}{ending}", data)
    return result


def _parts(folder: str) -> list[Path]:
    return sorted(path for path in (THEME / folder).iterdir() if path.suffix in (".css", ".js"))
