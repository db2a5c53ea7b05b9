"""No personal data anywhere: identity numbers, private e-mail and mobile numbers are found in a file's raw text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ID_NUMBER: Final = re.compile(r"(?<![\d-])(\d{6})[ .-]?(\d{5})(?!\d)")
_MOBILE: Final = re.compile(r"(?<![\d-])(?:(?:\+|00)47 ?)?(?:[49]\d{2} ?\d{2} ?\d{3}|[49]\d(?: \d{2}){3})(?! ?\d)")
_DIGITS: Final = re.compile(r"\d ?\d\d ?\d\d")
"""What every number of both sorts has in it, and few files have: found some times faster than they."""

_FUNCTION: Final = re.compile(
    r"post(mottak)?|kontakt|info|nav|vakt|feil|tilbakemelding\w*|handbok\w*|redaksjon|sentralbord|personvern\w*"
    r"|\w*(torg|torget|team|teamet|senter|senteret|kontor|kontoret|tjenesten?|tjenester|service|avdeling|avdelingen"
    r"|enhet|enheten|kommune|fengsel|fengselet|resepsjon|mottak|ombud|ombudet)"
)


def private_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line numbers of *text* that hold personal data, with what to do about it. Comments count too."""
    if "@" not in text and not _DIGITS.search(text):
        return
    for number, line in enumerate(text.splitlines(), 1):
        if identity_number(line):
            yield number, "Ser ut som et fødselsnummer. Håndboken skal ikke ha personopplysninger. Slett det."
        elif _MOBILE.search(line) and "telefon" not in line.lower():
            yield (
                number,
                "Ser ut som et mobilnummer. Telefon til en funksjon skrives i «telefon»; andre nummer slettes.",
            )
        for address in _EMAIL.findall(line):
            if not shared_mailbox(address):
                yield (
                    number,
                    f"«{address}» ser ut til å tilhøre en person. Bruk en felles postkasse, eller slett adressen.",
                )
            elif not re.search(rf"\b((epost|meld_feil_til): *[\"']?|mailto:){re.escape(address)}", line):
                yield number, f"«{address}» hører til i «epost» under «kontakt» hos en rolle eller aktør. Flytt den."


def identity_number(text: str) -> bool:
    """Whether *text* has eleven digits that begin with a date of birth (D-numbers and synthetic ones too)."""
    for day_month_year, _ in _ID_NUMBER.findall(text):
        day, month = int(day_month_year[:2]) % 40, int(day_month_year[2:4]) % 40
        if 1 <= day <= 31 and 1 <= month <= 12:
            return True
    return False


def shared_mailbox(address: str) -> bool:
    """Whether the name before @ begins with a function, as in `post@` and `brukertorget.asker@`."""
    first = re.split(r"[._+-]", address.partition("@")[0].lower())[0]
    return bool(_FUNCTION.fullmatch(first))
