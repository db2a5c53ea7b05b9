"""The job that runs every month: its files can be read, its steps are shell, and it tells what it is said to tell."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_lawwatch import NAME, TEXT
from trial import Trial

PIPELINES = Path(__file__).parents[1] / "pipelines"
SCRIPT = PIPELINES / "lovvakt.sh"


def steps(name: str) -> Iterator[str]:
    """Every piece of shell in the job *name*."""
    job: dict[str, Any] = yaml.safe_load((PIPELINES / name).read_text("utf-8"))
    if "jobs" in job:
        yield from (step["run"] for one in job["jobs"].values() for step in one["steps"] if "run" in step)
    else:
        yield from job["lovvakt"]["script"]


@pytest.mark.parametrize("name", ["lovvakt.github.yml", "lovvakt.gitlab-ci.yml"])
def test_a_job_is_yaml_with_steps_that_a_shell_can_read(name: str) -> None:
    every = list(steps(name))
    assert any("sh pipelines/lovvakt.sh lovvakt.md" in step for step in every)
    for step in (*every, SCRIPT.read_text("utf-8")):
        subprocess.run(["sh", "-n"], input=step, text=True, check=True)


def test_the_script_says_what_is_new_since_the_edition_that_was_read(trial: Trial, tmp_path: Path) -> None:
    copy, list_ = tmp_path / "kopi", trial.folder / "liste.md"
    env = {**os.environ, "PYTHON": sys.executable, "LOVVAKT_KOPI": copy.as_uri(), "PYTHONPATH": str(SCRIPT.parents[1])}

    def git(*arguments: str) -> str:
        who = ["-c", "user.name=Prøve", "-c", "user.email=prove@example.org", "-c", "init.defaultBranch=main"]
        done = subprocess.run(["git", *who, "-C", copy, *arguments], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def edition(text: str) -> str:
        (copy / "lover" / NAME).write_text(text, "utf-8")
        git("add", "-A")
        git("commit", "--quiet", "-m", "Ny utgave")
        return git("rev-parse", "HEAD")

    def run(read: str) -> tuple[int, str]:
        trial.lay("pipelines/lovvakt.lest", f"# utgaven\n{read}\n")
        done = subprocess.run(["sh", SCRIPT, list_.name], cwd=trial.folder, env=env, capture_output=True, check=False)
        said = list_.read_text("utf-8") if list_.is_file() else ""
        list_.unlink(missing_ok=True)
        return done.returncode, said

    for folder in ("lover", "forskrifter"):
        (copy / folder).mkdir(parents=True)
    (copy / "forskrifter" / "forskrift-2021-03-04-5.md").write_text("### § 2. Botilbud\n\nTrygt.\n", "utf-8")
    git("init", "--quiet")
    first, second = edition(TEXT), edition(TEXT.replace("i god tid.", "tidlig."))

    code, said = run(first)
    assert code == 1
    assert "### Boligeksempelloven § 4: endret" in said
    assert f"Nyeste utgave er {second}." in said
    assert run(second)[0] == 0
    assert run("finnes-ikke") == (2, "")
