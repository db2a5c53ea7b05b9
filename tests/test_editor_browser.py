"""An editor's errand in a browser, by keyboard alone: found on the page, mended, looked over, saved, approved."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from browser import AXE, AXE_RULES, axe_core
from trial import Trial

from macros.live import Live, watch
from macros.serve import server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TASKS = "routines/kjerne/oppgaver/bolig.yml"


@pytest.fixture
def site(trial: Trial) -> Iterator[str]:
    live, stop = Live(trial.project), threading.Event()
    httpd = server(live, 0)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    threading.Thread(target=watch, args=(live, stop), daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    stop.set()
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture(params=[1280, 390])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": request.param, "height": 900})
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    yield opened
    opened.close()
    assert wrong == []


def _enter(page: Page, name: str, role: str = "button") -> None:
    """Press the button or follow the link called *name*, by keyboard."""
    page.get_by_role(role, name=name).first.focus()  # type: ignore[arg-type]  # one of the roles
    page.keyboard.press("Enter")


def _write(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).last.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def _state(page: Page, text: str) -> None:
    page.locator("#tilstand", has_text=re.compile(text)).wait_for()


def _save(page: Page, told: str = "") -> None:
    _enter(page, "Se over og lagre")
    page.get_by_role("heading", name="Se over før du lagrer").wait_for()
    if told:
        page.get_by_label("Hva er endret, til leserne?").fill(told)
    _enter(page, "Lagre")
    page.get_by_text("Lagret.", exact=True).wait_for()


def test_a_number_is_changed_made_to_fail_mended_and_seen(site: str, page: Page, trial: Trial) -> None:
    page.goto(f"{site}/roller/kommunen-mottak/")
    _enter(page, "Rediger for kommunen rolle: Prøvetorget", "link")
    page.get_by_role("heading", name="Prøvetorget", exact=True).wait_for()
    _write(page, "Telefon", "ring oss")
    page.get_by_text("må være et telefonnummer").wait_for()

    assert page.get_by_label("Telefon", exact=True).get_attribute("aria-invalid") == "true"

    _write(page, "Telefon", "22 11 11 12")
    _state(page, "Ingen feil")
    page.frame_locator("iframe >> nth=0").get_by_text("22 11 11 12").first.wait_for()
    _save(page, "Nytt nummer til mottaket.")
    _enter(page, "Se siden", "link")
    page.get_by_text("22 11 11 12").first.wait_for()

    assert trial.faults() == []


def test_a_task_is_made_with_a_law_found_by_its_name_and_approved(site: str, page: Page, trial: Trial) -> None:
    page.goto(f"{site}/.rediger/ny/")
    _write(page, "Tittel må fylles ut", "Vaske vinduene")
    page.get_by_label("Tema", exact=True).select_option(label="Bolig")
    page.get_by_label("Hvor gjelder den?").select_option("kjerne")
    _enter(page, "Fortsett")
    page.locator("[name=hvem-0-hvem][role=combobox]").focus()
    page.keyboard.type("bolig komm")
    page.locator(".velger [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    assert page.locator("[name=hvem-0-hvem]").input_value().endswith(" – kommunen-bolig")

    page.locator("[name=grunnlag-0-bestemmelse]").focus()
    page.keyboard.type("hjelp til bolig")
    page.get_by_role("option", name="Hjelp til bolig").first.wait_for()
    page.keyboard.press("Enter")

    assert page.locator("[name=grunnlag-0-bestemmelse]").input_value().endswith(" – boligloven:3")

    _state(page, "feil")
    page.locator("[name=grunnlag-0-styrke]").select_option("skal")
    _state(page, "Ingen feil")
    page.locator("summary", has_text="Kalles også").first.focus()
    page.keyboard.press("Enter")
    _enter(page, "Legg til i «Tid»")
    page.locator("[name=tid-0-hva]:focus").wait_for()
    page.keyboard.type("S")
    page.locator("[name=tid-0-hva]").select_option("senest")
    _state(page, "feil")
    page.locator("summary", has_text="Fra · Til").first.focus()
    page.keyboard.press("Enter")
    page.locator("[name=tid-0-ord]").fill("i god tid")
    _state(page, "Ingen feil")
    page.evaluate(axe_core())
    assert page.evaluate(AXE, AXE_RULES) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    _save(page)
    _enter(page, "Godkjenn", "link")
    page.get_by_role("heading", name="Godkjenn «Vaske vinduene»").wait_for()
    _enter(page, "Godkjenn")
    page.get_by_text("1 post godkjent").wait_for()
    text = (trial.folder / TASKS).read_text("utf-8")

    assert "vaske-vinduene: {av: kommunen-rutineeier" in text
    assert trial.faults() == []


def test_the_form_stays_where_one_writes_and_what_is_typed_outlives_the_way_back(site: str, page: Page) -> None:
    page.goto(f"{site}/.rediger/kjerne/oppgave/begynne-tidlig/")
    frame = page.frame_locator(".visning iframe >> nth=0")
    frame.locator("#oppgave-begynne-tidlig").wait_for()

    assert page.evaluate("scrollY") == 0, "the preview takes nobody to itself"

    _write(page, "Tittel må fylles ut", "Begynne tidlig")
    _state(page, "Ingen feil")
    frame.locator("#oppgave-begynne-tidlig", has_text="Begynne tidlig").wait_for()
    page.wait_for_timeout(300)

    assert page.locator("[name=tittel]").evaluate("one => one.getBoundingClientRect().top") > 0

    _enter(page, "Se over og lagre")
    page.get_by_role("heading", name="Se over før du lagrer").wait_for()
    page.go_back()
    page.get_by_role("heading", name="Begynne i god tid").wait_for()

    from playwright.sync_api import expect  # only where a browser is

    expect(page.locator("[name=tittel]")).to_have_value("Begynne tidlig")


def test_the_field_a_picture_lacks_is_opened_by_the_check(site: str, page: Page) -> None:
    page.goto(f"{site}/.rediger/kjerne/rutine/nar-ingen-svarer/")
    field = page.locator("[name=vedlegg-0-alternativ_tekst]")
    field.fill("")
    _state(page, "feil")
    page.locator("[name=vedlegg-0-tittel]").fill("Plan over alle rommene")
    _state(page, "feil")

    assert field.is_visible()
