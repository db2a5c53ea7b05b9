"""Open data, version 1: the records by their English field names, one file a kind and one for all.

The shape is a promise: `tests/expected/api-v1.schema.json` is the committed schema, and a test compares.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from macros.content.kinds import KINDS
from macros.content.records import Record, Task
from macros.content.schema import data_of, data_schema
from macros.handbook import Handbook
from macros.handbook.weighing import weigh
from macros.outputs.addresses import PERMANENT, address, permanent
from macros.outputs.output import Output
from macros.outputs.phrases import newest, scope_words, standing_words, timing_words

FOLDER = "api/v1/"


def opendata(handbook: Handbook) -> Iterator[Output]:
    """Yield one JSON for each kind that has records, one for all, and the schema."""
    for kind in KINDS:
        if handbook.all(kind.model):
            yield Output(f"{FOLDER}{kind.place}.json", lambda kind=kind: _bytes(_file(handbook, [kind.name])))  # type: ignore[misc]
    yield Output(f"{FOLDER}alt.json", lambda: _bytes(_file(handbook, [kind.name for kind in KINDS])))
    yield Output(f"{FOLDER}schema.json", lambda: _bytes(schema()))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the records as they are published."""
    return data_schema()


def _file(handbook: Handbook, kinds: list[str]) -> dict[str, Any]:
    records = [record for record in handbook if record.kind in kinds]
    dated = [record for record in records if isinstance(record, Record)]
    return {
        "version": 1,
        "changed_on": newest(dated).isoformat() if dated else None,
        "records": [_record(handbook, record) for record in records],
    }


def _record(handbook: Handbook, record: Record) -> dict[str, Any]:
    place = address(handbook, record.ref)
    data = {
        "kind": record.kind,
        **data_of(record),
        "address": f"/{place.page}" + (f"#{place.anchor}" if place.anchor else ""),
    }
    if record.kind in PERMANENT:
        data["permanent"] = f"/{permanent(record.ref)}"
    if isinstance(record, Task):
        data |= _task(handbook, record)
    return data


def _task(handbook: Handbook, task: Task) -> dict[str, Any]:
    """What follows from a task's grounds today."""
    weighed = weigh(handbook, task)
    head = weighed.headline
    return {
        "headline": head
        and {
            "strength": head.strength,
            "source_type": head.source_type,
            "cited": str(head.ground.cited) if head.ground.cited else None,
            "standing": head.standing.state if head.standing else None,
            "standing_in_words": standing_words(head.standing, head.law),
            "title": head.title,
        },
        "scope_in_words": scope_words(weighed.scope) if weighed.scope else None,
        "timings_in_words": [timing_words(handbook, timing) for timing in task.timings],
        "falls_away": [
            {"condition": gone.condition.id, "by": str(gone.by), "then": gone.left.title if gone.left else None}
            for gone in weighed.falls_away
        ],
    }


def _bytes(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
