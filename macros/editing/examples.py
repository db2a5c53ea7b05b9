"""What a new record of each kind looks like: the fields it must have, filled in, and the others as comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros.content.checks.unfilled import PROPOSE, WRITE
from macros.records import Condition, Law, Source
from macros.records.fields import EMPTY_IN_SOURCE
from macros.records.frames import ItemFrame, Part, TemplateField
from macros.records.grounds import Ground
from macros.records.kinds import Kind
from macros.records.law import Party
from macros.records.learning import Answer
from macros.records.references import RefTo
from macros.records.richtext import Text
from macros.records.vocabulary import SourceType, StandingState

_STEP: Final = "  "
_WANTED: Final[dict[type, tuple[str, ...]]] = {
    ItemFrame: ("deler",), Party: ("utdrag",), Condition: ("spørsmål",), Part: ("punkter", "grunnlag"),
}  # fmt: skip
"""Fields that may be left out, but without which the example would say nothing."""
_CHOSEN: Final[dict[tuple[type, str], str]] = {
    (Law, "kildetype"): SourceType.LAW,
    (Source, "kildetype"): SourceType.MUNICIPAL,
    (Answer, "riktig"): "ja",
    (TemplateField, "verdi"): EMPTY_IN_SOURCE,
}
_FIRST: Final[dict[type, str]] = {StandingState: StandingState.UNREAD}
"""The value that claims least, where that is not the first."""
_GROUND: Final = (
    f"- forslag: {PROPOSE}",
    "  styrke: bør",
)


class Example:
    """Writes examples for one handbook: *known* has an id of each kind that others may be named by."""

    def __init__(self, known: Mapping[str, str], today: date) -> None:
        self._known, self._today = known, today

    def record(self, kind: Kind, title: str, given: Mapping[str, str]) -> list[str]:
        """Return the fields of a record of *kind* called *title*; *given* says more of them, by their name."""
        return [*self._fields(kind.model, {"tittel": title, **given}, comments=True)]

    def _fields(self, model: type[BaseModel], given: Mapping[str, str], *, comments: bool) -> Iterator[str]:
        wanted = {name for one, names in _WANTED.items() if issubclass(model, one) for name in names} | {*given}
        rest = []
        for field in model.model_fields.values():
            name = field.alias or ""
            if name in ("forvaltning", "endring", "id", "origins"):
                continue
            if not field.is_required() and name not in wanted:
                rest.append((name, field))
                continue
            if comments:
                yield f"# {field.description}"
            yield from self._field(model, name, field, given.get(name))
        if comments and rest:
            yield "# Disse feltene kan stå her også. Ta bort «# » foran dem du trenger, og fyll ut."
            yield from (f"# {name}: {field.description}" for name, field in rest)
        elif rest:
            yield f"# Her kan også stå: {', '.join(name for name, _ in rest)}."

    def _field(self, model: type[BaseModel], name: str, field: FieldInfo, given: str | None) -> Iterator[str]:
        chosen = (value for (one, of), value in _CHOSEN.items() if issubclass(model, one) and of == name)
        if said := given or next(chosen, None):
            yield f"{name}: {said}"
            return
        value = self._value(field.annotation, tuple(field.metadata))
        if len(value) == 1 and not value[0].startswith("- ") and ": " not in value[0]:
            yield f"{name}: {value[0]}"
        else:
            yield f"{name}:"
            yield from (f"{_STEP}{line}" for line in value)

    def _value(self, kind: Any, said: tuple[Any, ...]) -> list[str]:
        """Return the lines of an example of *kind*, of which its field says more."""
        origin, inner = get_origin(kind), get_args(kind)
        if found := next((one for one in said if isinstance(one, RefTo)), None):
            taken = next(one for one in found.kinds if one in self._known)
            return [self._known[taken] if taken == found.kinds[0] else f"{taken}/{self._known[taken]}"]
        if origin is Annotated:
            return self._value(kind.__origin__, kind.__metadata__)
        if origin in (Union, UnionType):
            return self._value(inner[0], ())
        if origin is tuple:
            least = next((one.min_length for one in said if hasattr(one, "min_length")), 1)
            one = self._value(inner[0], ())
            listed = one if one[0].startswith("- ") else [f"- {one[0]}", *(f"  {line}" for line in one[1:])]
            return listed * least
        if origin is dict:
            return ["forste:", *(f"{_STEP}{line}" for line in self._value(inner[1], ()))]
        if isinstance(kind, type) and issubclass(kind, Ground):
            return [*_GROUND]
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return [*self._fields(kind, {}, comments=False)]
        if isinstance(kind, type) and issubclass(kind, Enum):
            return [_FIRST.get(kind, str(next(iter(kind)).value))]
        plain = {bool: "nei", int: "1", date: str(self._today), Text: f"{WRITE}.", str: WRITE}
        return [plain[kind]]
