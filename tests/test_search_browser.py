"""Search in a real browser: nothing is fetched before it is touched, and it finds what the command finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from search_quality import queries

from macros.edition import Edition
from macros.project import Project
from macros.publish import publish

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def test_nothing_of_search_is_fetched_before_it_is_touched_and_no_query_after(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    before = list(asked)
    page.keyboard.press("Control+k")
    page.get_by_role("searchbox").fill("bolig")
    page.get_by_role("searchbox").press("ArrowDown")
    after = asked[len(before) :]

    assert [path for path in before if "sok" in path] == []
    assert [re.sub(r"\.[0-9a-f]{8}\.", ".", path) for path in after] == ["assets/sok.js", "sok/indeks.js"]
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_what_is_written_while_the_index_is_on_its_way_is_kept(page: Page, address: str) -> None:
    page.goto(f"{address}om/")

    def late(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/indeks.js", late)
    page.keyboard.press("/")
    page.keyboard.type("boligx")
    page.keyboard.press("Backspace")
    field = page.get_by_role("searchbox")
    field.wait_for()

    assert field.input_value() == "bolig"
    assert page.locator("dialog ol a").count() > 0
    page.keyboard.type("er")
    assert field.input_value() == "boliger"


def test_the_browser_finds_what_the_command_finds(page: Page, address: str, real: Edition) -> None:
    engine = real.index.engine()
    asked = [query.text for name in ("queries.yml", "queries_heldout.yml") for query in queries(name)]
    page.goto(address)
    page.keyboard.press("/")
    page.get_by_role("searchbox").wait_for()
    shown = page.evaluate(
        """queries => {
          const dialog = document.querySelector("dialog"), field = dialog.querySelector("input");
          return queries.map(query => {
            field.value = query;
            field.dispatchEvent(new Event("input", { bubbles: true }));
            return [...dialog.querySelectorAll("ol a")].map(link => link.href.slice(document.baseURI.length));
          });
        }""",
        asked,
    )

    told = [[hit["url"].replace("å", "%C3%A5") for hit in engine.search(text)[:8]] for text in asked]
    assert [pair for pair in zip(asked, shown, told, strict=True) if pair[1] != pair[2]] == []


def test_search_is_opened_walked_and_closed_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}om/")
    page.keyboard.press("/")
    page.get_by_role("searchbox").wait_for()
    page.keyboard.type("loslatelse sjekkliste")
    told = page.locator(".søk-antall").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.href")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    back = page.evaluate("document.activeElement.type")
    page.keyboard.press("Escape")
    closed = page.locator("dialog[open]").count()
    page.get_by_role("banner").get_by_role("link", name="Søk", exact=True).click()
    page.get_by_role("searchbox").press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sjekklister/loslatelse/")

    assert re.fullmatch(r"\d+ treff", told)
    assert second != f"{address}sjekklister/loslatelse/"
    assert (back, closed) == ("search", 0)


def test_enter_shows_the_hits_and_opens_none_and_going_back_keeps_the_query(page: Page, address: str) -> None:
    question = "hvor lenge gjelder et samtykke når deltakeren har sluttet i programmet for lenge siden"
    page.goto(f"{address}om/")
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill(question)
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(f"{address}sok/#q=**")
    page.locator(".søk-treff a").first.wait_for()
    field = page.get_by_role("searchbox")
    field.press("Enter")
    stayed = page.url.startswith(f"{address}sok/#q=")
    beginning = field.evaluate("field => field.scrollLeft")
    page.locator(".søk-treff a").first.click()
    page.wait_for_url(re.compile(r"^(?!.*/sok/)"))
    page.go_back()
    page.locator(".søk-treff a").first.wait_for()

    assert (stayed, beginning) == (True, 0)
    assert field.input_value() == question


def test_a_browsers_own_search_field_may_ask(page: Page, address: str) -> None:
    page.goto(f"{address}sok/?q=løslatelse+i+dag")
    page.locator(".søk-treff a").first.wait_for()
    described = page.request.get(f"{address}opensearch.xml")

    assert page.get_by_role("searchbox").input_value() == "løslatelse i dag"
    assert page.locator(".søk-treff strong").first.inner_text() == "Løslates i dag"
    assert described.ok is False or "sok/?q={searchTerms}" in described.text()


def test_the_first_hit_stands_above_the_keyboard_of_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("banner").get_by_role("link", name="Søk", exact=True).click()
    page.get_by_role("searchbox").fill("bolig")
    in_dialog = page.locator(".søk-treff a").first.bounding_box()
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/sok/#q=bolig")
    page.locator(".søk-treff a").first.wait_for()
    on_page = page.locator(".søk-treff a").first.bounding_box()
    context.close()

    assert in_dialog is not None
    assert on_page is not None
    assert in_dialog["y"] + in_dialog["height"] <= 360
    assert on_page["y"] + on_page["height"] <= 360


def test_only_words_that_carry_meaning_are_marked(page: Page, address: str) -> None:
    page.goto(f"{address}sok/#q=hvor lang tid tar en klage")
    page.locator(".søk-treff a").first.wait_for()
    marked = {word.lower() for word in page.locator(".søk-treff mark").all_inner_texts()}

    assert marked
    assert all(word.startswith(("klag", "påklag")) for word in marked)


def test_a_hit_opens_at_its_place_and_says_what_was_met(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Søk i håndboken").click()
    page.get_by_role("searchbox").fill("togbillett")
    hit = page.locator(".søk-treff a").first
    marked = hit.locator("mark").all_inner_texts()
    hit.click()
    page.wait_for_url("**/#oppgave-dekke-reisen-hjem-fra-fengsel")

    assert marked == ["togbillett"]
    assert page.locator(".oppgave:target").is_visible()


def test_the_page_of_results_takes_the_query_from_its_address(page: Page, address: str) -> None:
    page.goto(f"{address}sok/#q=koordinatorene")
    page.locator(".søk-treff a").first.wait_for()
    first = page.locator(".søk-treff strong").first.inner_text()
    page.get_by_label("Type").select_option(label="Rolle")
    types = set(page.locator(".søk-slag").all_inner_texts())

    assert first == "Koordinator"
    assert types == {"Rolle"}


def test_what_is_not_found_is_said_with_the_topics_and_whom_to_ring(page: Page, address: str) -> None:
    page.goto(f"{address}sok/#q=xqzzwkj")
    told = page.locator(".søk-ingen")
    told.wait_for()

    assert "Fant ikke «xqzzwkj»" in told.inner_text()
    assert "66 90 90 00" in told.inner_text()
    assert told.get_by_role("link", name="Økonomi").is_visible()

    page.get_by_role("searchbox").fill("xqzzwkj og samtykke")
    assert "Fant ikke «xqzzwkj»" in page.locator(".søk-antall").inner_text()
    assert page.locator(".søk-treff strong").first.inner_text() == "Samtykke"


def test_without_scripts_the_button_leads_to_everything_from_a_to_å(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("banner").get_by_role("link", name="Søk", exact=True).click()
    page.get_by_role("link", name="V", exact=True).click()
    page.get_by_role("link", name="Varetekt", exact=True).click()

    assert page.url == f"{address}begreper/varetekt/"
    context.close()


def test_search_works_from_a_folder_without_a_server(
    page: Page, tiny: Path, tiny_edition: Edition, tmp_path: Path
) -> None:
    publish(Project(tiny), tiny_edition, tmp_path / "kopi", files=True)
    page.goto((tmp_path / "kopi" / "index.html").as_uri())
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("anstalten")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**/sok/index.html#q=anstalten")
    page.locator(".søk-treff a").first.click()
    page.wait_for_url("**/ansvar/fengselet/index.html")

    assert "Fengselet" in page.title()
