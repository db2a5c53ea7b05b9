"""The sheet as it becomes, drawn as pictures beside the form: each page as it would come from the printer."""

from __future__ import annotations

from functools import lru_cache, partial

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from macros.edition import Edition
from macros.editor.room import Room
from macros.outputs.press import composed

_SHARPNESS = 100
"""Points an inch: enough to read on a screen."""


class Sheets:
    """The pages of sheets of what is not saved."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._drawn = lru_cache(4)(lambda number, sheet: _drawn(room.shown(number), sheet))

    def show(self, _: Request, number: int, sheet: str) -> Response:
        """Show every page of *sheet* in the preview *number*."""
        pages = len(self._drawn(number, sheet))
        return self._room.html("ark.html", {"pages": range(1, pages + 1), "number": number, "sheet": sheet})

    def picture(self, _: Request, number: int, side: int, sheet: str) -> Response:
        """Return the picture of one page."""
        pages = self._drawn(number, sheet)
        if not 1 <= side <= len(pages):
            raise NotFound
        return Response(pages[side - 1], content_type="image/png")


def _drawn(made: Edition, sheet: str) -> list[bytes]:
    output = made.outputs.get(sheet)
    setting = output.apart() if output and output.apart else None
    if not isinstance(setting, partial):  # only what the press sets has pages
        raise NotFound
    drawn = composed(*setting.args, format="png", ppi=_SHARPNESS)
    return [one for one in (drawn if isinstance(drawn, list) else [drawn]) if isinstance(one, bytes)]
