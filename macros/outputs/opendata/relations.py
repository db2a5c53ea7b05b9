"""What records say of each other, as rows: who refers to whom, what rests on what, when, and who is part of whom."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from macros.handbook import Handbook
from macros.handbook.changes import changed_on
from macros.handbook.lookup import selves
from macros.handbook.weighing import footing, is_deadline, weigh
from macros.outputs.addresses import PERMANENT, address, permanent
from macros.outputs.phrases import scope_words, standing_words, timing_label, timing_words
from macros.records import Municipality, Record, Statement, Task
from macros.records.fields import Closed
from macros.records.grounds import Ground, Timing
from macros.records.inside import nearest, parts
from macros.records.references import Keys, Ref
from macros.records.richtext import Text
from macros.records.walk import references, walk

Rows = Iterator[tuple[Any, ...]]


def all_rows(handbook: Handbook, site_url: str) -> Iterator[tuple[str, Rows]]:
    """Yield each table of `tables.sql` that records fill, with its rows."""
    yield "poster", _everything(handbook, site_url)
    for table, rows in (
        ("lenker", _links), ("grunnlag", _grounds), ("tider", _times), ("omfatter", _within), ("i_stadium", _stages),
        ("flyttet", _moved),
    ):  # fmt: skip
        yield table, rows(handbook)


def _everything(handbook: Handbook, site_url: str) -> Rows:
    """Yield all that has a name of its own, records and what lies in them, in the columns of `poster`."""
    for record in handbook:
        yield _named(handbook, record.ref, record, record, site_url)
        for ref, inner in parts(record):
            yield _named(handbook, ref, record, inner, site_url)


def _named(handbook: Handbook, ref: Ref, record: Record, inner: Closed, site_url: str) -> tuple[Any, ...]:
    head, root = record.head, site_url or "/"
    short = f"{root}{permanent(ref)}" if ref.kind in PERMANENT else None
    whole = None if ref == record.ref else str(record.ref)
    return (
        str(ref), ref.kind, ref.id, handbook.name(ref), whole, f"{root}{address(handbook, ref).target}", short,
        _text(handbook, inner), str(head.owner), record.approval.value, _day(head.reviewed_on),
        _day(changed_on(record)),
    )  # fmt: skip


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None


def _text(handbook: Handbook, inner: Closed) -> str:
    """Return all that *inner* says, to search in."""
    said = []
    for keys, value in walk(inner):
        if keys[:1] == ("forvaltning",):
            continue
        if isinstance(value, Text):
            said += [handbook.plain(paragraph) for paragraph in value.paragraphs]
        elif isinstance(value, str) and not isinstance(value, StrEnum):
            said.append(value)
    return "\n".join(said)


def _links(handbook: Handbook) -> Rows:
    """Yield each reference once: what says it, in which field, and what it leads to.

    The core speaks of the municipality also where there is none.
    """
    found = {(str(nearest(record.ref, keys)), _field(record, keys), str(ref)): None
             for record in handbook for keys, ref in references(record)
             if ref.kind != Municipality.kind or handbook.municipality}  # fmt: skip
    yield from found


def _field(record: Record, keys: Keys) -> str:
    """Return the English names of the fields that *keys* lead through: `timings.event`."""
    names = list[str]()
    value: Any = record
    for key in keys:
        if isinstance(value, Closed):
            name = next(name for name, field in type(value).model_fields.items() if (field.alias or name) == key)
            names.append(name)
            value = getattr(value, name)
        else:
            value = value[key]
    return ".".join(names)


def _grounds(handbook: Handbook) -> Rows:
    """Yield each ground with what it stands on today, in the columns of `grunnlag`."""
    for record in handbook:
        head = weigh(handbook, record).headline if isinstance(record, Task) else None
        for keys, ground in walk(record):
            if not isinstance(ground, Ground):
                continue
            one = footing(handbook, ground)
            yield (
                str(nearest(record.ref, keys)), _field(record, keys), str(ground.cited) if ground.cited else None,
                ground.strength and ground.strength.value, one.source_type.value,
                one.standing.state.value if one.standing else None,
                standing_words(one.standing, one.law, one.provision), one.title,
                scope_words(one.scope) if one.scope else None, one.holds_today, head is not None and head is one,
            )  # fmt: skip


def _times(handbook: Handbook) -> Rows:
    """Yield each time in the columns of `tider`."""
    for record in handbook:
        for keys, one in walk(record):
            if isinstance(one, Timing):
                stated = (footing(handbook, ground) for ground in one.grounds)
                yield (
                    str(nearest(record.ref, keys)), one.kind.value, timing_label(handbook, one),
                    timing_words(handbook, one), one.start, one.end, one.unit and one.unit.value,
                    one.direction and one.direction.value, str(one.event) if one.event else None,
                    " | ".join(place.title for place in stated if place.holds_today), is_deadline(handbook, one),
                )  # fmt: skip


def _within(handbook: Handbook) -> Rows:
    """Yield each body with itself, its roles, its parts and theirs: what is said of those is said of it.

    A role that another role has is in the bodies of both, once.
    """
    yield from dict.fromkeys(
        (str(whole.ref), str(one))
        for actor in handbook.actors_in_order
        for whole in (actor, *handbook.wholes_of(actor))
        for one in (actor.ref, *sorted(selves(handbook, actor) - {actor.ref}))
    )


def _stages(handbook: Handbook) -> Rows:
    """Yield the stages that tasks and statements belong to; one that names none belongs to the whole course."""
    records: list[Task | Statement] = [*handbook.all(Task).values(), *handbook.all(Statement).values()]
    for record in records:
        yield from ((str(record.ref), str(one.ref), bool(record.stages)) for one in handbook.stages_of(record))


def _moved(handbook: Handbook) -> Rows:
    """Yield the ids that things have had, and what they are today."""
    yield from ((str(old), str(new)) for old, new in handbook.moved.items())
