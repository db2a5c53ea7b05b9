"""Where things lie: the folder we stand in, else what the installed package brings along.

A municipality's folder has `routines/kommune/`, and may have its own `docs/` and `mkdocs.yml`. The core content, the
written pages and the site's settings come from this repository's folders, or from the wheel.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Final

_HERE: Final = Path(__file__).parent
_BUNDLED: Final = _HERE / "_bundled"

THEME: Final = _HERE / "theme"
_NO_ACCESS: Final = "Du har ikke tilgang til å lese det som står der. Gi deg selv tilgang, eller be den som eier det."


def shown_code(path: Path) -> str:
    """Return *path*, of the code or the theme, as messages show it: `macros/theme/nb.yml`."""
    return path.relative_to(_HERE.parent).as_posix()


@dataclass(frozen=True, slots=True)
class Project:
    """One handbook: the folder it is built from."""

    folder: Path

    @property
    def core(self) -> Path:
        """The core content: that of this folder if it has it, else that of the package."""
        return self._own_or_bundled("routines/kjerne")

    @property
    def has_own_core(self) -> bool:
        """Whether the core lies in this folder, to be written in; else it is the package's."""
        return self.core == self.folder / "routines" / "kjerne"

    @property
    def roots(self) -> list[Path]:
        """The content in the order it is laid: the core, then the municipality's."""
        return self.roots_with(())

    def roots_with(self, unsaved: Iterable[Path]) -> list[Path]:
        """Return the roots as they are when what is *unsaved* has been written: its first file makes a folder."""
        local = self.folder / "routines" / "kommune"
        there = os.path.lexists(local) or any(path.is_relative_to(local) for path in unsaved)
        return [self.core, local] if there else [self.core]

    @property
    def docs(self) -> Path:
        """The written pages."""
        return self._own_or_bundled("docs")

    @property
    def config(self) -> Path:
        """The site's settings."""
        return self._own_or_bundled("mkdocs.yml")

    @property
    def pipelines(self) -> Path:
        """The files that publish a handbook from where it is kept."""
        return self._own_or_bundled("pipelines")

    @property
    def addresses(self) -> Path:
        """The addresses that have been published."""
        return self.folder / "routines" / "adresser.txt"

    @property
    def site(self) -> Path:
        """The published site."""
        return self.folder / "site"

    def unfit(self) -> Iterator[tuple[Path, str]]:
        """Yield each folder and file above that is there but cannot be used, and why."""
        for name in ("routines", "routines/kjerne", "routines/kommune", "docs"):
            if problem := unfit(self.folder / name, folder=True):
                yield self.folder / name, problem
        for path in (self.folder / "mkdocs.yml", self.addresses):
            if problem := unfit(path, folder=False):
                yield path, problem

    def shown(self, path: Path) -> str:
        """Return *path* as messages show it."""
        return path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else path.as_posix()

    def _own_or_bundled(self, name: str) -> Path:
        own = self.folder / name
        if os.path.lexists(own):  # what is there and cannot be read is a fault, and never missing
            return own
        bundled = _BUNDLED / name
        return bundled if bundled.exists() else _HERE.parent / name


def unfit(path: Path, *, folder: bool) -> str:
    """Say why *path*, which is there, is not a *folder* or a file that can be read; nothing when it is, or is missing.

    Nothing but a folder or an ordinary file is opened: others may never answer.
    """
    try:
        path.lstat()
    except OSError:  # it is missing, or the folder it lies in cannot be opened and is told of
        return ""
    try:
        mode = path.stat().st_mode
        if folder and S_ISDIR(mode):
            os.scandir(path).close()
            return "" if os.access(path, os.X_OK) else f"Mappen kan ikke åpnes. {_NO_ACCESS}"
        if not folder and S_ISREG(mode):
            path.open("rb").close()
            return ""
    except PermissionError:
        return f"{'Mappen' if folder else 'Filen'} kan ikke åpnes. {_NO_ACCESS}"
    except OSError as error:
        if path.is_symlink():
            return "Lenken fører ingen steder. Rett den, eller slett den."
        return f"Dette kan ikke leses (feil {error.errno} fra maskinen). Se om det er helt, eller hent det på nytt."
    if folder:
        return f"«{path.name}» skal være en mappe, men er noe annet. Gi det et annet navn, eller flytt det ut."
    return f"«{path.name}» skal være en vanlig fil, men er noe annet. Gi det et annet navn, eller flytt det ut."
