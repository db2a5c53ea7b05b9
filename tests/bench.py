"""Measure the handbook against plain mkdocs-material, both sides in one run. Prints ratios; judges nothing.

.venv/bin/python tests/bench.py [number of runs]
"""

# ruff: noqa: T201

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from statistics import median

from macros.edition import edition
from macros.outputs.output import Output, begin
from macros.project import Project

ROOT = Path(__file__).parents[1]
PLAIN = """site_name: Vanlig
docs_dir: docs
theme: {name: material, language: nb, font: false, features: [navigation.prune]}
plugins: []
markdown_extensions: [attr_list, def_list, md_in_html]
"""
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}


def _run(command: list[str], folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=ENVIRONMENT, check=True, capture_output=True)
    return time.perf_counter() - start


def _pairs(runs: int, ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[float, float, float]:
    """Run the two in turn; return both medians and the median of the ratios."""
    pairs = [(ours(), theirs()) for _ in range(runs)]
    return median(a for a, _ in pairs), median(b for _, b in pairs), median(a / b for a, b in pairs)


def _row(what: str, ours: float, theirs: float | None, ratio: float | None, against: str) -> None:
    other = f"{theirs:8.2f} s" if theirs is not None else " " * 10
    share = f"{ratio:6.2f}" if ratio is not None else " " * 6
    print(f"{what:52} {ours:8.2f} s {other} {share}  {against}")


def _fresh(url: str, path: Path, change: Callable[[int], str], sign: Callable[[int], bytes], number: int) -> float:
    """Save *path* changed and wait until *url* shows it."""
    path.write_text(change(number), "utf-8")
    start = time.perf_counter()
    while time.perf_counter() - start < 30:
        with suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:
            if sign(number) in answer.read():
                return time.perf_counter() - start
        time.sleep(0.005)
    raise TimeoutError(url)


def _serve(command: list[str], folder: Path, url: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(600):
        with suppress(OSError), urllib.request.urlopen(url, timeout=1):
            return process
        time.sleep(0.1)
    process.kill()
    raise TimeoutError(url)


def _copy(folder: Path) -> Path:
    target = folder / "handbok"
    for name in ("routines", "docs", "mkdocs.yml"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            shutil.copy(source, target / name)
    return target


def _many(folder: Path, tasks: int) -> Path:
    """The real project with as many made-up roles as *tasks*, each with a page."""
    project = _copy(folder)
    head = (project / "routines/kjerne/roller.yml").read_text("utf-8")
    made = "".join(
        f"  kommunen-rolle-{n}:\n    tittel: rolle {n}\n    hos: kommunen\n    formål: Prøver farten med rolle {n}.\n"
        for n in range(tasks)
    )
    (project / "routines/kjerne/roller.yml").write_text(head + made, "utf-8")
    return project


def _paper(project: Path) -> None:
    """Make the short sheets, every sheet, all paper, and what one changed list changes, as a build does."""
    for what, beginnings in (
        ("lists, forms and talks", ("pdf/sjekkliste", "pdf/skjema", "pdf/samtale")),
        ("every sheet, of up to twenty pages", ("pdf/sj", "pdf/sk", "pdf/sa", "pdf/r", "pdf/f", "pdf/a", "pdf/k")),
        ("all paper, packs and Word files too", ("pdf/", "word/")),
    ):
        paper = [one for one in _papers_of(project) if one.path.startswith(beginnings)]  # anew: nothing is remembered
        seconds = _made(paper, {})
        _row(f"{what} ({len(paper)})", seconds, None, len(paper) / seconds, "files a second")

    earlier = {output.path: output.inputs() for output in paper}
    path = project / "routines/kjerne/sjekklister/for-fengselsbesok.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("tittel: ", "tittel: Nytt ", 1), "utf-8")
    paper = _papers_of(project)
    changed = [output for output in paper if output.inputs() != earlier[output.path]]
    again = _made(paper, earlier)
    path.write_text(text, "utf-8")
    _row(f"paper after one list is changed ({len(changed)} files)", again, seconds, again / seconds, "all paper")


def _papers_of(project: Path) -> list[Output]:
    outputs = edition(Project(project))[0].outputs
    return [output for path, output in outputs.items() if path.startswith(("pdf/", "word/"))]


def _made(outputs: list[Output], earlier: dict[str, str]) -> float:
    """Make what differs from *earlier* and return the seconds it took."""
    start = time.perf_counter()
    with ThreadPoolExecutor(os.cpu_count()) as beside:
        for output in begin(outputs, earlier, beside).values():
            output.make()
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Print the table."""
    python = sys.executable
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = _copy(folder)
        check = [python, "-m", "macros", "check"]
        _run(check, project)
        _row("check of all content", median(_run(check, project) for _ in range(runs)), None, None, "whole process")

        _run([python, "-m", "macros", "pages", str(folder / "plain")], project)
        plain = folder / "plain"
        for extra in ("p", "pdf", "word"):
            shutil.rmtree(plain / "docs" / extra, ignore_errors=True)
        (plain / "mkdocs.yml").write_text(PLAIN, "utf-8")

        _run([python, "-m", "macros", "build"], project)

        def ours() -> float:
            """Build every page anew; the paper is taken over, for plain Material has none."""
            manifest = project / "site" / ".grunnlag.json"
            known = json.loads(manifest.read_text("utf-8"))
            paper = {path: digest for path, digest in known["made_from"].items() if path.startswith(("pdf/", "word/"))}
            manifest.write_text(json.dumps(known | {"made_from": paper}), "utf-8")
            return _run([python, "-m", "macros", "build"], project)

        def theirs() -> float:
            return _run([python, "-m", "mkdocs", "build", "--clean", "-q"], plain)

        _row(
            "clean build, check and redirects included, paper apart",
            *_pairs(runs, ours, theirs),
            "same pages, plain Material",
        )

        def again() -> float:
            return _run([python, "-m", "macros", "build"], project)

        _row("build with nothing changed", *_pairs(runs, again, theirs), "same pages, plain Material")

        _paper(project)

        page = project / "routines/kjerne/aktorer/fengselet.yml"
        text = page.read_text("utf-8")
        plain_page = plain / "docs/om/index.md"
        plain_text = plain_page.read_text("utf-8")
        mine = _serve([python, "-m", "macros", "serve", "--port", "8731"], project, "http://127.0.0.1:8731/")
        other = _serve([python, "-m", "mkdocs", "serve", "-q", "-a", "127.0.0.1:8732"], plain, "http://127.0.0.1:8732/")
        number = iter(range(1000))

        def saved() -> float:
            return _fresh(
                "http://127.0.0.1:8731/ansvar/fengselet/", page,
                lambda n: text.replace("tittel: fengselet", f"tittel: fengselet{n}"),
                lambda n: f"engselet{n}".encode(), next(number),
            )  # fmt: skip

        def saved_plain() -> float:
            return _fresh(
                "http://127.0.0.1:8732/om/", plain_page, lambda n: f"{plain_text}\n\nlagret{n}.\n",
                lambda n: f"lagret{n}.".encode(), next(number),
            )  # fmt: skip

        try:
            _row("from saving a record to the fresh page", *_pairs(runs, saved, saved_plain), "plain mkdocs serve")
        finally:
            mine.kill()
            other.kill()

        sizes = {}
        for tasks in (300, 1000, 3000):
            shutil.rmtree(folder / "mange", ignore_errors=True)
            many = _many(folder / "mange", tasks)
            sizes[tasks] = _run([python, "-m", "macros", "build"], many)
            _row(
                f"clean build with {tasks} more pages",
                sizes[tasks],
                None,
                sizes[tasks] / tasks * 1000,
                "ms a page added",
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
