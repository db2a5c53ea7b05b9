"""One file for the archive, laid out as archives know it (BagIt, RFC 8493), with a digest of every file in it.

The same commit gives the same bytes: files in order, with the day of the content for their time and no compression,
for compressed bytes differ from one library to another.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from macros.archive.commit import Commit, commit_of
from macros.edition import Edition, edition
from macros.folders import FolderError
from macros.handbook import Handbook
from macros.manifest import MANIFEST, digest, half_made, paths_in
from macros.outputs.phrases import newest
from macros.outputs.words import word
from macros.project import Project
from macros.publish import basis_of, inputs_of, publish, theme_digest
from macros.site import site_url

_PACKAGE: Final = "handbok-fengselsteam"
_FIRST_DAY: Final = date(1980, 1, 1)
"""No file in a zip is older."""
_MODE: Final = 0o100644 << 16
_ON_UNIX: Final = 3


class ArchiveError(FolderError):
    """There is no archive. The message is for whoever asked for it: why, and what to do."""


@dataclass(frozen=True, slots=True)
class Archived:
    """What was made: how many files it keeps, and what is known of where they come from."""

    files: int
    commit: Commit | None
    anew: bool
    """Whether the file was not there already with these very bytes."""

    @property
    def told(self) -> str:
        """What the archive says of where it comes from."""
        return version_told(self.commit)


def archive(project: Project, target: Path) -> Archived:
    """Make the archive of *project* at *target*. Raises `ArchiveError` where another file lies, `ContentError` too."""
    target = _free(target)
    commit, basis = commit_of(project.folder), basis_of(project, files=True)
    made = edition(project, site_url=site_url(project))
    with TemporaryDirectory(prefix="handbok-") as place:
        publish(project, made, Path(place, "nettsted"), files=True, basis=basis)
        files = {f"nettsted/{path}": Path(place, "nettsted", path) for path in paths_in(Path(place, "nettsted"))}
        del files[f"nettsted/{MANIFEST}"]
        payload: dict[str, Path | bytes] = {**files, **dict(_sources(project))}
        payload["LES-MEG.txt"] = _read_me(commit).encode()
        beside = target.with_name(half_made(target.name))
        try:
            _write(beside, _bag(project, made, commit, payload), newest([*made.handbook]))
            if basis_of(project, files=True) != basis:
                raise ArchiveError("Noe ble lagret mens arkivet ble laget. Kjør kommandoen på nytt.")
            anew = put(beside, target)
        finally:
            with suppress(OSError):
                beside.unlink()
    return Archived(len(payload), commit, anew)


def _free(target: Path) -> Path:
    """Return *target* where a file may be put. What is there already is judged when there is one to compare it with."""
    if target.is_symlink() or (target.exists() and not target.is_file()):
        raise ArchiveError(f"{target} er ikke en vanlig fil. Oppgi et annet navn, som handbok-arkiv.zip.")
    if not target.parent.is_dir():
        raise ArchiveError(f"Mappen {target.parent} finnes ikke. Lag den, eller oppgi en annen.")
    return target


def put(beside: Path, target: Path) -> bool:
    """Give the file *beside* the name *target*; return whether it was new. Nobody's file is written over."""
    try:
        os.link(beside, target)  # fails where there is a file, in one step
    except FileExistsError as error:
        if digest(beside) == digest(target):
            return False
        message = f"{target} finnes alt, og er noe annet. Oppgi et annet navn, eller flytt filen. Den er ikke endret."
        raise ArchiveError(message) from error
    except OSError:  # a disk where a file has only one name
        if target.exists():
            raise ArchiveError(f"{target} finnes alt. Oppgi et annet navn, eller flytt filen.") from None
        beside.replace(target)
    return True


def _sources(project: Project) -> Iterator[tuple[str, Path]]:
    """Yield all that the site was made of: records, written pages and settings."""
    local = project.folder / "routines"
    roots = ((local, "routines"), (project.core, "routines/kjerne"), (project.docs, "docs"))
    for path in inputs_of(project):
        root, name = next((root, name) for root, name in roots if path.is_relative_to(root))
        if path.is_file():
            yield f"innhold/{name}/{path.relative_to(root).as_posix()}", path
    yield "innhold/mkdocs.yml", project.config


def _read_me(commit: Commit | None) -> str:
    lines = [word(f"arkiv.{key}") for key in ("hva", "nettsted", "ark", "data", "utdrag", "innhold", "kontroll")]
    lines += [version_told(commit), f"{word('åpne_data.rettigheter')}: {word('data.lisens')}"]
    return "\n\n".join(lines) + "\n"


def version_told(commit: Commit | None) -> str:
    """Say which version it is, and whether that is all there is to say."""
    if commit is None:
        return word("arkiv.ukjent")
    if commit.uncommitted:
        return word("arkiv.endret", utgave=commit.id, antall=commit.uncommitted)
    return word("arkiv.utgave", utgave=commit.id)


def _bag(
    project: Project, made: Edition, commit: Commit | None, payload: Mapping[str, Path | bytes]
) -> dict[str, Path | bytes]:
    """Return *payload* with what a bag says of itself, by path in the archive."""
    kept = {f"data/{path}": source for path, source in payload.items()}
    sizes = [len(one) if isinstance(one, bytes) else one.stat().st_size for one in kept.values()]
    handbook = made.handbook
    about = {
        "Source-Organization": handbook.municipality.title if handbook.municipality else word("side.navn"),
        "External-Description": word("arkiv.beskrivelse"),
        "Bagging-Date": newest([*handbook]).isoformat(),
        "Payload-Oxum": f"{sum(sizes)}.{len(sizes)}",
        "Bag-Software-Agent": f"{_PACKAGE} {version(_PACKAGE)}",
        "Handbook-Commit": commit.id if commit else "unknown",
        "Handbook-Uncommitted-Files": str(commit.uncommitted) if commit else "unknown",
        "Handbook-Code-And-Settings-SHA256": theme_digest(project),
    }
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "".join(f"{name}: {said}\n" for name, said in about.items()).encode(),
        "manifest-sha256.txt": _digests(kept),
    }
    top = _name(handbook, commit)
    every = {**kept, **tags, "tagmanifest-sha256.txt": _digests(tags)}
    return {f"{top}/{path}": source for path, source in every.items()}


def _name(handbook: Handbook, commit: Commit | None) -> str:
    return f"handbok-{newest([*handbook]).isoformat()}" + (f"-{commit.id[:10]}" if commit else "")


def _digests(files: Mapping[str, Path | bytes]) -> bytes:
    """Return a line for each of *files*, as `sha256sum` writes it and BagIt wants it."""
    lines = (
        f"{sha256(one).hexdigest() if isinstance(one, bytes) else digest(one)}  {_escaped(path)}\n"
        for path, one in sorted(files.items())
    )
    return "".join(lines).encode()


def _escaped(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _write(target: Path, files: Mapping[str, Path | bytes], on: date) -> None:
    """Write *files* as a zip: in order, of the day *on*, anybody's to read."""
    day = max(on, _FIRST_DAY)
    with ZipFile(target, "x", ZIP_STORED) as made:
        for path, source in sorted(files.items()):
            entry = ZipInfo(path, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = _ON_UNIX, _MODE
            made.writestr(entry, source if isinstance(source, bytes) else source.read_bytes())
