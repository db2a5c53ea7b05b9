"""What tells that a file has changed, for all files under some folders. Nothing here raises for a file's sake."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from macros.content.files import left_behind

Stamp = tuple[int, ...]
"""What differs when a file has been saved, replaced, or has become readable."""


def stamps(places: Iterable[Path]) -> dict[str, Stamp]:
    """Return the stamp of each file of *places*, which are files, and folders with all that is under them.

    Linked folders are gone through too, each once. What editors leave behind is left out.
    """
    found, linked = dict[str, Stamp](), set[str]()
    waiting = sorted({*map(str, places)})
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if left_behind(entry.name) or entry.name.endswith(".pyc"):
                        continue
                    if entry.is_dir():
                        real = os.path.realpath(entry.path) if entry.is_symlink() else ""
                        waiting += [entry.path] if real not in linked else []
                        linked |= {real} - {""}
                    else:
                        found[entry.path] = _stamp(entry.stat)
        except NotADirectoryError:
            found[folder] = _stamp(Path(folder).stat)
        except OSError as error:
            found[folder] = (error.errno or 0,)
    return found


def _stamp(stat: Callable[[], os.stat_result]) -> Stamp:
    try:
        told = stat()
    except OSError as error:  # it has gone, or leads nowhere
        return (error.errno or 0,)
    return told.st_mtime_ns, told.st_ctime_ns, told.st_size, told.st_ino


def digests(paths: Iterable[Path]) -> dict[Path, bytes]:
    """Return a digest of each file of *paths* that there is."""
    return {path: sha256(path.read_bytes()).digest() for path in paths if path.is_file()}
