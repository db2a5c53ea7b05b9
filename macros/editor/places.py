"""Where something is written: the file, the keys in it, and what stands there as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from operator import getitem
from pathlib import Path
from typing import Any, Final, cast

from pydantic import BaseModel

from macros.content.entries import MOVED
from macros.content.files import record_files
from macros.content.heads import HEAD
from macros.content.places import fields_at
from macros.content.yamltext import Node, YamlText, read
from macros.editing.new import file_of
from macros.project import Project
from macros.records import Head, Item, Passage, Provision
from macros.records.inside import HOLDERS, PLACES, part, parts_in
from macros.records.kinds import BY_NAME, Kind, Layout
from macros.records.references import Keys, Ref

ROOTS: Final = ("kjerne", "kommune")
_PARTS: Final[dict[str, type[BaseModel]]] = {"punkt": Item, "bestemmelse": Provision, "utdrag": Passage}


@dataclass(frozen=True)
class Place:
    """Where *ref*, a record or a part of the record *whole*, is written: at *keys* of the file *path*.

    `is_there` is false for what somebody is about to write; then `data` is what the file has today, if there is one.
    """

    project: Project
    root: str
    ref: Ref
    whole: Ref
    path: Path
    keys: Keys
    data: bytes
    is_there: bool = True
    of_head: bool = False
    """Whether it is the head of the file that is meant."""

    @property
    def kind(self) -> Kind:
        """The kind of the record."""
        return BY_NAME[self.whole.kind]

    @property
    def model(self) -> type[BaseModel]:
        """The class of what stands here."""
        return Head if self.of_head else _PARTS.get(self.ref.kind, self.kind.model)

    @property
    def is_own(self) -> bool:
        """Whether the file lies in the folder that is edited; else it is the package's."""
        folder = self.path.parent.resolve()
        return any(folder.is_relative_to((self.project.folder / "routines" / one).resolve()) for one in ROOTS)

    @property
    def shown(self) -> str:
        """The file as messages have it."""
        return self.project.shown(self.path)

    @cached_property
    def yaml(self) -> YamlText:
        """The file's values as text."""
        return read(self.shown, self.data)

    @property
    def node(self) -> dict[str, Node]:
        """What stands here; nothing when it is new."""
        found = reduce(getitem, self.keys, cast(Any, self.yaml.root)) if self.is_there else {}
        return found if isinstance(found, dict) else {}

    @property
    def text(self) -> str:
        """The file as it stands, line endings and all."""
        return self.data.decode("utf-8-sig")

    def names(self, keys: Keys) -> list[str]:
        """Return the fields that may stand at *keys* of the file, in their order; none where editors choose them."""
        if self.of_head and keys[:1] == (HEAD,):
            return fields_at(Head, keys[1:])
        start = 2 if self.kind.holds_many else 0
        return fields_at(self.kind.model, keys[start:]) if len(keys) >= start else []

    def head(self) -> Place:
        """Return the place of the file's head."""
        return replace(self, keys=(HEAD,), of_head=True, is_there=HEAD in self.yaml.root)


def find(project: Project, root: str, ref: Ref) -> Place | None:
    """Return where *ref* stands under *root*, or nothing."""
    for kind in HOLDERS.get(ref.kind, (ref.kind,)):
        for place in _candidates(project, root, BY_NAME[kind], ref):
            if ref.kind not in HOLDERS:
                if place.keys and not _stands(place):
                    continue
                return place if MOVED not in place.node else None
            for keys, name, _ in parts_in(place.whole, place.node):
                if part(place.whole, name) == ref:
                    return replace(place, ref=ref, keys=(*place.keys, *keys))
    return None


def _stands(place: Place) -> bool:
    held = place.yaml.root.get(place.kind.place)
    return isinstance(held, dict) and isinstance(held.get(place.ref.id), dict)


def _candidates(project: Project, root: str, kind: Kind, ref: Ref) -> Iterator[Place]:
    """Yield each place where *ref*, or the record of *kind* that holds it, may stand."""
    folder = project.core if root == "kjerne" else project.folder / "routines" / root
    is_part = kind.name != ref.kind
    for path in (file.path for file in record_files(folder) if not file.problem):
        inside = path.relative_to(folder).with_suffix("").as_posix()
        if kind.layout is Layout.FILE_EACH:
            whole = Ref(kind.name, path.stem)
            fits = ref.id.startswith((f"{whole.id}-", f"{whole.id}:")) if is_part else whole == ref
            if fits and inside == f"{kind.place}/{path.stem}":
                yield Place(project, root, whole, whole, path, (), path.read_bytes())
        elif inside == kind.place or (kind.layout is Layout.FILE_PER_TOPIC and inside == f"{kind.place}/{path.stem}"):
            data = path.read_bytes()
            if kind.layout is Layout.SINGLE:
                yield Place(project, root, ref, ref, path, (), data)
            elif f"{ref.id}" in data.decode("utf-8", "replace"):
                yield Place(project, root, ref, ref, path, (kind.place, ref.id), data)


def new_record(project: Project, root: str, ref: Ref, topic: str) -> Place:
    """Return where the record *ref* is to stand; *topic* says in which file, for kinds that are kept by topic."""
    kind = BY_NAME[ref.kind]
    path = project.folder / "routines" / root / file_of(kind, ref.id, topic)
    data = path.read_bytes() if path.is_file() else b""
    return Place(project, root, ref, ref, path, (kind.place, ref.id) if kind.holds_many else (), data, is_there=False)


def new_part(whole: Place, keys: Keys, name: str) -> Place:
    """Return where the part *name* of the record at *whole* is to stand, among the parts at *keys* of the record."""
    return replace(whole, ref=part(whole.whole, name), keys=(*whole.keys, *keys, name), is_there=False)


def part_groups(place: Place) -> Iterator[tuple[Keys, str, list[tuple[Ref, str]]]]:
    """Yield each group of parts in the record at *place*: its keys, its heading, and each part with what it says."""
    kind = next((one for one, holders in HOLDERS.items() if place.ref.kind in holders), "")
    node = place.node
    if not kind:
        return
    groups: list[tuple[Keys, str]] = [((PLACES[kind],), "")]
    if kind == "punkt":
        parts = node.get("deler")
        sections = [one if isinstance(one, dict) else {} for one in parts] if isinstance(parts, list) else []
        groups = [(("deler", n, PLACES[kind]), str(one.get("tittel", ""))) for n, one in enumerate(sections)]
    for keys, title in groups:
        held = node
        for key in keys[:-1]:
            held = held[key]  # type: ignore[index,assignment]  # these keys were found there
        inside = held.get(str(keys[-1])) or {}
        said = inside.items() if isinstance(inside, dict) else ()
        yield keys, title, [(part(place.ref, name), _said(one)) for name, one in said]


def _said(node: Node) -> str:
    fields = node if isinstance(node, dict) else {}
    return next((str(fields[one]) for one in ("tekst", "tittel", "overskrift", "handler_om") if fields.get(one)), "")
