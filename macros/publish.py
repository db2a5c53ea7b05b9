"""Build the site beside the published one and switch when it is whole: a fault leaves the old site as it was."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from macros import site
from macros.content.files import left_behind
from macros.edition import Edition, usable
from macros.folders import FolderError, alone_with, own_folder, staging, sweep, take_over
from macros.manifest import Manifest, digest, digests_of, same
from macros.outputs.output import begin
from macros.outputs.press import presses
from macros.project import THEME, Project
from macros.switch import SwitchError, recover, switch

_NAMED: Final = (
    "mkdocs", "mkdocs-material", "markdown", "jinja2", "typst", "font-source-sans-pro", "segno", "python-docx", "lxml",
)  # fmt: skip
"""The libraries that decide the bytes of what is built."""


def basis_of(project: Project, *, files: bool = False, trial: bool = False) -> Manifest:
    """Return what a site built now depends on. Asked for before anything is read: a save after that is not missed.

    A *trial* is never taken for a site to publish, so that the address is looked at before it is one.
    Raises `ContentError` for what is there but cannot be read.
    """
    usable(project)
    how = ("/files" if files else "") + ("/trial" if trial else "")
    return Manifest(theme_digest(project) + how, inputs_digest(project))


def publish(
    project: Project, made: Edition, target: Path, *, files: bool = False, basis: Manifest | None = None,
    told: Sequence[str] = (), beside: Executor | None = None, before: Path | None = None,
) -> int:  # fmt: skip
    """Build *made* into *target* and return how many files were made anew. Paper is set *beside*.

    What is unchanged is taken over from *target*, or from *before*, a site of ours that *target* comes after.

    *told* is kept, for `unchanged` to return while the *basis* is the same. Raises `FolderError` for a folder that is
    not ours to fill, `OSError` when the disk refuses before anything is changed, and `SwitchError` when the site was
    not simply left as it was.
    """
    target = own_folder(project, target)
    basis = basis or basis_of(project, files=files)
    with alone_with(target):
        recover(target)
        there, before = Manifest.read(target) or Manifest(), before or target
        old = Manifest.read(before) or Manifest()
        earlier = {
            path: decided
            for path, decided in (old.made_from if old.made_by == basis.made_by else {}).items()
            if digest(f"{before}/{path}") == old.files.get(path)
        }
        with staging(target) as fresh:
            with nullcontext(beside) if beside else presses() as beside:  # paper is set while the pages are made
                begun = begin(made.outputs.values(), earlier, beside)
                made_from = site.build_into(project, made, fresh, earlier, begun, files=files)
                kept = {path: old.files[path] for path, one in made_from.items() if same(earlier.get(path, ""), one)}
                take_over(before, fresh, kept)
                for path, paper in begun.items():  # last, so that all else is done while it is set
                    (fresh / path).parent.mkdir(parents=True, exist_ok=True)
                    (fresh / path).write_bytes(paper.result())
            new = replace(basis, told=[*told], made_from=made_from, files=digests_of(fresh, kept))
            new.write(fresh)
            try:
                switch(fresh, target)
            except (OSError, SwitchError, FolderError):
                raise
            except Exception as error:
                raise SwitchError(_what_stands(target, there, new)) from error
    return len(made_from) - len(kept)


def unchanged(target: Path, basis: Manifest) -> list[str]:
    """Return what was told of the site in *target* when each file is what would be built from *basis*; else nothing.

    Then what a build that was stopped left beside it is taken away. Raises `FolderError` while another one fills it.
    """
    old = Manifest.read(target)
    if old is None or (old.made_by, old.inputs) != (basis.made_by, basis.inputs) or digests_of(target) != old.files:
        return []
    with alone_with(target):
        recover(target)
        sweep(target)
    return old.told


def theme_digest(project: Project) -> str:
    """Return a digest of what every file depends on besides its content: settings, code, theme and libraries."""
    found = sha256(project.config.read_bytes())
    for path in sorted(path for path in THEME.parent.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        found.update(path.relative_to(THEME.parent).as_posix().encode() + path.read_bytes())
    found.update(" ".join(version(name) for name in _NAMED).encode())
    return found.hexdigest()


def inputs_digest(project: Project) -> str:
    """Return a digest of all content: records, written pages, addresses that must not vanish, and what lies astray."""
    found = sha256()
    for path in inputs_of(project):
        try:
            data = path.read_bytes() if path.is_file() else b""
        except OSError:  # it is told of when all is read
            data = b""
        name = os.fsencode(project.shown(path))
        found.update(b"%d %s %d " % (len(name), name, len(data)) + data)
    return found.hexdigest()


def inputs_of(project: Project) -> Iterator[Path]:
    """Yield all that lies where content is read from, in order. A linked folder is gone through, but only once."""
    seen = set[str]()
    for place in (project.folder / "routines", *project.roots, project.docs):
        for folder, folders, files in os.walk(place, followlinks=True):
            real = os.path.realpath(folder)
            names = [] if real in seen else sorted(name for name in (*folders, *files) if not left_behind(name))
            seen.add(real)
            folders[:] = [name for name in names if name in folders]
            yield from (Path(folder, name) for name in names)


def _what_stands(target: Path, old: Manifest, new: Manifest) -> str:
    """Say what is true of the site after something unforeseen in the middle of the switch: what the disk says."""
    there = Manifest.read(target) or Manifest()
    if there == new:
        return "Det nye nettstedet er på plass, men noe gikk galt etterpå."
    if there == old:
        return "Nettstedet er ikke endret."
    return f"Nettstedet i {target} er ikke helt. Bygg på nytt med en gang."
