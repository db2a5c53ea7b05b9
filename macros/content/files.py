"""The record files under a folder: every one of them once, what kind it holds, and what cannot be read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from errno import EACCES, ELOOP, ENOENT, ENOTDIR
from pathlib import Path, PurePosixPath
from stat import S_ISDIR, S_ISREG
from typing import Final

from macros.content.faults import guess
from macros.records.kinds import BY_PLACE, KINDS, Kind

_LEFT_BEHIND: Final = re.compile(
    r"\..*|~\$.*|.*~|#(.*#)?|4913|.*___jb_(tmp|old)___|.*\.sb-[0-9a-f]{8}-\w+|.*\.(bak|orig|tmp|swp)"
    r"|Thumbs\.db|desktop\.ini|__MACOSX",
    re.DOTALL,
)
FOLDER_BESIDE: Final = "vedlegg"
"""The folder of a root where files lie that records name: pictures and documents, no records."""
_BESIDE: Final = (".png", ".jpg", ".jpeg", ".pdf", ".docx")
"""What may be laid beside a record, in a folder of its own (`attachments`)."""
_README: Final = re.compile(r"readme(\.md|\.txt)?", re.IGNORECASE)
"""What may lie beside records, for whoever looks into the folder."""
LOGOS: Final = ("logo.svg", "logo.png")
"""What a municipality's logo is called. It lies beside its profile."""
_PROFILE: Final = "kommune.yml"


def left_behind(name: str) -> bool:
    """Whether editors and systems leave files of that *name* behind: hidden files, locks, backups, half-saved files."""
    return _LEFT_BEHIND.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file that holds records, or ought to. `problem` says why it cannot be read; else it is empty."""

    path: Path
    problem: str = ""


def record_files(root: Path, *, others: bool = True) -> Iterator[RecordFile]:
    """Yield the record files under *root* in the order of their paths, those in linked folders too.

    Where *others* do not belong either, each file that is not named as a record file is told of.
    """
    if os.path.lexists(root):
        beside = root / FOLDER_BESIDE
        yield from (one for one in _under(root, [Path(os.path.realpath(root))], others=others)
                    if not one.path.is_relative_to(beside))  # fmt: skip


def unreadable_because(error: OSError) -> str:
    """Say why a file or folder could not be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "Filen ble borte mens den ble lest. Kjør på nytt."
    if isinstance(error, PermissionError):
        return "Du har ikke tilgang til å lese dette. Gi deg selv lesetilgang, eller flytt det ut."
    return f"Dette kan ikke leses (feil {error.errno} fra maskinen). Se om filen er hel, eller hent den på nytt."


def _under(folder: Path, read: list[Path], *, others: bool) -> Iterator[RecordFile]:
    """Yield what lies in *folder*. *read* are the real folders that are gone through already, or are now."""
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_symlink()) for entry in entries if not left_behind(entry.name))
        if not os.access(folder, os.X_OK):  # the names are there to see, but nothing of what they name
            raise PermissionError(EACCES, "", str(folder))
    except OSError as error:
        yield RecordFile(folder, unreadable_because(error))
        return
    for name, linked in names:
        path, mode, refused, problem = folder / name, 0, None, ""
        try:
            mode = path.stat().st_mode
        except OSError as error:
            refused = error
        named, is_folder, is_file = _is_named(path), S_ISDIR(mode), S_ISREG(mode)
        real = Path(os.path.realpath(path)) if linked else path
        twice = linked and any(real.is_relative_to(one) or one.is_relative_to(real) for one in read)
        if twice and (is_folder or (is_file and named and _is_named(real))):
            yield RecordFile(path, "Lenken fører til noe som også leses der det ligger. Slett lenken.")
        elif is_folder and named:
            yield RecordFile(path, f"«{name}» er en mappe, ikke en fil. Gi den et navn uten «{path.suffix}».")
        elif is_folder:
            if linked:
                read.append(real)
            yield from _under(path, read, others=others)
        elif is_file and named:
            yield RecordFile(path)
        elif is_file:
            logo = name in LOGOS and (folder / _PROFILE).is_file()
            problem = _misnamed(name) if others and not logo else ""
        elif others or named or (linked and not path.suffix):
            problem = _no_file(path, refused, linked=linked)
        if problem:
            yield RecordFile(path, problem)


def _no_file(path: Path, refused: OSError | None, *, linked: bool) -> str:
    """Say why *path*, which is no folder, is no file either: it was *refused*, or is something else."""
    if refused is None:
        return "Dette er ikke en vanlig fil. Slett det."
    if linked and refused.errno in (ENOENT, ELOOP, ENOTDIR):
        return "Lenken fører ingen steder. Rett den, eller slett den."
    if isinstance(refused, FileNotFoundError) and not _is_named(path):  # a program's own, gone again
        return ""
    return unreadable_because(refused)


def _misnamed(name: str) -> str:
    """Say what is wrong with the *name* of a file that is not read for its sake; nothing when it may lie there."""
    if _README.fullmatch(name):
        return ""
    if PurePosixPath(name).suffix.lower() in _BESIDE:
        remedy = "Legg den i mappen vedlegg/ i kjernen eller kommunen, og skriv «vedlegg» på posten den hører til."
        return f"Bilder og dokumenter leses ikke her. {remedy}"
    wrong = "det står et mellomrom sist i navnet" if name != name.rstrip() else "navnet slutter ikke på «.yml»"
    right = f"{name.strip().partition('.')[0] or 'navn'}.yml"
    return f"Filen leses ikke, for {wrong}. Gi den navnet «{right}», eller flytt den ut av routines/."


def _is_named(path: Path) -> bool:
    return path.suffix.lower() in (".yml", ".yaml") and not path.name.startswith(".")


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A file that lies where no kind is kept, and the kind it perhaps is."""

    message: str
    perhaps: str


def kind_of_file(path: PurePosixPath, root: Mapping[str, object]) -> Kind | Misplaced:
    """Return the kind kept in the file *path* (in its root) with the fields *root*, or what is wrong with its place."""
    places = ", ".join(f"{kind.place}/" if kind.in_folder else f"{kind.place}.yml" for kind in KINDS)
    in_folder = len(path.parts) == 2
    name = path.parts[0] if len(path.parts) > 1 else path.stem
    kind = BY_PLACE.get(name)
    held = next((other for place, other in BY_PLACE.items() if place in root and other.holds_many), None)
    if path.suffix != ".yml":
        perhaps = kind.name if kind else ""
        return Misplaced(f"Filen må ha endelsen .yml. Gi den navnet «{path.stem}.yml».", perhaps)
    if held is not None and held is not kind:
        right = f"mappen {held.place}/" if held.in_folder else f"filen {held.place}.yml"
        return Misplaced(f"Filen har «{held.place}:», som hører til i {right}. Flytt den dit.", held.name)
    if kind is None or len(path.parts) > 2:
        near = guess(name, BY_PLACE)
        perhaps = next((one.name for one in KINDS if f"«{one.place}»" in near), kind.name if kind else "")
        return Misplaced(f"Filen ligger i feil mappe.{near} Stedene er: {places}.", perhaps)
    if in_folder != kind.in_folder:
        right = f"mappen {kind.place}/" if kind.in_folder else f"filen {kind.place}.yml"
        return Misplaced(f"Filen ligger i feil mappe. {kind.name.capitalize()} skal stå i {right}.", kind.name)
    return kind
