"""How binding a task is today: what heads it, what stands beneath, and what falls away."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from macros.handbook import Handbook
from macros.handbook.weighing import Weighed, footing, is_deadline, scope_of, weigh
from macros.records import Condition, Law, Origin, Source, Task
from macros.records.grounds import Ground, Timing
from macros.records.references import Ref
from macros.records.vocabulary import SourceType, StandingState, Strength

PLACE: dict[str, Any] = {
    "origins": (Origin("prøve.yml", 1),),
    "forvaltning": {
        "eier": "kommunen-rutineeier",
        "godkjenning": "utkast",
        "endret": [{"dato": date(2026, 3, 1), "hva": "Lagt inn."}],
    },
}


def law(name: str, **fields: Any) -> Law:
    read = {} if fields.get("status") == "ikke lest" else {"lest": {"dato": date(2026, 1, 1), "hvordan": "lovdata.no"}}
    status = {"tilstand": fields.pop("status", "i kraft")}
    data = {
        "id": name, "tittel": name, "fullt_navn": name, "kortform": name, "kildetype": "lov",
        "dato": date(2000, 1, 1), "status": status, "bestemmelser": {"1": {"tittel": "Én"}},
    }  # fmt: skip
    return Law.model_validate(PLACE | data | read | fields)


def source(name: str, sort: str, status: str = "i kraft", **fields: Any) -> Source:
    data = {
        "id": name, "tittel": name, "kortnavn": name, "kildetype": sort, "utgiver": "Eksempel", "fra": "2020",
        "status": {"tilstand": status}, "ferdig": "nei", "utdrag": {"1": {}},
    }  # fmt: skip
    return Source.model_validate(PLACE | data | fields)


def task(*grounds: dict[str, Any], **fields: Any) -> Task:
    data = {"id": "prøve", "tittel": "Prøve", "hvem": ["fengselet"], "grunnlag": list(grounds)}
    return Task.model_validate(PLACE | data | fields)


def passage(name: str, strength: str = "skal", **fields: Any) -> dict[str, Any]:
    return {"utdrag": f"{name}:1", "styrke": strength, **fields}


def provision(name: str, strength: str = "skal", **fields: Any) -> dict[str, Any]:
    return {"bestemmelse": f"{name}:1", "styrke": strength, **fields}


def weighed(*records: Law | Source | Condition, of: Task) -> Weighed:
    return weigh(Handbook.of([*records, of], {}), of)


def cited(*footings: Any) -> list[str]:
    """What each footing cites; «-» for nothing."""
    return [str(one.ground.cited or "forslag") if one else "-" for one in footings]


# The order of kinds, then of strengths.

ORDER = [
    "lov", "forskrift", "rundskriv", "nasjonal veileder", "kommunal rutine", "metode", "erfaring",
    "forslag fra redaksjonen",
]  # fmt: skip
"""Every kind of source that may head a task, weightiest first, with «avtale» beside «rundskriv»."""


def ground_of(sort: str, strength: str = "skal") -> tuple[list[Law | Source], dict[str, Any]]:
    """One ground of the kind *sort*, and the record it rests on."""
    name = sort.replace(" ", "-").replace("ø", "o")
    if sort == "forslag fra redaksjonen":
        return [], {"forslag": "Det er lurt.", "styrke": strength}
    if sort in ("lov", "forskrift"):
        return [law(name, kildetype=sort)], provision(name, strength)
    return [source(name, sort)], passage(name, strength)


@pytest.mark.parametrize(("heavier", "lighter"), [*pairwise(ORDER)])
def test_a_weightier_kind_heads_however_weak_its_word_is(heavier: str, lighter: str) -> None:
    (first, weak), (second, strong) = ground_of(heavier, "gjør"), ground_of(lighter, "skal")
    answer = weighed(*first, *second, of=task(strong, weak))
    assert answer.headline is not None
    assert (str(answer.headline.source_type), answer.headline.strength) == (heavier, Strength.DOES)
    assert [str(one.source_type) for one in answer.beneath] == [lighter]


@pytest.mark.parametrize(("circular", "agreement"), [("skal", "bør"), ("bør", "skal")])
def test_a_circular_and_an_agreement_weigh_the_same_so_the_strength_decides(circular: str, agreement: str) -> None:
    answer = weighed(
        source("brev", "rundskriv"),
        source("avtale", "avtale"),
        of=task(passage("brev", circular), passage("avtale", agreement)),
    )
    assert answer.headline is not None
    assert answer.headline.strength is Strength.SHALL


def test_every_kind_of_source_has_its_place_in_the_order() -> None:
    assert {*ORDER, "avtale", "utkast"} == {str(sort) for sort in SourceType}


def test_within_one_kind_the_strongest_word_heads() -> None:
    words = ["gjør", "kan", "bør", "har-ansvar", "skal"]
    laws = [law(f"lov{number}") for number in range(5)]
    answer = weighed(*laws, of=task(*[provision(f"lov{number}", word) for number, word in enumerate(words)]))
    order = [one.strength.value for one in (answer.headline, *answer.beneath) if one]
    assert order == ["skal", "har-ansvar", "bør", "kan", "gjør"]


def test_of_two_equal_grounds_the_one_written_first_heads() -> None:
    answer = weighed(law("en"), law("to"), of=task(provision("to"), provision("en")))
    assert cited(answer.headline, *answer.beneath) == ["bestemmelse/to:1", "bestemmelse/en:1"]


# What holds today.


@pytest.mark.parametrize(
    ("state", "heads"),
    [
        ("i kraft", True),
        ("endret, ny tekst ikke lest", True),
        ("omstridt", True),
        ("ikke avklart", True),
        ("ikke lest", True),
        ("vedtatt, ikke i kraft", False),
        ("erstattet", False),
        ("opphevet", False),
        ("utkast", False),
    ],
)
def test_a_law_heads_only_in_a_state_that_may_hold_today(state: str, heads: bool) -> None:
    answer = weighed(
        law("lov", status=state), source("bok", "erfaring"), of=task(provision("lov"), passage("bok", "gjør"))
    )
    order = ["bestemmelse/lov:1", "utdrag/bok:1"]
    assert cited(answer.headline, *answer.beneath) == (order if heads else order[::-1])


def test_every_state_is_tried_above() -> None:
    tried = test_a_law_heads_only_in_a_state_that_may_hold_today.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert {state for state, _ in tried} == {str(state) for state in StandingState}


def test_the_state_of_a_provision_goes_before_that_of_its_law() -> None:
    gone = law("lov", bestemmelser={"1": {"tittel": "Én", "status": {"tilstand": "opphevet"}}})
    answer = weighed(gone, of=task(provision("lov")))
    assert (answer.headline, cited(*answer.beneath)) == (None, ["bestemmelse/lov:1"])


def test_a_provision_in_force_of_a_repealed_law_heads() -> None:
    kept = law("lov", status="opphevet", bestemmelser={"1": {"tittel": "Én", "status": {"tilstand": "i kraft"}}})
    assert cited(weighed(kept, of=task(provision("lov"))).headline) == ["bestemmelse/lov:1"]


def test_a_draft_never_heads_whatever_state_it_is_said_to_have() -> None:
    answer = weighed(source("notat", "utkast", "i kraft"), of=task(passage("notat")))
    assert (answer.headline, cited(*answer.beneath)) == (None, ["utdrag/notat:1"])


def test_an_adopted_change_that_is_not_in_force_changes_nothing() -> None:
    changed = {"1": {"tittel": "Én", "endring_vedtatt": {"av": "lov 1. mai 2026 nr. 1"}}}
    assert cited(weighed(law("lov", bestemmelser=changed), of=task(provision("lov"))).headline) == ["bestemmelse/lov:1"]


def test_the_editors_proposal_heads_when_nothing_else_holds() -> None:
    answer = weighed(law("lov", status="erstattet"), of=task(provision("lov"), {"forslag": "Lurt.", "styrke": "bør"}))
    assert cited(answer.headline, *answer.beneath) == ["forslag", "bestemmelse/lov:1"]


# Only some of the doers, only some of the people.


def test_a_ground_for_some_of_the_doers_stands_beneath() -> None:
    both = {"hvem": ["fengselet", "kommunen"], "hvordan_sammen": "hver for seg"}
    grounds = [provision("lov", hvem=["kommunen"]), passage("bok", "gjør")]
    answer = weighed(law("lov"), source("bok", "erfaring"), of=task(*grounds, **both))
    assert cited(answer.headline, *answer.beneath) == ["utdrag/bok:1", "bestemmelse/lov:1"]


def test_a_ground_about_some_of_the_people_stands_beneath() -> None:
    narrow = source("brev", "rundskriv", gjelder={"målgruppe": "rusmiddelavhengige"})
    answer = weighed(narrow, source("bok", "erfaring"), of=task(passage("brev"), passage("bok", "gjør")))
    assert cited(answer.headline, *answer.beneath) == ["utdrag/bok:1", "utdrag/brev:1"]
    assert answer.scope is None


def test_a_task_is_about_whom_all_its_grounds_have_in_common() -> None:
    narrow = source("brev", "rundskriv", gjelder={"målgruppe": "rusmiddelavhengige"})
    answer = weighed(narrow, of=task(passage("brev"), passage("brev", "bør")))
    assert cited(answer.headline, *answer.beneath) == ["utdrag/brev:1", "utdrag/brev:1"]
    assert answer.scope is not None
    assert answer.scope.group == "rusmiddelavhengige"


def test_what_the_task_says_of_its_people_goes_before_what_its_grounds_say() -> None:
    narrow = source("brev", "rundskriv", gjelder={"målgruppe": "rusmiddelavhengige"})
    everyone = law("lov")
    about = task(passage("brev"), provision("lov", "kan"), gjelder={"målgruppe": "rusmiddelavhengige"})
    answer = weighed(narrow, everyone, of=about)
    assert cited(answer.headline, *answer.beneath) == ["bestemmelse/lov:1", "utdrag/brev:1"]
    assert answer.scope == about.scope


def test_the_people_of_a_ground_go_before_those_of_its_source() -> None:
    narrow = source("brev", "rundskriv", gjelder={"målgruppe": "rusmiddelavhengige"})
    one = task(passage("brev", gjelder={"alder_til": 24}))
    book = Handbook.of([narrow, one], {})
    scope = scope_of(one, [footing(book, ground) for ground in one.grounds])
    assert scope is not None
    assert (scope.group, scope.age_to) == (None, 24)


# The person's own right stands beside.


def test_a_right_stands_beside_what_somebody_does() -> None:
    answer = weighed(law("lov"), source("bok", "erfaring"), of=task(provision("lov", "rett"), passage("bok", "gjør")))
    assert cited(answer.headline) == ["utdrag/bok:1"]
    assert (cited(*answer.rights), answer.beneath) == (["bestemmelse/lov:1"], ())


def test_a_right_heads_where_nothing_else_does() -> None:
    answer = weighed(
        law("lov"), law("gammel", status="opphevet"), of=task(provision("gammel"), provision("lov", "rett"))
    )
    assert (cited(answer.headline), answer.rights) == (["bestemmelse/lov:1"], ())
    assert cited(*answer.beneath) == ["bestemmelse/gammel:1"]


def test_a_right_that_no_longer_holds_stands_beneath() -> None:
    answer = weighed(law("lov", status="opphevet"), of=task(provision("lov", "rett")))
    assert (answer.headline, answer.rights, cited(*answer.beneath)) == (None, (), ["bestemmelse/lov:1"])


# What falls away under a condition.


def without(*, others: list[dict[str, Any]]) -> Weighed:
    remand = Condition.model_validate(
        PLACE | {"id": "varetekt", "tittel": "i varetekt", "slag": "situasjon", "spørsmål": "I varetekt?"}
    )
    exempt = {"tittel": "Én", "gjelder_ikke": [{"vilkår": "varetekt", "etter": "lov:1"}]}
    narrow = source("brev", "rundskriv", gjelder={"målgruppe": "rusmiddelavhengige"})
    return weighed(
        remand, law("lov", bestemmelser={"1": exempt}), law("forskrift", kildetype="forskrift"), narrow,
        source("bok", "erfaring"), law("gammel", status="erstattet"), of=task(provision("lov"), *others),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("others", "left"),
    [
        ([], "-"),
        ([passage("bok", "gjør")], "utdrag/bok:1"),
        ([passage("bok", "gjør"), provision("forskrift")], "bestemmelse/forskrift:1"),
        ([provision("gammel")], "-"),
        ([passage("brev")], "-"),
        ([provision("forskrift", "rett")], "bestemmelse/forskrift:1"),
    ],
)
def test_a_provision_that_falls_away_takes_only_itself(others: list[dict[str, Any]], left: str) -> None:
    answer = without(others=others)
    assert cited(answer.headline) == ["bestemmelse/lov:1"]
    assert [(one.condition.id, str(one.by), cited(*one.lost), cited(one.left)) for one in answer.falls_away] == [
        ("varetekt", "bestemmelse/lov:1", ["bestemmelse/lov:1"], [left])
    ]


def test_two_grounds_that_fall_away_by_the_same_provision_fall_together() -> None:
    answer = without(others=[provision("lov", "bør"), passage("bok", "gjør")])
    assert [cited(*one.lost, one.left) for one in answer.falls_away] == [
        ["bestemmelse/lov:1", "bestemmelse/lov:1", "utdrag/bok:1"]
    ]


# The tiny project, whole.


def test_the_tiny_task_of_finding_a_home_is_headed_by_the_law_in_force(handbook: Handbook) -> None:
    answer = weigh(handbook, handbook.all(Task)["finne-bolig"])
    assert cited(answer.headline) == ["bestemmelse/boligloven:3"]
    assert cited(*answer.rights) == ["bestemmelse/boligloven:16a"]
    assert cited(*answer.beneath) == [
        "bestemmelse/gammel-boliglov:2",
        "bestemmelse/boligforskriften:2",
        "utdrag/rundskriv:3",
        "utdrag/metode:2",
        "forslag",
    ]
    assert (answer.falls_away, answer.scope) == ((), None)


def test_the_tiny_task_of_beginning_early_falls_back_on_the_method_in_remand(handbook: Handbook) -> None:
    (gone,) = weigh(handbook, handbook.all(Task)["begynne-tidlig"]).falls_away
    assert (gone.condition.id, str(gone.by), cited(gone.left)) == (
        "varetekt",
        "bestemmelse/boligloven:9",
        ["utdrag/metode:2"],
    )


def test_a_task_only_in_a_draft_has_nothing_to_head_it(handbook: Handbook) -> None:
    assert weigh(handbook, handbook.all(Task)["lage-plan"]).headline is None


# Where it stands, in words.


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"bestemmelse": "boligloven:3"}, "boligeksempelloven § 3"),
        ({"bestemmelse": "boligloven:3", "ledd": 1}, "boligeksempelloven § 3 første ledd"),
        ({"bestemmelse": "boligloven:3", "ledd": 11}, "boligeksempelloven § 3 11. ledd"),
        (
            {"bestemmelse": "boligloven:3", "ledd": 2, "bokstav": "c", "punktum": 3},
            "boligeksempelloven § 3 andre ledd bokstav c tredje punktum",
        ),
        ({"bestemmelse": "boligloven:3", "bokstav": "4"}, "boligeksempelloven § 3 nr. 4"),
        ({"bestemmelse": "boligloven:16a"}, "boligeksempelloven § 16 a"),
        ({"bestemmelse": "boligloven:kap-2"}, "boligeksempelloven kapittel 2"),
        ({"utdrag": "metode:3"}, "Metoden, utdrag 3"),
        ({"utdrag": "metode:3", "sted": "første linje"}, "Metoden, utdrag 3 (første linje)"),
        ({"forslag": "Det er lurt."}, "Det er lurt."),
    ],
)
def test_a_ground_says_where_it_stands(fields: dict[str, Any], title: str, handbook: Handbook) -> None:
    assert footing(handbook, Ground.model_validate(fields)).title == title


@pytest.mark.parametrize(
    ("fields", "deadline"),
    [
        ({"fra": 3, "enhet": "uker", "grunnlag": [{"bestemmelse": "boligloven:3"}]}, True),
        ({"fra": 3, "enhet": "uker", "grunnlag": [{"bestemmelse": "boligforskriften:2"}]}, True),
        ({"fra": 3, "enhet": "uker", "grunnlag": [{"bestemmelse": "boligforskriften:7"}]}, False),
        ({"fra": 3, "enhet": "uker", "grunnlag": [{"bestemmelse": "gammel-boliglov:2"}]}, False),
        ({"fra": 3, "enhet": "uker", "grunnlag": [{"utdrag": "rundskriv:3"}]}, False),
        ({"ord": "straks", "grunnlag": [{"bestemmelse": "boligloven:3"}]}, False),
        ({"fra": 3, "enhet": "uker"}, False),
    ],
)
def test_only_a_number_in_a_law_that_holds_today_is_a_deadline(
    fields: dict[str, Any], deadline: bool, handbook: Handbook
) -> None:
    assert (
        is_deadline(
            handbook, Timing.model_validate({"hva": "senest", "retning": "etter", "hendelse": "vedtak", **fields})
        )
        is deadline
    )


def test_a_reference_is_never_confused_with_another_of_the_same_id() -> None:
    assert Ref("aktor", "x") != Ref("rolle", "x")
