"""Walk through a record: every value an editor wrote, with the keys that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from macros.content.fields import Closed
from macros.content.grounds import Ground
from macros.content.records import Head, Origin
from macros.content.references import Ref
from macros.content.richtext import Text
from macros.content.yamltext import Keys


@cache
def _aliases(model: type[Closed]) -> dict[str, str]:
    return {name: field.alias or name for name, field in model.model_fields.items()}


def walk(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, object]]:
    """Yield *value* and all inside it that was written in the file; what is left at its default is not visited."""
    yield keys, value
    if isinstance(value, Closed):
        aliases = _aliases(type(value))
        for name in aliases:
            if name in value.model_fields_set:
                inner = getattr(value, name)
                if not isinstance(inner, Origin) and name not in ("id", "origins"):
                    yield from walk(inner, (*keys, aliases[name]))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from walk(inner, (*keys, index))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, (*keys, key))


def references(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, Ref]]:
    """Yield every reference in *value*, those in its texts too."""
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


def texts(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield every piece of text in *value* except the file's head: lines and rich texts as written."""
    for place, inner in walk(value, keys):
        if len(place) > 0 and place[0] == "forvaltning" and not isinstance(inner, Head):
            continue
        if isinstance(inner, Text):
            yield place, inner.source
        elif isinstance(inner, str):
            yield place, str(inner)
