"""Where records are named: every reference in the files, with the line it stands on, and in the texts too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic_core import PydanticCustomError

from macros.content.entries import MOVED
from macros.content.files import Misplaced, kind_of_file, record_files
from macros.content.heads import HEAD, in_record
from macros.content.places import holds_words, refers_to
from macros.content.yamltext import YamlText, read
from macros.project import Project
from macros.records.kinds import Kind
from macros.records.references import KINDS, Keys, Ref, RefTo, parse_ref
from macros.records.richtext import LINK


@dataclass(frozen=True, slots=True)
class File:
    """A record file: where it is, under which root, its kind, and its values as text."""

    path: Path
    root: Path
    kind: Kind
    text: YamlText

    @property
    def stem(self) -> str:
        """The file's name, which is the id of its one record, or a topic's."""
        return self.path.stem

    def records(self) -> Iterator[tuple[Ref, Keys, dict[str, Any]]]:
        """Yield each record: its name, the keys that lead to it in the file, and its fields as text."""
        if not self.kind.holds_many:
            yield Ref(self.kind.name, self.stem), (), self.text.root
            return
        held = self.text.root.get(self.kind.place)
        for name, fields in held.items() if isinstance(held, dict) else ():
            if isinstance(fields, dict):
                yield Ref(self.kind.name, name), (self.kind.place, name), fields


@dataclass(frozen=True, slots=True)
class Mention:
    """A record named somewhere: by which record, or a file's head, and the keys there. `within` is in a text."""

    file: File
    by: Ref | str
    keys: Keys
    ref: Ref
    within: bool = False

    @property
    def where(self) -> str:
        """The place as messages show it."""
        fault = self.file.text.fault(self.keys, "")
        return fault.place


def files(project: Project) -> Iterator[File]:
    """Yield every record file of *project* that can be read."""
    for root in project.roots:
        for found in record_files(root):
            if found.problem:
                continue
            text = read(project.shown(found.path), found.path.read_bytes())
            kind = kind_of_file(PurePosixPath(found.path.relative_to(root).as_posix()), text.root)
            if text.root and not isinstance(kind, Misplaced):
                yield File(found.path, root, kind, text)


def is_own(project: Project, file: File) -> bool:
    """Whether *file* lies in the folder of *project*, and not in the package."""
    return file.path.is_relative_to(project.folder / "routines")


def holding(read: Iterable[File], ref: Ref) -> list[tuple[File, dict[str, Any]]]:
    """Return the files of *read* that have *ref*, with its fields there. What only leads on is not it."""
    return [(file, fields) for file in read for one, _, fields in file.records() if one == ref and MOVED not in fields]


def leads_to(fields: Mapping[str, Any], ref: Ref) -> bool:
    """Whether a record with *fields* is nothing but an old name of *ref*."""
    return fields.get(MOVED) in (ref.id, str(ref))


def mentions(file: File) -> Iterator[Mention]:
    """Yield every record that *file* names, also those that old ids lead to."""
    if file.kind.holds_many:
        for keys, value in _texts(file.text.root.get(HEAD), (HEAD,)):
            yield from _named(file, HEAD, keys, in_record(keys), value)
    for by, start, fields in file.records():
        for keys, value in _texts(fields):
            yield from _named(file, by, (*start, *keys), keys, value)


def _named(file: File, by: Ref | str, place: Keys, keys: Keys, value: str) -> Iterator[Mention]:
    """Yield every record that *value* names: it stands at *place* of *file*, which is *keys* of a record."""
    kind = file.kind
    taken = RefTo(kind.name, *KINDS) if keys == (MOVED,) else refers_to(kind.model, keys)
    named = [(value, taken.parse)] if taken else []
    if not taken and holds_words(kind.model, keys):
        named = [(link[1], parse_ref) for link in LINK.finditer(value)]
    for text, parse in named:
        with suppress(PydanticCustomError):  # the check says what is wrong with it
            yield Mention(file, by, place, parse(text), within=not taken)


def _texts(value: Any, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*keys, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, (*keys, place))
