"""Where things lie: the folder we stand in, else what the installed package brings along.

A municipality's folder has `routines/kommune/`, and may have its own `docs/` and `mkdocs.yml`. The core content, the
written pages and the site's settings come from this repository's folders, or from the wheel.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
_BUNDLED: Final = _HERE / "_bundled"

THEME: Final = _HERE / "theme"


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
    def roots(self) -> list[Path]:
        """The content in the order it is laid: the core, then the municipality's."""
        local = self.folder / "routines" / "kommune"
        return [self.core, local] if local.is_dir() else [self.core]

    @property
    def docs(self) -> Path:
        """The written pages."""
        return self._own_or_bundled("docs")

    @property
    def config(self) -> Path:
        """The site's settings."""
        return self._own_or_bundled("mkdocs.yml")

    @property
    def addresses(self) -> Path:
        """The addresses that have been published."""
        return self.folder / "routines" / "adresser.txt"

    @property
    def site(self) -> Path:
        """The published site."""
        return self.folder / "site"

    def shown(self, path: Path) -> str:
        """Return *path* as messages show it."""
        return path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else path.as_posix()

    def _own_or_bundled(self, name: str) -> Path:
        own = self.folder / name
        if own.exists():
            return own
        bundled = _BUNDLED / name
        return bundled if bundled.exists() else _HERE.parent / name
