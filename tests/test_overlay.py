"""The municipality's layer over the core: it adds, completes, replaces and takes away, and old ids never die."""

from __future__ import annotations

import pytest
from trial import HEAD, Trial

from macros.handbook import Handbook
from macros.records import Actor, Checklist, Law, Role, Routine, Task
from macros.records.references import Ref
from macros.records.vocabulary import Approval, OverlayMode

BODY = "    tittel: Lage planen\n    hvem: [kommunen-helse]\n    grunnlag: [{forslag: Lurt., styrke: kan}]\n"


def test_a_record_only_the_municipality_has_is_added(handbook: Handbook) -> None:
    task = handbook.all(Task)["vaske-rommet"]
    assert (task.title, task.overlay) == ("Vaske rommet", None)
    assert [(origin.path, origin.line) for origin in task.origins] == [("routines/kommune/oppgaver/bolig.yml", 19)]


def test_completing_fills_what_the_core_left_empty_and_keeps_the_rest(handbook: Handbook) -> None:
    role = handbook.all(Role)["kommunen-mottak"]
    assert (role.title, role.local_name, role.inside) == ("mottaket", "Prøvetorget", Ref("aktor", "kommunen"))
    assert [contact.email for contact in role.contacts] == ["provetorget@eksempel.example"]
    assert role.overlay is not None
    assert (role.overlay.mode, role.overlay.reason) == (OverlayMode.COMPLETES, "Lokalt navn og kontakt.")


def test_a_completed_record_is_edited_in_the_core_first_and_then_in_the_overlay(handbook: Handbook) -> None:
    origins = handbook.all(Routine)["fengselsteam"].origins
    assert [(origin.path, origin.line) for origin in origins] == [
        ("routines/kjerne/rutiner/fengselsteam.yml", 1),
        ("routines/kommune/rutiner/fengselsteam.yml", 1),
    ]


def test_replacing_puts_the_whole_record_in_the_cores_place(handbook: Handbook) -> None:
    task = handbook.all(Task)["holde-rom-ledig"]
    assert task.title == "Holde to rom ledige"
    assert [str(ground.cited) for ground in task.grounds] == ["utdrag/rutine-eksempel:2"]
    assert task.head.approval is Approval.APPROVED
    assert [origin.path for origin in task.origins] == ["routines/kommune/oppgaver/bolig.yml"]


def test_taking_away_leaves_nothing(handbook: Handbook) -> None:
    assert "male-rommet" not in handbook.all(Task)


def test_the_core_alone_is_a_handbook_too(trial: Trial) -> None:
    for path in sorted((trial.folder / "routines" / "kommune").rglob("*.yml")):
        path.unlink()
    core = trial.handbook()
    assert core.municipality is None
    assert core.all(Task)["holde-rom-ledig"].title == "Holde et rom ledig"
    assert "male-rommet" in core.all(Task)
    assert core.name(Ref("rolle", "kommunen-mottak")) == "mottaket (kommunen)"


def test_the_core_alone_has_pages_too(trial: Trial) -> None:
    for path in sorted((trial.folder / "routines" / "kommune").rglob("*.yml")):
        path.unlink()
    body = trial.edition().pages["rutiner/fengselsteam.md"].body
    assert "Kontaktpunktet er ikke fylt ut for denne kommunen." in body


def test_a_moved_id_leads_to_where_the_record_is_today(handbook: Handbook) -> None:
    assert dict(handbook.moved) == {Ref("oppgave", "skaffe-bolig"): Ref("oppgave", "finne-bolig")}
    assert "skaffe-bolig" not in handbook.all(Task)


def test_the_core_may_move_a_record_of_a_kind_with_a_file_each(trial: Trial) -> None:
    trial.lay_record("kjerne/aktorer/anstalten.yml", "flyttet_til: fengselet\n")
    handbook = trial.handbook()
    assert handbook.moved[Ref("aktor", "anstalten")] == Ref("aktor", "fengselet")
    assert "anstalten" not in handbook.all(Actor)


def test_completing_a_task_that_has_more_topics_than_its_file_says_nothing_of_topics(trial: Trial) -> None:
    trial.edit(
        "routines/kommune/oppgaver/bolig.yml",
        "  vaske-rommet:\n",
        "  finne-bolig:\n    endring: {måte: utfyller, hvorfor: Gjelder bydelen.}\n    gjelder: {område: sentrum}\n"
        "  vaske-rommet:\n",
    )
    trial.edit(
        "routines/kjerne/oppgaver/bolig.yml",
        '      - {utdrag: "rundskriv:3", styrke: skal, ord',
        '      - {utdrag: "rundskriv:3", gjelder: {område: sentrum}, styrke: skal, ord',
    )
    assert trial.faults() == []
    task = trial.handbook().all(Task)["finne-bolig"]
    assert [topic.id for topic in task.topics] == ["bolig", "helse"]
    assert task.scope is not None
    assert task.scope.area == "sentrum"


def test_completing_a_task_of_one_topic_adds_to_it(trial: Trial) -> None:
    trial.lay_record(
        "kommune/oppgaver/helse.yml",
        "oppgaver:\n  lage-plan:\n    endring: {måte: utfyller, hvorfor: Mal.}\n    beskrivelse: Bruk malen.\n",
    )
    task = trial.handbook().all(Task)["lage-plan"]
    assert task.text is not None
    assert (task.title, task.text.source) == ("Lage planen som aldri ble vedtatt", "Bruk malen.")


def test_completing_makes_lists_longer_and_groups_larger(trial: Trial) -> None:
    trial.lay_record(
        "kommune/sjekklister/loslatelse.yml",
        "endring: {måte: utfyller, hvorfor: Vår del.}\n"
        "deler:\n  - tittel: Hos oss\n    punkter:\n"
        '      adgangskort: {tekst: Adgangskortet er hentet, grunnlag: [{utdrag: "rutine-eksempel:2"}]}\n',
    )
    handbook = trial.handbook()
    assert [part.title for part in handbook.all(Checklist)["loslatelse"].parts] == ["Før porten", "Etterpå", "Hos oss"]
    assert Ref("punkt", "loslatelse-adgangskort") in handbook.items


def test_a_fault_in_what_was_added_to_a_list_is_told_of_in_the_municipalitys_file(trial: Trial) -> None:
    place = "kommune/sjekklister/loslatelse.yml"
    trial.lay_record(
        place,
        "endring: {måte: utfyller, hvorfor: Vår del.}\n"
        "deler:\n  - tittel: Hos oss\n    punkter:\n"
        '      nokkel: {tekst: Nøkkelen igjen, grunnlag: [{utdrag: "rutine-eksempel:2"}]}\n',
    )
    message = "Punktet «nokkel» finnes to ganger på listen. Gi det ene nytt navn."
    assert trial.faults() == [f"routines/{place}:10: {message}"]


def test_a_provision_may_be_added_to_a_law_but_not_written_anew(trial: Trial) -> None:
    place = "kommune/lover/boligloven.yml"
    head = "endring: {måte: utfyller, hvorfor: Vår paragraf.}\nbestemmelser:\n"
    trial.lay_record(place, f'{head}  "10": {{tittel: Botid}}\n')
    assert list(trial.handbook().all(Law)["boligloven"].provisions) == ["3", "4", "5", "6", "9", "16a", "kap-2", "10"]
    trial.lay_record(place, f'{head}  "9": {{tittel: Botid}}\n')
    remedy = "Skriv «måte: erstatter» hvis hele posten skal være en annen."
    assert trial.faults() == [f"routines/{place}:7: «bestemmelser» står allerede i kjernen. {remedy}"]


@pytest.mark.parametrize("mode", ["utfyller", "erstatter", "tar bort"])
def test_a_change_of_something_the_core_does_not_have_is_a_fault(mode: str, trial: Trial) -> None:
    change = f"    endring: {{måte: {mode}, hvorfor: Prøve.}}\n"
    place = "kommune/oppgaver/helse.yml"
    trial.lay_record(place, f"oppgaver:\n  lage-kart:\n{change}{BODY}")
    message = "«endring» hører ikke til i «lage-kart», som ikke finnes i kjernen. Slett feltet."
    assert trial.faults() == [f"routines/{place}:8: {message}"]


def test_a_fault_in_a_completed_record_is_told_of_where_it_was_written(trial: Trial) -> None:
    place = "kommune/oppgaver/helse.yml"
    trial.lay_record(
        place, "oppgaver:\n  lage-plan:\n    endring: {måte: utfyller, hvorfor: Prøve.}\n    når: [samtykket]\n"
    )
    assert trial.faults() == [f"routines/{place}:9: vilkar «samtykket» finnes ikke. Mente du «samtykke»?"]
    trial.lay(f"routines/{place}", HEAD + "oppgaver: {}\n")
    trial.edit("routines/kjerne/oppgaver/helse.yml", 'utdrag: "hoeringsnotat:1"', 'utdrag: "hoeringsnotat:2"')
    assert trial.faults()[0].startswith("routines/kjerne/oppgaver/helse.yml:24: utdrag «hoeringsnotat:2» finnes ikke.")


def test_what_the_municipality_adds_may_say_its_own_names(trial: Trial) -> None:
    trial.lay_record(
        "kommune/hendelser.yml", "hendelser:\n  torg:\n    tittel: dagen på Prøvetorget i Eksempel kommune\n"
    )
    assert trial.faults() == []
