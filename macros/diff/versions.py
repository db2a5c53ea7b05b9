"""A version of the content: a folder, or a commit whose files are laid out in a folder for a while.

Git only gives names and bytes: nothing is checked out, the working tree is never touched, and neither hooks, filters,
text conversion nor other programs that settings or content could name are run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from subprocess import CalledProcessError
from tempfile import TemporaryDirectory
from typing import Final

from macros.content.faults import ContentError, Fault, harmless
from macros.content.files import FOLDER_BESIDE
from macros.content.load import load
from macros.folders import FolderError
from macros.git import git
from macros.handbook import Handbook
from macros.project import Project

_READ: Final = ("routines", "docs", "mkdocs.yml")
"""What is read of a version."""
_FILE, _LINK = ("100644", "100755"), "120000"
_REMEDY: Final = "Oppgi to utgaver i git, som «HEAD~5 HEAD», eller to mapper med routines/."


class VersionError(FolderError):
    """What was asked for is no version, or cannot be had; the message says why, on one line."""


class UnreadableError(Exception):
    """A version has faults by today's checks."""

    def __init__(self, name: str, faults: tuple[Fault, ...]) -> None:
        self.name, self.faults = name, faults
        super().__init__(f"{name}: {len(faults)}")


@dataclass(frozen=True, slots=True)
class Version:
    """A version: what it is called, the day it was made if that is known, its content, and its other files."""

    name: str
    on: date | None
    handbook: Handbook
    others: dict[str, bytes]
    """The written pages, what lies beside the records, and settings, by path."""


def version(project: Project, asked: str) -> Version:
    """Return the version *asked* for: a folder with routines/, or a commit of the repository that *project* lies in.

    Raises `VersionError` when there is none, and `UnreadableError` with its faults.
    """
    name = harmless(asked)
    if asked and (Path(asked) / "routines").is_dir():
        return _read(name, None, Path(asked))
    with _laid_out(project.folder, asked, name) as (folder, on):
        return _read(name, on, folder)


def _read(name: str, on: date | None, folder: Path) -> Version:
    project = Project(folder.resolve())
    if faults := [Fault(project.shown(path), 1, problem) for path, problem in project.unfit()]:
        raise UnreadableError(name, tuple(faults))
    try:
        handbook = load(project.roots, shown_from=project.folder)
    except ContentError as error:
        raise UnreadableError(name, error.faults) from error
    files = [path for path in sorted((project.folder / "docs").rglob("*")) if path.is_file()]
    files += [path for path in (project.folder / "mkdocs.yml",) if path.is_file()]
    files += [path for root in project.roots for path in sorted((root / FOLDER_BESIDE).glob("*")) if path.is_file()]
    return Version(name, on, handbook, {project.shown(path): path.read_bytes() for path in files})


@contextmanager
def _laid_out(folder: Path, asked: str, name: str) -> Iterator[tuple[Path, date]]:
    """Give a folder with the files of the commit *asked* for, of the repository of *folder*, and its day."""
    if asked and Path(asked).is_dir() and not _commit(folder, asked):
        raise VersionError(f"Mappen «{name}» har ikke routines/ med innhold. {_REMEDY}")
    prefix = _inside(folder, name)
    commit = _commit(folder, asked)
    if not commit:
        raise VersionError(f"«{name}» er verken en utgave i git eller en mappe. {_REMEDY}")
    on = date.fromisoformat(_git(folder, "rev-list", "--max-count=1", "--format=%cs", commit).decode().split()[-1])
    wanted = [f"{prefix}{one}" for one in _READ]
    listed = _git(folder, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted)
    entries = [_entry(one, prefix) for one in listed.split(b"\0") if one]
    if not any(path.parts[0] == "routines" for _, _, path in entries):
        raise VersionError(f"Utgaven «{name}» har ikke routines/ med innhold. {_REMEDY}")
    problem = "Lenker leses ikke i en utgave fra git. Oppgi en mappe i stedet."
    faults = [Fault(path.as_posix(), 1, problem) for mode, _, path in entries if mode not in _FILE]
    if faults:
        raise UnreadableError(name, tuple(faults))
    with TemporaryDirectory(prefix="handbok-") as temporary:
        blobs = _blobs(folder, [blob for _, blob, _ in entries])
        for (_, _, path), data in zip(entries, blobs, strict=True):
            target = Path(temporary) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        yield Path(temporary), on


def _inside(folder: Path, name: str) -> str:
    """Return where *folder* lies in its repository, ending in a slash unless it is all of it."""
    try:
        return _git(folder, "rev-parse", "--show-prefix").decode().removesuffix("\n")
    except CalledProcessError as error:
        if b"dubious ownership" in error.stderr:
            message = "Git leser ikke mapper som andre eier. Be den som eier mappen, eller oppgi to mapper."
        else:
            message = f"«{name}» er ikke en mappe, og det er ikke noe git-lager her å finne utgaven i. {_REMEDY}"
        raise VersionError(message) from error


def _commit(folder: Path, asked: str) -> str:
    """Return the full name of the commit *asked* for, or nothing."""
    try:
        return (
            _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{asked}^{{commit}}").decode().strip()
        )
    except (CalledProcessError, ValueError):
        return ""


def _entry(line: bytes, prefix: str) -> tuple[str, str, PurePosixPath]:
    """Return the mode, the blob and the path in the project that a line of `ls-tree` tells of."""
    about, _, path = line.partition(b"\t")
    mode, _, blob = about.decode().split(" ")
    shown = path.decode("utf-8", "surrogateescape").removeprefix(prefix)
    parts = shown.split("/")
    if any(part in ("", ".", "..") or re.search(r"[\\:]", part) for part in parts):
        raise VersionError(f"Utgaven har en fil som ikke kan hete det den heter: {harmless(shown)}.")
    return mode, blob, PurePosixPath(shown)


def _blobs(folder: Path, names: list[str]) -> Iterator[bytes]:
    """Yield what is in each of the blobs *names*, as it was committed."""
    told = _git(folder, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    place = 0
    for _ in names:
        end = told.index(b"\n", place)
        size = int(told[place:end].split(b" ")[2])
        yield told[end + 1 : end + 1 + size]
        place = end + size + 2


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git answers. Raises `CalledProcessError` when it refuses."""
    try:
        return git(folder, *arguments, given=given)
    except FileNotFoundError as error:
        raise VersionError("Programmet git finnes ikke på maskinen. Oppgi to mapper med routines/.") from error
