"""What axe finds on every kind of page, folded out and with the menu open.

`make audit` looks at all of them at three widths, light and dark, with everything folded out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from browser import AXE, AXE_RULES, KINDS_OF_PAGE, axe_core

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NARROW = {"runOnly": ["target-size", "scrollable-region-focusable", "aria-hidden-focus", "button-name", "link-name"]}
"""What the width decides: the page itself is the same document."""
DARK = {"runOnly": ["color-contrast"]}
PALE = {**AXE_RULES, "rules": {"color-contrast": {"enabled": False}}}
COLOURED = KINDS_OF_PAGE[::2]
"""All pages have their colours from one style sheet, at any width: one width and half of the pages are enough."""
FOLDED_OUT = 5
"""The others on a page are like these."""


@pytest.fixture(scope="module")
def axe() -> str:
    return axe_core()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
def test_axe_finds_no_fault_and_nothing_scrolls_sideways(window: Page, address: str, axe: str, path: str) -> None:
    found: dict[str, list[str]] = {}
    window.emulate_media(color_scheme="light")
    window.goto(address + path)
    window.evaluate(f"[...document.querySelectorAll('details')].slice(0, {FOLDED_OUT}).forEach(box => box.open = true)")
    window.evaluate(axe)
    for width, rules in ((1280, AXE_RULES if path in COLOURED else PALE), (320, NARROW)):
        window.set_viewport_size({"width": width, "height": 800})
        found[f"{width} light"] = window.evaluate(AXE, rules)
    drawer = window.locator("[data-meny]")
    drawer.click()  # what lies behind it is out of reach, also for axe
    found["320 menu"] = window.evaluate(AXE, AXE_RULES if path in COLOURED else PALE)
    window.keyboard.press("Escape")
    if path in COLOURED:
        window.emulate_media(color_scheme="dark")
        found["dark"] = window.evaluate(AXE, DARK)
    window.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true })")

    assert {way: faults for way, faults in found.items() if faults} == {}
    assert window.evaluate("document.documentElement.scrollWidth") <= 320


def test_axe_finds_no_fault_in_search(window: Page, address: str, axe: str) -> None:
    found: dict[str, list[str]] = {}
    window.set_viewport_size({"width": 320, "height": 800})
    window.goto(address)
    window.evaluate(axe)
    window.keyboard.press("/")
    for query in ("løslatelse", "xqzzwkj"):
        window.get_by_role("searchbox").fill(query)
        for scheme, rules in (("light", AXE_RULES), ("dark", DARK)):
            window.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
            found[f"{query} {scheme}"] = window.evaluate(AXE, rules)
    dialog = "document.querySelector('dialog')"

    assert {way: faults for way, faults in found.items() if faults} == {}
    assert window.evaluate(f"{dialog}.scrollWidth - {dialog}.clientWidth") <= 0
