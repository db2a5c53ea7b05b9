"""What the routine's owner has to look at: on the page, by `review`, in the report and in calendars."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from trial import Trial

from macros.edition import Edition
from macros.handbook import Handbook
from macros.handbook.resting import resting
from macros.outputs import maintenance
from macros.outputs.calendars import calendar
from macros.outputs.maintenance import File, files
from macros.records.references import Ref
from macros.records.vocabulary import StandingState
from macros.report import report
from macros.review import is_urgent, review, review_data

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OWNER = Ref("rolle", "kommunen-rutineeier")
MONDAY = date(2026, 9, 7)


def by_path(handbook: Handbook) -> dict[str, File]:
    return {file.path: file for file in files(handbook)}


# Files.


def test_every_record_lies_in_one_file_with_an_owner_and_a_day(real: Edition) -> None:
    found = files(real.handbook)
    assert sum(len(file.records) for file in found) == sum(1 for _ in real.handbook)
    assert [file.path for file in found if file.owner.kind != "rolle" or len(file.kinds) < 3] == []
    assert [file.due for file in found] == sorted(file.due for file in found)


def test_every_file_leads_to_a_page_of_the_site(real: Edition) -> None:
    addresses = {page.address for page in real.pages.values()}
    assert [file.path for file in files(real.handbook) if file.page not in addresses] == []


def test_what_the_municipality_completes_is_gone_through_in_its_own_file(handbook: Handbook) -> None:
    found = by_path(handbook)
    assert [one.id for one in found["routines/kommune/rutiner/fengselsteam.yml"].records] == ["fengselsteam"]
    assert "routines/kjerne/rutiner/fengselsteam.yml" not in found
    assert found["routines/kommune/roller.yml"].name.endswith(": det kommunen har lagt til")


def test_a_file_of_what_only_the_municipality_has_is_told_from_the_cores(trial: Trial) -> None:
    trial.lay_record("kommune/hendelser.yml", "hendelser:\n  byfest:\n    tittel: byfesten i Eksempel kommune\n")
    trial.lay_record(
        "kommune/samtaler/helse.yml",
        "samtaler:\n  tannlege:\n    tittel: Tannlege\n    mål: Tennene er hele.\n    hvem: [kommunen]\n"
        "    rekkefølge: 9\n    grunnlag: [{forslag: Lurt å spørre om., styrke: kan}]\n",
    )
    found = by_path(trial.handbook())
    assert found["routines/kjerne/hendelser.yml"].name == "Hendelser"
    assert found["routines/kommune/hendelser.yml"].name == "Hendelser: det kommunen har lagt til"
    talks = found["routines/kommune/samtaler/helse.yml"]
    assert (talks.name, talks.page) == ("Samtaler: Helse, det kommunen har lagt til", "samtaler/")


def test_the_first_record_to_be_gone_through_decides_for_its_file(trial: Trial) -> None:
    file = by_path(trial.handbook())["routines/kommune/oppgaver/bolig.yml"]
    assert (file.due.on, file.due.proposed, file.drafts, len(file.records)) == (date(2027, 3, 2), False, 0, 2)


# Laws and open points.


def test_laws_that_were_changed_after_they_were_read_come_first(real: Edition) -> None:
    unread = maintenance.unread(real.handbook)
    changed = [one.state is StandingState.CHANGED_UNREAD for one in unread]
    assert sum(changed) > 5
    assert changed == sorted(changed, reverse=True)


def test_open_points_stand_with_everyone_who_must_settle_them(handbook: Handbook) -> None:
    for ref, own in maintenance.points(handbook):
        assert all(ref in point.settle_with and point.settled is None for point in own)


# On a day.


@pytest.mark.parametrize(
    ("today", "over", "soon"),
    [
        ("2026-09-01", False, True),
        ("2026-09-02", True, False),
        ("2026-07-03", False, True),
        ("2026-07-02", False, False),
    ],
)
def test_a_file_is_over_its_day_from_the_day_after_and_soon_from_sixty_days_before(
    handbook: Handbook, today: str, over: bool, soon: bool
) -> None:
    law, day = by_path(handbook)["routines/kjerne/lover/boligloven.yml"], date.fromisoformat(today)
    assert law.due.on == date(2026, 9, 1)
    assert (law in maintenance.overdue(handbook, day), law in maintenance.soon(handbook, day)) == (over, soon)


def test_a_review_tells_what_is_over_changed_waits_must_be_read_and_settled(handbook: Handbook) -> None:
    told = review(handbook, MONDAY)
    assert told.startswith("# Vedlikehold per 7. september 2026\n\n## Over fristen\n\n- 1. september 2026, ")
    for line in (
        "- Rutine for fengselsteam. Godkjent av eieren av rutinen (kommunen) 2. mars 2026. Endret: mal. "
        "10. mars 2026: Nytt system i malen. routines/kommune/rutiner/fengselsteam.yml:1",
        "- Eieren av rutinen (kommunen): Rutiner – 2 av 2 poster er utkast, 2 filer er aldri gått gjennom",
        "(brukt 1 gang)",
    ):
        assert line.lower() in told.lower()


def test_the_report_tells_the_same_with_the_same_words(handbook: Handbook) -> None:
    told = review(handbook, MONDAY)
    assert told[told.index("\n## Endret etter godkjenningen") :] in report(handbook)


def test_a_review_as_data_says_the_same(handbook: Handbook) -> None:
    data = review_data(handbook, MONDAY)
    assert json.loads(json.dumps(data)) == data
    assert [one["record"] for one in data["changed_since_approval"]] == ["rutine/fengselsteam"]
    assert {one["due"] for one in data["overdue"]} == {"2026-09-01"}
    assert data["due_within_60_days"] == []
    assert {one["owner"] for one in data["drafts"]} == {OWNER.id}


def test_nothing_is_urgent_before_the_first_day_where_nothing_has_changed(trial: Trial) -> None:
    assert is_urgent(trial.handbook(), date(2026, 3, 11))
    trial.edit("routines/kommune/rutiner/fengselsteam.yml", "godkjenning: godkjent", "godkjenning: utkast")
    assert not is_urgent(trial.handbook(), date(2026, 9, 1))
    assert is_urgent(trial.handbook(), date(2026, 9, 2))


@pytest.mark.parametrize(
    ("options", "code", "begins"),
    [
        (["--dato", "2026-09-07"], 3, "# Vedlikehold per 7. september 2026\n"),
        (["--json", "--dato", "2026-09-07"], 3, '{\n "version": 1,\n "date": "2026-09-07"'),
        (["--eier", "fengselet-kontaktbetjent", "--dato", "2026-09-07"], 0, "# Vedlikehold per"),
        (["--ics"], 0, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"),
    ],
)
def test_the_command_says_it_in_three_ways(trial: Trial, options: list[str], code: int, begins: str) -> None:
    command = [sys.executable, "-m", "macros", "review", *options]
    ran = subprocess.run(command, cwd=trial.folder, capture_output=True, check=False,
                         env={**os.environ, "PYTHONUTF8": "1"})  # fmt: skip
    assert (ran.returncode, ran.stdout.decode()[: len(begins)]) == (code, begins)


# Calendars.


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_calendar_has_an_event_for_each_owner_and_day_as_the_standard_writes_it(real: Edition) -> None:
    data = calendar(real.handbook, files(real.handbook), "https://handbok.example/")
    lines = unfolded(data)
    named = [dict(re.findall(r"(?m)^([A-Z;=-]+):(.*)$", "\n".join(one.split("\n")))) for one in
             "\n".join(lines).split("BEGIN:VEVENT")[1:]]  # fmt: skip

    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert [line for line in data.decode().split("\r\n") if "\ufffd" in line] == []
    assert len({one["UID"] for one in named}) == len(named) == len(maintenance.by_day(files(real.handbook)))
    assert {one["DTSTART;VALUE=DATE"] for one in named} == {f"{file.due.on:%Y%m%d}" for file in files(real.handbook)}
    assert {re.sub(r"\\[\\,;n]", "", one["DESCRIPTION"]).count(sign) for one in named for sign in "\\,;"} == {0}
    assert all(re.fullmatch(r"\d{8}T000000Z", one["DTSTAMP"]) for one in named)


def test_the_calendar_on_the_site_is_the_same_bytes_when_it_is_made_again(trial: Trial) -> None:
    path = "om/vedlikehold/gjennomgang.ics"
    one, other = trial.edition().outputs[path].make(), trial.edition().outputs[path].make()
    assert one == other
    assert b"DTSTAMP:20260310T000000Z" in one


# In a browser, on a day.


def test_the_page_shows_what_is_over_and_what_soon_is_by_the_readers_day(
    browser: Browser, address: str, real: Edition
) -> None:
    first = maintenance.overdue(real.handbook, date(2027, 5, 23))
    many = f"{len(first)} filer"
    context = browser.new_context(timezone_id="Europe/Oslo")
    page = context.new_page()
    page.clock.set_fixed_time("2027-05-23T00:30:00+02:00")  # still the day before in Greenwich
    page.goto(f"{address}om/vedlikehold/")

    over, later = page.locator("section:has(> #over)"), page.locator("section:has(> #frister)")
    assert over.locator("> p:visible").inner_text() == many
    assert "Lover og forskrifter: " in over.inner_text()
    assert page.locator("section:has(> #snart) > p:visible").inner_text() == "Ingen."
    assert "22. mai 2027" not in later.inner_text()
    page.clock.set_fixed_time("2027-05-22T12:00:00+02:00")
    page.reload()
    assert over.locator("> p:visible").inner_text() == "Ingen."
    assert page.locator("section:has(> #snart) > p:visible").inner_text() == many
    context.close()


def test_a_reader_is_told_where_the_day_has_passed_and_only_there(browser: Browser, address: str) -> None:
    context = browser.new_context(timezone_id="Europe/Oslo")
    page = context.new_page()
    passed = "Gjennomgangen er forsinket. Spør eieren."
    page.clock.set_fixed_time("2027-05-23T12:00:00")
    page.goto(f"{address}lover/strgjfl/")
    assert page.locator("[data-frist]:visible").all_inner_texts() == [passed]
    page.goto(f"{address}begreper/brik/")
    assert page.locator("[data-frist]:visible").all_inner_texts() == []
    context.close()


def test_without_scripts_the_days_stand_in_order_and_the_page_says_how_to_use_them(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}om/vedlikehold/")
    days = [str(row.get_attribute("data-frist")) for row in page.locator("[data-frister] > li").all()]

    assert days == sorted(days)
    assert page.locator("section:has(> #over) > p:visible").inner_text().startswith("Uten skript: sammenlign")
    page.goto(f"{address}lover/strgjfl/")
    assert "ikke fastsatt (forslag 22. mai 2027)" in page.locator(".fot").inner_text()
    assert page.locator("[data-frist]:visible").count() == 0
    context.close()


def test_what_is_to_be_read_is_used_as_often_as_its_own_page_says(real: Edition) -> None:
    unread = {one.ref: one.used for one in maintenance.unread(real.handbook) if one.ref.kind == "bestemmelse"}
    assert unread == {ref: len({use.by for use in resting(real.handbook, ref)}) for ref in unread}
    assert max(unread.values()) > 1
