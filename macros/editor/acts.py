"""What is done with a whole record: another id, away with it, approved."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace

from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Request, Response

from macros.approve import approve
from macros.editing.changes import EditError
from macros.editing.commands import run
from macros.editor.choices import Choices
from macros.editor.parts import Parts
from macros.editor.places import Place
from macros.editor.room import PREFIX, Room, address_of, where
from macros.handbook import Handbook
from macros.outputs.phrases import capital, day
from macros.outputs.told.teller import Teller
from macros.outputs.told.units import Unit, labelled, units_of
from macros.records import Record, Role
from macros.records.references import Ref
from macros.records.vocabulary import Approval


class Acts:
    """The pages where a record is renamed, taken away or approved, by what the commands do."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def move(self, request: Request, root: str, kind: str, name: str) -> Response:
        """Give a record another id."""
        place = self._room.place(root, kind, name)
        if self._room.is_asked(request):
            return self._asked("ny-id.html", place, {"said": request.form})
        new = request.form.get("til", "").strip()
        back = address_of(replace(place, ref=Ref(kind, new)))
        return self._done(request, back, command="move", fra=str(place.ref), til=new)

    def remove(self, request: Request, root: str, kind: str, name: str) -> Response:
        """Take a record away."""
        place = self._room.place(root, kind, name)
        if self._room.is_asked(request):
            return self._asked("ta-bort.html", place, {"said": request.form})
        leads_to = request.form.get("til", "").rpartition(" – ")[2].strip()
        why = request.form.get("hvorfor", "").strip()
        if place.ref != place.whole:
            told = Parts(self._room).remove(request, place, leads_to)
            return self._told(address_of(replace(place, ref=place.whole)), [told])
        return self._done(request, f"{PREFIX}/", command="remove", post=str(place.ref), til=leads_to, hvorfor=why)

    def approve(self, request: Request, root: str, kind: str, name: str) -> Response:
        """Write that what stands in a record is approved, by a role."""
        place = self._room.place(root, kind, name)
        handbook = self._room.fresh()
        record = handbook.get(place.ref)
        if record is None or record.ref != place.ref:
            raise EditError("Bare en hel post kan godkjennes.")
        if self._room.is_asked(request):
            roles = [(one.id, capital(handbook.name(one.ref))) for one in handbook.all(Role).values()]
            said = {
                "record": record,
                "roles": roles,
                "says": _says(handbook, record),
                "state": _state(handbook, record),
            }
            return self._asked("godkjenn.html", place, said)
        self._refuse_stale(request)
        if request.form.get("versjon") != record.version:
            raise EditError("Posten er endret etter at du så den. Gå tilbake, les den på nytt, og godkjenn så.")
        by = request.form.get("av", "")
        with self._room.writing:
            lines = [*approve(self._room.project, handbook, [str(place.ref)], by, self._room.today)]
        return self._told(address_of(place), lines, where(handbook, record.ref))

    def _asked(self, template: str, place: Place, said: Mapping[str, object]) -> Response:
        name = Choices(self._room.handbook).name(place.ref)
        return self._room.html(template, {"place": place, "base": address_of(place), "name": name, **said})

    def _done(self, request: Request, back: str, **given: str) -> Response:
        self._refuse_stale(request)
        with self._room.writing:
            lines, code = run(self._room.project, Namespace(**given), self._room.today)
        if code:
            raise EditError("\n".join(lines))
        return self._told(back, lines)

    def _told(self, back: str, lines: list[str], page: str = "") -> Response:
        self._room.live.look()
        return self._room.html("gjort.html", {"lines": lines, "back": back, "page": page})

    def _refuse_stale(self, request: Request) -> None:
        if self._room.is_stale(request):
            raise Forbidden


def _state(handbook: Handbook, record: Record) -> str:
    if record.changed_since:
        return f"Godkjent {day(record.changed_since)}, men endret siden. Under står det som er nytt."
    head = record.head
    if record.approval is Approval.APPROVED and head.approved_by and head.approved_on:
        by = handbook.name(Ref("rolle", head.approved_by.id))
        return f"Dette er alt godkjent slik det står, {day(head.approved_on)}, av {by}."
    return "Dette er utkast, og har ikke vært godkjent. Les det som står her."


def _says(handbook: Handbook, record: Record) -> list[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
    """Return what *record* says, and what lies in it: only what is new since it was approved, where that is known."""
    changed = {*record.changed_fields}
    return [
        (one.title, _fields(one, changed if not one.is_part else set())) for one in units_of(Teller(handbook), record)
    ]


def _fields(unit: Unit, only: set[str]) -> list[tuple[str, tuple[str, ...]]]:
    said = [(name, unit.says(name)) for name in unit.fields if not only or name in only]
    return [(capital(labelled(name)), lines) for name, lines in said if lines]
