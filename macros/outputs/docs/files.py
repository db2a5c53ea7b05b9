"""The files in `docs/`, listed and read once: pages and what lies beside them. What cannot be read is told of.

What editors and systems leave behind – hidden files, locks, backups – is no content, and nobody sees it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from errno import EACCES
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Final
from unicodedata import normalize

from macros.content.faults import Fault
from macros.content.files import left_behind, unreadable_because
from macros.content.yamltext import MAX_BYTES
from macros.outputs.docs.letters import harmless, wrong_in_name

MAX_BESIDE: Final = 20_000_000
"""The most bytes of a file that is not a page: it is read on a phone."""
IMAGES: Final = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"))
_BESIDE: Final = IMAGES | frozenset(
    (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".txt", ".csv", ".ics", ".mp3", ".mp4", ".vtt")
)
"""The endings of files that may lie beside pages: none of them runs as part of the site."""
_LIKE_PAGES: Final = (".markdown", ".mdown", ".mkdn", ".mkd")


@dataclass(frozen=True, slots=True)
class Found:
    """A file under a folder: its name from there in composed letters, its path, and why it cannot be read."""

    name: str
    path: Path
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DocsFile:
    """A file's bytes, and its path as messages show it."""

    where: str
    data: bytes

    @property
    def text(self) -> str:
        """The file as text in composed letters, with one kind of line end. Raises `UnicodeDecodeError`."""
        return normalize("NFC", self.data.decode("utf-8-sig")).replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Docs:
    """The pages and the other files by name, as `om/index.md`, and what is wrong with files as files."""

    pages: dict[str, DocsFile] = field(default_factory=dict)
    beside: dict[str, DocsFile] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """The names of the files that have those faults: links to them lead somewhere when they are mended."""


def listed(folder: Path) -> Iterator[Found]:
    """Yield the files under *folder* that are content. A linked folder is read as if it lay here, but only once."""
    waiting, linked, seen = [(folder, "")], list[tuple[Path, str]](), set[str]()
    while waiting or linked:
        here, name = (waiting or linked).pop()
        real = os.path.realpath(here)
        if real in seen:
            yield Found(name, here, "Mappen er en lenke til en mappe som alt er med. Slett lenken.")
            continue
        if any(Path(one).is_relative_to(real) for one in seen):
            yield Found(name, here, "Lenken fører til en mappe som rommer noe som alt er med. Slett lenken.")
            continue
        seen.add(real)
        try:
            if not os.access(here, os.X_OK) and os.path.lexists(here):  # what lies there cannot be told apart
                raise PermissionError(EACCES, "", str(here))
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except FileNotFoundError:  # it went away
            continue
        except OSError:
            yield Found(name, here, "Mappen kan ikke leses. Se om du har tilgang til den, eller flytt den ut av docs/.")
            continue
        for entry in entries:
            path, whole = here / entry.name, normalize("NFC", f"{name}/{entry.name}" if name else entry.name)
            if left_behind(entry.name):
                continue
            if os.path.isdir(path) and path.suffix.lower() != ".md":  # noqa: PTH112  # it raises nothing
                (linked if entry.is_symlink() else waiting).append((path, whole))
            elif os.path.lexists(path):
                yield Found(whole, path, _unfit(path))


def _unfit(path: Path) -> str:
    """What keeps *path* from being a file that can be read, or nothing."""
    try:
        mode = path.stat().st_mode
    except PermissionError as error:
        return unreadable_because(error)
    except OSError:
        mode = 0
    if S_ISREG(mode):
        return ""
    if S_ISDIR(mode):
        return "Dette er en mappe, men den heter som en side. Gi mappen et navn uten .md."
    if path.is_symlink():
        return "Lenken fører ikke til noen fil. Slett den, eller legg filen her."
    return "Dette er ikke en vanlig fil. Flytt den ut av docs/."


def read(folder: Path, shown_as: Callable[[Path], str]) -> Docs:
    """Read the files under *folder*. *shown_as* gives a path as messages show it."""
    docs, taken = Docs(), dict[str, str]()
    for found in sorted(listed(folder), key=lambda one: (one.name, str(one.path))):
        where, suffix = harmless(shown_as(found.path)), Path(found.name).suffix.lower()
        data, problem = (
            _bytes(found.path, MAX_BYTES if suffix == ".md" else MAX_BESIDE) if not found.problem else (b"", "")
        )
        problem = found.problem or wrong_in_name(found.name) or _wrong_ending(found.name, suffix) or problem
        if data is None and not problem:  # it went away
            continue
        other = taken.setdefault(found.name.casefold(), where)
        if not problem and other != where:
            problem = (
                f"Filen har samme navn som «{other}» når store og små bokstaver og måten å skrive å, ø og é på "
                "ikke teller. Slett den ene, eller gi den et annet navn."
            )
        if problem:
            docs.faults.append(Fault(where, 1, problem))
            docs.unread.add(found.name)
        elif data is not None:
            (docs.pages if suffix == ".md" else docs.beside)[found.name] = DocsFile(where, data)
    return docs


def _bytes(path: Path, most: int) -> tuple[bytes | None, str]:
    """Return the bytes of *path*, or what is wrong; neither when it has gone away."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        return None, ""
    except OSError:
        return None, "Filen kan ikke leses. Se om du har tilgang til den, eller flytt den ut av docs/."
    return data, f"Filen er for stor (grensen er {most // 1_000_000} MB). Del den, eller gjør den mindre." if len(
        data
    ) > most else ""


def _wrong_ending(name: str, suffix: str) -> str:
    if name.rpartition("/")[2] == "README.md":
        return "En README blir en oversiktsside her. Gi filen navnet index.md, eller flytt den ut av docs/."
    if suffix == ".md":
        lower = name.removesuffix(name[-3:]) + ".md"
        return "" if name == lower else f"Filen må ha endelsen .md med små bokstaver. Kall den «{lower}»."
    if suffix in _LIKE_PAGES:
        return "En side må ha endelsen .md. Gi filen et nytt navn."
    if suffix not in _BESIDE:
        known = ", ".join(sorted(ending[1:] for ending in _BESIDE))
        return f"Filer av dette slaget kan ikke ligge i docs/. Flytt filen, eller lagre den som noe av dette: {known}."
    return ""
