"""The few shapes that the report is made of, as Markdown and as a page of HTML to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from macros.diff.versions import VersionError
from macros.outputs.markdown import typed
from macros.outputs.words import word


@dataclass(frozen=True, slots=True)
class Run:
    """Some words, and what they are: `strong`, `del` for what was said before, `ins` for what is new."""

    text: str
    mark: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of plain *text*, or of runs."""

    level: int
    text: str
    runs: Runs = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list; one of depth 2 lies under the line before."""

    runs: Runs
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain words."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Item | Table

_MARKS: Final = {"": "", "strong": "**", "del": "~~", "ins": "**"}


def markdown(blocks: Iterable[Block]) -> str:
    """Return *blocks* as Markdown. What somebody wrote has no meaning there but its words."""
    lines: list[str] = []
    last: Block | None = None
    for block in blocks:
        if not (isinstance(block, Item) and isinstance(last, Item)) and last:
            lines.append("")
        lines += _in_markdown(block)
        last = block
    return "\n".join(lines) + "\n"


def _in_markdown(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {typed(block.text)}{_runs(block.runs)}"
        case Paragraph():
            yield _runs(block.runs)
        case Item():
            yield f"{'  ' * (block.depth - 1)}- {_runs(block.runs)}"
        case Table():
            yield f"| {' | '.join(map(typed, block.columns))} |"
            yield f"|{' --- |' * len(block.columns)}"
            yield from (f"| {' | '.join(map(typed, row))} |" for row in block.rows)


def _runs(runs: Runs) -> str:
    return "".join(f"{_MARKS[run.mark]}{typed(run.text)}{_MARKS[run.mark]}" for run in runs)


def write_new(file: Path, blocks: Iterable[Block], title: str) -> str:
    """Write *blocks* to the new *file* as `html` has them; return what is told. `VersionError` if it is there."""
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write(html(blocks, title))
    except FileExistsError as error:
        raise VersionError(word("diff.finnes", fil=file)) from error
    return word("diff.skrevet", fil=file)


def html(blocks: Iterable[Block], title: str) -> str:
    """Return *blocks* as a page that stands alone: no scripts and no styles, so that it prints as it is."""
    head = (
        f'<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>{escape(title)}</title>'
    )
    return f'<!doctype html>\n<html lang="nb">\n<head>\n{head}\n</head>\n<body>\n{elements(blocks)}\n</body>\n</html>\n'


def elements(blocks: Iterable[Block]) -> str:
    """Return *blocks* as the HTML elements they are, to stand on a page."""
    body: list[str] = []
    depth = 0
    for block in [*blocks, None]:
        wanted = block.depth if isinstance(block, Item) else 0
        if wanted > depth > 0:  # a list in a line of another
            body[-1] = body[-1].removesuffix("</li>")
        body += ["<ul>"] * (wanted - depth)
        body += ["</ul>" if depth - closed == 1 else "</ul></li>" for closed in range(depth - wanted)]
        depth = wanted
        body += _in_html(block) if block else ()
    return "\n".join(body)


def _in_html(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h{block.level}>{escape(block.text)}{_elements(block.runs)}</h{block.level}>"
        case Paragraph():
            yield f"<p>{_elements(block.runs)}</p>"
        case Item():
            yield f"<li>{_elements(block.runs)}</li>"
        case Table():
            yield "<table>"
            yield _row('th scope="col"', block.columns)
            yield from (_row("td", row) for row in block.rows)
            yield "</table>"


def _row(cell: str, words: Iterable[str]) -> str:
    end = cell.partition(" ")[0]
    return "<tr>" + "".join(f"<{cell}>{escape(one)}</{end}>" for one in words) + "</tr>"


def _elements(runs: Runs) -> str:
    return "".join(f"<{run.mark}>{escape(run.text)}</{run.mark}>" if run.mark else escape(run.text) for run in runs)
