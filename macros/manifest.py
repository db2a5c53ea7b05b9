"""What a folder that we made says of itself, in a file there: what it was made of, and every file that is ours."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from os.path import isabs
from pathlib import Path
from typing import Final

MANIFEST: Final = ".grunnlag.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder that we made says of itself."""

    made_by: str = ""
    """A digest of what all its files depend on: code, theme, settings, libraries."""
    inputs: str = ""
    """A digest of everything it was built from; empty where nobody asks, or while it is being changed."""
    told: list[str] = field(default_factory=list)
    """What the command says of it when there is nothing to do."""
    made_from: dict[str, str] = field(default_factory=dict)
    """For each file whose making can be spared: its path in the folder, and a digest of what decided its bytes.

    A page has two: of what its text is made of, and of its text.
    """
    files: dict[str, str] = field(default_factory=dict)
    """Every file but this one: its path in the folder, and a digest of its bytes."""

    @classmethod
    def read(cls, folder: Path) -> Manifest | None:
        """Return what *folder* says of itself; None when it is not ours."""
        try:
            found = cls(**json.loads((folder / MANIFEST).read_text("utf-8")))
            outside = any(isabs(path) or ".." in path.split("/") for path in found.files)  # noqa: PTH117  # likewise thousands
        except (OSError, ValueError, TypeError, AttributeError):
            return None
        return None if outside else found

    def write(self, folder: Path) -> None:
        """Write this into *folder*, in one step."""
        replace_text(folder / MANIFEST, json.dumps(asdict(self), sort_keys=True))


def same(one: str, other: str) -> bool:
    """Whether two values of `made_from` are of the same bytes: what a text is made of may differ, and the text not."""
    return one.rpartition(" ")[2] == other.rpartition(" ")[2]


def replace_text(path: Path, text: str) -> None:
    """Put *text* in the file *path* in one step, as `replace` does."""
    replace(path, text.encode())


def replace(path: Path, data: bytes) -> None:
    """Put *data* in the file *path* in one step: it is the old or the new one, whole. A link there is replaced."""
    beside = path.with_name(half_made(path.name))
    beside.unlink(missing_ok=True)  # a link there would be written through
    beside.write_bytes(data)
    with suppress(FileNotFoundError):
        beside.chmod(path.stat().st_mode)  # who may read and write it stays as it was
    beside.replace(path)


def half_made(name: str) -> str:
    """Return what the file *name* is called until it is whole."""
    return f".{name}.ny"


def digests_of(folder: Path, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the path of every file in *folder* but the manifest, with a digest of its bytes.

    Those that are *known* are not read again.
    """
    known, top = known or {}, os.fspath(folder)
    return {path: known.get(path) or digest(f"{top}/{path}") for path in sorted(paths_in(folder)) if path != MANIFEST}


def digest(path: Path | str) -> str:
    """Return a digest of the bytes of the file *path*, or nothing where there is none."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123  # there are thousands, and a path object for each takes longer
            return sha256(file.read()).hexdigest()
    except OSError:
        return ""


def paths_in(folder: Path) -> Iterator[str]:
    """Yield the path of everything in *folder* that is not a folder; links are not followed."""
    places = [(os.fspath(folder), "")]
    while places:
        place, before = places.pop()
        with suppress(OSError), os.scandir(place) as found:
            for one in found:
                if one.is_dir(follow_symlinks=False):
                    places.append((one.path, f"{before}{one.name}/"))
                else:
                    yield f"{before}{one.name}"
