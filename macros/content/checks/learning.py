"""What a learner is told is right must hold today."""

from __future__ import annotations

from collections.abc import Iterator

from macros.content.checks.finding import Finding
from macros.handbook import Handbook
from macros.handbook.weighing import NEVER_HEADS, Footing, footing, weigh
from macros.records import Exercise, Law, Lesson, OpenPoint, Source, Statement, Task
from macros.records.grounds import Ground
from macros.records.references import Keys, Ref
from macros.records.vocabulary import SourceType
from macros.records.walk import grounds

_NOT_TODAY = "ikke gjelder i dag ({})"
_BY_COLLEAGUES = frozenset({SourceType.EXPERIENCE, SourceType.METHOD, SourceType.MUNICIPAL, SourceType.PROPOSAL})
_REMEDY = "Rett svaret, eller bygg det på noe som gjelder."


def check_answers_hold(handbook: Handbook) -> Iterator[Finding]:
    """A question and a case rest on what holds today, and every part of an answer rests on something."""
    for lesson in handbook.all(Lesson).values():
        for keys, ref in _rests_on(lesson):
            if why := _gone(handbook, ref):
                yield Finding(lesson.ref, keys, f"Leksjonen bygger på «{ref}», som {why}. {_REMEDY}")
    for case in handbook.all(Exercise).values():
        for number, ref in enumerate(case.rests_on):
            if why := _gone(handbook, ref):
                yield Finding(case.ref, ("bygger_på", number), f"Casen bygger på «{ref}», som {why}. {_REMEDY}")
        for number, part in enumerate(case.parts):
            for place, ref in enumerate(part.content):
                if why := _gone(handbook, ref):
                    keys = ("svar", number, "innhold", place)
                    yield Finding(case.ref, keys, f"Svaret bygger på «{ref}», som {why}. {_REMEDY}")
            if not part.content and not part.grounds:
                remedy = "Skriv «innhold» eller «grunnlag»."
                yield Finding(case.ref, ("svar", number), f"Denne delen av svaret bygger ikke på noe. {remedy}")


def check_experiences(handbook: Handbook) -> Iterator[Finding]:
    """What a lesson calls experience was told by colleagues: a law, a circular or a draft is none."""
    for lesson in handbook.all(Lesson).values():
        for number, ref in enumerate(lesson.experience):
            told = handbook.all(Statement)[ref.id]
            kinds = {one.source_type for one in (footing(handbook, ground) for ground in told.grounds)}
            if rules := sorted(kinds - _BY_COLLEAGUES):
                remedy = "Flytt den til «innhold» i en av delene."
                message = f"«{told.title}» er ingen erfaring, den bygger på: {', '.join(rules)}. {remedy}"
                yield Finding(lesson.ref, ("erfaringer", number), message)


def _rests_on(lesson: Lesson) -> Iterator[tuple[Keys, Ref]]:
    for number, ref in enumerate(lesson.first):
        yield ("gjør_først", number), ref
    for number, question in enumerate(lesson.questions):
        for place, ref in enumerate(question.rests_on):
            yield ("spørsmål", number, "bygger_på", place), ref


def _gone(handbook: Handbook, ref: Ref) -> str:
    """Why *ref* does not hold today, or nothing."""
    record = handbook.get(ref)
    if isinstance(record, OpenPoint) and record.settled is not None:
        return "er avklart"
    if isinstance(record, Task):
        footings = [footing(handbook, ground) for ground in record.grounds]
        return "" if weigh(handbook, record).headline else _why(footings)
    if ref.kind in ("bestemmelse", "utdrag"):
        stands = footing(handbook, Ground.model_validate({ref.kind: ref.id}))
        return "" if stands.holds_today else _why([stands])
    if isinstance(record, Law | Source):
        state = record.standing.state
        return _NOT_TODAY.format(state) if state in NEVER_HEADS or record.source_type is SourceType.DRAFT else ""
    whole = handbook.items[ref][1] if ref in handbook.items else record
    footings = [footing(handbook, ground) for _, ground in grounds(whole)]
    return "" if not footings or any(one.holds_today for one in footings) else _why(footings)


def _why(footings: list[Footing]) -> str:
    states = dict.fromkeys(one.standing.state.value for one in footings if one.standing and not one.holds_today)
    return _NOT_TODAY.format(", ".join(states) or SourceType.DRAFT)
