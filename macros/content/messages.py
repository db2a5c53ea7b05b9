"""Say pydantic's faults in Norwegian: what is wrong and how to mend it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from macros.content.faults import guess, nearest, shown
from macros.content.places import fields_at
from macros.content.yamltext import read
from macros.records.references import Keys

OURS = {
    "tom", "linje", "form", "janei", "lenke", "id", "type", "grunnlag", "tid", "hvem", "lov", "part", "mal", "kolonne",
    "godkjent", "svar", "dato", "til_deg", "farge", "kontrast", "bilde",
}  # fmt: skip
"""The error types that our own validators raise; their message is already Norwegian."""


_GROUND = '«- {utdrag: "rundskriv-2006:57", styrke: bør}» eller «- {forslag: Hvorfor, styrke: bør}»'
"""How a ground is written."""

_MISSING: Final = "{} mangler. Legg til «{}: …»."


def is_missing(message: str) -> bool:
    """Whether *message* says that a field is missing, and no more."""
    return bool(re.fullmatch(re.escape(_MISSING).replace(r"\{\}", "[^.]*"), message))


def explain(model: type[BaseModel], errors: Iterable[ErrorDetails]) -> Iterator[tuple[Keys, str]]:
    """Yield place and message of each of *errors*, without those that another explains: a deeper, or a misspelling."""
    details = list(errors)
    places = [tuple(detail["loc"]) for detail in details]
    unknown = [place for detail, place in zip(details, places, strict=True) if detail["type"] == "extra_forbidden"]
    meant = {(*place[:-1], nearest(str(place[-1]), fields_at(model, place[:-1]))) for place in unknown}
    for detail, place in zip(details, places, strict=True):
        deeper = any(other[: len(place)] == place and len(other) > len(place) for other in places)
        if detail["type"] in ("too_short", "missing") and (deeper or place in meant):
            continue
        yield place, _sentence(model, detail, place)


def _sentence(model: type[BaseModel], detail: ErrorDetails, place: Keys) -> str:
    field = next((str(key) for key in reversed(place) if isinstance(key, str)), "")
    subject = f"«{field}»" if field else "Posten"
    if place and isinstance(place[-1], int):
        subject += f" nr. {place[-1] + 1}"
    kind, context, value = detail["type"], detail.get("ctx", {}), detail.get("input")
    typed = f"«{shown(value)}»" if isinstance(value, str) else ""
    if kind in OURS:
        return f"{subject} {detail['msg']}."
    match kind:
        case "missing":
            return _MISSING.format(subject, field)
        case "extra_forbidden":
            known = fields_at(model, place[:-1])
            words = " Hører ordene til teksten over, rykk linjen inn." if " " in field else ""
            return f"{subject} er ikke et kjent felt.{guess(field, known)}{words} Feltene her er: {', '.join(known)}."
        case "enum" | "literal_error":
            allowed = [word.strip(" '") for word in context["expected"].replace(" or ", ", ").split("', '")]
            return f"{subject} kan ikke være {typed}.{guess(str(value), allowed)} Velg mellom: {'; '.join(allowed)}."
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return f"{subject} må være et helt tall, ikke {typed or 'en liste eller felt'}."
        case "date_from_datetime_parsing" | "date_parsing" | "date_type" | "date_from_datetime_inexact":
            return f"{subject} må være en dato som finnes, skrevet 2026-11-22, ikke {typed or 'en liste eller felt'}."
        case "string_type":
            return f"{subject} må være tekst, ikke en liste eller flere felt."
        case "tuple_type":
            one = f"Skriv «{field}: [{_item(shown(value))}]», eller" if isinstance(value, str) and field else "Skriv"
            return f"{subject} må være en liste. {one} «- » foran hvert punkt, hvert på sin linje."
        case "dict_type" | "model_type" | "model_attributes_type":
            how = f" Skriv {_GROUND}." if field == "grunnlag" else ""
            return f"{subject} må ha felt under seg, ikke {typed or 'en liste'}.{how}"
        case "too_short":
            return f"{subject} må ha minst {context['min_length']} i listen."
        case "too_long":
            return f"{subject} kan ha høyst {context['max_length']} i listen."
        case "greater_than_equal":
            return f"{subject} må være minst {context['ge']}."
        case "less_than_equal":
            return f"{subject} kan være høyst {context['le']}."
    return f"{subject}: {detail['msg']} ({kind})."


def _item(value: str) -> str:
    """Return *value* as it can stand between brackets: in quotes where YAML would read something else, or nothing."""
    found = read("", f"liste: [{value}]".encode())
    items = found.root.get("liste", "")
    is_same = not found.faults and all(isinstance(one, str) for one in items) and ", ".join(map(str, items)) == value
    return value if is_same else json.dumps(value, ensure_ascii=False)
