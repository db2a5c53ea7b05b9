"""The command: two versions held against each other, as Markdown or as a file to print."""

from __future__ import annotations

from pathlib import Path

from macros.diff.differences import Differences
from macros.diff.sheet import markdown, write_new
from macros.diff.told import told
from macros.diff.versions import UnreadableError, Version, VersionError, version
from macros.outputs.words import word
from macros.project import Project


def diff(project: Project, old: str, new: str, file: Path | None = None) -> str:
    """Return what differs between *old* and *new* as Markdown; with *file*, write it there as HTML and say so.

    Raises `VersionError` with all that is wrong with both.
    """
    found: list[Version] = []
    unreadable: list[str] = []
    for asked in (old, new):
        try:
            found.append(version(project, asked))
        except UnreadableError as error:
            unreadable += [word("diff.uleselig", navn=error.name), *map(str, error.faults)]
    if unreadable:
        raise VersionError("\n".join(unreadable))
    blocks = [*told(Differences.between(*found))]
    if file is None:
        return markdown(blocks)
    return f"{write_new(file, blocks, word('diff.tittel'))}\n"
