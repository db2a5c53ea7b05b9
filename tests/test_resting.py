"""From a source to its use and back: each provision and passage says all that rests on it, and where."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from trial import Trial

from macros.edition import Edition
from macros.handbook import Handbook
from macros.handbook.resting import PLACES, How, chapter_of, resting, sections_of, uses
from macros.handbook.weighing import within
from macros.outputs.addresses import Links, address, anchor, permanent
from macros.outputs.pages.view import View
from macros.outputs.phrases import capital
from macros.outputs.told.lines import plain
from macros.outputs.told.uses import uses_of
from macros.records import Law, Source
from macros.records.grounds import Ground
from macros.records.inside import part, smallest
from macros.records.references import Ref
from macros.records.walk import grounds


def places(handbook: Handbook) -> list[Ref]:
    """Every provision and passage there is."""
    laws = (part(law.ref, number) for law in handbook.all(Law).values() for number in law.provisions)
    return [*laws, *(part(one.ref, number) for one in handbook.all(Source).values() for number in one.passages)]


def cited(handbook: Handbook) -> dict[Ref, list[tuple[Ref, Ground]]]:
    """Every place that a ground cites, with what rests on it by that ground."""
    found: dict[Ref, list[tuple[Ref, Ground]]] = {}
    for record in handbook:
        for keys, ground in grounds(record):
            if ground.cited:
                found.setdefault(ground.cited, []).append((smallest(record.ref, keys), ground))
    return found


@cache
def html(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text("utf-8")


def told(handbook: Handbook, ref: str) -> dict[str, str]:
    return {fact.label: plain(fact) for fact in uses_of(View(handbook), Ref("bestemmelse", ref))}


def test_what_rests_on_each_place_is_what_cites_it(real: Edition) -> None:
    handbook = real.handbook
    citing = cited(handbook)
    for ref in places(handbook):
        resting_on = [use for use in uses(handbook).get(ref, ()) if use.how is How.RESTS]
        assert [use.by for use in resting_on] == [by for by, _ in citing.get(ref, ())], ref


def test_nothing_that_points_at_a_place_is_left_out(real: Edition) -> None:
    handbook = real.handbook
    for ref in places(handbook):
        by = {use.by if use.by.kind not in PLACES else handbook.get(use.by) for use in uses(handbook).get(ref, ())}
        pointing = {one if isinstance(one, Ref) else one.ref for one in by if one}
        assert pointing == set(handbook.mentioned_by.get(ref, ())), ref


def test_each_provision_says_on_its_page_all_that_rests_on_it_by_the_place_they_cite(real: Edition) -> None:
    handbook = real.handbook
    view, citing = View(handbook), cited(handbook)
    for law in handbook.all(Law).values():
        for ref in (part(law.ref, number) for number in law.provisions):
            said = {fact.label: {run.ref for line in fact.lines for run in line} for fact in uses_of(view, ref)}
            for by, ground in citing.get(ref, ()):
                label = capital(within(ground).strip()) or "Hele paragrafen"
                assert by in said[label], (ref, label)


def test_each_place_is_on_its_page_with_its_permanent_address_and_how_many_rest_on_it(
    real: Edition, real_site: Path
) -> None:
    handbook = real.handbook
    for ref in places(handbook):
        body = html(real_site, address(handbook, ref).page)
        begins = body.index(f'id="{anchor(ref)}"')
        ends = body.find(' id="', begins + 9)
        part_of_page = body[begins:ends]
        assert f"{permanent(ref)}" in part_of_page, ref
        assert f"{permanent(ref)}index.html" in real.outputs, ref
        count = len({use.by for use in resting(handbook, ref)})
        if ref.kind == "bestemmelse" and count:
            assert re.search(rf"Hva bygger på [^<]*\? \({count}\)", part_of_page), ref


def test_each_thing_leads_from_its_own_page_to_what_it_rests_on(real: Edition, real_site: Path) -> None:
    handbook = real.handbook
    for ref, citing in cited(handbook).items():
        for by, _ in citing:
            page = address(handbook, by).page
            link = Links(page).to_page(address(handbook, ref).target)
            assert f'href="{link}"' in html(real_site, page), (by, ref)


def test_a_provision_says_who_loses_it_and_what_takes_it_away(handbook: Handbook) -> None:
    assert (
        told(handbook, "boligloven:4")["Faller bort i varetekt"] == "Begynne i god tid. Da gjelder Metoden, utdrag 2."
    )
    assert told(handbook, "boligloven:9")["Tar bort i varetekt"] == (
        "Paragrafer: boligeksempelloven § 4; boligeksempelloven § 6"
    )
    assert told(handbook, "boligloven:3")["Gjelder i varetekt i stedet for"] == "Paragrafer: boligeksempelloven § 6"


def test_a_provision_says_what_rests_on_the_older_one_it_replaced(handbook: Handbook) -> None:
    through = told(handbook, "boligloven:3")["Gjennom den gamle boligeksempelloven § 2, som gjaldt før"]
    assert through == "Utdrag: Rundskrivet fra 2006, utdrag 2 Oppgaver: Finne et sted å bo"


def test_a_provision_says_what_rests_on_its_chapter(trial: Trial) -> None:
    trial.edit("routines/kjerne/oppgaver/helse.yml", 'bestemmelse: "boligloven:6"', 'bestemmelse: "boligloven:kap-2"')
    handbook = trial.handbook()
    chapter = Ref("bestemmelse", "boligloven:kap-2")

    assert chapter_of(handbook, Ref("bestemmelse", "boligloven:3")) == chapter
    assert [ref.id for ref in sections_of(handbook, chapter)] == ["boligloven:3", "boligloven:4"]
    assert told(handbook, "boligloven:3")["Gjennom boligeksempelloven kapittel 2"] == "Oppgaver: Gi medisin med ut"


@pytest.mark.parametrize("query", ["hva bygger på sotjl 27", "sotjl 27", "hva bygger på sosialtjenesteloven § 27"])
def test_search_leads_to_the_provision_with_what_rests_on_it(query: str, real: Edition) -> None:
    place = address(real.handbook, Ref("bestemmelse", "sotjl:27"))

    assert real.index.engine().search(query)[0]["url"] == place.target
    assert f"{place.target}" in real.outputs["p/bestemmelse/sotjl-27/index.html"].make().decode()
