"""What may be chosen for one print in the browser: each sheet, and each record told whole, as HTML in a script.

A page may fetch nothing but scripts of its own site, and from a folder nothing else can be read. A sheet is a file, and
the records that have no sheet are one for each kind.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from macros.outputs import phrases
from macros.outputs.addresses import anchor, lasting
from macros.outputs.paper.colophon import plain_block
from macros.outputs.paper.entries import entry
from macros.outputs.paper.typeset import sheet_words
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.records import Record


def script_of_sheet(name: str, data: Mapping[str, Any]) -> bytes:
    """Return the script of the sheet *name* whose *data* the press has."""
    (sheet,) = data["chapters"][0]["sheets"]
    html = _html(sheet=sheet, blocks=sheet["blocks"], words=data["words"])
    size = "stor" if sheet["large"] else "vanlig"
    return _script({name: {"slag": sheet["kind"], "tittel": sheet["title"], "ark": size, "html": html}})


def script_of_cards(teller: Teller, model: type[Record], site_url: str) -> bytes:
    """Return the script of every record of *model*, each by the id of its card; by those it has had too."""
    handbook = teller.handbook
    told = {}
    for record in handbook.all(model).values():
        if block := entry(teller, record, level=1):
            place = lasting(handbook, record.ref)
            html = _html(
                sheet=None, blocks=[plain_block(block)], words=sheet_words(),
                url=f"{site_url}{place}".partition("://")[2] or place,
                changed=word("ark.endret", dato=phrases.day(phrases.newest([record]))),
            )  # fmt: skip
            told[anchor(record.ref)] = {"slag": word(f"kinds.{model.kind}"), "tittel": record.title, "html": html}
    former = {anchor(old): told[anchor(new)] for old, new in handbook.moved.items() if anchor(new) in told}
    return _script(told | {old: one for old, one in former.items() if old not in told})


def _html(**values: object) -> str:
    from macros.outputs.pages.view import environment  # what only a build needs is not imported for a check

    made = environment().get_template("sheet.html").render(**values)
    return "\n".join(filter(None, map(str.strip, made.splitlines())))


def _script(sheets: Mapping[str, Mapping[str, str]]) -> bytes:
    return f"handbokark({json.dumps(sheets, ensure_ascii=False)});\n".encode()
