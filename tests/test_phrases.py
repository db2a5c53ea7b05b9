"""The wording of when, for whom, how binding, and whether it holds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from macros.handbook import Handbook
from macros.handbook.weighing import footing
from macros.outputs import phrases
from macros.records import Law, Task
from macros.records.base import Head
from macros.records.grounds import Ground, Scope, Standing, Timing
from macros.records.references import Ref

AFTER = {"retning": "etter", "hendelse": "vedtak"}
BEFORE = {"retning": "før", "hendelse": "loslatelse"}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"hva": "start", "fra": 1, "til": 2, "enhet": "måneder", **BEFORE}, "1–2 måneder før løslatelsen"),
        ({"hva": "start", "fra": 3, "enhet": "måneder", **BEFORE}, "3 måneder før løslatelsen"),
        ({"hva": "start", "fra": 1, "enhet": "måneder", **BEFORE}, "1 måned før løslatelsen"),
        ({"hva": "senest", "fra": 1, "enhet": "timer", **AFTER}, "1 time etter vedtaket"),
        ({"hva": "senest", "fra": 2, "enhet": "timer", **AFTER}, "2 timer etter vedtaket"),
        ({"hva": "senest", "fra": 1, "enhet": "dager", **AFTER}, "1 dag etter vedtaket"),
        ({"hva": "senest", "fra": 1, "enhet": "virkedager", **AFTER}, "1 virkedag etter vedtaket"),
        ({"hva": "senest", "fra": 1, "enhet": "uker", **AFTER}, "1 uke etter vedtaket"),
        ({"hva": "senest", "fra": 1, "enhet": "år", **AFTER}, "1 år etter vedtaket"),
        ({"hva": "senest", "fra": 2, "til": 2, "enhet": "uker", **AFTER}, "2 uker etter vedtaket"),
        ({"hva": "start", "retning": "ved", "hendelse": "loslatelse"}, "ved løslatelsen"),
        ({"hva": "start", "ord": "i god tid"}, "«i god tid»"),
        ({"hva": "start", "ord": "i god tid", **BEFORE}, "«i god tid» før løslatelsen"),
        ({"hva": "minst igjen", "fra": 6, "enhet": "måneder"}, "minst 6 måneder igjen"),
        (
            {"hva": "minst igjen", "fra": 6, "enhet": "måneder", "målt_ved": "vedtak"},
            "minst 6 måneder igjen ved vedtaket",
        ),
        ({"hva": "gjentas", "fra": 1, "enhet": "uker"}, "hver uke"),
        ({"hva": "gjentas", "fra": 1, "enhet": "år"}, "hvert år"),
        ({"hva": "gjentas", "fra": 2, "enhet": "år"}, "hvert 2. år"),
        ({"hva": "gjentas", "fra": 1, "enhet": "uker", "ganger": 2}, "2 ganger hver uke"),
        ({"hva": "gjentas", "fra": 1, "enhet": "uker", "ganger": 1}, "hver uke"),
        ({"hva": "gjentas", "fra": 3, "enhet": "måneder", "ganger": 2}, "2 ganger hver 3. måned"),
        ({"hva": "gjentas", "fra": 3, "enhet": "måneder"}, "hver 3. måned"),
        ({"hva": "gjentas", "ord": "jevnlig"}, "«jevnlig»"),
    ],
)
def test_a_timing_reads_as_a_person_would_say_it(fields: dict[str, Any], words: str, handbook: Handbook) -> None:
    assert phrases.timing_words(handbook, Timing.model_validate(fields)) == words


@pytest.mark.parametrize(
    ("task", "labels"),
    [
        ("finne-bolig", ["Anbefalt start", "Anbefalt start", "Frist"]),
        ("samle-papirer", ["Gjentas", "Gjenstående tid"]),
        ("begynne-tidlig", ["Anbefalt start"]),
    ],
)
def test_a_timing_is_labelled_by_what_sort_it_is(task: str, labels: list[str], handbook: Handbook) -> None:
    timings = handbook.all(Task)[task].timings
    assert [phrases.timing_label(handbook, timing) for timing in timings] == labels


def test_the_words_of_a_law_are_no_recommendation(handbook: Handbook) -> None:
    law = {"hva": "start", "ord": "i god tid", "grunnlag": [{"bestemmelse": "boligloven:4"}]}
    assert phrases.timing_label(handbook, Timing.model_validate(law)) == "Loven sier"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"målgruppe": "rusmiddelavhengige"}, "rusmiddelavhengige"),
        ({"alder_fra": 18}, "fra 18 år"),
        ({"alder_til": 24}, "under 25 år"),
        ({"alder_fra": 18, "alder_til": 24}, "18–24 år"),
        (
            {"målgruppe": "syke", "alder_fra": 18, "alder_til": 24, "straffeform": "bot", "område": "sentrum"},
            "syke, 18–24 år, bot, sentrum",
        ),
    ],
)
def test_a_scope_says_whom_it_speaks_of(fields: dict[str, Any], words: str) -> None:
    assert phrases.scope_words(Scope.model_validate(fields)) == words


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("i kraft", "I kraft"),
        ("endret, ny tekst ikke lest", "Endret – ny tekst ikke lest (1. juli 2026)"),
        ("vedtatt, ikke i kraft", "Vedtatt, ikke i kraft (1. juli 2026)"),
        ("erstattet", "Erstattet (1. juli 2026)"),
        ("opphevet", "Opphevet (1. juli 2026)"),
        ("utkast", "Utkast – aldri vedtatt (1. juli 2026)"),
        ("omstridt", "Omstridt (1. juli 2026)"),
        ("ikke avklart", "Ikke avklart om den gjelder (1. juli 2026)"),
        ("ikke lest", "Ikke lest (1. juli 2026)"),
    ],
)
def test_a_standing_says_whether_it_holds_and_since_when(state: str, words: str) -> None:
    standing = Standing.model_validate({"tilstand": state, "dato": date(2026, 7, 1)})
    assert phrases.standing_words(standing) == words


def test_a_law_in_force_says_which_text_was_read(handbook: Handbook) -> None:
    laws = handbook.all(Law)
    assert phrases.standing_words(laws["boligloven"].standing, laws["boligloven"]) == (
        "I kraft i teksten fra 1. januar 2025"
    )
    assert phrases.standing_words(None) == "Forslag fra redaksjonen"


@pytest.mark.parametrize(
    ("law", "words"),
    [
        ("ulest-lov", "Loven er ikke lest av redaksjonen."),
        ("boligloven", "1. februar 2026: lovdata.no"),
        ("boligforskriften", "1. februar 2026: uoffisiell kopi av Lovdatas åpne data, hentet 31. januar 2026"),
    ],
)
def test_a_law_says_how_it_was_read(law: str, words: str, handbook: Handbook) -> None:
    assert phrases.reading_words(handbook, handbook.all(Law)[law].read) == words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")],
)
def test_a_list_reads_as_in_a_sentence(words: list[str], sentence: str) -> None:
    assert phrases.listed(words) == sentence


def test_the_first_letter_alone_is_made_large() -> None:
    assert (phrases.capital("å bo hos Nav"), phrases.capital("")) == ("Å bo hos Nav", "")


@pytest.mark.parametrize(
    ("when", "unless", "words"),
    [
        (["uten-bolig"], [], "uten bolig"),
        (["uten-bolig", "samtykke"], [], "uten bolig og personen samtykker"),
        ([], ["varetekt"], "unntak: i varetekt"),
        (["samtykke"], ["varetekt", "uten-bolig"], "personen samtykker; unntak: i varetekt eller uten bolig"),
    ],
)
def test_conditions_read_as_a_phrase(when: list[str], unless: list[str], words: str, handbook: Handbook) -> None:
    held, barred = (tuple(Ref("vilkar", name) for name in names) for names in (when, unless))
    assert phrases.condition_words(handbook, held, barred) == words


@pytest.mark.parametrize(
    ("task", "words"),
    [
        ("finne-bolig", "boligtjenesten i kommunen (kommunen før innsettelse)"),
        ("samle-papirer", "kontaktbetjenten (fengselet) og boligtjenesten i kommunen (hver for seg)"),
        ("begynne-tidlig", "fengselet"),
        (
            "mote-i-kommunen",
            "boligtjenesten i kommunen (kommunen der fengselet ligger eller kommunen personen flytter til)",
        ),
    ],
)
def test_the_doers_say_who_whose_and_how_they_share_it(task: str, words: str, handbook: Handbook) -> None:
    assert phrases.doers_words(handbook, handbook.all(Task)[task]) == words


def test_a_municipality_that_two_grounds_point_to_is_said_once(handbook: Handbook) -> None:
    doer = handbook.all(Task)["mote-i-kommunen"].doers[0]
    grounds_twice = doer.model_copy(update={"municipality": doer.municipality * 2})

    assert phrases.doer_words(handbook, grounds_twice) == phrases.doer_words(handbook, doer)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"utdrag": "rundskriv:3", "styrke": "bør", "ord": "bør få", "nevnt_som": "kommunene"},
            "Rundskrivet fra 2006 skrev: «bør få» (kommunene), om rusmiddelavhengige",
        ),
        ({"utdrag": "metode:3", "styrke": "kan"}, "Metoden skrev: «kan»"),
        ({"bestemmelse": "boligloven:3", "styrke": "har-ansvar"}, "boligeksempelloven sier: «har ansvar»"),
    ],
)
def test_what_stands_beneath_says_what_it_said(fields: dict[str, Any], words: str, handbook: Handbook) -> None:
    assert phrases.older_words(footing(handbook, Ground.model_validate(fields))) == words


def head(**fields: Any) -> Head:
    changes = [{"dato": date(2026, 3, 1), "hva": "Nyest."}, {"dato": date(2026, 1, 1), "hva": "Først."}]
    return Head.model_validate({"eier": "kommunen-rutineeier", "godkjenning": "utkast", "endret": changes} | fields)


def test_a_file_was_changed_when_its_newest_change_was_made() -> None:
    assert head().changed_on == date(2026, 3, 1)
