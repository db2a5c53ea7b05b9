"""What the fields say of a place in a record: what may stand there, whether it is words, and what it may refer to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final, get_args, get_origin

from pydantic import BaseModel

from macros.records.fields import ONE_LINE
from macros.records.references import Keys, RefTo
from macros.records.richtext import Text

_Place = tuple[Any, tuple[Any, ...]]
"""A type, and what its field says of it beside."""

_NOWHERE: Final[_Place] = (None, ())


def fields_at(model: type[BaseModel], place: Keys) -> list[str]:
    """Return the names of the fields that may stand at *place* in *model*; none where editors choose the names."""
    fields = _fields_of(_at((model, ()), place))
    return [field.alias or "" for field in fields if "from_place" not in _extra(field.json_schema_extra)]


def holds_words(model: type[BaseModel], place: Keys) -> bool:
    """Whether a text that stands at *place* in *model* is words for a reader: no id, number, date or chosen word."""
    return _is_words(_at((model, ()), place))


def refers_to(model: type[BaseModel], place: Keys) -> RefTo | None:
    """Return what a text that stands at *place* in *model* may name; nothing where it names no record."""
    return _reference(_at((model, ()), place))


def _fields_of(place: _Place) -> list[Any]:
    kind = place[0]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [*kind.model_fields.values()]
    return next((found for inner in _choices(kind) if (found := _fields_of((inner, ())))), [])


def _is_words(place: _Place) -> bool:
    return any(kind is Text or (kind is str and ONE_LINE in said) for kind, said in _alternatives(place))


def _reference(place: _Place) -> RefTo | None:
    for kind, said in _alternatives(place):
        if found := next((one for one in said if isinstance(one, RefTo)), None):
            return found
        if isinstance(kind, type) and issubclass(kind, BaseModel):  # one who does something may be named without fields
            return _reference(_at((kind, said), ("hvem",)))
    return None


def _alternatives(place: _Place) -> Iterator[_Place]:
    """Yield *place* and all that may stand there instead; of a list, one of its own: it may lack its brackets."""
    yield place
    kind = place[0]
    origin: Any = get_origin(kind)
    if origin is Annotated:
        yield from _alternatives((kind.__origin__, kind.__metadata__))
    else:
        for one in get_args(kind)[:1] if origin is tuple else _choices(kind):
            yield from _alternatives((one, ()))


def _at(place: _Place, keys: Keys) -> _Place:
    """Return what stands at *keys* inside *place*."""
    kind = place[0]
    if not keys:
        return place
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = next((field for field in kind.model_fields.values() if field.alias == keys[0]), None)
        return _at((field.annotation, tuple(field.metadata)), keys[1:]) if field else _NOWHERE
    origin: Any = get_origin(kind)
    inner = get_args(kind)
    if origin is tuple:
        return _at((inner[0], ()), keys[1:]) if isinstance(keys[0], int) else _NOWHERE
    if origin is dict:
        return _at((inner[1], ()), keys[1:])
    return next((found for one in _choices(kind) if (found := _at((one, ()), keys)) is not _NOWHERE), _NOWHERE)


def _choices(kind: Any) -> tuple[Any, ...]:
    """The types that *kind* may be, when it is several, or one with something said of it."""
    origin: Any = get_origin(kind)
    if origin is Annotated:
        return (kind.__origin__,)
    return get_args(kind) if origin not in (tuple, dict) else ()


def _extra(extra: object) -> dict[str, object]:
    return extra if isinstance(extra, dict) else {}
