"""Tables in Word: heads that repeat on the next page, rows that are never split, widths that all programs read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from docx.document import Document as WordDocument
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph


def headed(document: WordDocument, columns: Sequence[str], heading: int | None = None) -> WordTable:
    """A table whose first row repeats on the next page. Column number *heading* holds the heading of the part."""
    table: WordTable = document.add_table(rows=0, cols=len(columns), style="Table Grid")
    for number, (cell, text) in enumerate(zip(head_row(table), columns, strict=True)):
        (title_cell if number == heading else label_cell)(cell, text)
    return table


def head_row(table: WordTable) -> Sequence[_Cell]:
    """Add a row that repeats on the next page."""
    cells = add_row(table)
    table.rows[-1]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for cell in cells:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
    return cells


def title_cell(cell: _Cell, text: str) -> None:
    """Put the heading of a part in *cell*."""
    paragraph = cell.paragraphs[0]
    paragraph.add_run(text)
    paragraph.style = "Heading 2"
    paragraph.paragraph_format.space_before = Pt(2)


def label_cell(cell: _Cell, text: str) -> None:
    """Put the name of a column in *cell*."""
    bold(cell.paragraphs[0], text)
    cell.paragraphs[0].runs[0].font.size = Pt(9.5)
    tight(cell)


def read_row(table: WordTable, text: str) -> None:
    """Add a row that is only to be read, over all columns."""
    cells = add_row(table)
    cells[0].merge(cells[-1]).text = text


def end(document: WordDocument, table: WordTable, *, short: bool) -> None:
    """Keep a *short* table on one page, as on the sheet, and apart from the next, which Word would make one with it."""
    gap = document.add_paragraph()
    gap.paragraph_format.space_after, gap.paragraph_format.line_spacing = Pt(0), Pt(8)
    if short:
        for row in table.rows[:-1]:
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True


def tight(cell: _Cell) -> None:
    """Leave no more room between the paragraphs of *cell* than a table needs."""
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.space_after = Pt(1)


def add_row(table: WordTable) -> Sequence[_Cell]:
    """Add a row that is never split between two pages."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # the library has types, but not here
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    return row.cells


def set_widths(table: WordTable, millimetres: Sequence[int]) -> None:
    """Say the widths of columns and cells both: Word reads one, other programs the other."""
    table.autofit = False
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, millimetres, strict=True):
        column.w = Mm(width)
    for row in table._tbl.tr_lst:
        left = iter(millimetres)
        for cell in row.tc_lst:
            cell.width = Mm(sum(islice(left, cell.grid_span)))


def bold(paragraph: Paragraph, text: str, *, on: bool = True) -> None:
    """Add *text* to *paragraph*, in bold unless *on* is false."""
    paragraph.add_run(text).bold = on
