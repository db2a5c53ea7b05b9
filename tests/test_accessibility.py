"""What axe finds on every kind of page: three widths, light and dark, everything folded out and the menu open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import KINDS_OF_PAGE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LIGHT = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
NARROW = {"runOnly": ["target-size", "scrollable-region-focusable", "aria-hidden-focus", "button-name", "link-name"]}
"""What the width decides: the page itself is the same document."""
DARK = {"runOnly": ["color-contrast"]}
"""Nothing else changes with the colours, and no colour changes with the width: one width is enough."""
FOLDED_OUT = 8
"""The others on a page are like these."""
RUN = """rules => axe.run(document, {resultTypes: ["violations"], ...rules}).then(
    result => result.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`))"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core, from its package."""
    import axe_playwright_python  # only where a browser is

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
def test_axe_finds_no_fault(window: Page, address: str, axe: str, path: str) -> None:
    found: dict[str, list[str]] = {}
    window.emulate_media(color_scheme="light")
    window.goto(address + path)
    window.evaluate(f"[...document.querySelectorAll('details')].slice(0, {FOLDED_OUT}).forEach(box => box.open = true)")
    window.evaluate(axe)
    for width, rules in ((1280, LIGHT), (320, NARROW)):
        window.set_viewport_size({"width": width, "height": 800})
        button = window.locator("[data-meny]")
        if button.is_visible() and button.get_attribute("aria-expanded") == "false":
            button.click()
        found[f"{width} light"] = window.evaluate(RUN, rules)
    window.emulate_media(color_scheme="dark")
    found["dark"] = window.evaluate(RUN, DARK)

    assert {way: faults for way, faults in found.items() if faults} == {}


def test_axe_finds_no_fault_in_search(window: Page, address: str, axe: str) -> None:
    found: dict[str, list[str]] = {}
    window.set_viewport_size({"width": 320, "height": 800})
    window.goto(address)
    window.evaluate(axe)
    window.keyboard.press("/")
    for query in ("løslatelse", "xqzzwkj"):
        window.get_by_role("searchbox").fill(query)
        for scheme, rules in (("light", LIGHT), ("dark", DARK)):
            window.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
            found[f"{query} {scheme}"] = window.evaluate(RUN, rules)
    dialog = "document.querySelector('dialog')"

    assert {way: faults for way, faults in found.items() if faults} == {}
    assert window.evaluate(f"{dialog}.scrollWidth - {dialog}.clientWidth") <= 0
