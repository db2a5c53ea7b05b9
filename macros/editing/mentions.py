"""Where records are named: every reference in the files, with the line it stands on, and in the texts too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from pydantic_core import PydanticCustomError

from macros.content.entries import MOVED
from macros.content.files import Misplaced, kind_of_file, record_files
from macros.content.places import holds_words, refers_to
from macros.content.yamltext import YamlText, read
from macros.project import Project
from macros.records.kinds import Kind
from macros.records.references import KINDS, Keys, Ref, RefTo, parse_ref

_LINK: Final = re.compile(r"\[\[([^\[\]]*)\]\]")


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
    """A record named somewhere: by which record, and the keys in the file. `within` says that it stands in a text."""

    file: File
    by: Ref
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


def mentions(file: File) -> Iterator[Mention]:
    """Yield every record that *file* names, also those that old ids lead to."""
    for by, start, fields in file.records():
        for keys, value in _texts(fields):
            taken = RefTo(by.kind, *KINDS) if keys == (MOVED,) else refers_to(file.kind.model, keys)
            place = (*start, *keys)
            try:
                if taken:
                    yield Mention(file, by, place, taken.parse(value))
                elif holds_words(file.kind.model, keys):
                    for link in _LINK.finditer(value):
                        yield Mention(file, by, place, parse_ref(link[1]), within=True)
            except PydanticCustomError:  # the check says what is wrong with it
                continue


def _texts(value: Any, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*keys, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, (*keys, place))
