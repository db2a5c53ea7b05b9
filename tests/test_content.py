"""The real content: no faults, no dead addresses, and help in Norwegian for whoever edits it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from macros.content.schema import editor_schemas
from macros.edition import Edition, edition
from macros.handbook import Handbook
from macros.outputs.addresses import PERMANENT, Address, address, permanent
from macros.project import Project
from macros.records import Law, Source
from macros.records.kinds import KINDS, Layout
from macros.records.references import Ref

ROOT = Path(__file__).parent.parent


def test_the_real_content_has_no_faults() -> None:
    assert [str(fault) for fault in edition(Project(ROOT))[1]] == []


def everything(handbook: Handbook) -> Iterator[Ref]:
    """Every record, and every item, passage and provision."""
    for record in handbook:
        yield record.ref
        if isinstance(record, Law):
            yield from (Ref("bestemmelse", f"{record.id}:{number}") for number in record.provisions)
        if isinstance(record, Source):
            yield from (Ref("utdrag", f"{record.id}:{number}") for number in record.passages)
    yield from handbook.items


def test_every_record_has_an_address_that_a_page_really_has(real: Edition) -> None:
    bodies = {page.address: page for page in real.pages.values()}

    def leads_nowhere(place: Address) -> bool:
        page = bodies.get(place.page)
        return page is None or (place.anchor != "" and f'id="{place.anchor}"' not in page.body)

    places = {ref: address(real.handbook, ref) for ref in everything(real.handbook)}
    assert len(places) > 500
    assert [f"{ref} at {place}" for ref, place in places.items() if leads_nowhere(place)] == []


def test_every_permanent_address_is_a_file_that_leads_on(real: Edition) -> None:
    refs = [ref for ref in everything(real.handbook) if ref.kind in PERMANENT]
    assert [str(ref) for ref in refs if f"{permanent(ref)}index.html" not in real.outputs] == []


def test_no_two_pages_or_files_have_the_same_place(real: Edition) -> None:
    addresses = [page.address for page in real.pages.values()]
    assert sorted(addresses) == sorted({*addresses})
    assert {f"{one}index.html" for one in addresses} & {*real.outputs} == set()


# Help for editors.


@cache
def schemas() -> dict[str, Any]:
    return editor_schemas()


def models() -> list[type[BaseModel]]:
    """Every model that a file's fields are read into."""
    found: dict[type[BaseModel], None] = {}

    def visit(annotation: object) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in found:
            found[annotation] = None
            for field in annotation.model_fields.values():
                visit(field.annotation)
        for part in get_args(annotation):
            visit(part)

    for kind in KINDS:
        visit(kind.model)
    return [*found]


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_field_has_a_norwegian_name_and_a_sentence_of_help(model: type[BaseModel]) -> None:
    fields = {
        name: field
        for name, field in model.model_fields.items()
        if not (isinstance(field.json_schema_extra, dict) and "from_place" in field.json_schema_extra)
    }
    assert [name for name, field in fields.items() if not field.alias] == []
    assert [
        name for name, field in fields.items() if not (field.description or "").strip().endswith((".", "?", "…"))
    ] == []
    aliases = [field.alias for field in fields.values()]
    assert sorted(map(str, aliases)) == sorted(map(str, {*aliases}))


def test_the_committed_schemas_are_those_that_follow_from_the_fields() -> None:
    folder = ROOT / "routines" / ".schema"
    committed = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    assert committed == schemas(), "run `make schema` and commit routines/.schema/"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.place)
def test_a_schema_names_every_field_and_forbids_others(kind: object) -> None:
    assert kind in KINDS
    one = next(each for each in KINDS if each is kind)
    schema = schemas()[one.place]
    single = one.layout in (Layout.FILE_EACH, Layout.SINGLE)
    if not single:
        assert [*schema["properties"]] == ["forvaltning", one.place]
    record = schema if single else schema["properties"][one.place]["additionalProperties"]["anyOf"][0]
    aliases = {field.alias for field in one.model.model_fields.values()} - {"id", "origins"}
    assert {*record["properties"]} == aliases - (set() if single else {"forvaltning"})
    assert record["additionalProperties"] is False
