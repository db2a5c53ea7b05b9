"""A copy of the code and the tiny project, served by the very command, with hands that save files as people do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self

from trial import TINY

ROOT = Path(__file__).parents[1]
PATIENCE = 20
"""Seconds that a trial waits for what must come. None of them is measured."""


class Served:
    """A project of one's own in *folder*, with its own `macros/`, while `python -m macros serve` runs there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(TINY, folder)
        shutil.copytree(ROOT / "macros", folder / "macros", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "mkdocs.yml", folder)
        self.theme = folder / "macros" / "theme"

    def __enter__(self) -> Self:
        self._said = (self.folder / "sagt.txt").open("w+")
        self._server = subprocess.Popen(
            [sys.executable, "-m", "macros", "serve", "--port", "0"],
            cwd=self.folder, stdout=self._said, stderr=self._said,
        )  # fmt: skip
        self.until(lambda: "Nettstedet er på" in self.said())
        self.address = re.findall(r"http://\S+", self.said())[0]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.terminate()
        self._server.wait()
        self._said.close()

    def said(self) -> str:
        """Return what stands in the terminal."""
        assert self._server.poll() is None, (self.folder / "sagt.txt").read_text("utf-8")
        return (self.folder / "sagt.txt").read_text("utf-8")

    def get(self, path: str = "") -> tuple[int, bytes]:
        """Return status and body of the page at *path*, without what editors alone get on it."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                status, body = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            status, body = error.code, error.read()
        body = re.sub('<p class="merknad redaktør">.*?</p>| <a class="redaktør".*?</a>'.encode(), b"", body)
        return status, re.sub(rb"<script>\n\(function \(edition.*", b"", body, flags=re.DOTALL)

    def text(self, path: str = "") -> str:
        """Return the page at *path* as text."""
        return self.get(path)[1].decode()

    def until(self, met: Callable[[], bool]) -> None:
        """Wait until *met*."""
        for _ in range(PATIENCE * 50):
            if met():
                return
            time.sleep(0.02)
        raise AssertionError("it did not come")

    def shows(self, words: str, path: str = "") -> None:
        """Wait until the page at *path* has *words*."""
        with suppress(AssertionError):
            self.until(lambda: words in self.text(path))
        assert words in self.text(path)

    def save(self, place: str, old: str, new: str) -> None:
        """Put *new* for the first *old* in the file *place*."""
        path = self.folder / place
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    @contextmanager
    def saved(self, place: str, old: str, new: str) -> Iterator[None]:
        """Have *new* for the first *old* in the file *place*, and then what was."""
        text = (self.folder / place).read_text("utf-8")
        self.save(place, old, new)
        try:
            yield
        finally:
            (self.folder / place).write_text(text, "utf-8")

    def built(self) -> dict[str, bytes]:
        """Build the site beside, by the command, and return its files by their path."""
        target = self.folder / "bygd"
        command = [sys.executable, "-m", "macros", "build", "--prove", "--mappe", str(target)]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        left_out = (".grunnlag.json", "sitemap.xml.gz")
        files = (path for path in target.rglob("*") if path.is_file() and path.name not in left_out)
        return {path.relative_to(target).as_posix(): path.read_bytes() for path in files}


def saves(served: Served, count: int, seed: int) -> None:
    """Save, spoil, rename and delete files *count* times in all ways, with readers who ask all the time.

    At the end every file is whole again, and what is served is what a clean build gives.
    """
    chance, stop, wrong = Random(seed), threading.Event(), list[str]()
    pages = ["", "hvem-gjor-hva/", "tema/bolig/", "om/", "finnes-ikke/", "404.html", "assets/logo.svg"]

    def read() -> None:
        while not stop.is_set():
            for path in pages:
                status, body = served.get(path)
                if status not in (200, 404, 500) or b"Traceback" in body:
                    wrong.append(f"{path}: {status}")
                time.sleep(0.01)

    readers = [threading.Thread(target=read, daemon=True) for _ in range(2)]
    for reader in readers:
        reader.start()
    hands = Hands(served, chance)
    for _ in range(count):
        hands.move()
        time.sleep(chance.choice((0, 0.01, 0.1)))
    hands.mend()
    expected = served.built()
    served.until(lambda: served.get("om/")[1] == expected["om/index.html"])
    different = [path for path, data in sorted(expected.items()) if served.get(path)[1] != data]
    stop.set()
    for reader in readers:
        reader.join()

    assert wrong == []
    assert different == []
    assert served.said().count("\n") == 1  # the address, and nothing after it


class Hands:
    """What people and their programs do to files."""

    def __init__(self, served: Served, chance: Random) -> None:
        self._served, self._chance = served, chance
        self._number = 0
        places = ("routines", "docs", "macros/theme")
        found = (path for place in places for path in (served.folder / place).rglob("*") if path.is_file())
        paths = sorted([*found, served.folder / "mkdocs.yml"])
        self._whole = {path: path.read_bytes() for path in paths}
        self._away = served.folder / "borte"

    def move(self) -> None:
        """Do one thing to one file, or to a whole folder."""
        self._number += 1
        path = self._chance.choice(sorted(self._whole))
        doing = (
            self._save, self._save, self._save, self._save_by_rename, self._spoil, self._delete, self._rename,
            self._lead_nowhere, self._make_a_folder, self._add, self._move_all_away, self._put_back, self._put_back,
        )  # fmt: skip
        self._chance.choice(doing)(path)

    def mend(self) -> None:
        """Make every file whole, and take away what has come beside them."""
        for path, data in self._whole.items():
            if not path.is_file() or path.is_symlink() or path.read_bytes() != data:
                self._clear(path)
                path.write_bytes(data)
        for path in self._served.folder.rglob("omdøpt-*"):
            path.unlink()

    def _save(self, path: Path) -> None:
        self._whole[path] = self._changed(path)
        self._put_back(path)

    def _save_by_rename(self, path: Path) -> None:
        self._whole[path] = self._changed(path)
        self._clear(path)
        beside = path.with_name(f".{path.name}.ny")
        beside.write_bytes(self._whole[path])
        beside.replace(path)

    def _changed(self, path: Path) -> bytes:
        """Return the file as it is when whole, but for a word that shows on some page."""
        if path.suffix not in (".yml", ".md", ".css") and path.name != "main.html":
            return self._whole[path]
        text, mark = self._whole[path].decode(), f"prøve{self._number}"
        for ending, old, new in (
            ("nb.yml", r"(?m)^  sti: .*", f"  sti: {mark}"),
            ("mkdocs.yml", r"(?m)^site_name: .*", f"site_name: {mark}"),
            ("main.html", r"</footer>.*", f"</footer><!-- {mark} -->"),
            (".css", r"(/\* prøve.*)?\Z", f"/* {mark} */"),
            (".md", r"(\n\nprøve.*)?\Z", f"\n\n{mark}"),
            (".yml", r"(?m)^(\s*)beskrivelse: (?:prøve\d+ )?(\w)", rf"\1beskrivelse: {mark} \2"),
        ):
            if path.name.endswith(ending):
                return re.sub(old, new, text, count=1).encode()
        raise AssertionError(path)

    def _spoil(self, path: Path) -> None:
        self._clear(path)
        path.write_bytes(self._whole[path][: len(self._whole[path]) // 2] + b'\n{% "tull: [')

    def _delete(self, path: Path) -> None:
        self._clear(path)

    def _rename(self, path: Path) -> None:
        if path.is_file():
            path.rename(path.with_name(f"omdøpt-{path.name}"))

    def _lead_nowhere(self, path: Path) -> None:
        self._clear(path)
        path.symlink_to("finnes-ikke")

    def _make_a_folder(self, path: Path) -> None:
        self._clear(path)
        path.mkdir()

    def _add(self, path: Path) -> None:
        new = self._served.folder / "docs" / f"vedlegg-{self._number}.txt"
        self._whole[new] = b"Et vedlegg.\n"
        self._put_back(new)

    def _move_all_away(self, path: Path) -> None:
        """Move a folder away for a moment."""
        folder = self._served.folder / self._chance.choice(("routines", "docs", "macros/theme/styles"))
        folder.rename(self._away)
        time.sleep(self._chance.choice((0, 0.2)))
        self._away.rename(folder)

    def _put_back(self, path: Path) -> None:
        self._clear(path)
        path.write_bytes(self._whole[path])

    def _clear(self, path: Path) -> None:
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        path.unlink(missing_ok=True)


def commits(served: Served, *changes: Callable[[], object]) -> list[str]:
    """Commit the project as it is, and after each of *changes*; return the names of the commits."""

    def git(*arguments: str) -> str:
        settings = ("-c", "user.name=Prøve", "-c", "user.email=prove@example.org", "-c", "commit.gpgsign=false")
        return subprocess.run(
            ["git", *settings, *arguments], cwd=served.folder, check=True, capture_output=True, text=True,
            env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
        ).stdout.strip()  # fmt: skip

    git("init", "--quiet")
    names = []
    for change in (lambda: None, *changes):
        change()
        git("add", "routines", "docs", "mkdocs.yml", "macros/theme")
        git("commit", "--quiet", "-m", "prøve")
        names.append(git("rev-parse", "HEAD"))
    return names
