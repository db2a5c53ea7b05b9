"""Every reference leads to a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from macros.content.checks.finding import Finding
from macros.content.entries import Entry
from macros.content.faults import guess
from macros.content.references import Ref
from macros.content.walk import references
from macros.handbook import Handbook

_INSIDE = {"bestemmelse": ("lov", "bestemmelser"), "utdrag": ("kilde", "utdrag")}

_OUTER = {"punkt": ("sjekkliste", "skjema")}


def known_names(entries: Mapping[Ref, Entry]) -> dict[str, set[str]]:
    """Return every id by kind as the files name them, also of records that have faults of their own."""
    known: dict[str, set[str]] = {"kommune": {"kommune"}}
    for ref, entry in entries.items():
        known.setdefault(ref.kind, set()).add(ref.id)
        for kind, (outer, field) in _INSIDE.items():
            inner = entry.data.get(field)
            if ref.kind == outer and isinstance(inner, dict):
                known.setdefault(kind, set()).update(f"{ref.id}:{number}" for number in inner)
        if ref.kind in ("sjekkliste", "skjema") and isinstance(parts := entry.data.get("deler"), list):
            for part in parts:
                items = part.get("punkter") if isinstance(part, dict) else None
                if isinstance(items, dict):
                    known.setdefault("punkt", set()).update(f"{ref.id}-{name}" for name in items)
    return known


def unknown_references(
    handbook: Handbook, known: Mapping[str, set[str]], unread: set[str], ignored: set[Ref]
) -> Iterator[Finding]:
    """Every reference must lead to a record. Kinds in *unread* have a file that could not be read."""
    for record in handbook:
        for keys, ref in references(record):
            outer = _INSIDE.get(ref.kind, (ref.kind,))[0]
            if (
                ref.id in known.get(ref.kind, ())
                or unread.intersection(_OUTER.get(ref.kind, (outer,)))
                or ref in ignored
            ):
                continue
            if moved := handbook.moved.get(ref):
                yield Finding(record.ref, keys, f"«{ref.id}» har flyttet. Skriv «{moved.id}».")
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


def removed_but_used(handbook: Handbook, removed: set[Ref]) -> Iterator[tuple[Ref, Ref]]:
    """Yield what uses a record that the municipality has taken away, and that record."""
    for record in handbook:
        for _, ref in references(record):
            if ref in removed:
                yield record.ref, ref


def sound_part(handbook: Handbook) -> Handbook:
    """Return the records whose every reference leads somewhere, so that the other checks can be made."""
    while dangling := {r.ref for r in handbook if not all(handbook.knows(ref) for _, ref in references(r))}:
        handbook = handbook.without(dangling)
    return handbook


def _tail(ref: Ref, known: Mapping[str, set[str]]) -> str:
    """Guess a role by the last part of its id: «kontaktbetjent» for «fengselet-kontaktbetjent»."""
    near = sorted(name for name in known.get("rolle", ()) if name.endswith(f"-{ref.id}"))
    return f" Mente du «rolle/{near[0]}»?" if near and ref.kind in ("aktor", "rolle") else ""
