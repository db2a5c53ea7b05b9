"""A copy of the tiny project to spoil, and the faults it then has."""

from __future__ import annotations

import shutil
from pathlib import Path

from macros.content.faults import ContentError
from macros.content.load import Memory, load
from macros.edition import Edition, edition
from macros.handbook import Handbook
from macros.project import Project

TINY = Path(__file__).parent / "content"
EXPECTED = Path(__file__).parent / "expected"

HEAD = """forvaltning:
  eier: kommunen-rutineeier
  godkjenning: utkast
  endret:
    - {dato: 2026-03-01, hva: Lagt inn til prøve.}
"""
"""What every content file begins with: five lines."""

MEMORY = Memory()
"""What trials have read so far: all but the spoilt file is the same in each, and need be read only once."""


class Trial:
    """A project folder of one's own, with the tiny content in it."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(TINY, folder)
        self.folder = folder
        self.project = Project(folder)

    def lay(self, place: str, content: str | bytes) -> Trial:
        """Write *content* to the file *place* (from the project's folder)."""
        path = self.folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def lay_record(self, place: str, body: str) -> Trial:
        """Write a content file: the head, then *body*; its first line is line 6."""
        return self.lay(f"routines/{place}", HEAD + body)

    def edit(self, place: str, old: str, new: str) -> Trial:
        """Put *new* where *old* stands, once, in the file *place*."""
        text = (self.folder / place).read_text("utf-8")
        assert text.count(old) == 1, f"«{old}» stands {text.count(old)} times in {place}"
        return self.lay(place, text.replace(old, new))

    def faults(self) -> list[str]:
        """Return every fault as the editor sees it."""
        try:
            edition(self.project, MEMORY)
        except ContentError as error:
            return [str(fault) for fault in error.faults]
        return []

    def edition(self) -> Edition:
        """Return the edition; it must have no faults."""
        return edition(self.project)

    def handbook(self) -> Handbook:
        """Return the content; it must have no faults."""
        return load(self.project.roots, shown_from=self.folder)
