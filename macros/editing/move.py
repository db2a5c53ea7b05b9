"""Give a record another id: it is called so everywhere, and the old id leads on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from pydantic_core import PydanticCustomError

from macros.content.entries import MOVED
from macros.content.heads import approved_in
from macros.editing.changes import Change, EditError, text_of
from macros.editing.decided import still_decided
from macros.editing.mentions import File, files, holding, is_own, leads_to, mentions
from macros.editing.written import Written, value_at
from macros.outputs.docs import calls, links
from macros.outputs.docs.files import listed
from macros.project import Project
from macros.records.inside import part, parts_in
from macros.records.kinds import BY_NAME, Layout
from macros.records.references import ID, Ref, not_an_id, parse_ref
from macros.records.richtext import LINK


def move(project: Project, old: Ref, name: str) -> list[Change]:
    """Return what changes when *old* gets the id *name*. Raises `EditError` when it cannot."""
    if not ID.fullmatch(name):
        raise EditError(not_an_id(name))
    new, read = Ref(old.kind, name), [*files(project)]
    held = holding(read, old)
    if not held:
        raise EditError(f"{old} finnes ikke. Se om typen og id-en er riktig skrevet.")
    if any(ref == new and not leads_to(fields, old) for file in read for ref, _, fields in file.records()):
        raise EditError(f"{new} finnes alt. Velg en annen id.")
    if not all(is_own(project, file) for file, _ in held):
        raise EditError(f"{old} hører til kjernen i pakken, og får ikke ny id herfra.")
    inside = {part(old, one): part(new, one) for _, fields in held for _, one, _ in parts_in(old, fields)}
    today, home = {old: new, **inside}, held[0][0]
    others = [file for file in read if file.kind.holds_many or (file.kind.name, file.stem) != (new.kind, new.id)]
    changes = [change for file in others for change in _in_records(file, today, old, new, leads_on=file is home)]
    return still_decided(project, [*changes, *_in_docs(project, today, old, new)], old, new)


def _in_records(file: File, today: dict[Ref, Ref], old: Ref, new: Ref, *, leads_on: bool) -> Iterator[Change]:
    """Yield what changes of *file*: what it names, the record itself, and its own name. The old one *leads_on*."""
    named = [one for one in mentions(file) if one.ref in today and (one.by, one.keys[-1]) != (new, MOVED)]
    holds = any(ref == old for ref, _, _ in file.records())
    of_topic = file.kind.layout is Layout.FILE_PER_TOPIC and Ref("tema", file.stem) == old
    led = any(ref == new for ref, _, _ in file.records())
    if not named and not holds and not of_topic and not led:
        return
    before = text_of(file.path) or ""
    written = Written(file.path, before)
    for mention in named:
        holder, key = value_at(written.data, mention.keys)
        holder[key] = _renamed(holder[key], mention.ref, today[mention.ref], within=mention.within)
    if file.kind.name == new.kind and file.kind.holds_many:
        written.data[file.kind.place].pop(new.id, None)  # it led here, and is its name again
    if holds and file.kind.holds_many:
        _rename(written.data[file.kind.place], old.id, new.id)
        if old.id in (approved := approved_in(written.data)):
            _rename(approved, old.id, new.id)
        if leads_on:
            written.data[file.kind.place][old.id] = {MOVED: new.id}
    if (holds and file.kind.layout is Layout.FILE_EACH) or of_topic:
        path = file.path.with_stem(new.id)
        yield Change(file.path, before, f"{MOVED}: {new.id}\n" if holds and leads_on else None)
        yield Change(path, text_of(path), written.after)
    else:
        yield Change(file.path, before, written.after)


def _renamed(value: str, old: Ref, new: Ref, *, within: bool) -> str:
    """Return *value*, with its quotes, where it names *new* instead of *old*."""

    def linked(link: re.Match[str]) -> str:
        with suppress(PydanticCustomError):  # the check says what is wrong with it
            if parse_ref(link[1]) == old:
                return f"[[{link[1].partition('/')[0]}/{new.id}]]"
        return link[0]

    made = LINK.sub(linked, value) if within else f"{value.strip().removesuffix(old.id)}{new.id}"
    return type(value)(made)


def _rename(records: dict[str, object], old: str, new: str) -> None:
    """Call *old* of *records* *new*, where it stands."""
    place, comments = [*records].index(old), records.ca.items.pop(old, None)  # type: ignore[attr-defined]  # ruamel's
    records.insert(place, new, records.pop(old))  # type: ignore[attr-defined]
    if comments:
        records.ca.items[new] = comments  # type: ignore[attr-defined]


def _in_docs(project: Project, today: dict[Ref, Ref], old: Ref, new: Ref) -> Iterator[Change]:
    """Yield what changes of the written pages that the folder has: calls, and links to the record's own page."""
    page = BY_NAME[old.kind].folder
    for file in listed(project.folder / "docs"):
        if file.problem or not file.name.endswith(".md"):
            continue
        before = text_of(file.path) or ""
        body = before.replace("\r\n", "\n")
        after = calls.renamed(body, today)
        if page:
            after = links.renamed(after, file.name, f"{page}/{old.id}", f"{page}/{new.id}")
        if after != body:
            yield Change(file.path, before, after.replace("\n", "\r\n") if "\r\n" in before else after)
