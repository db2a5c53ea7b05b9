"""What the municipality does otherwise than the core: told with the reasons, and decided anew when the core changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from trial import Trial

from macros.__main__ import main
from macros.handbook import Handbook
from macros.handbook.adaptations import adaptations
from macros.live import Live
from macros.outputs.paper.adaptations import sheet_of_adaptations
from macros.outputs.paper.typeset import data_of, text_of
from macros.outputs.told.adaptations import told_by_mode
from macros.outputs.told.teller import Teller

TASKS = "routines/kjerne/oppgaver/bolig.yml"
OWN = "routines/kommune/oppgaver/bolig.yml"
ROLES = "routines/kommune/roller.yml"


@pytest.fixture(autouse=True)
def stands_in_it(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(trial.folder)


def test_all_four_ways_are_told_with_their_reasons(handbook: Handbook) -> None:
    told = {mode: [(one.title, one.reason) for one in held] for mode, held in told_by_mode(Teller(handbook))}
    assert told == {
        "lagt-til": [("Vaske rommet", ""), ("Nattevakten", "")],
        "utfyller": [("Mottaket", "Lokalt navn og kontakt."), ("Rutine for fengselsteam", "Malen vår.")],
        "erstatter": [("Holde to rom ledige", "Vi har to rom.")],
        "tar bort": [("Male rommet", "Rommene er nye.")],
    }


def test_each_field_that_differs_says_what_the_core_has_and_what_we_have(handbook: Handbook) -> None:
    rows = {
        one.title: {row.label: (row.core, row.own) for row in one.rows}
        for _, held in told_by_mode(Teller(handbook))
        for one in held
    }
    assert rows["Holde to rom ledige"]["Tittel"] == (("Holde et rom ledig",), ("Holde to rom ledige",))
    assert rows["Mottaket"]["Lokalt navn"] == ((), ("Prøvetorget",))


def test_a_list_that_the_municipality_adds_to_tells_only_what_is_new(trial: Trial) -> None:
    trial.lay_record(
        "kommune/sjekklister/loslatelse.yml",
        "endring: {måte: utfyller, hvorfor: Vår del.}\n"
        "deler:\n  - tittel: Hos oss\n    punkter:\n"
        '      adgangskort: {tekst: Adgangskortet er hentet, grunnlag: [{utdrag: "rutine-eksempel:2"}]}\n',
    )
    told = [one for _, held in told_by_mode(Teller(trial.handbook())) for one in held if one.reason == "Vår del."]
    assert [(row.label, row.core, row.own) for row in told[0].rows] == [
        ("Deler", (), ("tittel: Hos oss",)),
        ("Punkt", (), ("Adgangskortet er hentet",)),
    ]


def test_the_page_and_the_sheet_say_the_same_and_the_core_alone_says_there_is_nothing(trial: Trial) -> None:
    made = trial.edition()
    body = made.pages["om/tilpasninger.md"].body
    sheet = text_of(data_of(made.handbook, sheet_of_adaptations(Teller(made.handbook)), ""))
    for said in ("Holde to rom ledige", "Vi har to rom.", "Male rommet", "Rommene er nye.", "Prøvetorget"):
        assert said in body
        assert said in sheet
    assert "pdf/tilpasninger.pdf" in made.outputs
    for path in sorted((trial.folder / "routines" / "kommune").rglob("*.yml")):
        path.unlink()
    alone = trial.edition()
    assert "Kommunen har ikke lagt til" in alone.pages["om/tilpasninger.md"].body
    assert "pdf/tilpasninger.pdf" not in alone.outputs


def test_the_command_tells_it_too(trial: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "--avgjort", "alle"]) == 0
    assert main(["compare"]) == 0
    told = capsys.readouterr().out
    assert "## Tatt bort (1)" in told
    assert "Hvorfor: Rommene er nye." in told
    assert main(["compare", "--html", "avvik.html"]) == 0
    assert "<h2>Tatt bort (1)</h2>" in Path("avvik.html").read_text("utf-8")


def forget(trial: Trial, place: str) -> None:
    """Let the municipality's file *place* not say which core it was decided about, as when it is written by hand."""
    trial.lay(place, re.sub(r", kjernen_var: [^}]*", "", (trial.folder / place).read_text("utf-8")))


CHANGES = [
    ("oppgave/holde-rom-ledig", TASKS, "tittel: Holde et rom ledig", "tittel: Holde et rom klart", "tittel", OWN),
    ("oppgave/male-rommet", TASKS, "tittel: Male rommet", "tittel: Male rom", "tittel", OWN),
    (
        "rutine/fengselsteam", "routines/kjerne/rutiner/fengselsteam.yml", "kontaktpunkt: kommunen-mottak",
        "kontaktpunkt: kommunen-rutineeier", "kontaktpunkt", "routines/kommune/rutiner/fengselsteam.yml",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "place", "old", "new", "field", "own"), CHANGES, ids=["replaced", "removed", "filled"]
)
def test_an_update_of_the_core_is_named_and_must_be_decided(
    name: str,
    place: str,
    old: str,
    new: str,
    field: str,
    own: str,
    trial: Trial,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["compare", "--avgjort", "alle"]) == 0
    assert trial.faults() == []
    trial.edit(place, old, new)
    fault = trial.faults()
    assert len(fault) == 1
    assert fault[0].startswith(f"{own}:")
    assert f"Kjernen har endret «{field}» siden dere tok stilling til" in fault[0]
    assert main(["build", "--prove"]) == 1
    capsys.readouterr()
    assert main(["compare"]) == 1
    told = capsys.readouterr().out
    assert f"**{name}**: Nytt i kjernen siden dere tok stilling: {field}." in told
    assert f"{field.capitalize()} – I kjernen: " in told

    others = {path: path.read_text("utf-8") for path in trial.folder.rglob("*.yml") if path != trial.folder / own}
    assert main(["compare", "--avgjort", name]) == 0
    assert trial.faults() == []
    assert {path: path.read_text("utf-8") for path in others} == others
    assert main(["compare"]) == 0


def test_what_changes_elsewhere_in_the_core_asks_nothing(trial: Trial) -> None:
    main(["compare", "--avgjort", "alle"])
    trial.edit(TASKS, "tittel: Finne et sted å bo", "tittel: Finne bolig")
    assert trial.faults() == []


def test_deciding_keeps_comments_and_changes_one_line(trial: Trial) -> None:
    forget(trial, ROLES)
    before = (trial.folder / ROLES).read_text("utf-8").splitlines()
    main(["compare", "--avgjort", "rolle/kommunen-mottak"])
    after = (trial.folder / ROLES).read_text("utf-8").splitlines()
    differs = [(one, two) for one, two in zip(before, after, strict=True) if one != two]
    assert len(differs) == 1
    assert differs[0][1].startswith(differs[0][0].rstrip("}"))


def test_a_name_that_changes_nothing_in_the_core_is_refused(trial: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "--avgjort", "oppgave/finne-bolig"]) == 1
    assert "Kommunen endrer ikke «oppgave/finne-bolig» i kjernen." in capsys.readouterr().err


def test_what_is_not_said_is_warned_of(trial: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    forget(trial, ROLES)
    assert main(["check"]) == 0
    assert f"Advarsel: {ROLES}:7: Her står ikke hvilken kjerne dere tok stilling til, så" in capsys.readouterr().out
    main(["compare", "--avgjort", "alle"])
    capsys.readouterr()
    assert main(["check"]) == 0
    assert "hvilken kjerne" not in capsys.readouterr().out


def test_to_decide_makes_no_approved_record_a_draft(trial: Trial) -> None:
    before = trial.handbook()
    main(["compare", "--avgjort", "alle"])
    after = trial.handbook()
    assert {one.ref: (one.version, one.approval) for one in after} == {
        one.ref: (one.version, one.approval) for one in before
    }


def test_another_id_in_the_core_is_no_news_to_whoever_decided(trial: Trial) -> None:
    main(["compare", "--avgjort", "alle"])
    assert main(["move", "rolle/kommunen-mottak", "kommunen-torget"]) == 0
    assert all(one.decided for one in adaptations(trial.handbook()))


def test_what_the_municipality_takes_away_by_command_is_decided_at_once(trial: Trial) -> None:
    assert main(["new", "oppgave", "ekstra-sak", "--tema", "bolig", "--kjernen"]) == 0
    assert main(["remove", "oppgave/ekstra-sak", "--hvorfor", "Vi gjør ikke dette."]) == 0
    told = {str(one.ref): one.decided for one in adaptations(trial.handbook())}
    assert told["oppgave/ekstra-sak"]


def test_what_must_be_decided_is_told_over_the_pages_while_they_are_edited(trial: Trial) -> None:
    trial.edit(TASKS, "tittel: Holde et rom ledig", "tittel: Holde et rom klart")
    live = Live(trial.project)
    status, _, page = live.answer("om/tilpasninger/")
    assert status == 200
    assert "Kjernen har endret «tittel»" in page.decode()
    assert "Holde et rom klart" in page.decode()
