"""The blocks of a sheet in Word: real headings, tables whose heads repeat, rows that never split, boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from docx.document import Document as WordDocument
from docx.enum.table import WD_ALIGN_VERTICAL
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


_BORDER: Final = "<w:pBdr {w}>" + "".join(f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="000000"/>'
                                          for side in ("top", "left", "bottom", "right")) + "</w:pBdr>"  # fmt: skip
SMALL: Final = "Small"
"""The name of the style of help and asides."""
_LABEL: Final = Mm(36)
"""How far in the words of a fact stand, so that they line up."""


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


def put_boxed(document: WordDocument, text: str) -> None:
    """Put *text* in bold with a line round it."""
    paragraph = document.add_paragraph()
    bold(paragraph, text)
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(8)
    layout.left_indent = layout.right_indent = Pt(4)
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(_BORDER.format(w=nsdecls("w"))), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _entry(document: WordDocument, entry: Entry) -> None:
    document.add_heading(f"{entry.number}. {entry.title}" if entry.number else entry.title, entry.level)
    if entry.doers:
        bold(document.add_paragraph(), entry.doers)
    if entry.marks:
        run = document.add_paragraph().add_run(f" {entry.marks} ")
        run.font.size = Pt(9)
        run._r.get_or_add_rPr().append(parse_xml(f'<w:bdr {nsdecls("w")} w:val="single" w:sz="4" w:space="0"/>'))
    for text in entry.text:
        document.add_paragraph(text)
    put_facts(document, entry.facts)


def put_facts(document: WordDocument, facts: Sequence[Fact]) -> None:
    """Put each of *facts* on a line of its own, its words lined up with the others'."""
    for label, text in facts:
        paragraph = document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.space_after, layout.left_indent, layout.first_line_indent = Pt(1), _LABEL, -_LABEL
        layout.tab_stops.add_tab_stop(_LABEL)
        bold(paragraph, f"{label}\t")
        paragraph.add_run(text)
        for run in paragraph.runs:
            run.font.size = Pt(9.5)


def _lines(document: WordDocument, block: Lines, width: int) -> None:
    """Put what is to be ticked in one table and what is to be filled in in another, as on the sheet."""
    fields = [line for line in block.lines if line.sort is ItemSort.FIELD]
    others = [line for line in block.lines if line.sort is not ItemSort.FIELD]
    if any(line.sort is ItemSort.TICK for line in others):
        _ticks(document, block, others, width)
    elif others:
        document.add_heading(block.title, 2)
        for text in block.text:
            document.add_paragraph(text)
        for line in others:
            _say(document.add_paragraph(style="List Bullet"), line)
    if fields:
        title = word("ark.felt") if others else block.title
        table = _headed(document, [title, word("punkt.felt")], heading=None if others else 0)
        for text in () if others else block.text:
            _read(table, 0, text)
        for line in fields:
            _tight(_said(add_row(table)[0], line))
            table.rows[-1].height = Mm(10)
        _end(document, table, short=block.short)
        set_widths(table, [width * 45 // 100, width - width * 45 // 100])


def _ticks(document: WordDocument, block: Lines, lines: Sequence[Line], width: int) -> None:
    moot = block.signed and any(line.moot for line in lines)
    boxes = {"punkt.gjort" if block.signed else "word.kryss": 18} | ({"punkt.uaktuelt": 26} if moot else {})
    room = {"punkt.dato": 22, "punkt.signatur": 32} if block.signed else {"punkt.merknad": 60}
    widths = [*boxes.values(), width - sum(boxes.values()) - sum(room.values()), *room.values()]
    table = _headed(document, [*map(word, boxes), block.title, *map(word, room)], heading=len(boxes))
    for text in block.text:
        _read(table, 0, text)
    for line in lines:
        cells = add_row(table)
        if line.sort is ItemSort.TICK:
            _box(cells[0], line.text)
        else:
            cells[len(boxes)].merge(cells[-1])
        if line.moot and moot:
            _box(cells[1], f"{word('punkt.uaktuelt')}: {line.text}")
        _tight(_said(cells[len(boxes)], line))
    _end(document, table, short=block.short)
    set_widths(table, widths)


def _read(table: WordTable, first: int, text: str) -> None:
    """Put a row that is only to be read, over all columns from *first*."""
    cells = add_row(table)
    cells[first].merge(cells[-1]).text = text


def _said(cell: _Cell, line: Line) -> _Cell:
    _say(cell.paragraphs[0], line)
    return cell


def _say(paragraph: Paragraph, line: Line) -> None:
    """Say all of *line*, what is small in a smaller size than the rest."""
    if line.first:
        bold(paragraph, f"{word('punkt.må_ikke_svikte')}. ")
    paragraph.add_run(line.text)
    for small in (line.help, line.aside):
        if small:
            paragraph.add_run().add_break()
            paragraph.add_run(small).style = SMALL


def _box(cell: _Cell, name: str) -> None:
    """Put a box that can be ticked in Word, with the line's words as its name."""
    safe = name[:60].replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    cell.paragraphs[0]._p.append(parse_xml(_BOX.format(w=nsdecls("w"), name=safe)))


def _table(document: WordDocument, block: Table) -> None:
    table: WordTable = document.add_table(rows=0, cols=len(block.columns), style="Table Grid")
    cells = _head_row(table)
    _title(cells[0].merge(cells[-1]), block.title)
    for cell, text in zip(_head_row(table), block.columns, strict=True):
        _label(cell, text)
    for text in block.text:
        _read(table, 0, text)
    for row in block.rows:
        for cell, text in zip(add_row(table), row, strict=True):
            cell.text = text
            _tight(cell)
    _end(document, table, short=False)


def _headed(document: WordDocument, columns: Sequence[str], heading: int | None = None) -> WordTable:
    """A table whose first row repeats on the next page. Column number *heading* holds the heading of the part."""
    table: WordTable = document.add_table(rows=0, cols=len(columns), style="Table Grid")
    for number, (cell, text) in enumerate(zip(_head_row(table), columns, strict=True)):
        (_title if number == heading else _label)(cell, text)
    return table


def _head_row(table: WordTable) -> Sequence[_Cell]:
    """Add a row that repeats on the next page."""
    cells = add_row(table)
    table.rows[-1]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for cell in cells:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
    return cells


def _title(cell: _Cell, text: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.add_run(text)
    paragraph.style = "Heading 2"
    paragraph.paragraph_format.space_before = Pt(2)


def _label(cell: _Cell, text: str) -> None:
    bold(cell.paragraphs[0], text)
    cell.paragraphs[0].runs[0].font.size = Pt(9.5)
    _tight(cell)


def _end(document: WordDocument, table: WordTable, *, short: bool) -> None:
    """Keep a *short* table on one page, as on the sheet, and apart from the next, which Word would make one with it."""
    gap = document.add_paragraph()
    gap.paragraph_format.space_after, gap.paragraph_format.line_spacing = Pt(0), Pt(8)
    if short:
        for row in table.rows[:-1]:
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True


def _tight(cell: _Cell) -> None:
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
