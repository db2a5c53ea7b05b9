"""Editing in the browser, as whoever has no scripts does it: what is typed is tried, and only that is written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from difflib import ndiff
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from trial import TINY, Trial
from visitor import FORM, ORIGIN, Visitor
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField

from macros.content import yamltext
from macros.content.load import load
from macros.content.places import fields_at
from macros.content.yamltext import Node
from macros.editing.changes import EditError
from macros.editing.mentions import files
from macros.editing.rewriting import rewrite, take_out
from macros.editing.written import Written
from macros.edition import Edition
from macros.editor.choices import Choices
from macros.editor.exchange import Taken, in_form, left_in_file
from macros.editor.forms import form_of
from macros.editor.merging import merged
from macros.editor.places import new_record
from macros.editor.records import FOR_SCRIPT
from macros.editor.shapes import BY_COMMANDS, shape_of
from macros.handbook.adaptations import adaptations
from macros.live import Live
from macros.project import Project
from macros.records import Head, Item, Origin, Passage, Provision, Task
from macros.records.frames import Phase
from macros.records.inside import parts_in
from macros.records.references import Ref

ROOT = Path(__file__).parents[1]
TASK = "/.rediger/kjerne/oppgave/begynne-tidlig/"
ROLE = "/.rediger/kommune/rolle/kommunen-mottak/"
TASKS = "routines/kjerne/oppgaver/bolig.yml"


@pytest.fixture
def live(trial: Trial) -> Live:
    return Live(trial.project)


@pytest.fixture
def visitor(live: Live) -> Visitor:
    return Visitor(live)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    """A visitor to a project that nobody writes in."""
    return Visitor(Live(Trial(tmp_path_factory.mktemp("lest") / "prosjekt").project))


def _changed(trial: Trial, place: str, before: str) -> list[str]:
    """Return the lines of the file at *place* that differ from *before*, as git would show them."""
    return _differing(before, (trial.folder / place).read_text("utf-8"))


def _differing(before: str, after: str) -> list[str]:
    return [line for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


# Forms and files.


def _posted(form: Any) -> Iterator[tuple[str, str]]:
    for field in form:
        if isinstance(field, FormField):
            yield from _posted(field.form)
        elif isinstance(field, FieldList):
            yield from _posted(list(field.entries))
        else:
            yield field.name, (field.data or "").replace("\n", "\r\n")


def test_what_is_sent_as_it_was_opened_is_what_stands_in_the_file_for_every_record_there_is(real: Edition) -> None:
    choices = Choices(real.handbook)
    parts = {"lov": Provision, "kilde": Passage}
    differing, left, forms = [], set(), 0
    for file in files(Project(ROOT)):
        for ref, _, fields in file.records():
            inside = [(parts.get(ref.kind, Item), one) for _, _, one in parts_in(ref, fields)]
            heads = [(Head, head)] if isinstance(head := file.text.root.get("forvaltning"), dict) else []
            for model, node in ((file.kind.model, fields), *inside, *heads):
                if "flyttet_til" in node:
                    continue
                shape = shape_of(model)
                opened = form_of(shape)(data=in_form(shape, node, choices.shown))
                sent = form_of(shape)(MultiDict([*_posted(opened)]))
                taken = Taken(shape, sent, node, choices.meant).node
                forms += 1
                differing += [str(ref)] if (taken, [*taken]) != (node, [*node]) else []
                left |= {str(keys[-1]) for keys in left_in_file(shape, node)}

    assert forms > 2000
    assert differing == []
    assert left - {*BY_COMMANDS} == {"forvaltning", "punkter", "bestemmelser", "utdrag"}


@pytest.mark.parametrize("address", [ROLE, TASK, "/.rediger/kjerne/sjekkliste/loslatelse/",
                                     "/.rediger/kjerne/bestemmelse/boligloven:6/", "/.rediger/kommune/kommune/kommune/",
                                     "/.rediger/kjerne/sjekkliste/loslatelse/?om=filen"])  # fmt: skip
def test_a_form_that_changes_nothing_writes_nothing(visitor: Visitor, trial: Trial, address: str) -> None:
    before = {path: path.read_bytes() for path in trial.folder.rglob("*.yml")}
    visitor.open(address).press("lagre")

    assert "Ingenting er endret" in visitor.text
    assert {path: path.read_bytes() for path in trial.folder.rglob("*.yml")} == before


FILE = """\
forvaltning:
  eier: x  # rollen
oppgaver:
  # Om den første.
  a:
    tittel: 'Først'
    beskrivelse: >-
      Den første linjen står.
      Den andre byttes ut.

      Et avsnitt til.
    grunnlag: [{utdrag: "r:1", styrke: bør}]

  # Om den andre.
  b:
    tittel: Så
    grunnlag:
      - {utdrag: "r:1", styrke: bør}
      # Denne er usikker.
      - {utdrag: "r:2", styrke: bør}

  # Om den siste.
  c: {tittel: Sist}
"""


def _rewritten(keys: tuple[str, ...], **values: Any) -> list[str]:
    """Return the lines that differ when the record at *keys* of `FILE` gets *values*; a value of None takes it out."""
    written = Written(Path("x.yml"), FILE)
    fields = files_fields(keys)
    new = {name: one for name, one in {**fields, **values}.items() if one is not None}
    rewrite(written.data, keys, fields or None, new, lambda place: fields_at(Task, place[2:]) if len(place) > 1 else [])
    return _differing(FILE, written.after)


def files_fields(keys: tuple[str, ...]) -> dict[str, Any]:
    found: Any = yamltext.read("x.yml", FILE.encode()).root
    for key in keys:
        found = found.get(key, {})
    return found  # type: ignore[no-any-return]


def test_only_what_differs_is_written_anew() -> None:
    a, b = ("oppgaver", "a"), ("oppgaver", "b")
    grounds = files_fields(b)["grunnlag"]
    text = "Den første linjen står. Den andre er ny.\n\nEt avsnitt til."

    assert _rewritten(a, tittel="Aller først") == ["-     tittel: 'Først'", "+     tittel: 'Aller først'"]
    assert _rewritten(a, beskrivelse=text) == ["-       Den andre byttes ut.", "+       Den andre er ny."]
    assert _rewritten(b, grunnlag=[*grounds, {"bestemmelse": "hol:7-1", "styrke": "skal", "ord": "a, b"}]) == [
        '+       - {bestemmelse: "hol:7-1", styrke: skal, ord: "a, b"}'
    ]
    assert _rewritten(b, grunnlag=grounds[1:]) == ['-       - {utdrag: "r:1", styrke: bør}']
    assert _rewritten(b, hvem=["nav"], tittel="Så: da") == [
        "-     tittel: Så", '+     tittel: "Så: da"', "+     hvem: [nav]",
    ]  # fmt: skip
    assert _rewritten(("oppgaver", "c"), grunnlag=[{"forslag": "Ja."}]) == [
        "-   c: {tittel: Sist}", "+   c: {tittel: Sist, grunnlag: [{forslag: Ja.}]}",
    ]  # fmt: skip
    assert _rewritten(("oppgaver", "d"), tittel="Ny") == ["+   d:", "+     tittel: Ny"]


def test_what_is_taken_out_leaves_the_comments_of_the_others() -> None:
    written = Written(Path("x.yml"), FILE)
    take_out(written.data, ("oppgaver", "b"))

    assert "  # Om den siste.\n  c: {tittel: Sist}\n" in written.after
    assert "  b:" not in written.after


@pytest.mark.parametrize(
    "text",
    ["nei", "1.10", "2026-11-22", "12:30", "~", "null", "007", "a: b", "- a", "#1", "a\\b", "«x»", "'x", '"x"', "[a]",
     "66 90 90 00", "true", "én, to", "x #y", "@a", "=", "x: ", "a\n\nb"],
)  # fmt: skip
def test_every_text_is_read_as_it_was_typed(text: str) -> None:
    for keys in (("oppgaver", "b"), ("oppgaver", "c")):
        written = Written(Path("x.yml"), FILE)
        fields = files_fields(keys)
        rewrite(written.data, keys, fields, {**fields, "tittel": text}, lambda _: [])
        made: Any = yamltext.read("x.yml", written.after.encode())

        assert made.root["oppgaver"][keys[1]]["tittel"] == text
        assert not made.faults


# An errand.


def test_a_telephone_number_is_changed_and_nothing_else(visitor: Visitor, trial: Trial) -> None:
    place = "routines/kommune/roller.yml"
    before = (trial.folder / place).read_text("utf-8")
    visitor.open(ROLE).fill("kontakt-0-telefon", "22 11 11 12").press("lagre")

    assert "22 11 11 11" in visitor.text
    assert (trial.folder / place).read_text("utf-8") == before, "nothing is written before it has been looked over"

    visitor.fill("_endret", "Nytt nummer til mottaket.").press("skriv")

    assert "Lagret." in visitor.text
    assert visitor.field("kontakt-0-telefon") == "22 11 11 12"
    assert _changed(trial, place, before) == [
        f"+     - {{dato: {visitor.editor.today}, hva: Nytt nummer til mottaket., gjelder: [kommunen-mottak]}}",
        "-         telefon: 22 11 11 11",
        "+         telefon: 22 11 11 12",
    ]
    assert trial.faults() == []


def test_a_fault_stands_at_its_field_and_nothing_is_written_until_it_is_mended(visitor: Visitor, trial: Trial) -> None:
    before = (trial.folder / TASKS).read_text("utf-8")
    visitor.open(TASK).fill("tittel", "").press("lagre")

    assert visitor.status == 422
    assert visitor.faults() == {"tittel": "Dette må fylles ut."}

    visitor.fill("tittel", "Begynne tidlig").fill("grunnlag-0-bestemmelse", "boligloven:99").press("lagre")

    assert "boligloven:99" in visitor.faults()["grunnlag-0-bestemmelse"]
    assert visitor.field("grunnlag-0-bestemmelse") == "boligloven:99", "what was typed stays"
    assert (trial.folder / TASKS).read_text("utf-8") == before

    visitor.fill("grunnlag-0-bestemmelse", "Boligeksempelloven § 3 Hjelp til bolig").press("lagre").press("skriv")

    assert _changed(trial, TASKS, before) == [
        "-     tittel: Begynne i god tid",
        "+     tittel: Begynne tidlig",
        '-       - {bestemmelse: "boligloven:4", styrke: skal}',
        '+       - {bestemmelse: "boligloven:3", styrke: skal}',
    ]


def test_lists_grow_shrink_and_are_put_in_order_by_buttons(visitor: Visitor) -> None:
    visitor.open(TASK).press("legg-til:grunnlag").fill("grunnlag-2-forslag", "Teamet trenger det.")
    visitor.press("opp:grunnlag-2")

    assert visitor.field("grunnlag-1-forslag") == "Teamet trenger det."

    visitor.press("ta-bort:grunnlag-0").press("ta-bort:grunnlag-1").press("legg-til:når")

    assert visitor.field("grunnlag-0-forslag") == "Teamet trenger det."
    assert "grunnlag-1-forslag" not in dict(visitor.fields)
    assert visitor.field("når-0") == ""


def test_an_item_is_added_to_a_list_with_its_ground(visitor: Visitor, trial: Trial) -> None:
    place = "routines/kjerne/sjekklister/forste-dag.yml"
    before = (trial.folder / place).read_text("utf-8")
    visitor.open("/.rediger/kjerne/sjekkliste/forste-dag/?del=0&tekst=Hent+nøkkelen")

    assert visitor.field("tekst") == "Hent nøkkelen"

    visitor.press("lagre")

    assert visitor.faults()["grunnlag"] == "Dette må fylles ut."

    visitor.fill("grunnlag-0-utdrag", "metode:2").press("lagre").press("skriv")

    assert visitor.address.startswith("/.rediger/kjerne/punkt/forste-dag-hent-nokkelen/")
    assert _changed(trial, place, before) == [
        "+       hent-nokkelen:",
        "+         tekst: Hent nøkkelen",
        "+         grunnlag:",
        '+           - {utdrag: "metode:2"}',
    ]


def test_an_item_that_readers_were_told_of_can_be_taken_away_again(visitor: Visitor, trial: Trial) -> None:
    visitor.open("/.rediger/kjerne/sjekkliste/forste-dag/?del=0&tekst=Hent+nøkkelen")
    visitor.press("legg-til:grunnlag") if "grunnlag-0-utdrag" not in dict(visitor.fields) else None
    visitor.fill("grunnlag-0-utdrag", "metode:2").press("lagre").fill("_endret", "Nøkkelen er med.").press("skriv")
    visitor.open("/.rediger/kjerne/punkt/forste-dag-hent-nokkelen/ta-bort/").press("Ta bort")

    assert visitor.status == 200
    assert "hent-nokkelen" not in (trial.folder / "routines/kjerne/sjekklister/forste-dag.yml").read_text("utf-8")
    assert trial.faults() == []


def test_a_task_is_made_with_a_law_and_a_time(visitor: Visitor, trial: Trial) -> None:
    before = (trial.folder / TASKS).read_text("utf-8")
    visitor.open("/.rediger/ny/").fill("tittel", "Vaske vinduene").fill("hvor", "kjerne").press("Fortsett")

    assert "Velg hvilket tema" in visitor.text

    visitor.fill("tema", "bolig").press("Fortsett")

    assert visitor.address.startswith("/.rediger/kjerne/oppgave/vaske-vinduene/?ny")

    visitor.fill("hvem-0-hvem", "kommunen-bolig")
    visitor.fill("grunnlag-0-bestemmelse", "boligloven:3").fill("grunnlag-0-styrke", "skal").press("legg-til:tid")
    visitor.fill("tid-0-hva", "senest").fill("tid-0-fra", "2").fill("tid-0-enhet", "uker").press("lagre")

    assert "mangler «retning» og «hendelse»" in visitor.faults()["tid-0"]

    visitor.fill("tid-0-retning", "før").fill("tid-0-hendelse", "loslatelse").press("lagre").press("skriv")

    assert _changed(trial, TASKS, before) == [
        "+   vaske-vinduene:",
        "+     tittel: Vaske vinduene",
        "+     hvem: [kommunen-bolig]",
        "+     tid:",
        "+       - {hva: senest, fra: 2, enhet: uker, retning: før, hendelse: loslatelse}",
        "+     grunnlag:",
        '+       - {bestemmelse: "boligloven:3", styrke: skal}',
    ]
    assert trial.faults() == []


def test_a_new_file_is_made_for_the_first_of_its_kind_and_for_each_list(visitor: Visitor, trial: Trial) -> None:
    visitor.open("/.rediger/ny/").fill("type", "sjekkliste").fill("tittel", "Før helgen").press("Fortsett")
    visitor.fill("formål", "Teamet er klart.").fill("grunnlag-0-forslag", "Vi trenger den.")
    visitor.press("lagre").press("skriv")

    text = (trial.folder / "routines/kommune/sjekklister/for-helgen.yml").read_text("utf-8")
    assert "tittel: Før helgen\nformål: Teamet er klart.\n" in text
    assert trial.faults() == []


# Two who edit.


def test_another_record_saved_in_the_same_file_is_kept(visitor: Visitor, trial: Trial) -> None:
    visitor.open(TASK).fill("tittel", "Begynne tidlig")
    trial.edit(TASKS, "tittel: Male rommet", "tittel: Male hele rommet")
    visitor.press("lagre").press("skriv")

    text = (trial.folder / TASKS).read_text("utf-8")
    assert "tittel: Begynne tidlig" in text
    assert "tittel: Male hele rommet" in text


def test_page_and_sheet_are_seen_before_anything_is_written(visitor: Visitor) -> None:
    visitor.open("/.rediger/kjerne/sjekkliste/forste-dag/").fill("formål", "Du vet alt.").press("vis")
    frame, sheet = (one.attributes for one in visitor.page.css(".visning iframe"))

    assert "Du vet alt." in visitor.ask("GET", str(frame["src"]))[1]
    assert "Du vet alt." not in visitor.live.answer("sjekklister/forste-dag/")[2].decode()

    visitor.open(str(sheet["data-kilde"]))
    picture = visitor.page.css("img")[0].attributes["src"]

    assert visitor.ask("GET", str(picture))[1][1:4] == "PNG"
    assert visitor.ask("GET", str(visitor.page.css("main a")[0].attributes["href"]))[1].startswith("%PDF")


def test_two_who_change_the_same_are_asked_and_nothing_is_lost(visitor: Visitor, trial: Trial) -> None:
    visitor.open(TASK).fill("tittel", "Min tittel")
    trial.edit(TASKS, "tittel: Begynne i god tid", "tittel: Deres tittel")
    trial.edit(TASKS, "hvem: [fengselet]", "hvem: [kommunen]")
    visitor.press("lagre")

    assert "Min tittel" in visitor.text
    assert "Deres tittel" in visitor.text

    visitor.fields.append(("_valgt-tittel", "mitt"))
    visitor.press("lagre").press("skriv")
    text = (trial.folder / TASKS).read_text("utf-8")

    assert "tittel: Min tittel" in text
    assert "Deres tittel" not in text
    assert "hvem: [kommunen]" in text, "what only the other changed is taken along"


def test_what_was_typed_outlives_a_file_that_somebody_broke_meanwhile(visitor: Visitor, trial: Trial) -> None:
    visitor.open(TASK).fill("tittel", "Min tittel")
    whole = (trial.folder / TASKS).read_text("utf-8")
    trial.lay(TASKS, whole + '  x: "\n')
    visitor.press("lagre")

    assert "må rettes først" in visitor.text
    assert TASKS in visitor.text

    trial.lay(TASKS, whole)
    visitor.press("Prøv igjen")

    assert visitor.field("tittel") == "Min tittel"


def test_a_file_with_a_fault_elsewhere_stops_nobody_from_mending_this_one(visitor: Visitor, trial: Trial) -> None:
    trial.edit("routines/kjerne/temaer.yml", "tittel: Bolig", "tittel: ''")
    visitor.live.look()
    visitor.open(TASK)

    assert "routines/kjerne/temaer.yml" in visitor.text

    visitor.fill("tittel", "Min tittel").press("lagre")

    assert "før: Begynne i god tid nå: Min tittel" in visitor.text

    visitor.press("skriv")

    assert "tittel: Min tittel" in (trial.folder / TASKS).read_text("utf-8")


def test_what_only_one_changed_is_that_ones() -> None:
    before: dict[str, Node] = {"a": "1", "b": "1", "c": "1"}

    assert merged(before, {"a": "2", "b": "1", "c": "1"}, {"a": "1", "b": "3"}, {}) == (
        {"a": "2", "b": "3"},
        [],
    )
    assert merged(before, {**before, "a": "2"}, {**before, "a": "3"}, {}) == ({**before, "a": "3"}, ["a"])
    assert merged(before, {**before, "a": "2"}, {**before, "a": "3"}, {"a": "deres"}) == ({**before, "a": "2"}, [])


# What is done with a whole record.


def test_a_record_is_renamed_taken_away_and_approved(visitor: Visitor, trial: Trial) -> None:
    trial.edit(TASKS, "  male-rommet:\n", "  vaske-golvet:\n    tittel: Vaske golvet\n    hvem: [kommunen-bolig]\n"
               '    grunnlag: [{utdrag: "metode:4", styrke: kan}]\n  male-rommet:\n')  # fmt: skip
    visitor.live.look()
    visitor.open("/.rediger/kjerne/oppgave/vaske-golvet/ny-id/").fill("til", "vaske-alt").press("Gi ny id")

    assert "oppgave/vaske-golvet heter nå oppgave/vaske-alt" in visitor.text

    visitor.open("/.rediger/kjerne/sjekkliste/forste-dag/ta-bort/").fill("til", "Ankomst – ankomst").press("Ta bort")

    assert "sjekkliste/forste-dag er tatt bort" in visitor.text
    assert visitor.open("/.rediger/kjerne/sjekkliste/forste-dag/").status == 404

    visitor.open(f"{TASK}godkjenn/").fill("av", "kommunen-rutineeier").press("Godkjenn")

    assert "1 post godkjent" in visitor.text
    assert "begynne-tidlig: {av: kommunen-rutineeier" in (trial.folder / TASKS).read_text("utf-8")


def test_only_what_was_seen_is_approved(visitor: Visitor, trial: Trial) -> None:
    visitor.open(f"{TASK}godkjenn/")
    trial.edit(TASKS, "tittel: Begynne i god tid", "tittel: Noe annet")
    visitor.press("Godkjenn")

    assert "endret etter at du så den" in visitor.text
    assert "godkjent:" not in (trial.folder / TASKS).read_text("utf-8")


def test_a_record_in_use_is_not_taken_away(visitor: Visitor) -> None:
    visitor.open("/.rediger/kjerne/lov/boligloven/ta-bort/").press("Ta bort")

    assert visitor.status == 409
    assert "lov/boligloven er i bruk" in visitor.text


# Who is answered.


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "http://ond.example"}, {"Origin": "null"}, {"Origin": "https://127.0.0.1:8000"},
     {"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"}, {"Origin": ORIGIN, "Sec-Fetch-Site": "same-site"},
     {"Origin": ORIGIN, "Content-Type": "text/plain"}, {"Origin": ORIGIN, "Content-Type": "application/json"}],
)  # fmt: skip
def test_nothing_from_another_site_is_heard(read: Visitor, headers: dict[str, str]) -> None:
    tasks = read.live.project.folder / TASKS
    before = tasks.read_bytes()
    body = b"_gj%C3%B8r=skriv&tittel=X"
    status, html, _ = read.ask("POST", TASK, body, **{"Content-Type": FORM, **headers})

    assert status == 403
    assert "Ingenting er endret" in html
    assert tasks.read_bytes() == before


def test_without_the_token_nothing_is_written_and_nothing_that_was_typed_is_lost(
    visitor: Visitor, trial: Trial
) -> None:
    before = (trial.folder / TASKS).read_bytes()
    visitor.open(TASK).fill("tittel", "Min tittel").press("lagre")
    visitor.fill("_nøkkel", "fra-i-går").press("skriv")

    assert "startet på nytt" in visitor.text
    assert visitor.field("tittel") == "Min tittel"
    assert (trial.folder / TASKS).read_bytes() == before

    visitor.open(f"{TASK}godkjenn/").fill("_nøkkel", "").press("Godkjenn")

    assert visitor.status == 403
    assert (trial.folder / TASKS).read_bytes() == before


@pytest.mark.parametrize(
    "address",
    ["/.rediger/kjerne/oppgave/finnes-ikke/", "/.rediger/kjerne/tull/x/", "/.rediger/ute/oppgave/begynne-tidlig/",
     "/.rediger/kjerne/oppgave/..%2f..%2fx/", "/.rediger/fil/app.py", "/.rediger/utkast/99/", "/.rediger/tull",
     "/.rediger/valg/tull.json", "/.rediger/kjerne/oppgave/x%00/"],
)  # fmt: skip
def test_what_is_not_there_is_not_there(read: Visitor, address: str) -> None:
    status, html, _ = read.ask("GET", address)

    assert status == 404
    assert "Det finnes ikke noe å redigere" in html


def test_the_pages_run_no_script_but_their_own(read: Visitor) -> None:
    _, html, headers = read.ask("GET", TASK)

    assert "default-src 'none'; script-src 'self'; style-src 'self'" in headers["Content-Security-Policy"]
    assert "style=" not in html
    assert " on" not in html.split("<main")[0]
    assert "<script>" not in html


def test_what_is_typed_is_shown_as_text(read: Visitor) -> None:
    read.open(TASK).fill("tittel", "<script>alert(1)</script>").press("lagre")

    assert "<script>alert" not in read.html


def test_a_site_that_is_built_knows_no_editor(tiny_edition: Edition) -> None:
    assert not any(".rediger" in page.text for page in tiny_edition.pages.values())
    assert not any("rediger" in path for path in tiny_edition.outputs)


# Parts, and what the municipality lays over the core.


def test_an_item_is_put_in_another_place_and_taken_away(visitor: Visitor, trial: Trial) -> None:
    place = "routines/kjerne/sjekklister/loslatelse.yml"
    before = (trial.folder / place).read_text("utf-8")
    visitor.open("/.rediger/kjerne/sjekkliste/loslatelse/")
    items = [str(one.attributes["value"]) for one in visitor.page.css('button[value^="ned:punkt/"]')]
    moved = items[0].removeprefix("ned:")
    visitor.use("rekkef").press(items[0])
    after = (trial.folder / place).read_text("utf-8")

    assert sorted(after.splitlines()) == sorted(before.splitlines())
    assert after != before

    visitor.use("rekkef").press(f"opp:{moved}")

    assert (trial.folder / place).read_text("utf-8") == before

    visitor.open(f"/.rediger/kjerne/{moved}/ta-bort/").press("Ta bort")

    assert visitor.status in (200, 409)
    assert trial.faults() == []


def test_the_municipality_completes_what_the_core_has_and_says_why(visitor: Visitor, trial: Trial) -> None:
    visitor.open("/.rediger/kommune/oppgave/begynne-tidlig/?ny=ja&m%C3%A5te=utfyller")

    assert visitor.field("endring-måte") == "utfyller"
    assert [one.text() for one in visitor.page.css('label[for="tittel"] .må')] == []

    visitor.fill("beskrivelse", "Hos oss begynner vi et halvt år før.").press("lagre")

    assert visitor.faults() == {"endring-hvorfor": "Dette må fylles ut."}

    visitor.fill("endring-hvorfor", "Ventetiden er lang.").press("lagre").press("skriv")

    text = (trial.folder / "routines/kommune/oppgaver/bolig.yml").read_text("utf-8")
    assert "  begynne-tidlig:\n" in text
    assert "    beskrivelse: Hos oss begynner vi et halvt år før.\n" in text
    assert trial.faults() == []
    told = {str(one.ref): one.decided for one in adaptations(trial.handbook())}
    assert told["oppgave/begynne-tidlig"]


def test_the_core_is_changed_where_the_municipality_lays_something_over_it(visitor: Visitor, trial: Trial) -> None:
    visitor.open("/.rediger/kjerne/rutine/fengselsteam/").fill("formål", "Hjelpe folk hjem.").press("lagre")

    assert "Kommunen har endret denne posten." in visitor.text

    visitor.press("skriv")

    assert visitor.status == 200
    assert trial.faults() == []
    own = (trial.folder / "routines/kommune/rutiner/fengselsteam.yml").read_text("utf-8")
    assert all(one.decided for one in adaptations(trial.handbook()) if one.ref.kind == "rutine"), own


def test_the_core_of_a_package_is_not_written_but_can_be_laid_over(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("macros.editor.places.Place.is_own", False)
    visitor.open(TASK)

    assert "hører til kjernen" in visitor.text
    assert visitor.page.css_first('a[href*="/.rediger/kommune/oppgave/begynne-tidlig/?ny=ja"]')


# What nobody meant to send.


@pytest.fixture
def town(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """A visitor to a municipality's own folder, whose core is the package's."""
    shutil.rmtree(trial.folder / "routines/kjerne")
    monkeypatch.setattr(Project, "core", property(lambda _: TINY / "routines/kjerne"))
    return Visitor(Live(trial.project))


@pytest.mark.parametrize("address", ["/.rediger/ny/?type=begrep&tittel=Nytt+ord&hvor=kjerne",
                                     "/.rediger/kjerne/begrep/nytt-ord/?ny=ja&tittel=Nytt+ord"])  # fmt: skip
def test_nothing_new_is_made_beside_the_core_of_a_package(town: Visitor, trial: Trial, address: str) -> None:
    town.open(address)

    assert "Kjernen hører til pakken" in town.text
    assert not (trial.folder / "routines/kjerne").exists()


def test_the_first_record_of_a_municipality_is_checked_as_all_others(trial: Trial) -> None:
    file = "vedlegg/avtale-blank.pdf"  # a routine of the core has it
    (trial.folder / "routines/kommune" / file).rename(trial.folder / "routines/kjerne" / file)
    shutil.rmtree(trial.folder / "routines/kommune")
    visitor = Visitor(Live(trial.project)).open("/.rediger/kommune/begrep/nytt-ord/?ny=ja&tittel=Nytt+ord")
    visitor.press("lagre")

    assert "Dette må fylles ut." in visitor.faults().values()
    assert not (trial.folder / "routines/kommune").exists()


def test_what_lies_under_no_root_is_never_called_checked(trial: Trial) -> None:
    with pytest.raises(ValueError, match="under none of the roots"):
        load(trial.project.roots, unsaved={trial.folder / "routines/ute/begreper.yml": b"x: y\n"})


def test_a_topic_that_is_none_names_no_file(visitor: Visitor) -> None:
    visitor.open("/.rediger/kommune/oppgave/x-y/?ny=ja&tittel=X&tema=..%2F..%2F..%2Fute")

    assert visitor.status == 409
    assert "Velg hvilket tema" in visitor.text


def test_a_file_is_in_the_folder_only_when_its_path_leads_there(trial: Trial) -> None:
    place = new_record(trial.project, "kommune", Ref("oppgave", "x"), "bolig")

    assert place.is_own
    assert not replace(place, path=trial.folder / "routines/kommune/../../ute/x.yml").is_own
    assert not replace(place, path=trial.folder / "routines/ute/x.yml").is_own


@pytest.mark.parametrize("typed", ["...", "---", "2026-13-45", "a\tb", "%a", "a\u2028b", "1_0", "<<", "!x"])
def test_whatever_is_typed_is_written_as_text(visitor: Visitor, trial: Trial, typed: str) -> None:
    visitor.open(TASK).fill("tittel", typed).press("lagre").press("skriv")

    assert visitor.status == 200
    assert visitor.field("tittel") == " ".join(typed.split())
    assert trial.faults() == []


def test_signs_that_no_file_can_have_are_taken_out_and_told_of(visitor: Visitor, trial: Trial) -> None:
    visitor.open(TASK).fill("tittel", "Be\x07gynne\x00").press("lagre")

    assert visitor.faults() == {
        "tittel": "Her sto tegn som ikke synes (U+0000, U+0007). De er tatt bort. Se over teksten, og lagre igjen."
    }
    assert visitor.field("tittel") == "Begynne"

    visitor.press("lagre").press("skriv")

    assert "tittel: Begynne\n" in (trial.folder / TASKS).read_text("utf-8")


def test_two_columns_of_one_name_or_one_without_are_faults_and_nothing_is_dropped() -> None:
    shape = shape_of(Phase)
    sent = [("kolonner-0-navn", "a"), ("kolonner-0-tittel", "Først"), ("kolonner-1-navn", "a"),
            ("kolonner-1-tittel", "Så"), ("kolonner-2-navn", ""), ("kolonner-2-tittel", "Sist"),
            ("kolonner-3-navn", ""), ("kolonner-3-tittel", "")]  # fmt: skip
    taken = Taken(shape, form_of(shape)(MultiDict(sent)), {}, lambda text, _: text)

    assert taken.faults == {
        "kolonner-1-navn": ["«a» er brukt over. Skriv et annet kortnavn."],
        "kolonner-2-navn": ["Dette må fylles ut."],
    }
    assert taken.node["kolonner"] == {"a": {"tittel": "Først"}}


def test_an_old_fault_lets_no_new_one_in(visitor: Visitor, trial: Trial) -> None:
    trial.edit("routines/kjerne/begreper.yml", "i_dag: oppgave/finne-bolig", "i_dag: oppgave/finnes-ikke")
    place = "routines/kommune/roller.yml"
    before = (trial.folder / place).read_text("utf-8")
    visitor.live.look()
    visitor.open(ROLE).fill("lokalt_navn", "Begynne i god tid").press("lagre")

    assert visitor.status == 422
    assert "er et lokalt navn" in visitor.text, "it lies in another record, and was not there"
    assert (trial.folder / place).read_text("utf-8") == before


def test_a_button_that_no_page_has_changes_nothing(visitor: Visitor) -> None:
    visitor.open(TASK)
    for button in ("legg-til:tittel", "legg-til:grunnlag-0", "opp:tittel-0", "ta-bort:tittel-1", "ned:x", "legg-til:"):
        sent = urlencode([*visitor.fields, ("_gjør", button)]).encode()
        status, html, _ = visitor.ask("POST", TASK, sent, Origin=ORIGIN, **{"Content-Type": FORM})

        assert status == 200, button
        assert "Begynne i god tid" in html


def test_an_item_is_moved_when_it_is_tried_again(
    visitor: Visitor, trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = trial.folder / "routines/kjerne/sjekklister/loslatelse.yml"
    before = place.read_text("utf-8")
    visitor.open("/.rediger/kjerne/sjekkliste/loslatelse/")
    button = str(visitor.page.css('button[value^="ned:punkt/"]')[0].attributes["value"])
    with monkeypatch.context() as busy:
        busy.setattr("macros.editor.parts.put", _refused)
        visitor.use("rekkef").press(button)

    assert visitor.status == 409

    visitor.press("Prøv igjen")

    assert visitor.status == 200
    assert place.read_text("utf-8") != before


def _refused(*_: Any) -> None:
    raise EditError("Filen er endret av noen andre.")


def test_what_commands_write_is_not_asked_for_and_stays(visitor: Visitor, trial: Trial) -> None:
    visitor.open("/.rediger/kjerne/sjekkliste/loslatelse/?om=filen")

    assert not {*BY_COMMANDS} & {name for name, _ in visitor.fields}
    assert "Dette har skjemaet ikke felt for" not in visitor.text

    visitor.fill("gjennomgått", "2026-10-01").press("lagre").press("skriv")

    assert "godkjenning: " in (trial.folder / "routines/kjerne/sjekklister/loslatelse.yml").read_text("utf-8")
    assert trial.faults() == []


def test_the_fields_that_a_fault_is_about_are_shown(visitor: Visitor) -> None:
    visitor.open("/.rediger/kjerne/rutine/nar-ingen-svarer/").fill("vedlegg-0-alternativ_tekst", "").press("lagre")
    held = [one.css('[name="vedlegg-0-alternativ_tekst"]') for one in visitor.page.css("details:not([open])")]

    assert "alternativ_tekst" in visitor.faults()["vedlegg-0"]
    assert not any(held)


def test_whoever_approves_is_told_how_it_stands(read: Visitor) -> None:
    assert "Dette er utkast, og har ikke vært godkjent." in read.open(f"{TASK}godkjenn/").text


def test_the_script_fetches_no_lists_that_it_does_not_use(read: Visitor) -> None:
    read.open(TASK)
    sent = urlencode([*read.fields, ("_gjør", "legg-til:når")]).encode()
    headers = {"Origin": ORIGIN, "Content-Type": FORM}

    assert "<datalist" in read.html
    assert "<datalist" not in read.ask("POST", TASK, sent, **headers, **{FOR_SCRIPT: "ja"})[1]


@pytest.mark.parametrize(
    ("path", "root"),
    [("routines/kommune/roller.yml", "kommune"), ("routines/kjerne/roller.yml", "kjerne"),
     ("/srv/kommune/lib/routines/kjerne/roller.yml", "kjerne"),
     ("/srv/routines/kommune/lib/routines/kjerne/roller.yml", "kjerne")],
)  # fmt: skip
def test_whose_a_file_is_follows_from_the_folder_of_the_records(path: str, root: str) -> None:
    assert Origin(path, 1).root == root


def test_whoever_is_refused_comes_back_to_what_was_typed(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor.open(TASK).fill("tittel", "Min tittel").press("lagre")
    monkeypatch.setattr("macros.editor.records.put", _refused)
    visitor.press("skriv").press("Tilbake til skjemaet")

    assert visitor.field("tittel") == "Min tittel"

    visitor.open("/.rediger/kjerne/lov/boligloven/ta-bort/").fill("hvorfor", "Fordi.").press("Ta bort")
    visitor.press("Tilbake til skjemaet")

    assert visitor.field("hvorfor") == "Fordi."


def test_what_is_laid_over_the_core_is_called_what_the_core_calls_it(visitor: Visitor, trial: Trial) -> None:
    visitor.open("/.rediger/kommune/begrep/varetekt/?ny=ja&m%C3%A5te=utfyller")

    assert visitor.page.css("h1")[0].text(strip=True) == "Varetekt"

    visitor.fill("endring-hvorfor", "Vi sier mer.").fill("kalles_også", "varetektscelle")
    visitor.press("lagre").press("skriv")

    text = (trial.folder / "routines/kommune/begreper.yml").read_text("utf-8")
    assert "hva: Varetekt er tilpasset for kommunen." in text


def test_what_lies_over_nothing_is_not_asked_how(read: Visitor) -> None:
    assert "endring-måte" not in dict(read.open("/.rediger/kommune/begrep/x-y/?ny=ja&tittel=X").fields)
    assert "endring-måte" not in dict(read.open("/.rediger/kommune/rolle/kommunen-nattevakt/").fields)
    assert "endring-måte" in dict(read.open(ROLE).fields)


def test_whoever_has_approved_is_named(visitor: Visitor) -> None:
    visitor.open(f"{TASK}godkjenn/").fill("av", "kommunen-rutineeier").press("Godkjenn").open(f"{TASK}godkjenn/")

    assert "Dette er alt godkjent slik det står, " in visitor.text
    assert ", av eieren av rutinen (kommunen)." in visitor.text
