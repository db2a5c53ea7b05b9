"""Somebody who reads the site through a web server while it is switched, over and over."""

from __future__ import annotations

import random
import threading
import urllib.request
from urllib.error import HTTPError

from browser import served
from processes import files_of, started
from trial import Trial


def test_a_reader_who_asks_all_the_time_finds_each_page_whole_through_thirty_switches(trial: Trial) -> None:
    site, sites, wordings = trial.folder / "site", [], ("tittel: Bolig", "tittel: Et sted å bo")

    def built() -> None:
        process = started(trial.folder, "build", "--prove")
        assert (*process.communicate(), process.returncode)[1:] == ("", 0)

    for number in range(2):
        built()
        sites.append(files_of(site))
        trial.edit("routines/kjerne/temaer.yml", *wordings[:: 1 - 2 * number])
    paths = [path for path in sites[0].keys() & sites[1].keys() if path.endswith((".html", ".pdf", ".js"))]
    wrong: list[str] = []
    asked, done = 0, threading.Event()

    def read(base: str) -> None:
        nonlocal asked
        chance = random.Random(20261129)
        while not done.is_set():
            path = chance.choice(paths)
            try:
                with urllib.request.urlopen(f"{base}site/{path.removesuffix('index.html')}") as answer:
                    if answer.read() not in (sites[0][path], sites[1][path]):
                        wrong.append(f"{path}: neither the old nor the new")
            except HTTPError as error:
                wrong.append(f"{path}: {error.code}")
            asked += 1

    with served(trial.folder) as base:  # the folder that the site lies in, so that each answer finds it by its path
        reader = threading.Thread(target=read, args=(base,))
        reader.start()
        try:
            for number in range(30):
                built()
                trial.edit("routines/kjerne/temaer.yml", *wordings[:: 1 - 2 * (number % 2)])
        finally:
            done.set()
            reader.join()

    assert wrong == []
    assert asked > 1000
