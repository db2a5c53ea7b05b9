"""The open data: what version 1 promises, and that what is published keeps it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from macros.edition import Edition, edition
from macros.outputs.opendata import records
from macros.project import Project
from macros.records.kinds import KINDS

API = "api/v1/"
Compare = Callable[[str, bytes], None]


def data(made: Edition, name: str) -> Any:
    return json.loads(made.outputs[f"{API}{name}.json"].make())


def test_the_open_data_of_the_tiny_project_is_as_expected(tiny_edition: Edition, compare: Compare) -> None:
    by_field = json.dumps(data(tiny_edition, "alt"), ensure_ascii=False, indent=1)  # where a difference can be read
    compare("alt.json", f"{by_field}\n".encode())


def test_the_schema_of_version_one_is_the_committed_one(tiny_edition: Edition, compare: Compare) -> None:
    compare("api-v1.schema.json", tiny_edition.outputs[f"{API}schema.json"].make())


def test_the_title_of_the_schema_follows_the_words(tiny_edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "word", lambda _: "Andre ord")
    assert data(tiny_edition, "schema")["title"] == "Andre ord"


def test_each_kind_has_a_file_with_its_part_of_the_whole(tiny_edition: Edition) -> None:
    whole = data(tiny_edition, "alt")["records"]
    parts = {kind.place: data(tiny_edition, kind.place)["records"] for kind in KINDS}
    assert parts == {kind.place: [one for one in whole if one["kind"] == kind.name] for kind in KINDS}
    assert sum(map(len, parts.values())) == len(whole)


def test_a_kind_without_records_has_no_file(real: Edition) -> None:
    files = {path.removeprefix(API) for path in real.outputs if path.startswith(API) and path.endswith(".json")}
    places = {f"{kind.place}.json" for kind in KINDS if real.handbook.all(kind.model)}
    assert files == places | {"alt.json", "schema.json"}


def test_the_data_says_when_it_was_last_changed(tiny_edition: Edition) -> None:
    whole = data(tiny_edition, "alt")
    changes = [change["on"] for record in whole["records"] for change in record["head"]["changes"]]
    assert (whole["version"], whole["changed_on"]) == (1, max(changes))


def test_the_data_is_the_same_bytes_when_it_is_made_again(tiny: Path, tiny_edition: Edition) -> None:
    again = edition(Project(tiny))
    made = {path: output.make() for path, output in tiny_edition.outputs.items() if path.startswith(API)}
    assert {path: output.make() for path, output in again.outputs.items() if path.startswith(API)} == made


def test_the_data_does_not_tell_where_on_the_disk_it_was_made(tiny: Path, tiny_edition: Edition) -> None:
    made = {path: output.make() for path, output in tiny_edition.outputs.items() if path.startswith(API)}
    assert [path for path, data in made.items() if str(tiny).encode() in data] == []


def test_what_follows_from_a_tasks_grounds_is_in_the_data(tiny_edition: Edition) -> None:
    tasks = {one["id"]: one for one in data(tiny_edition, "oppgaver")["records"]}
    early = tasks["begynne-tidlig"]
    assert early["headline"] == {
        "strength": "skal",
        "source_type": "lov",
        "cited": "bestemmelse/boligloven:4",
        "standing": "i kraft",
        "standing_in_words": "I kraft i teksten fra 1. januar 2025",
        "title": "boligeksempelloven § 4",
        "scope_in_words": None,
    }
    assert early["falls_away"] == [
        {
            "condition": "vilkar/varetekt",
            "by": "bestemmelse/boligloven:9",
            "then": "Metoden, utdrag 2",
            "instead": [],
        }
    ]
    assert early["timings_in_words"] == ["«i god tid» før løslatelsen"]
    assert early["address"] == "/tema/bolig/#oppgave-begynne-tidlig"
    assert early["permanent"] == "/p/oppgave/begynne-tidlig/"
    assert tasks["lage-plan"]["headline"] is None
    assert tasks["sende-medisinliste"]["scope_in_words"] == "rusmiddelavhengige"


# Does what is published keep to the schema? As much of JSON Schema as our schema uses.

TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict,
    "null": type(None),
}  # fmt: skip


def breaches(value: Any, schema: Any, definitions: dict[str, Any], at: str = "") -> Iterator[str]:
    """Yield where *value* breaks *schema*."""
    if "$ref" in schema:
        yield from breaches(value, definitions[schema["$ref"].removeprefix("#/$defs/")], definitions, at)
    for word in ("anyOf", "oneOf"):
        if word in schema and all([*breaches(value, one, definitions, at)] for one in schema[word]):
            yield f"{at}: {value!r} is none of the allowed"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is not in {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    allowed = schema.get("type")
    names = [allowed] if isinstance(allowed, str) else allowed or []
    if names and not any(isinstance(value, TYPES[name]) for name in names):
        yield f"{at}: {value!r} is not {allowed}"
        return
    if schema.get("format") == "date" and isinstance(value, str):
        date.fromisoformat(value)
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not match {schema['pattern']}"
    if isinstance(value, list) and "items" in schema:
        for number, inner in enumerate(value):
            yield from breaches(inner, schema["items"], definitions, f"{at}[{number}]")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        yield from (f"{at}.{name} is missing" for name in schema.get("required", []) if name not in value)
        for name, inner in value.items():
            rest = schema.get("additionalProperties", True)
            if name in known:
                yield from breaches(inner, known[name], definitions, f"{at}.{name}")
            elif rest is False:
                yield f"{at}.{name} is not in the schema"
            elif isinstance(rest, dict):
                yield from breaches(inner, rest, definitions, f"{at}.{name}")


def test_the_validator_of_this_test_finds_what_is_wrong() -> None:
    schema = {
        "type": "object", "additionalProperties": False, "required": ["a"],
        "properties": {"a": {"type": "array", "items": {"$ref": "#/$defs/X"}}},
    }  # fmt: skip
    definitions = {"X": {"anyOf": [{"enum": ["ja"]}, {"type": "integer"}]}}
    assert [*breaches({"a": ["ja", 1]}, schema, definitions)] == []
    assert [*breaches({"a": ["nei"], "b": 1}, schema, definitions)] == [
        ".a[0]: 'nei' is none of the allowed",
        ".b is not in the schema",
    ]
    assert [*breaches({}, schema, definitions)] == [".a is missing"]


CHECKED = {
    "$ref",
    "anyOf",
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
    "const",
    "pattern",
}
TOLD = {"$defs", "$schema", "title", "description", "default", "format", "minItems", "maxItems", "minimum", "maximum"}


def words_of(schema: Any) -> Iterator[str]:
    """Yield every word of JSON Schema that *schema* uses."""
    for name, inner in schema.items() if isinstance(schema, dict) else ():
        yield name
        if name in ("properties", "$defs"):
            for one in inner.values():
                yield from words_of(one)
        else:
            for one in inner if isinstance(inner, list) else [inner]:
                yield from words_of(one)


def test_the_schema_uses_only_words_of_json_schema(tiny_edition: Edition) -> None:
    assert sorted({*words_of(data(tiny_edition, "schema"))} - CHECKED - TOLD) == []


@pytest.fixture(params=["tiny", "real"])
def made(request: pytest.FixtureRequest, tiny_edition: Edition, real: Edition) -> Edition:
    return tiny_edition if request.param == "tiny" else real


def test_every_published_record_keeps_to_the_schema(made: Edition) -> None:
    schema = data(made, "schema")
    definitions = schema["$defs"]
    names = {kind.name: kind.model.__name__ for kind in KINDS}
    records = data(made, "alt")["records"]
    assert len(records) > 50
    assert sorted({*names.values()} - {*definitions}) == []
    broken = [
        f"{one['kind']}/{one['id']}{breach}"
        for one in records
        for breach in breaches(one, definitions[names[one["kind"]]], definitions)
    ]
    assert broken[:20] == []


def test_a_whole_file_keeps_to_the_schema(made: Edition) -> None:
    schema = data(made, "schema")
    assert sorted(schema.get("required", [])) == sorted(data(made, "alt"))
    assert [*breaches(data(made, "alt"), schema, schema["$defs"])] == []


def test_every_reference_in_the_data_leads_to_a_record_in_the_data(made: Edition) -> None:
    records = data(made, "alt")["records"]
    known = {f"{one['kind']}/{one['id']}" for one in records}
    known |= {f"utdrag/{one['id']}:{n}" for one in records for n in one.get("passages", {})}
    known |= {f"bestemmelse/{one['id']}:{n}" for one in records for n in one.get("provisions", {})}
    known |= {str(ref) for ref in made.handbook.items}
    kinds = "|".join({one.partition("/")[0] for one in known})

    def strings(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for name, inner in value.items():
                if name != "lovdata":  # «lov/2020-05-18-21» is Lovdata's address
                    yield from strings(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from strings(inner)

    pattern = re.compile(rf"(?:{kinds})/[a-z0-9][a-z0-9:-]*")
    said = {text for one in records for text in strings(one) if pattern.fullmatch(text)}
    assert len(said) > 20
    assert sorted(said - known) == []
