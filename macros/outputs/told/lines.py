"""A fact as a label and lines of words that lead somewhere: how names, texts, conditions and times are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from macros.handbook.weighing import footing
from macros.outputs import phrases
from macros.outputs.told.teller import TITLED, Teller
from macros.outputs.words import word
from macros.records.grounds import Doer, Scope, Timing
from macros.records.references import Ref
from macros.records.richtext import Text


@dataclass(frozen=True, slots=True)
class Run:
    """Some words, what they lead to, and what they are (a class of the style sheet)."""

    words: str
    ref: Ref | None = None
    mark: str = ""


Line = tuple[Run, ...]

STRONG: Final = "viktig"
"""The mark of words that must be seen."""
NAME: Final = "navn"
"""The mark of a name in a list of names: it is clear enough without quotes."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says: one line, or several paragraphs or alternatives."""

    label: str
    lines: tuple[Line, ...]
    between: str = " "
    """What parts the lines where they run on in one."""


def plain(fact: Fact) -> str:
    """Return what *fact* says as text. A title in the middle of it, where a page has a link, stands in quotes."""
    return fact.between.join("".join(_quoted(run, line) for run in line) for line in fact.lines)


def _quoted(run: Run, line: Line) -> str:
    alone = len(line) == 1 or run.mark == NAME
    return f"«{run.words}»" if run.ref and run.ref.kind in TITLED and not alone else run.words


def of_words(key: str, words: str) -> Fact:
    """Return *words* as the fact *key*; one without lines when there are none."""
    return Fact(word(key), ((Run(words),),) if words else ())


def of_names(teller: Teller, key: str, refs: Iterable[Ref]) -> Fact:
    """Return the names of *refs*, each leading to what it names."""
    return Fact(word(key), in_a_row([Run(teller.name(ref), ref, NAME) for ref in refs]))


def of_doers(teller: Teller, key: str, doers: Iterable[Doer]) -> Fact:
    """Return the names of *doers*, and which municipality's each is."""
    return Fact(word(key), in_a_row(each(teller, doers)))


def each(teller: Teller, doers: Iterable[Doer]) -> list[Run]:
    """Return the name of each of *doers*."""
    return [Run(phrases.doer_words(teller.handbook, one), one.who, NAME) for one in doers]


def capital(runs: list[Run]) -> list[Run]:
    """Return *runs* beginning with a capital letter."""
    return [replace(run, words=phrases.capital(run.words)) if run is runs[0] else run for run in runs]


def in_a_row(runs: Sequence[Run]) -> tuple[Line, ...]:
    """Return *runs* as a sentence lists them, or no line."""
    between = [Run(", ")] * (len(runs) - 2) + [Run(f" {word('liste.og')} ")] * (len(runs) > 1)
    line = [one for pair in zip(runs, [*between, Run("")], strict=True) for one in pair] if runs else []
    return (tuple(line[:-1]),) if line else ()


def of_text(teller: Teller, key: str, text: Text | None) -> Fact:
    """Return *text* as the fact *key*."""
    return Fact(word(key), text_lines(teller, text))


def text_lines(teller: Teller, text: Text | None) -> tuple[Line, ...]:
    """Return the paragraphs of *text*."""
    paragraphs = text.paragraphs if text else ()
    return tuple(tuple(Run(words, ref) for words, ref in teller.spoken(one)) for one in paragraphs)


def of_conditions(teller: Teller, when: tuple[Ref, ...], unless: tuple[Ref, ...] = ()) -> Fact:
    """Return under what conditions it holds."""
    return of_words("vilkår.overskrift", phrases.condition_words(teller.handbook, when, unless))


def of_scope(scope: Scope | None) -> Fact:
    """Return whom it is about."""
    return of_words("gjelder.overskrift", phrases.scope_words(scope) if scope else "")


def of_times(teller: Teller, timings: Sequence[Timing]) -> Fact:
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
