"""The development server outlives two hundred saves, and a change of branch under it. Run by `make nightly`."""

from __future__ import annotations

import subprocess
from functools import partial
from pathlib import Path

import pytest
from served import Served, commits, saves


@pytest.mark.parametrize("seed", range(3))
def test_two_hundred_saves_of_all_kinds_leave_the_site_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    with Served(tmp_path / "prosjekt") as served:
        saves(served, 200, seed)


def test_a_change_of_branch_and_back_is_followed(tmp_path: Path) -> None:
    with Served(tmp_path / "prosjekt") as served:
        folder = served.folder
        lists = "routines/kjerne/sjekklister"
        names = commits(
            served,
            partial(served.save, "docs/om/index.md", "# ", "# Prøve "),
            lambda: (folder / "docs" / "om" / "ny.md").write_text("# Ny side\n", "utf-8"),
            partial(served.save, "macros/theme/nb.yml", "sti: Du er her", "sti: Her er du"),
            *(partial(served.save, f"{lists}/{one.name}", "tittel: ", "tittel: Prøve ")
              for one in sorted((folder / lists).glob("*.yml"))),
        )  # fmt: skip
        for name in [*names, *reversed(names), names[0], names[-1]]:
            subprocess.run(["git", "checkout", "--quiet", name], cwd=folder, check=True)
            expected = served.built()
            served.until(lambda expected=expected: all(served.get(path)[1] == expected[path] for path in expected))  # type: ignore[misc]  # bound now
