"""A file of the site that is not a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """A file at `path` on the site, made when asked for. `inputs` is a digest of all that decides its bytes."""

    path: str
    make: Callable[[], bytes]
    inputs: str = ""
    """Empty when making it is cheaper than knowing whether it changed."""
