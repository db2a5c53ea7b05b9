"""The tools around what is read: links that last, whom to tell what is wrong, one print of what is chosen, tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from trial import Trial

from macros.edition import Edition
from macros.handbook import Handbook
from macros.live.whereabouts import with_whereabouts
from macros.outputs.pages.report import way_to_report
from macros.outputs.paper import everything
from macros.outputs.paper.chosen import script_of_sheet
from macros.outputs.paper.typeset import data_of
from macros.outputs.told.teller import Teller
from macros.records.references import Ref

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROLES = "routines/kommune/roller.yml"
PROFILE = "routines/kommune/kommune.yml"
OWNER = Ref("rolle", "kommunen-rutineeier")
OWNERS_MAILBOX = """
  kommunen-rutineeier:
    endring: {måte: utfyller, hvorfor: Prøve.}
    kontakt: [{hva: Feil, epost: redaksjon@eksempel.example}]
"""
CLIPBOARD = "navigator.clipboard.readText()"


# Whom to tell what is wrong.


def test_the_email_says_where_and_in_which_version_and_warns_first(handbook: Handbook) -> None:
    way = way_to_report(handbook, OWNER, "Åpne «nøkler» & lås", "https://x.example/ø/", "<p>Slik</p>")
    parts = urlsplit(way["href"])
    mail = {key: value[0] for key, value in parse_qs(parts.query, strict_parsing=True).items()}

    assert way["href"].isascii()
    assert (parts.scheme, parts.path) == ("mailto", "provetorget@eksempel.example")
    assert mail["subject"] == "Håndboken: Åpne «nøkler» & lås"
    assert mail["body"].split("\r\n")[:3] == [
        "Ikke skriv navn eller noe annet om personer.", "", "Side: https://x.example/ø/",
    ]  # fmt: skip
    assert re.search(r"\r\nVersjon: [0-9a-f]{7}\r\n\r\nHva er feil eller mangler\?\r\n", mail["body"])
    assert "Ikke skriv navn" in way["etter"]


def test_the_version_is_another_when_the_page_says_something_else(handbook: Handbook) -> None:
    said = {way_to_report(handbook, OWNER, "x", "y", body)["href"] for body in ("a", "b", "a")}

    assert len(said) == 2


def test_the_owners_own_mailbox_comes_first_then_that_of_the_profile_then_a_telephone(trial: Trial) -> None:
    def way() -> str:
        return way_to_report(trial.handbook(), OWNER)["href"].partition("?")[0]

    trial.edit(PROFILE, "\nkort: ", "\nmeld_feil_til: feil@eksempel.example\nkort: ")
    general = way()
    text = (trial.folder / ROLES).read_text("utf-8")
    trial.lay(ROLES, text + OWNERS_MAILBOX)
    owners = way()
    trial.lay(ROLES, re.sub(r"\n *epost: .*", "", text))
    trial.edit(PROFILE, "meld_feil_til: feil@eksempel.example\n", "")

    assert (general, owners) == ("mailto:feil@eksempel.example", "mailto:redaksjon@eksempel.example")
    assert way().startswith("tel:")


# Where it lies, for editors alone.


def test_the_file_and_line_of_a_page_and_its_cards_are_for_editors_alone(tiny_edition: Edition) -> None:
    page = tiny_edition.pages["tema/bolig.md"]
    html = f'{page.body}<p class="kun-papir"></p>'
    shown = with_whereabouts(html, page.origins, tiny_edition.handbook)

    assert re.search(r"Innholdet står i <code>routines/kjerne/temaer\.yml:\d+</code>", shown)
    card = re.search(r'id="oppgave-finne-bolig">.*?oppgaver/bolig\.yml:\d+</code>(.*?)</article>', shown, re.DOTALL)
    assert card
    assert card[1] == (
        ' <a class="redaktør" href="/.rediger/kjerne/oppgave/finne-bolig/">Rediger'
        '<span class="kun-skjermleser"> oppgave: Finne et sted å bo</span></a></p>'
    )
    assert [page.address for page in tiny_edition.pages.values() if "Innholdet står i" in page.text] == []


@pytest.mark.parametrize(
    ("source", "part"),
    [("sjekklister/loslatelse.md", "punkt/loslatelse-nokkel"), ("lover/boligloven.md", "bestemmelse/boligloven:3"),
     ("kilder/metode.md", "utdrag/metode:1")],
)  # fmt: skip
def test_editors_have_a_way_to_edit_each_item_provision_and_passage(
    tiny_edition: Edition, source: str, part: str
) -> None:
    page = tiny_edition.pages[source]
    shown = with_whereabouts(f'{page.body}<p class="kun-papir"></p>', page.origins, tiny_edition.handbook)

    assert shown.count(f'href="/.rediger/kjerne/{part}/"') == 1


# One print of what is chosen.


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield from node.split("\n")
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from () if key in ("is", "sort", "version") else _texts(value)
    elif isinstance(node, list | tuple):
        for one in node:
            yield from _texts(one)


def test_what_stands_on_a_sheet_stands_on_it_among_others_too(handbook: Handbook) -> None:
    lost = []
    for path, make in everything(Teller(handbook)):
        if "pakke-" in path:
            continue
        data = data_of(handbook, make(), "https://handbok.example/")
        (sheet,) = data["chapters"][0]["sheets"]
        shown = unescape(script_of_sheet(path, data).decode()).replace("\\n", " ").replace('\\"', '"')
        parts = {key: sheet[key] for key in ("title", "lead", "contact", "facts", "caution", "no_names", "blocks")}
        lost += [f"{path}: {text}" for text in _texts(parts) if " ".join(text.split()) not in " ".join(shown.split())]

    assert lost == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="nb-NO")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def test_what_is_chosen_goes_along_and_back_and_is_one_print(page: Page, address: str) -> None:
    page.goto(f"{address}sjekklister/")
    page.get_by_role("link", name="De første fjorten dagene", exact=True).first.click()
    page.get_by_role("button", name="Legg til utskrift").first.click()
    page.go_back()
    counted = page.locator(".kurvknapp").inner_text()
    page.goto(f"{address}hvem-tar-over/{page.evaluate('location.hash')}")
    card = page.locator("article[id^=overlevering]").first
    title = re.sub(r"^\d+\. ", "", card.locator(".oppgave-tittel").inner_text())
    card.locator("summary").first.click()
    card.get_by_role("button", name="Legg til utskrift").click()
    page.locator(".kurvknapp").click()
    page.locator(".valgte-ark > article").nth(1).wait_for(state="attached")
    page.get_by_role("button", name="Opp").nth(1).click()
    order = page.locator(".kurv li").all_inner_texts()
    page.get_by_role("button", name="Kopier lenken til utvalget").click()
    page.get_by_text("Lenken er kopiert.").wait_for()
    shared = page.evaluate(CLIPBOARD)
    page.emulate_media(media="print")
    printed = page.locator("main").inner_text()

    assert counted == "Utskrift (1)"
    assert [title in order[0], "De første fjorten dagene" in order[1]] == [True, True]
    assert shared.startswith(f"{address}utskrift/#liste=overlevering-")
    assert printed.index(title) < printed.index("Må ikke svikte. Noen i teamet har snakket med personen")
    assert [words for words in ("Skriv ut alt", "Til arbeidet i teamet", "Legg til") if words in printed] == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("name") == ""


def test_a_link_to_a_choice_is_followed_without_what_does_not_exist(page: Page, address: str) -> None:
    page.goto(f"{address}utskrift/#liste=samtale-finnes-ikke,kontaktark,kontaktark,%3Cimg%3E")
    page.locator(".valgte-ark > article").wait_for(state="attached")
    page.get_by_text("Finnes ikke lenger").first.wait_for()
    page.get_by_role("button", name="Fjern").first.click()

    assert page.locator(".kurv li").count() == 2
    assert "Kontaktark" in page.locator(".kurv li").first.inner_text()


# Links that last, and the choice of a look-up.


def test_the_permanent_address_is_copied_and_the_reader_is_told(page: Page, address: str) -> None:
    page.goto(f"{address}tema/bolig/")
    card = page.locator("#oppgave-medvirke-i-boligsosialt-arbeid")
    card.locator("summary").first.click()
    card.get_by_role("button", name="Kopier lenken").click()
    page.get_by_role("status").get_by_text("Lenken er kopiert.").wait_for()
    copied = page.evaluate(CLIPBOARD)
    page.evaluate("{ navigator.clipboard.writeText = () => Promise.reject(new Error('nei')); 0 }")
    card.get_by_role("button", name="Kopier lenken").click()
    page.get_by_text("Kopier adressen herfra").wait_for()

    assert copied == f"{address}p/oppgave/medvirke-i-boligsosialt-arbeid/"
    assert page.locator(".kvittering input").input_value() == copied
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent").startswith("Kopier lenken")


def test_from_a_folder_the_address_of_the_site_is_copied(page: Page, real_site: Path) -> None:
    page.goto(f"file://{real_site}/sjekklister/planlagt-loslatelse/index.html")
    page.locator(".punkt summary").first.click()
    page.locator(".punkt").first.get_by_role("button", name="Kopier lenken").click()
    page.get_by_text("Lenken er kopiert.").wait_for()

    assert page.evaluate(CLIPBOARD).startswith("https://handbok.example/p/punkt/planlagt-loslatelse-")


def test_a_view_is_shared_with_its_choice_and_nothing_personal(page: Page, address: str) -> None:
    page.goto(f"{address}tidspunkter/")
    hidden_at_first = not page.get_by_role("button", name="Del denne visningen").is_visible()
    page.get_by_label("Hva gjelder det?").select_option("bolig")
    page.locator("input[type=date]").first.fill("2027-02-01")
    page.get_by_role("button", name="Del denne visningen").click()
    page.get_by_text("Lenken er kopiert.").wait_for()
    times = page.evaluate(CLIPBOARD)
    page.goto("about:blank")
    page.goto(times)

    assert hidden_at_first
    assert times == f"{address}tidspunkter/#/bolig"
    assert page.get_by_label("Hva gjelder det?").input_value() == "bolig"
    assert page.locator("input[type=date]").first.input_value() == ""


# Tables as files.


def test_a_table_is_a_file_that_a_spreadsheet_reads_and_does_not_run(page: Page, address: str) -> None:
    page.goto(f"{address}hvilken-kommune/")
    page.locator("tbody td").first.evaluate("(cell, text) => { cell.textContent = text; }", '=1+1; "æøå"')
    rows = page.locator("#innhold table").first.locator("tr").count()
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned som CSV").first.click()
    data = Path(download.value.path()).read_bytes()
    made = [*csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")]

    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    assert len(made) == rows
    assert made[0] == ["Oppgave", "Loven i dag", "Rundskrivet fra 2006"]
    assert made[1][0] == '\'=1+1; "æøå"'


@pytest.mark.parametrize(
    "place", ["hvem-gjor-hva/", "hvem-gjor-hva/oversikt/", "tidspunkter/", "hvem-tar-over/", "kilder/rundskriv-2006/"]
)
def test_each_table_has_as_many_cells_in_a_row_as_in_its_head(page: Page, address: str, place: str) -> None:
    page.goto(address + place)
    with page.expect_download() as download:
        page.locator(".csv").first.click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")

    assert len(rows) > 5
    assert {len(row) for row in rows} == {len(head)}


# Without scripts, and on paper.


def test_without_scripts_the_address_is_a_link_and_no_button_is_in_vain(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}tema/bolig/")
    page.locator("article.oppgave summary").first.click()
    link = page.locator("article.oppgave .lenke").first
    buttons = page.locator("#innhold button:visible").count()
    mail = page.get_by_role("link", name="Meld feil eller mangler").get_attribute("href")
    link.click()
    page.wait_for_url("**/tema/bolig/#oppgave-*")
    page.goto(f"{address}utskrift/")

    assert buttons == 0
    assert (mail or "").startswith("mailto:")
    assert page.locator("#innhold button:visible").count() == 0
    context.close()


def test_no_tool_is_printed(page: Page, address: str) -> None:
    for place in ("tema/bolig/", "kilder/asker-rutine/", "hvem-gjor-hva/oversikt/"):
        page.goto(f"{address}{place}#utskrift=1:kontaktark")
        page.locator(".kurvknapp").wait_for()
        page.emulate_media(media="print")
        assert page.locator("button:visible, .verktøy:visible, .kurvknapp:visible, .adresse:visible").count() == 0
        page.emulate_media(media="screen")
