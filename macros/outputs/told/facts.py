"""What a record says in a line each: whom it is for, under what conditions, when, and what it comes with.

Told once: a page makes links of it, a sheet and a Word file take the words (`plain`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from macros.handbook.weighing import FallsAway, weigh
from macros.outputs import phrases
from macros.outputs.told import lines
from macros.outputs.told.lines import NAME, STRONG, Fact, Run
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.records import (
    Conflict,
    Conversation,
    Disclosure,
    Frame,
    Handover,
    OpenPoint,
    Record,
    Routine,
    Statement,
    Task,
)
from macros.records.frames import Item
from macros.records.vocabulary import Requirement


def facts(teller: Teller, record: Record | Item) -> tuple[Fact, ...]:
    """Return what *record* says in a line each, in the order it is read; what says nothing is left out."""
    return tuple(fact for fact in _facts(record, teller) if any(fact.lines))


# What each kind of record says.


@singledispatch
def _facts(record: object, teller: Teller) -> Iterator[Fact]:
    """Yield what *record* says; a kind that is not here has nothing to say in a line each."""
    yield from ()


@_facts.register
def _task(task: Task, teller: Teller) -> Iterator[Fact]:
    weighed = weigh(teller.handbook, task)
    yield lines.of_doers(teller, "oppgave.sammen_med", task.together_with)
    yield lines.of_doers(teller, "oppgave.til", task.recipients)
    yield lines.of_conditions(teller, task.when, task.unless)
    yield from (_fallen(teller, gone) for gone in weighed.falls_away)
    yield lines.of_scope(weighed.scope)
    yield lines.of_times(teller, task.timings)
    yield lines.of_doers(teller, "oppgave.betaler", task.payers)
    yield lines.of_names(teller, "oppgave.verktoy", task.tools)


def _fallen(teller: Teller, gone: FallsAway) -> Fact:
    """Return under what condition a ground is lost, and what holds then."""
    left = word("vilkår.da_gjelder", kilde=gone.left.title) if gone.left else word("vilkår.faller_bort_helt")
    line = [Run(teller.name(gone.by), gone.by, NAME), Run(f". {left}")]
    if gone.instead:
        line += [
            Run(f" {word('lov.i_stedet')} "),
            *lines.in_a_row([Run(teller.name(r), r, NAME) for r in gone.instead])[0],
        ]
        line.append(Run("."))
    for paragraph in lines.text_lines(teller, gone.remark):
        line += [Run(" "), *paragraph]
    return Fact(word("vilkår.faller_bort", vilkår=gone.condition.title), (tuple(line),))


@_facts.register
def _statement(one: Statement, teller: Teller) -> Iterator[Fact]:
    yield lines.of_conditions(teller, one.when, one.unless)
    yield lines.of_scope(one.scope)
    yield lines.of_times(teller, one.timings)


@_facts.register
def _frame(frame: Frame, teller: Teller) -> Iterator[Fact]:
    yield Fact(word("oppgave.hvem"), lines.in_a_row(lines.capital(lines.each(teller, frame.who))))
    contact = frame.contact if isinstance(frame, Routine) else None
    yield lines.of_names(teller, "kontakt.punkt", [contact] if contact else [])
    yield lines.of_conditions(teller, frame.when, frame.unless)
    yield lines.of_scope(frame.scope)
    yield lines.of_names(teller, "oppgave.stadium", frame.stages)
    yield lines.of_times(teller, frame.timings)


@_facts.register
def _talk(talk: Conversation, teller: Teller) -> Iterator[Fact]:
    yield Fact(
        word("oppgave.hvem"), lines.in_a_row(lines.capital([Run(teller.name(ref), ref, NAME) for ref in talk.who]))
    )
    yield lines.of_names(teller, "kinds.fase", [talk.phase] if talk.phase else [])
    yield lines.of_names(teller, "oppgave.stadium", talk.stages)
    yield lines.of_conditions(teller, talk.when)
    yield lines.of_names(teller, "oppgave.verktoy", talk.tools)


@_facts.register
def _item(item: Item, teller: Teller) -> Iterator[Fact]:
    yield lines.of_names(teller, "kinds.oppgave", [item.task] if item.task else [])
    yield lines.of_conditions(teller, item.when, item.unless)
    yield lines.of_names(teller, "oppgave.stadium", item.stages)
    yield lines.of_times(teller, item.timings)


@_facts.register
def _disclosure(one: Disclosure, teller: Teller) -> Iterator[Fact]:
    yield lines.of_names(teller, "deling.fra", one.teller)
    yield lines.of_names(teller, "deling.til", one.told)
    yield lines.of_text(teller, "deling.hva", one.what)
    yield _required(teller, one)
    yield lines.of_words(
        "deling.til_avklart", word("deling.til_avklart_råd") if one.requires is Requirement.ASK_LAWYER else ""
    )
    yield lines.of_names(teller, "deling.taushetsplikt", one.secrecy)
    yield lines.of_text(teller, "deling.grenser", one.limits)
    yield lines.of_conditions(teller, one.when, one.unless)
    yield lines.of_names(teller, "oppgave.stadium", one.stages)


def _required(teller: Teller, one: Disclosure) -> Fact:
    """Return what it takes to tell, and whose consent."""
    line = [Run(phrases.capital(phrases.required_words(one.requires)), mark=STRONG)]
    if one.consent_from:
        names = lines.in_a_row([Run(teller.name(ref), ref, NAME) for ref in one.consent_from])[0]
        line += [Run(f" {word('deling.fra_hvem')} "), *names]
    return Fact(word("deling.krever"), (tuple(line),))


@_facts.register
def _handover(one: Handover, teller: Teller) -> Iterator[Fact]:
    for key, ref in (("slipper", one.gives), ("tar", one.takes)):
        task = teller.handbook.get(ref)
        doers = phrases.doers_words(teller.handbook, task) if isinstance(task, Task) else ""
        yield Fact(word(f"overlevering.{key}"), ((Run(teller.name(ref), ref, NAME), Run(f" – {doers}")),))
    yield lines.of_text(teller, "overlevering.bevis", one.proof)
    yield lines.of_text(teller, "overlevering.samtykke", one.consent)
    yield lines.of_words("overlevering.hendelse", teller.name(one.event) if one.event else "")
    yield lines.of_conditions(teller, one.when)
    yield lines.of_names(teller, "oppgave.stadium", one.stages)


@_facts.register
def _open_point(one: OpenPoint, teller: Teller) -> Iterator[Fact]:
    yield lines.of_names(teller, "avklaring.med", one.settle_with)
    yield Fact(word("gjelder.overskrift"), lines.in_a_row([Run(teller.name(ref), ref) for ref in one.about]))
    yield lines.of_text(teller, "avklaring.loven", one.law_says)
    yield lines.of_names(teller, "avklaring.bekreftet_av", one.confirmed_by)
    yield Fact(phrases.settled_label(one), lines.text_lines(teller, one.settled))
    yield lines.of_names(teller, "oppgave.stadium", one.stages)


@_facts.register
def _conflict(one: Conflict, teller: Teller) -> Iterator[Fact]:
    yield from (Fact(party.title, lines.text_lines(teller, party.says)) for party in one.parties)
    yield lines.of_text(teller, "uenighet.loven", one.law_says)
    yield lines.of_text(teller, "uenighet.råd", one.advice)
    yield lines.of_names(teller, "uenighet.spør", one.ask)
