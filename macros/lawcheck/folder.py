"""A folder of law texts, as Lovdata's open data has them in the open copies (NLOD 2.0).

A file is called by the date and number of the law: `lov-2001-05-18-21.md`, `forskrift-2022-06-22-1110.md`. It may lie
in the folder itself, or in `lover/` and `forskrifter/` there; a law cut in parts has `-del-1`, `-kap-2` in the names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from macros.content.faults import Fault
from macros.content.files import unreadable_because
from macros.folders import FolderError
from macros.lawcheck.parse import parse, whole
from macros.lawcheck.text import LawText
from macros.records import Law

MAX_BYTES: Final = 20_000_000
"""The most that a law's text is; the largest is a twentieth of it."""
_INSIDE: Final = ("", "lover", "forskrifter")
_FILE: Final = re.compile(
    r"((?:lov|forskrift)-\d{4}-\d\d-\d\d(?:-\d{1,6})?)(?:-(?:del|kap|kapittel)-[\w-]{1,20})?\.md", re.IGNORECASE
)


class NoTextsError(FolderError):
    """The folder has no law text, in Norwegian."""


@dataclass
class Folder:
    """The texts in a folder by the law's name in it, read when asked for; what cannot be read is kept as faults."""

    files: dict[str, list[Path]]
    faults: list[Fault] = field(default_factory=list)
    _read: dict[str, LawText | None] = field(default_factory=dict)

    @classmethod
    def at(cls, path: Path) -> Folder:
        """List the texts in *path*. Raises `NoTextsError` where there are none, `OSError` where it may not be read."""
        if not path.is_dir():
            what = "er en fil, ikke en mappe" if path.exists() else "finnes ikke"
            raise NoTextsError(f"Mappen {path} {what}. Last ned lovtekstene, og oppgi mappen de ligger i.")
        files: dict[str, list[Path]] = {}
        for folder in (path / name for name in _INSIDE):
            if folder.is_dir():
                for file in sorted(folder.iterdir()):
                    if found := _FILE.fullmatch(file.name):
                        files.setdefault(found[1].lower(), []).append(file)
        if not files:
            how = "Filene må hete som «lov-2009-12-18-131.md»."
            raise NoTextsError(f"Mappen {path} har ingen lovtekster. {how}")
        return cls(files)

    def text_of(self, law: Law) -> LawText | None:
        """Return the text of *law*, or nothing where the folder has none that can be read."""
        name = (law.lovdata or "").replace("/", "-")
        if name not in self._read:
            self._read[name] = self._text(self.files.get(name, []))
        return self._read[name]

    def _text(self, files: list[Path]) -> LawText | None:
        known = len(self.faults)
        texts = [parse(text) for file in files if (text := self._file(file)) is not None]
        return whole(texts) if texts and len(self.faults) == known else None

    def _file(self, file: Path) -> str | None:
        """Return what *file* says, or keep why it cannot be read."""
        try:
            if not file.is_file():
                problem = "Dette er ikke en fil. Ta det bort, og hent lovteksten på nytt."
            elif file.stat().st_size > MAX_BYTES:
                problem = f"Filen er større enn {MAX_BYTES // 1_000_000} MB. Ingen lov er så lang. Hent den på nytt."
            else:
                return file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            problem = "Filen er ikke tekst i UTF-8. Hent den på nytt."
        except OSError as error:
            problem = unreadable_because(error)
        self.faults.append(Fault(file.as_posix(), 1, problem))
        return None
