"""What an editor has to mend: where, what, and how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing an editor has to mend, in Norwegian: what is wrong, then the remedy."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


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
