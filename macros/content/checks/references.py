"""Every reference leads to a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from macros.content.checks.finding import Finding
from macros.content.entries import Entry
from macros.content.faults import guess
from macros.handbook import Handbook
from macros.records.inside import HOLDERS, part, parts_in
from macros.records.references import Ref
from macros.records.walk import references


def known_names(entries: Mapping[Ref, Entry]) -> dict[str, set[str]]:
    """Return every id by kind as the files name them, also of records that have faults of their own."""
    known: dict[str, set[str]] = {"kommune": {"kommune"}}
    for ref, entry in entries.items():
        known.setdefault(ref.kind, set()).add(ref.id)
        for _, name, _ in parts_in(ref, entry.data):
            inner = part(ref, name)
            known.setdefault(inner.kind, set()).add(inner.id)
    return known


def unknown_references(
    handbook: Handbook, known: Mapping[str, set[str]], unread: set[str], ignored: set[Ref]
) -> Iterator[Finding]:
    """Every reference must lead to a record. Kinds in *unread* have a file that could not be read."""
    for record in handbook:
        for keys, ref in references(record):
            outers = HOLDERS.get(ref.kind, (ref.kind,))
            outer = outers[0]
            if ref.id in known.get(ref.kind, ()) or unread.intersection(outers):
                continue
            if moved := handbook.moved.get(ref):
                yield Finding(record.ref, keys, moved_message(ref, moved))
                continue
            if _within(ref, ignored):
                continue
            elsewhere = [kind for kind, ids in known.items() if ref.id in ids]
            if elsewhere:
                remedy = f"Skriv «{elsewhere[0]}/{ref.id}» om det kan stå her."
                message = f"«{ref.id}» er {elsewhere[0]}, ikke {ref.kind}. {remedy}"
            else:
                outside, _, number = ref.id.partition(":")
                if number and outside not in known.get(outer, ()):
                    message = f"{outer} «{outside}» finnes ikke.{guess(outside, known.get(outer, ()))}"
                    yield Finding(record.ref, keys, f"{message} Rett id-en foran kolon.")
                    continue
                within = f"{outside}:"
                near = guess(ref.id, [n for n in known.get(ref.kind, ()) if ":" not in n or n.startswith(within)])
                near = near or _tail(ref, known)
                message = f"{ref.kind} «{ref.id}» finnes ikke.{near or f' Opprett {ref.kind}, eller rett id-en.'}"
            yield Finding(record.ref, keys, message)


def moved_message(ref: Ref, moved: Ref) -> str:
    """Return what an editor is told who uses the old id *ref*."""
    return f"«{ref.id}» har flyttet. Skriv «{moved.id if moved.kind == ref.kind else moved}»."


def removed_but_used(handbook: Handbook, removed: set[Ref]) -> Iterator[tuple[Ref, Ref]]:
    """Yield what uses a record that the municipality has taken away, and that record."""
    for record in handbook if removed else ():
        for _, ref in references(record):
            if not handbook.knows(ref) and ref not in handbook.moved and (whole := _within(ref, removed)):
                yield record.ref, whole


def _within(ref: Ref, wholes: set[Ref]) -> Ref | None:
    """Return which of *wholes* is *ref*, or has it as a part."""
    holders = HOLDERS.get(ref.kind, ())
    around = (one for one in wholes if one.kind in holders and ref.id.startswith(part(one, "").id))
    return ref if ref in wholes else next(around, None)


def sound_part(handbook: Handbook) -> Handbook:
    """Return the records whose every reference leads somewhere, so that the other checks can be made."""
    while dangling := {r.ref for r in handbook if not all(handbook.knows(ref) for _, ref in references(r))}:
        handbook = handbook.without(dangling)
    return handbook


def _tail(ref: Ref, known: Mapping[str, set[str]]) -> str:
    """Guess a role by the last part of its id: «kontaktbetjent» for «fengselet-kontaktbetjent»."""
    near = sorted(name for name in known.get("rolle", ()) if name.endswith(f"-{ref.id}"))
    return f" Mente du «rolle/{near[0]}»?" if near and ref.kind in ("aktor", "rolle") else ""
