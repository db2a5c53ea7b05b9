"""Notes of what was changed: each names what stands in its own file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from macros.content.checks.finding import Finding
from macros.content.faults import guess
from macros.handbook import Handbook
from macros.handbook.changes import meant_by
from macros.records import Record
from macros.records.inside import PLACES, part_kind


def check_notes(handbook: Handbook) -> Iterator[Finding]:
    """What a change note names is in the file: a record, a part of one, or what has moved from there or was removed."""
    beside = defaultdict[str, list[Record]](list)
    for record in handbook:
        for origin in record.origins:
            beside[origin.path].append(record)
    removed = {(gone.origin.path, ref.id) for ref, gone in handbook.removed.items()}
    told = set[tuple[str, str]]()

    @cache  # all records of a file have its notes
    def there(path: str, name: str) -> bool:
        return (path, name) in removed or any(any(meant_by(handbook, one, name)) for one in beside[path])

    for record in handbook:
        for place, change in enumerate(record.head.changes):
            for number, name in enumerate(change.about):
                paths = [origin.path for origin in record.origins]
                if any(there(path, name) for path in paths) or (paths[-1], name) in told:
                    continue
                told.add((paths[-1], name))
                keys = ("forvaltning", "endret", place, "gjelder", number)
                ids = [name for path in paths for one in beside[path] for name in _names(one)]
                remedy = "Skriv id-en slik den står i filen, eller slett den her."
                yield Finding(record.ref, keys, f"«{name}» finnes ikke i filen.{guess(name, ids)} {remedy}")


def _names(record: Record) -> Iterator[str]:
    """Yield the ids that a note may name *record* and its parts by."""
    yield record.id
    if kind := part_kind(record.kind):
        yield from (str(keys[-1]) for keys, _ in record.walked if len(keys) > 1 and keys[-2] == PLACES[kind])
