"""The form of a record or a part of one: opened, tried while it is typed, looked over, and written."""

from __future__ import annotations

from typing import Any, Final

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from macros.editing.changes import Change, put
from macros.editing.decided import still_decided
from macros.editor.asked import asked
from macros.editor.choices import Choices
from macros.editor.desk import CHOSEN, TOLD, Desk
from macros.editor.drafts import Tried
from macros.editor.drawn import differing
from macros.editor.merging import MINE, THEIRS
from macros.editor.places import Place, find, part_groups
from macros.editor.room import BACK, DO, TOKEN, Room, address_of, as_json, sheet_of, where
from macros.records.references import KINDS
from macros.records.vocabulary import Approval

FOR_SCRIPT: Final = "X-Felt"
"""What the script says when it asks for a form anew: it fetches by itself what may be chosen."""
_LISTS: Final = ("legg-til:", "ta-bort:", "opp:", "ned:")


class Records:
    """The pages with a form for a record."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def choices(self, _: Request, kinds: str) -> Response:
        """Return what may be chosen where *kinds* («aktor rolle») may stand."""
        if kinds == "lenker":
            return as_json(Choices(self._room.handbook).linked())
        named = tuple(kinds.split(" "))
        if not {*named} <= {*KINDS}:
            raise NotFound
        return as_json(Choices(self._room.handbook).of(named))

    def edit(self, request: Request, root: str, kind: str, name: str) -> Response:
        """Show the form, or do what its button says."""
        place, given = asked(request, self._room, root, kind, name)
        if not place.is_own:
            return self._room.html(
                "kjernen.html", {"ref": place.whole, "name": Choices(self._room.handbook).name(place.whole)}
            )
        sent = request.form if request.method == "POST" else None
        return self._worked(request, Desk(self._room.live, place, sent, given))

    def check(self, request: Request, root: str, kind: str, name: str) -> Response:
        """Say what the check finds in what is typed, and where it can be looked at."""
        place, given = asked(request, self._room, root, kind, name)
        desk = Desk(self._room.live, place, request.form, given)
        result = desk.tried(desk.change(self._room.today))
        elsewhere = [f"{place}: {message}" for place, message, _ in self._room.told(result.elsewhere)]
        shown = self._room.show(result.made, place.ref)
        return as_json({"felt": result.by_field, "ellers": elsewhere, **shown})

    def _worked(self, request: Request, desk: Desk) -> Response:
        button = "vis" if self._room.is_stale(request) else request.form.get(DO, "")
        if request.method == "GET" or button == BACK:
            return self._form(request, desk)
        if button.startswith(_LISTS):
            desk.press(button)
            return self._form(request, desk)
        told = " ".join(request.form.get(TOLD, "").split())
        with self._room.writing:
            result = desk.tried(change := desk.change(self._room.today, told))
            if button == "skriv" and not result.is_refused and not desk.asked:
                put(self._room.project, self._decided(desk, change))
                self._room.live.look()  # so that the page that comes knows what was saved
                return Response(status=303, headers={"Location": f"{address_of(desk.place)}?lagret"})
        if desk.asked and button != "vis":
            both = {name: desk.both(name) for name in desk.asked}
            return self._room.html(
                "begge.html", {"both": both, "mine": MINE, "theirs": THEIRS, **self._again(request, desk)}
            )
        if button == "vis" or result.is_refused or desk.changes_nothing:
            return self._form(request, desk, result)
        record = desk.handbook.get(desk.place.whole)
        approved = record is not None and not desk.place.of_head and record.approval is Approval.APPROVED
        said = {
            "changes": differing(desk.differences(result)),
            "plainly": [] if result.made else desk.changed,
            "told": told,
            "approved": approved,
            "laid_over": desk.place.root == "kjerne" and desk.place.whole in desk.handbook.core,
        }
        shown = self._room.show(result.made, desk.place.ref)
        return self._room.html("se-over.html", said | shown | self._again(request, desk))

    def _decided(self, desk: Desk, change: Change) -> list[Change]:
        """Return *change*, and what is decided about the core by whoever looks at both: no more than that."""
        place, ref = desk.place, desk.place.whole
        there = desk.handbook.get(ref)
        overlay = there.overlay if place.is_there and there else None
        anew = place.root == "kommune" and (not place.is_there or bool(overlay and overlay.core_was))
        laid_over = anew or (place.root == "kjerne" and ref in desk.handbook.core)
        return still_decided(self._room.project, [change], ref, ref, anew=anew) if laid_over else [change]

    def _again(self, request: Request, desk: Desk) -> dict[str, Any]:
        """Return what a page between the form and the file needs: all that was sent goes with it."""
        own = (DO, TOKEN, TOLD, *(f"{CHOSEN}{name}" for name in desk.asked))
        sent = [(name, value) for name, value in request.form.items(multi=True) if name not in own]
        return {"desk": desk, "address": _whole(request), "sent": sent, "name": desk.name}

    def _form(self, request: Request, desk: Desk, result: Tried | None = None) -> Response:
        """Return the page with the form; what came of trying it, when it was."""
        place, room = desk.place, self._room
        found = result or Tried()
        looked_at = {"side": _site(where(desk.handbook, place.ref), place), "ark": ""} | (
            room.show(found.made, place.ref) if result else {}
        )
        said = {
            "desk": desk, "name": desk.name, "address": _whole(request), "base": address_of(place),
            "check": _whole(request).replace(request.path, f"{request.path}sjekk", 1),
            "faults": found.by_field, "elsewhere": room.told(found.elsewhere),
            "known": room.told(found.known or desk.live.faults),
            "tried": result is not None, "stale": room.is_stale(request),
            "saved": "lagret" in request.args and request.method == "GET",
            "groups": [*part_groups(place)] if place.is_there and not place.of_head else [],
            "lays_over": not find(room.project, "kommune", place.whole),
            "page": _site(where(desk.handbook, place.ref), place),
            "for_script": FOR_SCRIPT in request.headers,
            "sheet": _site(sheet_of(desk.handbook, place.ref), place),
        }  # fmt: skip
        return room.html("skjema.html", said | looked_at, 422 if found.is_refused else 200)


def _site(target: str, place: Place) -> str:
    return f"/{target}" if place.is_there and target else ""


def _whole(request: Request) -> str:
    """Return the address of *request* with what is asked in it."""
    return request.full_path.removesuffix("?")
