"""What all tests share: the tiny project, the real one, and `--accept` for files that are compared."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import chromium, served
from trial import EXPECTED, TINY, Trial

from macros.content.load import load
from macros.edition import Edition, edition
from macros.handbook import Handbook
from macros.project import Project
from macros.publish import publish

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="take what is made today as what is expected")


LONGEST = ("test_accessibility.py", "test_wheel.py", "test_publish.py")
"""Begun first, so that no worker is left with them at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


@pytest.fixture(scope="session")
def tiny() -> Path:
    """The folder of the tiny project. Never write to it: use `trial`."""
    return TINY


@pytest.fixture(scope="session")
def handbook(tiny: Path) -> Handbook:
    """The content of the tiny project."""
    return load(Project(tiny).roots, shown_from=tiny)


@pytest.fixture(scope="session")
def tiny_edition(tiny: Path) -> Edition:
    """The tiny project with all its pages and files."""
    made, faults = edition(Project(tiny))
    assert [str(fault) for fault in faults] == []
    return made


@pytest.fixture(scope="session")
def real() -> Edition:
    """The real project with all its pages and files, whatever faults it has (`test_content` tells of them)."""
    return edition(Project(ROOT))[0]


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    """A copy of the tiny project to spoil."""
    return Trial(tmp_path / "prosjekt")


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compare bytes with the file of that name in `expected/`; `pytest --accept` writes it instead."""

    def check(name: str, made: bytes) -> None:
        path = EXPECTED / name
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made)
        differing = _differing(path, made.decode())
        assert not differing, f"\n{differing}"

    return check


@pytest.fixture
def compare_all(request: pytest.FixtureRequest) -> Callable[[str, dict[str, str]], None]:
    """Compare texts by name with all the files of a folder in `expected/`; `pytest --accept` makes them those."""

    def check(folder: str, made: dict[str, str]) -> None:
        there = {path.name for path in (EXPECTED / folder).glob("*")}
        if request.config.getoption("--accept"):
            (EXPECTED / folder).mkdir(parents=True, exist_ok=True)
            for name, text in made.items():
                (EXPECTED / folder / name).write_text(text, "utf-8")
            for name in there - made.keys():
                (EXPECTED / folder / name).unlink()
            there = {*made}
        assert sorted(there - made.keys()) == []
        differing = "".join(_differing(EXPECTED / folder / name, text) for name, text in made.items())
        assert not differing, f"\n{differing}"

    return check


def _differing(path: Path, made: str) -> str:
    """Return how *made* differs from the file at *path*, as a diff; nothing when it does not."""
    if not path.is_file():
        return f"{path} is missing. Run `pytest --accept`, and read what it wrote.\n"
    name, was = path.relative_to(EXPECTED).as_posix(), path.read_text("utf-8")
    lines = unified_diff(was.splitlines(), made.splitlines(), f"expected/{name}", "made today", lineterm="", n=1)
    return "".join(f"{line}\n" for line in lines) or ("" if was == made else f"{name}: line ends differ\n")


@pytest.fixture(scope="session")
def real_site(real: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real project built as a site: once, by the worker that comes first; the others wait till it is whole."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    folder = tmp_path_factory.mktemp("nettsted") if alone else tmp_path_factory.getbasetemp().parent / "nettsted"
    target = folder / "site"
    try:
        folder.mkdir(exist_ok=alone)
    except FileExistsError:
        for _ in range(1200):
            if target.is_dir():
                return target
            time.sleep(0.1)
        pytest.fail("the worker that builds the site did not finish")
    publish(Project(ROOT), real, target)
    return target


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, shared by the tests of one worker."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    """The address where the real site is served."""
    with served(real_site) as base:
        yield base
