"""Which version a folder holds, as far as git knows it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from subprocess import CalledProcessError

from macros.git import git, status


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, and how many files in the folder are not as it has them."""

    id: str
    uncommitted: int


def commit_of(folder: Path) -> Commit | None:
    """Return the commit that *folder* is of; None where git is missing, or the folder lies in no commit."""
    try:
        told = git(folder, "rev-parse", "--verify", "HEAD^{commit}").decode().strip()
        changed = status(folder)
    except (OSError, CalledProcessError):
        return None
    return Commit(told, sum(1 for line in changed.split(b"\0") if line))
