"""Folders that a command may fill: new, empty, or made by a command of ours before. Never somebody's work.

A folder we make says so itself: its manifest names every file we put there.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from glob import escape
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from macros.project import Project

MANIFEST: Final = ".grunnlag.json"
_CONTENT: Final = ("routines", "docs", "macros", "tests", ".git", ".venv")
"""Folders of the project that no command builds into."""
_LITTER: Final = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
"""What file managers leave behind: nobody's work."""
_NAMED: Final = 3
"""How many files that are not ours a message names."""


class FolderError(Exception):
    """The folder cannot be used. The message is for whoever named it: what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder that we made says of itself."""

    made_by: str = ""
    """A digest of what all its files depend on: code, theme, settings, libraries."""
    inputs: str = ""
    """A digest of everything it was built from; empty where nobody asks, or while it is being changed."""
    told: list[str] = field(default_factory=list)
    """What the command says of it when there is nothing to do."""
    made_from: dict[str, str] = field(default_factory=dict)
    """For each file whose making can be spared: its path in the folder, and a digest of what decided its bytes."""
    files: dict[str, str] = field(default_factory=dict)
    """Every file but this one: its path in the folder, and a digest of its bytes."""

    @classmethod
    def read(cls, folder: Path) -> Manifest | None:
        """Return what *folder* says of itself; None when it is not ours."""
        try:
            return cls(**json.loads((folder / MANIFEST).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, folder: Path) -> None:
        """Write this into *folder*, in one step."""
        replace_text(folder / MANIFEST, json.dumps(asdict(self), sort_keys=True))


def replace_text(path: Path, text: str) -> None:
    """Put *text* in the file *path* in one step: it is the old or the new one, whole. A link there is replaced."""
    beside = path.with_name(half_made(path.name))
    beside.write_text(text, "utf-8", newline="\n")
    beside.replace(path)


def half_made(name: str) -> str:
    """Return what the file *name* is called until it is whole."""
    return f".{name}.ny"


def digests_of(folder: Path) -> dict[str, str]:
    """Return the path of every file in *folder* but the manifest, with a digest of its bytes."""
    return {path: digest(folder / path) for path in sorted(_paths(folder)) if path != MANIFEST}


def digest(path: Path) -> str:
    """Return a digest of the bytes of the file *path*, or nothing where there is none."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def own_folder(project: Project, folder: Path, *, shared: bool = False) -> Path:
    """Return *folder*, links followed, when a command may fill it. Raises `FolderError` when it may not.

    In a *shared* one of ours, others may have put files beside ours; they are left alone.
    """
    real = folder.expanduser().resolve()
    here, home = project.folder.resolve(), Path.home().resolve()
    if any(_same(real, one) for start in (here, home, Path.cwd()) for one in (start, *start.parents)):
        raise FolderError(f"Mappen {real} rommer prosjektet eller hjemmemappen din. Oppgi en egen mappe, som site.")
    for name in _CONTENT:
        if any(_same(one, here / name) for one in (real, *real.parents)):
            raise FolderError(f"Mappen {real} ligger i {name}/, som bygges aldri over. Oppgi en egen mappe, som site.")
    for above in real.parents:
        if (above / MANIFEST).exists():
            raise FolderError(f"Mappen {real} ligger inne i {above}, som er bygd herfra. Oppgi en mappe utenfor.")
    lowest = next(one for one in (real, *real.parents) if os.path.lexists(one))
    if not lowest.is_dir():
        raise FolderError(f"{lowest} er ikke en mappe. Oppgi en annen.")
    manifest = Manifest.read(real)
    ours = shared and manifest is not None and manifest.files
    if not ours and (others := others_in(real)):
        named = ", ".join(others[:_NAMED]) + (f" og {len(others) - _NAMED} til" if len(others) > _NAMED else "")
        remedy = "Flytt det ut, eller oppgi en annen mappe. Ingenting er endret."
        raise FolderError(f"Mappen {real} har noe som ikke er laget herfra: {named}. {remedy}")
    return real


def others_in(folder: Path) -> list[str]:
    """Return the paths of what lies in *folder* that we did not put there."""
    manifest = Manifest.read(folder)
    known = {*manifest.files, MANIFEST} if manifest else {MANIFEST}
    left = f".{folder.name}-ny-"
    others = {
        path
        for path in _paths(folder)
        if path not in known and path.rpartition("/")[2] not in _LITTER and not path.startswith(left)
    }
    if others and Manifest.read(folder) != manifest:  # another build switched it while we looked
        return others_in(folder)
    return sorted(others - _half_made_of(known)) if others else []


def _half_made_of(paths: Iterable[str]) -> set[str]:
    """Return what is left of the files *paths* when a command is stopped while it makes them."""
    return {PurePosixPath(path).with_name(half_made(PurePosixPath(path).name)).as_posix() for path in paths}


@contextmanager
def alone_with(folder: Path) -> Iterator[None]:
    """Hold *folder* for this process. Raises `FolderError` when another one is filling it."""
    from filelock import FileLock, Timeout  # slow to import, and only those who write need it

    user = os.getuid() if hasattr(os, "getuid") else ""
    name = sha256(os.fsencode(folder)).hexdigest()[:16]
    lock = FileLock(Path(tempfile.gettempdir()) / f"handbok-{user}-{name}.lock", blocking=False)
    try:
        with lock:
            yield
    except Timeout as error:
        raise FolderError(
            f"En annen bygging skriver til {folder} nå. Vent til den er ferdig, og prøv igjen."
        ) from error


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Give a new folder on the same disk as *folder*, to be filled and switched in; afterwards it is taken away.

    It lies beside *folder*, or in it where that cannot be switched as a whole: a mount, or a parent that is read-only.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    inside = folder.is_dir() and (folder.is_mount() or not os.access(folder.parent, os.W_OK))
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-ny-", dir=folder if inside else folder.parent))
    try:
        fresh.chmod(0o755)
        Manifest().write(fresh)  # ours from the first moment
        yield fresh
    finally:
        discard(fresh)


def sweep(folder: Path) -> None:
    """Take away what a build of *folder* that was stopped left beside it or in it: whoever holds the lock is alone."""
    begun = {MANIFEST, half_made(MANIFEST)}
    for left in (one for place in (folder.parent, folder) for one in place.glob(f".{escape(folder.name)}-ny-*")):
        if left.is_dir() and not left.is_symlink():
            files = {*_paths(left)}
            if MANIFEST in files or files <= begun:  # empty folders are nobody's work
                discard(left)


def discard(folder: Path) -> None:
    """Delete *folder* if it is there, its manifest last: stopped halfway, it is still known to be ours."""
    for path in [*_paths(folder)]:
        if path != MANIFEST:
            with suppress(OSError):
                (folder / path).unlink()
    shutil.rmtree(folder, ignore_errors=True)


def take_over(old: Path, fresh: Path, paths: Iterable[str]) -> None:
    """Put the files *paths* of *old* into *fresh* too: one file under two names where the disk can."""
    for path in paths:
        target = fresh / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.hardlink_to(old / path)
        except OSError:
            shutil.copy2(old / path, target)


def _same(one: Path, other: Path) -> bool:
    """Whether two paths are one folder, also where letters' case or a mount gives it several names."""
    try:
        return one.samefile(other)
    except OSError:
        return one == other


def _paths(folder: Path) -> Iterator[str]:
    """Yield the path of everything in *folder* that is not a folder; links are not followed."""
    for place, folders, files in os.walk(folder):
        inside = Path(place).relative_to(folder)
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        yield from ((inside / name).as_posix() for name in (*files, *links))
