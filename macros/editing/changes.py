"""Changes of files: tried on a copy of the content first, and then made, or not one of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from macros.addresses_kept import vanished
from macros.content.faults import ContentError, Fault
from macros.content.files import left_behind
from macros.edition import edition
from macros.manifest import replace
from macros.project import Project

_COPIED = ("routines", "docs", "mkdocs.yml")
"""What a handbook is made of, when the folder has it."""


class EditError(Exception):
    """It cannot be done. The message is for the editor: what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Change:
    """The file *path* gets the text or bytes *after*; nothing when there is to be no file.

    `before` is what it was made from.
    """

    path: Path
    before: str | bytes | None
    after: str | bytes | None

    @property
    def data(self) -> bytes:
        """The bytes that the file gets; none when there is to be no file."""
        return self.after.encode() if isinstance(self.after, str) else self.after or b""


def text_of(path: Path) -> str | None:
    """Return the text of the file *path* as it stands, line endings and all; nothing where there is none."""
    return path.read_bytes().decode("utf-8") if path.is_file() else None


@contextmanager
def made_in_a_copy(project: Project, changes: Iterable[Change]) -> Iterator[Project]:
    """Give a copy of the content of *project* with *changes* made in it. No file is touched."""
    with tempfile.TemporaryDirectory(prefix="handbok-prove-") as name:
        copy = Project(Path(name).resolve())
        for one in _COPIED:
            source = project.folder / one
            if source.is_dir():
                shutil.copytree(source, copy.folder / one, ignore=lambda _, names: [n for n in names if left_behind(n)])
            elif source.is_file():
                shutil.copyfile(source, copy.folder / one)
        for change in changes:
            _put(Change(copy.folder / change.path.relative_to(project.folder), change.before, change.after))
        yield copy


def tried(project: Project, changes: Iterable[Change]) -> list[Fault]:
    """Return every fault that the content would have with *changes*, as the check tells them. No file is touched."""
    with made_in_a_copy(project, changes) as copy:
        try:
            return vanished(copy, edition(copy))
        except ContentError as error:
            return [*error.faults]


def make(project: Project, changes: Iterable[Change]) -> None:
    """Make *changes*. Raises `ContentError` when the content would have faults, `EditError` when a file has changed.

    Nothing is made then. A file that somebody saved since it was read is left as it is.
    """
    wanted = [change for change in changes if change.before != change.after]
    if faults := tried(project, wanted):
        raise ContentError(faults)
    put(project, wanted)


def put(project: Project, wanted: Sequence[Change]) -> None:
    """Write the changes that are *wanted*, which have been tried: all of them or none.

    Raises `EditError` when somebody has saved one of the files since it was read.
    """
    for change in wanted:
        if text_of(change.path) != change.before:
            raise EditError(f"{project.shown(change.path)} er endret av noen andre. Prøv på nytt. Ingenting er endret.")
    done: list[Change] = []
    try:
        for change in sorted(wanted, key=lambda one: one.after is None):  # what is new is there before the old goes
            _put(change)
            done.append(change)
    except OSError:
        for change in reversed(done):
            with suppress(OSError):
                _put(Change(change.path, change.after, change.before))
        raise


def _put(change: Change) -> None:
    if change.after is None:
        change.path.unlink()
        return
    change.path.parent.mkdir(parents=True, exist_ok=True)
    replace(change.path, change.data)
