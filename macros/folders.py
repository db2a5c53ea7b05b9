"""Folders that a command may fill: new, empty, or made by a command of ours before. Never somebody's work.

A folder we make says so itself: its manifest names every file we put there.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from macros.manifest import MANIFEST, Manifest, half_made, paths_in
from macros.project import Project

_CONTENT: Final = ("routines", "docs", "macros", "tests", ".git", ".venv")
"""Folders of the project that no command builds into."""
_LITTER: Final = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
"""What file managers leave behind: nobody's work."""
_NAMED: Final = 3
"""How many files that are not ours a message names."""


class FolderError(Exception):
    """The folder cannot be used. The message is for whoever named it: what is wrong, and what to do."""


def own_folder(project: Project, folder: Path, *, shared: bool = False) -> Path:
    """Return *folder*, links followed, when a command may fill it. Raises `FolderError` when it may not.

    In a *shared* one of ours, others may have put files beside ours; they are left alone.
    """
    real = free_place(project, folder)
    ours = shared and (manifest := Manifest.read(real)) is not None and manifest.files
    refuse_others(real, [] if ours else others_in(real))
    return real


def free_place(project: Project, folder: Path) -> Path:
    """Return *folder*, links followed, when a command may make one there, whatever it holds. Raises `FolderError`."""
    try:
        real = folder.expanduser().resolve()
    except RuntimeError as error:  # a user that is unknown, or links that lead in a ring
        raise FolderError(f"Mappen {folder} finnes ikke, og kan ikke lages. Oppgi en annen.") from error
    here, home = project.folder.resolve(), Path.home().resolve()
    if any(_same(real, one) for start in (here, home, Path.cwd()) for one in (start, *start.parents)):
        raise FolderError(f"Mappen {real} rommer prosjektet eller hjemmemappen din. Oppgi en egen mappe, som site.")
    for name in _CONTENT:
        if any(_same(one, here / name) for one in (real, *real.parents)):
            raise FolderError(f"Mappen {real} ligger i {name}/, som bygges aldri over. Oppgi en egen mappe, som site.")
    for above in real.parents:
        name = real.relative_to(above).parts[0]
        if name in _CONTENT and name != "tests" and (above / "routines" / "kjerne").is_dir():
            raise FolderError(f"Mappen {real} ligger i {above / name}. Gå til {above}, og kjør kommandoen der.")
        if (above / MANIFEST).exists():
            raise FolderError(f"Mappen {real} ligger inne i {above}, som er bygd herfra. Oppgi en mappe utenfor.")
    lowest = next(one for one in (real, *real.parents) if os.path.lexists(one))
    if not lowest.is_dir():
        raise FolderError(f"{lowest} er ikke en mappe. Oppgi en annen.")
    return real


def refuse_others(folder: Path, others: list[str]) -> None:
    """Raise `FolderError` when there are *others*: paths in *folder* of what we did not put there."""
    if others:
        remedy = "Flytt det ut, eller oppgi en annen mappe. Ingenting er endret."
        raise FolderError(f"Mappen {folder} har noe som ikke er laget herfra: {_named(others)}. {remedy}")


def still_ours(folder: Path, target: Path) -> None:
    """Raise `FolderError` when others put something in *folder*, meant to be *target*, after it was looked at."""
    others = [folder.name] if folder.is_symlink() else others_in(folder)
    if others:
        remedy = "Flytt det ut, og kjør kommandoen på nytt. Ingenting er endret."
        raise FolderError(f"Mens {target} ble laget, la noen noe annet der: {_named(others)}. {remedy}")


def _named(others: list[str]) -> str:
    return ", ".join(others[:_NAMED]) + (f" og {len(others) - _NAMED} til" if len(others) > _NAMED else "")


def others_in(folder: Path) -> list[str]:
    """Return the paths of what lies in *folder* that we did not put there."""
    manifest = Manifest.read(folder)
    known = {*manifest.files, MANIFEST} if manifest else {MANIFEST}
    left = f".{folder.name}-ny-"
    others = {
        path
        for path in paths_in(folder)
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
    """Hold *folder* for this process. Raises `FolderError` when another one is filling it.

    The lock lies beside the folder, for all who reach that to see; only where nobody can write, with temporary files.
    """
    from filelock import FileLock, Timeout  # slow to import, and only those who write need it

    with suppress(OSError):
        folder.parent.mkdir(parents=True, exist_ok=True)
    place = folder.with_name(f".{folder.name}.lock")
    if not os.access(folder.parent, os.W_OK):
        user, name = os.getuid() if hasattr(os, "getuid") else "", sha256(os.fsencode(folder)).hexdigest()[:16]
        place = Path(tempfile.gettempdir()) / f"handbok-{user}-{name}.lock"
    lock = FileLock(place, blocking=False)
    try:
        with lock:
            try:
                yield
            finally:
                with suppress(OSError):  # while it is held: whoever waits for this very file sees that it is gone
                    place.unlink()
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
        Manifest(made_by=fresh.name).write(fresh)  # ours from the first moment
        yield fresh
    finally:
        discard(fresh)


def sweep(folder: Path) -> None:
    """Take away what a build of *folder* that was stopped left beside it or in it: whoever holds the lock is alone."""
    for left in (one for place in (folder.parent, folder) for one in place.glob(f".{escape(folder.name)}-ny-*")):
        if left.is_dir():
            discard(left)


def discard(folder: Path) -> None:
    """Delete *folder* if it is there and ours, but nothing that others put in it; empty folders are nobody's work.

    Its manifest goes last: stopped halfway, it is still known to be ours.
    """
    if folder.is_symlink():
        return
    manifest = Manifest.read(folder)
    begun = manifest is not None and manifest.made_by == folder.name
    others = set[str]() if begun else {*others_in(folder)}
    top = os.fspath(folder)
    for path in {*paths_in(folder)} - others - {MANIFEST}:
        with suppress(OSError):
            os.unlink(f"{top}/{path}")  # noqa: PTH108  # there are thousands, and a path object for each takes longer
    if not others:
        shutil.rmtree(folder, ignore_errors=True)


def take_over(old: Path, fresh: Path, paths: Iterable[str]) -> None:
    """Put the files *paths* of *old* into *fresh* too: one file under two names where the disk can."""
    made = set[str]()
    for path in paths:
        source, target = f"{old}/{path}", f"{fresh}/{path}"
        place = target.rpartition("/")[0]
        if place not in made:
            Path(place).mkdir(parents=True, exist_ok=True)
            made.add(place)
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)


def _same(one: Path, other: Path) -> bool:
    """Whether two paths are one folder, also where letters' case or a mount gives it several names."""
    try:
        return one.samefile(other)
    except OSError:
        return one == other
