"""Who has which role, where one has several: what is said of a role is said of whoever has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from macros.handbook.handbook import Handbook
from macros.records import Role, Task
from macros.records.references import Ref


def held_by(handbook: Handbook, role: Role) -> list[Role]:
    """Return the other roles that *role* has."""
    return [one for one in handbook.all(Role).values() if one.held_by == role.ref]


def hats(handbook: Handbook, role: Role) -> set[Ref]:
    """Return *role* and the roles that it has."""
    return {role.ref, *(one.ref for one in held_by(handbook, role))}


def tasks_by_actor(handbook: Handbook) -> Mapping[Ref, tuple[Task, ...]]:
    """For each actor: the tasks said to be its own, one of its roles', or of a role that one of these has."""
    return handbook.keep("tasks by actor", lambda: _by_actor(handbook))


def _by_actor(handbook: Handbook) -> dict[Ref, tuple[Task, ...]]:
    found: defaultdict[Ref, dict[Ref, Task]] = defaultdict(dict)
    for task in handbook.all(Task).values():
        for doer in task.doers:
            role = handbook.all(Role).get(doer.who.id) if doer.who.kind == Role.kind else None
            for who in (doer.who, role.held_by if role else None):
                if who:
                    found[handbook.actor(who).ref][task.ref] = task
    return {ref: tuple(tasks.values()) for ref, tasks in found.items()}
