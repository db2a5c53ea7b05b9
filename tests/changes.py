"""Every field of a record changed in turn, as an editor could: by the fields' own types, with no list to keep."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import islice, zip_longest
from operator import itemgetter
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from macros.handbook import Handbook
from macros.records import Record
from macros.records.fields import Closed
from macros.records.references import Ref, RefTo
from macros.records.richtext import Text

SOME = 30
"""How many other values of a field are tried, where it has so many."""
_NEW_KEYS = ("99", "nytt")
"""What something new is called where it stands by id or number."""


def changes(handbook: Handbook) -> dict[str, list[tuple[Record, Record]]]:
    """Return for each field some records, each with a changed copy; first those where it is filled in.

    A field is named by the kind it stands on (`sjekkliste.obs`), or by the class inside it (`Item.hjelp`).
    """
    found = defaultdict[str, list[tuple[bool, int, Record, Record]]](list)
    for record in handbook:
        count = Counter[str]()
        for field, filled, copy in _Changes(handbook).inside(record, f"{record.kind}."):
            count[field] += 1
            found[field].append((not filled, count[field], record, copy))
    return {field: [trial[2:] for trial in sorted(trials, key=itemgetter(0, 1))] for field, trials in found.items()}


@dataclass(frozen=True)
class _Changes:
    handbook: Handbook

    def inside(self, thing: Closed, of: str) -> Iterator[tuple[str, bool, Any]]:
        """Yield each field, whether it was filled in, and a copy of *thing* where it is another."""
        for name, field in type(thing).model_fields.items():
            if (field.json_schema_extra or {}).get("from_place"):  # type: ignore[union-attr]  # ours are dicts
                continue
            value, word = getattr(thing, name), field.alias or name
            annotation: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation

            def put(new: object, name: str = name) -> Closed:
                copy = thing.model_copy(update={name: new})
                for kept in ("walked", "referred", "worded", "version"):  # what the record keeps of itself as it was
                    copy.__dict__.pop(kept, None)
                return copy

            for other in self._others(annotation, value):
                yield of + word, bool(value), put(other)
            yield from self._deeper(value, put)

    def _deeper(self, value: object, put: Callable[[object], object]) -> Iterator[tuple[str, bool, Any]]:
        if isinstance(value, Closed):
            for field, filled, copy in self.inside(value, f"{type(value).__name__}."):
                yield field, filled, put(copy)
        elif isinstance(value, tuple):
            for number, one in enumerate(value):
                yield from self._deeper(one, lambda new, n=number: put((*value[:n], new, *value[n + 1 :])))  # type: ignore[misc]  # bound now
        elif isinstance(value, dict):
            for key, one in value.items():
                yield from self._deeper(one, lambda new, key=key: put({**value, key: new}))  # type: ignore[misc]  # bound now

    def _others(self, annotation: Any, value: object) -> Iterator[Any]:
        """Yield other values of that type, a few."""
        yield from islice((one for one in self._made(annotation, value) if one != value), SOME)

    def _made(self, annotation: Any, value: Any, to: RefTo | None = None) -> Iterator[Any]:
        origin, args = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            to = next((one for one in args[1:] if isinstance(one, RefTo)), to)
            yield from self._made(args[0], value, to)
        elif origin in (Union, UnionType):
            yield from self._made(next(one for one in args if one is not NoneType), value, to)
        elif origin is tuple:
            for new in self._made(args[0], None):
                yield from ((*(value or ()), new), (new,))
        elif origin is dict:
            new = next(self._made(args[1], None))
            yield from ({**(value or {}), key: new} for key in (*(value or ()), *_NEW_KEYS))
        elif annotation is Ref:
            assert to is not None
            every = zip_longest(*(self._refs(kind) for kind in to.kinds))  # one of each kind first
            yield from (ref for refs in every for ref in refs if ref)
        elif annotation is Text:
            yield Text.parse("Helt nye ord.")
        elif annotation is bool:
            yield from (True, False)
        elif annotation is int:
            yield from (900, 0, 7)
        elif annotation is date:
            yield date(2031, 12, 24)
        elif annotation is str:
            yield "nyeord"
        elif issubclass(annotation, Enum):
            yield from annotation
        else:
            yield from self._new(annotation)

    def _new(self, model: type[Closed]) -> Iterator[Closed]:
        """Yield a new *model* with what it must have."""
        values: dict[str, Any] = {}
        required = [name for name, field in model.model_fields.items() if field.is_required()]
        first = None if required else next(iter(model.model_fields))  # one with nothing in it says nothing
        for name, field in model.model_fields.items():
            if field.is_required() or (not values and name == first):
                annotation: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
                values[name] = next(self._made(annotation, None))
        yield model.model_construct({*values}, **values)

    def _refs(self, kind: str) -> Iterator[Ref]:
        outer = {"utdrag": "kilde", "bestemmelse": "lov"}
        if kind == "punkt":
            yield from self.handbook.items
        elif kind in outer:
            for record in self.handbook.by_kind[outer[kind]].values():
                parts = getattr(record, "passages", None) or getattr(record, "provisions", {})
                yield from (Ref(kind, f"{record.id}:{number}") for number in parts)
        else:
            yield from (Ref(kind, name) for name in self.handbook.by_kind.get(kind, {}))
