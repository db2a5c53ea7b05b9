"""A file of the site that is not a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from hashlib import sha256

from macros.records.references import Ref


@dataclass(frozen=True, slots=True)
class Output:
    """A file at `path` on the site, made when asked for."""

    path: str
    make: Callable[[], bytes]
    inputs: Callable[[], str] | None = None
    """Gives a digest of all that decides the bytes, where that is cheaper to know than the bytes."""
    apart: Callable[[], Callable[[], bytes]] | None = None
    """Gives the making as something another process can do, where that pays."""
    about: Ref | None = None
    """What it leads to, when it does nothing else."""

    def decided(self) -> str:
        """Return a digest of all that decides the bytes, or of the bytes."""
        return self.inputs() if self.inputs else sha256(self.make()).hexdigest()


def begin(outputs: Iterable[Output], earlier: Mapping[str, str], beside: Executor) -> dict[str, Future[bytes]]:
    """Begin to make *beside* what can be made apart and differs from *earlier* (digests by path); return it by path."""
    return {
        one.path: beside.submit(one.apart()) for one in outputs if one.apart and earlier.get(one.path) != one.decided()
    }
