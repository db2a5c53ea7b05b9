"""Roles lie inside their actors, what a role does not do is no work of its own, no local name stands in the core."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from macros.content.checks.finding import Finding
from macros.handbook import Handbook
from macros.records import Actor, Municipality, Record, Role, Source, Task
from macros.records.references import Ref
from macros.records.walk import texts

_AS_THE_SOURCE_SAYS: Final = ("ord", "nevnt_som", "sted", "tidligere_navn")
"""Fields with a source's own words."""
_OWN_CORE: Final = "routines/kjerne/"
"""Where a core lies that is the folder's own."""
_TEMPLATE: Final = "mal"
"""A document's own fields, as its municipality filled them in."""
_DENIES: Final = re.compile(r"\b(ikke|aldri|ingen|verken)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"\w{4,}")
_STEM: Final = 4
"""As much of a word as stays the same however it is bent: «lager», «lage»."""


def check_role_ids(handbook: Handbook) -> Iterator[Finding]:
    """A role's id begins with its actor's."""
    for role in handbook.all(Role).values():
        if not role.id.startswith(f"{role.inside.id}-"):
            yield Finding(role.ref, (), f"Id-en må begynne med aktøren: «{role.inside.id}-{role.id}».")


def check_holders(handbook: Handbook) -> Iterator[Finding]:
    """The role that holds others is held by none: whoever is named as the doer is the one to ask."""
    for role in handbook.all(Role).values():
        holder = handbook.all(Role)[role.held_by.id] if role.held_by else None
        if holder and (holder is role or holder.held_by):
            own = "seg selv" if holder is role else f"«{holder.id}», som «{(holder.held_by or holder.ref).id}» ivaretar"
            yield Finding(role.ref, ("ivaretas_av",), f"Rollen ivaretas av {own}. Skriv rollen som har dem alle.")


def check_limits(handbook: Handbook) -> Iterator[Finding]:
    """A role's limit denies something, for it is read under «Gjør ikke»; and it denies no task of that very role."""
    tasks: dict[Ref, list[Task]] = {}
    for task in handbook.all(Task).values():
        for doer in task.doers:
            tasks.setdefault(doer.who, []).append(task)
    for role in handbook.all(Role).values():
        for number, limit in enumerate(role.limits):
            if not _DENIES.search(limit.source.partition(". ")[0]):
                remedy = "Skriv hva rollen ikke gjør, eller flytt teksten til «beskrivelse» eller «må_kunne»."
                message = f"Grensen leses som «Gjør ikke», men sier ikke nei. {remedy}"
                yield Finding(role.ref, ("grenser", number), message)
            for task in tasks.get(role.ref, ()):
                if _says(limit.source, task.title):
                    message = f"Grensen sier nei til «{task.title}», som rollen gjør. Rett den ene."
                    yield Finding(role.ref, ("grenser", number), message)


def _says(text: str, title: str) -> bool:
    """Whether every word of *title* stands in *text*, however they are bent."""
    said = _WORD.findall(text.lower())
    wanted = {word[:_STEM] for word in _WORD.findall(title.lower())}
    return bool(wanted) and all(any(word.startswith(stem) for word in said) for stem in wanted)


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
    """Yield the records that are not the municipality's, but for sources, which are quoted.

    A core that came with the package is not that folder's to mend, and may say what one municipality calls its own.
    """
    for record in handbook:
        ours = any(origin.of_municipality for origin in record.origins)
        mendable = record.origin.path.startswith(_OWN_CORE)
        if not ours and mendable and not isinstance(record, Source):
            yield record
