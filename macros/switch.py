"""Put a new folder where an old one is, so that a reader finds the old or the new one whole, at every moment."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Final

from macros.folders import FolderError, discard, others_in, still_ours
from macros.manifest import Manifest, half_made
from macros.refusals import why

_SWAP: Final = 2
"""`RENAME_EXCHANGE` of Linux; `RENAME_SWAP` of macOS is the same number."""
_HERE: Final = -100
"""`AT_FDCWD`: a path that is not absolute counts from the working folder."""
_CANNOT_MOVE: Final = (errno.EBUSY, errno.EXDEV)
"""What the system says of a folder that is a mount, or that lies on another disk."""


class SwitchError(Exception):
    """Something failed in the middle. The message says what is true of the folder now, and what to do."""


def switch(fresh: Path, target: Path) -> None:
    """Put *fresh*, which has its manifest, at *target*. What was there lies in *fresh* afterwards, if anywhere.

    Raises `OSError` or, when others put something there meanwhile, `FolderError` when nothing was changed, and
    `SwitchError` when something was.
    """
    still_ours(target, target)
    try:
        if fresh.is_relative_to(target):
            fill(fresh, target)
        elif not target.exists():
            fresh.rename(target)
        elif not _exchanged(fresh, target):
            _renamed_twice(fresh, target)
        else:
            try:
                still_ours(fresh, target)  # something may have come in the last moment
            except FolderError:
                _exchanged(fresh, target)
                raise
    except OSError as error:
        if error.errno not in _CANNOT_MOVE:
            raise
        fill(fresh, target)


def recover(target: Path) -> None:
    """Mend what was left by a build that was stopped between two renames."""
    old = _old(target)
    if Manifest.read(old) is not None and not others_in(old):
        if target.exists():
            discard(old)
        else:
            old.rename(target)


def fill(fresh: Path, target: Path) -> None:
    """Change *target* file by file, each in one step: what pages need, then pages; last goes what is there no more.

    Files that are not ours stay. Raises `SwitchError` when it fails halfway.
    """
    old, new = Manifest.read(target) or Manifest(), Manifest.read(fresh)
    if new is None:
        raise ValueError(f"{fresh} has no manifest")
    target.mkdir(parents=True, exist_ok=True)
    Manifest(files=old.files | new.files).write(target)  # both are ours, and neither is whole
    try:
        gone = old.files.keys() - new.files.keys()
        folders = {above for path in new.files for above in _above(path)}
        blocking = {path for path in gone if path in folders or not new.files.keys().isdisjoint(_above(path))}
        _take_away(target, blocking)
        for path in sorted(new.files, key=lambda path: (path.endswith(".html"), path)):
            _put(fresh / path, target / path)
        _take_away(target, gone - blocking)
        new.write(target)
    except OSError as error:
        remedy = "Rett det som hindrer det, og kjør kommandoen på nytt med en gang."
        raise SwitchError(f"{target} er bare delvis byttet ut ({why(error)}). {remedy}") from error


def _old(target: Path) -> Path:
    return target.with_name(f"{target.name}.gammel")


def _exchanged(fresh: Path, target: Path) -> bool:
    """Let the two folders trade names in one step; False where the system or the disk has no such step."""
    name = "renamex_np" if sys.platform == "darwin" else "renameat2"
    trade = getattr(ctypes.CDLL(None, use_errno=True), name, None) if os.name == "posix" else None
    if trade is None:
        return False
    one, other = os.fsencode(fresh), os.fsencode(target)
    if trade(*((one, other, _SWAP) if sys.platform == "darwin" else (_HERE, one, _HERE, other, _SWAP))) == 0:
        return True
    if (number := ctypes.get_errno()) in _CANNOT_MOVE:
        raise OSError(number, os.strerror(number), str(target))
    return False


def _renamed_twice(fresh: Path, target: Path) -> None:
    """The next best. For a moment there is no folder; `recover` mends it if we are stopped just then."""
    old = _old(target)
    if old.exists():  # somebody's: `recover` left it alone
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(old))
    target.rename(old)
    try:
        still_ours(old, target)
        fresh.rename(target)
    except (OSError, FolderError) as error:
        try:
            old.rename(target)
        except OSError:
            raise SwitchError(f"Det gamle innholdet ligger i {old}. Gi mappen navnet {target.name} igjen.") from error
        raise
    discard(old)


def _put(source: Path, target: Path) -> None:
    """Put the file *source* at *target* in one step, from another disk too."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = target.with_name(half_made(target.name))
        shutil.copy2(source, beside)
        beside.replace(target)


def _take_away(top: Path, paths: Iterable[str]) -> None:
    """Delete the files *paths* in *top*, and the folders they stood in, as far up as those are empty."""
    for path in paths:
        (top / path).unlink(missing_ok=True)
        for above in _above(path):
            with suppress(OSError):
                (top / above).rmdir()


def _above(path: str) -> list[str]:
    """Return the folders that *path* lies in, the nearest first."""
    return [str(above) for above in PurePosixPath(path).parents][:-1]
