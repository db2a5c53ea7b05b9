"""Measure the handbook against plain mkdocs-material, both sides in one run. Prints figures and ratios; judges nothing.

Each row stands by itself: it is printed as soon as it is measured, and one that fails or takes too long says why in a
line. The exit code is 1 when a row did not come.

.venv/bin/python tests/bench.py [--short] [--runs N]
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from itertools import count
from pathlib import Path
from statistics import median

from measuring import MEGABYTE, Done, Served, Table, one, pairs, run
from processes import copied

ROOT = Path(__file__).parents[1]
OURS, MKDOCS = [sys.executable, "-m", "macros"], [sys.executable, "-m", "mkdocs"]
PLAIN = """site_name: Vanlig
docs_dir: docs
theme: {name: material, language: nb, font: false, features: [navigation.prune]}
plugins: []
markdown_extensions: [attr_list, def_list, md_in_html]
"""
AGAINST = "same pages, plain Material"
PAPER = ("pdf/", "word/")
SHORT_PAPER = ("pdf/sjekkliste", "pdf/skjema", "pdf/samtale")
TASK = ("oppgaver/bolig.yml", "tittel: Finne et midlertidig sted å bo")
"""A task that several pages and sheets name, and its title."""
LIST = ("sjekklister/for-fengselsbesok.yml", "sjekklister/for-fengselsbesok/")
ACTOR = ("aktorer/fengselet.yml", "ansvar/fengselet/")
"""A record that has a page alone, one that many pages share, and their addresses."""

ROLE = "  kommunen-rolle-{n}:\n    tittel: rolle {n}\n    hos: kommunen\n    formål: Prøver farten med rolle {n}.\n"


class Bench:
    """A copy of the real project, the same pages for plain Material, and what can be measured of both."""

    def __init__(self, folder: Path, runs: int) -> None:
        self.folder, self.runs = folder, runs
        self.project = copied(ROOT, folder / "handbok")
        self.core, self.site = self.project / "routines/kjerne", self.project / "site"
        self.numbers, self._plain_seconds = count(), 0.0

    @cached_property
    def plain(self) -> Path:
        """The pages as plain Markdown, with the settings of a site that has nothing of ours."""
        plain = self.folder / "plain"
        run([*OURS, "pages", str(plain)], self.project)
        for extra in ("p", "pdf", "word"):
            shutil.rmtree(plain / "docs" / extra, ignore_errors=True)
        (plain / "mkdocs.yml").write_text(PLAIN, "utf-8")
        return plain

    def check(self) -> str:
        """The content read and checked, in a process of its own."""
        return one(median(run([*OURS, "check"], self.project).seconds for _ in range(self.runs)))

    def clean(self) -> str:
        """A site where there was none, and what memory that takes."""
        done: list[Done] = []
        for _ in range(self.runs):
            shutil.rmtree(self.site, ignore_errors=True)
            done.append(run([*OURS, "build", "--prove"], self.project, watched=True))
        largest, together = (median(getattr(each, what) for each in done) for what in ("largest", "together"))
        memory = f"largest process {largest / MEGABYTE:.0f} MB, all together {together / MEGABYTE:.0f} MB"
        return one(median(each.seconds for each in done), memory if largest else "memory is only seen on Linux")

    def pages_alone(self) -> str:
        """Every page anew; the paper is taken over, for plain Material has none."""
        from macros.manifest import Manifest

        def anew() -> float:
            known = Manifest.read(self.site)
            if known is None:
                raise RuntimeError("the site that was built has no manifest")
            paper = {path: made for path, made in known.made_from.items() if path.startswith(PAPER)}
            replace(known, inputs="", made_from=paper).write(self.site)
            return self._build().seconds

        self._build()
        return pairs(self.runs, anew, self._plain_build, AGAINST)

    def nothing(self) -> str:
        """A build that has nothing to do."""
        self._build()
        return pairs(self.runs, lambda: self._build().seconds, self._plain_build, AGAINST)

    def one_record(self) -> str:
        """A build after one task got another title: its pages, and the sheets that name it."""
        path, title = self.core / TASK[0], TASK[1]
        text = path.read_text("utf-8")
        done: list[Done] = []

        def changed() -> float:
            path.write_text(text.replace(title, f"{title} {next(self.numbers)}"), "utf-8")
            done.append(self._build())
            return done[-1].seconds

        self._build()
        try:
            shown = pairs(self.runs, changed, self._plain_build, AGAINST)
        finally:
            path.write_text(text, "utf-8")
        return f"{shown}; {done[-1].said.partition('; ')[2].partition(' ')[0]} files made anew"

    def _build(self) -> Done:
        return run([*OURS, "build", "--prove"], self.project)

    def _plain_build(self) -> float:
        if self.runs > 1 or not self._plain_seconds:  # the short form has it from the first row that needs it
            self._plain_seconds = run([*MKDOCS, "build", "--clean", "-q"], self.plain).seconds
        return self._plain_seconds

    def saved(self, server: Served, record: tuple[str, str], in_a_row: int) -> list[float]:
        """Save *record* some times in a row, each time till *server* shows it; return the seconds each took."""
        path, text = self.core / record[0], (self.core / record[0]).read_text("utf-8")
        seconds = []
        try:
            for _ in range(in_a_row):
                mark = f"ålt{next(self.numbers)} "
                seconds.append(server.fresh(record[1], path, text.replace("tittel: ", f"tittel: m{mark}", 1), mark))
        finally:
            path.write_text(text, "utf-8")
        return seconds

    def ours_alone(self, record: tuple[str, str]) -> str:
        """From saving *record* to its fresh page."""
        with Served([*OURS, "serve", "--port", "{port}"], self.project) as server:
            return one(median(self.saved(server, record, self.runs + 1)[1:]))

    def against_plain(self, record: tuple[str, str]) -> str:
        """From saving *record* to its fresh page, and from saving a written page to that, in plain Material."""
        written = self.plain / "docs/om/index.md"
        text = written.read_text("utf-8")
        with (
            Served([*OURS, "serve", "--port", "{port}"], self.project) as ours,
            Served([*MKDOCS, "serve", "-q", "-a", "127.0.0.1:{port}"], self.plain) as theirs,
        ):

            def theirs_fresh() -> float:
                mark = f"lagret{next(self.numbers)}."
                return theirs.fresh("om/", written, f"{text}\n\n{mark}\n", mark)

            shown = pairs(self.runs, lambda: self.saved(ours, record, 1)[0], theirs_fresh, "plain mkdocs serve")
        written.write_text(text, "utf-8")
        return shown

    def tenth(self) -> str:
        """The tenth save in a row against the first, by one who writes on."""
        with Served([*OURS, "serve", "--port", "{port}"], self.project) as server:
            rounds = [self.saved(server, ACTOR, 10) for _ in range(self.runs)]
        ratio = median(times[9] / times[0] for times in rounds)
        first, last = (median(times[place] for times in rounds) for place in (0, 9))
        return f"{last:7.2f} s {first:7.2f} s {ratio:8.3f}  the first of the ten"

    def paper(self, beginnings: tuple[str, ...]) -> str:
        """Sheets set as a build sets them, on every core, where nothing was made before."""
        from macros.edition import edition
        from macros.outputs.output import begin
        from macros.outputs.press import presses
        from macros.project import Project

        seconds = []
        for _ in range(self.runs):
            outputs = edition(Project(self.project)).outputs  # anew: it remembers what it made
            chosen = [output for path, output in outputs.items() if path.startswith(beginnings)]
            start = time.perf_counter()
            with presses() as beside:
                begun = begin(chosen, {}, beside)
                for output in chosen:
                    begun[output.path].result() if output.path in begun else output.make()
            seconds.append(time.perf_counter() - start)
        return one(median(seconds), f"{len(chosen)} files, {len(chosen) / median(seconds):.1f} a second")

    def larger(self, more: int) -> str:
        """A clean build of the real project with *more* made-up roles, each with a page."""
        shutil.rmtree(self.folder / "larger", ignore_errors=True)
        project = copied(ROOT, self.folder / "larger")
        roles = project / "routines/kjerne/roller.yml"
        roles.write_text(roles.read_text("utf-8") + "".join(ROLE.format(n=n) for n in range(more)), "utf-8")
        done = run([*OURS, "build", "--prove"], project, watched=True)
        memory = f", largest process {done.largest / MEGABYTE:.0f} MB" if done.largest else ""
        return one(done.seconds, f"{1000 * done.seconds / more:.1f} ms a page added{memory}")

    def search(self, *words: str) -> str:
        """Let `bench_search.py` print what it measures, as it does."""
        print(flush=True)
        command = [sys.executable, str(ROOT / "tests/bench_search.py"), *words]
        subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True)
        return ""


def main() -> int:
    """Print the table; return 1 when a row did not come."""
    parser = argparse.ArgumentParser(description="Measure the handbook against plain mkdocs-material.")
    parser.add_argument("--short", action="store_true", help="in a minute: each once, without what takes longest")
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured; the median is shown")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), 1 if given.short else given.runs)
        save = bench.ours_alone if given.short else bench.against_plain
        rows: list[tuple[str, Callable[[], str]]] = [
            ("check of all content", bench.check),
            ("clean build with all paper", bench.clean),
            ("clean build, check and redirects included, paper apart", bench.pages_alone),
            ("build with nothing changed", bench.nothing),
            ("build with one task changed, its sheets included", bench.one_record),
            ("from saving a page's own record to the fresh page", partial(save, LIST)),
            ("from saving an actor that many pages share", partial(save, ACTOR)),
            ("the tenth save in a row of that actor", bench.tenth),
            ("lists, forms and talks on paper", partial(bench.paper, SHORT_PAPER)),
            ("all paper, packs and Word files too", partial(bench.paper, PAPER)),
            ("search, a keystroke", partial(bench.search, *(["--short"] if given.short else []))),
        ]
        if not given.short:
            rows += [(f"clean build with {more} more pages", partial(bench.larger, more)) for more in (300, 1000, 3000)]
        load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
        print(f"{os.cpu_count()} cores{load}; the median of {bench.runs}; ours, theirs, ours over theirs")
        table = Table(seconds=120 if given.short else 900)
        for what, measure in rows:
            table.row(what, measure)
    return 1 if table.failed else 0


if __name__ == "__main__":
    sys.exit(main())
