"""Routines, lists and forms as Word documents in the municipality's layout. Same content, same bytes.

A Word file is a copy to work with in the quality system, never the master; it says so on every page.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from macros.handbook import Handbook
from macros.outputs import phrases, upkeep
from macros.outputs.look import of_paper
from macros.outputs.paper.blocks import Picture, Sheet
from macros.outputs.paper.colophon import changed_on, said
from macros.outputs.paper.word_blocks import put, put_boxed, put_facts, put_picture
from macros.outputs.paper.word_tables import add_row, bold, set_widths
from macros.outputs.press import pixels
from macros.outputs.words import word
from macros.project import THEME

_FIELD: Final = '<w:fldSimple {w} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
_LINE: Final = '<w:pBdr {w}><w:bottom w:val="single" w:sz="12" w:space="4" w:color="{colour}"/></w:pBdr>'
_TEMPLATES: Final = THEME / "word"
"""The styles and margins: `ark.docx`, and `stor-skrift.docx` for the person. Open them in Word to change them."""
_LONGEST: Final = 255
"""How long a title and a name may be in a document's own properties."""
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file inside the document: the zip's own zero."""


def docx(handbook: Handbook, sheet: Sheet, site_url: str) -> bytes:
    """Return *sheet* as a Word document."""
    data = said(handbook, sheet, site_url)
    document = Document(str(_TEMPLATES / ("stor-skrift.docx" if sheet.large else "ark.docx")))
    _setup(document, sheet, data)
    _letterhead(document, handbook)
    document.add_heading(sheet.title, 1)
    if sheet.mark:
        put_boxed(document, sheet.mark)
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
        if isinstance(block, Picture):
            put_picture(document, block, handbook.attached[block.file].data)
        else:
            put(document, block, width=width)
    return _same_bytes(document)


def _letterhead(document: WordDocument, handbook: Handbook) -> None:
    """Put the municipality's logo and a line in its colour on top of the first page."""
    look, picture = of_paper(handbook), handbook.logo
    if not look:
        return
    place = document.add_paragraph()
    if picture:
        shown = place.add_run().add_picture(io.BytesIO(pixels(picture.svg, look["wide"])), width=Mm(look["wide"]))
        shown._inline.docPr.set("descr", look["logo"])
    if colour := look.get("colour"):
        place._p.get_or_add_pPr().append(parse_xml(_LINE.format(w=nsdecls("w"), colour=colour[1:])))


def _setup(document: WordDocument, sheet: Sheet, data: dict[str, Any]) -> None:
    """Turn the page as the sheet lies, and say of the document what its quality system shows."""
    section = document.sections[0]
    if sheet.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    about, owner = document.core_properties, data["owner"][:_LONGEST]
    about.title, about.author, about.last_modified_by = sheet.title[:_LONGEST], owner, owner
    about.created = about.modified = about.last_printed = datetime.combine(changed_on(sheet), datetime.min.time())
    about.version = data["version"]
    _foot(section.footer.paragraphs[0], sheet, data)
    if sheet.mark:
        bold(section.header.paragraphs[0], sheet.mark)


def _foot(foot: Paragraph, sheet: Sheet, data: dict[str, Any]) -> None:
    """Write what every page says of the document, and its number."""
    bold(foot, f"{sheet.title} · {data['approval_in_foot']} · {data['changed']} · {word('ark.eier')} {data['owner']}")
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
        (word("forvaltning.neste"), upkeep.review_words(sheet.about)),
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
