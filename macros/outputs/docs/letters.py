"""Signs that hide or that pass for others: refused where a reader trusts what he sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from macros.records.references import NOT_ON_WINDOWS

UNUSABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufffe\uffff\U000f0000-\U0010ffff]"
)
"""Signs that no text has: control signs, what turns text around, and code points that mean nothing."""
_NOT_SEEN: Final = ("Cf", "Zl", "Zp")
"""What records refuse in all text too (`content/as_typed.py`)."""
_EMPTY: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0d\U000e0100-\U000e01ef]"
)
"""Letters, marks and a pattern without ink: in a title they make two that look alike."""
_MARKS: Final = 2
"""The most marks over or under one letter: no language here needs more."""
_IN_NAMES: Final = re.compile(r"[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017e \-_.,()+&]")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_OF_NO_SCRIPT: Final = ("MICRO ", "FEMININE ", "MASCULINE ", "MODIFIER ", "OHM ", "KELVIN ", "ANGSTROM ")


def seen(sign: str) -> str:
    """Return *sign* as a message names it: «ж» (U+0436), «usynlig» (U+202E)."""
    shown = "usynlig" if not sign.isprintable() or _EMPTY.match(sign) else sign
    return f"«{shown}» (U+{ord(sign):04X})"


def hidden_in(text: str) -> Iterator[str]:
    """Yield each sign of *text* that no text may have: what is unusable, turns text around, or is not seen."""
    if text.isascii() and not UNUSABLE.search(text):
        return
    for sign in text:
        if UNUSABLE.match(sign) or unicodedata.category(sign) in _NOT_SEEN:
            yield sign


def harmless(text: str) -> str:
    """Return *text* with what cannot be seen written out, as `\\u202e`."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


def wrong_in_name(name: str) -> str:
    """What is wrong with *name*, a file's from `docs/`, as an address: a message, or nothing."""
    for sign in name.replace("/", ""):
        if not _IN_NAMES.fullmatch(sign):
            remedy = "Bruk vanlige bokstaver, tall, bindestrek og mellomrom."
            return f"Filnavnet har tegnet {seen(sign)}, som ikke kan stå i en adresse. {remedy}"
    if any(part != part.strip(" ") or part.endswith(".") for part in name.removesuffix(".md").split("/")):
        return "Filnavnet begynner eller slutter med mellomrom eller punktum. Gi filen et annet navn."
    for part in name.split("/"):
        if NOT_ON_WINDOWS.fullmatch(part.partition(".")[0].strip(" ")):
            return f"Ingen fil eller mappe kan hete «{part}» i Windows. Gi den et annet navn."
    return ""


def wrong_in_title(title: str, called: str = "Tittelen") -> str:
    """What is wrong with the letters of *title*, a line that is *called* so in messages: a message, or nothing."""
    for sign in title:
        if unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp") or _EMPTY.match(sign):
            return f"{called} har tegnet {seen(sign)}. Slett det, og skriv ordet på nytt."
    row = 0
    for sign in title:
        row = row + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if row > _MARKS:
            return f"{called} har mer enn {_MARKS} aksenttegn på samme bokstav. Skriv ordet på nytt."
    for word in _LETTERS.findall(title):
        if sign := mixed_in(word):
            return f"{called} blander alfabeter: {seen(sign)} i «{word}». Skriv ordet på nytt."
    return ""


def mixed_in(text: str) -> str:
    """Return the first letter of *text* from another alphabet than ours, when others are from ours; else nothing."""
    letters = "".join(_LETTERS.findall(text))
    foreign = [sign for sign in letters if not _latin(sign)]
    return foreign[0] if foreign and len(foreign) < len(letters) else ""


def _latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN ", *_OF_NO_SCRIPT))
