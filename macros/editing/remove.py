"""Take a record away: who uses it, and where its address shall lead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from macros.content.entries import MOVED
from macros.content.heads import HEAD, take_approval
from macros.content.load import load
from macros.editing.changes import Change, EditError, text_of
from macros.editing.mentions import File, Mention, files, holding, is_own, mentions
from macros.editing.mentions import leads_to as is_old_name
from macros.editing.new import added, quoted
from macros.editing.written import Written
from macros.project import Project
from macros.records.inside import part, parts_in
from macros.records.kinds import BY_NAME, Layout
from macros.records.references import Ref
from macros.records.vocabulary import OverlayMode


def users(project: Project, ref: Ref) -> list[Mention]:
    """Return every place outside *ref* where it, or something in it, is named."""
    read = [*files(project)]
    inside = {part(ref, name) for _, fields in holding(read, ref) for _, name, _ in parts_in(ref, fields)}
    named = (found for file in read for found in mentions(file) if found.ref in {ref, *inside} and found.by != ref)
    return [found for found in named if found.keys[-1] != MOVED]  # an old name goes along


def remove(project: Project, ref: Ref, *, leads_to: str, why: str, today: date) -> list[Change]:
    """Return what changes when *ref* is taken away; its address *leads_to* another record. Raises `EditError`.

    What the core has, a municipality takes away in its own folder, and says *why*; without, what it has laid over the
    core's record goes, and that holds as it is.
    """
    read = [*files(project)]
    for file in read:
        if any(one == ref and _is_taken_away(fields) for one, _, fields in file.records()):
            remedy = "Vil dere ha den tilbake, sletter dere det som står der."
            raise EditError(f"{ref} er alt tatt bort ({project.shown(file.path)}). {remedy}")
    held = [file for file, _ in holding(read, ref)]
    if not held:
        raise EditError(f"{ref} finnes ikke. Se om typen og id-en er riktig skrevet.")
    if why:
        return [_taken_away(project, ref, why, leads_to, held, today)]
    if over := laid_over(held):
        return [_deleted(file, {ref}, "") for file in over]
    if not all(is_own(project, file) for file in held):
        raise EditError(f"{ref} hører til kjernen. Si hvorfor kommunen tar den bort, med --hvorfor.")
    gone = (
        (file, {one for one, _, fields in file.records() if one == ref or is_old_name(fields, ref)}) for file in read
    )
    return [_deleted(file, names, leads_to) for file, names in gone if names]


def laid_over(held: Sequence[File]) -> list[File]:
    """Return those of the files *held* in which a municipality lays something over what the core has."""
    mine = [file for file in held if file.root.name == "kommune"]
    return mine if len(mine) < len(held) else []


def _is_taken_away(fields: dict[str, Any]) -> bool:
    change = fields.get("endring")
    return isinstance(change, dict) and change.get("måte") == OverlayMode.REMOVES


def _deleted(file: File, names: set[Ref], leads_to: str) -> Change:
    """Return *file* without the records *names*, or with nothing but where they lead."""
    before = text_of(file.path)
    if file.kind.layout is Layout.FILE_EACH:
        return Change(file.path, before, f"{MOVED}: {leads_to}\n" if leads_to else None)
    written = Written(file.path, before or "")
    records = written.data[file.kind.place]
    for ref in names:
        take_approval(written.data, ref.id)
        if leads_to:
            records[ref.id] = {MOVED: leads_to}
        else:
            del records[ref.id]
            forget(written.data, ref.id)
    return Change(file.path, before, written.after if records else None)


def forget(data: Any, name: str) -> None:
    """Take what is told of *name*, which is gone for good, out of the notes of changes in the file *data*."""
    notes = data.get(HEAD, {}).get("endret") or []
    for note in [one for one in notes if name in (one.get("gjelder") or ())]:
        note["gjelder"].remove(name)
        if not note["gjelder"] and len(notes) > 1:
            notes.remove(note)
        elif not note["gjelder"]:
            del note["gjelder"]


def _taken_away(project: Project, ref: Ref, why: str, leads_to: str, held: list[File], today: date) -> Change:
    """Return the municipality's file in which *ref* is taken away; what it had laid over it goes."""
    mine = [file for file in held if file.root.name == "kommune"]
    if len(mine) == len(held):
        raise EditError(f"{project.shown(mine[0].path)} er kommunens egen. Ta bort {ref} uten --hvorfor.")
    handbook = load(project.roots, shown_from=project.folder, deciding=True)
    core = handbook.core.get(ref) or handbook.by_kind[ref.kind][ref.id]
    change = {"måte": str(OverlayMode.REMOVES), "hvorfor": why, "kjernen_var": core.version}
    if mine:
        return _instead(mine[0], ref, {"endring": change, **({MOVED: leads_to} if leads_to else {})})
    lines = ["endring:", *(f"  {name}: {quoted(said)}" for name, said in change.items())]
    lines += [f"{MOVED}: {leads_to}"] if leads_to else []
    kind, said = BY_NAME[ref.kind], f"{ref.id} er tatt bort."
    return added(project, kind, ref.id, lines, folder="kommune", topic=held[0].stem, said=said, today=today)


def _instead(file: File, ref: Ref, fields: dict[str, Any]) -> Change:
    """Return *file* with *fields* in the place of those that *ref* has there."""
    before = text_of(file.path) or ""
    written = Written(file.path, before)
    if file.kind.holds_many:
        take_approval(written.data, ref.id)
        written.data[file.kind.place][ref.id] = fields
    else:
        for name in [name for name in written.data if name != HEAD]:
            del written.data[name]
        written.data.update(fields)
    return Change(file.path, before, written.after)
