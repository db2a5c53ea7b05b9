"""The built site in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

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


def test_nothing_scrolls_sideways_at_320_pixels(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    wide = {}
    for path in KINDS_OF_PAGE:
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true })")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[path] = width

    assert wide == {}


def test_the_phone_menu_opens_and_closes_by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
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
