"""The files that lie beside the records, in a folder of each root: read, judged, and named by somebody."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from macros.content.entries import Entry
from macros.content.faults import Fault, guess
from macros.content.files import FOLDER_BESIDE, left_behind, unreadable_because
from macros.content.sound_files import judged, too_large
from macros.handbook.attached import Attached
from macros.records import Frame, Record
from macros.records.attachments import FILE_NAME
from macros.records.references import Ref

_README: Final = re.compile(r"(?i:readme|les-meg)(\.md|\.txt)?")


@dataclass(slots=True)
class Beside:
    """What lies beside the records: the sound files by name, where each file is, and what is wrong with files."""

    sound: dict[str, Attached] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_beside(roots: Sequence[tuple[Path, str]]) -> Beside:
    """Read what lies beside the records of *roots*, each with its folder as messages show it; the last one counts."""
    found = Beside()
    for root, shown in roots:
        for name, path in _listed(root / FOLDER_BESIDE):
            place = f"{shown}/{FOLDER_BESIDE}/{name}" if name else f"{shown}/{FOLDER_BESIDE}"
            told = _read(name, path)
            found.places[name] = place
            if isinstance(told, str):
                found.faults.append(Fault(place, 1, told))
            else:
                found.sound[name] = told
    return found


def _listed(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield what lies in *folder*, by name; only the folder, without a name, where it cannot be read."""
    if os.path.lexists(folder):
        try:
            with os.scandir(folder) as entries:
                names = sorted(one.name for one in entries)
        except OSError:
            yield "", folder
            return
        yield from ((name, folder / name) for name in names if not (left_behind(name) or _README.fullmatch(name)))


def _read(name: str, path: Path) -> Attached | str:
    """Return the file *path*, or what is wrong with it."""
    if not name:
        return f"«{FOLDER_BESIDE}» må være en mappe som kan åpnes. Gi deg selv tilgang, eller gi filen et annet navn."
    if not re.fullmatch(FILE_NAME, name):
        kinds = "Vedlegg er bilder (png, jpg), pdf og docx"
        return f"«{name}» kan ikke ligge her. {kinds}, med små bokstaver a–z, tall og bindestrek i navnet."
    if path.is_symlink() or not path.is_file():
        return f"«{name}» er ikke en vanlig fil. Legg selve filen i {FOLDER_BESIDE}/."
    try:
        return too_large(name, path.stat().st_size) or judged(name, path.read_bytes())
    except OSError as error:
        return unreadable_because(error)


def unnamed_and_missing(
    beside: Beside, records: Sequence[Record], entries: Mapping[Ref, Entry], *, whole: bool
) -> Iterator[Fault]:
    """Tell of each file that a record names and that is not there, and when all is *whole* of each that none names."""
    named = set[str]()
    for record in records:
        for number, one in enumerate(record.attachments if isinstance(record, Frame) else ()):
            named.add(one.file)
            if one.file not in beside.places:
                remedy = f"Legg filen i mappen {FOLDER_BESIDE}/, eller rett navnet."
                message = f"«{one.file}» finnes ikke.{guess(one.file, beside.places)} {remedy}"
                yield entries[record.ref].fault(("vedlegg", number), message)
    for name, place in beside.places.items():
        if whole and name in beside.sound and name not in named:
            yield Fault(place, 1, "Ingen post har filen som vedlegg. Nevn den under «vedlegg», eller slett den.")
