"""What machines are told in the words of schema.org: only types that fit, and nothing that claims to be the law."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from macros.edition import Edition
from macros.outputs.pages.linked import block
from macros.records import Law, Term

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TYPES = {"DefinedTerm", "DefinedTermSet", "WebPage", "Legislation", "Dataset", "DataDownload"}
"""The only types that are used; why no other is stands in `pages/linked.py`."""


@pytest.fixture(scope="module")
def told(real: Edition) -> dict[str, list[dict[str, Any]]]:
    """What is told, by page."""
    places = ("begreper/", "lover/", "om/")
    pages = [page for page in real.pages.values() if page.address.startswith(places)]
    bodies = {page.address: page.body for page in pages if not page.markdown}
    bodies["om/apne-data/"] = next(page.body for page in pages if page.address == "om/apne-data/")
    return {address: [json.loads(one) for one in BLOCK.findall(body)] for address, body in bodies.items()}


def types(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from [value["@type"]] if "@type" in value else []
        for inner in value.values():
            yield from types(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from types(inner)


def test_only_types_that_truly_fit_are_used(told: dict[str, list[dict[str, Any]]]) -> None:
    assert {one for blocks in told.values() for one in types(blocks)} == TYPES
    assert max(map(len, told.values())) == 1
    text = json.dumps(told)
    assert not any(claim in text for claim in ("legislationLegalForce", "InForce", "Government", '"license"'))


def test_each_word_and_each_law_is_told_of(real: Edition, told: dict[str, list[dict[str, Any]]]) -> None:
    terms, laws = real.handbook.all(Term).values(), real.handbook.all(Law).values()
    words = {address: blocks[0] for address, blocks in told.items() if blocks and blocks[0]["@type"] == "DefinedTerm"}
    assert {one["name"] for one in words.values()} == {term.title for term in terms}
    assert all(one["description"] and one["inDefinedTermSet"]["url"] == "../" for one in words.values())
    about = [blocks[0]["about"] for blocks in told.values() if blocks and "about" in blocks[0]]
    assert {one["name"] for one in about} == {law.full_title for law in laws}
    assert {one.get("url", "") for one in about} == {
        f"https://lovdata.no/{law.lovdata}" if law.lovdata else "" for law in laws
    }


def test_the_data_is_told_of_with_files_that_are_there(real: Edition, told: dict[str, list[dict[str, Any]]]) -> None:
    data = told["om/apne-data/"][0]
    files = [one["contentUrl"] for one in data["distribution"]]
    assert data["@type"] == "Dataset"
    assert "../../api/v1/handbok.sqlite" in files
    assert [one for one in files if one.removeprefix("../../") not in real.outputs] == []
    assert data["usageInfo"] == "#rettigheter"


def test_nothing_in_the_data_can_end_theblock(real: Edition) -> None:
    assert str(block({"name": "</script><b>&amp;"})).count("<") == 2
    assert json.loads(BLOCK.findall(block({"name": "</script>"}))[0])["name"] == "</script>"
