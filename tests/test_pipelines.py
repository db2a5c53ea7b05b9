"""The jobs of GitHub and GitLab: their files can be read, their steps are shell, and do what they are said to do."""

from __future__ import annotations

import os
import re
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
        yield from (step for one in job.values() for step in one.get("script", ()))


@pytest.mark.parametrize("name", sorted(path.name for path in PIPELINES.glob("*.yml")))
def test_a_job_is_yaml_with_steps_that_a_shell_can_read(name: str) -> None:
    every = list(steps(name))
    does = "sh pipelines/lovvakt.sh lovvakt.md" if name.startswith("lovvakt") else "python -m macros build"
    assert any(does in step for step in every)
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


PUBLISHED = {"publiser.github.yml": "site", "publiser.gitlab-ci.yml": "public"}
"""Where each job has the site built."""


def lines_of(name: str) -> list[str]:
    return [line for step in steps(name) for line in step.splitlines()]


def test_both_jobs_have_the_same_lines_but_for_where_the_site_is_built() -> None:
    github, gitlab = (lines_of(name) for name in PUBLISHED)
    assert [line.removesuffix(" --mappe public") for line in gitlab] == github
    for name, target in PUBLISHED.items():
        assert target in (PIPELINES / name).read_text("utf-8").split("path", 1)[1], "and that is what is given to Pages"


def test_what_is_published_is_checked_and_built_where_the_job_says_by_its_own_lines(trial: Trial) -> None:
    """All lines are run but the one that asks a registry; the package is this code."""
    settings = (PIPELINES.parent / "mkdocs.yml").read_text("utf-8")
    trial.lay("mkdocs.yml", settings.replace("https://handbok.example/", "https://handbok.kommune.no/"))
    env = {**os.environ, "PYTHONPATH": str(PIPELINES.parent)}
    lines = lines_of("publiser.gitlab-ci.yml")
    setting_up = ["python3 -m venv .venv", ".venv/bin/python -m pip install -r requirements.txt"]
    assert lines[:2] == setting_up

    (trial.folder / ".venv" / "bin").mkdir(parents=True)
    (trial.folder / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', "utf-8")
    (trial.folder / ".venv" / "bin" / "python").chmod(0o755)
    for line in lines[2:]:
        done = subprocess.run(["sh", "-e", "-c", line], cwd=trial.folder, env=env, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    assert "Håndbok for fengselsteam" in (trial.folder / "public" / "index.html").read_text("utf-8")


def test_a_fault_stops_the_job_before_anything_is_published(trial: Trial) -> None:
    trial.edit("routines/kjerne/temaer.yml", "tittel: Bolig", "tull: Bolig")
    command = [sys.executable, "-m", "macros", "check"]
    env = {**os.environ, "PYTHONPATH": str(PIPELINES.parent)}
    done = subprocess.run(command, cwd=trial.folder, env=env, capture_output=True, check=False)

    assert done.returncode == 1
    order = [step for step in steps("publiser.github.yml") if "macros" in step]
    assert [step.rpartition(" ")[2] for step in order] == ["check", "build"]


def test_only_the_job_that_publishes_may_do_more_than_read_and_only_what_was_taken_in_is_published() -> None:
    job: dict[str, Any] = yaml.safe_load((PIPELINES / "publiser.github.yml").read_text("utf-8"))
    build, publish = job["jobs"]["bygg"], job["jobs"]["publiser"]

    assert job["permissions"] == {"contents": "read"}
    assert "permissions" not in build
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    assert publish["needs"] == "bygg"
    assert "pull_request" in publish["if"]
    assert "refs/heads/main" in publish["if"]
    uses = [step["uses"] for one in job["jobs"].values() for step in one["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", one) for one in uses), "of GitHub itself, with a version"
    gitlab: dict[str, Any] = yaml.safe_load((PIPELINES / "publiser.gitlab-ci.yml").read_text("utf-8"))
    assert gitlab["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
