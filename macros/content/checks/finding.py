"""What a check finds, before it has a line."""

from __future__ import annotations

from dataclasses import dataclass

from macros.records.references import Keys, Ref


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the record *ref* at *keys*, in Norwegian with the remedy."""

    ref: Ref
    keys: Keys
    message: str
