"""What went wrong that no check foresaw, as faults: where, what to do, and for the developer a file with the rest."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from traceback import extract_tb, format_exception
from typing import Final

from macros.content.faults import ContentError, Fault, shown
from macros.manifest import replace_text
from macros.project import THEME, Project, shown_code
from macros.refusals import why

_TYPST: Final = re.compile(r"([\w-]+\.typ):(\d+)")


def faults_of(error: Exception, project: Project) -> list[Fault]:
    """Return what the editor is to mend after *error*. One that no editor made is kept in `build/siste-feil.txt`."""
    if isinstance(error, ContentError):
        return [*error.faults]
    if isinstance(error, OSError) and error.filename:
        remedy = "Se om den er flyttet, slettet eller åpen i et annet program."
        path = Path(str(error.filename))
        return [Fault(project.shown(path), 1, f"Filen kan ikke leses ({why(error)}). {remedy}")]
    trace = project.folder / "build" / "siste-feil.txt"
    with suppress(OSError):
        trace.parent.mkdir(exist_ok=True)
        replace_text(trace, "".join(format_exception(error)).encode("utf-8", "backslashreplace").decode())
    found = _in_the_theme(error)
    if found is not None:
        return [found]
    told = f"Noe gikk galt som ikke skal kunne skje ({type(error.__cause__ or error).__name__})."
    return [Fault(project.shown(trace), 1, f"{told} Angre det du endret sist, og send filen til utvikleren.")]


def _in_the_theme(error: Exception) -> Fault | None:
    """Return where in a template *error* came up, if it did."""
    remedy = "Rett linjen, eller angre det du endret sist i filen."
    for frame in reversed(extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.suffix in (".html", ".xml") and path.is_relative_to(THEME):
            return Fault(
                shown_code(path), frame.lineno or 1, f"Malen kan ikke fylles ut: {shown(str(error))}. {remedy}"
            )
    if place := _TYPST.search(str(error)):
        where = shown_code(THEME / "typst" / place[1])
        return Fault(where, int(place[2]), f"Arket kan ikke settes: {str(error).splitlines()[0]}. {remedy}")
    return None
