"""Every abbreviation that readers meet is explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from macros.content.checks.finding import Finding
from macros.handbook import Handbook
from macros.records import Law, Term
from macros.records.walk import QUOTED, texts

_ABBREVIATION: Final = re.compile(r"\b[A-ZÆØÅ][A-Za-zÆØÅæøå]{0,4}[A-ZÆØÅ]\b")
_NOT_READ: Final = QUOTED | {"navn", "usikker", "tall"}


def check_abbreviations(handbook: Handbook) -> Iterator[Finding]:
    """An abbreviation in a text is the name or short form of a term, or the short name of a law."""
    known: set[str] = set()
    for term in handbook.all(Term).values():
        for name in (term.title, *term.short_forms):
            known.update(_ABBREVIATION.findall(name))
    for law in handbook.all(Law).values():
        known.update(_ABBREVIATION.findall(f"{law.title} {law.short}"))
    for record in handbook:
        if record.kind in ("lov", "kilde"):
            continue
        for keys, text in texts(record):
            if not _NOT_READ.isdisjoint(keys):
                continue
            for word in dict.fromkeys(_ABBREVIATION.findall(text)):
                if word not in known:
                    remedy = "Skriv ordet helt ut, eller forklar det som begrep med «kortformer»."
                    yield Finding(record.ref, keys, f"Forkortelsen «{word}» er ikke forklart. {remedy}")
