"""What lies beside a record, on paper: pictures are set, and documents named."""

from __future__ import annotations

import json
from typing import Final

from macros.handbook import Handbook
from macros.handbook.attached import Attached
from macros.outputs.paper.blocks import Block, Heading, Picture, Points
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.records import Frame

_WIDEST, _HIGHEST = 170, 190
"""The most millimetres of a picture: it shares a page with what it is."""
_POINTS_A_MM: Final = 4
"""How many points of a picture a millimetre has at least, so that it is not coarse."""
_IS_PICTURE: Final = '"is": "picture"'


def blocks_beside(teller: Teller, frame: Frame) -> list[Block]:
    """Return what lies beside *frame*, under a heading of its own."""
    held = [(one, teller.handbook.attached[one.file]) for one in frame.attachments]
    pictures = [
        Picture(one.file, file.version, one.title, one.alt or one.title, _width(file))
        for one, file in held
        if one.is_picture
    ]
    named = tuple(word("vedlegg.på_siden", tittel=one.title) for one, _ in held if not one.is_picture)
    blocks: list[Block] = [*pictures, *([Points(named)] if named else [])]
    return [Heading(word("vedlegg.tittel")), *blocks] if blocks else []


def _width(file: Attached) -> int:
    """Return how many millimetres wide *file* is set: as large as it is fine, and as there is room."""
    return max(1, min(_WIDEST, file.width // _POINTS_A_MM, _HIGHEST * file.width // file.height))


def pictures_in(handbook: Handbook, text: str) -> dict[str, bytes]:
    """Return the pictures that *text*, data for the press, shows, by name."""
    if _IS_PICTURE not in text:
        return {}
    sheets = (sheet for chapter in json.loads(text)["chapters"] for sheet in chapter["sheets"])
    files = {block["file"] for sheet in sheets for block in sheet["blocks"] if block["is"] == "picture"}
    return {name: handbook.attached[name].data for name in sorted(files)}
