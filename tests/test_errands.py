"""Whoever comes with a question leaves with the answer: `errands.yml`, played in a real browser on the real content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ERRANDS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("errands.yml").read_text("utf-8"))
SCREEN = 800
PRESSES = 4
"""No errand takes more: three choices and a press."""
WIDTHS = (1280, 390)


@pytest.fixture(scope="module", params=WIDTHS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": SCREEN}, locale="nb-NO")
    yield context.new_page()
    context.close()


def press(page: Page, step: str | dict[str, str]) -> None:
    """Do one *step* as a visitor does it: only what can be seen can be pressed or chosen."""
    if isinstance(step, str):
        page.locator("main").get_by_role("button", name=step).or_(
            page.locator("main").get_by_role("link", name=step, exact=True)
        ).first.click()
    elif "link" in step:
        page.locator(step["within"]).get_by_role("link", name=step["link"], exact=True).click()
    elif "open" in step:
        page.locator("main summary").filter(has_text=step["open"]).first.click()
    elif "check" in step:
        page.get_by_label(step["check"]).check()
    else:
        for label, option in step.items():
            page.get_by_label(label).select_option(label=option)


@pytest.mark.parametrize("errand", ERRANDS, ids=[f"{one['who']}: {one['question']}" for one in ERRANDS])
def test_whoever_comes_with_a_question_leaves_with_the_answer(page: Page, address: str, errand: dict[str, Any]) -> None:
    page.goto("about:blank")  # so that the same page with another choice is opened anew
    page.goto(address + errand["start"])
    for step in errand["steps"]:
        press(page, step)
    page.wait_for_url(lambda url: url.partition("#")[0] == address + errand["reached"])

    unseen = [text for text in errand["sees"] if not _visible(page, text)]
    below = [text for text in errand.get("from_top", ()) if _top_of(page, text) > 3 * SCREEN]
    wrong = [text for text in errand.get("never", ()) if _visible(page, text)]
    assert (unseen, below, wrong) == ([], [], [])
    assert len(errand["steps"]) <= PRESSES


def _visible(page: Page, text: str) -> bool:
    return page.locator("main").get_by_text(text).locator("visible=true").count() > 0


def _top_of(page: Page, text: str) -> float:
    box = page.locator("main").get_by_text(text).locator("visible=true").first.bounding_box()
    return box["y"] + page.evaluate("scrollY") if box else float("inf")


def test_errands_are_of_many_kinds_of_visitors() -> None:
    assert len(ERRANDS) >= 25
    assert len({one["who"] for one in ERRANDS}) >= 20
