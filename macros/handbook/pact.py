"""What the team and a partner have with each other, as an agreement between them would say it.

A partner is an actor that the handbook drafts something for. What is between two others, or lies in a method, is not
theirs to agree on; nor is what binds each body by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from macros.handbook.agenda import of_method, to_settle
from macros.handbook.handbook import Handbook
from macros.handbook.lookup import below, handovers_in_order, selves
from macros.handbook.together import disclosures_in_order, in_method
from macros.handbook.weighing import by_method, weigh
from macros.records import Actor, Disclosure, Handover, OpenPoint, Record, Stage, Task
from macros.records.grounds import Doer
from macros.records.references import Ref
from macros.records.vocabulary import DraftSort, Participation, SourceType

TEAM: Final = "fengselsteamet"
_NOT_TO_ALL: Final = (SourceType.EXPERIENCE, SourceType.METHOD, SourceType.PROPOSAL)
_SHARED: Final = (Participation.TOGETHER, Participation.NOT_SAID)
"""How several do what they have together; what each does for itself is nothing to agree on."""


@dataclass(frozen=True, slots=True)
class Pact:
    """What the team and *partner* have with each other; each task once, in the order of the course."""

    partner: Actor
    inside: set[Ref]
    """Whom the partner is meant by: its parts, their roles, and the wholes that the team is no part of."""
    town: set[Ref]
    """Who stands on the team's side."""
    joint: list[Task]
    theirs: list[Task]
    ours: list[Task]
    handed: list[Handover]
    shared: list[Disclosure]
    open: list[OpenPoint]

    @property
    def records(self) -> list[Record]:
        """All that it is made of, each once."""
        held = (*self.joint, *self.theirs, *self.ours, *self.handed, *self.shared, *self.open)
        return list({one.ref: one for one in held}.values())


def partners_for(handbook: Handbook, sort: DraftSort) -> list[Actor]:
    """Return the actors that something of *sort* is drafted for; none where there is no team."""
    if handbook.municipality is None or team_of(handbook) is None:
        return []
    return [actor for actor in handbook.actors_in_order if sort in actor.drafts]


def pact(handbook: Handbook, partner: Actor) -> Pact:
    """Return what the team has with *partner*."""
    return handbook.keep(("pact", partner), lambda: _pact(handbook, partner))


def _pact(handbook: Handbook, partner: Actor) -> Pact:
    own, inside = _own(handbook, partner), _inside(handbook, partner)
    team, town = _sides(handbook, partner)
    joint, theirs, ours = list[Task](), list[Task](), list[Task]()
    for task in _in_course(handbook):
        doers, others = _who(task.doers), _who((*task.recipients, *task.together_with))
        if doers & inside and doers & town and task.participation in _SHARED:
            joint.append(task)
        elif (doers & own and task.stages) or (doers & inside and others & town):
            theirs.append(task)
        elif (doers & team and _in_a_case(handbook, task)) or (doers & town and others & inside):
            ours.append(task)
    return Pact(
        partner,
        inside,
        town,
        joint,
        theirs,
        ours,
        [one for one in handovers_in_order(handbook) if _between(_hands(handbook, one), inside, town)
         and not by_method(handbook, one.grounds)],
        [one for one in disclosures_in_order(handbook) if not in_method(handbook, one)
         and _between((set(one.teller), set(one.told)), inside, town)],
        [one for one in to_settle(handbook) if inside.intersection(one.settle_with) and not of_method(handbook, one)],
    )  # fmt: skip


def team_of(handbook: Handbook) -> Actor | None:
    """Return the team, or nothing where the content has none."""
    (name,) = handbook.ids(Actor.kind, TEAM)
    return handbook.all(Actor).get(name)


def _own(handbook: Handbook, actor: Actor) -> set[Ref]:
    """Return *actor*, its parts, and their roles."""
    return {ref for one in (actor, *below(handbook, actor)) for ref in selves(handbook, one)}


def _inside(handbook: Handbook, partner: Actor) -> set[Ref]:
    """Return whom the partner is meant by: also the wholes that the team is no part of."""
    team = team_of(handbook)
    shared = handbook.wholes_of(team) if team else []
    wholes = [one for one in handbook.wholes_of(partner) if one not in shared]
    return _own(handbook, partner) | {ref for whole in wholes for ref in selves(handbook, whole)}


def _sides(handbook: Handbook, partner: Actor) -> tuple[set[Ref], set[Ref]]:
    """Return who the team is, and who stands with it: its municipality, but not those with their own agreement."""
    team = team_of(handbook)
    if team is None or handbook.municipality is None:
        return set(), set()
    itself = _own(handbook, team) | {handbook.municipality.team}
    town = {ref for whole in handbook.wholes_of(team) for ref in _own(handbook, whole)}
    apart = {ref for one in partners_for(handbook, DraftSort.AGREEMENT) for ref in _own(handbook, one)}
    return itself, (itself | town) - apart - _inside(handbook, partner)


def _in_course(handbook: Handbook) -> list[Task]:
    """Return what rests on a source that may hold today, in the order of the course; nothing of a method's alone."""
    order = [stage.ref for stage in handbook.all(Stage).values()]
    tasks = [one for one in handbook.all(Task).values() if _grounded(handbook, one)]
    return sorted(tasks, key=lambda one: [order.index(ref) for ref in one.stages] or [len(order)])


def _grounded(handbook: Handbook, task: Task) -> bool:
    """Whether a source says *task* to this municipality: not what another does, and not what the editors propose."""
    headline = weigh(handbook, task).headline
    if headline is None or headline.source_type in _NOT_TO_ALL:
        return False
    if headline.source_type is not SourceType.MUNICIPAL:
        return True
    town, source = handbook.municipality, headline.source
    return town is not None and source is not None and source.publisher == town.title


def _in_a_case(handbook: Handbook, task: Task) -> bool:
    return any(stage in handbook.course for stage in handbook.stages_of(task))


def _who(doers: Iterable[Doer]) -> set[Ref]:
    return {doer.who for doer in doers}


def _hands(handbook: Handbook, handover: Handover) -> tuple[set[Ref], set[Ref]]:
    gives, takes = (handbook.all(Task)[ref.id] for ref in (handover.gives, handover.takes))
    return _who(gives.doers), _who(takes.doers)


def _between(ends: tuple[set[Ref], set[Ref]], one: set[Ref], other: set[Ref]) -> bool:
    """Whether *ends* lie one with *one* and one with *other*."""
    first, second = ends
    return bool((first & one and second & other) or (first & other and second & one))
