"""Take a record away: who uses it, and where its address shall lead."""

from __future__ import annotations

from datetime import date

from macros.content.entries import MOVED
from macros.content.heads import take_approval
from macros.content.load import load
from macros.editing.changes import Change, EditError, text_of
from macros.editing.mentions import File, Mention, files, holding, is_own, mentions
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
    return [found for file in read for found in mentions(file) if found.ref in {ref, *inside} and found.by != ref]


def remove(project: Project, ref: Ref, *, leads_to: str, why: str, today: date) -> list[Change]:
    """Return what changes when *ref* is taken away; its address *leads_to* another record. Raises `EditError`.

    What the core has, a municipality takes away in its own folder, and says *why*.
    """
    held = [file for file, _ in holding(files(project), ref)]
    if not held:
        raise EditError(f"{ref} finnes ikke. Se om typen og id-en er riktig skrevet.")
    if why:
        return [_taken_away(project, ref, why, leads_to, held, today)]
    if not all(is_own(project, file) for file in held):
        raise EditError(f"{ref} hører til kjernen. Si hvorfor kommunen tar den bort, med --hvorfor.")
    return [_deleted(file, ref, leads_to) for file in held]


def _deleted(file: File, ref: Ref, leads_to: str) -> Change:
    """Return *file* without *ref*, or with nothing but where it leads."""
    before = text_of(file.path)
    if file.kind.layout is Layout.FILE_EACH:
        return Change(file.path, before, f"{MOVED}: {leads_to}\n" if leads_to else None)
    written = Written(file.path, before or "")
    records = written.data[file.kind.place]
    take_approval(written.data, ref.id)
    if leads_to:
        records[ref.id] = {MOVED: leads_to}
    else:
        del records[ref.id]
    return Change(file.path, before, written.after if records else None)


def _taken_away(project: Project, ref: Ref, why: str, leads_to: str, held: list[File], today: date) -> Change:
    """Return the municipality's file in which *ref* is taken away."""
    mine = [file.path for file in held if file.root.name == "kommune"]
    if mine:
        raise EditError(
            f"{project.shown(mine[0])} endrer {ref} alt. Rett posten der, eller ta den bort uten --hvorfor."
        )
    core = load(project.roots, shown_from=project.folder).by_kind[ref.kind][ref.id]
    lines = [
        "endring:",
        f"  måte: {OverlayMode.REMOVES}",
        f"  hvorfor: {quoted(why)}",
        f"  kjernen_var: {core.version}",
    ]
    lines += [f"{MOVED}: {leads_to}"] if leads_to else []
    kind, said = BY_NAME[ref.kind], f"{ref.id} er tatt bort."
    return added(project, kind, ref.id, lines, folder="kommune", topic=held[0].stem, said=said, today=today)
