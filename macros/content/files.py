"""The record files under a folder: every one of them once, and what cannot be read said so."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file that holds records, or ought to. `problem` says why it cannot be read; else it is empty."""

    path: Path
    problem: str = ""


def record_files(root: Path) -> Iterator[RecordFile]:
    """Yield the record files under *root* in the order of their paths, those in linked folders too.

    What begins with a full stop is an editor's own, and no content.
    """
    if root.is_dir():
        yield from _under(root, [Path(os.path.realpath(root))])


def unreadable_because(error: OSError) -> str:
    """Say why a file or folder could not be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "Filen ble borte mens den ble lest. Kjør på nytt."
    if isinstance(error, PermissionError):
        return "Du har ikke tilgang til å lese dette. Gi deg selv lesetilgang, eller flytt det ut."
    return f"Dette kan ikke leses (feil {error.errno} fra maskinen). Se om filen er hel, eller hent den på nytt."


def _under(folder: Path, read: list[Path]) -> Iterator[RecordFile]:
    """Yield what lies in *folder*. *read* are the real folders that are gone through already, or are now."""
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_symlink()) for entry in entries if entry.name[0] != ".")
    except OSError as error:
        yield RecordFile(folder, unreadable_because(error))
        return
    for name, linked in names:
        path = folder / name
        named = _is_named(path)
        is_folder, is_file = os.path.isdir(path), os.path.isfile(path)  # noqa: PTH112, PTH113  # these raise nothing
        real = Path(os.path.realpath(path)) if linked else path
        twice = linked and any(real.is_relative_to(one) or one.is_relative_to(real) for one in read)
        if twice and (is_folder or (is_file and named and _is_named(real))):
            yield RecordFile(path, "Lenken fører til noe som også leses der det ligger. Slett lenken.")
        elif is_folder and named:
            yield RecordFile(path, f"«{name}» er en mappe, ikke en fil. Gi den et navn uten «{path.suffix}».")
        elif is_folder:
            if linked:
                read.append(real)
            yield from _under(path, read)
        elif is_file and named:
            yield RecordFile(path)
        elif linked and not is_file and (named or not path.suffix):
            yield RecordFile(path, "Lenken fører ingen steder. Rett den, eller slett den.")
        elif named:
            yield RecordFile(path, "Dette er ikke en vanlig fil. Slett det.")


def _is_named(path: Path) -> bool:
    return path.suffix.lower() in (".yml", ".yaml") and not path.name.startswith(".")
