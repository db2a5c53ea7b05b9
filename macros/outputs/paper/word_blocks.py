"""The blocks of a sheet in Word: real headings, tables whose heads repeat, rows that never split, boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from macros.content.vocabulary import ItemSort
from macros.outputs.paper.blocks import Block, Entry, Fact, Heading, Line, Lines, Points, Signatures, Table, Words
from macros.outputs.words import word

_BOX: Final = (
    '<w:sdt {w} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr><w:alias w:val="{name}"/>'
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr>'
    '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/><w:sz w:val="32"/></w:rPr>'
    "<w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
)


def put(document: WordDocument, block: Block, *, width: int) -> None:
    """Put *block* at the end of *document*, whose text is *width* millimetres wide."""
    match block:
        case Heading():
            document.add_heading(block.text, block.level)
        case Words():
            bold(document.add_paragraph(), block.text, on=block.strong)
        case Points():
            for item in block.items:
                document.add_paragraph(item, style="List Bullet")
        case Entry():
            _entry(document, block)
        case Lines():
            _lines(document, block, width)
        case Table():
            _table(document, block)
        case Signatures():
            for name in block.names:
                line = "_" * 32
                ending = f"{word('punkt.dato')}: {'_' * 14}"
                document.add_paragraph().add_run(f"\n{name}: {line}   {ending}")


def _entry(document: WordDocument, entry: Entry) -> None:
    document.add_heading(f"{entry.number}. {entry.title}" if entry.number else entry.title, entry.level)
    if entry.doers:
        bold(document.add_paragraph(), entry.doers)
    for text in (entry.marks, *entry.text):
        if text:
            document.add_paragraph(text)
    put_facts(document, entry.facts)


def put_facts(document: WordDocument, facts: Sequence[Fact]) -> None:
    """Put each of *facts* on a line of its own."""
    for label, text in facts:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        bold(paragraph, f"{label}: ")
        paragraph.add_run(text)


def _lines(document: WordDocument, block: Lines, width: int) -> None:
    document.add_heading(block.title, 2)
    for text in block.text:
        document.add_paragraph(text)
    if all(line.sort is ItemSort.TEXT for line in block.lines):
        read = tuple(" ".join(filter(None, (one.text, one.help))) for one in block.lines)
        put(document, Points(read), width=width)
        return
    ticks = [line.sort is ItemSort.TICK for line in block.lines]
    moot = block.signed and any(line.moot for line in block.lines)
    boxes = {"punkt.gjort" if block.signed else "word.kryss": 18} if any(ticks) else {}
    boxes |= {"punkt.uaktuelt": 26} if moot else {}
    room = {"punkt.dato": 22, "punkt.signatur": 32} if block.signed else {"punkt.felt": 70}
    left = width - sum(boxes.values()) - sum(room.values())
    widths = {**boxes, "word.punkt": left, **room}
    table = _headed(document, [word(key) for key in widths])
    for line, tick in zip(block.lines, ticks, strict=True):
        cells = add_row(table)
        if line.sort is ItemSort.FIELD:
            table.rows[-1].height = Mm(10)
        if tick:
            _box(cells[0], line.text)
        if line.moot and moot:
            _box(cells[len(boxes) - 1], f"{word('punkt.uaktuelt')}: {line.text}")
        _say(cells[len(boxes)], line)
    set_widths(table, list(widths.values()))


def _say(cell: _Cell, line: Line) -> None:
    paragraph = cell.paragraphs[0]
    if line.first:
        bold(paragraph, f"{word('punkt.må_ikke_svikte')}. ")
    paragraph.add_run(line.text)
    for small in (line.help, line.aside):
        if small:
            cell.add_paragraph().add_run(small).font.size = Pt(9)


def _box(cell: _Cell, name: str) -> None:
    """Put a box that can be ticked in Word, with the line's words as its name."""
    safe = name.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    cell.paragraphs[0]._p.append(parse_xml(_BOX.format(w=nsdecls("w"), name=safe[:60])))


def _table(document: WordDocument, block: Table) -> None:
    document.add_heading(block.title, 2)
    table = _headed(document, block.columns)
    for row in block.rows:
        for cell, text in zip(add_row(table), row, strict=True):
            cell.text = text


def _headed(document: WordDocument, columns: Sequence[str]) -> WordTable:
    """A table whose first row is a heading that repeats on the next page."""
    table: WordTable = document.add_table(rows=0, cols=len(columns), style="Table Grid")
    cells = add_row(table)
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for cell, text in zip(cells, columns, strict=True):
        bold(cell.paragraphs[0], text)
    return table


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
        for cell, width in zip(row.tc_lst, millimetres, strict=True):
            cell.width = Mm(width)


def bold(paragraph: Paragraph, text: str, *, on: bool = True) -> None:
    """Add *text* to *paragraph*, in bold unless *on* is false."""
    paragraph.add_run(text).bold = on
