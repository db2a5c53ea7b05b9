"""The built site in a real browser."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pikepdf
import pytest
from browser import KINDS_OF_PAGE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LIST = "sjekklister/loslatelse/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def test_no_page_asks_anybody_else_or_breaks_the_content_security_policy(page: Page, address: str) -> None:
    foreign: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(address) else foreign.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    for path in KINDS_OF_PAGE:
        page.goto(address + path)

    assert foreign == []
    assert said == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_phone_menu_opens_and_closes_by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    for _ in range(4):  # past «to the content», the front page and search
        page.keyboard.press("Tab")
    before = page.locator("#hovedmeny").is_visible()
    page.keyboard.press("Enter")
    opened = page.locator("#hovedmeny").is_visible()
    page.keyboard.press("Escape")

    assert (before, opened, page.locator("#hovedmeny").is_visible()) == (False, True, False)
    assert page.evaluate("document.activeElement.dataset.meny") == ""


def test_the_menu_is_there_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)

    assert page.locator("#hovedmeny a").first.is_visible()
    context.close()


def test_a_list_is_ticked_counted_reset_and_forgotten(page: Page, address: str) -> None:
    page.goto(address + LIST)
    boxes = page.locator("[data-kryss]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    counted = page.locator("[data-status]").inner_text()
    page.reload()
    after_reload = page.locator("[data-kryss]:checked").count()
    page.locator("[data-kryss]").nth(0).check()
    page.get_by_role("button", name="Nullstill").click()

    assert counted == f"2 av {boxes.count()} krysset av"
    assert after_reload == 0
    assert page.locator("[data-kryss]:checked").count() == 0


def test_a_link_to_an_item_opens_at_the_item(page: Page, address: str) -> None:
    page.goto(f"{address}p/punkt/loslatelse-bolig/")
    page.wait_for_url("**/sjekklister/loslatelse/#punkt-loslatelse-bolig")

    assert page.locator("#punkt-loslatelse-bolig").is_visible()


def test_print_shows_empty_boxes_and_no_navigation(page: Page, address: str) -> None:
    page.goto(address + LIST)
    page.locator("[data-kryss]").first.check()
    page.emulate_media(media="print")

    assert not page.locator("header.topp").is_visible()
    assert not page.locator(".listeverktøy").is_visible()
    assert page.locator("[data-kryss]").first.bounding_box()["width"] >= 4 * 96 / 25.4  # type: ignore[index]  # 4 mm


LESSON = "ny-i-teamet/i-fengsel/"


def test_a_word_is_explained_by_pointer_and_focus_and_goes_with_escape(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address + LESSON)
    word, told = page.locator("a.ord").first, page.get_by_role("tooltip")
    word.hover()
    told.hover()
    page.wait_for_timeout(400)
    kept = told.inner_text()
    page.keyboard.press("Escape")
    gone = told.count()
    word.focus()

    assert kept == word.get_attribute("data-ord")
    assert gone == 0
    assert word.get_attribute("aria-describedby") == told.get_attribute("id")
    page.close()


def test_the_first_tap_explains_a_word_and_the_next_follows_it(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + LESSON)
    word = page.locator("a.ord").first
    word.tap()
    box = page.get_by_role("tooltip").bounding_box()
    word.tap()
    page.wait_for_url("**/begreper/**")

    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    context.close()


def test_without_scripts_a_question_and_a_case_have_their_answers_and_a_word_is_a_link(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + LESSON)
    page.locator(".svar summary").first.click()
    reasoned = page.locator(".svar[open] p").first.is_visible()
    page.locator("a.ord").first.click()
    led = page.url
    page.goto(address + "ny-i-teamet/ovingscaser/varetekt-uten-bolig/")
    page.get_by_text("Vis svaret").click()

    assert reasoned
    assert "/begreper/" in led
    assert page.get_by_text("Dette svarer ikke kildene på").is_visible()
    context.close()


def test_the_whole_course_is_one_page_of_paper_and_at_most_600_words(page: Page, address: str) -> None:
    page.goto(address + "forlopet/")
    with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as document:
        sheets = len(document.pages)
    page.emulate_media(media="print")
    words = [one for one in page.locator("main").inner_text().split() if any(letter.isalnum() for letter in one)]

    assert sheets == 1
    assert len(words) <= 600
