"""The editions of a published site: whole folders with a number, and a link that says which one readers get.

utgaver/12       an edition, never changed after it is made
nett             a link to the edition that is shown: this is what a web server gives out
nett-forrige     a link to the one shown before it, for what a page that was opened then has still to fetch
"""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from macros.folders import FolderError, discard, others_in, refuse_others
from macros.manifest import MANIFEST, Manifest, digests_of, half_made

SHOWN: Final = "nett"
SHOWN_BEFORE: Final = "nett-forrige"
KEPT: Final = 3
"""How many editions are kept."""

_FOLDER: Final = "utgaver"
_LEADS_TO: Final = re.compile(rf"{_FOLDER}/([1-9][0-9]*)")
_BEGUN: Final = re.compile(rf"{_FOLDER}/\.[1-9][0-9]*(?:\.lock$|-ny-)")
"""The lock of an edition that is being made, and what is made of it so far."""
_OF_THE_MOMENT: Final = (errno.EACCES, errno.ENOENT, errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""Why a link was not made, where the next might be."""


@dataclass(frozen=True, slots=True)
class Editions:
    """The editions in one folder. Whoever changes anything holds the folder alone."""

    folder: Path

    @classmethod
    def of(cls, folder: Path) -> Editions:
        """Return the editions in *folder*. Raises `FolderError` when it holds anything else."""
        made = cls(folder)
        refuse_others(folder, made._others())
        return made

    def _others(self) -> list[str]:
        """Return the paths of what lies here that we did not put here."""
        ours = {name for link in (SHOWN, SHOWN_BEFORE) for name in (link, half_made(link)) if self._leads_to(name)}
        for number in self.numbers:
            place = f"{_FOLDER}/{number}"
            manifest = Manifest.read(self.folder / place)
            ours |= {f"{place}/{path}" for path in (*manifest.files, MANIFEST)} if manifest else set()
        return [path for path in others_in(self.folder) if path not in ours and not _BEGUN.match(path)]

    @property
    def numbers(self) -> list[int]:
        """The number of every edition that is here, the oldest first."""
        found = (self.folder / _FOLDER).glob("[1-9]*")
        return sorted(int(one.name) for one in found if one.name.isdecimal() and one.is_dir() and not one.is_symlink())

    @property
    def shown(self) -> int:
        """The number of the edition that readers get; 0 when there is none."""
        return self._leads_to(SHOWN)

    def place(self, number: int) -> Path:
        """Return the folder of edition *number*."""
        return self.folder / _FOLDER / str(number)

    def told(self, number: int) -> list[str]:
        """Return what was told of edition *number* when it was made."""
        manifest = Manifest.read(self.place(number))
        return manifest.told if manifest else []

    def called(self, number: int) -> str:
        """Return what edition *number* is called to people."""
        return f"utgave {number} ({told[0]})" if (told := self.told(number)) else f"utgave {number}"

    def whole(self, number: int) -> bool:
        """Whether each file of edition *number* is as it was made."""
        manifest = Manifest.read(self.place(number))
        return manifest is not None and bool(manifest.inputs) and digests_of(self.place(number)) == manifest.files

    def show(self, number: int) -> None:
        """Let readers get edition *number*, in one step: every request is answered from one edition or the other."""
        if (before := self.shown) != number:
            if before:
                self._link(SHOWN_BEFORE, before)
            self._link(SHOWN, number)

    def refuse_where_no_link_can_be(self) -> None:
        """Raise `FolderError` where links cannot be made, before anything is built."""
        self.folder.mkdir(exist_ok=True)
        trial = self.folder / half_made(SHOWN)
        try:
            self._make(trial, 1)
            trial.unlink()
        except (OSError, NotImplementedError) as error:
            if isinstance(error, OSError) and error.errno in _OF_THE_MOMENT:
                raise
            remedy = "Bruk en disk og en maskin som kan det, eller bygg med «build --mappe» og kopier mappen selv."
            raise FolderError(
                f"I {self.folder} kan det ikke lages lenker, og «publish» bytter med en. {remedy}"
            ) from error

    def forget_rolled_back(self, *, but: int) -> None:
        """Delete the editions after the one that is shown, all *but* one: readers were taken back from them."""
        if shown := self.shown:
            self._delete([number for number in self.numbers if number > shown and number != but])

    def forget_oldest(self) -> None:
        """Delete the editions before the last three."""
        self._delete([number for number in self.numbers[:-KEPT] if number != self.shown])

    def _delete(self, numbers: list[int]) -> None:
        for number in numbers:
            discard(self.place(number))

    def _leads_to(self, name: str) -> int:
        """Return the number of the edition that the link *name* leads to; 0 when it is no link of ours."""
        try:
            found = _LEADS_TO.fullmatch((self.folder / name).readlink().as_posix())
        except OSError:
            return 0
        return int(found[1]) if found else 0

    def _link(self, name: str, number: int) -> None:
        beside = self.folder / half_made(name)
        self._make(beside, number)
        beside.replace(self.folder / name)

    @staticmethod
    def _make(link: Path, number: int) -> None:
        link.unlink(missing_ok=True)
        os.symlink(f"{_FOLDER}/{number}", link, target_is_directory=True)  # noqa: PTH211  # tests let it fail, as some disks do
