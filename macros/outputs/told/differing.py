"""What differs between a thing as it was and as it is, field by field, in the words that readers know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.outputs.told.units import Lines, Unit, same
from macros.records.frames import ItemFrame
from macros.records.inside import part
from macros.records.references import Ref


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that says something else; what it said `before`, and `now`."""

    name: str
    before: Lines
    now: Lines


def field_changes(was: Unit, now: Unit, moved: Mapping[Ref, Ref]) -> Iterator[FieldChange]:
    """Yield each field that says something else in *now* than *was*; *moved* says what ids are today."""
    for name in dict.fromkeys((*now.fields, *was.fields)):
        before, after = was.fields.get(name), now.fields.get(name)
        if same(before, moved) == same(after, moved):
            continue
        told = FieldChange(name, was.says(name), now.says(name))
        if told.before == told.now:  # what differs has one name in both
            told = FieldChange(name, (str(before),), (str(after),))
        yield told


def order(was: Unit, now: Unit, moved: Mapping[Ref, Ref]) -> Iterator[FieldChange]:
    """Tell if the items of a list that are in both stand in another order."""
    before, after = ([*_items(unit)] for unit in (was, now))
    before = [(moved.get(ref, ref), text) for ref, text in before]
    common = {ref for ref, _ in before} & {ref for ref, _ in after}
    sequences = [[(ref, text) for ref, text in one if ref in common] for one in (before, after)]
    if [ref for ref, _ in sequences[0]] != [ref for ref, _ in sequences[1]]:
        yield FieldChange("rekkefølge", *(tuple(text for _, text in one) for one in sequences))


def _items(unit: Unit) -> Iterator[tuple[Ref, str]]:
    """Yield the items of *unit*, if it is a list, in their order."""
    if isinstance(unit.record, ItemFrame) and not unit.is_part:
        for section in unit.record.parts:
            yield from ((part(unit.ref, name), unit.teller.plain(item.text)) for name, item in section.items.items())


def all_said(unit: Unit, *, added: bool) -> tuple[FieldChange, ...]:
    """Return all that *unit* says, as what it says now when it was *added*, or said before."""
    lines = [(name, unit.says(name)) for name in unit.fields if name != "tittel"]
    return tuple(FieldChange(name, () if added else said, said if added else ()) for name, said in lines if said)
