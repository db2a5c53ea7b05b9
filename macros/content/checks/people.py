"""Functions, not persons; and no local name in the core."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.content.checks.finding import Finding
from macros.content.records import Actor, Role, Source
from macros.content.walk import texts
from macros.content.yamltext import Keys
from macros.handbook import Handbook

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ID_NUMBER = re.compile(r"(?<!\d)(\d{6})[ .-]?(\d{5})(?!\d)")
_FUNCTION_WORDS = re.compile(
    r"post(mottak)?|kontakt|info|nav|vakt|redaksjon|sentralbord|personvern\w*"
    r"|\w*(torg|torget|team|teamet|senter|senteret|kontor|kontoret|tjenesten?|tjenester|service|avdeling|avdelingen"
    r"|enhet|enheten|kommune|fengsel|fengselet|resepsjon|mottak|ombud|ombudet)"
)


def check_role_ids(handbook: Handbook) -> Iterator[Finding]:
    """A role's id begins with its actor's."""
    for role in handbook.all(Role).values():
        if not role.id.startswith(f"{role.inside.id}-"):
            yield Finding(role.ref, (), f"Id-en må begynne med aktøren: «{role.inside.id}-{role.id}».")


def check_local_names(handbook: Handbook) -> Iterator[Finding]:
    """No core record spells a local name: it says [[rolle/…]], and the municipality gives the name."""
    named: list[Actor | Role] = [*handbook.all(Actor).values(), *handbook.all(Role).values()]
    local = {record.local_name: record.ref for record in named if record.local_name}
    names = list(local) + ([handbook.municipality.title] if handbook.municipality else [])
    if not names:
        return
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, names))})", re.IGNORECASE)
    municipal = {
        origin.path for record in handbook if record.overlay or record.kind == "kommune" for origin in record.origins
    }
    for record in handbook:
        if isinstance(record, Source) or record.overlay or any(o.path in municipal for o in record.origins):
            continue
        for keys, text in texts(record):
            if not keys or keys[-1] in ("ord", "nevnt_som", "sted", "tidligere_navn") or "mal" in keys:
                continue
            if match := pattern.search(text):
                ref = next((ref for name, ref in local.items() if name.lower() == match[1].lower()), None)
                remedy = f"Skriv [[{ref}]]." if ref else "Skriv «kommunen»."
                yield Finding(record.ref, keys, f"«{match[1]}» er et lokalt navn og kan ikke stå i kjernen. {remedy}")


def private_data(data: object, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Find identity numbers anywhere in the untyped *data*, and e-mail but shared mailboxes given as a contact."""
    if isinstance(data, dict):
        for key, inner in data.items():
            yield from private_data(inner, (*keys, key))
    elif isinstance(data, list):
        for number, inner in enumerate(data):
            yield from private_data(inner, (*keys, number))
    elif isinstance(data, str):
        if identity_number(data):
            remedy = "Håndboken skal ikke ha personopplysninger. Slett det."
            yield keys, f"Ser ut som et fødselsnummer. {remedy}"
        for address in _EMAIL.findall(data):
            if not shared_mailbox(address):
                message = f"«{address}» ser ut til å tilhøre en person. Bruk en felles postkasse, eller slett adressen."
                yield keys, message
            elif not keys or keys[-1] != "epost":
                yield keys, f"«{address}» hører til i «kontakt» hos en rolle eller aktør. Flytt den."


def identity_number(text: str) -> bool:
    """Whether *text* has eleven digits that begin with a date of birth (D-numbers and synthetic ones too)."""
    for date, _ in _ID_NUMBER.findall(text):
        day, month = int(date[:2]) % 40, int(date[2:4]) % 40
        if 1 <= day <= 31 and 1 <= month <= 12:
            return True
    return False


def shared_mailbox(address: str) -> bool:
    """Whether the name before @ is that of a function rather than of a person."""
    words = re.split(r"[._+-]", address.partition("@")[0].lower())
    return any(_FUNCTION_WORDS.fullmatch(word) for word in words)
