"""Routines, lists and forms as Word documents in the municipality's layout. Same content, same bytes.

A Word file is a copy to work with in the quality system, never the master; it says so on every page.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any, Final, cast

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable

from macros.handbook import Handbook
from macros.outputs import phrases
from macros.outputs.paper.blocks import Sheet
from macros.outputs.paper.colophon import changed_on, next_review, said
from macros.outputs.paper.word_blocks import SMALL, put, put_boxed, put_facts
from macros.outputs.paper.word_tables import add_row, bold, set_widths
from macros.outputs.words import word

_FIELD: Final = '<w:fldSimple {w} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
_SIZES: Final = {"Heading 1": (20, 0, 6), "Heading 2": (14, 12, 4), "Heading 3": (11.5, 9, 2)}
"""Of each heading: its size, and the room above and beneath, in points."""
_STYLES: Final = (
    "Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid", "List Bullet", "footer",
    "heading 1", "heading 2", "heading 3",
)  # fmt: skip
"""What we use of the library's blank document; it has 160 others, which make the files large and slow to make."""
_LONGEST: Final = 255
"""How long a title and a name may be in a document's own properties."""
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file inside the document: the zip's own zero."""


def docx(handbook: Handbook, sheet: Sheet, site_url: str) -> bytes:
    """Return *sheet* as a Word document."""
    data = said(handbook, sheet, site_url)
    document = Document()
    _setup(document, sheet, data)
    document.add_heading(sheet.title, 1)
    width = 257 if sheet.landscape else 170
    _header_table(document, sheet, data, width)
    for line in sheet.lead:
        document.add_paragraph(line)
    for line in filter(None, (sheet.contact, data["caveat"])):
        bold(document.add_paragraph(), line)
    for line in filter(None, (*sheet.caution, sheet.no_names)):
        put_boxed(document, line)
    put_facts(document, sheet.facts)
    for block in (*sheet.levelled, *sheet.annexes):
        put(document, block, width=width)
    return _same_bytes(document)


def _setup(document: WordDocument, sheet: Sheet, data: dict[str, Any]) -> None:
    section = document.sections[0]
    width, height = (Mm(297), Mm(210)) if sheet.landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if sheet.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)
    document.styles.add_style(SMALL, WD_STYLE_TYPE.CHARACTER).font.size = Pt(14 if sheet.large else 9)
    for name, size, after in (("Normal", 16 if sheet.large else 10.5, 4), ("List Bullet", None, 2), ("footer", 8, 0)):
        style = cast(ParagraphStyle, document.styles[name])
        style.font.size = Pt(size) if size else None
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(after), 1
    for name, (size, before, after) in _SIZES.items():
        style = cast(ParagraphStyle, document.styles[name])
        style.font.size = Pt(size * 1.3 if sheet.large else size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        font = document.styles[name].font
        font.name, font.color.rgb = "Calibri", RGBColor(0, 0, 0)
        font.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"), None)
        font.element.rPr.rFonts.attrib.pop(qn("w:hAnsiTheme"), None)
    for style in document.styles.element.style_lst:
        if style.name_val not in (*_STYLES, SMALL):
            document.styles.element.remove(style)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nb-NO")
    when = datetime.combine(changed_on(sheet), datetime.min.time())
    about = document.core_properties
    owner = data["owner"][:_LONGEST]
    about.title, about.author, about.language, about.comments = sheet.title[:_LONGEST], owner, "nb-NO", ""
    about.created = about.modified = about.last_printed = when
    about.last_modified_by, about.version = owner, data["version"]
    foot = section.footer.paragraphs[0]
    bold(foot, f"{sheet.title} · {data['approval']} · {data['changed']} · {word('ark.eier')} {data['owner']}")
    for line in filter(None, (
        f"{word('word.avledet', versjon=data['version'], system=data['system'])} {data['sources']}",
        " ".join(filter(None, (data["caveat"], sheet.no_names))),
        f"{word('ark.kontroller')} {word('ark.skrevet_ut')}: ____________ {data['url']}",
    )):  # fmt: skip
        foot.add_run().add_break()
        foot.add_run(line)
    foot.add_run().add_break()
    for part, field in zip(word("ark.side").replace("}", "{").split("{")[::2], ("PAGE", "NUMPAGES", ""), strict=False):
        foot.add_run(part)
        if field:
            foot._p.append(parse_xml(_FIELD.format(w=nsdecls("w"), field=field)))


def _header_table(document: WordDocument, sheet: Sheet, data: dict[str, Any], width: int) -> None:
    """What the handbook says of the document, and the fields of the municipality's template, two to a row."""
    facts = [
        (word("word.dokument"), f"{data['title']} ({data['kind'].lower()})"),
        (word("forvaltning.eier"), data["owner"]),
        (word("word.versjon"), data["version"]),
        (word("word.godkjenning"), data["approval"]),
        (word("forvaltning.versjon"), phrases.day(changed_on(sheet))),
        (word("forvaltning.neste"), next_review(sheet.about)),
    ]
    table: WordTable = document.add_table(rows=0, cols=4, style="Table Grid")
    for title, group in ((word("word.håndboken"), facts), (word("word.malen"), sheet.template)):
        if group:
            cells = add_row(table)
            bold(cells[0].merge(cells[3]).paragraphs[0], title)
        for first in range(0, len(group), 2):
            cells = add_row(table)
            for number, (label, text) in enumerate(group[first : first + 2]):
                bold(cells[number * 2].paragraphs[0], label)
                cells[number * 2 + 1].text = text
    for paragraph in (each for row in table.rows for cell in row.cells for each in cell.paragraphs):
        paragraph.paragraph_format.space_after = Pt(1)
        for run in paragraph.runs:
            run.font.size = Pt(9)
    narrow, wide = width * 22 // 100, width // 2 - width * 22 // 100
    set_widths(table, (narrow, wide, narrow, width - 2 * narrow - wide))
    document.add_paragraph()


def _same_bytes(document: WordDocument) -> bytes:
    """Write *document* with its files in order and without the clock."""
    made, written = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()
