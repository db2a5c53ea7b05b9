"""The municipality's logo: a picture beside its profile, `logo.svg` or `logo.png`, from anybody, and so not trusted.

What is kept of it is written anew: the shapes of an SVG, the pixels of a PNG, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from macros.content.drawing import UnsafeError, drawing
from macros.content.faults import Fault
from macros.content.files import LOGOS, unreadable_because
from macros.content.sound_files import picture, repainted
from macros.handbook.logo import Logo

_MOST_BYTES: Final = 200_000
_MOST_PIXELS: Final = 2000
"""The most pixels of a side: twice what the largest place shows."""
_WIDEST, _TALLEST = 8, 2
"""How many times wider than high, or higher than wide, a logo can be and still be seen in the head of a page."""


def logo_of(roots: Sequence[Path], shown_from: Path, faults: list[Fault]) -> Logo | None:
    """Return the logo that lies in one of *roots*; what is wrong with it goes to *faults*."""
    found = [path for root in roots for name in LOGOS if (path := root / name).is_file()]
    if not found:
        return None
    shown = found[-1].relative_to(shown_from).as_posix() if found[-1].is_relative_to(shown_from) else str(found[-1])
    try:
        if len(found) > 1:
            raise UnsafeError("Det er to logoer her. Slett den ene.")
        return _read(found[0])
    except OSError as error:
        faults.append(Fault(shown, 1, unreadable_because(error)))
    except UnsafeError as error:
        faults.append(Fault(shown, 1, str(error)))
    return None


def fault_of(path: Path) -> str:
    """Say why the file *path* cannot be a logo, or nothing."""
    try:
        if path.suffix.lower() not in (".svg", ".png"):
            return f"«{path.name}» må være en SVG eller PNG."
        _read(path)
    except OSError as error:
        return f"«{path}» finnes ikke." if isinstance(error, FileNotFoundError) else unreadable_because(error)
    except UnsafeError as error:
        return str(error)
    return ""


def _read(path: Path) -> Logo:
    """Return the picture in the file *path*, written anew. Raises `UnsafeError` when it cannot be used."""
    if (size := path.stat().st_size) > _MOST_BYTES:
        most = f"{size // 1000} kB, og kan ha høyst {_MOST_BYTES // 1000} kB"
        raise UnsafeError(f"Logoen har {most}. Lagre den i et mindre format.")
    data = path.read_bytes()
    made = _pixels(data) if path.suffix.lower() == ".png" else Logo("svg", *drawing(data))
    if not 1 / _TALLEST <= made.width / made.height <= _WIDEST:
        shape = f"Logoen er {made.width:g} bred og {made.height:g} høy"
        raise UnsafeError(
            f"{shape}. Den kan være høyst {_WIDEST} ganger så bred som høy, og {_TALLEST} ganger så høy som bred."
        )
    return made


def _pixels(data: bytes) -> Logo:
    """Return the PNG *data* with nothing but its picture."""
    shown = picture(data, "PNG", _MOST_PIXELS)
    return Logo("png", repainted(shown), shown.width, shown.height)
