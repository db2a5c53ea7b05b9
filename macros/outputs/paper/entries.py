"""Records told whole on paper: what is done, by whom, how binding, under what conditions, when, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from macros.handbook.weighing import FallsAway, Footing, footing, weigh
from macros.outputs import phrases
from macros.outputs.paper.blocks import Entry, Fact
from macros.outputs.paper.facts import conflicts_text, facts_of, marks, timings_text
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.records import Conflict, Disclosure, Handover, OpenPoint, Record, Statement, Task
from macros.records.grounds import Ground
from macros.records.references import Ref
from macros.records.richtext import Text
from macros.records.vocabulary import Requirement


def entry(teller: Teller, record: Record, number: int = 0, level: int = 3) -> Entry | None:
    """Tell of *record* where it is told whole, else nothing: a list or a routine has a sheet of its own."""
    match record:
        case Task():
            return task_entry(teller, record, number, level)
        case Statement():
            return statement_entry(teller, record, level)
        case Disclosure():
            return _sharing_entry(teller, record, level)
        case Handover():
            return _handover_entry(teller, record, level)
        case OpenPoint():
            return _open_point_entry(teller, record, level)
        case Conflict():
            return _conflict_entry(teller, record, level)
    return None


def task_entry(teller: Teller, task: Task, number: int = 0, level: int = 3) -> Entry:
    """Tell of *task*."""
    handbook = teller.handbook
    weighed = weigh(handbook, task)

    def doers(field: str) -> str:
        return phrases.listed([phrases.doer_words(handbook, doer) for doer in getattr(task, field)])

    places = [weighed.headline] if weighed.headline else []
    facts = facts_of(
        ("oppgave.sammen_med", doers("together_with")),
        ("oppgave.til", doers("recipients")),
        ("vilkår.overskrift", phrases.condition_words(handbook, task.when, task.unless)),
        ("gjelder.overskrift", phrases.scope_words(weighed.scope) if weighed.scope else ""),
        ("tid.overskrift", timings_text(handbook, task.timings)),
        ("oppgave.betaler", doers("payers")),
        ("oppgave.verktoy", _names(teller, task.tools)),
        ("grunnlag.overskrift", _places(places)),
        ("grunnlag.rett", _places(weighed.rights)),
        ("oppgave.uenighet", conflicts_text(teller, task.ref)),
    )
    gone = tuple(_fallen(teller, one) for one in weighed.falls_away)
    return Entry(
        task.title,
        level,
        number,
        doers=phrases.capital(phrases.doers_words(handbook, task)),
        marks=marks(weighed.headline),
        text=tuple(teller.paragraphs(task.text)),
        facts=gone + facts,
    )


def statement_entry(teller: Teller, one: Statement, level: int = 3) -> Entry:
    """Tell of the statement *one*."""
    facts = facts_of(
        ("vilkår.overskrift", phrases.condition_words(teller.handbook, one.when, one.unless)),
        ("gjelder.overskrift", phrases.scope_words(one.scope) if one.scope else ""),
        ("tid.overskrift", timings_text(teller.handbook, one.timings)),
        ("grunnlag.overskrift", _grounds(teller, one.grounds)),
        ("oppgave.uenighet", conflicts_text(teller, one.ref)),
    )
    return Entry(one.title, level, text=tuple(teller.paragraphs(one.text)), facts=facts)


def _sharing_entry(teller: Teller, one: Disclosure, level: int) -> Entry:
    """Tell who may tell whom what."""
    consent = _names(teller, one.consent_from)
    facts = facts_of(
        ("deling.fra", _names(teller, one.teller)),
        ("deling.til", _names(teller, one.told)),
        ("deling.hva", _plain(teller, one.what)),
        ("overlevering.samtykke", f"{word('deling.fra_hvem')} {consent}" if consent else ""),
        ("deling.til_avklart", word("deling.til_avklart_råd") if one.requires is Requirement.ASK_LAWYER else ""),
        ("deling.taushetsplikt", _names(teller, one.secrecy)),
        ("deling.grenser", _plain(teller, one.limits)),
        ("vilkår.overskrift", phrases.condition_words(teller.handbook, one.when, one.unless)),
        ("oppgave.stadium", _names(teller, one.stages)),
        ("grunnlag.overskrift", _grounds(teller, one.grounds)),
        ("oppgave.uenighet", conflicts_text(teller, one.ref)),
    )
    return Entry(
        one.title, level, marks=phrases.capital(one.requires), text=tuple(teller.paragraphs(one.text)), facts=facts
    )


def _handover_entry(teller: Teller, one: Handover, level: int) -> Entry:
    """Tell who lets go and who takes over."""

    def task(ref: Ref) -> str:
        found = teller.handbook.get(ref)
        doers = phrases.doers_words(teller.handbook, found) if isinstance(found, Task) else ""
        return f"{teller.name(ref)} – {doers}"

    facts = facts_of(
        ("overlevering.slipper", task(one.gives)),
        ("overlevering.tar", task(one.takes)),
        ("overlevering.bevis", _plain(teller, one.proof)),
        ("overlevering.samtykke", _plain(teller, one.consent)),
        ("overlevering.hendelse", teller.name(one.event) if one.event else ""),
        ("vilkår.overskrift", phrases.condition_words(teller.handbook, one.when)),
        ("oppgave.stadium", _names(teller, one.stages)),
        ("grunnlag.overskrift", _grounds(teller, one.grounds)),
    )
    return Entry(one.title, level, text=tuple(teller.paragraphs(one.text)), facts=facts)


def _open_point_entry(teller: Teller, one: OpenPoint, level: int) -> Entry:
    """Tell what the sources leave open."""
    facts = facts_of(
        ("avklaring.med", _names(teller, one.settle_with)),
        ("gjelder.overskrift", phrases.listed([f"«{name}»" for name in teller.names(one.about)])),
        ("oppgave.stadium", _names(teller, one.stages)),
        ("avklaring.loven", _plain(teller, one.law_says)),
        ("avklaring.avklart", _plain(teller, one.settled)),
    )
    return Entry(one.title, level, text=tuple(teller.paragraphs(one.text)), facts=facts)


def _conflict_entry(teller: Teller, one: Conflict, level: int) -> Entry:
    """Tell where the sources disagree."""
    parties = tuple((party.title, _plain(teller, party.says)) for party in one.parties)
    facts = facts_of(
        ("uenighet.loven", _plain(teller, one.law_says)),
        ("uenighet.råd", _plain(teller, one.advice)),
        ("uenighet.spør", _names(teller, one.ask)),
    )
    return Entry(one.title, level, text=tuple(teller.paragraphs(one.text)), facts=parties + facts)


def _fallen(teller: Teller, gone: FallsAway) -> Fact:
    """Under what condition the ground is lost, and what holds then."""
    left = word("vilkår.da_gjelder", kilde=gone.left.title) if gone.left else word("vilkår.faller_bort_helt")
    instead = f"{word('lov.i_stedet')} {_names(teller, gone.instead)}." if gone.instead else ""
    parts = [f"{teller.name(gone.by)}.", left, instead, _plain(teller, gone.remark)]
    return word("vilkår.faller_bort", vilkår=gone.condition.title), " ".join(part for part in parts if part)


def _plain(teller: Teller, text: Text | None) -> str:
    return teller.plain(text) if text else ""


def _names(teller: Teller, refs: Sequence[Ref]) -> str:
    return phrases.listed([teller.name(ref) for ref in refs])


def _grounds(teller: Teller, grounds: Sequence[Ground]) -> str:
    return _places([footing(teller.handbook, ground) for ground in grounds])


def _places(footings: Sequence[Footing]) -> str:
    """Where it stands; the editors' own proposals are said to be so."""
    named = (one.title if one.ground.cited else phrases.capital(one.source_type) for one in footings)
    return "; ".join(dict.fromkeys(named))
