"""The templates of a folder as they stood when all of them could be used: keyed by their text, never by time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound, TemplateSyntaxError

from macros.content.faults import ContentError, Fault
from macros.project import shown_code


class Templates(BaseLoader):
    """Gives an environment the templates of *folder*. A build reads each when it first needs it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts: dict[str, str] = {}

    def read(self, environment: Environment) -> None:
        """Read those that have changed. Raises `ContentError` for faults in any; then all stay as they were."""
        before, faults = self._texts, []
        found = sorted(path for path in self._folder.rglob("*") if path.suffix in (".html", ".xml"))
        self._texts = {
            path.relative_to(self._folder).as_posix(): path.read_text("utf-8", errors="replace") for path in found
        }
        for name, text in self._texts.items():
            try:
                environment.get_template(name)  # compiled only if its text is another
                if "\ufffd" in text:
                    raise TemplateSyntaxError("den er ikke lagret som UTF-8", 1, name)
            except TemplateSyntaxError as error:
                what = str(error.message).rstrip(".")
                message = f"Malen kan ikke leses: {what}. Rett linjen, eller angre det du endret sist i filen."
                faults.append(Fault(shown_code(self._folder / (error.name or name)), error.lineno, message))
        if faults:
            self._texts = before
            raise ContentError(faults)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of *template*, its file, and whether that still is its text."""
        path = self._folder / template
        if template not in self._texts:
            try:
                self._texts[template] = path.read_text("utf-8")
            except OSError as error:
                raise TemplateNotFound(template) from error
        text = self._texts[template]
        return text, str(path), lambda: self._texts.get(template) == text
