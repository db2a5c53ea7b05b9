"""A file of the site that is not a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from macros.records.references import Ref


def _unknown() -> str:
    """Where making a file is cheaper than knowing whether it changed."""
    return ""


@dataclass(frozen=True, slots=True)
class Output:
    """A file at `path` on the site, made when asked for."""

    path: str
    make: Callable[[], bytes]
    inputs: Callable[[], str] = _unknown
    """Gives a digest of all that decides the bytes, or nothing."""
    apart: Callable[[], Callable[[], bytes]] | None = None
    """Gives the making as something another process can do, where that pays."""
    about: Ref | None = None
    """What it leads to, when it does nothing else."""


def begin(outputs: Iterable[Output], earlier: Mapping[str, str], beside: Executor) -> dict[str, Output]:
    """Begin to make *beside* what can be made apart and differs from *earlier* (digests by path), to be waited for."""
    return {
        one.path: replace(one, make=beside.submit(one.apart()).result)
        for one in outputs
        if one.apart and earlier.get(one.path) != one.inputs()
    }
