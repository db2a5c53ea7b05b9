"""The questions one asks of all records: names, trees, stages, who rests on what, who does what."""

from __future__ import annotations

import pytest

from macros.handbook import Handbook
from macros.handbook.lookup import by_part, tasks_about, tasks_of, tasks_of_role
from macros.handbook.resting import uses
from macros.records import Actor, Stage, Task, Topic
from macros.records.kinds import KINDS
from macros.records.references import Ref


def ref(text: str) -> Ref:
    kind, _, name = text.partition("/")
    return Ref(kind, name)


def test_the_tiny_project_has_a_record_of_every_kind(handbook: Handbook) -> None:
    assert [kind.name for kind in KINDS if not handbook.all(kind.model)] == []


# Names.


@pytest.mark.parametrize(
    ("of", "name"),
    [
        ("aktor/fengselet", "fengselet"),
        ("aktor/kommunen-bolig", "boligtjenesten i kommunen"),
        ("rolle/fengselet-kontaktbetjent", "kontaktbetjenten (fengselet)"),
        ("rolle/kommunen-mottak", "Prøvetorget"),
        ("kommune/kommune", "Eksempel kommune"),
        ("oppgave/finne-bolig", "Finne et sted å bo"),
        ("bestemmelse/boligloven:3", "boligeksempelloven § 3"),
        ("bestemmelse/boligloven:16a", "boligeksempelloven § 16 a"),
        ("bestemmelse/boligloven:kap-2", "boligeksempelloven kapittel 2"),
        ("utdrag/rundskriv:2", "Rundskrivet fra 2006, utdrag 2"),
        ("punkt/loslatelse-nokkel", "Sjekkliste ved løslatelse: Nøkkelen er hentet"),
        ("vilkar/varetekt", "i varetekt"),
        ("hendelse/loslatelse", "løslatelsen"),
        ("begrep/individuell-plan", "individuell plan"),
    ],
)
def test_a_record_is_called_what_readers_call_it(of: str, name: str, handbook: Handbook) -> None:
    assert handbook.name(ref(of)) == name


def test_an_actor_is_called_by_its_local_name(handbook: Handbook) -> None:
    local = handbook.all(Actor)["kommunen"].model_copy(update={"local_name": "Prøveholmen"})
    renamed = Handbook.of([*(record for record in handbook if record.ref != local.ref), local], handbook.moved)
    assert renamed.name(local.ref) == "Prøveholmen"
    assert renamed.name(ref("rolle/kommunen-rutineeier")) == "eieren av rutinen (Prøveholmen)"


def test_a_link_in_a_text_is_the_name_of_what_it_leads_to(handbook: Handbook) -> None:
    text = handbook.all(Task)["sende-medisinliste"].text
    assert text is not None
    assert [handbook.plain(paragraph) for paragraph in text.paragraphs] == ["Listen går til Prøvetorget."]


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("utdrag/metode:3", "kilde/metode"),
        ("bestemmelse/boligloven:9", "lov/boligloven"),
        ("punkt/loslatelse-medisin", "sjekkliste/loslatelse"),
        ("kommune/kommune", "kommune/kommune"),
    ],
)
def test_a_part_is_found_as_the_record_it_lies_in(part: str, whole: str, handbook: Handbook) -> None:
    record = handbook.get(ref(part))
    assert record is not None
    assert record.ref == ref(whole)


@pytest.mark.parametrize("missing", ["oppgave/finnes-ikke", "punkt/loslatelse-finnes-ikke", "lov/finnes-ikke"])
def test_what_does_not_exist_is_nothing(missing: str, handbook: Handbook) -> None:
    assert handbook.get(ref(missing)) is None


# The tree of actors.


def test_actors_stand_in_their_order_each_followed_by_its_parts(handbook: Handbook) -> None:
    assert [actor.id for actor in handbook.actors_in_order] == [
        "kommunen",
        "kommunen-helse",
        "kommunen-bolig",
        "fengselsteamet",
        "fengselet",
        "personen",
    ]


def test_parts_and_wholes_are_each_others_reverse(handbook: Handbook) -> None:
    actors = handbook.all(Actor)
    parts = [part.id for part in handbook.parts_of(actors["kommunen"])]
    assert parts == ["kommunen-helse", "kommunen-bolig", "fengselsteamet"]
    assert [whole.id for whole in handbook.wholes_of(actors["kommunen-bolig"])] == ["kommunen"]
    assert (handbook.parts_of(actors["personen"]), handbook.wholes_of(actors["personen"])) == ([], [])


def test_the_actor_of_a_role_is_the_one_it_lies_inside(handbook: Handbook) -> None:
    assert handbook.actor(ref("rolle/fengselet-kontaktbetjent")).id == "fengselet"
    assert handbook.actor(ref("aktor/fengselet")).id == "fengselet"


# Stages.


@pytest.mark.parametrize(
    ("task", "stages"),
    [
        ("samle-papirer", ["i-fengsel", "loslatelsesdagen"]),
        ("begynne-tidlig", ["i-fengsel"]),
        ("mote-i-kommunen", ["utenfor-enkeltsaker"]),
    ],
)
def test_a_task_without_stages_belongs_to_the_whole_course_but_not_outside_cases(
    task: str, stages: list[str], handbook: Handbook
) -> None:
    assert [stage.id for stage in handbook.stages_of(handbook.all(Task)[task])] == stages


# Who rests on what.


@pytest.mark.parametrize(
    ("cited", "by"),
    [
        (
            "utdrag/metode:3",
            [
                "avklaring/hvem-henter",
                "oppgave/samle-papirer",
                "ovingscase/mangler-nokkel",
                "punkt/loslatelse-nokkel",
                "sjekkliste/loslatelse",
            ],
        ),
        ("bestemmelse/boligforskriften:2", ["oppgave/finne-bolig", "punkt/loslatelse-medisin"]),
        ("utdrag/rutine-eksempel:2", ["oppgave/holde-rom-ledig", "oppgave/vaske-rommet", "rutine/fengselsteam"]),
        ("bestemmelse/boligforskriften:7", []),
    ],
)
def test_a_citation_is_by_the_smallest_thing_that_rests_on_it(cited: str, by: list[str], handbook: Handbook) -> None:
    assert sorted({str(use.by) for use in uses(handbook).get(ref(cited), ()) if use.ground}) == by


def test_a_timing_rests_on_its_own_ground(handbook: Handbook) -> None:
    grounds = [str(use.ground.strength) for use in uses(handbook)[ref("bestemmelse/boligloven:3")] if use.ground]
    assert grounds == ["skal", "skal"]


def test_everything_that_points_at_a_record_is_known(handbook: Handbook) -> None:
    assert sorted(map(str, handbook.mentioned_by[ref("aktor/kommunen-bolig")])) == [
        "avklaring/hvem-henter",
        "oppgave/finne-bolig",
        "oppgave/holde-rom-ledig",
        "oppgave/mote-i-kommunen",
        "oppgave/samle-papirer",
        "opplysning/mange-mangler-bolig",
        "punkt/loslatelse-nokkel",
        "skjema/samarbeid",
        "sporsmal/trenger-seng",
    ]


def test_the_items_of_lists_are_named_by_list_and_item(handbook: Handbook) -> None:
    assert [(str(one), frame.id) for one, (frame, _) in handbook.items.items()] == [
        ("punkt/ankomst-lege", "ankomst"),
        ("punkt/forste-dag-ring", "forste-dag"),
        ("punkt/loslatelse-nokkel", "loslatelse"),
        ("punkt/loslatelse-medisin", "loslatelse"),
        ("punkt/loslatelse-ny-adresse", "loslatelse"),
        ("punkt/loslates-i-dag-ring", "loslates-i-dag"),
        ("punkt/mine-tjenester-lege", "mine-tjenester"),
        ("punkt/mitt-ark-nokkel", "mitt-ark"),
        ("punkt/mitt-ark-ring", "mitt-ark"),
        ("punkt/samarbeid-varighet", "samarbeid"),
        ("punkt/samarbeid-les", "samarbeid"),
    ]


# Who does what, when.


def found(handbook: Handbook, actor: str, stage: str = "") -> list[tuple[str, str | None]]:
    answers = tasks_of(handbook, handbook.all(Actor)[actor], handbook.all(Stage)[stage] if stage else None)
    return [(one.task.id, one.whole.id if one.whole else None) for one in answers if not one.parts]


def test_an_actors_tasks_are_its_own_and_its_roles_what_binds_most_first(handbook: Handbook) -> None:
    assert found(handbook, "fengselet") == [
        ("begynne-tidlig", None),
        ("sende-medisinliste", None),
        ("samle-papirer", None),
    ]
    assert found(handbook, "kommunen") == [("gi-syke-bolig", None), ("vaske-rommet", None), ("be-om-samtykke", None)]


def test_a_part_is_shown_the_tasks_of_its_whole_with_the_whole_named(handbook: Handbook) -> None:
    task = handbook.all(Task)["vaske-rommet"]
    doer = task.doers[0].model_copy(update={"who": ref("aktor/kommunen")})
    given = task.model_copy(update={"doers": (doer,)})
    changed = Handbook.of([*(record for record in handbook if record.ref != task.ref), given], {})
    assert ("vaske-rommet", "kommunen") in found(changed, "kommunen-helse")
    assert ("vaske-rommet", None) in found(changed, "kommunen")
    assert "vaske-rommet" not in dict(found(changed, "fengselet"))


def test_a_whole_is_shown_the_tasks_of_its_parts_with_the_parts_named(handbook: Handbook) -> None:
    whole = tasks_of(handbook, handbook.all(Actor)["kommunen"])
    parts = {one.task.id: [part.id for part in one.parts] for one in whole if one.parts}
    assert parts["lage-plan"] == ["kommunen-helse"]
    assert "vaske-rommet" not in parts
    assert {one.task for group in by_part(whole).values() for one in group} == {one.task for one in whole if one.parts}


def test_what_nothing_heads_today_comes_last(handbook: Handbook) -> None:
    assert found(handbook, "kommunen-helse")[-1] == ("lage-plan", None)


def test_tasks_are_narrowed_by_stage_and_topic(handbook: Handbook) -> None:
    assert found(handbook, "kommunen-bolig", "utenfor-enkeltsaker") == [("mote-i-kommunen", None)]
    assert ("finne-bolig", None) in found(handbook, "kommunen-bolig", "loslatelsesdagen")
    assert found(handbook, "personen") == []


def test_a_role_has_its_own_tasks_alone(handbook: Handbook) -> None:
    tasks = tasks_of_role(handbook, ref("rolle/fengselet-kontaktbetjent"))
    assert [one.task.id for one in tasks] == ["samle-papirer"]


def test_a_topic_has_its_tasks_what_binds_most_first(handbook: Handbook) -> None:
    topics, stages = handbook.all(Topic), handbook.all(Stage)
    assert [one.task.id for one in tasks_about(handbook, topics["helse"])] == [
        "finne-bolig",
        "gi-medisin-med",
        "sende-medisinliste",
        "ta-imot-medisinliste",
        "lage-plan",
    ]
    assert [one.task.id for one in tasks_about(handbook, topics["bolig"], stages["utenfor-enkeltsaker"])] == [
        "mote-i-kommunen"
    ]
    assert tasks_about(handbook, topics["nettverk"]) == []
