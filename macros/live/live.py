"""The newest good edition while its files are being edited, and what is wrong if they have moved on.

It outlives any file: what goes wrong is told over the last good page, and read again.
"""

from __future__ import annotations

import gc
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from mimetypes import MimeTypes
from pathlib import Path
from secrets import randbelow
from typing import Final

from macros.content.checks.decisions import undecided
from macros.content.faults import ContentError, Fault
from macros.content.load import Memory
from macros.edition import Edition, edition, usable
from macros.live.banner import faults_alone, with_banner
from macros.live.stamps import Stamp, digests, stamps
from macros.live.workshop import Workshop
from macros.mishap import faults_of
from macros.outputs.pages.view import TEMPLATES, environment
from macros.outputs.words import read_words
from macros.project import THEME, Project, shown_code

POLL_SECONDS: Final = 0.05
_STILL_SECONDS: Final = 0.01
"""Files that have not changed for so long are no longer being written."""
_RETRY_SECONDS: Final = 1.0
_WAIT_SECONDS: Final = 20
_CODE: Final = THEME.parent
_HTML: Final = "text/html; charset=utf-8"
_NOT_FOUND: Final = "404.html"
_TYPES: Final = MimeTypes()
"""The types of files as Python knows them, whatever the machine's own registry says."""
Answer = tuple[int, str, bytes]
"""Status, content type and body."""


class Live:
    """The newest good edition, its faults if the files have moved on, and a number that changes with every change."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.number = randbelow(10**8)  # so that a page from before a restart knows that it is old
        self.trials = 0
        """How often something was tried that is not saved: each leaves an edition to be thrown away."""
        self.faults: list[Fault] = []
        self.stamps: dict[str, Stamp] = {}
        self._retry_at = 0.0
        self.memory = Memory()
        self._changed = threading.Condition()
        self._making, self._looking = threading.Lock(), threading.Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="handbok-")
        self._workshop: Workshop | None = None
        self._code = digests(_CODE.rglob("*.py"))
        self._code_stamps: dict[str, Stamp] = {}
        self._answers: dict[tuple[str, int], Answer] = {}
        self._good: dict[str, bytes] = {}
        self.read()
        self._code_stamps = self._of_code()

    @property
    def edition(self) -> Edition | None:
        """The newest good edition, or nothing when there has been none."""
        return self._workshop.edition if self._workshop else None

    def preview(self, made: Edition) -> Callable[[str], Answer]:
        """Return what answers who asks for a page or file of *made*, which is not saved. Nobody else sees it."""
        with self._making:
            workshop = Workshop(self.project, Path(self._folder.name))
            workshop.read_templates()
            workshop.take(made)

        def answer(path: str) -> Answer:
            with self._making:
                body = workshop.page(path)
                make = workshop.file(f"{path}index.html" if path.endswith("/") else path) if body is None else None
            if body is None and make is None:
                return 404, _HTML, b""
            return 200, _kind_of(path), make() if make else body or b""

        return answer

    @property
    def address(self) -> str:
        """The address that the site will have, or nothing."""
        return self._workshop.address if self._workshop else ""

    def look(self) -> None:
        """Read the files again if any has changed, or if something went wrong a second ago: one who looks at a time."""
        with self._looking:
            self._look()

    def _look(self) -> None:
        seen = self.files()
        if seen == self.stamps and not (self._retry_at and time.monotonic() >= self._retry_at):
            return
        for _ in range(100):  # a second: a file that grows for longer is read as it is
            time.sleep(_STILL_SECONDS)
            if (now := self.files()) == seen:
                break
            seen = now
        self.read()

    def read(self) -> None:
        """Read the files; keep the last good edition when they have faults."""
        before, self.stamps = self.stamps, self.files()
        unforeseen = False
        try:
            workshop, faults = self._read()
        except Exception as error:
            if self.files() != self.stamps:
                return  # files came and went while they were read; the next look reads them
            workshop, faults, unforeseen = None, faults_of(error, self.project), True
        self._retry_at = time.monotonic() + _RETRY_SECONDS if unforeseen else 0.0
        faults = sorted({*faults, *self._stale_code()})
        if not unforeseen or before != self.stamps or faults != self.faults:  # or it was tried again in vain
            self.tell(faults, workshop)

    def tell(self, faults: list[Fault], workshop: Workshop | None = None) -> None:
        """Show *faults* from now on, over *workshop* if there is a new one, and wake those who wait."""
        with self._making, self._changed:
            self._workshop = workshop or self._workshop
            self.faults = faults
            self.number += 1
            self._answers.clear()
            self._changed.notify_all()

    def _read(self) -> tuple[Workshop | None, list[Fault]]:
        """Read everything; return what makes the pages of the edition it gives, or None and the faults."""
        faults: list[Fault] = []
        workshop = self._workshop
        with _gathered(faults):
            usable(self.project)
        if faults:
            return None, faults
        with _gathered(faults), self._making:  # a page is made with the words and templates of one moment
            read_words()
        with _gathered(faults), self._making:
            TEMPLATES.read(environment())
        with _gathered(faults):
            if workshop is None or workshop.settings != Workshop.settings_of(self.project):
                workshop = Workshop(self.project, Path(self._folder.name))
        with _gathered(faults), self._making:
            if workshop is not None:
                workshop.read_templates()
        with _gathered(faults):
            made = edition(self.project, self.memory, site_url=workshop.address if workshop else "", deciding=True)
            if not faults and workshop is not None:
                with self._making:
                    workshop.take(made)
                return workshop, [*undecided(made.handbook)]  # to decide one must see both
        return None, faults

    def files(self) -> dict[str, Stamp]:
        """Return every file of the project, its theme and its code with what tells that it has changed."""
        project = self.project
        return stamps([project.folder / "routines", *project.roots, project.docs, project.config, _CODE])

    def _of_code(self) -> dict[str, Stamp]:
        return {path: stamp for path, stamp in self.stamps.items() if path.endswith(".py")}

    def _stale_code(self) -> list[Fault]:
        """Tell of code that has changed since it was started: only that which was there then is running."""
        if not self._code_stamps or self._of_code() == self._code_stamps:
            return []
        now = digests(_CODE.rglob("*.py"))
        changed = [path for path in sorted({*now, *self._code}) if now.get(path) != self._code.get(path)]
        message = "Koden er endret, men den gamle kjører. Stopp med Ctrl+C, og start på nytt."
        return [Fault(shown_code(path), 1, message) for path in changed[:1]]

    def wait_beyond(self, number: int) -> bool:
        """Wait until there is a newer edition than *number*; False when it takes too long."""
        with self._changed:
            return self._changed.wait_for(lambda: self.number != number, timeout=_WAIT_SECONDS)

    def answer(self, path: str) -> Answer:
        """Return the answer to who asks for *path* (`rutiner/x/`), made once for each edition."""
        if f"/{path}".endswith("/index.html"):
            path = path.removesuffix("index.html")
        number = self.number
        known = self._answers.get((path, number))
        if known is None:
            try:
                known = self._made(path)
            except Exception as error:
                return self._mishap(path, faults_of(error, self.project))
            if known[0] == 200:
                self._answers[path, number] = known
        return known

    def _made(self, path: str) -> Answer:
        with self._making:
            workshop, number, faults = self._workshop, self.number, self.faults
            if workshop is None:
                return 500, _HTML, faults_alone(faults, number)
            body = workshop.page(path, editors=True)
            make = workshop.file(f"{path}index.html" if path.endswith("/") else path) if body is None else None
            if body is None and make is None:
                return 404, _HTML, with_banner(workshop.page(_NOT_FOUND) or b"", faults, number)
        body = make() if make else body or b""  # outside the lock: a large sheet may take its time
        kind = _kind_of(path)
        if kind == _HTML:
            self._good[path] = body
            return 200, _HTML, with_banner(body, faults, number)
        return 200, kind, body

    def _mishap(self, path: str, faults: list[Fault]) -> Answer:
        """Return the last good page at *path* with what went wrong when it was to be made again; or that alone."""
        with self._making:
            number, told = self.number, sorted({*self.faults, *faults})
        good = self._good.get(path)
        return (
            (500, _HTML, faults_alone(told, number)) if good is None else (200, _HTML, with_banner(good, told, number))
        )


def _kind_of(path: str) -> str:
    kind = _HTML if not path or path.endswith("/") else _TYPES.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") and kind != _HTML else kind


@contextmanager
def _gathered(faults: list[Fault]) -> Iterator[None]:
    """Put the faults that come up in *faults*, and go on."""
    try:
        yield
    except ContentError as error:
        faults += error.faults


def watch(live: Live, stop: threading.Event) -> None:
    """Read again whenever a file of the project changes, until told to *stop*, whatever happens.

    What is thrown away is collected when nobody has saved for a while, since somebody waits for the page after a save.
    """
    unswept, quiet, seen = 0, 0, (live.number, live.trials)
    while not stop.wait(POLL_SECONDS):
        try:
            live.look()
        except Exception as error:
            if (faults := faults_of(error, live.project)) != live.faults:
                live.tell(faults)
        if (now := (live.number, live.trials)) != seen:
            unswept, quiet, seen = unswept + 1, 0, now
        quiet += 1
        if unswept and (quiet > 20 or unswept > 10):
            gc.collect()
            unswept = 0
