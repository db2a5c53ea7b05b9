"""Roles lie inside their actors, and no local name stands in the core."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from macros.content.checks.finding import Finding
from macros.handbook import Handbook
from macros.records import Actor, Municipality, Record, Role, Source
from macros.records.references import Ref
from macros.records.walk import texts

_AS_THE_SOURCE_SAYS: Final = ("ord", "nevnt_som", "sted", "tidligere_navn")
"""Fields with a source's own words."""
_TEMPLATE: Final = "mal"
"""A document's own fields, as its municipality filled them in."""


def check_role_ids(handbook: Handbook) -> Iterator[Finding]:
    """A role's id begins with its actor's."""
    for role in handbook.all(Role).values():
        if not role.id.startswith(f"{role.inside.id}-"):
            yield Finding(role.ref, (), f"Id-en må begynne med aktøren: «{role.inside.id}-{role.id}».")


def check_local_names(handbook: Handbook) -> Iterator[Finding]:
    """No core record spells a local name: it says [[rolle/…]], and the municipality gives the name."""
    local = _local_names(handbook)
    pattern = _pattern(local, handbook.municipality)
    if pattern is None:
        return
    for record in _of_the_core(handbook):
        for keys, text in texts(record):
            if not keys or keys[-1] in _AS_THE_SOURCE_SAYS or _TEMPLATE in keys:
                continue
            if match := pattern.search(text):
                ref = local.get(match[0])
                remedy = f"Skriv [[{ref}]]." if ref else "Skriv «kommunen»."
                yield Finding(record.ref, keys, f"«{match[0]}» er et lokalt navn og kan ikke stå i kjernen. {remedy}")


def _local_names(handbook: Handbook) -> dict[str, Ref]:
    """Return what the municipality calls actors and roles, by the name."""
    named: list[Actor | Role] = [*handbook.all(Actor).values(), *handbook.all(Role).values()]
    return {record.local_name: record.ref for record in named if record.local_name}


def _pattern(names: Iterable[str], place: Municipality | None) -> re.Pattern[str] | None:
    """Return what finds *names* and those of the municipality *place* in text; None when there are none."""
    spelled = [re.escape(name) for name in (*names, *((place.title,) if place else ()))]
    if place:  # its short name may be a common word where a sentence begins
        spelled.append(rf"(?<=[\w,;] ){re.escape(place.short)}")
    return re.compile(rf"\b(?:{'|'.join(spelled)})\b") if spelled else None


def _of_the_core(handbook: Handbook) -> Iterator[Record]:
    """Yield the records that are not the municipality's, but for sources, which are quoted."""
    municipal = {
        origin.path for record in handbook if record.overlay or record.kind == "kommune" for origin in record.origins
    }
    for record in handbook:
        ours = record.overlay or any(origin.path in municipal for origin in record.origins)
        if not ours and not isinstance(record, Source):
            yield record
