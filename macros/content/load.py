"""Read all files of the core and of the municipality into one `Handbook`, or say everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from macros.content import overlay
from macros.content.checks import CHECKS, WHOLE
from macros.content.checks.people import private_data
from macros.content.checks.references import known_names, sound_part, unknown_references
from macros.content.entries import Entry, entries_of
from macros.content.faults import ContentError, Fault
from macros.content.kinds import BY_NAME, KINDS, Layout, kind_of_file
from macros.content.messages import explain
from macros.content.records import Origin, Record
from macros.content.references import Ref
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
    for root in roots:
        layer: dict[Ref, Entry] = {}
        for text, place in _files(root, shown_from, memory):
            kind = kind_of_file(place)
            if isinstance(kind, str):
                faults.append(Fault(text.path, 1, kind))
                continue
            faults.extend(text.faults)
            if not text.root:
                unread.add(kind.name)
                continue
            for entry in entries_of(kind, place, text, faults):
                if entry.ref in layer:
                    other = layer[entry.ref].where
                    faults.append(entry.fault((), f"«{entry.ref.id}» finnes allerede ({other.path}:{other.line})."))
                layer[entry.ref] = entry
        layers.append(layer)
    entries, moved = overlay.merge(layers, faults)
    records = {ref: record for ref, entry in entries.items() if (record := _record(entry, faults, memory)) is not None}
    handbook = Handbook.of(records.values(), moved)
    names = known_names(entries)
    for finding in unknown_references(handbook, names, unread):
        faults.append(entries[finding.ref].fault(finding.keys, finding.message))
    for entry in entries.values():
        faults += [entry.fault(keys, message) for keys, message in private_data(entry.data)]
    if faults:
        handbook = sound_part(handbook)
    for check in (*CHECKS, *(() if faults else WHOLE)):
        faults += [entries[found.ref].fault(found.keys, found.message) for found in check(handbook)]
    return handbook, sorted(set(faults))


def _files(root: Path, shown_from: Path | None, memory: Memory) -> Iterator[tuple[YamlText, PurePosixPath]]:
    base = shown_from or Path.cwd()
    for path in sorted(root.rglob("*")):
        if path.is_dir() or path.suffix not in (".yml", ".yaml") or any(part.startswith(".") for part in path.parts):
            continue
        shown = path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix()
        data = path.read_bytes()
        key = (shown, sha256(data).digest())
        if key not in memory.files:
            memory.files[key] = read(shown, data)
        yield memory.files[key], PurePosixPath(path.relative_to(root).as_posix())


def _record(entry: Entry, faults: list[Fault], memory: Memory) -> Record | None:
    earlier = memory.records.get(entry.ref)
    if earlier is not None and earlier[0].same_as(entry):
        return earlier[1]
    model = BY_NAME[entry.ref.kind].model
    origins = tuple(Origin(fault.path, fault.line) for fault in entry.places())
    data: dict[str, Any] = {**entry.data, "id": entry.ref.id, "origins": origins}
    try:
        record = model.model_validate(data)
    except ValidationError as error:
        faults += [entry.fault(keys, message) for keys, message in explain(model, error.errors(include_url=False))]
        return None
    memory.records[entry.ref] = (entry, record)
    return record


__all__ = ["KINDS", "Layout", "Memory", "load", "load_with_faults"]
