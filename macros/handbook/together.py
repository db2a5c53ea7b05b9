"""What an actor has with others: hand-overs, routines it takes part in, tasks for or with it, and what may be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.handbook.handbook import Handbook
from macros.handbook.lookup import around, handovers_in_order, selves
from macros.handbook.weighing import footing
from macros.records import Actor, Disclosure, Frame, Handover, Role, Stage, Task
from macros.records.grounds import Doer
from macros.records.references import Ref
from macros.records.vocabulary import SourceType


def handovers_of(handbook: Handbook, refs: set[Ref], stage: Stage | None = None) -> list[Handover]:
    """Return the hand-overs from or to *refs* (an actor and its roles), at *stage* if given."""
    return [
        one
        for one in handbook.keep("handovers", lambda: handovers_in_order(handbook))
        if (stage is None or not one.stages or stage.ref in one.stages)
        and any(
            refs.intersection(doer.who for doer in handbook.all(Task)[task.id].doers) for task in (one.gives, one.takes)
        )
    ]


def members_of(handbook: Handbook, refs: set[Ref]) -> list[Frame]:
    """Return the routines and phases that name one of *refs* among those who take part."""
    frames = handbook.keep("partners", lambda: [(one, _partners(one)) for one in handbook if isinstance(one, Frame)])
    return [frame for frame, partners in frames if not refs.isdisjoint(partners)]


def _partners(frame: Frame) -> set[Ref]:
    return {ref for partner in frame.partners for ref in partner.who}


def tasks_with(handbook: Handbook, actor: Actor, stage: Stage | None = None) -> tuple[list[Task], list[Task]]:
    """Return the tasks others do for *actor* or send to it, and those it takes part in, at *stage* if given."""
    own, tasks = selves(handbook, actor), handbook.keep("with others", lambda: _with_others(handbook))
    here = [one for one in tasks if handbook.belongs(one[0], stage)]
    return [one for one, to, _ in here if own & to], [one for one, _, together in here if own & together]


def _with_others(handbook: Handbook) -> list[tuple[Task, set[Ref], set[Ref]]]:
    """Return the tasks that are for others or done together, and the others of each."""
    found = ((one, _who(one.recipients), _who(one.together_with)) for one in handbook.all(Task).values())
    return [one for one in found if one[1] or one[2]]


def _who(doers: Iterable[Doer]) -> set[Ref]:
    return {doer.who for doer in doers}


@dataclass(frozen=True, slots=True)
class Shared:
    """What somebody may tell others, and what others may tell them; a method's own comes last in both."""

    tells: list[Disclosure]
    hears: list[Disclosure]


def shared_by(handbook: Handbook, who: Actor | Role, stage: Stage | None = None) -> Shared:
    """Return what may be told by *who* and to it, at *stage* if given. A role tells and hears what its actor does."""
    refs = around(handbook, who)
    here = [one for one in disclosures_in_order(handbook) if stage is None or not one.stages or stage.ref in one.stages]
    return Shared(
        [one for one in here if refs.intersection(one.teller)], [one for one in here if refs.intersection(one.told)]
    )


def disclosures_in_order(handbook: Handbook) -> list[Disclosure]:
    """Return what may be told as it stands in the files, but what a method has a part in last."""
    found = handbook.all(Disclosure).values()
    return handbook.keep("disclosures", lambda: sorted(found, key=lambda one: in_method(handbook, one)))


def in_method(handbook: Handbook, sharing: Disclosure) -> bool:
    """Whether a method has a part in *sharing*, whatever law it also rests on."""
    footings = (footing(handbook, ground) for ground in sharing.grounds)
    return any(one.source_type is SourceType.METHOD for one in footings)
