"""What the records themselves show is missing before a team can begin."""

from __future__ import annotations

from macros.handbook.concerns import PEOPLE
from macros.handbook.handbook import Handbook
from macros.handbook.lookup import handovers_in_order, selves, tasks_of
from macros.handbook.weighing import by_method
from macros.records import Actor, Handover
from macros.records.fields import NOT_IN_SOURCES


def unreachable(handbook: Handbook) -> list[Actor]:
    """Return those who do something in a case, and whom the records do not say how to reach."""
    return [one for one in handbook.actors_in_order if not one.contacts and _works_on_cases(handbook, one)]


def _works_on_cases(handbook: Handbook, actor: Actor) -> bool:
    """Whether *actor* is a body, not the whole of several, that does something in a case, alone or with its whole."""
    if actor.id in handbook.ids(actor.kind, *PEOPLE.values()) or handbook.parts_of(actor):
        return False
    itself = selves(handbook, actor) | {whole.ref for whole in handbook.wholes_of(actor)}
    return any(
        not by_method(handbook, (one for one in found.task.grounds if not one.doers or itself.intersection(one.doers)))
        for found in tasks_of(handbook, actor)
        if any(stage in handbook.course for stage in handbook.stages_of(found.task))
    )


def proven(handover: Handover) -> bool:
    """Whether a source says what shows that *handover* has been done."""
    return handover.proof.source != NOT_IN_SOURCES


def unproven(handbook: Handbook) -> list[Handover]:
    """Return the hand-overs that nothing is said to prove; a method's own are for the method."""
    found = handovers_in_order(handbook)
    return [one for one in found if not proven(one) and not by_method(handbook, one.grounds)]
