"""Ids that have moved: what `flyttet_til` says of a record or of a part of one, and where each old id leads today."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from macros.content.entries import MOVED, Entry
from macros.content.faults import Fault
from macros.content.heads import HEAD
from macros.records.inside import HOLDERS, part, part_kind, parts_in
from macros.records.references import Keys, Ref, fold


@dataclass(frozen=True, slots=True)
class _Told:
    """Where a file says that something has moved, and what it says."""

    entry: Entry
    keys: Keys
    said: Any

    def fault(self, message: str) -> Fault:
        return self.entry.fault(self.keys, message)


def settle(
    entries: Mapping[Ref, Entry], unread: Container[str], faults: list[Fault]
) -> tuple[dict[Ref, Entry], dict[Ref, Ref]]:
    """Take what has moved out of *entries*. Return the entries that hold, and where each old id leads today.

    The parts of a moved list, law or source have moved with it. Kinds in *unread* have a file that could not be read.
    """
    told: dict[Ref, _Told] = {}
    kept: dict[Ref, Entry] = {}
    for ref, entry in entries.items():
        rest = _without_moved_parts(entry, told, faults)
        if MOVED not in rest.data:
            kept[ref] = rest
            continue
        told[ref] = _Told(entry, (MOVED,), rest.data[MOVED])
        if unknown := [key for key, value in rest.data.items() if key not in (MOVED, HEAD) and not _is_empty(value)]:
            message = f"En flyttet post har bare «{MOVED}». Slett «{unknown[0]}»."
            faults.append(entry.fault((unknown[0],), message))
    here = set(_names(kept))
    moved: dict[Ref, Ref] = {}
    for ref, one in told.items():
        if ref in here:
            name = str(one.keys[-2])
            faults.append(one.fault(f"«{name}» har flyttet, men står her også. Slett det ene, eller gi det ny id."))
        elif (target := _target(ref, one, here, told, unread, faults)) is not None:
            moved[ref] = target
    return kept, {**dict(_followed(kept, moved, told, here)), **moved}


def _without_moved_parts(entry: Entry, told: dict[Ref, _Told], faults: list[Fault]) -> Entry:
    """Return *entry* without the parts that have moved, and put them in *told*."""
    gone: dict[Keys, Ref] = {}
    for keys, name, said in parts_in(entry.ref, entry.data):
        if not isinstance(said, dict) or MOVED not in said:
            continue
        ref, one = part(entry.ref, name), _Told(entry, (*keys, MOVED), said[MOVED])
        gone[keys] = ref
        if ref in told:
            faults.append(one.fault(f"«{name}» har «{MOVED}» to ganger. Slett den ene."))
        if unknown := [key for key in said if key != MOVED]:
            message = f"Det som er flyttet, har bare «{MOVED}». Slett «{unknown[0]}»."
            faults.append(entry.fault((*keys, unknown[0]), message))
        told[ref] = one
    if not gone:
        return entry
    data = _without(entry.data, gone)
    sections = data.get("deler")
    while isinstance(sections, list) and sections and _is_empty(sections[-1]):  # it was there for old ids alone
        sections.pop()
    return Entry(entry.ref, data, entry.sources, entry.core_lengths)


def _without(value: Any, gone: Container[Keys], keys: Keys = ()) -> Any:
    """Return *value*, which stands at *keys*, without what stands at the keys in *gone*."""
    if isinstance(value, dict):
        left = {key: inner for key, inner in value.items() if (*keys, key) not in gone}
        return {key: _without(inner, gone, (*keys, key)) for key, inner in left.items()}
    if isinstance(value, list):
        return [_without(inner, gone, (*keys, place)) for place, inner in enumerate(value)]
    return value


def _is_empty(value: Any) -> bool:
    """Whether nothing is left in *value*: it held only parts that have moved."""
    inner = value.values() if isinstance(value, dict) else value
    return isinstance(value, (dict, list)) and all(_is_empty(one) for one in inner)


def _names(entries: Mapping[Ref, Entry]) -> Iterator[Ref]:
    for ref, entry in entries.items():
        yield ref
        yield from (part(ref, name) for _, name, _ in parts_in(ref, entry.data))


def _target(
    ref: Ref, one: _Told, here: Container[Ref], told: Mapping[Ref, _Told], unread: Container[str], faults: list[Fault]
) -> Ref | None:
    """Return where *ref* has gone: an id of its own kind, `kind/id`, or for a part the name of another beside it."""
    if not isinstance(one.said, str):
        faults.append(one.fault(f"«{MOVED}» må være én id, ikke en liste."))
        return None
    kind, slash, name = one.said.strip().partition("/")
    targets = [Ref(fold(kind), name)] if slash else [Ref(ref.kind, kind)]
    whole = one.entry.ref
    if not slash and whole != ref:
        targets.insert(0, part(whole, kind))
        above = told.get(whole)
        if above is not None and isinstance(above.said, str) and "/" not in above.said:
            targets.insert(0, part(Ref(whole.kind, above.said), kind))
    for target in targets:
        if target in here:
            return target
    if not any(holder in unread for holder in HOLDERS.get(targets[-1].kind, (targets[-1].kind,))):
        shown = targets[-1]
        further = next((told[one].said for one in targets if one in told and one != ref), None)
        remedy = f"Den har flyttet: pek på «{further}»." if isinstance(further, str) else "Pek på der den er i dag."
        faults.append(one.fault(f"«{MOVED}» peker på «{shown.id}», som ikke finnes som {shown.kind}. {remedy}"))
    return None


def _followed(
    entries: Mapping[Ref, Entry], moved: Mapping[Ref, Ref], told: Mapping[Ref, _Told], here: Container[Ref]
) -> Iterator[tuple[Ref, Ref]]:
    """Yield where the parts of moved records lead today: to those of the same name, or where these have gone."""
    parts = {ref: {name: part(ref, name) for _, name, _ in parts_in(ref, entry.data)} for ref, entry in entries.items()}
    for ref, target in moved.items():
        whole = told[ref].entry.ref
        if whole != ref and whole in parts:
            parts[whole][str(told[ref].keys[-2])] = target
    for old, new in moved.items():
        if part_kind(old.kind) and part_kind(old.kind) == part_kind(new.kind):
            yield from ((ref, today) for name, today in parts[new].items() if (ref := part(old, name)) not in here)
