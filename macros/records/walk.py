"""Walk through a record: every value an editor wrote, with the keys that lead to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

from macros.records.fields import Closed
from macros.records.grounds import Ground
from macros.records.references import Keys, Ref
from macros.records.richtext import Text

_FROM_PLACE: Final = ("id", "origins")
"""Fields that nobody writes."""


@cache
def _fields(kind: type) -> tuple[tuple[str, str], ...]:
    """Return what editors write in a thing of *kind*: the names of its fields, and their words for them."""
    if not issubclass(kind, Closed):
        return ()
    return tuple((name, field.alias or name) for name, field in kind.model_fields.items() if name not in _FROM_PLACE)


Walked = tuple[tuple[Keys, object], ...]


def walk(value: object, keys: Keys = ()) -> Iterable[tuple[Keys, object]]:
    """Return *value* and all inside it that was written in the file; what is left at its default is not visited.

    A record keeps what was found, for many questions are asked of it.
    """
    kept: Walked | None = getattr(value, "walked", None)
    return _visited(value, keys) if kept is None or keys else kept


def visited(value: object) -> Walked:
    """Walk through what is inside *value* and keep it all."""
    return tuple(_visited(value, ())[1:])


def _visited(value: object, keys: Keys) -> list[tuple[Keys, object]]:
    found: list[tuple[Keys, object]] = []
    _visit(value, keys, found)
    return found


def _visit(value: Any, keys: Keys, found: list[tuple[Keys, object]]) -> None:
    """Put *value* and all inside it into *found*: every value of the handbook comes here, so it is not asked twice."""
    found.append((keys, value))
    if fields := _fields(type(value)):  # type: ignore[arg-type]  # a class can be hashed
        written = value.model_fields_set
        for name, alias in fields:
            if name in written:
                _visit(getattr(value, name), (*keys, alias), found)
    elif isinstance(value, tuple) and not isinstance(value, Ref):
        for index, inner in enumerate(value):
            _visit(inner, (*keys, index), found)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _visit(inner, (*keys, key), found)


def references(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, Ref]]:
    """Yield every reference in *value*, those in its texts too. A record keeps what was found."""
    kept: tuple[tuple[Keys, Ref], ...] | None = getattr(value, "referred", None)
    return iter(kept) if kept is not None and not keys else referred(value, keys)


def referred(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, Ref]]:
    """Find every reference in *value*."""
    for place, inner in walk(value, keys):
        if isinstance(inner, Ref):
            yield place, inner
        elif isinstance(inner, Text):
            for ref in inner.mentions():
                yield place, ref


def grounds(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, Ground]]:
    """Yield every ground in *value*."""
    for place, inner in walk(value, keys):
        if isinstance(inner, Ground):
            yield place, inner


QUOTED: Final = frozenset({"overskrift", "sted", "ord", "nevnt_som", "tidligere_navn", "kalles_også"})
"""Fields with the sources' own words, or words that only the search reads."""


def texts(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield every piece of text in *value* except the file's head: lines and rich texts as written.

    A record keeps what was found.
    """
    kept: tuple[tuple[Keys, str], ...] | None = getattr(value, "worded", None)
    return iter(kept) if kept is not None and not keys else worded(value, keys)


def worded(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Find every piece of text in *value*."""
    for place, inner in walk(value, keys):
        if place and place[0] == "forvaltning":
            continue
        if isinstance(inner, Text):
            yield place, inner.source
        elif isinstance(inner, str):
            yield place, str(inner)
