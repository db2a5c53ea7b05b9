"""Sheets: valid, tagged, the same bytes every time, and sure to say how old they are."""

from __future__ import annotations

import io
from typing import Any

import page as validator
import pikepdf
import pytest

from macros.content.records import Checklist, Form
from macros.edition import Edition
from macros.outputs.paper import sheet_data


@pytest.fixture(scope="module")
def sheets(real: Edition) -> dict[str, bytes]:
    return {path: output.make() for path, output in real.outputs.items() if path.startswith("pdf/")}


def test_every_list_and_form_has_a_sheet(real: Edition, sheets: dict[str, bytes]) -> None:
    frames = [*real.handbook.all(Checklist).values(), *real.handbook.all(Form).values()]

    assert sorted(sheets) == sorted(f"pdf/{frame.kind}-{frame.id}.pdf" for frame in frames)


def test_every_sheet_passes_an_independent_validator(sheets: dict[str, bytes], tmp_path: object) -> None:
    failures = {}
    for name, data in sheets.items():
        path = f"{tmp_path}/{name.replace('/', '-')}"
        with open(path, "wb") as file:  # noqa: PTH123  # the validator wants a plain path
            file.write(data)
        for profile in (validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_2A):
            found = validator.validate_pdf(path, profile=profile).failures
            if found:
                failures[f"{name} {profile}"] = [str(one) for one in found][:3]

    assert failures == {}


def test_every_sheet_has_language_title_headings_and_table_heads_with_scope(sheets: dict[str, bytes]) -> None:
    for name, data in sheets.items():
        with pikepdf.open(io.BytesIO(data)) as document:
            root = document.Root
            assert str(root.Lang) == "nb", name
            assert root.ViewerPreferences.DisplayDocTitle, name
            tags = list(_tags(root.StructTreeRoot))
            names = [str(tag.S) for tag in tags]
            assert names.count("/H1") == 1, name
            assert "/TH" in names, name
            heads = [tag for tag in tags if tag.S == "/TH"]
            assert all("/Scope" in str(tag.A) or "Scope" in repr(dict(tag.A)) for tag in heads if "/A" in tag), name
            assert all("/A" in tag for tag in heads), name


def _tags(node: pikepdf.Object) -> list[pikepdf.Object]:
    found: list[pikepdf.Object] = []
    kids: Any = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *_tags(kid)]
    return found


def test_the_same_content_gives_the_same_bytes(real: Edition, sheets: dict[str, bytes]) -> None:
    assert {path: real.outputs[path].make() for path in sheets} == sheets


def test_a_sheet_says_version_approval_review_source_and_address(real: Edition) -> None:
    data = sheet_data(real.handbook, real.handbook.all(Checklist)["loslatelse"], "https://handbok.example/")

    assert data["approval"] == "Utkast – ikke godkjent av Asker kommune"
    assert data["words"]["next"] == "neste gjennomgang ikke fastsatt"
    assert data["words"]["check"] == "Kontroller nettsiden når arket er eldre enn 30 dager."
    assert data["words"]["source"] == "Bygger på: EX/IN-veilederen"
    assert data["caveat"] == "Gjelder plass i EX/IN, ikke retten til hjelp. Ikke vedtatt i Asker kommune."
    assert data["no_names"] == "Ikke skriv navn eller fødselsnummer. Før i fagsystemet samme dag og makuler."
    assert data["url"] == "https://handbok.example/sjekklister/loslatelse/"
