"""The real project gives the same bytes wherever and however it is built, and by every Python that is to be had."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from processes import same_bytes

ROOT = Path(__file__).parents[2]


def test_the_real_project_gives_the_same_bytes_in_two_places(tmp_path: Path) -> None:
    assert same_bytes(ROOT, tmp_path) > 500


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_another_python_gives_the_same_bytes(tmp_path: Path, version: str) -> None:
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        pytest.skip(f"Python {version} is the one that runs this")
    python = tmp_path / "python"
    _run(_found(version), "-m", "venv", str(python))
    pip = [str(python / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
    _run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / "requirements.lock"))
    _run(*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT))

    assert same_bytes(ROOT, tmp_path, (sys.executable, str(python / "bin" / "python"))) > 500


def _found(version: str) -> str:
    """Return the Python of *version*; skip where it is not on this machine."""
    name = f"python{version}"
    environment = {**os.environ, "PYENV_VERSION": version}  # pyenv shows one at a time, unless it is asked
    python = shutil.which(name)
    ask = [python or name, "-c", "import sys, venv, ensurepip; print(sys.executable)"]
    done = python and subprocess.run(ask, env=environment, capture_output=True, text=True, check=False)
    if not done or done.returncode:
        pytest.skip(f"Python {version} is not on this machine")
    return done.stdout.strip()


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
