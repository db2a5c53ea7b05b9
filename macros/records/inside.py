"""What lies inside a record with an id of its own: the items of a list or form, provisions, passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from macros.records.base import Record
from macros.records.fields import Closed
from macros.records.frames import ItemFrame
from macros.records.law import Law, Source
from macros.records.references import Keys, Ref

HOLDERS: Final = {"punkt": ("sjekkliste", "skjema"), "bestemmelse": ("lov",), "utdrag": ("kilde",)}
"""The kinds of part, and the kinds of record that have them."""

_PART_OF: Final = {holder: part for part, holders in HOLDERS.items() for holder in holders}
PLACES: Final = {"bestemmelse": "bestemmelser", "utdrag": "utdrag", "punkt": "punkter"}
"""The field that each kind of part stands in."""


def part_kind(kind: str) -> str:
    """Return the kind of part that records of *kind* have, or nothing."""
    return _PART_OF.get(kind, "")


def part(whole: Ref, name: str) -> Ref:
    """Return the part called *name* of *whole*, which is of a kind that has parts."""
    kind = _PART_OF[whole.kind]
    return Ref(kind, f"{whole.id}-{name}" if kind == "punkt" else f"{whole.id}:{name}")


def parts(record: Record) -> Iterator[tuple[Ref, Closed]]:
    """Yield every part of *record* by its own reference."""
    held: Mapping[str, Closed] = {}
    if isinstance(record, Law):
        held = record.provisions
    elif isinstance(record, Source):
        held = record.passages
    elif isinstance(record, ItemFrame):
        held = {name: item for section in record.parts for name, item in section.items.items()}
    yield from ((part(record.ref, name), one) for name, one in held.items())


def smallest(whole: Ref, keys: Keys) -> Ref:
    """Return the item that *keys* of the record *whole* lie in, else the record."""
    if part_kind(whole.kind) == "punkt" and PLACES["punkt"] in keys:
        return part(whole, str(keys[keys.index(PLACES["punkt"]) + 1]))
    return whole


def nearest(whole: Ref, keys: Keys) -> Ref:
    """Return the item, provision or passage that *keys* of the record *whole* lie in, else the record."""
    place = PLACES.get(part_kind(whole.kind), "")
    return part(whole, str(keys[keys.index(place) + 1])) if place in keys[:-1] else whole


def parts_in(whole: Ref, data: Mapping[str, Any]) -> Iterator[tuple[Keys, str, Any]]:
    """Yield every part in *data*, the record *whole* as text: where it stands, what it is called, and what it says."""
    kind = part_kind(whole.kind)
    if not kind:
        return
    field = PLACES[kind]
    groups: list[tuple[Keys, Any]] = [((field,), data.get(field))]
    if kind == "punkt":
        sections = data.get("deler")
        groups = [
            (("deler", number, field), section.get(field))
            for number, section in enumerate(sections if isinstance(sections, list) else ())
            if isinstance(section, dict)
        ]
    for keys, group in groups:
        for name, said in group.items() if isinstance(group, dict) else ():
            yield (*keys, name), name, said
