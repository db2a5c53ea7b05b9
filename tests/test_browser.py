"""The built site in a real browser."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from browser import KINDS_OF_PAGE

from macros.edition import Edition
from macros.records import Term

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

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    first_visit = len(asked)
    for path in KINDS_OF_PAGE:
        page.goto(address + path)

    assert foreign == []
    assert said == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("indexedDB.databases().then(found => found.length)") == 0
    assert first_visit <= 10


def test_the_phone_menu_is_a_drawer_with_nothing_reachable_behind_it(page: Page, address: str) -> None:
    page.goto(f"{address}tema/bolig/")
    button, menu = page.get_by_role("button", name="Meny", exact=True), page.locator("#meny")
    before = menu.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    opened = menu.is_visible()
    first = page.evaluate("document.activeElement.dataset.lukk")
    reached = set()
    for _ in range(page.locator("#meny a").count() + 3):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.closest('#meny') ? 'menu' : document.activeElement.tagName"))
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)

    assert (before, opened, menu.is_visible()) == (False, True, False)
    assert first == ""
    assert reached <= {"menu", "BODY"}  # the body is the browser's own bar
    assert page.evaluate("document.activeElement.dataset.meny") == ""


@pytest.mark.parametrize("way", ["overlay", "button"])
def test_the_drawer_is_closed_by_what_lies_beside_it_and_by_its_own_button(page: Page, address: str, way: str) -> None:
    page.goto(f"{address}tema/bolig/")
    page.get_by_role("button", name="Meny", exact=True).click()
    page.wait_for_timeout(400)
    box = page.locator("#meny").bounding_box()
    if way == "button":
        page.get_by_role("button", name="Lukk menyen").click()
    else:
        page.mouse.click(380, 400)
    page.wait_for_timeout(400)

    assert box
    assert (box["x"], box["x"] + box["width"] < 390) == (0, True)
    assert not page.locator("#meny").is_visible()
    assert page.get_by_role("button", name="Meny", exact=True).get_attribute("aria-expanded") == "false"


def test_the_menu_is_at_the_end_of_the_page_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}tema/bolig/")
    link = page.locator("#meny a").first
    content, menu = page.locator("#innhold").bounding_box(), link.bounding_box()

    assert link.is_visible()
    assert content
    assert menu
    assert menu["y"] > content["y"] + content["height"]
    context.close()


def test_any_heading_is_one_press_away_on_a_wide_screen_and_two_on_a_phone(browser: Browser, address: str) -> None:
    for width, presses in ((1280, 0), (390, 1)):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(f"{address}tema/helse/")
        contents = page.get_by_role("navigation", name="På denne siden")
        for _ in range(presses):
            contents.locator("summary").click()
        contents.get_by_role("link").last.scroll_into_view_if_needed()
        contents.get_by_role("link", name="Kontakt", exact=True).click()
        page.wait_for_timeout(500)
        box = page.locator("h2#kontakt").bounding_box()

        assert box
        assert 0 <= box["y"] <= 800
        page.close()


def test_the_list_of_contents_has_only_what_a_narrowing_leaves(page: Page, address: str) -> None:
    page.goto(f"{address}ansvar/nav-kommunal/forberede-loslatelse/")
    page.wait_for_load_state("load")
    links, cards = page.locator('.overskrifter a[href^="#oppgave-"]'), page.locator(".oppgave:visible")
    whole = page.locator(".overskrifter li:not([hidden]) > a[href^='#oppgave-']").count()
    page.get_by_label("Hva gjelder det?").select_option("bolig")
    left = page.locator(".overskrifter li:not([hidden]) > a[href^='#oppgave-']").count()

    assert whole == links.count()
    assert left == cards.count() < whole


def test_a_narrowing_leaves_no_heading_above_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}ansvar/nav/")
    page.get_by_label("Hva gjelder det?").select_option("bolig")

    assert page.locator("#oppgaver").is_hidden()
    assert page.get_by_role("heading", name="Dette har Nav-kontoret").is_visible()


def test_the_longest_page_is_at_most_twelve_screens(browser: Browser, address: str, real_site: Path) -> None:
    sizes = {path.parent.relative_to(real_site): path.stat().st_size for path in real_site.rglob("index.html")}
    page, long = browser.new_page(viewport={"width": 1280, "height": 800}), dict[str, float]()
    largest = [f"{place.as_posix()}/" for place in sorted(sizes, key=sizes.__getitem__)[-25:]]
    for place in {*largest, *KINDS_OF_PAGE, "utskrift/"}:  # what a page weighs and how long it is are two things
        page.goto(address + place)
        screens = page.evaluate("document.documentElement.scrollHeight") / 800
        long |= {place: screens} if screens > 12 else {}
    page.close()

    assert long == {}


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

    assert not page.locator("header.md-header").is_visible()
    assert not page.locator(".listeverktøy").is_visible()
    assert page.locator("[data-kryss]").first.bounding_box()["width"] >= 4 * 96 / 25.4  # type: ignore[index]  # 4 mm


LESSON = "ny-i-teamet/i-fengsel/"


def test_a_word_is_explained_by_pointer_and_focus_and_goes_with_escape(
    browser: Browser, address: str, real: Edition
) -> None:
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

    term = real.handbook.all(Term)[str(word.get_attribute("href")).split("/")[-2]]
    assert kept.startswith(real.handbook.plain(term.text.paragraphs[0]))
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
    assert page.get_by_role("heading", name="Dette svarer ikke kildene på").is_visible()
    context.close()


def _sheets(page: Page, place: str) -> int:
    page.goto(place)
    with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as document:
        return len(document.pages)


def test_the_course_and_the_overview_are_one_page_of_paper_and_an_actor_a_few(page: Page, address: str) -> None:
    most = {"forlopet/": 1, "hvem-gjor-hva/oversikt/": 1, "ansvar/nav-kommunal/": 3}

    assert {path: sheets for path, at_most in most.items() if (sheets := _sheets(page, address + path)) > at_most} == {}


def test_the_whole_course_is_at_most_600_words_on_paper(page: Page, address: str) -> None:
    page.goto(address + "forlopet/")
    page.emulate_media(media="print")
    words = [one for one in page.locator("main").inner_text().split() if any(letter.isalnum() for letter in one)]

    assert len(words) <= 600


def test_on_paper_a_task_says_how_binding_it_is_and_where_it_stands_and_the_rest_if_it_was_opened(
    page: Page, address: str
) -> None:
    page.goto(address + "tema/bolig/")
    opened, shut = page.locator(".oppgave").nth(1), page.locator(".oppgave").nth(2)
    opened.locator("summary").first.click()
    page.emulate_media(media="print")
    page.wait_for_timeout(200)

    for card in (opened, shut):
        assert card.locator("summary .merke").first.is_visible()
        assert card.locator(".grunnlag strong").first.is_visible()
    assert opened.locator(".grunnlag .merke").first.is_visible()
    assert not shut.locator(".grunnlag .merke").first.is_visible()
