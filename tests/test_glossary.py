"""Words explained where they are read: the first time on a page, in running text only."""

from __future__ import annotations

import pytest

from macros.handbook import Handbook
from macros.outputs.pages.glossary import Glossary

WORD = '<a class="ord" href="/begreper/varetekt/">{}</a>'


@pytest.fixture
def glossary(handbook: Handbook) -> Glossary:
    return Glossary(handbook)


def test_the_first_time_is_marked_and_no_other(glossary: Glossary) -> None:
    made = glossary.mark("<p>Den som er i varetekt, venter. I varetekt er det ingen dato.</p>", "roller/")

    assert made == f"<p>Den som er i {WORD.format('varetekt')}, venter. I varetekt er det ingen dato.</p>"


@pytest.mark.parametrize("written", ["Varetekten", "varetekts", "VARETEKT"])
def test_an_inflected_word_is_the_word(glossary: Glossary, written: str) -> None:
    assert glossary.mark(f"<p>{written}</p>", "roller/") == f"<p>{WORD.format(written)}</p>"


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="x">i varetekt</a></p>',
        "<h2>I varetekt</h2>",
        "<summary>Varetekt <span>varetekt</span></summary>",
        '<label><input type="checkbox"> varetekt</label>',
        '<p><span class="merke">varetekt</span></p>',
        "<p>varetektsfengslet og skip, shipping, vip</p>",
        "## Om varetekt",
        "Se [i varetekt](x.md) og `varetekt`.",
    ],
)
def test_links_headings_labels_badges_and_other_words_stay(glossary: Glossary, html: str) -> None:
    assert glossary.mark(html, "roller/") == html


def test_text_after_a_marked_off_element_is_read_again(glossary: Glossary) -> None:
    assert WORD.format("varetekt") in glossary.mark("<h2>I varetekt</h2><p>I varetekt</p>", "roller/")


def test_a_short_form_stands_as_written_and_an_older_name_leads_to_the_word(glossary: Glossary) -> None:
    assert "begreper/individuell-plan/" in glossary.mark("<p>En IP lages.</p>", "roller/")
    assert glossary.mark("<p>En ip lages.</p>", "roller/") == "<p>En ip lages.</p>"
    assert "begreper/individuell-plan/" in glossary.mark("<p>En samlet plan.</p>", "roller/")


def test_the_list_of_words_itself_is_left_alone(glossary: Glossary) -> None:
    assert glossary.mark("<p>varetekt</p>", "begreper/varetekt/") == "<p>varetekt</p>"
