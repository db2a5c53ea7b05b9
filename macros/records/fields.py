"""The field types that records are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError, PydanticKnownError

from macros.records.references import KINDS, Ref, RefTo

EMPTY_IN_SOURCE: Final = "tomt i kilden"
NOT_IN_SOURCES: Final = "står ikke i kildene"


class Closed(BaseModel):
    """A frozen set of named fields; an unknown one is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


_LONGEST_LINE: Final = 300
"""The most letters of a title or a name: a heading of more fills a phone and half a sheet."""


def _line(text: str) -> str:
    text = text.strip()
    if not text:
        raise PydanticCustomError("tom", "kan ikke være tom")
    if "\n" in text:
        raise PydanticCustomError("linje", "må være på én linje")
    if len(text) > _LONGEST_LINE:
        raise PydanticCustomError(
            "linje", "kan ikke være lengre enn {most} tegn. Kort det ned", {"most": _LONGEST_LINE}
        )
    if "[[" in text:
        raise PydanticCustomError("linje", "kan ikke ha lenker ([[…]]). Skriv lenken i et tekstfelt i stedet")
    return text


def matching(pattern: str, message: str) -> Callable[[str], str]:
    """Return what checks that a text is of the form *pattern*, and says *message* where it is not."""
    compiled = re.compile(pattern, re.ASCII)  # digits and letters of other scripts look like ours

    def check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise PydanticCustomError("form", message)
        return text

    return check


def _yes_no(value: Any) -> bool:
    if value in ("ja", "nei", True, False):
        return value in ("ja", True)
    raise PydanticCustomError("janei", "må være «ja» eller «nei»")


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _written_as_a_day(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticKnownError("date_parsing", {"error": "not as 2026-11-22"})  # a bare number would be seconds
    return value


def _in_our_time(value: date) -> date:
    if not 1600 <= value.year <= 2099:
        raise PydanticCustomError("dato", "må være mellom 1600 og 2099")
    return value


_LETTERS: Final = "a-zA-Z0-9À-ÖØ-öø-ž"
_HOST: Final = rf"[{_LETTERS}-]+(?:\.[{_LETTERS}-]+)+"
"""A machine's name in Latin letters. A letter that only looks like one of ours leads elsewhere."""

_ADDRESS: Final = rf"https?://{_HOST}(:\d{{1,5}})?([/?#]((?![<>\"'\\])[!-~¡-ž])*)?"
"""An address with no name before the machine's, for that is a way to look like another."""

_AS_TYPED: Final = {"type": ["string", "number", "boolean"]}
"""YAML editors see `1.10` as a number; we read it as the text it is."""

Day = Annotated[date, BeforeValidator(_written_as_a_day), AfterValidator(_in_our_time)]
"""A day written 2026-11-22: the oldest law still in force is from the seventeenth century, and no plan is so long."""

ONE_LINE: Final = AfterValidator(_line)

Line = Annotated[str, ONE_LINE, WithJsonSchema(_AS_TYPED, mode="validation")]
"""One line of plain text without links."""

YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": ["ja", "nei"]}, mode="validation")]

Url = Annotated[
    str,
    AfterValidator(matching(_ADDRESS, "må være en nettadresse som begynner med https://")),
    WithJsonSchema({"type": "string", "pattern": "^https?://"}, mode="validation"),
]
Email = Annotated[
    str,
    AfterValidator(matching(rf"[\w.+-]+@{_HOST}", "må være en e-postadresse, som post@kommune.no")),
    WithJsonSchema({"type": "string"}, mode="validation"),
]
Phone = Annotated[
    str,
    AfterValidator(matching(r"\+?[0-9](?:[0-9 ]{1,14})[0-9]", "må være et telefonnummer, som 66 90 90 00")),
    WithJsonSchema({"type": ["string", "number"]}, mode="validation"),
]
LovdataPath = Annotated[
    str,
    AfterValidator(
        matching(r"(lov|forskrift)/\d{4}-\d\d-\d\d(-\d+)?", "må være Lovdatas adresse, som lov/2001-05-18-21")
    ),
    WithJsonSchema({"type": "string"}, mode="validation"),
]
_VERSION: Final = r"[0-9a-f]{10}( [a-zæøå_]+\.[0-9a-f]{2})*"
_DIGITS_OR_TEXT: Final = WithJsonSchema({"type": ["string", "number"]}, mode="validation")
Version = Annotated[
    str, AfterValidator(matching(_VERSION, "må være slik «python -m macros godkjenn» skrev det")), _DIGITS_OR_TEXT
]
"""What was approved (`approval.version_of`)."""

CoreVersion = Annotated[
    str,
    AfterValidator(matching(_VERSION, "må være slik «python -m macros compare --avgjort» skrev det")),
    _DIGITS_OR_TEXT,
]
"""The core's record that the municipality has decided about (`approval.version_of`)."""

ActorRef = Annotated[Ref, RefTo("aktor")]
RoleRef = Annotated[Ref, RefTo("rolle")]
ActorOrRole = Annotated[Ref, RefTo("aktor", "rolle")]
ConditionRef = Annotated[Ref, RefTo("vilkar")]
EventRef = Annotated[Ref, RefTo("hendelse")]
StageRef = Annotated[Ref, RefTo("stadium")]
TopicRef = Annotated[Ref, RefTo("tema")]
TaskRef = Annotated[Ref, RefTo("oppgave")]
TaskOrOpenPoint = Annotated[Ref, RefTo("oppgave", "avklaring")]
StatementRef = Annotated[Ref, RefTo("opplysning")]
PhaseRef = Annotated[Ref, RefTo("fase")]
LawRef = Annotated[Ref, RefTo("lov")]
SourceRef = Annotated[Ref, RefTo("kilde")]
PassageRef = Annotated[Ref, RefTo("utdrag")]
ProvisionRef = Annotated[Ref, RefTo("bestemmelse")]
ListRef = Annotated[Ref, RefTo("sjekkliste", "skjema", "rutine")]
ContentRef = Annotated[
    Ref,
    RefTo(
        "oppgave",
        "opplysning",
        "samtale",
        "sjekkliste",
        "skjema",
        "rutine",
        "fase",
        "overlevering",
        "begrep",
        "vilkar",
        "deling",
        "uenighet",
        "avklaring",
    ),
]
AnswerRef = Annotated[Ref, RefTo("oppgave", "opplysning", "deling", "avklaring", "punkt")]
ItemRef = Annotated[Ref, RefTo("punkt")]
_NOT_REFERRED_TO: Final = ("sporsmal", "leksjon", "ovingscase", "kommune")
AnyRef = Annotated[Ref, RefTo(*(kind for kind in KINDS if kind not in _NOT_REFERRED_TO))]

Lines = Annotated[tuple[Line, ...], BeforeValidator(_one_or_many)]
