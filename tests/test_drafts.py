"""What a team begins with: drafts that say what the records say and no more, and what is missing."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from docx import Document
from trial import Trial

from macros.edition import Edition
from macros.handbook.agenda import of_method
from macros.handbook.pact import pact, partners_for
from macros.handbook.readiness import unproven, unreachable
from macros.handbook.weighing import weigh
from macros.outputs import printed
from macros.outputs.paper.blocks import Lines, Sheet, Signatures, Table
from macros.outputs.paper.drafts import sheet_of_draft
from macros.outputs.told.lines import plain
from macros.outputs.told.missing import missing
from macros.outputs.told.teller import Teller
from macros.records import Actor, Checklist
from macros.records.vocabulary import DraftSort, SourceType

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MARK = "Utkast til behandling"
REVIEW = "egenvurdering-av-teamet"


def draft(edition: Edition, sort: DraftSort, partner: str) -> Sheet:
    handbook = edition.handbook
    assert handbook.municipality
    return sheet_of_draft(Teller(handbook), sort, handbook.all(Actor)[partner], handbook.municipality)


def table(sheet: Sheet, title: str) -> Table:
    (found,) = [block for block in sheet.blocks if isinstance(block, Table) and block.title == title]
    return found


def test_there_is_an_agreement_with_nav_the_prison_and_its_health_service_and_a_letter_to_the_prison(
    real: Edition,
) -> None:
    names = {sort: [one.id for one in partners_for(real.handbook, sort)] for sort in DraftSort}

    assert names == {
        DraftSort.AGREEMENT: ["fengselet", "nav-kontor", "helsetjenesten-i-fengselet"], DraftSort.LETTER: ["fengselet"],
    }  # fmt: skip
    for sort, actor in printed.drafts(real.handbook):
        name = printed.draft_name(sort, actor)
        assert {printed.pdf_path(name), printed.word_path(name), printed.chosen_path(name)} <= {*real.outputs}


def test_an_agreement_has_no_duty_but_what_a_source_says_to_all(real: Edition) -> None:
    for partner in partners_for(real.handbook, DraftSort.AGREEMENT):
        found = pact(real.handbook, partner)
        tasks = [*found.joint, *found.theirs, *found.ours]
        headlines = [weigh(real.handbook, one).headline for one in tasks]
        assert tasks
        assert len({one.id for one in tasks}) == len(tasks)
        assert all(one and one.source_type not in (SourceType.METHOD, SourceType.PROPOSAL) for one in headlines)
        assert not any(of_method(real.handbook, one) for one in found.open)


def test_each_row_says_who_how_binding_where_it_stands_and_whether_it_holds(real: Edition) -> None:
    sheet = draft(real, DraftSort.AGREEMENT, "fengselet")
    rows = {row[0]: row[1:] for row in table(sheet, "Dette gjør fengselet").rows}

    who, binding = rows["Sørge for at de sosiale tjenestene får vite om løslatelsen"]
    assert who.startswith("Kriminalomsorgen · Forberede løslatelse")
    assert "Gjelder: rusmiddelavhengige innsatte og domfelte" in who
    assert binding == "Skal – Rundskrivet fra 2006. Ikke avklart om den gjelder"
    assert rows["Dekke reisen hjem fra fengselet"][1] == "Skal – straffegjennomføringsforskriften § 3-40. I kraft"


def test_what_may_be_told_comes_with_what_it_takes_and_its_limits(real: Edition) -> None:
    told = table(draft(real, DraftSort.AGREEMENT, "fengselet"), "Dette kan vi fortelle hverandre").rows

    assert len(told) > 5
    assert all(takes and limits for _, takes, limits in told)
    assert any(takes.startswith("Samtykke fra personen selv") for _, takes, _ in told)


def test_where_the_sources_say_nothing_there_is_a_line_to_agree_on(real: Edition) -> None:
    health = draft(real, DraftSort.AGREEMENT, "helsetjenesten-i-fengselet")
    prison = draft(real, DraftSort.AGREEMENT, "fengselet")

    assert table(health, "Dette har vi sammen").rows == (("Kildene sier det ikke. Avtales:", "", ""),)
    assert table(prison, "Dette går fra den ene til den andre").rows[0][2].startswith("Kildene sier det ikke. Avtales:")
    assert all(row[1:] == ("", "") for row in table(prison, "Dette må vi bli enige om").rows)
    (terms,) = [block for block in prison.blocks if isinstance(block, Lines)]
    assert {line.text for line in terms.lines} >= {"Avtalen gjelder fra", "Frist for å si den opp"}
    assert Signatures(("Asker kommune", "Fengselet")) in prison.blocks


def test_the_profile_names_the_town_and_how_it_is_reached(real: Edition) -> None:
    for sort in DraftSort:
        sheet = draft(real, sort, "fengselet")
        assert sheet.about[0] == real.handbook.municipality
        assert "66 90 90 00" in f"{sheet.contact}{sheet.blocks}"
    parties = table(draft(real, DraftSort.AGREEMENT, "nav-kontor"), "Partene, og hvordan de når hverandre")
    assert parties.rows[0][:2] == ("Asker kommune", "Brukertorget")
    assert parties.rows[1] == ("Nav-kontoret", "", "")


@pytest.mark.parametrize(
    "name",
    ["avtale-nav-kontor", "brev-fengselet", f"sjekkliste-{REVIEW}", "sjekkliste-sette-i-gang-teamet",
     "skjema-plassering-av-teamet"],
)  # fmt: skip
def test_every_page_says_that_it_is_a_draft_to_treat(real: Edition, name: str) -> None:
    with pypdfium2.PdfDocument(real.outputs[printed.pdf_path(name)].make()) as document:
        assert all(MARK in page.get_textpage().get_text_bounded() for page in document)
    word = Document(io.BytesIO(real.outputs[printed.word_path(name)].make()))
    assert [paragraph.text for paragraph in word.sections[0].header.paragraphs] == [MARK]
    assert MARK in real.outputs[printed.chosen_path(name)].make().decode()


def test_a_draft_is_made_anew_when_what_it_says_is_other(trial: Trial) -> None:
    before = trial.edition().outputs["pdf/avtale-fengselet.pdf"].decided()
    trial.edit("routines/kommune/kommune.yml", "tittel: Eksempel kommune", "tittel: Annen kommune")
    after = trial.edition()

    assert after.outputs["pdf/avtale-fengselet.pdf"].decided() != before
    assert draft(after, DraftSort.AGREEMENT, "fengselet").title == "Samarbeidsavtale: Annen kommune og fengselet"


def test_nothing_is_drafted_where_there_is_no_town_to_treat_it(real: Edition) -> None:
    handbook = real.handbook
    assert handbook.municipality
    core = handbook.without({handbook.municipality.ref})

    assert [*printed.drafts(core)] == []


# What comes first, and what is missing.


def test_the_self_assessment_has_what_can_be_seen_with_what_to_look_for(real: Edition) -> None:
    items = [item for part in real.handbook.all(Checklist)[REVIEW].parts for item in part.items.values()]

    assert len(items) >= 25
    assert all(item.help and item.help.source.startswith("Se etter: ") and item.grounds for item in items)


def test_what_the_handbook_lacks_is_read_from_the_records(real: Edition) -> None:
    handbook = real.handbook
    told = {fact.label: plain(fact) for fact in missing(Teller(handbook))}

    assert {"fengselet", "friomsorgen", "fastlegen"} <= {one.id for one in unreachable(handbook)}
    assert "friomsorgen" in told["Ingen telefon i håndboken"]
    assert told["Ikke fylt ut i kommunens profil"].startswith("nettsted, postkasse for feil")
    assert "melding-til-fengselsteamet" in {one.id for one in unproven(handbook)}
    assert "Når løslatelsesdatoen" not in told["Teamet må avklare"]


def test_the_page_to_begin_on_has_the_order_the_drafts_and_what_is_missing(real: Edition) -> None:
    (page,) = [one for one in real.pages.values() if one.address == printed.BEGIN]

    for name in ("avtale-fengselet", "avtale-nav-kontor", "avtale-helsetjenesten-i-fengselet", "brev-fengselet"):
        assert f"../pdf/{name}.pdf" in page.body
        assert f"../word/{name}.docx" in page.body
    for one in pact(real.handbook, real.handbook.all(Actor)["fengselet"]).records:
        assert f">{one.title}</a>" in page.body
    for record in ("sjekklister/sette-i-gang-teamet/", f"sjekklister/{REVIEW}/", "skjemaer/plassering-av-teamet/"):
        assert f'href="../{record}"' in page.body
    assert page.body.index("1. Bestem") < page.body.index("5. Begynn") < page.body.index("Sett fra håndboken")


def test_what_is_not_ticked_is_gathered_to_be_shared_out_and_nothing_is_kept(browser: Browser, address: str) -> None:
    page = browser.new_page(locale="nb-NO")
    page.goto(f"{address}sjekklister/{REVIEW}/")
    rows, status = page.locator("[data-mangler] tbody tr"), page.locator("[data-mangler] [role=status]")
    boxes = page.locator("[data-kryss]")
    count = boxes.count()
    for box in boxes.all()[:-2]:
        box.check()

    assert (rows.count(), status.inner_text()) == (2, "2 punkter mangler")
    assert rows.first.inner_text().startswith("Håndboken har en postkasse for feil")
    page.get_by_role("button", name="Nullstill").click()
    page.wait_for_function("n => document.querySelectorAll('[data-mangler] tbody tr').length === n", arg=count)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    page.close()


def test_without_scripts_there_is_room_on_paper_for_what_is_missing(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}sjekklister/{REVIEW}/")
    page.emulate_media(media="print")

    assert page.locator("[data-mangler] tbody tr:visible").count() > 4
    context.close()
