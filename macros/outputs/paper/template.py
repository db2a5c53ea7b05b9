"""The municipality's document layout: the fields on top of its documents, and the tables that end them."""

from __future__ import annotations

from macros.handbook import Handbook
from macros.outputs.paper.blocks import Fact, Table
from macros.outputs.told.teller import Teller
from macros.records import Frame, Routine
from macros.records.frames import Template


def fields_of(teller: Teller, frame: Frame) -> tuple[Fact, ...]:
    """Return the fields of the layout. The values of another document are not this one's, so those stay blank."""
    own = frame.template
    template = own or _of_the_municipality(teller.handbook)
    return tuple(
        (one.title, teller.plain(one.value) if one.value and own else "")
        for one in (template.entries if template else ())
    )


def tables_of(frame: Frame) -> tuple[Table, ...]:
    """Return the tables of *frame*'s own layout, with a row to write in where they have none."""
    tables = frame.template.tables if frame.template else ()
    return tuple(Table(one.title, one.columns, one.rows or (("",) * len(one.columns),)) for one in tables)


def _of_the_municipality(handbook: Handbook) -> Template | None:
    """The layout that the municipality's documents follow: that of its routine."""
    return next((one.template for one in handbook.all(Routine).values() if one.template), None)
