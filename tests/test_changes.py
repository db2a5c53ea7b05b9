"""What has changed: each note told once, with what it is about; light pages; the feed; the line near titles."""

from __future__ import annotations

import gzip
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from trial import Trial

from macros.edition import Edition
from macros.handbook import Handbook
from macros.handbook.changes import changed_on, concerning, news, people_of, topics_of
from macros.outputs.feed import feed
from macros.outputs.months import CHANGES, anchor_of, leaves
from macros.outputs.pages.changes import pages
from macros.outputs.pages.setting import Setting
from macros.records import Change
from macros.records.references import Ref

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://handbok.eksempelby.no/"
TASKS = "routines/kjerne/oppgaver/bolig.yml"
NOTE = "    - {dato: 2026-03-01, hva: Lagt inn til prøve.}\n"


def noted(trial: Trial, place: str, *notes: str) -> Trial:
    """Put *notes* before what the file *place* tells of already."""
    return trial.edit(place, NOTE, "".join(f"    - {{{note}}}\n" for note in notes) + NOTE)


def test_a_note_is_told_once_with_all_that_it_is_about(trial: Trial) -> None:
    said = "dato: 2026-04-02, hva: Ordene er enklere."
    for place in (TASKS, "routines/kjerne/lover/boligloven.yml"):
        noted(trial, place, said)
    noted(trial, "routines/kjerne/lover/boligforskriften.yml", said + ', gjelder: ["2"]')
    first, *_ = told = news(trial.edition().handbook)

    assert Counter((one.on, one.what) for one in told).most_common(1)[0][1] == 1
    assert first.what == "Ordene er enklere."
    assert {ref for about in first.about for ref in about.refs} > {
        Ref("lov", "boligloven"), Ref("bestemmelse", "boligforskriften:2"), Ref("oppgave", "finne-bolig"),
    }  # fmt: skip
    assert not [about for about in first.about if about.refs[0].kind == "bestemmelse" and about.together]


def test_a_note_is_about_the_topics_and_people_of_what_it_names(trial: Trial) -> None:
    noted(trial, TASKS, "dato: 2026-04-02, hva: Fristen er ny., gjelder: [finne-bolig]")
    handbook = trial.edition().handbook
    about = news(handbook)[0].about[0]

    assert {ref.id for ref in topics_of(handbook, about)} == {"bolig", "helse"}
    assert {"kommunen-bolig", "personen"} <= {ref.id for ref in people_of(handbook, about)}


def test_a_law_is_about_what_rests_on_it(handbook: Handbook) -> None:
    about = next(about for one in news(handbook) for about in one.about if Ref("lov", "boligloven") in about.refs)

    assert "bolig" in {ref.id for ref in topics_of(handbook, about)}


def test_what_the_municipality_completes_or_takes_away_has_its_notes(trial: Trial) -> None:
    noted(
        trial, "routines/kommune/roller.yml", "dato: 2026-05-01, hva: Torget har flyttet., gjelder: [kommunen-mottak]"
    )
    noted(trial, "routines/kommune/oppgaver/bolig.yml", "dato: 2026-05-02, hva: Tatt bort., gjelder: [male-rommet]")
    edition = trial.edition()
    gone, moved, *_ = news(edition.handbook)
    body = edition.pages[f"{CHANGES}index.md"].body

    assert [about.refs for about in gone.about] == [(Ref("oppgave", "male-rommet"),)]
    assert [about.refs for about in moved.about] == [(Ref("rolle", "kommunen-mottak"),)]
    assert "Tatt bort." in body
    assert edition.handbook.removed[Ref("oppgave", "male-rommet")].title in body


def test_a_fault_in_a_municipalitys_note_is_placed_in_its_file(trial: Trial) -> None:
    noted(trial, "routines/kommune/roller.yml", "dato: 2026-05-01, hva: Nytt., gjelder: [ingen-slik]")
    fault, *others = trial.faults()

    assert fault.startswith("routines/kommune/roller.yml:5: «ingen-slik» finnes ikke i filen.")
    assert others == []


def test_a_record_was_changed_when_a_note_about_it_says_so(trial: Trial) -> None:
    noted(trial, "routines/kjerne/roller.yml", "dato: 2026-05-01, hva: Nytt., gjelder: [fengselet-kontaktbetjent]")
    roles = trial.edition().handbook.by_kind["rolle"]

    assert changed_on(roles["fengselet-kontaktbetjent"]) == date(2026, 5, 1)
    assert changed_on(roles["kommunen-rutineeier"]) == date(2026, 3, 1)
    assert [one.what for one in concerning(roles["fengselet-kontaktbetjent"])] == ["Nytt.", "Lagt inn til prøve."]


def test_a_page_says_once_when_it_was_changed_and_opens_to_how(trial: Trial) -> None:
    noted(trial, "routines/kjerne/lover/boligforskriften.yml", 'dato: 2026-04-02, hva: Klage er ute., gjelder: ["7"]')
    body = trial.edition().pages["lover/boligforskriften.md"].body

    assert body.count("Sist endret") == 1
    assert body.index("Sist endret 2. april 2026") < body.index("2. april 2026: Klage er ute.") < body.index("<dl")


def _sentence(words: list[str], number: int, step: int) -> str:
    said = " ".join(words[(step * 7 + number * 13 + place) % len(words)] for place in range(24))
    return f"{number}-{step} {said}"[:290]


@pytest.fixture(scope="module")
def crowded(handbook: Handbook) -> Handbook:
    """The tiny handbook after years of notes: thousands of them, and too many for a page in one month."""
    words = [word for record in handbook if record.text for word in record.text.source.split() if "[" not in word]
    notes, records = dict[str, tuple[Change, ...]](), []
    for record in handbook:
        path = record.origin.path
        number = len(notes)
        notes.setdefault(path, tuple(
            Change(dato=date(2026, 11, 28) - timedelta(days=(7 * step * (number + 3)) % (30 if step % 3 else 3000)),
                   hva=_sentence(words, number, step))
            for step in range(120)
        ))  # fmt: skip
        records.append(record.model_copy(update={"head": record.head.model_copy(update={"changes": notes[path]})}))
    return Handbook.of(records, handbook.moved)


def test_years_of_notes_are_parted_by_month_and_stay_light(crowded: Handbook) -> None:
    made = {page.address: page for page in pages(Setting(crowded))}
    parted, total = leaves(crowded), len(news(crowded))
    sizes = {address: len(gzip.compress(page.body.encode())) for address, page in made.items()}

    assert total > 3000
    assert sum(len(leaf.notes) for leaf in parted) == total
    assert len({leaf.address for leaf in parted}) == len(parted) > 60
    assert max(leaf.of for leaf in parted) > 1
    assert made.keys() == {CHANGES, *(leaf.address for leaf in parted)}
    assert [address for address, size in sizes.items() if size > 16 * 1024] == [], "the frame takes three more"
    assert max(page.body.count("data-endring>") for page in made.values()) < 110


def test_a_note_stays_on_its_page_when_newer_come(crowded: Handbook) -> None:
    where = {one.note: leaf.address for leaf in leaves(crowded) for one in leaf.notes}
    newer = [
        record.model_copy(update={"head": record.head.model_copy(update={"changes": (
            Change(dato=date(2026, 11, 29), hva="Helt nytt."), *record.head.changes)})})
        for record in crowded
    ]  # fmt: skip
    after = {one.note: leaf.address for leaf in leaves(Handbook.of(newer, crowded.moved)) for one in leaf.notes}

    assert {note: after[note] for note in where} == where


@pytest.mark.parametrize(
    "address", ["", "https://handbok.example/", "http://localhost:8000/", "https://x.example.com/"]
)
def test_there_is_no_feed_without_an_address_that_leads_somewhere(handbook: Handbook, address: str) -> None:
    assert [*feed(handbook, address)] == []
    assert "atom.xml" not in next(pages(Setting(handbook, address))).body


def test_the_feed_is_what_the_standard_demands(crowded: Handbook) -> None:
    (output,) = feed(crowded, SITE)
    root = ElementTree.fromstring(output.make())
    entries = root.findall(f"{ATOM}entry")
    ids = [element.text or "" for element in root.iter(f"{ATOM}id")]
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    links = [link.attrib for link in root.iter(f"{ATOM}link")]

    assert root.tag == f"{ATOM}feed"
    assert [len(root.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert len(entries) == 100
    for entry in entries:
        assert [len(entry.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated", "content")] == [1, 1, 1, 1]
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        assert entry.find(f"{ATOM}link[@rel='alternate']") is not None
    assert len(set(ids)) == len(ids)
    assert all(one.startswith("urn:uuid:") for one in ids)
    assert days == sorted(days, reverse=True)
    assert root.findtext(f"{ATOM}updated") == days[0] == "2026-11-28T12:00:00Z"
    assert {"rel": "self", "type": "application/atom+xml", "href": SITE + output.path} in links
    assert all(link["href"].startswith(SITE) for link in links)
    assert f'href="{SITE}' in (entries[0].findtext(f"{ATOM}content") or "")
    assert 'href="/' not in output.make().decode()


def test_what_an_entry_is_called_for_good_is_not_the_sites_address(handbook: Handbook) -> None:
    here, there = (next(feed(handbook, address)).make() for address in (SITE, "https://ny.kommune.no/handbok"))
    ids = [[one.text for one in ElementTree.fromstring(made).iter(f"{ATOM}id")] for made in (here, there)]

    assert ids[0] == ids[1]
    assert here == next(feed(handbook, SITE)).make()


def test_every_entry_of_the_feed_stands_where_it_leads(handbook: Handbook) -> None:
    made = {page.address: page.body for page in pages(Setting(handbook, SITE))}

    for leaf in leaves(handbook):
        assert [one for one in leaf.notes if f'id="{anchor_of(one)}"' not in made[leaf.address]] == []


def test_every_note_of_the_real_handbook_can_be_reached_and_read(real: Edition) -> None:
    notes = news(real.handbook)

    assert [one.what for one in notes if not one.what.endswith((".", "?"))] == []
    assert len({anchor_of(one) for one in notes}) == len(notes)


def test_changes_are_narrowed_by_topic_actor_and_a_day_that_stays_in_memory(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}{CHANGES}")
    shown = page.locator("[data-endring]:visible")
    everything = shown.count()
    page.get_by_label("Hva gjelder det?").select_option("bolig")
    about_homes = shown.count()
    page.get_by_label("Hvem det gjelder").select_option("nav")
    both = shown.count()
    hash_ = page.evaluate("location.hash")
    page.get_by_label("Nytt siden").fill("2099-01-01")
    none = shown.count()
    status = page.locator("[data-status]").inner_text()
    kept = page.evaluate("[location.href, document.cookie, localStorage.length, sessionStorage.length].join(' ')")
    page.goto(f"{address}tema/bolig/")
    page.locator(".sist-endret summary").click()
    page.get_by_role("link", name="Alle endringer").click()
    followed = page.get_by_label("Hva gjelder det?").input_value()
    page.close()

    assert everything > about_homes >= both > none == 0
    assert (hash_, status, followed) == ("#tema-bolig/hvem-nav", "Ingen endringer her passer med valget.", "bolig")
    assert "2099" not in kept
    assert kept.endswith(" 0 0")


def test_all_changes_are_there_without_scripts(browser: Browser, address: str, real_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{CHANGES}")
    html = (real_site / CHANGES / "index.html").read_text("utf-8")

    assert page.locator("[data-endring]:visible").count() == html.count("data-endring>") > 20
    assert not page.locator("form[data-endringer]").is_visible()
    context.close()
