"""One table says what a kind of record is: a row with a cell missing fails here, and nothing else lists the kinds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from macros.outputs.words import word, words
from macros.records import Record
from macros.records.inside import HOLDERS
from macros.records.kinds import BY_NAME, KINDS, Kind
from macros.records.references import KINDS as NAMES

ROOT = Path(__file__).parents[1]


@pytest.fixture(params=KINDS, ids=[kind.name for kind in KINDS])
def kind(request: pytest.FixtureRequest) -> Kind:
    found: Kind = request.param
    return found


def test_every_class_of_record_has_a_row_and_every_name_is_known() -> None:
    def classes(model: type[Record]) -> set[type[Record]]:
        return {model, *(found for below in model.__subclasses__() for found in classes(below))}

    concrete = {model for model in classes(Record) if hasattr(model, "kind")}
    assert {model.kind for model in concrete} == set(BY_NAME)
    assert sorted([*BY_NAME, *HOLDERS]) == sorted(NAMES)


def test_a_kind_is_shown_in_one_way(kind: Kind) -> None:
    ways = [way for way in (kind.folder, kind.on, kind.of_topic) if way]
    assert len(ways) == (0 if kind.name == "kommune" else 1)


def test_a_kind_has_its_words(kind: Kind) -> None:
    assert word(f"kinds.{kind.name}")
    if kind.found_as:
        assert kind.found_as in words("søk_slag")


def test_the_editor_knows_the_schema_of_a_kind(kind: Kind) -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    place = f"{kind.place}/*.yml" if kind.in_folder else f"{kind.place}.yml"
    assert settings["yaml.schemas"].get(f"./routines/.schema/{kind.place}.json") == [f"/routines/*/{place}"]
    assert (ROOT / "routines" / ".schema" / f"{kind.place}.json").is_file()
