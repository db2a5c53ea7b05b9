"""What an editor has to mend: where, what, and how."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # the processes that set type know faults, and no records
    from macros.records.references import Keys

_LONGEST: Final = 500
"""The most signs of a message, or of a path. Our own words and lists of fields need no more."""

_QUOTED: Final = re.compile(r"«([^«»]{81,})»")


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing an editor has to mend, in Norwegian: what is wrong, then the remedy.

    What is shown of an editor's own text is short, and without signs that a terminal obeys or nobody sees.
    """

    path: str
    line: int
    message: str
    keys: Keys = field(default=(), compare=False, repr=False)
    """The value in the file, where that is known: several may begin on one line."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", harmless(self.path))
        if self.message:
            short = _QUOTED.sub(lambda quoted: f"«{shown(quoted[1])}»", self.message)
            object.__setattr__(self, "message", harmless(short))

    @property
    def place(self) -> str:
        """The file and the line, as a message begins with them."""
        return f"{self.path}:{self.line}"

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class ContentError(Exception):
    """The content has faults; nothing of it is published."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def guess(wrong: str, known: Iterable[str]) -> str:
    """Return « Mente du «x»?» when something in *known* is near, else an empty string."""
    near = nearest(wrong, known)
    return f" Mente du «{near}»?" if near else ""


def nearest(wrong: str, known: Iterable[str]) -> str:
    """Return the one of *known* that was probably meant by *wrong*, or an empty string."""
    return next(iter(get_close_matches(wrong, list(known), n=1, cutoff=0.7)), "")


def shown(value: str, limit: int = 60) -> str:
    """Return *value* as it can stand in a one-line message."""
    flat = " ".join(value.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def harmless(text: str) -> str:
    """Return *text* on one line, of a length that can be read, with every sign that cannot be seen as `[U+001B]`."""
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else f"[U+{ord(sign):04X}]" for sign in text)
