"""Make a record: a file, or a place in one, with every field explained, that passes the check as it stands."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Final

from macros.content.entries import MOVED
from macros.content.faults import guess
from macros.editing.changes import Change, EditError, text_of
from macros.editing.examples import Example
from macros.editing.mentions import File, files
from macros.project import Project
from macros.records.inside import part, parts_in
from macros.records.kinds import BY_NAME, Kind, Layout
from macros.records.references import ID, Ref, fold, not_an_id

_NEEDS_QUOTES: Final = re.compile(r"[:#\"'\[\]{},&*!|>%@`]|^[-?\s]|\s$")
_OWNER: Final = {"kommune": "kommunen-rutineeier", "kjerne": "redaksjonen-ansvarlig"}
"""Who answers for what is new in each of the two folders."""


def new(
    project: Project, kind_name: str, name: str, *, title: str, topic: str, core: bool, today: date
) -> list[Change]:
    """Return what changes when a record of the kind *kind_name* called *name* is made. Raises `EditError` if it cannot.

    It comes in the municipality's folder, unless it is for the *core*. Tasks and facts are kept by *topic*.
    """
    kind = BY_NAME.get(fold(kind_name))
    if kind is None or kind.layout is Layout.SINGLE:
        known = ", ".join(sorted(one.name for one in BY_NAME.values() if one.layout is not Layout.SINGLE))
        near = guess(kind_name, BY_NAME)
        raise EditError(f"Det finnes ingen type som heter «{kind_name}».{near} Typene er: {known}.")
    if not ID.fullmatch(name):
        raise EditError(not_an_id(name))
    read = [*files(project)]
    if any(ref == Ref(kind.name, name) for file in read for ref, _, _ in file.records()):
        raise EditError(f"{kind.name}/{name} finnes alt. Velg en annen id.")
    given = {"hos": _whole(read, name)} if kind.name == "rolle" else {}
    title = title or name.replace("-", " ").capitalize()
    lines = Example(_known(read), today).record(kind, quoted(title), given)
    folder = "kjerne" if core else "kommune"
    return [
        added(
            project,
            kind,
            name,
            lines,
            folder=folder,
            topic=_topic(kind, topic, read),
            said=f"{title} er ny.",
            today=today,
        )
    ]


def refuse_core_of_package(project: Project, folder: str) -> None:
    """Raise `EditError` when *folder* is the core's, and that is the package's: a file of our own would hide it all."""
    if folder == "kjerne" and not project.has_own_core:
        raise EditError("Kjernen hører til pakken, og kan ikke endres her. Legg det nye i kommunens mappe.")


def added(
    project: Project, kind: Kind, name: str, lines: list[str], *, folder: str, topic: str, said: str, today: date
) -> Change:
    """Return the file in which the record *name* stands with the fields *lines*: a new one, or one that gets it last.

    A new file gets a head, with what is *said* of the change.
    """
    refuse_core_of_package(project, folder)
    path = project.folder / "routines" / folder / file_of(kind, name, topic)
    before = text_of(path)
    head = [] if before else _head(_OWNER[folder], said, today)
    if kind.holds_many:
        lines = [*([] if before else [f"{kind.place}:"]), f"  {name}:", *(f"    {line}" for line in lines)]
    text = "\n".join([*head, *lines]) + "\n"
    return Change(path, before, f"{before.rstrip()}\n{text}" if before else text)


def quoted(text: str) -> str:
    """Return *text* as a value in YAML: between quotes where it would be cut or read as something else."""
    return json.dumps(text, ensure_ascii=False) if _NEEDS_QUOTES.search(text) else text


def _head(owner: str, said: str, today: date) -> list[str]:
    note = ["  endret:", f"    - dato: {today}", f"      hva: {quoted(said)}"]
    return ["forvaltning:", f"  eier: {owner}", "  godkjenning: utkast", *note]


def file_of(kind: Kind, name: str, topic: str) -> str:
    """Return the file in which the record *name* of *kind*, and of *topic* where that is asked, is kept."""
    if kind.layout is Layout.ONE_FILE:
        return f"{kind.place}.yml"
    return f"{kind.place}/{topic if kind.layout is Layout.FILE_PER_TOPIC else name}.yml"


def _topic(kind: Kind, topic: str, read: list[File]) -> str:
    if kind.layout is not Layout.FILE_PER_TOPIC:
        return ""
    known = [ref.id for file in read if file.kind.name == "tema" for ref, _, _ in file.records()]
    if topic not in known:
        raise EditError(f"Si hvilket tema den hører til, med --tema. Temaene er: {', '.join(known)}.")
    return topic


def _known(read: list[File]) -> dict[str, str]:
    """Return an id of each kind, and of what lies in sources and laws, for examples to name."""
    known: dict[str, str] = {}
    for file in read:
        for ref, _, fields in file.records():
            if MOVED in fields:
                continue
            known.setdefault(ref.kind, ref.id)
            for _, part_name, _ in parts_in(ref, fields):
                inner = part(ref, part_name)
                known.setdefault(inner.kind, f'"{inner.id}"')
    return known


def _whole(read: list[File], name: str) -> str:
    """Return the actor that the role *name* lies in, by the beginning of its id."""
    actors = [ref.id for file in read if file.kind.name == "aktor" for ref, _, _ in file.records()]
    fitting = [actor for actor in actors if name.startswith(f"{actor}-")]
    if not fitting:
        raise EditError(
            f"Rollens id begynner med aktørens, som «{actors[0]}-{name}». Aktørene er: {', '.join(actors)}."
        )
    return max(fitting, key=len)
