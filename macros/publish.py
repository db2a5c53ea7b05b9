"""Build the site beside the published one and switch when it is whole: a fault leaves the old site as it was."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from macros import site
from macros.edition import Edition
from macros.project import Project

_MANIFEST = ".grunnlag.json"


def publish(project: Project, made: Edition, target: Path, *, files: bool = False) -> int:
    """Build *made* into *target* and return how many pages and sheets were made anew."""
    fresh, old = target.with_name(f"{target.name}.ny"), target.with_name(f"{target.name}.gammel")
    _recover(target, old)
    shutil.rmtree(fresh, ignore_errors=True)
    theme = site.theme_digest(project) + ("/files" if files else "")
    earlier = _earlier(target, theme)
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
