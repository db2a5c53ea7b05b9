"""What each field of the data is, told from the very classes and the schema that the data is made by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final, get_args

from macros.outputs.opendata.records import definitions
from macros.outputs.phrases import listed
from macros.outputs.words import word, words
from macros.records import Part, Record
from macros.records.fields import Closed
from macros.records.kinds import KINDS, Kind
from macros.records.references import RefTo

_OF_JSON: Final = {"string": "tekst", "integer": "tall", "number": "tall", "boolean": "ja_nei", "null": "ingen"}

SHARED, IN_LISTS = "felles", "felles-lister"
"""What lies in kinds of all sorts, and what lies only in those that have parts, as lists do."""


@dataclass(frozen=True, slots=True)
class Type:
    """What a field holds: words, and the class of what is inside, if it is ours."""

    words: str
    inside: str = ""
    values: tuple[str, ...] = ()
    """All that it may be, where that is a closed list."""


@dataclass(frozen=True, slots=True)
class FieldTold:
    """One field: its name in the data, the word an editor writes for it (nothing for what is worked out)."""

    name: str
    written: str
    type: Type
    meaning: str
    may_miss: bool
    """Whether the field is left out where there is nothing to say. Where it is null instead, its meaning says so."""


@dataclass(frozen=True, slots=True)
class ClassTold:
    """A kind of record, or something that lies in records: `found_in` are the fields, in the editor's words."""

    name: str
    fields: tuple[FieldTold, ...]
    found_in: tuple[str, ...] = ()


class Fields:
    """What is told of the fields of all kinds, in the words there are when it is made."""

    def __init__(self) -> None:
        self._said = words("felt")
        self._told: dict[str, ClassTold] = {}

    def told(self, name: str) -> ClassTold:
        """Return what the class called *name* in the schema has."""
        if name not in self._told:
            fields = tuple(self._field(key, name) for key in definitions()[name]["properties"])
            self._told[name] = ClassTold(name, fields, _found_in().get(name, ()))
        return self._told[name]

    def own(self, kind: Kind) -> list[ClassTold]:
        """Return the class of *kind*, and those that lie in it alone."""
        name = kind.model.__name__
        elsewhere = {one for classes in self.shared.values() for one in classes}
        return [self.told(name), *(self.told(one) for one in self._inside(name) if one not in elsewhere)]

    @cached_property
    def shared(self) -> dict[str, dict[str, ClassTold]]:
        """The classes that lie in more than one kind of record, those that lie only where there are lists apart."""
        inner = {kind.name: self._inside(kind.model.__name__) for kind in KINDS}
        lists = {kind for kind, names in inner.items() if Part.__name__ in names}
        met = {name: {kind for kind in inner if name in inner[kind]} for names in inner.values() for name in names}
        several = {name: kinds for name, kinds in met.items() if len(kinds) > 1}
        return {
            SHARED: {name: self.told(name) for name, kinds in several.items() if not kinds <= lists},
            IN_LISTS: {name: self.told(name) for name, kinds in several.items() if kinds <= lists},
        }

    def _inside(self, name: str) -> dict[str, None]:
        """Return the names of the classes that lie in *name*, at any depth, in the order they are met."""
        found: dict[str, None] = {}

        def visit(one: ClassTold) -> None:
            for field in one.fields:
                if field.type.inside and field.type.inside not in found:
                    found[field.type.inside] = None
                    visit(self.told(field.type.inside))

        visit(self.told(name))
        return found

    def _field(self, name: str, of: str) -> FieldTold:
        definition, model = definitions()[of], _models().get(of)
        field: dict[str, Any] = definition["properties"][name]
        own = model.model_fields.get(name) if model else None
        from_place = own is not None and own.json_schema_extra is not None  # nobody writes it
        kinds = tuple(dict.fromkeys(_kinds(own.annotation, own.metadata))) if own else ()
        empty = {"type": "null"} in field.get("anyOf", ()) or (own is None and name not in definition["required"])
        meaning = self._said.get(f"{of}.{name}") or (own.description if own else "") or self._said[name]
        return FieldTold(
            name,
            "" if own is None or from_place else str(own.alias),
            _type(field, kinds),
            meaning,
            empty and name not in definition.get("required", ()),
        )


def _type(field: dict[str, Any], kinds: tuple[str, ...]) -> Type:
    """Return the type of *field*; its texts are references when it may lead to records of *kinds*."""
    if "$ref" in field:
        name = field["$ref"].removeprefix("#/$defs/")
        one = definitions()[name]
        if "enum" in one:
            return Type(word("felt_type.ett_av"), values=tuple(one["enum"]))
        return Type(name, name)
    if choices := [one for one in field.get("anyOf", ()) if one != {"type": "null"}]:
        return _type(choices[0], kinds)
    if "const" in field:
        return Type(word("felt_type.alltid"), values=(str(field["const"]),))
    if field.get("type") == "array":
        within = _type(field["items"], kinds)
        return Type(word("felt_type.liste", hva=within.words), within.inside, within.values)
    if isinstance(field.get("additionalProperties"), dict):
        within = _type(field["additionalProperties"], kinds)
        return Type(word("felt_type.oppslag", hva=within.words), within.inside, within.values)
    if field.get("format") == "date":
        return Type(word("felt_type.dato"))
    if kinds:
        few = len(kinds) < _FEW
        return Type(
            word("felt_type.henvisning_til", slag=listed([*kinds], "liste.eller"))
            if few
            else word("felt_type.henvisning")
        )
    said = field.get("type", "string")
    return Type(word(f"felt_type.{_OF_JSON[said if isinstance(said, str) else 'string']}"))


_FEW: Final = 9
"""A reference that may lead to more kinds than this may lead to nearly anything."""


def _kinds(annotation: Any, metadata: Any = ()) -> Iterator[str]:
    """Yield the kinds of record that a field may refer to."""
    for one in metadata:
        if isinstance(one, RefTo):
            yield from one.kinds
    for one in get_args(annotation):
        yield from one.kinds if isinstance(one, RefTo) else _kinds(one, getattr(one, "__metadata__", ()))


@cache
def _models() -> dict[str, type[Closed]]:
    """Return every class of record and of what lies in records, by its name in the schema."""
    found: dict[str, type[Closed]] = {}

    def visit(one: Any) -> None:
        if isinstance(one, type) and issubclass(one, Closed) and one.__name__ not in found:
            found[one.__name__] = one
            for field in one.model_fields.values():
                visit(field.annotation)
        for part in get_args(one):
            visit(part)

    for kind in KINDS:
        visit(kind.model)
    return found


@cache
def _found_in() -> dict[str, tuple[str, ...]]:
    """Return the words that editors write over each class that lies in others."""
    found: dict[str, dict[str, None]] = {}
    for name, model in _models().items():
        for key, field in definitions().get(name, {}).get("properties", {}).items():
            lies = _type(field, ()).inside
            if lies and key in model.model_fields and not issubclass(_models().get(lies, Closed), Record):
                found.setdefault(lies, {})[str(model.model_fields[key].alias)] = None
    return {name: tuple(words) for name, words in found.items()}
