"""Ask git about a folder: it only reads, and runs nothing that settings or content could name."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_GIT: Final = (
    "git", "--no-pager", "--no-replace-objects", "--literal-pathspecs", "-c", "core.fsmonitor=false",
    "-c", f"core.hooksPath={os.devnull}",
)  # fmt: skip
_QUIET: Final = {
    "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C",
}  # fmt: skip
_UNFILTERED: Final = (("clean", ""), ("process", ""), ("required", "false"))


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git answers to *arguments* in *folder*, *given* on its standard input.

    Raises `CalledProcessError` when it refuses, and `FileNotFoundError` where there is no git.
    """
    return _run(folder, arguments, given)


def status(folder: Path) -> bytes:
    """Return the paths in *folder* that are not as they were committed, a zero byte after each. Raises as `git`.

    Git would run the filters that settings name on each changed file to tell; they are turned off.
    """
    asked = ("config", "--name-only", "-z", "--get-regexp", r"^filter\.")
    try:
        named = _run(folder, asked).decode().split("\0")
    except subprocess.CalledProcessError as error:
        if error.returncode != 1:  # 1: there are none
            raise
        named = []
    filters = {name.rpartition(".")[0] for name in named if name}
    off = [(f"{name}.{key}", value) for name in sorted(filters) for key, value in _UNFILTERED]
    told = ("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", ".")
    return _run(folder, told, settings=off)


def _run(folder: Path, arguments: Iterable[str], given: bytes = b"", settings: Iterable[tuple[str, str]] = ()) -> bytes:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | _QUIET
    pairs = [*settings]  # by the environment, since a filter's name may have the sign that ends it in an argument
    kept["GIT_CONFIG_COUNT"] = str(len(pairs))
    for number, (key, value) in enumerate(pairs):
        kept |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    done = subprocess.run([*_GIT, *arguments], cwd=folder, input=given, capture_output=True, check=True, env=kept)
    return done.stdout
