"""Say in Norwegian what keeps a file from being read as YAML: on which line, and how to mend it."""

from __future__ import annotations

import re
from typing import Any, Final

from macros.content.as_typed import QUOTE_IT, changed_sign, ends_in_comment, not_a_field
from macros.content.faults import shown

MAX_DEPTH: Final = 20
TOO_DEEP: Final = "too deep"
SWALLOWED: Final = "swallowed"
"""Problems that we find ourselves."""

_NEEDS_QUOTES: Final = re.compile(
    r"""[^:#"']*:?\s*-?\s*([@%`]|\[\[|\[[^\]]*\]\s*[^\s,#\]}]|"[^"]*"\s*[^\s,#\]}]|'[^']*'\s*[^\s,#\]}]|\*"""
    r"""|[|>][-+0-9]*(?:[^-+0-9\s]|[ \t]+[^\s#]))"""
)

_BEGINS: Final = re.compile(r"\s*(?:-[ \t]|-$|[a-zæøå_0-9-]+:(?:\s|$))")
_IN_QUOTES: Final = re.compile(r""""[^"]*"|'[^']*'""")
_COMMENT: Final = re.compile(r"((?:[^#]|(?<![\s,\[\]{}])#)*)(#[^\s,\]}]*)?(.*)")


def syntax_fault(error: Any, lines: list[str]) -> tuple[int, str]:
    """Return line and message of the parser's *error* (a `MarkedYAMLError`) in a file of *lines*."""
    begun = any(what in (error.context or "") for what in ("quoted scalar", "simple key"))
    mark: Any = (error.context_mark if begun else error.problem_mark) or error.context_mark
    number = mark.line if mark else 0
    line, above = (lines[at] if 0 <= at < len(lines) else "" for at in (number, number - 1))
    problem = error.problem or ""
    if "flow" in (error.context or "") and (left := _left_open(error, lines)):
        return left
    if problem == SWALLOWED:
        missing = "Et anførselstegn er åpnet, men lukkes først lenger nede, og tar med seg linjene imellom."
        return number + 1, f"{missing} Sett inn det som mangler, eller rykk linjene inn."
    if "mapping values are not allowed" in problem and not_a_field(above):
        return number, _not_a_field(above)
    if "could not find expected ':'" in problem:
        return number + 1, _not_a_field(line)
    if "did not find expected" in problem and ends_in_comment(above):
        return number, f"Teksten stopper foran «#», men går videre på neste linje. Skal alt være med, {QUOTE_IT}."
    if "escape character" in problem or "hexdecimal" in problem:
        return number + 1, changed_sign(line[error.problem_mark.column + 1 :][:1] if error.problem_mark else "")
    return number + 1, _message(problem, line)


def _left_open(error: Any, lines: list[str]) -> tuple[int, str] | None:
    """Return where brackets or braces begin that nothing ends before the next field, item or the end of the file."""
    number = error.problem_mark.line
    if number < len(lines) and lines[number].strip() and not _BEGINS.match(lines[number]):
        return None
    for at in range(min(number, len(lines)) - 1, -1, -1):
        bare = _IN_QUOTES.sub("", lines[at])
        said, comment, lost = _COMMENT.match(bare).groups("")  # type: ignore[union-attr]  # it matches any line
        for begin, end in ("[]", "{}"):
            if said.count(begin) > said.count(end):
                if end in lost:
                    told = f"«{shown(comment)}» leses som en merknad, så «{begin}» blir ikke lukket"
                    return at + 1, f'{told}. Sett verdien med «#» i anførselstegn («"…"»).'
                return at + 1, f"«{begin}» er åpnet her, men ikke lukket. Sett inn «{end}»."
    return None


def _not_a_field(line: str) -> str:
    hard = " Linjen har et hardt mellomrom (U+00A0): bytt det med et vanlig." if "\u00a0" in line else ""
    remedy = f"Skriv «felt: verdi» med mellomrom etter kolon. Hører den til teksten over, {QUOTE_IT}."
    return f"Linjen kan ikke leses som et felt: «{shown(line)}».{hard} {remedy}"


def _message(problem: str, line: str) -> str:
    if "\t" in line[: len(line) - len(line.lstrip())] or ("cannot start any token" in problem and "\t" in line):
        return "Linjen har tabulator. Bruk mellomrom til innrykk."
    if "mapping values are not allowed" in problem:
        return f'Kolon midt i en verdi: «{shown(line)}». Sett hele verdien i anførselstegn («"…"»).'
    if "unexpected end of stream" in problem or "found unexpected document indicator" in problem:
        return "Et anførselstegn er åpnet, men ikke lukket. Sett inn det andre anførselstegnet."
    if "alias" in problem or "anchor" in problem:
        return 'Tegnene & og * først i en verdi har egen betydning i YAML. Sett verdien i anførselstegn («"…"»).'
    if problem == TOO_DEEP:
        return f"Innholdet har for mange nivåer (grensen er {MAX_DEPTH}). Skriv det med færre klammer og innrykk."
    if _NEEDS_QUOTES.match(line):
        return f"«{shown(line)}»: En verdi som begynner slik, må stå helt i anførselstegn (\"…\" eller '…')."
    return (
        f"Linjen kan ikke leses som YAML: «{shown(line)}». Se etter innrykk, kolon og anførselstegn her og like over."
    )
