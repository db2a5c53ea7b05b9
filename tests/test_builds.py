"""Builds as somebody runs them: stopped, two at once, or elsewhere. The site is the old or the new one, whole."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from processes import files_of, none_left, run_apart, same_bytes, started
from trial import Trial

from macros import __main__ as door
from macros.publish import inputs_digest

STOPPING = """
import os, signal, sys
from importlib import import_module
from pathlib import Path
import macros.publish
from macros.__main__ import main
from macros.folders import alone_with

with alone_with(Path("another")):  # a lock makes a folder and takes it away, the first time
    pass
owner, name, when = sys.argv[1:]
module = import_module(owner)
real = getattr(module, name)

def stopping(*given, **how):
    if when == "after":
        real(*given, **how)
    os.killpg(0, signal.SIGKILL)

setattr(module, name, stopping)
sys.exit(main(["build", "--prove"]))
"""
"""A build that is killed, with all it has started, before or after the first call of some function."""

BEFORE_THE_SWITCH = [
    ("os", "replace", "before"),  # the new folder is there, and in it the beginning of a manifest
    ("macros.publish", "begin", "after"),  # sheets are being set
    ("macros.publish", "switch", "before"),  # all is written
]
AFTER_THE_SWITCH = [
    ("macros.publish", "switch", "after"),
    ("os", "rmdir", "after"),  # half of the old one is taken away
]


def _built(trial: Trial) -> dict[str, bytes]:
    process = started(trial.folder, "build", "--prove")
    _, told = process.communicate()
    assert (process.returncode, told) == (0, "")
    assert sorted(path.name for path in trial.folder.iterdir()) == ["docs", "routines", "site"]
    return files_of(trial.folder / "site")


def _stopped(trial: Trial, *place: str) -> dict[str, bytes]:
    process = run_apart([sys.executable, "-c", STOPPING, *place], trial.folder)
    process.communicate()
    assert process.returncode == -9, f"{place} is never called"
    assert none_left(process.pid)
    return files_of(trial.folder / "site")


def test_a_build_that_is_killed_leaves_the_old_or_the_new_site_and_the_next_tidies_up(trial: Trial) -> None:
    old = _built(trial)
    trial.edit("routines/kjerne/temaer.yml", "tittel: Bolig", "tittel: Et sted å bo")
    for place in BEFORE_THE_SWITCH:
        assert _stopped(trial, *place) == old, place
    new = _stopped(trial, *AFTER_THE_SWITCH[0])
    assert new != old
    assert _built(trial) == new

    trial.edit("routines/kjerne/temaer.yml", "tittel: Et sted å bo", "tittel: Bolig")
    assert _stopped(trial, *AFTER_THE_SWITCH[1]) == old
    assert _built(trial) == old


def test_of_two_builds_at_once_one_wins_and_the_other_says_so_or_follows(trial: Trial) -> None:
    pair = [started(trial.folder, "build", "--prove") for _ in range(2)]
    told = [process.communicate()[1] for process in pair]

    for process, words in zip(pair, told, strict=True):
        lost = f"En annen bygging skriver til {trial.folder / 'site'} nå. Vent til den er ferdig, og prøv igjen.\n"
        assert (process.returncode, words) in ((0, ""), (1, lost))
    assert 0 in {process.returncode for process in pair}
    assert files_of(trial.folder / "site") == _built(trial)


def test_what_is_saved_while_a_build_reads_is_in_the_next(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    read = door.edition

    def reading(*given: Any, **how: Any) -> Any:
        made = read(*given, **how)
        trial.edit("routines/kjerne/temaer.yml", "tittel: Bolig", "tittel: Et sted å bo")
        return made

    monkeypatch.chdir(trial.folder)
    monkeypatch.setattr(door, "edition", reading)
    assert door.main(["build", "--prove"]) == 0
    monkeypatch.setattr(door, "edition", read)
    assert door.main(["build", "--prove"]) == 0

    assert "Et sted å bo" in (trial.folder / "site" / "tema" / "bolig" / "index.html").read_text("utf-8")


def test_what_cannot_be_read_or_lies_astray_or_in_a_linked_folder_is_news_to_a_build(
    trial: Trial, tmp_path: Path
) -> None:
    (trial.folder / "docs" / "om").rename(tmp_path / "annet")
    (trial.folder / "docs" / "om").symlink_to(tmp_path / "annet")
    seen = [inputs_digest(trial.project)]
    (tmp_path / "annet" / "index.md").write_text("# Nytt\n", "utf-8")
    seen.append(inputs_digest(trial.project))
    (trial.folder / "docs" / "borte.md").symlink_to("ingen.md")
    seen.append(inputs_digest(trial.project))
    os.mkfifo(trial.folder / "routines" / "kjerne" / "ror.yml")
    seen.append(inputs_digest(trial.project))
    trial.lay("routines/oppgaver.yml", "x: y\n")
    seen.append(inputs_digest(trial.project))
    (trial.folder / "docs" / "opp").symlink_to("..")
    seen.append(inputs_digest(trial.project))
    assert len({*seen}) == len(seen)
    trial.lay("docs/4913", "")
    assert inputs_digest(trial.project) == seen[-1]


def test_the_same_content_gives_the_same_bytes_wherever_and_however_it_is_built(tiny: Path, tmp_path: Path) -> None:
    assert same_bytes(tiny, tmp_path) > 100
