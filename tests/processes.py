"""Commands as somebody runs them, in processes of their own that may be stopped, and what is then left of them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def started(folder: Path, *words: str) -> subprocess.Popen[str]:
    """Start `python -m macros` with *words* in *folder*, as the first of a session of its own."""
    return run_apart([sys.executable, "-m", "macros", *words], folder)


def run_apart(
    command: list[str], folder: Path, environment: Mapping[str, str] | None = None, umask: int = -1
) -> subprocess.Popen[str]:
    """Start *command* in *folder* in a session of its own; what it prints is kept."""
    return subprocess.Popen(
        command, cwd=folder, env={**os.environ, **(environment or {})}, start_new_session=True, umask=umask,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def kill(process: subprocess.Popen[str]) -> None:
    """Kill *process* and all that it started, at once and without a warning."""
    with suppress(ProcessLookupError):  # it has ended by itself
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def of_session(session: int) -> list[int]:
    """Return the processes that are running in *session*: the one that began it, and all that came of it."""
    return [int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat") if _runs_in(stat, session)]


def none_left(session: int, seconds: float = 5) -> bool:
    """Whether every process of *session* ends within *seconds*."""
    until = time.monotonic() + seconds
    while of_session(session):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _runs_in(stat: Path, session: int) -> bool:
    """Whether the process of *stat* is in *session* and not only waiting for somebody to note its end."""
    try:
        state, _parent, _group, its, *_ = re.sub(r"^.*\) ", "", stat.read_text("utf-8", "replace")).split()
    except OSError:
        return False
    return int(its) == session and state not in "ZX"


def copied(project: Path, folder: Path) -> Path:
    """Copy what a site is built from to the new *folder*, and return that."""
    for part in ("routines", "docs"):
        shutil.copytree(project / part, folder / part)
    if (project / "mkdocs.yml").exists():
        shutil.copy(project / "mkdocs.yml", folder)
    return folder


WAYS = [
    ("her", 0o022, {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"}),
    ("et annet sted, på ærlig", 0o077, {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4711"}),
]
"""Where somebody builds: the folder, who may read what is made, and what the machine is set to."""


def same_bytes(content: Path, place: Path, pythons: tuple[str, str] = (sys.executable, sys.executable)) -> int:
    """Build the project *content* in two ways in *place*; return how many files there are. All must be the same."""
    builds = []
    for number, (name, umask, environment) in enumerate(WAYS):
        for path in copied(content, place / name).rglob("*"):
            os.utime(path, (10**9 * number, 10**9 * number))
        command = [pythons[number], "-m", "macros", "build", "--prove"]
        builds.append(run_apart(command, place / name, environment, umask))
    for build in builds:
        told = "".join(build.communicate())
        assert build.returncode == 0, told
    one, other = (files_of(place / name / "site") for name, *_ in WAYS)
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []
    return len(one)


def files_of(site: Path) -> dict[str, bytes]:
    """Return every file of *site*, the manifest too, by its path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
