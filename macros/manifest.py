"""What a folder that we made says of itself, in a file there: what it was made of, and every file that is ours."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
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
    """For each file whose making can be spared: its path in the folder, and a digest of what decided its bytes."""
    files: dict[str, str] = field(default_factory=dict)
    """Every file but this one: its path in the folder, and a digest of its bytes."""

    @classmethod
    def read(cls, folder: Path) -> Manifest | None:
        """Return what *folder* says of itself; None when it is not ours."""
        try:
            found = cls(**json.loads((folder / MANIFEST).read_text("utf-8")))
            outside = any(Path(path).is_absolute() or ".." in path.split("/") for path in found.files)
        except (OSError, ValueError, TypeError, AttributeError):
            return None
        return None if outside else found

    def write(self, folder: Path) -> None:
        """Write this into *folder*, in one step."""
        replace_text(folder / MANIFEST, json.dumps(asdict(self), sort_keys=True))


def replace_text(path: Path, text: str) -> None:
    """Put *text* in the file *path* in one step: it is the old or the new one, whole. A link there is replaced."""
    beside = path.with_name(half_made(path.name))
    beside.unlink(missing_ok=True)  # a link there would be written through
    beside.write_text(text, "utf-8", newline="\n")
    beside.replace(path)


def half_made(name: str) -> str:
    """Return what the file *name* is called until it is whole."""
    return f".{name}.ny"


def digests_of(folder: Path) -> dict[str, str]:
    """Return the path of every file in *folder* but the manifest, with a digest of its bytes."""
    return {path: digest(folder / path) for path in sorted(paths_in(folder)) if path != MANIFEST}


def digest(path: Path) -> str:
    """Return a digest of the bytes of the file *path*, or nothing where there is none."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def paths_in(folder: Path) -> Iterator[str]:
    """Yield the path of everything in *folder* that is not a folder; links are not followed."""
    top = os.fspath(folder)
    for place, folders, files in os.walk(top):
        inside = place[len(top) :].replace(os.sep, "/").strip("/")
        before = f"{inside}/" if inside else ""
        links = [name for name in folders if Path(place, name).is_symlink()]
        yield from (f"{before}{name}" for name in (*files, *links))
