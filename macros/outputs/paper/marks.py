"""The picture of each address on paper, that a phone's camera reads. Drawn here, for a press has no room to spare."""

from __future__ import annotations

import json
from functools import cache


def marks_in(text: str) -> dict[str, str]:
    """Return the picture of each address that the pages of *text*, data for the press, show; a trial has none."""
    data = json.loads(text)
    sheets = [sheet for one in data["chapters"] for sheet in one["sheets"]] + [*filter(None, [data["cover"]])]
    return {address: _mark(address) for sheet in sheets if (address := sheet["address"])}


@cache
def _mark(address: str) -> str:
    """The address as a picture. Any mask can be read; trying all eight for the prettiest takes long."""
    import segno  # slow to import, and a check draws nothing

    return str(segno.make(address, error="m", mask=3).svg_inline(border=2))
