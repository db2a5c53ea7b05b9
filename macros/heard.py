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
"""How MkDocs begins what it says of a setting."""


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
    for text in heard:
        name, message = "", f"MkDocs sier: «{shown(text, 200)}» Rett det, eller hent filen tilbake."
        if value := _VALUE.match(text):
            name, told = value[1], shown(value[2], 200)
            message = f"«{name}» kan ikke brukes slik. MkDocs sier: «{told}» Rett det, eller hent filen tilbake."
        yield of_setting(project, name, message)


def of_setting(project: Project, name: str, message: str) -> Fault:
    """Return the fault of the setting *name*, on its line, or on the first when there is no name."""
    lines = project.config.read_text("utf-8", errors="replace").splitlines()
    place = next((at for at, line in enumerate(lines, 1) if name and f"{name}:" in line), 1)
    return Fault(project.shown(project.config), place, message)
