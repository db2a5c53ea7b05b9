"""What a form has to ask for, from the fields of a record: what sort of value each takes, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator

from macros.content.heads import APPROVED, HEAD, ROW, STATE
from macros.records.fields import Email, Phone, Url
from macros.records.grounds import Ground
from macros.records.inside import PLACES
from macros.records.references import RefTo
from macros.records.richtext import Text

NAME: Final = "navn"
"""What the key of a named thing is called in a form."""
VALUE: Final = "verdi"
"""What the thing itself is called there, when it has no fields."""
BY_COMMANDS: Final = (STATE, APPROVED, *ROW.values(), "kjernen_var")
"""What is written by those who approve and decide, each on a page of its own: it stands in the file as it is."""
_NOT_ASKED: Final = ("id", "origins", HEAD, *BY_COMMANDS)
_EITHER: Final = ("utdrag", "bestemmelse", "forslag")
_ONE_OF: Final = "Fyll ut én av utdrag, bestemmelse og forslag."


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field takes.

    `sort` is one of: line, text, lines, day, number, email, phone, url, word, ref, group, many, named.
    """

    sort: str
    label: str = ""
    help: str = ""
    required: bool = False
    words: tuple[str, ...] = ()
    """What a chosen word may be."""
    kinds: tuple[str, ...] = ()
    """What a reference may name."""
    fields: tuple[tuple[str, Shape], ...] = ()
    one: Shape | None = None
    """What there may be many of."""
    short: str = ""
    """The field that a group may be written as, when it says nothing else."""
    first: tuple[str, ...] = ()
    """The fields that are always shown; the others when they are asked for."""
    either: tuple[str, ...] = ()
    """Those of the first that are not shown when another of them is filled in."""

    def named(self, field: Any) -> Shape:
        """Return this as the value of *field*."""
        alias = field.alias or ""
        return Shape(
            self.sort, alias.replace("_", " ").capitalize(), field.description or "", field.is_required(),
            self.words, self.kinds, self.fields, self.one, self.short, self.first, self.either,
        )  # fmt: skip


@cache
def shape_of(model: type[BaseModel]) -> Shape:
    """Return the shape of a form for *model*: all that is written there but what has a form of its own."""
    fields = [
        (field.alias or name, _shape(field.annotation, tuple(field.metadata)).named(field))
        for name, field in model.model_fields.items()
        if field.alias not in _NOT_ASKED and not _is_apart(field)
    ]
    required = tuple(name for name, shape in fields if shape.required)
    if issubclass(model, Ground):
        return Shape("group", help=_ONE_OF, fields=tuple(fields), first=(*_EITHER, "styrke"), either=_EITHER)
    return Shape("group", fields=tuple(fields), first=required)


def _is_apart(field: Any) -> bool:
    """Whether *field* holds things that each have a form of their own: items, provisions, passages."""
    return field.alias in PLACES.values() and get_origin(field.annotation) is dict


def _shape(kind: Any, said: tuple[Any, ...]) -> Shape:
    origin, inner = get_origin(kind), get_args(kind)
    if found := next((one for one in said if isinstance(one, RefTo)), None):
        return Shape("ref", kinds=found.kinds)
    if kind is not str and origin is Annotated:
        return _annotated(kind)
    if origin in (Union, UnionType):
        return _shape(inner[0], ())
    if origin is tuple:
        one = _shape(inner[0], ())
        return Shape("lines") if one.sort == "line" else Shape("many", one=one)
    if origin is dict:
        one = _shape(inner[1], ())
        fields = one.fields if one.sort == "group" else ((VALUE, one),)
        key = Shape(
            "line", "Kortnavn", "Små bokstaver, tall og bindestrek. Står i adresser, så la det stå.", required=True
        )
        return Shape("named", one=Shape("group", fields=((NAME, key), *fields), first=(NAME, *one.first)))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return shape_of(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Shape("word", words=tuple(str(one.value) for one in kind))
    if kind is bool:
        return Shape("word", words=("ja", "nei"))
    return Shape({int: "number", date: "day", Text: "text", str: "line"}[kind])


def _annotated(kind: Any) -> Shape:
    for known, sort in ((Email, "email"), (Phone, "phone"), (Url, "url")):
        if kind == known:
            return Shape(sort)
    shape = _shape(kind.__origin__, kind.__metadata__)
    reads_more = any(isinstance(one, BeforeValidator) for one in kind.__metadata__)
    if shape.sort == "group" and reads_more:
        return Shape("group", fields=shape.fields, short=shape.first[0], first=shape.first)
    return shape
