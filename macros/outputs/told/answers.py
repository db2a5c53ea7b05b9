"""When an answer to somebody holds, and by when, in sentences to them: pages and sheets say the same."""

from __future__ import annotations

from collections.abc import Iterable

from macros.handbook import Handbook
from macros.handbook.concerns import Answer
from macros.handbook.weighing import rests_on_law
from macros.outputs import phrases
from macros.outputs.words import word
from macros.records import Condition, Event
from macros.records.grounds import Timing
from macros.records.references import Ref
from macros.records.vocabulary import Audience, TimingKind


def limits(handbook: Handbook, answer: Answer, audience: Audience) -> list[str]:
    """Return for whom *answer* holds and when, a sentence each, and the times that a law sets."""
    when, unless, otherwise = (
        [_clause(one, audience) for one in conditions] for conditions in (answer.when, answer.unless, answer.otherwise)
    )
    return [
        *([word("til_deg.når", vilkår=phrases.listed(when))] if when else []),
        *(word("til_deg.ikke_når", vilkår=clause) for clause in unless),
        *(word("til_deg.ellers", vilkår=clause) for clause in otherwise),
        *_for_whom(answer),
        *(_time(handbook, one, audience) for one in answer.timings if rests_on_law(handbook, one)),
    ]


def _clause(condition: Condition, audience: Audience) -> str:
    return condition.said_to(audience) or condition.title


def _for_whom(answer: Answer) -> list[str]:
    """Say for whom it is, unless that is only the kind of sentence, and a condition has said it."""
    scope = answer.scope
    if scope is None:
        return []
    words = phrases.scope_words(scope)
    told = words == scope.sentence and any(words in one.title for one in answer.when)
    return [] if told else [f"{word('gjelder.overskrift')}: {words}."]


def _time(handbook: Handbook, timing: Timing, audience: Audience) -> str:
    def clauses(refs: Iterable[Ref]) -> list[str]:
        return [_clause(handbook.all(Condition)[ref.id], audience) for ref in refs]

    to_you = audience is Audience.PERSON and timing.event
    event = handbook.all(Event)[to_you.id].to_you if to_you else None
    repeated = timing.kind is TimingKind.REPEATED
    label = word("tid.repeated") if repeated else phrases.timing_label(handbook, timing)
    words = f"{label}: {phrases.timing_words(handbook, timing, event or '')}"
    if when := clauses(timing.when):
        words += f", {word('til_deg.når_frist', vilkår=phrases.listed(when))}"
    if unless := clauses(timing.unless):
        words += f", {word('til_deg.ikke_når_frist', vilkår=phrases.listed(unless, 'liste.eller'))}"
    return f"{words}."
