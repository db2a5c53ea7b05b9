"""What is printed comes out whole, whatever the terminal or pipe can show, and ends quietly when nobody reads on."""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from unicodedata import normalize

_SPELLED: Final = {
    "æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "«": '"', "»": '"', "“": '"', "”": '"',
    "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "→": "->", "§": "paragraf", "·": "-", "•": "-", "\u00a0": " ",
}  # fmt: skip
"""How a sign is written where there is none for it, as in Windows' old code pages."""


@contextmanager
def whole_output() -> Iterator[None]:
    """Let every sign through to standard output and error, spelled where it must be; a closed pipe is no alarm."""
    codecs.register_error("spelled", _spell)
    streams = [stream for stream in (sys.stdout, sys.stderr) if isinstance(stream, io.TextIOWrapper)]
    for stream in streams:
        stream.reconfigure(errors="spelled")
    try:
        yield
    except BrokenPipeError:
        sys.exit(1)
    finally:
        for stream in streams:
            try:
                stream.flush()
            except OSError:  # Python would try again at the end, and complain
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def shows_every_sign() -> bool:
    """Whether standard output takes any text as it is."""
    return codecs.lookup(getattr(sys.stdout, "encoding", None) or "ascii").name.startswith("utf")


def typed_argument(argument: str) -> str:
    """Return *argument* of the command line as it was typed, where the terminal's language has no letters but a–z."""
    return os.fsencode(argument).decode("utf-8", "replace") if not argument.isascii() else argument


def _spell(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(_SPELLED.get(sign) or _without_marks(sign) for sign in signs), error.end


def _without_marks(sign: str) -> str:
    return normalize("NFKD", sign).encode("ascii", "ignore").decode() or "?"
