"""What is done with a part of a record: put in another place among the others, or taken away."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import getitem
from typing import Any, cast

from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Request, Response

from macros.content.entries import MOVED
from macros.content.yamltext import Node
from macros.editing.changes import Change, EditError, put
from macros.editing.remove import forget
from macros.editing.rewriting import rewrite, take_out
from macros.editing.written import Written
from macros.editor.drafts import refuse_faults
from macros.editor.places import Place
from macros.editor.room import DO, Room, address_of
from macros.records.references import parse_ref


class Parts:
    """Items, provisions and passages, each among its likes."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def order(self, request: Request, root: str, kind: str, name: str) -> Response:
        """Put a part one place up or down, as a button says: «opp:punkt/loslatelse-bolig»."""
        whole = self._room.place(root, kind, name)
        if self._room.is_asked(request):
            return Response(status=303, headers={"Location": address_of(whole)})
        where, _, named = request.form.get(DO, "").partition(":")
        try:
            ref = parse_ref(named)
        except ValueError:
            raise NotFound from None
        part = self._room.place(root, ref.kind, ref.id)
        step = {"opp": -1, "ned": 1}.get(where)
        if part.whole != whole.ref or step is None:
            raise NotFound
        held = reduce(getitem, part.keys[:-1], cast(Any, part.yaml.root))
        names = [*held]
        at = names.index(str(part.keys[-1]))
        if 0 <= at + step < len(names):
            names.insert(at + step, names.pop(at))
        new: dict[str, Node] = {one: held[one] for one in names}
        self._write(request, part, lambda written: rewrite(written.data, part.keys[:-1], held, new, part.names))
        return Response(status=303, headers={"Location": f"{address_of(whole)}#{ref.kind}-{part.keys[-1]}"})

    def remove(self, request: Request, place: Place, leads_to: str) -> str:
        """Take the part at *place* away; its address *leads_to* another. Return what is told of it."""

        def taken(written: Written) -> None:
            if leads_to:
                rewrite(written.data, place.keys, place.node, {MOVED: leads_to}, place.names)
            else:
                take_out(written.data, place.keys)
                forget(written.data, str(place.keys[-1]))

        self._write(request, place, taken)
        return f"{place.ref} er tatt bort. Endret: {place.shown}."

    def _write(self, request: Request, place: Place, do: Callable[[Written], None]) -> None:
        if self._room.is_stale(request):
            raise Forbidden
        if not place.is_own:
            raise EditError("Dette hører til kjernen i pakken, og kan ikke endres her.")
        with self._room.writing:
            written = Written(place.path, place.text)
            do(written)
            change = Change(place.path, place.data.decode("utf-8"), written.after)
            refuse_faults(self._room.live, change)
            put(self._room.project, [change])
        self._room.live.look()
