"""Letters that the sheets can be set in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from macros.content.checks.finding import Finding
from macros.handbook import Handbook
from macros.records.walk import texts

_REMEDY: Final = "Slett det, eller skriv det med ord eller et vanlig tegn."
OUTSIDE: Final = re.compile(
    "[^\\n\\t\\u0020-\\u007e\\u00a0-\\u017e\\u01cd-\\u01dc\\u0218-\\u021b\\u1e80-\\u1e85\\u1ea0-\\u1ef9\\u2012-\\u2015"
    "\\u2018-\\u201a\\u201c-\\u201e\\u2020-\\u2022\\u2026\\u2030\\u2039\\u203a\\u2044\\u20ac\\u2122\\u2190-\\u2193\\u2212\\u2260\\u2264\\u2265]"
)
"""What the sheets' typeface (Source Sans Pro, upright and bold) has no glyph for, or what turns text around."""


def check_letters(handbook: Handbook) -> Iterator[Finding]:
    """Every letter has a glyph in the sheets' typeface."""
    for record in handbook:
        for keys, text in texts(record):
            if match := OUTSIDE.search(text):
                seen = match[0] if match[0].isprintable() else "usynlig"
                alike = "Det er ingen latinsk bokstav, selv om det kan ligne. " if match[0].isalpha() else ""
                message = f"Tegnet «{seen}» (U+{ord(match[0]):04X}) finnes ikke i skriften på arkene. {alike}{_REMEDY}"
                yield Finding(record.ref, keys, message)
