"""Real disks that are full or cannot be written to: one line says so, and the old site stands."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from processes import files_of, run_apart, started
from trial import Trial

MEGABYTE = 1024 * 1024
SETTINGS = Path(__file__).parents[2] / "mkdocs.yml"


@contextmanager
def mounted(folder: Path, *how: str) -> Iterator[Path]:
    """Mount a disk at *folder* as `mount` is told *how*; skip where that is not permitted."""
    folder.mkdir(exist_ok=True)
    mount = shutil.which("mount")
    done = mount and subprocess.run([mount, *how, folder], capture_output=True, text=True, check=False)
    if not done or done.returncode:
        pytest.skip(f"not permitted to mount a disk here: {done.stderr.strip() if done else 'there is no mount'}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody write to *folder*, not even the one who may do anything."""
    with mounted(folder, "--bind", str(folder)):
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
        yield


def _built(folder: Path, *words: str) -> tuple[int, str]:
    process = started(folder, "build", "--prove", *words)
    _, told = process.communicate()
    return process.returncode, told


def _beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("free", [0, 0.02, 0.2, 0.5, 0.8, 0.95])
def test_a_full_disk_gives_one_line_and_the_old_site_stands(tmp_path: Path, free: float) -> None:
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=64m", "tmpfs") as disk:
        trial = Trial(disk / "prosjekt")
        shutil.copy(SETTINGS, trial.folder)
        before = shutil.disk_usage(disk).free
        assert _built(trial.folder) == (0, "")
        needed = before - shutil.disk_usage(disk).free
        trial.edit(
            "mkdocs.yml", "site_name: Håndbok for fengselsteam", "site_name: En annen håndbok"
        )  # all is made anew
        old, names = files_of(trial.folder / "site"), _beside(trial.folder)
        (disk / "ballast").write_bytes(b"\0" * (shutil.disk_usage(disk).free - int(free * needed)))

        code, told = _built(trial.folder)
        assert (code, told.count("\n")) == (1, 1), told
        assert told.startswith("Kan ikke lese eller skrive")
        assert told.endswith(": disken er full – rydd plass, og prøv igjen. Nettstedet er ikke endret.\n")
        assert files_of(trial.folder / "site") == old
        assert _beside(trial.folder) == names

        (disk / "ballast").unlink()
        assert _built(trial.folder) == (0, "")
        assert files_of(trial.folder / "site") != old


def test_a_folder_that_can_only_be_read_gives_one_line_and_the_old_site_stands(trial: Trial) -> None:
    assert _built(trial.folder) == (0, "")
    old = files_of(trial.folder / "site")
    trial.edit("routines/kjerne/temaer.yml", "tittel: Bolig", "tittel: Et sted å bo")

    with read_only(trial.folder):
        code, told = _built(trial.folder)
        assert (code, told.count("\n")) == (1, 1), told
        assert told.endswith(": her kan det bare leses – oppgi en mappe du kan skrive i. Nettstedet er ikke endret.\n")
        assert files_of(trial.folder / "site") == old
    assert _built(trial.folder) == (0, "")


def test_what_can_only_be_read_is_checked_and_built_elsewhere(trial: Trial, tmp_path: Path) -> None:
    with read_only(trial.folder):
        assert started(trial.folder, "check").wait() == 0
        assert _built(trial.folder, "--mappe", str(tmp_path / "ut")) == (0, "")
    assert (tmp_path / "ut" / "index.html").exists()


def test_a_site_on_a_disk_of_its_own_is_filled_though_nothing_can_be_laid_beside_it(trial: Trial) -> None:
    site = trial.folder / "site"
    site.mkdir()
    with ExitStack() as stack:
        stack.enter_context(read_only(trial.folder))
        stack.enter_context(mounted(site, "-t", "tmpfs", "-o", "size=64m", "tmpfs"))
        for _ in range(2):
            assert _built(trial.folder) == (0, "")
        process = run_apart(["ls", "-A", str(site)], trial.folder)
        names = process.communicate()[0].split()
    assert "index.html" in names
    assert not [name for name in names if name.startswith(".site-ny")]
