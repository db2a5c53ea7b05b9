"""The blocks of a sheet in Word: real headings, tables whose heads repeat, rows that never split, boxes to tick."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from macros.outputs.paper.blocks import (
    Block,
    Entry,
    Fact,
    Heading,
    Line,
    Lines,
    Picture,
    Points,
    Signatures,
    Table,
    Words,
)
from macros.outputs.paper.word_tables import (
    add_row,
    bold,
    end,
    head_row,
    headed,
    label_cell,
    read_row,
    set_widths,
    tight,
    title_cell,
)
from macros.outputs.words import word
from macros.records.vocabulary import ItemSort

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
            _table(document, block, width)
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


def put_picture(document: WordDocument, picture: Picture, data: bytes) -> None:
    """Put *picture* with the bytes *data*, what it shows in words, and what it is beneath it."""
    shape = document.add_picture(io.BytesIO(data), width=Mm(picture.width))
    about = shape._inline.docPr
    about.set("descr", picture.alt)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph().add_run(picture.title).style = SMALL


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
        table = headed(document, [title, word("punkt.felt")], heading=None if others else 0)
        for text in () if others else block.text:
            read_row(table, text)
        for line in fields:
            tight(_said(add_row(table)[0], line))
            table.rows[-1].height = Mm(10)
        end(document, table, short=block.short)
        set_widths(table, [width * 45 // 100, width - width * 45 // 100])


def _ticks(document: WordDocument, block: Lines, lines: Sequence[Line], width: int) -> None:
    moot = block.signed and any(line.moot for line in lines)
    boxes = {"punkt.gjort" if block.signed else "ark.ja": 18} | ({"punkt.uaktuelt": 26} if moot else {})
    room = {"punkt.dato": 22, "punkt.signatur": 32} if block.signed else {"punkt.merknad": 60}
    widths = [*boxes.values(), width - sum(boxes.values()) - sum(room.values()), *room.values()]
    table = headed(document, [*map(word, boxes), block.title, *map(word, room)], heading=len(boxes))
    for text in block.text:
        read_row(table, text)
    for line in lines:
        cells = add_row(table)
        if line.sort is ItemSort.TICK:
            _box(cells[0], line.text)
        else:
            cells[len(boxes)].merge(cells[-1])
        if line.moot and moot:
            _box(cells[1], f"{word('punkt.uaktuelt')}: {line.text}")
        tight(_said(cells[len(boxes)], line))
    end(document, table, short=block.short)
    set_widths(table, widths)


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


def _table(document: WordDocument, block: Table, width: int) -> None:
    table: WordTable = document.add_table(rows=0, cols=len(block.columns), style="Table Grid")
    cells = head_row(table)
    title_cell(cells[0].merge(cells[-1]), block.title)
    for cell, text in zip(head_row(table), block.columns, strict=True):
        label_cell(cell, text)
    for text in block.text:
        read_row(table, text)
    for row in block.rows:
        for cell, text in zip(add_row(table), row, strict=True):
            cell.text = text
            tight(cell)
    end(document, table, short=False)
    if block.weights:
        set_widths(table, [width * one // sum(block.weights) for one in block.weights])
