"""What all pages of the editor share: the edition they are about, the token, previews, and one who writes at a time."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import count
from typing import Any, Final

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from macros.content.faults import ContentError, Fault
from macros.content.load import load
from macros.edition import Edition
from macros.editor.drafts import place_of
from macros.editor.drawn import page
from macros.editor.places import Place, find
from macros.handbook import Handbook
from macros.live import Live
from macros.live.whereabouts import EDITOR
from macros.outputs.addresses import address
from macros.outputs.printed import files
from macros.project import Project
from macros.records import Frame, Record, Task
from macros.records.inside import HOLDERS
from macros.records.kinds import BY_NAME
from macros.records.references import Ref

PREFIX: Final = EDITOR
TOKEN: Final = "_nøkkel"
"""The field that shows that a form is from a page here."""
DO: Final = "_gjør"
"""The name of all buttons."""
BACK: Final = "tilbake"
"""What the button says that shows the form again, with what was typed."""
_KEPT: Final = 3
"""How many previews are kept: each is a whole edition."""


@dataclass
class Room:
    """The editor's own room over what *live* serves."""

    live: Live
    token: str
    writing: threading.Lock
    _shown: dict[int, Edition] = field(default_factory=dict)
    _previews: dict[int, Callable[[], Callable[[str], Any]]] = field(default_factory=dict)
    _numbers: Any = field(default_factory=count)

    @property
    def project(self) -> Project:
        """The project that is edited."""
        return self.live.project

    @property
    def handbook(self) -> Handbook:
        """The newest good edition's. Raises `ContentError` when there is none yet."""
        if self.live.edition is None:
            raise ContentError(self.live.faults)
        return self.live.edition.handbook

    @property
    def today(self) -> date:
        """The day it is."""
        return datetime.now().astimezone().date()

    def fresh(self) -> Handbook:
        """Return the content as it is in the files now. Raises `ContentError`."""
        live = self.live
        return load(self.project.roots, shown_from=self.project.folder, memory=live.memory.copy())

    def is_asked(self, request: Request) -> bool:
        """Whether *request* is for the form: it is opened, or shown again as it was."""
        return request.method == "GET" or request.form.get(DO) == BACK

    def is_stale(self, request: Request) -> bool:
        """Whether *request* was sent by a page from before the server was started again."""
        sent = request.form.get(TOKEN, "")
        return request.method == "POST" and not secrets.compare_digest(sent.encode(), self.token.encode())

    def place(self, root: str, kind: str, name: str) -> Place:
        """Return where *kind*/*name* stands under *root*. Raises `NotFound`."""
        found = find(self.project, root, Ref(kind, name)) if kind in BY_NAME or kind in HOLDERS else None
        if found is None:
            raise NotFound
        return found

    def html(self, template: str, said: Mapping[str, Any], status: int = 200) -> Response:
        """Return the page that *template* makes of what is *said*."""
        return Response(page(template, token=self.token, TOKEN=TOKEN, DO=DO, **said), status, mimetype="text/html")

    def told(self, faults: Iterable[Fault]) -> list[tuple[str, str, str]]:
        """Return where each of *faults* is, what it says, and the address of the form to mend it in."""
        return [(fault.place, fault.message, place_of(fault, self.live)) for fault in faults]

    def show(self, made: Edition | None, ref: Ref) -> dict[str, str]:
        """Keep *made* to be looked at, and return where *ref* is on its page, and the sheet it is on."""
        if made is None:
            return {"side": "", "ark": ""}
        number = next(self._numbers)
        self._shown[number] = made
        self._previews[number] = cache(lambda: self.live.preview(made))
        for old in sorted(self._previews)[:-_KEPT]:
            self._previews.pop(old, None)
            self._shown.pop(old, None)
        before = f"{PREFIX}/utkast/{number}/"
        sheet = sheet_of(made.handbook, ref)
        return {"side": before + where(made.handbook, ref), "ark": f"{PREFIX}/ark/{number}/{sheet}" if sheet else ""}

    def shown(self, number: int) -> Edition:
        """Return the edition of the preview *number*. Raises `NotFound` for one that is no longer kept."""
        if number not in self._shown:
            raise NotFound
        return self._shown[number]

    def preview(self, _: Request, number: int, path: str = "") -> Response:
        """Return what is at *path* of a preview."""
        answer = self._previews.get(number)
        if answer is None:
            raise NotFound
        status, kind, body = answer()(path)
        return Response(body, status, content_type=kind)


def as_json(data: Any) -> Response:
    """Return *data* as an answer to a script."""
    return Response(json.dumps(data, ensure_ascii=False), mimetype="application/json")


def address_of(place: Place) -> str:
    """Return the address of the form for *place*."""
    return f"{PREFIX}/{place.root}/{place.ref.kind}/{place.ref.id}/"


def root_of(record: Record) -> str:
    """Return the folder that *record* is edited in: the municipality's where it has laid something over the core."""
    return record.origins[-1].root


def where(handbook: Handbook, ref: Ref) -> str:
    """Return where *ref* stands on the site; the front page for what stands nowhere."""
    try:
        return address(handbook, ref).target
    except (KeyError, ValueError):
        return ""


def sheet_of(handbook: Handbook, ref: Ref) -> str:
    """Return a sheet that *ref* is on: its own, else of a list or routine that has it, else of who does it."""
    record = handbook.get(ref)
    if record is None:
        return ""
    by = [one for name in handbook.mentioned_by.get(ref, ()) if isinstance(one := handbook.get(name), Frame)]
    doers = [handbook.actor(doer.who) for doer in record.doers] if isinstance(record, Task) else []
    candidates: list[Record] = [record, *by, *doers]
    return next((paths["pdf"] for one in candidates if "pdf" in (paths := files(handbook, one))), "")
