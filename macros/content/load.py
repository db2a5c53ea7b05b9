"""Read all files of the core and of the municipality into one `Handbook`, or say everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from pydantic import ValidationError

from macros.content import moves, overlay
from macros.content.attachments import read_beside, unnamed_and_missing
from macros.content.checks import CHECKS, WHOLE
from macros.content.checks.decisions import undecided
from macros.content.checks.references import known_names, removed_but_used, sound_part, unknown_references
from macros.content.entries import Entry, entries_of
from macros.content.faults import ContentError, Fault, guess
from macros.content.files import Misplaced, RecordFile, kind_of_file, record_files, unreadable_because
from macros.content.heads import HEAD
from macros.content.logo import logo_of
from macros.content.messages import explain
from macros.content.yamltext import YamlText, read
from macros.handbook import Handbook
from macros.records import Head, Origin, Overlay, Record, Removed
from macros.records.fields import Closed
from macros.records.kinds import BY_NAME, KINDS, Layout
from macros.records.references import ID, Ref

M = TypeVar("M", bound=Closed)
Typed = tuple[Entry, Mapping[Ref, Ref], Record]
"""A record with what it was made of: its entry, and what was told in the place of what was taken away."""


@dataclass(slots=True)
class Memory:
    """What an earlier `load` has read, so that the next reads only what changed. Keyed by content, never by time."""

    files: dict[tuple[str, bytes], YamlText] = field(default_factory=dict)
    records: dict[Ref, Typed] = field(default_factory=dict)
    core: dict[Ref, Typed] = field(default_factory=dict)
    """Those of the core that the municipality has laid something over."""

    def copy(self) -> Memory:
        """Return another that knows the same, and learns nothing for this one."""
        return Memory(dict(self.files), dict(self.records), dict(self.core))


def load(
    roots: Sequence[Path],
    *,
    shown_from: Path | None = None,
    memory: Memory | None = None,
    unsaved: Mapping[Path, bytes] | None = None,
    deciding: bool = False,
) -> Handbook:
    """Read *roots* (the core first, then overlays) into a `Handbook`: the only way to one, so one that exists is valid.

    Paths in faults and edit links are relative to *shown_from*. Files that somebody is writing are read as they stand
    *unsaved*. Raises `ContentError` with every fault found; that the core has changed since the municipality decided
    about it is none to whoever is *deciding*.
    """
    if stray := [path for path in unsaved or () if not any(path.is_relative_to(root) for root in roots)]:
        raise ValueError(f"unsaved, and under none of the roots that are read: {stray}")  # it would pass unchecked
    reading = _Reading(shown_from, Memory() if memory is None else memory, unsaved or {})
    for root in roots:
        reading.read(root)
    faults = reading.faults
    if not any(reading.layers):
        faults.append(Fault(_shown(roots[0], shown_from), 1, "Her er ikke noe innhold. Se om mappen er riktig."))
    merged, removed = overlay.merge(reading.layers, faults)
    entries, moved = moves.settle(merged, reading.unread, faults)
    beside = read_beside([(root, _shown(root, shown_from)) for root in roots])
    instead = {old: new for old, new in moved.items() if old in removed}
    followed = ((entry, instead if reading.of_the_core(entry) else {}) for entry in entries.values())
    made = (_record(entry, there, faults, reading.memory.records) for entry, there in followed)
    records = [record for record in made if record is not None]
    gone = {ref: _removed(entry, reading.layers[0][ref], faults) for ref, entry in removed.items()}
    faults += [*beside.faults, *unnamed_and_missing(beside, records, entries, whole=not faults)]
    logo = logo_of(roots, shown_from or Path.cwd(), faults)
    handbook = Handbook.of(records, moved, gone, _laid_over(reading), logo, beside.sound)
    names = known_names(entries)
    topicless = {path: ref for path, ref in reading.topic_files.items() if ref.id not in names.get("tema", ())}
    if "tema" not in reading.unread:
        faults += [_misnamed(path, ref, names, moved) for path, ref in topicless.items()]
    for finding in unknown_references(handbook, names, reading.unread, {*removed, *topicless.values()}):
        faults.append(entries[finding.ref].fault(finding.keys, finding.message))
    for by, ref in removed_but_used(handbook, set(removed)):
        remedy = "Skriv «flyttet_til» med det som gjelder i stedet, erstatt også den, eller la begge stå."
        faults.append(removed[ref].fault((), f"«{ref.id}» er tatt bort, men {by} bruker den. {remedy}"))
    if faults:
        handbook = sound_part(handbook)
    for check in (*CHECKS, *(() if faults else WHOLE)):
        faults += [entries[found.ref].fault(found.keys, found.message) for found in check(handbook)]
    if not faults and not deciding:
        faults += undecided(handbook)
    reading.memory.files = reading.files  # what was read before and is no more is forgotten
    if faults:
        raise ContentError(faults)
    return handbook


@dataclass(slots=True)
class _Reading:
    """The files of all roots, cut into entries: a layer for each root, what is wrong, and what is not known."""

    shown_from: Path | None
    memory: Memory
    unsaved: Mapping[Path, bytes]
    faults: list[Fault] = field(default_factory=list)
    layers: list[dict[Ref, Entry]] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Kinds with a file that could not be read: whether something of that kind exists is not known."""
    files: dict[tuple[str, bytes], YamlText] = field(default_factory=dict)
    """The files read, as the memory keeps them."""
    topic_files: dict[str, Ref] = field(default_factory=dict)
    """Files that are named by a topic, by their path as it is shown."""

    def of_the_core(self, entry: Entry) -> bool:
        """Whether *entry* began in the first layer: a municipality cannot mend what it says."""
        below = self.layers[0].get(entry.ref)
        return below is not None and below.sources[0] == entry.sources[0]

    def read(self, root: Path) -> None:
        """Read the files under *root* as the next layer."""
        layer: dict[Ref, Entry] = {}
        for text, place in self._files(root):
            self.faults.extend(text.faults)
            for entry in self._entries(text, place):
                if entry.ref in layer:
                    other = layer[entry.ref].where
                    message = f"«{entry.ref.id}» finnes allerede ({other.place})."
                    self.faults.append(entry.fault((), message))
                layer[entry.ref] = entry
        self.layers.append(layer)

    def _files(self, root: Path) -> Iterator[tuple[YamlText, PurePosixPath]]:
        """Yield the files under *root* that can be read, each with its place there."""
        there = [*record_files(root)]
        new = {path for path in self.unsaved if path.is_relative_to(root)} - {file.path for file in there}
        for file in (*there, *(RecordFile(path) for path in sorted(new))):
            shown, place = _shown(file.path, self.shown_from), PurePosixPath(file.path.relative_to(root).as_posix())
            problem, data = file.problem, b""
            try:
                unsaved = self.unsaved.get(file.path)
                data = b"" if problem else file.path.read_bytes() if unsaved is None else unsaved
            except OSError as error:
                problem = unreadable_because(error)
            if problem:
                self.faults.append(Fault(shown, 1, problem))
                first = PurePosixPath(*place.parts[:1]).stem
                self.unread |= {kind.name for kind in KINDS if kind.place == first} or {kind.name for kind in KINDS}
                continue
            key = (shown, sha256(data).digest())
            self.files[key] = self.memory.files.get(key) or read(shown, data)
            yield self.files[key], place

    def _entries(self, text: YamlText, place: PurePosixPath) -> Iterator[Entry]:
        """Yield the entries of the file *text* at *place*, if it lies where files of its kind do."""
        kind = kind_of_file(place, text.root)
        if isinstance(kind, Misplaced):
            self.faults.append(Fault(text.path, 1, kind.message))
            self.unread.add(kind.perhaps)
        elif not text.root:
            self.unread.add(kind.name)
        elif kind.layout is Layout.FILE_PER_TOPIC and not ID.fullmatch(place.stem):
            remedy = "Er den en kopi, slett den. Ellers gi den temaets navn, som «helse.yml»."
            self.faults.append(Fault(text.path, 1, f"Filen kan ikke hete «{place.name}». {remedy}"))
            self.unread.add(kind.name)
        else:
            if kind.layout is Layout.FILE_PER_TOPIC:
                self.topic_files[text.path] = Ref("tema", place.stem)
            yield from entries_of(kind, place, text, self.faults)


def _misnamed(path: str, ref: Ref, names: Mapping[str, set[str]], moved: Mapping[Ref, Ref]) -> Fault:
    """Tell of a file that is named by the topic *ref*, which does not exist."""
    if ref in moved:
        return Fault(path, 1, f"Temaet «{ref.id}» har flyttet. Gi filen navnet «{moved[ref].id}.yml».")
    near = guess(ref.id, names.get("tema", ()))
    return Fault(path, 1, f"Filen må hete som et tema, men temaet «{ref.id}» finnes ikke.{near} Gi den nytt navn.")


def _shown(path: Path, base: Path | None) -> str:
    base = base or Path.cwd()
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix()


def _laid_over(reading: _Reading) -> list[Record]:
    """Return what the municipality has laid something over, as the core has it; without what has faults there."""
    core, *local = reading.layers
    over = {ref: core[ref] for layer in local for ref in layer if ref in core}
    entries, _ = moves.settle(over, {kind.name for kind in KINDS}, [])
    made = (_record(entry, {}, [], reading.memory.core) for entry in entries.values())
    return [record for record in made if record is not None]


def _record(entry: Entry, instead: Mapping[Ref, Ref], faults: list[Fault], known: dict[Ref, Typed]) -> Record | None:
    """Return *entry* typed, with what holds *instead* of what the municipality took away."""
    earlier = known.get(entry.ref)
    if earlier is not None and earlier[1] == instead and earlier[0].same_as(entry):
        return earlier[2]
    model = BY_NAME[entry.ref.kind].model
    origins = tuple(map(_origin, entry.places()))
    data: dict[str, Any] = {**entry.data, "id": entry.ref.id, "origins": origins}
    try:
        record = model.model_validate(data, context=instead)
    except ValidationError as error:
        faults += [entry.fault(keys, message) for keys, message in explain(model, error.errors(include_url=False))]
        return None
    known[entry.ref] = (entry, instead, record)
    return record


def _removed(entry: Entry, below: Entry, faults: list[Fault]) -> Removed:
    """Return what is told of a record that *entry* takes away, and *below* had."""

    def read(model: type[M], key: str) -> M | None:
        try:
            return model.model_validate(entry.data[key]) if key in entry.data else None
        except ValidationError as error:
            told = explain(model, error.errors(include_url=False))
            faults.extend(entry.fault((key, *keys), message) for keys, message in told)
            return None

    head = read(Head, HEAD)
    title = str(below.data.get("tittel", entry.ref.id))
    laid = read(Overlay, overlay.OVERLAY) if entry.data[overlay.OVERLAY].get("hvorfor") else None  # told of already
    return Removed(_origin(entry.where), title, head.changes if head else (), laid)


def _origin(place: Fault) -> Origin:
    return Origin(place.path, place.line)
