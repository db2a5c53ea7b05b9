"""Which version a folder holds, as far as git knows it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_GIT: Final = (
    "git", "--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}",
)  # fmt: skip
"""Git, so that it only reads and runs nothing that settings could name."""
_QUIET: Final = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, and how many files in the folder are not as it has them."""

    id: str
    uncommitted: int


def commit_of(folder: Path) -> Commit | None:
    """Return the commit that *folder* is of; None where git is missing, or the folder lies in no commit."""
    try:
        told = _git(folder, "rev-parse", "--verify", "HEAD^{commit}").decode().strip()
        status = _git(folder, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", ".")
    except (OSError, subprocess.CalledProcessError):
        return None
    return Commit(told, sum(1 for line in status.split(b"\0") if line))


def _git(folder: Path, *arguments: str) -> bytes:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return subprocess.run([*_GIT, *arguments], cwd=folder, capture_output=True, check=True, env=kept | _QUIET).stdout
