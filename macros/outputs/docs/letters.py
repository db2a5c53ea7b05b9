"""Signs that hide or that pass for others: refused where a reader trusts what he sees."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

UNUSABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufffe\uffff\U000f0000-\U0010ffff]"
)
"""Signs that no text has: control signs, what turns text around, and code points that mean nothing."""
_IN_NAMES: Final = re.compile(r"[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017e \-_.,()+&]")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_OF_NO_SCRIPT: Final = ("MICRO ", "FEMININE ", "MASCULINE ", "MODIFIER ", "OHM ", "KELVIN ", "ANGSTROM ")


def seen(sign: str) -> str:
    """Return *sign* as a message names it: «ж» (U+0436), «usynlig» (U+202E)."""
    return f"«{sign if sign.isprintable() else 'usynlig'}» (U+{ord(sign):04X})"


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
    return ""


def wrong_in_title(title: str, called: str = "Tittelen") -> str:
    """What is wrong with the letters of *title*, a line that is *called* so in messages: a message, or nothing."""
    for sign in title:
        if unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"):
            return f"{called} har tegnet {seen(sign)}. Slett det, og skriv ordet på nytt."
    for word in _LETTERS.findall(title):
        foreign = [sign for sign in word if not _latin(sign)]
        if foreign and len(foreign) < len(word):
            return f"{called} blander alfabeter: {seen(foreign[0])} i «{word}». Skriv ordet på nytt."
    return ""


def _latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN ", *_OF_NO_SCRIPT))
