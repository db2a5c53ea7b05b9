"""What a record says in a line each: whom it is for, under what conditions, when, and what it comes with.

Told once: a page makes links of it, a sheet and a Word file take the words (`plain`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Final

from macros.handbook.weighing import FallsAway, footing, weigh
from macros.outputs import phrases
from macros.outputs.told.teller import TITLED, Teller
from macros.outputs.words import word
from macros.records import Conflict, Conversation, Disclosure, Frame, Handover, OpenPoint, Record, Statement, Task
from macros.records.frames import Item
from macros.records.grounds import Doer, Scope, Timing
from macros.records.references import Ref
from macros.records.richtext import Text
from macros.records.vocabulary import Requirement


@dataclass(frozen=True, slots=True)
class Run:
    """Some words, what they lead to, and what they are (a class of the style sheet)."""

    words: str
    ref: Ref | None = None
    mark: str = ""


Line = tuple[Run, ...]

STRONG: Final = "viktig"
"""The mark of words that must be seen."""
_NAME: Final = "navn"
"""The mark of a name in a list of names: it is clear enough without quotes."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says: one line, or several paragraphs or alternatives."""

    label: str
    lines: tuple[Line, ...]
    between: str = " "
    """What parts the lines where they run on in one."""


def facts(teller: Teller, record: Record | Item) -> tuple[Fact, ...]:
    """Return what *record* says in a line each, in the order it is read; what says nothing is left out."""
    return tuple(fact for fact in _facts(record, teller) if any(fact.lines))


def plain(fact: Fact) -> str:
    """Return what *fact* says as text. A title in the middle of it, where a page has a link, stands in quotes."""
    return fact.between.join("".join(_quoted(run, line) for run in line) for line in fact.lines)


def _quoted(run: Run, line: Line) -> str:
    alone = len(line) == 1 or run.mark == _NAME
    return f"«{run.words}»" if run.ref and run.ref.kind in TITLED and not alone else run.words


def _said(key: str, words: str) -> Fact:
    return Fact(word(key), ((Run(words),),) if words else ())


def _names(teller: Teller, key: str, refs: Iterable[Ref]) -> Fact:
    return Fact(word(key), _listed([Run(teller.name(ref), ref, _NAME) for ref in refs]))


def _doers(teller: Teller, key: str, doers: Iterable[Doer]) -> Fact:
    return Fact(word(key), _listed(_each(teller, doers)))


def _each(teller: Teller, doers: Iterable[Doer]) -> list[Run]:
    return [Run(phrases.doer_words(teller.handbook, one), one.who, _NAME) for one in doers]


def _capital(runs: list[Run]) -> list[Run]:
    """Return *runs* beginning with a capital letter."""
    return [replace(run, words=phrases.capital(run.words)) if run is runs[0] else run for run in runs]


def _listed(runs: Sequence[Run]) -> tuple[Line, ...]:
    """Return *runs* as a sentence lists them, or no line."""
    between = [Run(", ")] * (len(runs) - 2) + [Run(f" {word('liste.og')} ")] * (len(runs) > 1)
    line = [one for pair in zip(runs, [*between, Run("")], strict=True) for one in pair] if runs else []
    return (tuple(line[:-1]),) if line else ()


def _text(teller: Teller, key: str, text: Text | None) -> Fact:
    return Fact(word(key), text_lines(teller, text))


def text_lines(teller: Teller, text: Text | None) -> tuple[Line, ...]:
    """Return the paragraphs of *text*."""
    paragraphs = text.paragraphs if text else ()
    return tuple(tuple(Run(words, ref) for words, ref in teller.spoken(one)) for one in paragraphs)


def _conditions(teller: Teller, when: tuple[Ref, ...], unless: tuple[Ref, ...] = ()) -> Fact:
    return _said("vilkår.overskrift", phrases.condition_words(teller.handbook, when, unless))


def _scope(scope: Scope | None) -> Fact:
    return _said("gjelder.overskrift", phrases.scope_words(scope) if scope else "")


def times(teller: Teller, timings: Sequence[Timing]) -> Fact:
    """Return when: a line for each of *timings*. Several of one sort without conditions are alternatives."""
    return Fact(word("tid.overskrift"), tuple(_times(teller, timings)), "; ")


def _times(teller: Teller, timings: Sequence[Timing]) -> Iterator[Line]:
    handbook, before = teller.handbook, ""
    for timing in timings:
        label = phrases.timing_label(handbook, timing)
        conditions = phrases.condition_words(handbook, timing.when, timing.unless)
        again = label == before and not conditions
        begins = Run(f"{word('tid.eller')} ", mark="eller") if again else Run(f"{label}: ", mark="tid-slag")
        words = phrases.timing_words(handbook, timing) + (f", {conditions}" if conditions else "")
        yield (begins, Run(words), *_source_of(teller, timing))
        before = "" if conditions else label


def _source_of(teller: Teller, timing: Timing) -> Line:
    if not timing.grounds:
        return ()
    ground = timing.grounds[0]
    own = f": {ground.word}" if ground.word and ground.word != timing.words else ""
    return (Run(f" ({footing(teller.handbook, ground).short}{own})", mark="tid-kilde"),)


# What each kind of record says.


@singledispatch
def _facts(record: object, teller: Teller) -> Iterator[Fact]:
    """Yield what *record* says; a kind that is not here has nothing to say in a line each."""
    yield from ()


@_facts.register
def _task(task: Task, teller: Teller) -> Iterator[Fact]:
    weighed = weigh(teller.handbook, task)
    yield _doers(teller, "oppgave.sammen_med", task.together_with)
    yield _doers(teller, "oppgave.til", task.recipients)
    yield _conditions(teller, task.when, task.unless)
    yield from (_fallen(teller, gone) for gone in weighed.falls_away)
    yield _scope(weighed.scope)
    yield times(teller, task.timings)
    yield _doers(teller, "oppgave.betaler", task.payers)
    yield _names(teller, "oppgave.verktoy", task.tools)


def _fallen(teller: Teller, gone: FallsAway) -> Fact:
    """Return under what condition a ground is lost, and what holds then."""
    left = word("vilkår.da_gjelder", kilde=gone.left.title) if gone.left else word("vilkår.faller_bort_helt")
    line = [Run(teller.name(gone.by), gone.by, _NAME), Run(f". {left}")]
    if gone.instead:
        line += [Run(f" {word('lov.i_stedet')} "), *_listed([Run(teller.name(r), r, _NAME) for r in gone.instead])[0]]
        line.append(Run("."))
    for paragraph in text_lines(teller, gone.remark):
        line += [Run(" "), *paragraph]
    return Fact(word("vilkår.faller_bort", vilkår=gone.condition.title), (tuple(line),))


@_facts.register
def _statement(one: Statement, teller: Teller) -> Iterator[Fact]:
    yield _conditions(teller, one.when, one.unless)
    yield _scope(one.scope)
    yield times(teller, one.timings)


@_facts.register
def _frame(frame: Frame, teller: Teller) -> Iterator[Fact]:
    yield Fact(word("oppgave.hvem"), _listed(_capital(_each(teller, frame.who))))
    yield _conditions(teller, frame.when, frame.unless)
    yield _scope(frame.scope)
    yield _names(teller, "oppgave.stadium", frame.stages)
    yield times(teller, frame.timings)


@_facts.register
def _talk(talk: Conversation, teller: Teller) -> Iterator[Fact]:
    yield Fact(word("oppgave.hvem"), _listed(_capital([Run(teller.name(ref), ref, _NAME) for ref in talk.who])))
    yield _names(teller, "kinds.fase", [talk.phase] if talk.phase else [])
    yield _names(teller, "oppgave.stadium", talk.stages)
    yield _conditions(teller, talk.when)
    yield _names(teller, "oppgave.verktoy", talk.tools)


@_facts.register
def _item(item: Item, teller: Teller) -> Iterator[Fact]:
    yield _names(teller, "kinds.oppgave", [item.task] if item.task else [])
    yield _conditions(teller, item.when, item.unless)
    yield times(teller, item.timings)


@_facts.register
def _disclosure(one: Disclosure, teller: Teller) -> Iterator[Fact]:
    yield _names(teller, "deling.fra", one.teller)
    yield _names(teller, "deling.til", one.told)
    yield _text(teller, "deling.hva", one.what)
    yield _required(teller, one)
    yield _said("deling.til_avklart", word("deling.til_avklart_råd") if one.requires is Requirement.ASK_LAWYER else "")
    yield _names(teller, "deling.taushetsplikt", one.secrecy)
    yield _text(teller, "deling.grenser", one.limits)
    yield _conditions(teller, one.when, one.unless)
    yield _names(teller, "oppgave.stadium", one.stages)


def _required(teller: Teller, one: Disclosure) -> Fact:
    """Return what it takes to tell, and whose consent."""
    line = [Run(phrases.capital(one.requires), mark=STRONG)]
    if one.consent_from:
        names = _listed([Run(teller.name(ref), ref, _NAME) for ref in one.consent_from])[0]
        line += [Run(f" {word('deling.fra_hvem')} "), *names]
    return Fact(word("deling.krever"), (tuple(line),))


@_facts.register
def _handover(one: Handover, teller: Teller) -> Iterator[Fact]:
    for key, ref in (("slipper", one.gives), ("tar", one.takes)):
        task = teller.handbook.get(ref)
        doers = phrases.doers_words(teller.handbook, task) if isinstance(task, Task) else ""
        yield Fact(word(f"overlevering.{key}"), ((Run(teller.name(ref), ref, _NAME), Run(f" – {doers}")),))
    yield _text(teller, "overlevering.bevis", one.proof)
    yield _text(teller, "overlevering.samtykke", one.consent)
    yield _said("overlevering.hendelse", teller.name(one.event) if one.event else "")
    yield _conditions(teller, one.when)
    yield _names(teller, "oppgave.stadium", one.stages)


@_facts.register
def _open_point(one: OpenPoint, teller: Teller) -> Iterator[Fact]:
    yield _names(teller, "avklaring.med", one.settle_with)
    yield Fact(word("gjelder.overskrift"), _listed([Run(teller.name(ref), ref) for ref in one.about]))
    yield _text(teller, "avklaring.loven", one.law_says)
    yield _text(teller, "avklaring.avklart", one.settled)
    yield _names(teller, "oppgave.stadium", one.stages)


@_facts.register
def _conflict(one: Conflict, teller: Teller) -> Iterator[Fact]:
    yield from (Fact(party.title, text_lines(teller, party.says)) for party in one.parties)
    yield _text(teller, "uenighet.loven", one.law_says)
    yield _text(teller, "uenighet.råd", one.advice)
    yield _names(teller, "uenighet.spør", one.ask)
