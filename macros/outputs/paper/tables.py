"""Tables whose cells are records: who does what, side by side."""

from __future__ import annotations

from macros.outputs import phrases
from macros.outputs.paper.blocks import Table
from macros.outputs.told.teller import Teller
from macros.records import Task
from macros.records.frames import Frame, Part
from macros.records.references import Ref


def table_of(teller: Teller, frame: Frame, part: Part, title: str, text: tuple[str, ...]) -> Table:
    """The rows of *part*, with a column for their names where any has one."""
    named = any(row.title for row in part.rows)
    columns = tuple(column.title for column in frame.columns.values())
    rows = tuple(
        (*((row.title or "–",) if named else ()), *(
            "\n".join(_cell(teller, ref) for ref in row.cells.get(column, ())) for column in frame.columns
        ))
        for row in part.rows
    )  # fmt: skip
    return Table(title, ("–", *columns) if named else columns, rows, text)


def _cell(teller: Teller, ref: Ref) -> str:
    """A record in a table's cell, with its conditions."""
    record = teller.handbook.get(ref)
    conditions = phrases.condition_words(teller.handbook, record.when) if isinstance(record, Task) else ""
    return f"{teller.name(ref)} ({conditions})" if conditions else teller.name(ref)
