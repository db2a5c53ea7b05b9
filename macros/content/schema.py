"""What follows from the records' fields: schemas for editors' files, and the records as data."""

from __future__ import annotations

from typing import Any, Final

from pydantic.json_schema import models_json_schema

from macros.content.entries import MOVED
from macros.content.heads import APPROVED, HEAD, ROW
from macros.records import Head, Record
from macros.records.inside import PLACES
from macros.records.kinds import KINDS, Kind, Layout

_FROM_PLACE = ("id", "origins")


def editor_schemas() -> dict[str, dict[str, Any]]:
    """Return a JSON Schema for each place files are kept (`oppgaver`, `roller` …), with Norwegian titles and help."""
    return {kind.place: _editor_schema(kind) for kind in KINDS}


def _editor_schema(kind: Kind) -> dict[str, Any]:
    schema = kind.model.model_json_schema(by_alias=True)
    definitions: dict[str, Any] = schema.pop("$defs", {})
    for one in (schema, *definitions.values()):
        _norwegian(one)
    if kind.layout is Layout.SINGLE:
        record = schema
    elif kind.layout is Layout.FILE_EACH:
        needed = schema.pop("required", [])
        # Not among the properties, so that no editor suggests it in a record that has not moved.
        record = {**schema, "patternProperties": {f"^{MOVED}$": _NEW_ID}}
        record |= {"if": {"not": {"required": [MOVED]}}, "then": {"required": needed}}
    else:
        record = {key: value for key, value in schema.items() if key != "title"}
        record["properties"].pop(HEAD)
        record["required"] = [name for name in record.get("required", []) if name != HEAD]
        head = Head.model_json_schema(by_alias=True)
        definitions |= {name: _norwegian(one) for name, one in head.pop("$defs", {}).items()}
        row = {word: head["properties"].pop(name) for word, name in ROW.items()}
        one = {"type": "object", "additionalProperties": False, "required": [*row], "properties": row}
        head["properties"][APPROVED] = {"type": "object", "additionalProperties": _norwegian(one), "description": _ROWS}
        record = {
            "type": "object",
            "additionalProperties": False,
            "required": [HEAD, kind.place],
            "properties": {
                HEAD: {**_norwegian(head), "description": "Hvem som eier innholdet i filen, og når det ble endret."},
                kind.place: {"type": "object", "additionalProperties": {"anyOf": [record, _MOVED_RECORD]}},
            },
        }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **record, "$defs": definitions}


_ROWS: Final = "Hva som er godkjent, etter id. «python -m macros godkjenn» skriver det."
_NEW_ID: Final = {"type": "string", "description": "Id-en i dag, eller type/id når det er blitt noe annet."}
_MOVED: Final[dict[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": [MOVED],
    "properties": {MOVED: _NEW_ID},
}
_MOVED_RECORD: Final = {**_MOVED, "properties": {MOVED: _NEW_ID, "endring": {"$ref": "#/$defs/Overlay"}}}


def _norwegian(schema: dict[str, Any]) -> dict[str, Any]:
    """Title each field by the word the editor types, take away what comes from the file's place and our own notes."""
    properties: dict[str, Any] = schema.get("properties", {})
    for name in _FROM_PLACE:
        if "from_place" in properties.get(name, {}):
            del properties[name]
            schema["required"] = [field for field in schema.get("required", []) if field != name]
    for name, field in properties.items():
        field["title"] = name.replace("_", " ").capitalize()
        field.pop("default", None)
        if name in PLACES.values() and isinstance(one := field.get("additionalProperties"), dict):
            field["additionalProperties"] = {"anyOf": [one, _MOVED]}
        _numbers_as_typed(field)
    schema.pop("description", None)
    schema.pop("title", None)
    return schema


def _numbers_as_typed(field: dict[str, Any]) -> None:
    """Let a field that we read as text be written without quotes, whatever YAML takes it for."""
    for one in (field, *field.get("anyOf", [])):
        if one.get("format") == "date":
            one.pop("format")
            one["pattern"] = r"^\d{4}-\d{2}-\d{2}$"


def data_of(record: Record) -> dict[str, Any]:
    """Return *record* as plain data by its English field names; references as `kind/id`, texts as written."""
    return record.model_dump(mode="json", by_alias=False, exclude={"origins"}, exclude_none=True)


def data_definitions() -> dict[str, dict[str, Any]]:
    """Return a JSON Schema for each class of record as `data_of` gives it, and for all that lies inside."""
    models = [(kind.model, "serialization") for kind in KINDS]
    _, schema = models_json_schema(models, by_alias=False)  # type: ignore[arg-type]  # a list of pairs, only inferred wider
    definitions: dict[str, dict[str, Any]] = schema["$defs"]
    for one in definitions.values():
        properties = one.get("properties", {})
        if "from_place" in properties.get("origins", {}):
            del properties["origins"]
            one["required"] = [name for name in one["required"] if name != "origins"]
            properties["id"].pop("from_place")
    return definitions
