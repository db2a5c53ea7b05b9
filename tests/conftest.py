"""What all tests share: the tiny project, the real one, and `--accept` for files that are compared."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
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
        assert path.is_file(), f"{path} is missing. Run `pytest --accept`, and read what it wrote."
        assert made.decode() == path.read_text("utf-8")

    return check


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
