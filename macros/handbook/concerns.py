"""What somebody asks, and the answers: each the sentence of a record, with the conditions that the record says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from macros.handbook.handbook import Handbook
from macros.handbook.weighing import Footing, footing, scope_of, weigh
from macros.records import Actor, Concern, Condition, Item, OpenPoint, Record, Spoken, Task
from macros.records.grounds import Ground, Scope, Timing
from macros.records.references import Ref
from macros.records.richtext import Text
from macros.records.vocabulary import Audience

PEOPLE: Final = {Audience.PERSON: "personen", Audience.CLOSE: "parorende"}
"""Those of the actors who are people, and are spoken to."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One sentence to somebody, and all that the record behind it says of when it holds and what it rests on."""

    ref: Ref
    record: Record | Item
    said: Text
    footing: Footing | None
    """What binds most; nothing where no ground holds today."""
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    otherwise: tuple[Condition, ...] = ()
    """When some of what it rests on does not hold, and something else does."""
    scope: Scope | None = None
    timings: tuple[Timing, ...] = ()

    @property
    def left_open(self) -> bool:
        """Whether the answer is that nobody knows yet."""
        return isinstance(self.record, OpenPoint)

    @property
    def binds(self) -> bool:
        """Whether its grounds say how binding it is."""
        return isinstance(self.record, Task) or bool(self.footing and self.footing.ground.strength)


def concerns_of(handbook: Handbook, audience: Audience) -> list[Concern]:
    """Return what *audience* asks, in the order of the file: what cannot wait stands first there."""
    return [one for one in handbook.all(Concern).values() if one.asker is audience]


def audience_of(handbook: Handbook, actor: Actor) -> Audience | None:
    """Return as whom *actor* is spoken to, if anything is said to it so."""
    as_whom = (audience for audience, name in PEOPLE.items() if actor.id in handbook.ids(Actor.kind, name))
    return next((audience for audience in as_whom if concerns_of(handbook, audience)), None)


def answers_of(handbook: Handbook, concern: Concern) -> list[Answer]:
    """Return the answers to *concern*; what has no sentence for the one who asks is left out (the check tells)."""
    found = (answer(handbook, ref, concern.asker) for ref in concern.answers)
    return [one for one in found if one]


def answer(handbook: Handbook, ref: Ref, audience: Audience) -> Answer | None:
    """Return what *ref* says to *audience*: an item of the person's own sheet is in words for them already."""
    record: Record | Item | None = handbook.items[ref][1] if ref in handbook.items else handbook.get(ref)
    said = record.said_to(audience) if isinstance(record, Spoken) else None
    if isinstance(record, Item):
        said = record.text
    if said is None or record is None:
        return None
    found = [] if isinstance(record, OpenPoint) else _footings(handbook, getattr(record, "grounds", ()))
    gone, others = _falls_away(found)
    unless = dict.fromkeys((*getattr(record, "unless", ()), *gone))
    return Answer(
        ref,
        record,
        said,
        weigh(handbook, record).headline if isinstance(record, Task) else _weightiest(found),
        _conditions(handbook, getattr(record, "when", ())),
        _conditions(handbook, unless),
        _conditions(handbook, (one for one in others if one not in unless)),
        scope_of(record, found) if isinstance(record, Task) else getattr(record, "scope", None),
        getattr(record, "timings", ()),
    )


def _conditions(handbook: Handbook, refs: Iterable[Ref]) -> tuple[Condition, ...]:
    return tuple(handbook.all(Condition)[ref.id] for ref in refs)


def _footings(handbook: Handbook, grounds: Iterable[Ground]) -> list[Footing]:
    return sorted((footing(handbook, ground) for ground in grounds), key=lambda one: one.weight)


def _weightiest(found: list[Footing]) -> Footing | None:
    return next((one for one in found if one.holds_today), None)


def _falls_away(found: list[Footing]) -> tuple[list[Ref], list[Ref]]:
    """Return the conditions under which nothing of *found* holds, and those under which something else does."""
    holding = [one for one in found if one.holds_today]
    lost = Counter(ref for one in holding for ref in {*_lost_when(one)})
    return [ref for ref in lost if lost[ref] == len(holding)], [ref for ref in lost if lost[ref] < len(holding)]


def _lost_when(one: Footing) -> list[Ref]:
    return [exception.condition for exception in one.provision.not_when] if one.provision else []
