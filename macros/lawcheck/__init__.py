"""The laws in the records against folders of law texts: what disagrees, and what has changed from one to the next.

It reads and tells, and never edits.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from macros.content.faults import Fault
from macros.content.load import Memory
from macros.handbook import Handbook
from macros.lawcheck.against import disagreements
from macros.lawcheck.data import data
from macros.lawcheck.due import watch
from macros.lawcheck.folder import Folder
from macros.lawcheck.listed import listed
from macros.records.references import Keys, Ref

__all__ = ["Told", "lawcheck"]


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to print, what an editor has to mend, and whether something of the new texts remains to be read."""

    lines: Sequence[str]
    faults: Sequence[Fault] = ()
    remains: bool = False


def lawcheck(
    handbook: Handbook, memory: Memory, texts: Path, newer: Path | None, today: date, *, as_json: bool = False
) -> Told:
    """Hold the records against the folder *texts*, or tell what has changed from *texts* to the folder *newer*.

    *memory* has read the records. Raises `NoTextsError` for a folder without law texts, `OSError` for a closed one.
    """

    def placed(ref: Ref, keys: Keys, message: str = "") -> Fault:
        return memory.records[ref][0].fault(keys, message)

    if newer is not None:
        found = watch(handbook, Folder.at(texts), Folder.at(newer), placed, today)
        lines = [json.dumps(data(handbook, found), indent=1)] if as_json else list(listed(handbook, found))
        return Told(lines, remains=bool(found.unread or found.faults))
    faults, without = disagreements(handbook, Folder.at(texts), placed, today)
    lines = [f"Uten tekst i mappen ({len(without)}): {', '.join(law.id for law in without)}"] if without else []
    return Told(lines if faults else [*lines, "Lovene i postene stemmer med tekstene."], faults)
