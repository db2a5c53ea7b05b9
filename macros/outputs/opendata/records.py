"""Version 1 of the records as data: the records by their English field names, one file a kind and one for all.

The shape is a promise: `tests/expected/api-v1.schema.json` is the committed schema, and a test compares.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from typing import Any, Final

from macros.content.schema import data_definitions, data_of
from macros.handbook import Handbook
from macros.handbook.reviewing import due
from macros.handbook.weighing import Footing, weigh
from macros.outputs.addresses import PERMANENT, address, permanent
from macros.outputs.output import Output
from macros.outputs.phrases import newest, scope_words, standing_words, timing_words
from macros.outputs.upkeep import approval_words, changed_words
from macros.outputs.words import word
from macros.records import Conflict, Record, Task
from macros.records.frames import ItemFrame
from macros.records.kinds import KINDS
from macros.records.references import Ref

FOLDER = "api/v1/"


def files(handbook: Handbook) -> Iterator[Output]:
    """Yield one JSON for each kind that has records, one for all, and the schema."""
    for kind in KINDS:
        if handbook.all(kind.model):
            yield Output(f"{FOLDER}{kind.place}.json", lambda kind=kind: _file(handbook, [kind.name]))  # type: ignore[misc]
    yield Output(f"{FOLDER}alt.json", lambda: _file(handbook, [kind.name for kind in KINDS]))
    yield Output(f"{FOLDER}schema.json", _schema_file, lambda: "the code alone")


@cache
def definitions() -> dict[str, Any]:
    """Return the JSON Schema of each kind of record as it is published, and of what lies in them: the code decides."""
    found = {**data_definitions(), **_WORKED_OUT}
    for kind in KINDS:
        one = found[kind.model.__name__]
        added: dict[str, Any] = {"kind": {"const": kind.name}, "address": _TEXT, **_UPKEEP}
        required = ["kind", "address", "approval_in_words", "review_by"]
        if kind.name in PERMANENT:
            added["permanent"] = _TEXT
            required.append("permanent")
        if issubclass(kind.model, ItemFrame):
            added["items"] = {"type": "array", "items": {"$ref": "#/$defs/ItemPlace"}}
            required.append("items")
        if kind.model is Task:
            added |= _TASK
            required += _TASK
        added["conflicts"] = {"type": "array", "items": _TEXT}
        one["properties"] = {**added, **one["properties"]}
        one["required"] = [*required, *one.get("required", [])]
    return found


def _schema() -> dict[str, Any]:
    """Return the JSON Schema of a whole file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": word("data.tittel"),
        "type": "object",
        "additionalProperties": False,
        "required": ["version", "licence", "changed_on", "records"],
        "properties": {
            "version": {"const": 1},
            "licence": _TEXT,
            "changed_on": {"type": "string", "format": "date"},
            "records": {
                "type": "array",
                "items": {"anyOf": [{"$ref": f"#/$defs/{kind.model.__name__}"} for kind in KINDS]},
            },
        },
        "$defs": definitions(),
    }


_TEXT: Final = {"type": "string"}
_TEXT_OR_NOTHING: Final = {"anyOf": [_TEXT, {"type": "null"}]}
_TEXTS: Final = {"type": "array", "items": _TEXT}


def _closed(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": [*properties], "properties": properties}


_WORKED_OUT: Final[dict[str, dict[str, Any]]] = {
    "Footing": _closed(
        strength=_TEXT, source_type=_TEXT, cited=_TEXT_OR_NOTHING, standing=_TEXT_OR_NOTHING, standing_in_words=_TEXT,
        title=_TEXT, scope_in_words=_TEXT_OR_NOTHING,
    ),
    "FallsAway": _closed(condition=_TEXT, by=_TEXT, then=_TEXT_OR_NOTHING, instead=_TEXTS),
    "Due": _closed(on={**_TEXT, "format": "date"}, proposed={"type": "boolean"}, never={"type": "boolean"}),
    "ChangedSinceApproval": _closed(fields=_TEXTS, in_words=_TEXT),
    "ItemPlace": _closed(id=_TEXT, text=_TEXT, address=_TEXT, permanent=_TEXT),
}  # fmt: skip
"""What follows from the records and is published beside their fields."""

_UPKEEP: Final[dict[str, Any]] = {
    "approval_in_words": _TEXT,
    "review_by": {"$ref": "#/$defs/Due"},
    "changed_since_approval": {"$ref": "#/$defs/ChangedSinceApproval"},
}

_TASK: Final[dict[str, Any]] = {
    "headline": {"anyOf": [{"$ref": "#/$defs/Footing"}, {"type": "null"}]},
    "beside": {"type": "array", "items": {"$ref": "#/$defs/Footing"}},
    "scope_in_words": _TEXT_OR_NOTHING,
    "timings_in_words": _TEXTS,
    "falls_away": {"type": "array", "items": {"$ref": "#/$defs/FallsAway"}},
}


def _file(handbook: Handbook, kinds: list[str]) -> bytes:
    """Return the records of *kinds*, one a line."""
    records = [record for record in handbook if record.kind in kinds]
    lines = ",\n".join(line_of(handbook, record) for record in records)
    return f'{_text(head_of(records))[:-1]}, "records": [\n{lines}\n]}}\n'.encode()


def head_of(records: list[Record]) -> dict[str, Any]:
    """Return what a file of *records* says before them."""
    return {"version": 1, "licence": word("data.lisens"), "changed_on": newest(records).isoformat()}


def line_of(handbook: Handbook, record: Record) -> str:
    """Return *record* as a line of JSON, made once: it stands in two files."""
    return handbook.keep(("data", record.ref), lambda: _text(data_of_record(handbook, record)))


def _schema_file() -> bytes:
    return (json.dumps(_schema(), ensure_ascii=False, indent=1) + "\n").encode()


def data_of_record(handbook: Handbook, record: Record) -> dict[str, Any]:
    """Return *record* as data: its own fields, and what follows from it."""
    place = address(handbook, record.ref)
    data = {
        "kind": record.kind,
        **data_of(record),
        "address": f"/{place.target}",
        "approval_in_words": approval_words(handbook, record),
        "review_by": asdict(due(record)) | {"on": due(record).on.isoformat()},
    }
    data["head"]["approval"] = record.approval  # what is other than what was approved is a draft
    if record.changed_since:
        names = {field.alias: name for name, field in type(record).model_fields.items()}
        fields = [names[word] for word in record.changed_fields if word in names]
        data["changed_since_approval"] = {"fields": fields, "in_words": changed_words(record)}
    if record.kind in PERMANENT:
        data["permanent"] = f"/{permanent(record.ref)}"
    if conflicts := [c.id for c in handbook.all(Conflict).values() if record.ref in c.about]:
        data["conflicts"] = conflicts
    if isinstance(record, ItemFrame):
        data["items"] = [_item(handbook, ref) for ref, (frame, _) in handbook.items.items() if frame is record]
    if isinstance(record, Task):
        data |= _task(handbook, record)
    return data


def _item(handbook: Handbook, ref: Ref) -> dict[str, Any]:
    """Where an item stands, and what readers call it."""
    place = address(handbook, ref)
    return {
        "id": ref.id,
        "text": handbook.name(ref),
        "address": f"/{place.page}#{place.anchor}",
        "permanent": f"/{permanent(ref)}",
    }


def _task(handbook: Handbook, task: Task) -> dict[str, Any]:
    """What follows from a task's grounds today."""
    weighed = weigh(handbook, task)
    beside = (*weighed.rights, *weighed.beneath)
    return {
        "headline": _footing(weighed.headline) if weighed.headline else None,
        "beside": [_footing(one) for one in beside],
        "scope_in_words": scope_words(weighed.scope) if weighed.scope else None,
        "timings_in_words": [timing_words(handbook, timing) for timing in task.timings],
        "falls_away": [
            {
                "condition": str(gone.condition.ref),
                "by": str(gone.by),
                "then": gone.left.title if gone.left else None,
                "instead": [str(ref) for ref in gone.instead],
            }
            for gone in weighed.falls_away
        ],
    }


def _footing(one: Footing) -> dict[str, Any]:
    """What a ground stands on, and whether it holds today."""
    return {
        "strength": one.strength,
        "source_type": one.source_type,
        "cited": str(one.ground.cited) if one.ground.cited else None,
        "standing": one.standing.state if one.standing else None,
        "standing_in_words": standing_words(one.standing, one.law, one.provision),
        "title": one.title,
        "scope_in_words": scope_words(one.scope) if one.scope else None,
    }


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)
