"""From a source to its use: what rests on a provision or a passage, directly, by its chapter, or by an older one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from macros.handbook.handbook import Handbook
from macros.handbook.weighing import FallsAway, weigh
from macros.records import Law, Record, Task
from macros.records.grounds import Ground
from macros.records.inside import nearest, parts, smallest
from macros.records.references import Keys, Ref
from macros.records.richtext import Text
from macros.records.walk import walk

PLACES: Final = ("bestemmelse", "utdrag")
"""The kinds of place in a law or a source that something can rest on."""


class How(Enum):
    """In what way a place is used; what it `RESTS` on and what is `NAMED` in a field of its own count as use."""

    RESTS = "it is a ground"
    NAMED = "a field names it: a side of a conflict, the secrecy of a disclosure, what an answer rests on"
    MENTIONED = "a text links to it"
    CITED = "a passage of a source cites it"
    OLDER = "an older provision has it as what holds today"
    TAKES_AWAY = "by it, another provision does not hold under a condition"
    INSTEAD = "it holds where another provision does not"


OPENLY: Final = (How.RESTS, How.NAMED, How.MENTIONED, How.CITED)
"""The ways in which something uses a place itself, whatever the law says of the place."""


_IN_LAW: Final = {"i_dag": How.OLDER, "etter": How.TAKES_AWAY, "i_stedet": How.INSTEAD}
"""What a reference in the provision of a law means, by its field."""


@dataclass(frozen=True, slots=True)
class Use:
    """The record, item, provision or passage *by* uses a place at *keys* of its record; *ground* where it rests."""

    by: Ref
    keys: Keys
    how: How
    ground: Ground | None = None


def uses(handbook: Handbook) -> Mapping[Ref, tuple[Use, ...]]:
    """Return for each provision and passage all that uses it itself."""
    return handbook.keep("uses", lambda: _uses(handbook))


def _uses(handbook: Handbook) -> Mapping[Ref, tuple[Use, ...]]:
    found: defaultdict[Ref, list[Use]] = defaultdict(list)
    for record in handbook:
        for keys, value in walk(record):
            if isinstance(value, Ground):
                if value.cited:
                    found[value.cited].append(Use(smallest(record.ref, keys), keys, How.RESTS, value))
            elif isinstance(value, Text):
                for ref in value.mentions():
                    if ref.kind in PLACES:
                        found[ref].append(Use(nearest(record.ref, keys), keys, How.MENTIONED))
            elif isinstance(value, Ref) and value.kind in PLACES and not _in_ground(keys):
                found[value].append(Use(nearest(record.ref, keys), keys, _how(record, keys)))
    return {ref: tuple(by) for ref, by in found.items()}


def _in_ground(keys: Keys) -> bool:
    """Whether *keys* lead to what a ground cites: the ground itself has been told."""
    return keys[-1] in PLACES


def _how(record: Record, keys: Keys) -> How:
    if record.kind == "kilde":
        return How.CITED
    in_law = (_IN_LAW[str(key)] for key in keys[2:] if key in _IN_LAW)
    return next(in_law, How.NAMED) if isinstance(record, Law) else How.NAMED


def resting(handbook: Handbook, ref: Ref) -> tuple[Use, ...]:
    """Return what counts as use of *ref*: what rests on it or names it, and is no law or source itself."""
    counts = (How.RESTS, How.NAMED)
    return tuple(use for use in uses(handbook).get(ref, ()) if use.how in counts and use.by.kind not in PLACES)


def used_by(handbook: Handbook, ref: Ref) -> tuple[Ref, ...]:
    """Return the records and items that use *ref*, each once."""
    return tuple(dict.fromkeys(use.by for use in resting(handbook, ref)))


def chapter_of(handbook: Handbook, ref: Ref) -> Ref | None:
    """Return the chapter that the provision *ref* lies in, where the law has one: by its number, or as it says."""
    law_id, _, number = ref.id.partition(":")
    provisions = handbook.all(Law)[law_id].provisions
    by_number = f"kap-{number.partition('-')[0]}" if "-" in number else ""
    for name, provision in provisions.items():
        if name.startswith("kap-") and name != number and (name == by_number or number in provision.covers):
            return Ref(ref.kind, f"{law_id}:{name}")
    return None


def sections_of(handbook: Handbook, chapter: Ref) -> tuple[Ref, ...]:
    """Return the provisions of *chapter* that the law in the records has."""
    law = handbook.all(Law)[chapter.id.partition(":")[0]]
    return tuple(ref for ref, _ in parts(law) if chapter_of(handbook, ref) == chapter)


def losing(handbook: Handbook, ref: Ref) -> Iterator[tuple[Task, FallsAway]]:
    """Yield each task that loses the provision *ref* under a condition, with what it then rests on."""
    tasks = {use.by: None for use in resting(handbook, ref) if use.how is How.RESTS and use.by.kind == Task.kind}
    for task in (handbook.all(Task)[by.id] for by in tasks):
        for gone in weigh(handbook, task).falls_away:
            if any(one.ground.provision == ref for one in gone.lost):
                yield task, gone
