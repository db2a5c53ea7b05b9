"""A file that lies beside a record, as it was read and found to be what its name says."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Attached:
    """A file: its name, its bytes, and for a picture how many points wide and high it is."""

    name: str
    data: bytes
    width: int = 0
    height: int = 0

    @property
    def version(self) -> str:
        """A short digest of the bytes."""
        return sha256(self.data).hexdigest()[:12]
