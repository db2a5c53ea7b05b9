"""The questions one asks of the handbook: whose turn, what nobody has, which municipality, which list."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from trial import Trial

from macros.content.checks.laws import unused_provisions
from macros.content.checks.open_gaps import open_gaps
from macros.edition import Edition, edition
from macros.handbook import Handbook
from macros.handbook.gaps import GapSort, covering, gaps
from macros.handbook.lookup import Turn, around, by_part, in_turn, open_points_of, tasks_of
from macros.handbook.municipalities import by_municipality
from macros.handbook.path import path
from macros.handbook.situations import composed
from macros.handbook.timing import hours
from macros.handbook.weighing import by_method
from macros.outputs.pages.who import bodies, rows
from macros.project import Project
from macros.records import Actor, OpenPoint, Role, Stage, Task
from macros.records.references import Ref
from macros.records.vocabulary import Strength, WhichMunicipality

ROOT = Path(__file__).parents[1]
NAV_MUNICIPAL = ("nav", "nav-kontor", "nav-kommunal")
"""A part, and the wholes it lies in."""


@pytest.fixture(scope="module")
def whole(real: Edition) -> Handbook:
    return real.handbook


def test_the_way_says_of_each_stage_who_holds_the_threads_or_that_the_sources_do_not(real: Edition) -> None:
    whole, page = real.handbook, real.pages["forlopet/index.md"].body
    way = path(whole)
    handed = [one for step in way.steps for one in step.handed] + [*way.handed]

    assert [step.stage for step in way.steps] == whole.course
    assert all(step.leads or step.left for step in way.steps)
    assert {one.id for one in way.steps[-1].left} == {"hvem-holder-i-tradene-etter-straffen"}
    assert len(handed) == len(set(handed))
    assert not any(by_method(whole, one.grounds) for one in handed)
    for step in way.steps:
        part = page[page.index(f'id="stadium-{step.stage.id}"') :].partition("</ul>")[0]
        for one in (*step.leads, *step.left, *step.handed):
            assert f'-{one.id}"' in part, one.id
    assert page.index('id="veien"') < page.index("<svg")  # the three models of time come below


def test_a_methods_hand_overs_stand_apart_in_the_picture_too(real: Edition) -> None:
    general, _, method = real.pages["hvem-tar-over.md"].body.partition('<h2 id="gruppe-2"')

    assert general.count("<svg") == method.count("<svg") == 1
    assert "EX/IN-teamet" not in general
    assert "EX/IN-teamet" in method


def test_what_has_a_time_comes_first_then_what_the_law_demands(whole: Handbook) -> None:
    parts = in_turn(tasks_of(whole, whole.all(Actor)["nav-kommunal"], whole.all(Stage)["loslatelsesdagen"]))
    firsts = [min(hours(timing) for timing in found.task.timings) for found in parts.get(Turn.NOW, [])]

    assert list(parts) == [turn for turn in Turn if turn in parts]
    assert firsts == sorted(firsts)
    for found in parts[Turn.LAW]:
        assert found.weighed.headline is not None
        assert found.weighed.headline.by_law
        assert found.weighed.headline.strength in (Strength.SHALL, Strength.RESPONSIBLE)


def test_what_is_left_open_at_another_stage_is_not_asked_at_this_one(whole: Handbook) -> None:
    for stage in whole.all(Stage).values():
        for actor in whole.all(Actor).values():
            refs = around(whole, actor)
            left = open_points_of(whole, refs, stage, [one.task for one in tasks_of(whole, actor, stage)])
            assert all(stage.ref in point.stages for point in left if point.stages), (actor.id, stage.id)
            assert {*left} >= {one for one in open_points_of(whole, refs) if not one.stages or stage.ref in one.stages}


def test_a_body_and_its_parts_have_the_same_duties_and_one_count_everywhere(real: Edition) -> None:
    whole, actors, stages = real.handbook, real.handbook.all(Actor), real.handbook.all(Stage)
    for stage in (None, *stages.values()):
        has = {name: {one.task.id for one in tasks_of(whole, actors[name], stage)} for name in actors}
        assert has["nav"] == has["nav-kontor"] >= has["nav-kommunal"] | has["nav-statlig"] | has["nav-i-fengsel"]
        said = {ref for ref in whole.all(Task).values() for doer in ref.doers if doer.who.id in NAV_MUNICIPAL}
        assert has["nav-kommunal"] >= {task.id for task in said if stage is None or whole.belongs(task, stage)}
    for row in rows(whole):
        for cell in row.cells:
            page = real.pages[f"ansvar/{row.actor.id}/{cell.stage.id}.md"].text
            assert page.count("<div data-tema=") + page.count("<li data-tema=") == cell.count, (
                row.actor.id,
                cell.stage.id,
            )
    assert [row.actor.id for row in rows(whole) if row.actor.id == "kommunen-bolig"] == ["kommunen-bolig"]


def test_what_must_not_fail_stands_with_each_who_has_it_and_leads_to_the_lists(real: Edition) -> None:
    said = "Helsetjenesten har snakket med personen om overdosefare og nalokson"
    places = ("helsetjenesten-i-fengselet", "kommunen-helse", "kommunen")
    pages = [real.pages[f"ansvar/{name}/loslatelsesdagen.md"].body for name in places]
    pages.append(real.pages["roller/helsetjenesten-i-fengselet-fengselslege.md"].body)
    pages.append(real.pages["ny-i-teamet/loslatelsesdagen.md"].body)

    for body in pages:
        top = body[body.index('id="må-ikke-svikte"') : body.index("</section>", body.index('id="må-ikke-svikte"'))]
        assert said in top
        assert "/sjekklister/loslates-i-dag/#punkt-loslates-i-dag-overdosefare" in top
        assert "Hvem gir medisin med ut, og hvem overtar resepten?" in top  # nobody is named: ask
        assert "tel:" in top
        assert body.index('id="må-ikke-svikte"') < body.index("<h2", body.index("må-ikke-svikte") + 20)
    assert 'id="må-ikke-svikte"' not in real.pages["ansvar/politiet/index.md"].body


def test_a_part_is_shown_what_a_role_of_its_whole_has_and_who_has_it(real: Edition) -> None:
    whole, office = real.handbook, real.handbook.all(Actor)["kommunen-bolig"]
    of_roles = by_part(tasks_of(whole, office), Role)
    page = real.pages["ansvar/kommunen-bolig/index.md"].body

    assert [task.id for parts, held in of_roles.items() if parts[0].id == "kommunen-koordinator" for task in (
        one.task for one in held)] == ["lede-arbeidet-med-planen"]  # fmt: skip
    assert page.index("Felles for kommunen") < page.index(f"Dette har {whole.name(Ref('rolle', 'kommunen-mottak'))}")
    assert "drive planen fremover" in page


def test_who_meets_nobody_in_the_course_comes_last_in_the_picker(whole: Handbook) -> None:
    *_, (name, last) = bodies(whole)

    assert name == "Andre"
    names = [one.record.id for one in last]
    assert names.index("parorende") < names.index("departementene") < names.index("redaksjonen")


def test_one_finds_oneself_under_ones_body_by_the_words_one_uses(whole: Handbook) -> None:
    found = {one.record.id: (body, one.words) for body, selves in bodies(whole) for one in selves}

    assert set(found) == {*whole.all(Actor), *whole.all(Role)}
    assert found["helsetjenesten-i-fengselet-fengselslege"] == ("Kommunen", "Fengselslege")
    assert found["kommunen-mottak"] == ("Kommunen", "Brukertorget (mottaket for henvendelser)")
    assert found["fengselet-sosialkonsulent"][1] == "Sosialkonsulent i fengsel (kurator, sosialkurator)"
    assert found["nav-kommunal"][0] == found["nav-kontor-helseavklarer"][0] == "Nav"
    assert found["parorende"] == ("Andre", "Pårørende eller verge")


def test_no_role_is_named_as_an_actor(whole: Handbook) -> None:
    assert set(whole.all(Role)) & set(whole.all(Actor)) == set()


def test_every_gap_in_the_real_content_says_with_whom_it_is_settled(whole: Handbook) -> None:
    found = list(gaps(whole))

    assert {gap.sort for gap in found} == {GapSort.NOBODY, GapSort.SHARED}
    assert [gap for gap in found if covering(whole, gap) is None] == []
    assert [str(warning) for warning in open_gaps(whole)] == []


def test_a_gap_without_an_open_point_is_warned_of_where_it_stands(whole: Handbook) -> None:
    point = whole.all(OpenPoint)["hvem-innkaller-lokalt"]
    warned = [str(warning) for warning in open_gaps(whole.without({point.ref}))]

    assert len(warned) == 2
    assert warned[0].startswith("routines/kjerne/oppgaver/samarbeid-mellom-tjenestene.yml:")
    assert warned[0].endswith(
        "har flere i «hvem», men kilden sier ikke hvordan de deler oppgaven. Lag en avklaring med "
        "«om: [oppgave/ha-faste-moteplasser-lokalt]» og «avklares_med», eller si hvem som gjør det."
    )


def test_a_provision_that_nothing_rests_on_says_why(whole: Handbook) -> None:
    assert [str(warning) for warning in unused_provisions(whole)] == []


def test_a_provision_left_without_a_record_is_warned_of(whole: Handbook) -> None:
    task = Ref("oppgave", "bruke-egen-lege-i-varetekt")
    other = Ref("oppgave", "skrive-ut-medisin-i-varetekt")
    warned = [str(warning) for warning in unused_provisions(whole.without({task, other}))]

    assert len(warned) == 1
    assert warned[0].startswith("routines/kjerne/lover/strgjfl.yml:")
    assert warned[0].endswith(
        "Ingen post viser til strgjfl § 51. Bygg en post på den, eller skriv «uten_post: …» med grunnen."
    )


def test_a_tick_that_nobody_does_is_a_gap(trial: Trial) -> None:
    before = [gap for gap in gaps(trial.handbook()) if gap.sort is GapSort.NO_DOER]
    trial.lay_record(
        "kjerne/sjekklister/uten-noen.yml",
        "tittel: Uten noen\nformål: Prøve.\ngrunnlag: [{forslag: Prøve.}]\n"
        "deler:\n  - punkter:\n      ett: {tekst: Noen må gjøre dette, grunnlag: [{forslag: Prøve.}]}\n",
    )
    after = [gap for gap in gaps(trial.handbook()) if gap.sort is GapSort.NO_DOER]

    assert [str(gap.about) for gap in after if gap not in before] == ["punkt/uten-noen-ett"]


def test_health_in_prison_lies_with_the_municipality_of_the_prison(whole: Handbook) -> None:
    served = by_municipality(whole)[WhichMunicipality.PRISON]

    assert [(one.task.id, one.today[0].short) for one in served] == [
        ("ha-helsetilbud-til-innsatte", "helse- og omsorgstjenesteloven")
    ]
    assert all(one.circular for one in served)


def test_the_composed_list_takes_lists_about_the_release_alone(whole: Handbook) -> None:
    lists = [one.checklist.id for one in composed(whole) if one.checklist]

    assert {"loslates-i-dag", "loslatelse", "etter-situasjonen", "planlagt-loslatelse"} <= set(lists)
    assert not {"exin-kriterier", "for-fengselsbesok", "de-forste-fjorten-dagene"} & set(lists)


def test_one_line_changed_is_changed_everywhere(real: Edition, tmp_path: Path) -> None:
    for name in ("routines", "docs", "mkdocs.yml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    path = tmp_path / "routines/kjerne/oppgaver/bolig.yml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    start = lines.index("  ha-bolig-og-utstyr-klart:\n")
    number = next(n for n in range(start, len(lines)) if lines[n].startswith("    hvem: "))
    lines[number] = "    hvem: [friomsorgen]\n"
    path.write_text("".join(lines), "utf-8")
    changed = edition(Project(tmp_path))

    for source in (
        "tema/bolig.md",  # the page
        "hvem-gjor-hva/oversikt.md",
        "ansvar/friomsorgen/loslatelsesdagen.md",  # the look-up
        "sjekklister/loslates-i-dag.md",
        "tidspunkter.md",
    ):
        assert changed.pages[source].text != real.pages[source].text, source
    for name in ("api/v1/oppgaver.json", "pdf/sjekkliste-loslates-i-dag.pdf"):
        assert changed.outputs[name].make() != real.outputs[name].make(), name
