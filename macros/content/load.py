"""Read all files of the core and of the municipality into one `Handbook`, or say everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from macros.content import moves, overlay
from macros.content.checks import CHECKS, WHOLE
from macros.content.checks.references import known_names, removed_but_used, sound_part, unknown_references
from macros.content.entries import Entry, entries_of
from macros.content.faults import ContentError, Fault, guess
from macros.content.files import record_files, unreadable_because
from macros.content.kinds import BY_NAME, KINDS, Layout, Misplaced, kind_of_file
from macros.content.messages import explain
from macros.content.records import Origin, Record
from macros.content.references import ID, Ref
from macros.content.yamltext import YamlText, read
from macros.handbook import Handbook


@dataclass(slots=True)
class Memory:
    """What an earlier `load` has read, so that the next reads only what changed. Keyed by content, never by time."""

    files: dict[tuple[str, bytes], YamlText] = field(default_factory=dict)
    records: dict[Ref, tuple[Entry, Record]] = field(default_factory=dict)


def load(roots: Sequence[Path], *, shown_from: Path | None = None, memory: Memory | None = None) -> Handbook:
    """Read *roots* (the core first, then overlays) into a `Handbook`.

    Paths in faults and edit links are relative to *shown_from*. Raises `ContentError` with every fault found.
    """
    handbook, faults = load_with_faults(roots, shown_from=shown_from, memory=memory)
    if faults:
        raise ContentError(faults)
    return handbook


def load_with_faults(
    roots: Sequence[Path], *, shown_from: Path | None = None, memory: Memory | None = None
) -> tuple[Handbook, list[Fault]]:
    """Do what `load` does, but return the sound part of the content beside its faults."""
    memory = Memory() if memory is None else memory
    faults: list[Fault] = []
    layers: list[dict[Ref, Entry]] = []
    unread: set[str] = set()
    named_by_topic: dict[str, Ref] = {}
    for root in roots:
        layer: dict[Ref, Entry] = {}
        for text, place in _files(root, shown_from, memory, faults, unread):
            faults.extend(text.faults)
            kind = kind_of_file(place, text.root)
            if isinstance(kind, Misplaced):
                faults.append(Fault(text.path, 1, kind.message))
                unread.add(kind.perhaps)
                continue
            if not text.root:
                unread.add(kind.name)
                continue
            if kind.layout is Layout.FILE_PER_TOPIC and not ID.fullmatch(place.stem):
                remedy = "Er den en kopi, slett den. Ellers gi den temaets navn, som «helse.yml»."
                faults.append(Fault(text.path, 1, f"Filen kan ikke hete «{place.name}». {remedy}"))
                unread.add(kind.name)
                continue
            if kind.layout is Layout.FILE_PER_TOPIC:
                named_by_topic[text.path] = Ref("tema", place.stem)
            for entry in entries_of(kind, place, text, faults):
                if entry.ref in layer:
                    other = layer[entry.ref].where
                    faults.append(entry.fault((), f"«{entry.ref.id}» finnes allerede ({other.path}:{other.line})."))
                layer[entry.ref] = entry
        layers.append(layer)
    if not any(layers):
        faults.append(Fault(_shown(roots[0], shown_from), 1, "Her er ikke noe innhold. Se om mappen er riktig."))
    merged, removed = overlay.merge(layers, faults)
    entries, moved = moves.settle(merged, unread, faults)
    records = {ref: record for ref, entry in entries.items() if (record := _record(entry, faults, memory)) is not None}
    handbook = Handbook.of(records.values(), moved, {ref: _origin(entry.where) for ref, entry in removed.items()})
    names = known_names(entries)
    topicless = {path: ref for path, ref in named_by_topic.items() if ref.id not in names.get("tema", ())}
    for path, ref in topicless.items() if "tema" not in unread else ():
        if ref in moved:
            faults.append(Fault(path, 1, f"Temaet «{ref.id}» har flyttet. Gi filen navnet «{moved[ref].id}.yml»."))
            continue
        near = guess(ref.id, names.get("tema", ()))
        faults.append(
            Fault(path, 1, f"Filen må hete som et tema, men temaet «{ref.id}» finnes ikke.{near} Gi den nytt navn.")
        )
    for finding in unknown_references(handbook, names, unread, {*removed, *topicless.values()}):
        faults.append(entries[finding.ref].fault(finding.keys, finding.message))
    for by, ref in removed_but_used(handbook, set(removed)):
        remedy = f"Erstatt også {by}, eller la den stå."
        faults.append(removed[ref].fault((), f"«{ref.id}» er tatt bort, men {by} bruker den. {remedy}"))
    if faults:
        handbook = sound_part(handbook)
    for check in (*CHECKS, *(() if faults else WHOLE)):
        faults += [entries[found.ref].fault(found.keys, found.message) for found in check(handbook)]
    return handbook, sorted(set(faults))


def _files(
    root: Path, shown_from: Path | None, memory: Memory, faults: list[Fault], unread: set[str]
) -> Iterator[tuple[YamlText, PurePosixPath]]:
    """Yield the files under *root*. What cannot be read goes to *faults*, and the kinds it may hold to *unread*."""
    for file in record_files(root):
        shown, place = _shown(file.path, shown_from), PurePosixPath(file.path.relative_to(root).as_posix())
        problem, data = file.problem, b""
        try:
            data = b"" if problem else file.path.read_bytes()
        except OSError as error:
            problem = unreadable_because(error)
        if problem:
            faults.append(Fault(shown, 1, problem))
            first = PurePosixPath(*place.parts[:1]).stem
            unread |= {kind.name for kind in KINDS if kind.place == first} or {kind.name for kind in KINDS}
            continue
        key = (shown, sha256(data).digest())
        if key not in memory.files:
            memory.files[key] = read(shown, data)
        yield memory.files[key], place


def _shown(path: Path, base: Path | None) -> str:
    base = base or Path.cwd()
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix()


def _record(entry: Entry, faults: list[Fault], memory: Memory) -> Record | None:
    earlier = memory.records.get(entry.ref)
    if earlier is not None and earlier[0].same_as(entry):
        return earlier[1]
    model = BY_NAME[entry.ref.kind].model
    origins = tuple(map(_origin, entry.places()))
    data: dict[str, Any] = {**entry.data, "id": entry.ref.id, "origins": origins}
    try:
        record = model.model_validate(data)
    except ValidationError as error:
        faults += [entry.fault(keys, message) for keys, message in explain(model, error.errors(include_url=False))]
        return None
    memory.records[entry.ref] = (entry, record)
    return record


def _origin(place: Fault) -> Origin:
    return Origin(place.path, place.line)
