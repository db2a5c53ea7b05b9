"""The tools in a real browser: the look-up, the times and the composed list. They store and send nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

NAV_HOUSING = "#nav-kommunal/forberede-loslatelse/bolig"
RELEASE = "#dato-loslatelse"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="nb-NO")
    yield context.new_page()
    context.close()


def _dated(page: Page) -> list[str]:
    """Return the dates that are shown, row by row from the top."""
    cells = page.locator("[data-rad] [data-beregnet]:not(:empty)")
    return [text.strip() for text in cells.all_inner_texts()]


# The look-up.


def test_three_choices_lead_to_the_tasks_about_that(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Hvem gjør hva?").click()
    page.get_by_label("Hvem er du?").select_option("nav-kommunal")
    page.get_by_label("Hvor i forløpet?").select_option("forberede-loslatelse")
    page.get_by_label("Hva gjelder det?").select_option("bolig")
    page.get_by_role("button", name="Vis oppgavene").click()
    page.wait_for_url(f"**/ansvar/nav-kommunal/forberede-loslatelse/{NAV_HOUSING}")

    shown = page.locator("[data-tema]:not(form):visible")
    assert {"bolig" in (one.get_attribute("data-tema") or "") for one in shown.all()} == {True}
    assert page.locator("#oppgave-finne-midlertidig-botilbud").is_visible()
    assert page.locator("[data-utvalg-status]").inner_text().startswith(f"Viser {shown.count()} av ")


def test_a_linked_choice_is_found_again_and_follows_to_another_stage(page: Page, address: str) -> None:
    page.goto(f"{address}hvem-gjor-hva/{NAV_HOUSING}")
    page.wait_for_url(f"**/ansvar/nav-kommunal/forberede-loslatelse/{NAV_HOUSING}")
    page.reload()
    chosen = page.get_by_label("Hva gjelder det?").input_value()
    page.get_by_role("navigation", name="Velg stadium").get_by_role("link", name="I fengsel").click()
    page.wait_for_url("**/ansvar/nav-kommunal/i-fengsel/#nav-kommunal/i-fengsel/bolig")

    assert chosen == "bolig"
    assert page.get_by_label("Hva gjelder det?").input_value() == "bolig"


def test_a_role_leads_to_its_actor_and_leaves_out_what_other_roles_do(page: Page, address: str) -> None:
    page.goto(f"{address}hvem-gjor-hva/#kommunen-mottak//")
    page.wait_for_url("**/ansvar/kommunen/#kommunen-mottak//")

    shown = [set((one.get_attribute("data-hvem") or "").split()) for one in page.locator("[data-hvem]:visible").all()]
    assert any("kommunen-mottak" in doers for doers in shown)
    assert all(doers & {"kommunen-mottak", "kommunen"} for doers in shown)  # and what they all do


def test_a_role_without_tasks_here_is_said_to_be_so(page: Page, address: str) -> None:
    page.goto(f"{address}hvem-gjor-hva/#fengselet-tilbakeforingskoordinator/loslatelsesdagen/")
    page.wait_for_url("**/ansvar/fengselet/loslatelsesdagen/#**")

    assert page.locator("[data-utvalg-status]").inner_text().startswith("Kildene gir ikke rollen egne oppgaver her.")


@pytest.mark.parametrize(
    "who", ["frivillige", "politiet", "fastlegen", "skole", "nav-i-fengsel", "parorende", "forsvarer"]
)
def test_a_topic_an_actor_has_nothing_about_is_said_and_leads_to_those_who_have_it(
    page: Page, address: str, who: str
) -> None:
    page.goto(f"{address}hvem-gjor-hva/#{who}/forberede-loslatelse/bolig")
    page.wait_for_url(f"**/ansvar/{who}/forberede-loslatelse/#**")
    said = page.locator("[data-utvalg-status]").inner_text()
    there = page.locator("[data-ingenting]")
    topic = there.get_by_role("link", name="Bolig", exact=True).get_attribute("href")
    other = there.get_by_role("link", name="Nav, kommunale tjenester", exact=True)
    count = other.locator("xpath=following-sibling::span").inner_text().strip("()")
    other.click()

    assert "noe om dette her: Bolig." in said
    assert topic
    assert topic.endswith("tema/bolig/#stadium-forberede-loslatelse")
    page.wait_for_url("**/ansvar/nav-kommunal/forberede-loslatelse/#nav-kommunal/forberede-loslatelse/bolig")
    assert page.locator("[data-utvalg-status]").inner_text().startswith(f"Viser {count} av ")


def test_an_unknown_choice_is_said_to_be_so(page: Page, address: str) -> None:
    page.goto(f"{address}ansvar/nav/#nav//finnes-ikke")

    assert page.locator("[data-utvalg-status]").inner_text().startswith("Noe av det du valgte, finnes ikke.")


def test_nothing_chosen_says_what_to_choose(page: Page, address: str) -> None:
    page.goto(f"{address}hvem-gjor-hva/")
    page.get_by_role("button", name="Vis oppgavene").press("Enter")

    assert page.locator("[data-status]").inner_text() == "Velg aktør, rolle eller tema først."


# Who may tell whom what.


@pytest.mark.parametrize(
    ("who", "page_of_who"),
    [
        ("helsetjenesten-i-fengselet-fengselslege", "roller/helsetjenesten-i-fengselet-fengselslege/"),
        ("nav-kommunal", "ansvar/nav-kommunal/"),
        ("frivillige", "ansvar/frivillige/"),
    ],
)
def test_what_may_be_told_is_the_same_rows_here_and_with_who_tells(
    page: Page, address: str, who: str, page_of_who: str
) -> None:
    shown: dict[str, list[str]] = {}
    page.goto(address + page_of_who)
    there = {
        end: [
            (one.get_attribute("href") or "").partition("#")[2]
            for one in page.locator(f"section:has(> h2#{key}) > ul a[href*='#deling-']").all()
        ]
        for end, key in (("fra", "kan-fortelle"), ("til", "kan-få-vite"))
    }
    page.goto(f"{address}taushetsplikt/")
    page.get_by_label("Jeg er").select_option(who)
    for end in ("fra", "til"):
        page.get_by_label("Jeg vil").select_option(end)
        shown[end] = [one.get_attribute("id") or "" for one in page.locator("[data-fra]:visible").all()]
        assert page.locator("[data-spør]").is_visible() == (not shown[end])

    assert shown == there
    assert page.url.endswith(f"taushetsplikt/#til-{who}")


def test_what_a_volunteer_may_tell_is_said_not_to_be_in_the_sources_with_whom_to_ring(page: Page, address: str) -> None:
    page.goto(f"{address}taushetsplikt/#fra-frivillige")

    assert page.locator("[data-status]").inner_text().startswith("Kildene sier ingenting om dette: Frivillige")
    assert page.locator("[data-spør] a[href^='tel:']").is_visible()


def test_what_is_asked_by_an_old_id_or_by_none_is_answered_or_said_to_be_unknown(page: Page, address: str) -> None:
    def moved(route: Route) -> None:
        html = route.fetch().text()
        route.fulfill(
            body=html.replace('data-flyttet=""', 'data-flyttet="0/hjelpere/frivillige"'), content_type="text/html"
        )

    page.route("**/taushetsplikt/", moved)
    page.goto(f"{address}taushetsplikt/#fra-hjelpere")
    known = page.get_by_label("Jeg er").input_value(), page.locator("[data-status]").inner_text()
    page.goto(f"{address}taushetsplikt/#til-ingen")
    page.wait_for_function("document.querySelector('[data-deling] select').value === ''")

    assert known[0] == "frivillige"
    assert known[1].startswith("Kildene sier ingenting om dette: Frivillige")
    assert page.locator("[data-status]").inner_text() == "Noe av det du valgte, finnes ikke. Du ser resten."
    assert page.locator("[data-fra]:visible").count() > 10


# The times.


def test_a_date_gives_dates_the_first_first_with_weekends_and_holidays(page: Page, address: str) -> None:
    page.clock.install(time="2027-02-10T10:00:00")
    page.goto(f"{address}tidspunkter/")
    page.fill(RELEASE, "2027-03-29")
    page.get_by_label("Sikkerhetsnivå").select_option("hoyt-sikkerhetsniva")

    dates = _dated(page)
    assert dates[0] == "tir. 29. desember 2026 · Start nå."
    assert dates[1] == "fre. 29. januar 2027 – søn. 28. februar 2027 (helg) · Start nå."
    assert dates[2] == "man. 29. mars 2027 (andre påskedag)."
    assert not page.get_by_text("2–3 måneder før løslatelsen").is_visible()


def test_the_times_are_narrowed_by_who_one_is_and_what_it_is_about(page: Page, address: str) -> None:
    page.clock.install(time="2027-01-18T10:00:00")
    page.goto(f"{address}tidspunkter/")
    page.fill(RELEASE, "2027-03-29")
    all_dates, all_rows = len(_dated(page)), page.locator("[data-rad]:visible").count()
    page.get_by_label("Jeg er").select_option(label="Nav, kommunale tjenester (sosialhjelp)")
    mine = page.locator("[data-rad]:visible")
    theirs = {one.get_attribute("data-hvem") or "" for one in mine.all()}
    page.get_by_label("Hva gjelder det?").select_option("bolig")

    assert 0 < len(theirs) < all_rows
    assert all(set(one.split()) & {"nav", "nav-kontor", "nav-kommunal"} for one in theirs)
    assert len(_dated(page)) <= all_dates
    assert {"bolig" in (one.get_attribute("data-tema") or "") for one in mine.all()} <= {True}
    page.get_by_label("Jeg er").select_option(label="Utleier (boligutleier, huseier, husvert)")
    assert page.locator("[data-status]").inner_text() == "Kildene har ingen tider for det du valgte."


def test_working_days_leave_out_easter(page: Page, address: str) -> None:
    page.clock.install(time="2027-03-01T10:00:00")
    page.goto(f"{address}tidspunkter/")
    page.get_by_text("Andre datoer").click()
    page.get_by_label("Dato for mottatt henvisning").fill("2027-03-22")

    assert _dated(page)[0] == "tor. 8. april 2027."
    assert page.locator("[data-rad]", has_text="tor. 8. april").first.inner_text().count("Frist") == 1


def test_custody_has_no_date(page: Page, address: str) -> None:
    page.goto(f"{address}tidspunkter/")
    page.fill(RELEASE, "2027-03-29")
    page.get_by_label("Sitter personen i varetekt?").check()

    assert _dated(page) == []
    assert page.locator(RELEASE).is_disabled()
    assert page.locator("[data-status]").inner_text() == "Ingen dato regnes ut i varetekt."
    assert page.get_by_role("link", name="Løslates i dag").is_visible()


def test_the_calendar_file_says_nothing_about_anybody(page: Page, address: str) -> None:
    page.goto(f"{address}tidspunkter/")
    page.fill(RELEASE, "2031-03-31")
    with page.expect_download() as download:
        page.get_by_role("button", name="Lagre i kalender").click()
    text = Path(download.value.path()).read_bytes().decode()

    dates = page.locator("[data-beregnet]:not(:empty)").count()
    assert text.count("BEGIN:VEVENT") == text.count("CLASS:PRIVATE") == dates
    assert "DTSTART;VALUE=DATE:20310331\r\n" in text
    assert not {"fengsel", "løslat", "EX/IN"} & set(text.split())
    assert "SUMMARY:Påminnelse 1\r\n" in text


# The composed list.


def test_situations_bring_things_in_and_leave_others_out_with_a_reason(page: Page, address: str) -> None:
    page.goto(f"{address}lag-liste/")
    things = page.locator("[data-ting]")
    left = page.locator("[data-utelatt]")
    before = left.locator("[data-ting]", has_text="gjeldsrådgiver").count()
    page.get_by_label("Har personen gjeld?").check()
    page.get_by_label("Sitter personen i varetekt?").check()

    assert before == 1
    assert left.locator("[data-ting]", has_text="gjeldsrådgiver").count() == 0
    assert things.filter(has_text="gjeldsrådgiver").first.is_visible()
    assert (
        left.locator("[data-ting]", has_text="Spurt kriminalomsorgen hva den har").inner_text().count("varetekt") == 1
    )
    assert things.filter(has_text="Reisen hjem fra varetekt").is_visible()
    kept, out = page.locator("[data-gruppe] [data-ting]").count(), left.locator("[data-ting]").count()
    assert page.locator("[data-status]").inner_text() == f"{kept} punkter på listen, {out} utelatt"


def test_the_list_for_today_and_that_for_a_planned_release_are_never_both_used(page: Page, address: str) -> None:
    page.goto(f"{address}lag-liste/")
    today, planned = (page.locator("[data-gruppe] [data-ting]:visible", has_text=text) for text in (
        "Et sted å sove i natt", "Et sted å sove fra den første natten"))  # fmt: skip
    found = []
    for box in ("Har personen gjeld?", "Skal personen ut i dag?"):
        page.get_by_label(box).check()
        found.append((today.count(), planned.count()))
    left = page.locator("[data-utelatt] [data-ting]", has_text="Et sted å sove fra den første natten")

    assert found == [(0, 1), (1, 0)]
    assert "Unntak: skal ut i dag eller sitter i varetekt." in left.inner_text()


def test_the_composed_list_begins_empty_handed(page: Page, address: str) -> None:
    page.goto(f"{address}lag-liste/")
    before = page.locator("[data-ting]:visible").count(), page.locator("[data-status]").inner_text()
    page.get_by_label("Har personen gjeld?").check()
    page.get_by_label("Ingenting av dette gjelder").check()

    assert before == (0, "Kryss av for det som gjelder, så kommer listen.")
    assert not page.get_by_label("Har personen gjeld?").is_checked()
    assert page.locator("[data-ting]:visible", has_text="Et sted å sove fra den første natten").is_visible()
    assert page.locator("[data-utelatt] [data-ting]", has_text="gjeldsrådgiver").count() == 1
    page.get_by_role("button", name="Nullstill").click()
    page.wait_for_timeout(50)
    assert page.locator("[data-ting]:visible").count() == 0


def test_the_composed_list_on_paper_says_what_was_ticked_and_loses_no_word(page: Page, address: str) -> None:
    page.goto(f"{address}lag-liste/")
    page.get_by_label("Mangler personen et sted å bo?").check()
    page.get_by_label("Skal personen ut i dag?").check()
    doer = page.locator("[data-gruppe] [data-ting]", has_text="Et sted å sove i natt").locator(".punkt-hvem")
    page.emulate_media(media="print")

    chosen = "Krysset av for: Mangler personen et sted å bo? · Skal personen ut i dag?"
    assert page.locator("[data-valgt-linje]").inner_text() == chosen
    assert doer.inner_text().startswith("Nav, kommunale tjenester")
    assert page.locator("[data-utelatt] input:visible").count() == 0


def test_a_past_release_does_not_say_start_now(page: Page, address: str) -> None:
    page.clock.install(time="2027-05-01T10:00:00")
    page.goto(f"{address}tidspunkter/")
    page.fill(RELEASE, "2027-03-29")

    assert "Start nå" not in " ".join(_dated(page))


@pytest.mark.parametrize("path", ["tidspunkter/", "lag-liste/"])
def test_what_is_chosen_is_not_sent_not_stored_and_forgotten(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for box in page.locator("main input[type=checkbox]:visible").all()[:3]:
        box.check()
    if page.locator(RELEASE).count():
        page.get_by_label("Sitter personen i varetekt?").uncheck()
        page.fill(RELEASE, "2027-03-29")
    state = page.evaluate("[location.href, localStorage.length, sessionStorage.length, document.cookie]")
    requests = [url for url in asked if not url.startswith("blob:")]
    page.reload()

    assert state == [address + path, 0, 0, ""]
    assert requests == []
    assert page.locator("main input:checked").count() == 0
    assert [one.input_value() for one in page.locator("input[type=date]").all() if one.input_value()] == []


def test_without_scripts_everything_stands_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}tidspunkter/")
    times = page.locator("[data-rad]:visible").count()
    page.goto(f"{address}lag-liste/")
    things = page.locator("[data-ting]:visible").count()
    page.goto(f"{address}ansvar/nav-kommunal/forberede-loslatelse/")
    forms = page.locator("form:visible").count()
    context.close()

    assert times > 40
    assert things > 60
    assert forms == 0
