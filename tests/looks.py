"""How six kinds of page look, as a browser lays them out: pictures, and where each part of the page stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from browser import FLAGS, executable, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KINDS = {
    "forside": "",
    "aktor-pa-stadium": "ansvar/nav-kommunal/forberede-loslatelse/",
    "tema": "tema/bolig/",
    "sjekkliste": "sjekklister/loslatelse/",
    "lov": "lover/strgjfl/",
    "rutine": "rutiner/fengselsteam/",
}
WIDTHS = (1280, 390)
MEASURED = {
    "header": ".md-header",
    "search button": ".søkeknapp",
    "tabs": ".md-tabs",
    "menu": "#meny",
    "path": ".md-path",
    "contents": ".md-sidebar--secondary",
    "heading": "#innhold h1",
    "first card": "#innhold :is(article, .kort, section)",
    "text": "#innhold",
    "foot": ".md-footer",
}
MEASURE = """parts => Object.fromEntries(Object.entries(parts).map(([name, selector]) => {
  const one = document.querySelector(selector);
  if (!one) return [name, {box: [], look: "", text: "none"}];
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  return [name, {
    box: box.width && box.height ? [box.x, box.y, box.width, box.height].map(Math.round) : [],
    look: `${style.color} on ${style.backgroundColor}, ${style.fontSize} ${style.fontWeight}`,
    text: one.innerText.trim().split(/\\s+/).join(" "),
  }];
}))"""
"""Where each part stands on the page (nowhere when it is not shown), its colours and letters, and its words."""
FOLLOWED = """() => ({
  contents: [...document.querySelectorAll(".md-nav--secondary .md-nav__link--active")].map(one => one.textContent),
  top: document.querySelector(".md-top").hidden,
})"""
"""Which heading the list of contents says that the reader is at, and whether there is a way back to the top."""
SAME = 2
"""Pixels that a part may stand elsewhere: heights of many lines are rounded differently."""
Part = dict[str, Any]


def looks(sites: dict[str, Path], pictures: Path) -> Iterator[str]:
    """Take pictures of each kind of page in each of *sites*; yield what is other than in the first, a line each."""
    from playwright.sync_api import sync_playwright  # only where a browser is

    pictures.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, ExitStack() as stack:
        # with the scroll bars of a desk, since themes make room for them
        hidden = ["--hide-scrollbars"]
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS, ignore_default_args=hidden)
        seen = {
            site: _seen(browser, stack.enter_context(served(folder)), pictures, site) for site, folder in sites.items()
        }
        browser.close()
    first, *others = seen
    yield f"{len(KINDS) * len(WIDTHS)} pictures of each of {', '.join(seen)} in {pictures}."
    for other in others:
        found = [
            (where, part, differing)
            for where, has in seen[first].items()
            for part in has
            if (differing := _differing(has[part], seen[other][where].get(part, {})))
        ]
        yield f"{other}: {sum(map(len, seen[first].values()))} parts measured, {len(found)} look different."
        yield from (f"  {where}, {part}: {differing}" for where, part, differing in found)


def _differing(one: Part, other: Part) -> str:
    """Say what is other in *other* than in *one*, or nothing."""
    for key, was in one.items():
        now = other.get(key)
        near = key == "box" and now and len(was) == len(now)
        if was != now and not (near and all(abs(a - b) <= SAME for a, b in zip(was, now or [], strict=True))):
            return f"{key} {str(was)[:120]!r} → {str(now)[:120]!r}"
    return ""


def _seen(browser: Browser, base: str, pictures: Path, site: str) -> dict[str, dict[str, Part]]:
    """Return by picture what is measured of each part, of the drawer and search when open, and what went wrong."""
    found: dict[str, dict[str, Part]] = {}
    for width in WIDTHS:
        phone: dict[str, Any] = {"is_mobile": True, "has_touch": True} if width < 600 else {}
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="light", **phone)
        for kind, address in KINDS.items():
            page, told = context.new_page(), list[str]()
            _listen(page, told)
            page.goto(base + address)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=str(pictures / f"{kind}-{width}-{site}.png"))
            of_page: dict[str, Part] = page.evaluate(MEASURE, MEASURED)
            page.evaluate("scrollTo(0, 1500)")
            page.wait_for_timeout(300)  # Material follows at its own pace
            page.evaluate("scrollTo(0, 1200)")
            page.wait_for_timeout(300)
            of_page["scrolled"] = page.evaluate(FOLLOWED)
            of_page |= _opened(page, width)
            stored = page.evaluate("localStorage.length + sessionStorage.length") + len(context.cookies())
            of_page["in the browser"] = {"stored": stored, "errors": told}
            found[f"{kind} {width}"] = of_page
            page.close()
        context.close()
    return found


def _listen(page: Page, told: list[str]) -> None:
    """Keep in *told* what the browser says is wrong with *page*, such as what the security policy refuses."""
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))


def _opened(page: Page, width: int) -> dict[str, Part]:
    """Return what is measured of the menu's drawer on a phone, and of search, when they are opened."""
    opened: dict[str, Part] = {}
    if width < 600 and page.locator("#meny").get_attribute("hidden") is None:
        page.locator("[data-meny]").click()
        page.wait_for_timeout(400)  # it slides in
        opened |= page.evaluate(MEASURE, {"drawer": "#meny"})
        page.keyboard.press("Escape")
        page.wait_for_timeout(400)
    page.locator(".søkeknapp").click()
    page.get_by_role("searchbox").fill("bolig")
    page.locator("dialog ol a").first.wait_for()
    opened |= page.evaluate(MEASURE, {"search": "dialog"})
    return opened
