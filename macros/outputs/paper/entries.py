"""Records told whole on paper: what is done, by whom, how binding, under what conditions, when, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from macros.content.grounds import Ground
from macros.content.records import Conflict, Disclosure, Handover, OpenPoint, Record, Statement, Task
from macros.content.references import Ref
from macros.content.richtext import Text
from macros.content.vocabulary import Requirement
from macros.handbook.weighing import FallsAway, Footing, footing, weigh
from macros.outputs import phrases
from macros.outputs.pages.view import View
from macros.outputs.paper.blocks import Entry, Fact
from macros.outputs.paper.facts import conflicts_text, facts_of, marks, timings_text
from macros.outputs.words import word


def entry(view: View, record: Record, number: int = 0, level: int = 3) -> Entry | None:
    """Tell of *record* where it is told whole, else nothing: a list or a routine has a sheet of its own."""
    match record:
        case Task():
            return task_entry(view, record, number, level)
        case Statement():
            return statement_entry(view, record, level)
        case Disclosure():
            return _sharing_entry(view, record, level)
        case Handover():
            return _handover_entry(view, record, level)
        case OpenPoint():
            return _open_point_entry(view, record, level)
        case Conflict():
            return _conflict_entry(view, record, level)
    return None


def task_entry(view: View, task: Task, number: int = 0, level: int = 3) -> Entry:
    """Tell of *task*."""
    handbook = view.handbook
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
        ("oppgave.verktoy", _names(view, task.tools)),
        ("grunnlag.overskrift", _places(places)),
        ("grunnlag.rett", _places(weighed.rights)),
        ("oppgave.uenighet", conflicts_text(view, task.ref)),
    )
    gone = tuple(_fallen(view, one) for one in weighed.falls_away)
    return Entry(
        task.title,
        level,
        number,
        doers=phrases.capital(phrases.doers_words(handbook, task)),
        marks=marks(weighed.headline),
        text=tuple(view.paragraphs(task.text)),
        facts=gone + facts,
    )


def statement_entry(view: View, one: Statement, level: int = 3) -> Entry:
    """Tell of the statement *one*."""
    facts = facts_of(
        ("vilkår.overskrift", phrases.condition_words(view.handbook, one.when, one.unless)),
        ("gjelder.overskrift", phrases.scope_words(one.scope) if one.scope else ""),
        ("tid.overskrift", timings_text(view.handbook, one.timings)),
        ("grunnlag.overskrift", _grounds(view, one.grounds)),
        ("oppgave.uenighet", conflicts_text(view, one.ref)),
    )
    return Entry(one.title, level, text=tuple(view.paragraphs(one.text)), facts=facts)


def _sharing_entry(view: View, one: Disclosure, level: int) -> Entry:
    """Tell who may tell whom what."""
    consent = _names(view, one.consent_from)
    facts = facts_of(
        ("deling.fra", _names(view, one.teller)),
        ("deling.til", _names(view, one.told)),
        ("deling.hva", _plain(view, one.what)),
        ("overlevering.samtykke", f"{word('deling.fra_hvem')} {consent}" if consent else ""),
        ("deling.til_avklart", word("deling.til_avklart_råd") if one.requires is Requirement.ASK_LAWYER else ""),
        ("deling.taushetsplikt", _names(view, one.secrecy)),
        ("deling.grenser", _plain(view, one.limits)),
        ("vilkår.overskrift", phrases.condition_words(view.handbook, one.when, one.unless)),
        ("oppgave.stadium", _names(view, one.stages)),
        ("grunnlag.overskrift", _grounds(view, one.grounds)),
        ("oppgave.uenighet", conflicts_text(view, one.ref)),
    )
    return Entry(
        one.title, level, marks=phrases.capital(one.requires), text=tuple(view.paragraphs(one.text)), facts=facts
    )


def _handover_entry(view: View, one: Handover, level: int) -> Entry:
    """Tell who lets go and who takes over."""

    def task(ref: Ref) -> str:
        found = view.handbook.get(ref)
        doers = phrases.doers_words(view.handbook, found) if isinstance(found, Task) else ""
        return f"{view.name(ref)} – {doers}"

    facts = facts_of(
        ("overlevering.slipper", task(one.gives)),
        ("overlevering.tar", task(one.takes)),
        ("overlevering.bevis", _plain(view, one.proof)),
        ("overlevering.samtykke", _plain(view, one.consent)),
        ("overlevering.hendelse", view.name(one.event) if one.event else ""),
        ("vilkår.overskrift", phrases.condition_words(view.handbook, one.when)),
        ("oppgave.stadium", _names(view, one.stages)),
        ("grunnlag.overskrift", _grounds(view, one.grounds)),
    )
    return Entry(one.title, level, text=tuple(view.paragraphs(one.text)), facts=facts)


def _open_point_entry(view: View, one: OpenPoint, level: int) -> Entry:
    """Tell what the sources leave open."""
    facts = facts_of(
        ("avklaring.med", _names(view, one.settle_with)),
        ("gjelder.overskrift", phrases.listed([f"«{name}»" for name in view.names(one.about)])),
        ("oppgave.stadium", _names(view, one.stages)),
        ("avklaring.loven", _plain(view, one.law_says)),
        ("avklaring.bekreftet_av", _names(view, one.confirmed_by)),
    )
    settled = ((phrases.settled_label(one), _plain(view, one.settled)),) if one.settled else ()
    return Entry(one.title, level, text=tuple(view.paragraphs(one.text)), facts=facts + settled)


def _conflict_entry(view: View, one: Conflict, level: int) -> Entry:
    """Tell where the sources disagree."""
    parties = tuple((party.title, _plain(view, party.says)) for party in one.parties)
    facts = facts_of(
        ("uenighet.loven", _plain(view, one.law_says)),
        ("uenighet.råd", _plain(view, one.advice)),
        ("uenighet.spør", _names(view, one.ask)),
    )
    return Entry(one.title, level, text=tuple(view.paragraphs(one.text)), facts=parties + facts)


def _fallen(view: View, gone: FallsAway) -> Fact:
    """Under what condition the ground is lost, and what holds then."""
    left = word("vilkår.da_gjelder", kilde=gone.left.title) if gone.left else word("vilkår.faller_bort_helt")
    instead = f"{word('lov.i_stedet')} {_names(view, gone.instead)}." if gone.instead else ""
    parts = [f"{view.name(gone.by)}.", left, instead, _plain(view, gone.remark)]
    return word("vilkår.faller_bort", vilkår=gone.condition.title), " ".join(part for part in parts if part)


def _plain(view: View, text: Text | None) -> str:
    return view.plain(text) if text else ""


def _names(view: View, refs: Sequence[Ref]) -> str:
    return phrases.listed([view.name(ref) for ref in refs])


def _grounds(view: View, grounds: Sequence[Ground]) -> str:
    return _places([footing(view.handbook, ground) for ground in grounds])


def _places(footings: Sequence[Footing]) -> str:
    """Where it stands; the editors' own proposals are said to be so."""
    named = (one.title if one.ground.cited else phrases.capital(one.source_type) for one in footings)
    return "; ".join(dict.fromkeys(named))
