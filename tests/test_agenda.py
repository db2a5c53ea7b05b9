"""What the sources do not place, as an agenda: whom one is to meet, what one ticks, and what then is printed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pikepdf
import pytest

from macros.edition import Edition
from macros.handbook.agenda import SEVERAL, of_method, partners, to_settle
from macros.outputs.paper.agenda import sheet_of_agenda
from macros.outputs.paper.blocks import Questions
from macros.outputs.told.teller import Teller
from macros.records import Actor, OpenPoint, Role

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AGENDA = "ikke-beskrevet/"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="nb-NO")
    yield context.new_page()
    context.close()


def test_one_body_and_its_parts_have_one_agenda_and_a_role_has_its_actors(real: Edition) -> None:
    whole = real.handbook
    with_whom = {one.id: {point.id for point in to_settle(whole, one)} for one in whole.all(Actor).values()}

    assert with_whom["nav"] >= with_whom["nav-kontor"] >= with_whom["nav-kommunal"]
    assert with_whom["fengselet"] > {"hvem-varsler-nar-varetekten-slutter", "hvilken-kommune-far-beskjed-om-loslatelse"}
    officer = whole.all(Role)["fengselet-kontaktbetjent"]
    assert {point.id for point in to_settle(whole, officer)} == with_whom["fengselet"]
    assert all(not point.settled for point in to_settle(whole))


def test_what_concerns_a_method_alone_is_told_from_what_its_guide_also_says(real: Edition) -> None:
    points = real.handbook.all(OpenPoint)

    assert {name for name, point in points.items() if of_method(real.handbook, point)} == {
        "samtykke-i-samrad-om-helse-og-rus", "samtykket-etter-frafall", "mottaker-pa-nytt-bosted",
    }  # fmt: skip


def test_a_ready_agenda_says_what_is_to_be_settled_with_whom_and_leaves_room_on_two_sheets(real: Edition) -> None:
    teller = Teller(real.handbook)
    for actor in partners(real.handbook):
        sheet = sheet_of_agenda(teller, actor)
        parts = [block for block in sheet.blocks if isinstance(block, Questions)]
        asked = [line for part in parts for line in part.lines]
        assert len(asked) == len(to_settle(real.handbook, actor)) >= SEVERAL
        assert all(line.aside.startswith("Avklares med: ") for line in asked)
        assert sheet.no_names == "Skriv funksjoner, ikke navn på personer."
        assert f"pdf/dagsorden-{actor.id}.pdf" in real.outputs
        chosen = real.outputs[f"utskrift/dagsorden-{actor.id}.js"].make().decode()
        assert all(line.text in chosen for line in asked)
    with pikepdf.open(io.BytesIO(real.outputs["pdf/dagsorden-fengselet.pdf"].make())) as document:
        assert len(document.pages) == 2


def test_whom_one_is_to_meet_brings_the_points_and_one_may_tick_others(page: Page, address: str) -> None:
    page.goto(address + AGENDA)
    cards = page.locator(".sak:visible")
    everything = cards.count()
    page.locator("#avklaring-regler-fra-2006-i-dag").get_by_label("Ta med").check()
    page.get_by_label("Hvem skal dere møte?").select_option("fengselet")
    shown, status = cards.count(), page.locator("[data-status]").inner_text()
    page.locator("#avklaring-regler-fra-2006-i-dag").get_by_label("Ta med").uncheck()
    fewer = page.locator("[data-status]").inner_text()

    assert everything > 35
    assert shown == 17  # the prison's sixteen, and the one that was ticked
    assert (status, fewer) == ("Punkter på dagsordenen: 17", "Punkter på dagsordenen: 16")
    assert page.url.endswith(f"{AGENDA}#med-fengselet")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


@pytest.mark.parametrize("who", ["nav", "fengselet"])
def test_the_agenda_with_somebody_is_two_pages_of_paper_with_room_to_write(page: Page, address: str, who: str) -> None:
    page.goto("about:blank")
    page.goto(f"{address}{AGENDA}#med-{who}")
    with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as document:
        assert len(document.pages) == 2
    page.emulate_media(media="print")
    printed = page.locator(".sak:visible")

    assert printed.count() == page.locator(".sak:visible .svar").count() == page.locator(".sak.tatt-med").count()
    assert page.locator("[data-valgt-linje]").inner_text().startswith("Dagsorden: ")
    assert page.locator(".metode h2").is_visible()
    assert page.locator("[data-gruppe]:not(.metode) h2:visible").count() == 0
    page.emulate_media(media="null")


def test_an_agenda_with_nobody_known_says_so_and_shows_all(page: Page, address: str) -> None:
    page.goto("about:blank")
    page.goto(f"{address}{AGENDA}#med-ingen")

    assert page.locator("[data-status]").inner_text() == "Noe av det du valgte, finnes ikke. Du ser resten."
    assert page.locator(".sak:visible").count() > 35


def test_without_scripts_everything_is_listed_and_can_be_printed(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + AGENDA)
    ready = page.locator("details a[href$='.pdf']").count()
    page.emulate_media(media="print")

    assert page.locator("form:visible").count() == 0
    assert ready >= 5
    assert page.locator(".sak:visible .svar:visible").count() > 35
    assert page.locator("[data-gruppe] h2:visible").count() > 8
    context.close()
