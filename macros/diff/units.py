"""What is compared: every record, and every part of one with an id of its own, with what each of its fields says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

from macros.handbook import Handbook
from macros.outputs import phrases
from macros.outputs.told.teller import TITLED, Teller
from macros.outputs.words import word
from macros.records import Record
from macros.records.fields import Closed
from macros.records.frames import ItemFrame
from macros.records.grounds import Doer, Timing
from macros.records.inside import PLACES, part, part_kind
from macros.records.references import Ref
from macros.records.richtext import Text

Lines = tuple[str, ...]
"""What a field says: a paragraph, or one of several things, a line."""
_NOT_SAID: Final = ("id", "origins", "forvaltning")
SECTION: Final = "del"
"""The part of a list that an item stands in, told as a field of the item."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A record or a part of one, as one version has it; `fields` are those written, by their Norwegian names."""

    ref: Ref
    record: Record
    title: str
    fields: Mapping[str, object]
    teller: Teller

    def says(self, field: str) -> Lines:
        """Return what *field* says, in the words that readers know; nothing when it is not written."""
        return said(self.teller, self.fields[field]) if field in self.fields else ()

    @property
    def is_part(self) -> bool:
        """Whether it lies in a record."""
        return self.ref != self.record.ref


def units(handbook: Handbook) -> dict[Ref, Unit]:
    """Return all that can be told of, in the order of the files, each record before its parts."""
    return {unit.ref: unit for record in handbook for unit in units_of(handbook, record)}


def units_of(handbook: Handbook, record: Record) -> Iterator[Unit]:
    """Yield *record* and its parts."""
    yield from _units(Teller(handbook), record)


def _units(teller: Teller, record: Record) -> Iterator[Unit]:
    yield Unit(record.ref, record, phrases.capital(teller.name(record.ref)), _fields(record), teller)
    if isinstance(record, ItemFrame):
        for number, section in enumerate(record.parts, 1):
            for name, item in section.items.items():
                ref = part(record.ref, name)
                where = {SECTION: section.title or str(number)}
                yield Unit(ref, record, teller.plain(item.text), where | _fields(item), teller)
    elif kind := part_kind(record.kind):
        parts: dict[str, Closed] = dict(written(record)).get(PLACES[kind], {})
        for name, one in parts.items():
            ref = part(record.ref, name)
            title = getattr(one, "title", None)
            yield Unit(ref, record, f"{teller.name(ref)}{f': {title}' if title else ''}", _fields(one), teller)


def written(thing: Closed) -> Iterator[tuple[str, Any]]:
    """Yield each field of *thing* that was written, by its Norwegian name."""
    for name, field in type(thing).model_fields.items():
        if name in thing.model_fields_set and (field.alias or name) not in _NOT_SAID:
            yield field.alias or name, getattr(thing, name)


def _fields(thing: Closed) -> dict[str, object]:
    parts = PLACES.get(part_kind(getattr(thing, "kind", "")), "")
    return {alias: value for alias, value in written(thing) if alias != parts}


def same(value: object, moved: Mapping[Ref, Ref]) -> object:
    """Return *value* as it can be compared: however its lines were broken, and with ids as they are today."""
    if isinstance(value, Ref):
        return moved.get(value, value)
    if isinstance(value, Text):
        return tuple(tuple((getattr(run, "text", ""), same(getattr(run, "ref", None), moved)) for run in one)
                     for one in value.paragraphs)  # fmt: skip
    if isinstance(value, Closed):  # an item in a section is a unit of its own
        return tuple((alias, same(one, moved)) for alias, one in written(value) if alias != PLACES["punkt"])
    if isinstance(value, tuple):
        return tuple(same(one, moved) for one in value)
    return tuple((key, same(one, moved)) for key, one in value.items()) if isinstance(value, dict) else value


def said(teller: Teller, value: object) -> Lines:
    """Return what *value* says, in the words that readers know."""
    if isinstance(value, Text):
        return tuple(teller.paragraphs(value))
    if isinstance(value, tuple) and not isinstance(value, Ref):
        return tuple(_in_a_line(teller, one) for one in value)
    if isinstance(value, dict):
        return tuple(f"{name}: {_in_a_line(teller, one)}" for name, one in value.items())
    line = _in_a_line(teller, value)
    return (line,) if line else ()


def _in_a_line(teller: Teller, value: object) -> str:
    if isinstance(value, Ref):
        return f"«{teller.name(value)}»" if value.kind in TITLED else teller.name(value)
    if isinstance(value, Doer) and not value.municipality:
        return teller.name(value.who)
    if isinstance(value, Timing):
        handbook = teller.handbook
        when = f"{phrases.timing_label(handbook, value)}: {phrases.timing_words(handbook, value)}"
        return "; ".join([when, *_each(teller, value, ("når", "ikke_når", "grunnlag"))])
    if isinstance(value, Closed):
        return "; ".join(_each(teller, value, [alias for alias, _ in written(value) if alias != PLACES["punkt"]]))
    if isinstance(value, (Text, tuple, dict)):
        return ", ".join(said(teller, value))
    if isinstance(value, bool):
        return word("diff.ja" if value else "diff.nei")
    if isinstance(value, date):
        return phrases.day(value)
    return str(value.value if isinstance(value, Enum) else "" if value is None else value)


def _each(teller: Teller, thing: Closed, aliases: Collection[str]) -> Iterator[str]:
    """Yield what those of *aliases* say that say something."""
    for alias, value in written(thing):
        if alias in aliases and (line := _in_a_line(teller, value)):
            yield f"{labelled(alias)} {line}"


def labelled(alias: str) -> str:
    """Return the name of a field as it is read: without the sign that parts its words in a file."""
    return alias.replace("_", " ")
