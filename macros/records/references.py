"""References between records: `id`, or `kind/id` where a field takes several kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from unicodedata import combining, normalize

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

KINDS: Final = (
    "oppgave", "opplysning", "samtale", "sjekkliste", "skjema", "rutine", "fase", "overlevering", "begrep", "punkt",
    "lov", "bestemmelse", "kilde", "utdrag", "aktor", "rolle", "tema", "stadium", "vilkar", "hendelse", "avklaring",
    "uenighet", "deling", "sporsmal", "leksjon", "ovingscase", "kommune",
)  # fmt: skip
"""Every kind of record, as it stands in addresses and links."""

Keys = tuple[str | int, ...]
"""Where something stands in a record: the fields that lead to it, and places in lists."""

LONGEST_ID: Final = 80
"""The most signs of an id: it is the name of files, and part of the names of others."""

NOT_ON_WINDOWS: Final = re.compile(r"con|prn|aux|nul|com[1-9]|lpt[1-9]", re.IGNORECASE)
"""What no file can be called on Windows, whatever its ending."""

ID: Final = re.compile(
    rf"(?!.{{{LONGEST_ID + 1}}})(?!(?:{NOT_ON_WINDOWS.pattern})(?![a-z0-9-]))[a-z0-9]+(?:-[a-z0-9]+)*"
)
PART_ID: Final = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*):(?!.{41})((?:kap-)?[0-9]+[a-z]?(?:-[0-9]+[a-z]?)*)")
"""A passage (`rundskriv-2006:57`) or a provision (`hol:7-1`, `strgjfl:16a`, `hpl:kap-5` for a chapter)."""

EXAMPLE: Final = "individuell-plan"

_FOLD: Final = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "ae", "Ø": "o", "Å": "a"})


def fold(word: str) -> str:
    """Return *word* in lower-case ASCII letters, as ids and addresses are written."""
    return (word if word.isascii() else word.translate(_FOLD)).lower()


def suggest_id(word: str) -> str:
    """Return an id that could stand for *word*; empty when none of its letters can. «å» may be in two parts."""
    plain = normalize("NFKD", fold(normalize("NFC", word)))
    return re.sub(r"[^a-z0-9]+", "-", "".join(sign for sign in plain if not combining(sign))).strip("-")


def near_id(word: str) -> str:
    """Return the id that a record called *word* ought to have; empty when none of its letters can be in one."""
    near = suggest_id(word)[:LONGEST_ID].strip("-")
    return f"{near}-1" if NOT_ON_WINDOWS.fullmatch(near) else near


def not_an_id(word: str) -> str:
    """Say that *word* cannot be an id, and what could."""
    return f"«{word}» kan ikke være en id. {remedy_for_id(word)}: «{near_id(word) or EXAMPLE}»."


def remedy_for_id(word: str) -> str:
    """Say how to make an id of *word*."""
    if len(suggest_id(word)) > LONGEST_ID:
        return f"Den har {len(word)} tegn, og grensen er {LONGEST_ID}. Skriv en kortere"
    if NOT_ON_WINDOWS.fullmatch(word):
        return "Ingen fil kan hete det i Windows. Skriv noe annet"
    return "Skriv små bokstaver, tall og bindestrek"


class Ref(NamedTuple):
    """A record named by kind and id. Shown as `kind/id`. A tuple, for it is compared a million times in a build."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.id}"


def parse_ref(text: str) -> Ref:
    """Parse `kind/id`; æøå in the kind are folded. Raises `PydanticCustomError` in Norwegian."""
    kind, slash, name = text.strip().partition("/")
    kind = fold(kind)
    if not slash or kind not in KINDS:
        message = "har lenken «[[{text}]]», men en lenke skrives [[type/id]], som [[begrep/varetekt]]"
        raise PydanticCustomError("lenke", message, {"text": text})
    return Ref(kind, _checked(kind, name))


def _checked(kind: str, name: str) -> str:
    pattern, example = (PART_ID, "rundskriv-2006:57") if kind in ("utdrag", "bestemmelse") else (ID, EXAMPLE)
    if not pattern.fullmatch(name):
        message = "har «{name}», som ikke kan være en id. {remedy}, som «{example}»"
        near, remedy = (near_id(name) if pattern is ID else ""), remedy_for_id(name)
        raise PydanticCustomError("id", message, {"name": name, "example": near or example, "remedy": remedy})
    return name


@dataclass(frozen=True, slots=True)
class RefTo:
    """Annotation that makes a field a `Ref` to one of *kinds*; a bare id means the first of them.

    The context of a validation is what holds instead of what a municipality has taken away.
    """

    kinds: tuple[str, ...]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", kinds)

    def parse(self, text: str) -> Ref:
        """Parse *text*; raises `PydanticCustomError` in Norwegian."""
        kind, slash, name = text.strip().partition("/")
        if not slash:
            return Ref(self.kinds[0], _checked(self.kinds[0], kind))
        kind = fold(kind)
        if kind not in self.kinds:
            message = "peker på «{text}», men her kan det bare stå {kinds}"
            raise PydanticCustomError("type", message, {"text": text, "kinds": " eller ".join(self.kinds)})
        return Ref(kind, _checked(kind, name))

    def _read(self, text: str, info: core_schema.ValidationInfo) -> Ref:
        ref = self.parse(text)
        instead = (info.context or {}).get(ref, ref)
        return instead if instead.kind in self.kinds else ref

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.chain_schema(
            [core_schema.str_schema(), core_schema.with_info_plain_validator_function(self._read)],
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        if len(self.kinds) == 1:
            return {"type": "string", "description": f"Id på {self.kinds[0]}"}
        return {"type": "string", "description": f"Id på {self.kinds[0]}, eller {' eller '.join(self.kinds[1:])}/id"}


def section_sign(ref: Ref) -> str:
    """Return the provision *ref* as it is cited: «§ 7-1», «§ 16 a», «kapittel 5»."""
    number = ref.id.partition(":")[2]
    if number.startswith("kap-"):
        return f"kapittel {number[4:]}"
    spaced = "".join(f" {char}" if char.isalpha() else char for char in number)
    return f"§ {spaced}"
