"""The fields of records as a web editor reads them: all kinds that it can keep unharmed, with all their fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from trial import Trial

from macros import cms
from macros.__main__ import main
from macros.content.heads import HEAD
from macros.content.schema import editor_schemas
from macros.handbook import Handbook
from macros.records.kinds import KINDS, Kind

SCHEMAS = editor_schemas()
WIDGETS = {"text", "string", "select", "number", "list", "object"}
LEFT = {"lover", "kilder", "rutiner", "faser", "sjekklister", "skjemaer", "leksjoner", "ovingscaser"}


def _offered(kind: Kind, handbook: Handbook, folder: Path) -> list[dict[str, Any]]:
    """The collections of *kind* where the whole of the tiny core is the municipality's own."""
    return [*cms._collections(kind, SCHEMAS[kind.place], folder, handbook)]


def _every(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in fields:
        yield one
        yield from _every(one.get("fields", []))


def test_kinds_whose_parts_it_would_put_in_another_order_are_left_to_the_files() -> None:
    assert {kind.place for kind in KINDS if cms.left_to_files(kind, SCHEMAS[kind.place])} == LEFT


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.place not in LEFT], ids=lambda kind: kind.place)
def test_every_field_of_a_kind_is_there_with_its_name_and_help(kind: Kind, handbook: Handbook, tiny: Path) -> None:
    core = tiny / "routines" / "kjerne"
    place = tiny / "routines" / ("kommune" if kind.place == "kommune" else "kjerne")
    offered = _offered(kind, handbook, place if place.is_dir() else core)
    schema = SCHEMAS[kind.place]
    record = schema["properties"]
    forms = [offered[0]["fields"]] if "fields" in offered[0] else [one["fields"] for one in offered[0]["files"]]
    if kind.holds_many:
        one = schema["properties"][kind.place]["additionalProperties"]["anyOf"][0]
        record = one["properties"]
        assert {"forvaltning", kind.place} <= {field["name"] for form in forms for field in form}
        many = [field["fields"] for form in forms for field in form if field["name"] == kind.place]
        forms = [entry["fields"] for entries in many for entry in entries]

    assert forms
    for form in forms:
        assert {field["name"] for field in form} == {*record}
        for field in form:
            assert field["label"] == record[field["name"]]["title"]
            assert field.get("hint") == record[field["name"]].get("description")
            assert not field["required"]
    assert {field["widget"] for form in forms for field in _every(form)} <= WIDGETS


def test_what_refers_to_few_is_chosen_by_name(handbook: Handbook, tiny: Path) -> None:
    kind = next(kind for kind in KINDS if kind.place == "aktorer")
    fields = _offered(kind, handbook, tiny)[0]["fields"]
    whole = next(field for field in fields if field["name"] == "del_av")

    assert fields[0]["name"] == HEAD, "first, as it stands in files"
    assert whole["widget"] == "select"
    assert {"label": "fengselet", "value": "fengselet"} in whole["options"]


def test_only_what_is_the_municipalitys_own_is_edited(trial: Trial) -> None:
    made = cms.settings(trial.project)
    places = [one.get("folder") or file["file"] for one in made["collections"] for file in one.get("files", [{}])]

    assert places
    assert all(str(place).startswith("routines/kommune") for place in places)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://github.com/kommunen/handbok/edit/main/", ("github", "kommunen/handbok", "main")),
        ("https://gitlab.com/a/b/handbok/-/edit/hoved/", ("gitlab", "a/b/handbok", "hoved")),
        ("https://git.kommune.no/handbok/", ("github", "eier/mappe", "main")),
    ],
)
def test_where_the_folder_is_kept_follows_from_the_link_to_edit(
    trial: Trial,
    url: str,
    kept: tuple[str, str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    profile = trial.folder / "routines" / "kommune" / "kommune.yml"
    lines = [one for one in profile.read_text("utf-8").splitlines() if not one.startswith("rediger_url")]
    profile.write_text("\n".join([*lines, f"rediger_url: {url}", ""]), "utf-8")
    monkeypatch.chdir(trial.folder)

    assert main(["cms"]) == 0
    assert tuple(json.loads(capsys.readouterr().out)["backend"].values()) == kept


def test_a_fault_in_the_content_is_told_first(
    trial: Trial, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    trial.edit("routines/kjerne/temaer.yml", "tittel: Bolig", "tull: Bolig")
    monkeypatch.chdir(trial.folder)

    assert main(["cms"]) == 1
    assert "routines/kjerne/temaer.yml:" in capsys.readouterr().out
