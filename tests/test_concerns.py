"""What the person and those close are told: in plain words, of everything that is theirs, with every condition."""

from __future__ import annotations

import pytest

from macros.edition import Edition
from macros.handbook import Handbook
from macros.handbook.concerns import PEOPLE, answer, answers_of, concerns_of
from macros.handbook.unread import unread
from macros.handbook.weighing import by_method, footing
from macros.outputs.paper import everything
from macros.outputs.told.answers import limits
from macros.outputs.told.teller import Teller
from macros.plain_language import MOST_LIX_FOR_THE_PERSON, lix, most_lix
from macros.records import Concern, Spoken, Statement, Task
from macros.records.references import Ref
from macros.records.vocabulary import Audience, Strength

PAGE = "gjelder-det-deg.md"


def told(handbook: Handbook, ref: str, audience: Audience = Audience.PERSON) -> str:
    """Return all that the page says of the record *ref*, to *audience*."""
    found = answer(handbook, Ref(*ref.split("/")), audience)
    assert found is not None
    return " ".join([found.said.source, *limits(handbook, found, audience)])


def test_the_page_is_in_plain_words(real: Edition) -> None:
    page = real.pages[PAGE]

    assert most_lix(real, page) == MOST_LIX_FOR_THE_PERSON
    assert 0 < lix(page) <= MOST_LIX_FOR_THE_PERSON


def test_all_that_is_done_by_for_or_with_the_person_is_told_to_the_person(real: Edition) -> None:
    handbook = real.handbook
    people = {Ref("aktor", name): audience for audience, name in PEOPLE.items()}
    untold = [
        f"{task.ref} to {people[one.who]}"
        for task in handbook.all(Task).values()
        if not by_method(handbook, task.grounds)
        for one in (*task.doers, *task.recipients, *task.together_with)
        if one.who in people and task.said_to(people[one.who]) is None
    ]

    assert untold == []


@pytest.mark.parametrize("model", [Task, Statement])
def test_every_right_that_holds_today_is_told_to_the_one_who_has_it(real: Edition, model: type[Spoken]) -> None:
    rights = [
        record
        for record in real.handbook.all(model).values()
        for ground in getattr(record, "grounds", ())
        if ground.strength is Strength.RIGHT and footing(real.handbook, ground).holds_today
    ]

    assert rights
    assert [str(record.ref) for record in rights if record.to_you is None] == []


def test_no_condition_is_lost_on_the_way_to_the_person(real: Edition) -> None:
    handbook = real.handbook

    young = told(handbook, "oppgave/alltid-ta-kontakt-og-koordinere")
    assert "Gjelder når du er under 25 år og du sier ja." in young
    assert "Gjelder ikke når du sitter i varetekt." in young
    assert "Gjelder ikke når du ikke har lovlig opphold" in told(handbook, "oppgave/hjelpe-vanskeligstilte-med-bolig")
    assert "Gjelder: under 30 år." in told(handbook, "opplysning/vilkar-om-aktivitet-under-30")


def test_the_time_to_complain_is_that_of_the_records(real: Edition) -> None:
    handbook = real.handbook

    assert "Frist: 3 uker etter at du fikk" in told(handbook, "oppgave/klage-pa-vedtak-om-sosiale-tjenester")
    assert "Frist: 4 uker etter at du visste" in told(handbook, "oppgave/klage-pa-helsetjenester")
    prison = told(handbook, "oppgave/klage-pa-vedtak-i-kriminalomsorgen")
    assert "Frist: 7 dager" in prison
    assert "Frist: 48 timer etter at du fikk beskjed om vedtaket, når klagen gjelder en reaksjon på et brudd." in prison


def test_what_nobody_has_settled_is_said_to_be_so(real: Edition) -> None:
    handbook = real.handbook
    found = [one for concern in handbook.all(Concern).values() for one in answers_of(handbook, concern)]

    assert any(one.left_open for one in found)
    assert [str(one.ref) for one in found if one.left_open and one.footing] == []


@pytest.mark.parametrize("audience", Audience)
def test_the_pages_of_people_lead_to_what_is_written_for_them(real: Edition, audience: Audience) -> None:
    actor = real.handbook.all(Concern) and PEOPLE[audience]
    for name in (f"ansvar/{actor}/index.md", f"ansvar/{actor}/i-fengsel.md"):
        body = real.pages[name].body
        assert f"gjelder-det-deg/#til-{audience.name.lower()}" in body
        assert "Het før" not in body
        assert "klienten" not in body.lower()
    assert concerns_of(real.handbook, audience)[0].title in real.pages[f"ansvar/{actor}/index.md"].body


def test_the_page_is_one_press_from_the_front_page_and_leads_from_the_topics(real: Edition) -> None:
    assert 'href="gjelder-det-deg/"' in real.pages["index.md"].body
    for topic in {ref.id for concern in real.handbook.all(Concern).values() for ref in concern.topics}:
        assert "gjelder-det-deg/#sporsmal-" in real.pages[f"tema/{topic}.md"].body, topic


def test_each_question_is_a_sheet_in_large_letters_with_the_telephone(real: Edition) -> None:
    sheets = {path: make for path, make in everything(Teller(real.handbook)) if path.startswith("pdf/sporsmal-")}
    made = [make() for make in sheets.values()]

    assert len(made) == len(real.handbook.all(Concern))
    assert all(getattr(sheet, "large", False) and "66 90 90 00" in getattr(sheet, "contact", "") for sheet in made)


def test_a_page_on_unread_law_says_where_its_text_of_today_is(real: Edition) -> None:
    secrecy = Ref("oppgave", "holde-taushet-som-helsepersonell")
    record = real.handbook.get(secrecy)
    assert record is not None
    assert unread(real.handbook, [record]) == [Ref("bestemmelse", "hpl:21")]

    for name in (PAGE, "taushetsplikt.md", "tema/samtykke-og-taushetsplikt.md"):
        foot = real.pages[name].body.partition("Tekst ikke lest, se Lovdata:")[2]
        assert 'href="https://lovdata.no/lov/1999-07-02-64/§21"' in foot, name
