"""Roles lie inside their actors, and no local name stands in the core."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.content.checks.finding import Finding
from macros.content.records import Actor, Role, Source
from macros.content.walk import texts
from macros.handbook import Handbook


def check_role_ids(handbook: Handbook) -> Iterator[Finding]:
    """A role's id begins with its actor's."""
    for role in handbook.all(Role).values():
        if not role.id.startswith(f"{role.inside.id}-"):
            yield Finding(role.ref, (), f"Id-en må begynne med aktøren: «{role.inside.id}-{role.id}».")


def check_local_names(handbook: Handbook) -> Iterator[Finding]:
    """No core record spells a local name: it says [[rolle/…]], and the municipality gives the name."""
    named: list[Actor | Role] = [*handbook.all(Actor).values(), *handbook.all(Role).values()]
    local = {record.local_name: record.ref for record in named if record.local_name}
    place = handbook.municipality
    names = [re.escape(name) for name in (*local, *((place.title,) if place else ()))]
    if place:
        names.append(
            rf"(?<=[\w,;] ){re.escape(place.short)}"
        )  # a short name may be a common word at a sentence's start
    if not names:
        return
    pattern = re.compile(rf"\b(?:{'|'.join(names)})\b")
    municipal = {
        origin.path for record in handbook if record.overlay or record.kind == "kommune" for origin in record.origins
    }
    for record in handbook:
        if isinstance(record, Source) or record.overlay or any(o.path in municipal for o in record.origins):
            continue
        for keys, text in texts(record):
            if not keys or keys[-1] in ("ord", "nevnt_som", "sted", "tidligere_navn") or "mal" in keys:
                continue
            if match := pattern.search(text):
                ref = local.get(match[0])
                remedy = f"Skriv [[{ref}]]." if ref else "Skriv «kommunen»."
                yield Finding(record.ref, keys, f"«{match[0]}» er et lokalt navn og kan ikke stå i kjernen. {remedy}")
