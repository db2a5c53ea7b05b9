"""A table of measurements in which each row stands by itself, and the memory that a process and its children take."""

# ruff: noqa: T201

from __future__ import annotations

import signal
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import FrameType
from typing import Self

from processes import kill, of_session, run_apart

MEGABYTE = 1024 * 1024
QUIET = {"NO_MKDOCS_2_WARNING": "1"}


class Table:
    """Rows that are printed as soon as they are measured. One that fails says why, and the rest goes on."""

    def __init__(self, seconds: int) -> None:
        self.seconds, self.failed = seconds, 0
        """The longest that a row may take; how many rows did not come."""

    def row(self, what: str, measure: Callable[[], str]) -> None:
        """Print *what* and what *measure* gives: the rest of the line."""
        print(f"{what:58} ", end="", flush=True)
        try:
            with limit(self.seconds):
                print(measure(), flush=True)
        except Exception as error:  # whatever it is, the other rows do not hang on it
            self.failed += 1
            print(f"FAILED: {_reason(error)}", flush=True)


def one(seconds: float, more: str = "") -> str:
    """Show what was measured of one thing."""
    return f"{seconds:7.2f} s{more and '   ' + more}"


def pairs(runs: int, ours: Callable[[], float], theirs: Callable[[], float], against: str) -> str:
    """Measure the two in turn; show both medians and the median of the ratios."""
    measured = [(ours(), theirs()) for _ in range(runs)]
    left, right = median(a for a, _ in measured), median(b for _, b in measured)
    return f"{left:7.2f} s {right:7.2f} s {median(a / b for a, b in measured):8.3f}  {against}"


@contextmanager
def limit(seconds: int) -> Iterator[None]:
    """Raise `TimeoutError` in what goes on for more than *seconds*, where the system can."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"took more than {seconds} s")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@dataclass(frozen=True, slots=True)
class Done:
    """A command that has ended well."""

    seconds: float
    said: str
    largest: int = 0
    """The most bytes that any of its processes took."""
    together: int = 0
    """The most bytes that all of its processes took at one time."""


def run(command: list[str], folder: Path, *, watched: bool = False) -> Done:
    """Run *command* in *folder*, its memory *watched* or not. It is killed, with its children, if we are stopped.

    Raises `CalledProcessError` when it does not end well.
    """
    start = time.perf_counter()
    process = run_apart(command, folder, QUIET)
    try:
        with _memory(process.pid) if watched else nullcontext([0, 0]) as most:
            said, error = process.communicate()
        seconds = time.perf_counter() - start
    finally:
        kill(process)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, said, error)
    return Done(seconds, said, *most)


class Served:
    """A development server of *folder*, started by *command* with a free port for `{port}`, while this is open."""

    def __init__(self, command: list[str], folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._address = f"http://127.0.0.1:{port}/"
        self._process = run_apart([word.format(port=port) for word in command], folder, QUIET)

    def __enter__(self) -> Self:
        try:
            self._asked_until("", lambda _: True)
        except BaseException:
            kill(self._process)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        kill(self._process)

    def fresh(self, address: str, path: Path, text: str, mark: str) -> float:
        """Save *text* in the file *path*; return the seconds till the page at *address* shows *mark*."""
        path.write_text(text, "utf-8")
        start = time.perf_counter()
        self._asked_until(address, lambda body: mark.encode() in body)
        return time.perf_counter() - start

    def _asked_until(self, address: str, good: Callable[[bytes], bool]) -> None:
        while True:  # `limit` ends it
            if self._process.poll() is not None:
                raise RuntimeError(f"the server ended: {''.join(self._process.communicate()).strip()}")
            with suppress(OSError), urllib.request.urlopen(f"{self._address}{address}", timeout=5) as answer:
                if good(answer.read()):
                    return
            time.sleep(0.005)


@contextmanager
def _memory(session: int) -> Iterator[list[int]]:
    """Look at the memory of *session* twenty times a second; give the largest process and the largest sum in bytes.

    What several processes share is counted for each in the first, and once in the second (Linux' RSS and PSS).
    """
    most, done = [0, 0], threading.Event()

    def look() -> None:
        while not done.wait(0.05):
            seen = [_taken(process) for process in of_session(session)]
            most[0] = max([most[0], *(rss for rss, _ in seen)])
            most[1] = max(most[1], sum(pss for _, pss in seen))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield most
    finally:
        done.set()
        watcher.join()


def _taken(process: int) -> tuple[int, int]:
    """Return the bytes that *process* has, and those that are its share; nothing where the system does not tell."""
    with suppress(OSError, KeyError, ValueError):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
        kilobytes = {name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines)}
        return kilobytes["Rss"] * 1024, kilobytes["Pss"] * 1024
    return 0, 0


def _reason(error: Exception) -> str:
    """Return why a row did not come, in one line."""
    if isinstance(error, subprocess.CalledProcessError):
        said = [*filter(None, (error.stderr or error.stdout or "").splitlines())][-1:]
        return " ".join([f"{' '.join(error.cmd[1:4])} ended with {error.returncode}.", *said])
    return " ".join([f"{type(error).__name__}:", *str(error).split()])
