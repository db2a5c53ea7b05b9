"""Lay a municipality's records over the core's: it adds, completes, replaces or takes away, and says why."""

from __future__ import annotations

from collections.abc import Sequence

from macros.content.entries import MOVED, Entry
from macros.content.faults import Fault
from macros.content.heads import HEAD
from macros.content.yamltext import Node
from macros.records.references import Ref
from macros.records.vocabulary import OverlayMode

OVERLAY = "endring"
_CHANGES = "endret"


def merge(layers: Sequence[dict[Ref, Entry]], faults: list[Fault]) -> tuple[dict[Ref, Entry], dict[Ref, Entry]]:
    """Merge *layers*, core first. Return the entries that hold or have moved, and those the municipality took away."""
    merged: dict[Ref, Entry] = {}
    removed: dict[Ref, Entry] = {}
    for number, layer in enumerate(layers):
        for ref, entry in layer.items():
            _lay(merged, removed, ref, entry, faults, is_core=number == 0)
    return merged, removed


def _lay(
    merged: dict[Ref, Entry], removed: dict[Ref, Entry], ref: Ref, entry: Entry, faults: list[Fault], *, is_core: bool
) -> None:
    below, change = merged.get(ref), entry.data.get(OVERLAY)
    mode = change.get("måte") if isinstance(change, dict) else None
    if is_core or below is None:
        if mode is not None:
            where = "kjernen" if is_core else f"«{ref.id}», som ikke finnes i kjernen"
            faults.append(entry.fault((OVERLAY,), f"«{OVERLAY}» hører ikke til i {where}. Slett feltet."))
        merged[ref] = _without_change(entry) if MOVED in entry.data else entry
    elif MOVED in below.data:
        place, now = below.where.place, below.data[MOVED]
        remedy = f"Bruk id-en «{now}» her også." if entry.sources[0][1] else f"Gi filen navnet «{now}.yml»."
        faults.append(entry.fault((), f"«{ref.id}» har flyttet i kjernen ({place}). {remedy}"))
    elif MOVED in entry.data and mode not in (OverlayMode.REPLACES, OverlayMode.REMOVES):
        remedy = f"Skriv også «{OVERLAY}» med «måte: tar bort» og «hvorfor»."
        faults.append(entry.fault((MOVED,), f"«{ref.id}» finnes i kjernen, og kommunen gir den ny id. {remedy}"))
    elif mode == OverlayMode.COMPLETES:
        merged[ref] = _completed(below, entry, faults)
    elif mode == OverlayMode.REPLACES and MOVED not in entry.data:
        merged[ref] = entry
    elif mode in (OverlayMode.REPLACES, OverlayMode.REMOVES):
        removed[ref] = entry
        del merged[ref]
        if isinstance(change, dict) and not change.get("hvorfor"):
            faults.append(entry.fault((OVERLAY,), "«hvorfor» mangler. Skriv hvorfor kommunen tar bort posten."))
        if MOVED in entry.data:
            merged[ref] = _without_change(entry)
        elif extra := [key for key in entry.data if key not in (OVERLAY, HEAD, "tema")]:
            faults.append(entry.fault((extra[0],), f"En post som tas bort, har bare «{OVERLAY}». Slett «{extra[0]}»."))
    else:
        remedy = f"Skriv «{OVERLAY}» med «måte: utfyller», «erstatter» eller «tar bort», og «hvorfor»."
        faults.append(entry.fault((), f"«{ref.id}» finnes i kjernen ({below.where.place}). {remedy}"))


def _without_change(entry: Entry) -> Entry:
    """Return *entry*, which has moved, without its relation to the core."""
    return Entry(entry.ref, {key: value for key, value in entry.data.items() if key != OVERLAY}, entry.sources)


def _completed(below: Entry, entry: Entry, faults: list[Fault]) -> Entry:
    """Put *entry* beside *below*: fields are added, lists and groups of named things grow. The rest is a fault.

    The head is the municipality's, for the whole is its to review and approve; the core's changes stay told.
    """
    data = {**below.data, **({HEAD: _head(below.data.get(HEAD), entry.data[HEAD])} if HEAD in entry.data else {})}
    for key, value in entry.data.items():
        if key == HEAD or (key == "tema" and value == below.data.get(key)):
            continue
        there = data.get(key)
        if there is None:
            data[key] = value
        elif isinstance(there, list) and isinstance(value, list):
            data[key] = [*there, *(one for one in value if key != "tema" or one not in there)]
        elif isinstance(there, dict) and isinstance(value, dict) and not there.keys() & value.keys():
            data[key] = {**there, **value}
        else:
            message = f"«{key}» står allerede i kjernen. Skriv «måte: erstatter» hvis hele posten skal være en annen."
            faults.append(entry.fault((key,), message))
    lengths = {key: len(value) for key, value in below.data.items() if isinstance(value, list)}
    return Entry(
        below.ref, data, (*below.sources, *entry.sources), lengths | {HEAD: len(_changes(below.data.get(HEAD)))}
    )


def _head(below: object, own: Node) -> Node:
    """Return the municipality's *own* head, with the changes of the core's before its own."""
    changes = _changes(own)
    return {**own, _CHANGES: [*_changes(below), *changes]} if isinstance(own, dict) and changes else own


def _changes(head: object) -> list[Node]:
    changes = head.get(_CHANGES) if isinstance(head, dict) else None
    return changes if isinstance(changes, list) else []
