"""What MkDocs says of the settings, as faults: where in `mkdocs.yml`, and what to do."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from macros.content.faults import Fault, shown
from macros.project import Project

_VALUE: Final = re.compile(r"Config value '(\w+)': (.*)")
_NO_PAGE: Final = re.compile(r"A reference to '(.+)' is included in the 'nav'")
"""How MkDocs begins what it says of a setting, and of a page that the navigation has and the site has not."""


@contextmanager
def warnings() -> Iterator[list[str]]:
    """Gather what MkDocs warns of, but not that it skips unchanged pages, which strict mode would count as a fault."""
    heard: list[str] = []

    class Gatherer(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    builder, gatherer = logging.getLogger("mkdocs.commands.build"), Gatherer(logging.WARNING)

    def no_skipping(record: logging.LogRecord) -> bool:
        return "'dirty' build" not in record.getMessage()

    builder.addFilter(no_skipping)
    logging.getLogger("mkdocs").addHandler(gatherer)
    try:
        yield heard
    finally:
        logging.getLogger("mkdocs").removeHandler(gatherer)
        builder.removeFilter(no_skipping)


def unreadable(path: str, error: Exception) -> Fault:
    """Return the fault of settings that are no YAML."""
    mark = getattr(error.__cause__ or error.__context__, "problem_mark", None)
    message = "Innstillingene kan ikke leses. Se etter innrykk, kolon og anførselstegn her og like over."
    return Fault(path, mark.line + 1 if mark else 1, message)


def placed(project: Project, heard: Iterable[str]) -> Iterator[Fault]:
    """Yield what MkDocs was *heard* to warn of as faults in the settings, on the line of what it is about."""
    lines = project.config.read_text("utf-8", errors="replace").splitlines()
    for text in heard:
        begins, message = "", f"MkDocs sier: «{shown(text, 200)}» Rett det, eller hent filen tilbake."
        if value := _VALUE.match(text):
            begins, told = f"{value[1]}:", shown(value[2], 200)
            message = f"«{value[1]}» kan ikke brukes slik. MkDocs sier: «{told}» Rett det, eller hent filen tilbake."
        elif missing := _NO_PAGE.match(text):
            begins, message = missing[1], f"«{missing[1]}» er ingen side i håndboken. Rett den, eller ta bort linjen."
        place = next((at for at, line in enumerate(lines, 1) if begins and begins in line), 1)
        yield Fault(project.shown(project.config), place, message)
