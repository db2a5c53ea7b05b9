"""The built site in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import chromium, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KINDS_OF_PAGE = [
    "", "forlopet/", "hvem-gjor-hva/", "ansvar/kommunen/", "ansvar/kommunen/forberede-loslatelse/", "rutiner/",
    "rutiner/fengselsteam/", "sjekklister/loslatelse/", "skjemaer/samarbeid-nav-exin/", "tema/bolig/",
    "faser/exin-3-for-loslatelse/", "lover/strgjfl/", "kilder/rundskriv-2006/", "uenighet/boliglofte/", "begreper/",
    "roller/kommunen-mottak/", "tidspunkter/", "om/", "sok/", "sok/l/", "404.html",
]  # fmt: skip
LIST = "sjekklister/loslatelse/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(real_site: Path) -> Iterator[str]:
    with served(real_site) as base:
        yield base


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


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_axe_finds_no_fault(browser: Browser, address: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe  # only where a browser is

    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]  # one of two words
        bypass_csp=True,
    )
    page, axe, found = context.new_page(), Axe(), {}
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    for path in KINDS_OF_PAGE:
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true })")
        button = page.locator("[data-meny]")
        if button.is_visible():
            button.click()
        violations = axe.run(page, options=rules).response["violations"]
        if violations:
            found[path] = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in violations]
    page.goto(address)
    page.keyboard.press("/")
    for query in ("løslatelse", "xqzzwkj"):
        page.get_by_role("searchbox").fill(query)
        for violation in axe.run(page, options=rules).response["violations"]:
            found.setdefault(f"søk: {query}", []).append(f"{violation['id']}: {violation['nodes'][0]['html'][:120]}")
    wide = page.evaluate("document.querySelector('dialog').scrollWidth - document.querySelector('dialog').clientWidth")
    context.close()

    assert wide <= 0

    assert found == {}


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


def test_a_date_gives_dates_and_is_forgotten(page: Page, address: str) -> None:
    page.goto(address + "tidspunkter/")
    page.get_by_label("Dato for løslatelse").fill("2031-03-31")
    row = page.locator("tr[data-hendelse='loslatelse'][data-fra='1'][data-til='2'] [data-beregnet]")
    shown = row.inner_text()
    url = page.url
    page.reload()

    assert shown == "fre. 31. januar 2031 – fre. 28. februar 2031"
    assert url == address + "tidspunkter/"
    assert page.get_by_label("Dato for løslatelse").input_value() == ""


def test_a_start_that_has_passed_says_start_now(page: Page, address: str) -> None:
    page.clock.install(time="2031-03-01T10:00:00")
    page.goto(address + "tidspunkter/")
    page.get_by_label("Dato for løslatelse").fill("2031-03-31")
    row = page.locator("tr[data-hendelse='loslatelse'][data-fra='1'][data-til='2'] [data-beregnet]")

    assert row.inner_text().endswith("· Start nå")


def test_print_shows_empty_boxes_and_no_navigation(page: Page, address: str) -> None:
    page.goto(address + LIST)
    page.locator("[data-kryss]").first.check()
    page.emulate_media(media="print")

    assert not page.locator("header.topp").is_visible()
    assert not page.locator(".listeverktøy").is_visible()
    assert page.locator("[data-kryss]").first.bounding_box()["width"] >= 4 * 96 / 25.4  # type: ignore[index]  # 4 mm
