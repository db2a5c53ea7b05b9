"""What an address asks to edit: what is there, or what somebody is about to make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request

from macros.content.faults import ContentError
from macros.content.yamltext import Node
from macros.editing.changes import EditError
from macros.editing.new import refuse_core_of_package
from macros.editor.desk import OVERLAY
from macros.editor.places import Place, find, new_part, new_record, part_groups
from macros.editor.room import Room
from macros.records.inside import HOLDERS
from macros.records.kinds import BY_NAME, Layout
from macros.records.references import ID, PART_ID, Ref, not_an_id, suggest_id

_LONGEST: Final = 40


def asked(request: Request, room: Room, root: str, kind: str, name: str) -> tuple[Place, dict[str, Node]]:
    """Return the place that *request* is about, and what something new there begins with. Raises `NotFound`.

    The address is a record's or a part's own; `om=filen` means the head of its file, `ny` one that is not there yet,
    and `del=1` something new in part 1 of it.
    """
    if kind not in BY_NAME and kind not in HOLDERS:
        raise NotFound
    ref, args = Ref(kind, name), request.args
    place = find(room.project, root, ref)
    if place and "del" in args:
        return _new_in(place, args.get("del", "0"), " ".join(args.get("tekst", "").split()))
    if place:
        return (place.head() if args.get("om") == "filen" else place), {}
    if "ny" not in args or kind not in BY_NAME or not ID.fullmatch(name):
        room.live.look()
        if room.live.faults:  # it may be in a file that cannot be read now
            raise ContentError(room.live.faults)
        raise NotFound
    refuse_core_of_package(room.project, root)
    core = find(room.project, "kjerne", ref) if "måte" in args else None
    topic = core.path.stem if core else args.get("tema", "")
    if not core and kind_is_by_topic(kind):
        refuse_unknown_topic(room, topic)
    return new_record(room.project, root, ref, topic), _begun(args, core)


def _begun(args: Mapping[str, str], core: Place | None) -> dict[str, Node]:
    """Return what a new record begins with: its title, or for what the *core* has, how it is laid over that."""
    if core is None:
        return {"tittel": args.get("tittel", "")}
    mode = args["måte"]
    kept = core.node if mode == "erstatter" else {}
    return {OVERLAY: {"måte": mode}, **kept}


def _new_in(whole: Place, number: str, said: str) -> tuple[Place, dict[str, Node]]:
    """Return where what is *said* is to stand, as something new in part *number* of the record at *whole*."""
    groups = [*part_groups(whole)]
    if not number.isdecimal() or int(number) >= len(groups) or not said:
        raise EditError("Skriv først hva det nye skal hete. Gå tilbake, og prøv igjen.")
    keys = groups[int(number)][0]
    taken = {ref for _, _, held in groups for ref, _ in held}
    if whole.ref.kind in HOLDERS["punkt"]:
        ident = suggest_id(said)[:_LONGEST].strip("-") or "nytt"
        ident = next(one for one in (ident, *(f"{ident}-{n}" for n in range(2, 999)))
                     if new_part(whole, keys, one).ref not in taken)  # fmt: skip
        return new_part(whole, keys, ident), {"tekst": said}
    ident = said.removeprefix("§").replace(" ", "").lower()
    place = new_part(whole, keys, ident)
    if not PART_ID.fullmatch(place.ref.id):
        raise EditError(f"«{said}» kan ikke være et nummer her. Skriv det som «57», «7-1» eller «16a».")
    if place.ref in taken:
        raise EditError(f"«{said}» finnes alt. Gå tilbake, og velg et annet nummer.")
    return place, {}


def kind_is_by_topic(kind: str) -> bool:
    """Whether records of *kind* are kept by topic."""
    return BY_NAME[kind].layout is Layout.FILE_PER_TOPIC


def refuse_unknown_topic(room: Room, topic: str) -> None:
    """Raise `EditError` unless there is a *topic* of that name: it becomes the name of a file."""
    if topic not in room.handbook.by_kind.get("tema", {}):
        raise EditError("Velg hvilket tema den hører til.")


def ident_of(title: str) -> str:
    """Return the id for what is called *title*. Raises `EditError` when it can have none."""
    ident = suggest_id(title)[:_LONGEST].strip("-")
    if not ID.fullmatch(ident):
        raise EditError(not_an_id(title))
    return ident
