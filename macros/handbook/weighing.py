"""How binding a task is today: which of its grounds heads it, what stands beneath, and where a provision falls away.

The order is that of `SourceType`, then of `Strength`. What is repealed, replaced, a draft or not in force never heads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from macros.handbook.handbook import Handbook
from macros.records import Condition, Law, Provision, Record, Source, Task
from macros.records.grounds import Ground, Scope, Standing, Timing
from macros.records.inside import PLACES
from macros.records.references import Ref, section_sign
from macros.records.richtext import Text
from macros.records.vocabulary import SourceType, StandingState, Strength
from macros.records.walk import grounds

_TYPES: Final = list(SourceType)
_RANK: Final = {kind: _TYPES.index(kind) for kind in SourceType} | {
    SourceType.AGREEMENT: _TYPES.index(SourceType.CIRCULAR)
}
_STRENGTHS: Final = list(Strength)
NEVER_HEADS: Final = frozenset(
    {StandingState.REPEALED, StandingState.REPLACED, StandingState.DRAFT, StandingState.NOT_IN_FORCE}
)

_OWN: Final = 2
"""How many keys lead to a ground of a record itself: the field, and its place there."""


@dataclass(frozen=True, slots=True)
class Footing:
    """A ground with all that follows from what it cites."""

    ground: Ground
    source_type: SourceType
    standing: Standing | None
    """None for the editors' own proposal."""
    scope: Scope | None
    """Whom the place speaks of; None is everyone."""
    title: str
    """Where it stands, in full: «helse- og omsorgstjenesteloven § 7-1 første ledd»."""
    short: str
    """The source in a sentence: «Rundskrivet fra 2006»."""
    law: Law | None
    provision: Provision | None
    source: Source | None

    @property
    def strength(self) -> Strength:
        """How binding the place makes it; «gjør» where the editor has not said (statements and items)."""
        return self.ground.strength or Strength.DOES

    @property
    def holds_today(self) -> bool:
        """Whether it may head a task at all."""
        gone = self.standing is not None and self.standing.state in NEVER_HEADS
        return not gone and self.source_type is not SourceType.DRAFT

    @property
    def cited(self) -> bool:
        """Whether it lies in a source or a law, and is not the editors' own proposal."""
        return self.law is not None or self.source is not None

    @property
    def by_law(self) -> bool:
        """Whether a law or a regulation says so."""
        return self.source_type in (SourceType.LAW, SourceType.REGULATION)

    @property
    def weight(self) -> tuple[int, int]:
        """Sorting key, weightiest first."""
        return _RANK[self.source_type], _STRENGTHS.index(self.strength)


@dataclass(frozen=True, slots=True)
class FallsAway:
    """Under *condition* the grounds *lost* do not hold; *left* then heads the task, or nothing does."""

    condition: Condition
    by: Ref
    lost: tuple[Footing, ...]
    left: Footing | None
    instead: tuple[Ref, ...] = ()
    remark: Text | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A task's grounds in order. `headline` is None when nothing that stands today says so."""

    headline: Footing | None
    rights: tuple[Footing, ...]
    beneath: tuple[Footing, ...]
    falls_away: tuple[FallsAway, ...]
    scope: Scope | None


def footing(handbook: Handbook, ground: Ground) -> Footing:
    """Work out what *ground* stands on."""
    # By the ground's number: comparing grounds takes longer than this. What is kept holds it, so no other gets it.
    return handbook.keep(("footing", id(ground)), lambda: _footing(handbook, ground))


def _footing(handbook: Handbook, ground: Ground) -> Footing:
    if ground.provision is not None:
        law = handbook.all(Law)[ground.provision.id.partition(":")[0]]
        provision = handbook.provision(ground.provision)
        return Footing(
            ground,
            law.source_type,
            law.standing_of(provision),
            ground.scope or provision.scope,
            f"{law.title} {section_sign(ground.provision)}{within(ground)}",
            law.title,
            law,
            provision,
            None,
        )
    if ground.passage is not None:
        source = handbook.all(Source)[ground.passage.id.partition(":")[0]]
        number = ground.passage.id.partition(":")[2]
        place = f" ({ground.place})" if ground.place else ""
        title = f"{source.short}, utdrag {number}{place}"
        scope = ground.scope or source.passages[number].scope or source.scope
        return Footing(ground, source.source_type, source.standing, scope, title, source.short, None, None, source)
    return Footing(
        ground, SourceType.PROPOSAL, None, ground.scope, ground.proposal or "", "Redaksjonen", None, None, None
    )


_ORDINALS: Final = ("første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende", "niende", "tiende")


def within(ground: Ground) -> str:
    """Return where in a provision *ground* stands: « første ledd bokstav a», or nothing for the whole."""

    def ordinal(number: int) -> str:
        return _ORDINALS[number - 1] if 1 <= number <= len(_ORDINALS) else f"{number}."

    words = [f"{ordinal(ground.subsection)} ledd"] if ground.subsection else []
    words += (
        [
            f"bokstav {ground.letter}"
            if ground.letter[:1].isalpha() and len(ground.letter) == 1
            else f"nr. {ground.letter.removeprefix('nr. ')}"
        ]
        if ground.letter
        else []
    )
    words += [f"{ordinal(ground.sentence)} punktum"] if ground.sentence else []
    return "".join(f" {word}" for word in words)


def scope_of(task: Task, footings: list[Footing]) -> Scope | None:
    """Whom the task is about: what it says itself, else what all its grounds have in common; None is everyone."""
    if task.scope is not None:
        return task.scope
    scopes = {footing.scope for footing in footings}
    return scopes.pop() if len(scopes) == 1 else None


def may_head(footing: Footing, scope: Scope | None) -> bool:
    """Whether *footing* can head a task about *scope*: it holds today and covers all doers and all of *scope*."""
    return not footing.ground.doers and footing.scope in (None, scope) and footing.holds_today


def weigh(handbook: Handbook, task: Task) -> Weighed:
    """Put the grounds of *task* in order and find the one that heads it today."""
    return handbook.keep(("weigh", task), lambda: _weighed(handbook, task))


def _weighed(handbook: Handbook, task: Task) -> Weighed:
    footings = sorted((footing(handbook, ground) for ground in task.grounds), key=lambda f: f.weight)
    scope = scope_of(task, footings)
    headline = _first(footings, scope)
    rights = tuple(f for f in footings if f.strength is Strength.RIGHT and f.holds_today and f is not headline)
    beneath = tuple(f for f in footings if f is not headline and f not in rights)
    exceptions = {
        (exception.condition.id, exception.by): exception
        for one in footings
        for exception in (one.provision.not_when if one.provision else ())
    }
    falls_away = []
    for (condition, by), exception in exceptions.items():
        gone = [
            f
            for f in footings
            if f.provision and any(e.condition.id == condition and e.by == by for e in f.provision.not_when)
        ]
        left = _first([one for one in footings if one not in gone], scope)
        record = handbook.all(Condition)[condition]
        falls_away.append(FallsAway(record, by, tuple(gone), left, exception.instead, exception.remark))
    return Weighed(headline, rights, beneath, tuple(falls_away), scope)


def _first(footings: list[Footing], scope: Scope | None) -> Footing | None:
    """The weightiest that may head; a right only where nobody's duty or leave does."""
    able = sorted((one for one in footings if may_head(one, scope)), key=lambda one: one.strength is Strength.RIGHT)
    return able[0] if able else None


def by_method(handbook: Handbook, grounds: Iterable[Ground]) -> bool:
    """Whether *grounds* lie in a method's own guide alone, so that they bind nobody outside it."""
    kinds = [one.source_type for one in (footing(handbook, ground) for ground in grounds) if one.cited]
    return bool(kinds) and all(kind is SourceType.METHOD for kind in kinds)


def is_deadline(handbook: Handbook, timing: Timing) -> bool:
    """Whether a law or regulation that holds today sets *timing* in numbers; everything else is recommended."""
    return timing.start is not None and rests_on_law(handbook, timing)


def rests_on_law(handbook: Handbook, timing: Timing) -> bool:
    """Whether a law or regulation that holds today sets *timing*, in numbers or words."""
    footings = (footing(handbook, ground) for ground in timing.grounds)
    return any(one.by_law and one.holds_today for one in footings)


def places_of(record: Record, told: Iterable[Ground] = ()) -> list[Ground]:
    """Return what *record* and its parts rest on, each place once; nothing that the grounds *told* lead to already.

    The items of a list tell their own.
    """
    known = {one.cited for one in told}
    found = [
        one
        for keys, one in grounds(record)
        if PLACES["punkt"] not in keys and (one.cited or len(keys) == _OWN) and one.cited not in known
    ]
    return list({(one.cited or one.proposal, within(one), one.place): one for one in found}.values())
