"""Which municipality a municipal service belongs to: what the law says today beside what the circular of 2006 said."""

from __future__ import annotations

from dataclasses import dataclass

from macros.handbook.handbook import Handbook
from macros.handbook.weighing import Footing, footing
from macros.records import Task
from macros.records.grounds import Doer, Serving
from macros.records.vocabulary import SourceType, WhichMunicipality


@dataclass(frozen=True, slots=True)
class Served:
    """A task of a municipal service where a source says which municipality's, or that it is not settled."""

    task: Task
    doer: Doer
    serving: Serving
    today: tuple[Footing, ...]
    """Laws and regulations that hold today."""
    circular: tuple[Footing, ...]
    """What the circular said."""


def by_municipality(handbook: Handbook) -> dict[WhichMunicipality, list[Served]]:
    """Return the tasks by the municipality that has them, in the order of the vocabulary; empty ones left out."""
    found: dict[WhichMunicipality, list[Served]] = {which: [] for which in WhichMunicipality}
    for task in handbook.all(Task).values():
        for doer in (*task.doers, *task.payers, *task.recipients):
            for serving in doer.municipality:
                footings = [footing(handbook, ground) for ground in serving.grounds or task.grounds]
                today = tuple(one for one in footings if one.by_law and one.holds_today)
                circular = tuple(one for one in footings if one.source_type is SourceType.CIRCULAR)
                found[serving.which].append(Served(task, doer, serving, today, circular))
    return {which: served for which, served in found.items() if served}
