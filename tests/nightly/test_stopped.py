"""Builds that are killed at any moment, and builds that are started at once, many times over."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import pytest
from processes import files_of, kill, none_left, started
from trial import Trial

ONE, OTHER = "tittel: Bolig", "tittel: Et sted å bo"


class Alternating:
    """A project whose content is turned back and forth between two wordings, and the sites they give."""

    def __init__(self, trial: Trial) -> None:
        self.trial, self.turned = trial, False
        self.site = trial.folder / "site"
        self.sites = []
        for _ in range(2):
            self.sites.append(self.built())
            shutil.rmtree(self.site)
            self.turn()
        assert self.sites[0] != self.sites[1]

    def turn(self) -> None:
        self.trial.edit("routines/kjerne/temaer.yml", *((OTHER, ONE) if self.turned else (ONE, OTHER)))
        self.turned = not self.turned

    def built(self) -> dict[str, bytes]:
        """Build, and return what stands then; nothing may be said or left beside it."""
        process = started(self.trial.folder, "build", "--prove")
        _, told = process.communicate()
        assert (process.returncode, told) == (0, "")
        assert sorted(path.name for path in self.trial.folder.iterdir()) == ["docs", "routines", "site"]
        return files_of(self.site)

    def whole(self) -> bool:
        """Whether the newest content, and nothing but it, stands after one more build."""
        return self.built() == self.sites[self.turned]


@pytest.fixture
def project(trial: Trial) -> Alternating:
    return Alternating(trial)


def test_a_build_killed_at_any_moment_leaves_a_whole_site_and_the_next_succeeds(project: Alternating) -> None:
    chance = random.Random(20261129)
    project.built()
    project.turn()
    begun = time.monotonic()  # one after another as those below: what is the same is taken over
    project.built()
    lasts = time.monotonic() - begun
    stopped = 0
    for number in range(100):
        if number % 10 == 9:
            shutil.rmtree(project.site)
        project.turn()
        process = started(project.trial.folder, "build", "--prove")
        moment = chance.uniform(0, lasts)
        time.sleep(moment)
        running = process.poll() is None
        if number % 4 == 3:  # as when the system runs out of memory: it takes one, and the others must see it
            process.kill()
            assert none_left(process.pid), (number, moment)
        kill(process)
        assert none_left(process.pid), (number, moment)

        stopped += running
        assert files_of(project.site) in (*project.sites, {}), (number, moment)
        assert project.site.exists() or number % 10 == 9, (number, moment)
        assert project.whole(), (number, moment)
    assert stopped > 30, "or it is not tried"


def test_of_twenty_pairs_at_once_each_has_a_winner_and_a_whole_site(project: Alternating) -> None:
    chance = random.Random(20261129)
    lost = f"En annen bygging skriver til {project.site} nå. Vent til den er ferdig, og prøv igjen.\n"
    lines: list[str] = []
    for number in range(20):
        project.turn()
        pair = [started(project.trial.folder, "build", "--prove")]
        time.sleep(chance.choice((0, 0, chance.uniform(0, 1))))
        pair.append(started(project.trial.folder, "build", "--prove"))
        told = [process.communicate()[1] for process in pair]

        codes = [process.returncode for process in pair]
        assert sorted(zip(codes, told, strict=True)) in ([(0, ""), (0, "")], [(0, ""), (1, lost)]), number
        assert files_of(project.site) == project.sites[project.turned], number
        assert project.whole(), number
        lines += told
    assert lost in lines


def test_of_many_at_once_in_different_folders_all_succeed(project: Alternating, tmp_path: Path) -> None:
    folders = [f"ut-{number}" for number in range(4)]
    builds = [started(project.trial.folder, "build", "--prove", "--mappe", str(tmp_path / name)) for name in folders]

    assert [(*build.communicate(), build.returncode)[1:] for build in builds] == [("", 0)] * 4
    assert all(files_of(tmp_path / name) == project.sites[project.turned] for name in folders)
