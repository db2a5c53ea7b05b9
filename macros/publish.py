"""Build the site beside the published one and switch when it is whole: a fault leaves the old site as it was."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from macros import site
from macros.edition import Edition
from macros.outputs.output import begin
from macros.project import THEME, Project

_MANIFEST: Final = ".grunnlag.json"
_NAMED: Final = (
    "mkdocs", "mkdocs-material", "markdown", "jinja2", "typst", "font-source-sans-pro", "segno", "python-docx", "lxml",
)  # fmt: skip
"""The libraries that decide the bytes of what is built."""


def publish(project: Project, made: Edition, target: Path, *, files: bool = False) -> int:
    """Build *made* into *target* and return how many pages and sheets were made anew."""
    fresh, old = target.with_name(f"{target.name}.ny"), target.with_name(f"{target.name}.gammel")
    _recover(target, old)
    shutil.rmtree(fresh, ignore_errors=True)
    theme = theme_digest(project) + ("/files" if files else "")
    earlier = _earlier(target, theme)
    # The typesetter leaves Python alone, so paper is set on every core while the pages are made.
    with _content_date(made), ThreadPoolExecutor(os.cpu_count()) as beside:
        made.outputs.update(begin(made.outputs.values(), earlier, beside))
        manifest = site.build_into(project, made, fresh, earlier, files=files)
    kept = [path for path, digest in manifest.items() if earlier.get(path) == digest]
    for path in kept:
        (fresh / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(target / path, fresh / path)
    (fresh / _MANIFEST).write_text(json.dumps({"theme": theme, "made_from": manifest}, sort_keys=True), "utf-8")
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    return len(manifest) - len(kept)


def theme_digest(project: Project) -> str:
    """Return a digest of what every file depends on besides its content: settings, code, theme and libraries."""
    digest = sha256(project.config.read_bytes())
    for path in sorted(path for path in THEME.parent.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        digest.update(path.relative_to(THEME.parent).as_posix().encode() + path.read_bytes())
    digest.update(" ".join(version(name) for name in _NAMED).encode())
    return digest.hexdigest()


@contextmanager
def _content_date(made: Edition) -> Iterator[None]:
    """Let MkDocs believe that now is when the content last changed: same content, same bytes."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    newest = max((record.head.changed_on for record in made.handbook), default=datetime(2000, 1, 1, tzinfo=UTC).date())
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime(newest.year, newest.month, newest.day, tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH")
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _recover(target: Path, old: Path) -> None:
    """Put the old site back if an earlier build was stopped between taking it away and putting the new one in place."""
    if not target.exists() and old.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _earlier(target: Path, theme: str) -> site.Manifest:
    """Return what the site in *target* was built from; empty when anything but page texts has changed since."""
    try:
        data = json.loads((target / _MANIFEST).read_text("utf-8"))
        made_from = data["made_from"] if data["theme"] == theme else {}
    except (OSError, ValueError, KeyError):
        return {}
    return {path: digest for path, digest in made_from.items() if (target / path).is_file()}
