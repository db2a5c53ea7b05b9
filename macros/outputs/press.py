"""Sheets and packs set in type: tagged PDF (PDF/UA-1 and PDF/A-2a), the same bytes for the same content.

A build sets them in processes of their own, which import this module and nothing of the content: that keeps each small.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import signal
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import Any, Final

import typst

from macros.project import THEME

TEMPLATE: Final = THEME / "typst" / "sheet.typ"
LOGO: Final = "logo"
"""What the municipality's logo is called among the pictures of a sheet; the others are called by their address."""
_SHARP: Final = 300
"""How many pixels an inch of the logo gets, where a file can only hold pixels."""
_NEVER_APART: Final = re.compile(r"((?:§|nr\.|kapittel|[Rr]ing|\d\d)) (?=\d)|(første|andre|tredje) (?=ledd|punktum)")
"""What never ends a line with its number or noun on the next: «§ 7-1», «ring 113», «66 90 90 00», «første ledd»."""
_NONE: Final[Mapping[str, bytes]] = MappingProxyType({})


class PaperError(Exception):
    """Typst warned or failed: a bug of ours, never the editor's."""


_LARGE: Final = 10
"""Sheets in a pack whose setting is worth forgetting: the typesetter keeps all it laid out for its next ten files.

It holds twice the room when that is done for the largest only, and to look all of it through takes longer too.
"""
_KEPT: Final = 11
_YIELDING: Final = 3
"""How far a press gives way, on the system's scale."""
_ARENAS, _MAPPED_FROM = -8, -3
"""`M_ARENA_MAX` and `M_MMAP_THRESHOLD` of the GNU C library."""


@contextmanager
def presses() -> Iterator[Executor]:
    """Give processes that set sheets in type, one for each core; they start at once, while the content is read."""
    cores = os.cpu_count() or 1
    pool = ProcessPoolExecutor(cores, mp_context=get_context("spawn"), initializer=_begin)
    try:
        for _ in range(cores):
            pool.submit(_ready)
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Prepare a process: one thread is enough where there is a process for each core, and takes less memory.

    Where there are two, both weigh as much as the one that makes the pages: that has a core, for all wait for it.
    """
    os.environ["RAYON_NUM_THREADS"] = "1"
    if tune := getattr(ctypes.CDLL(None), "mallopt", None) if os.name == "posix" else None:
        tune(_ARENAS, 1)
        tune(_MAPPED_FROM, 128 * 1024)  # what is large goes back to the system when it is free
    if os.name == "posix":
        os.nice(_YIELDING)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us stops us
    Thread(target=_end_with, args=(parent_process(),), daemon=True).start()


def _ready() -> None:
    """Read what every sheet needs."""
    _fonts()


def _end_with(parent: Any) -> None:
    """End when *parent* does, however it does."""
    parent.join()
    os._exit(1)


def pdf_of_text(text: str, marks: dict[str, str], pictures: Mapping[str, bytes] = _NONE) -> bytes:
    """Set *text* in type: a sheet or pack as JSON, which takes a tenth of the room, and what it shows.

    Raises `PaperError` when a glyph, font or tag is missing.
    """
    stamp = datetime.fromisoformat(json.loads(text)["stamp"]).replace(tzinfo=UTC)
    result = composed(text, marks, pictures, format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=stamp)
    if not isinstance(result, bytes):
        raise PaperError("not one document")
    return result


def composed(text: str, marks: dict[str, str], pictures: Mapping[str, bytes] = _NONE, **how: Any) -> object:
    """Return *text* set in type, in the format that *how* says: the bytes of a file, or of a picture for each page."""
    inputs = {"data": _NEVER_APART.sub("\\1\\2\u00a0", text), "marks": json.dumps(marks)}
    inputs["pictures"] = json.dumps({name: [*data] for name, data in pictures.items()})
    try:
        result, warnings = typst.compile_with_warnings(TEMPLATE, sys_inputs=inputs, font_paths=_fonts(), **how)
    except typst.TypstError as error:
        raise PaperError(error.diagnostic) from error
    if warnings:
        raise PaperError("; ".join(str(warning) for warning in warnings))
    if len(marks) > _LARGE:
        for _ in range(_KEPT):
            typst.compile(b"", font_paths=_fonts())
    return result


def pixels(svg: str, width: float) -> bytes:
    """Return the picture *svg* as PNG, *width* millimetres wide, with nothing behind it."""
    page = f"#set page(width: {width}mm, height: auto, margin: 0pt, fill: none)"
    shown = "#image(bytes(sys.inputs.svg), width: 100%)"
    made = typst.compile(
        f"{page}\n{shown}".encode(), sys_inputs={"svg": svg}, font_paths=_fonts(), format="png", ppi=_SHARP
    )
    if not isinstance(made, bytes):
        raise PaperError("not one picture")
    return made


@cache
def _fonts() -> typst.Fonts:
    """The typeface of a package and no other, read once: same letters on every machine."""
    spec = find_spec("font_source_sans_pro")
    if spec is None or not spec.submodule_search_locations:
        raise PaperError("the package font-source-sans-pro is missing")
    files = Path(spec.submodule_search_locations[0]) / "files"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[files])
