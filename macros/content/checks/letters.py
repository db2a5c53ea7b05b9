"""Letters that the sheets can be set in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from macros.content.checks.finding import Finding
from macros.content.walk import texts
from macros.handbook import Handbook

_OUTSIDE: Final = re.compile(
    "[^\\n\\t\\u0020-\\u007e\\u00a0-\\u017f\\u01cd-\\u01dc\\u0218-\\u021b\\u1e00-\\u1eff\\u2010-\\u2015\\u2018-\\u201e"
    "\\u2020-\\u2022\\u2026\\u2030\\u2039\\u203a\\u2044\\u20ac\\u2122\\u2190-\\u2193\\u2212\\u2260\\u2264\\u2265]"
)
"""What the sheets' typeface (Source Sans Pro) has no glyph for, or what turns text around."""


def check_letters(handbook: Handbook) -> Iterator[Finding]:
    """Every letter has a glyph in the sheets' typeface."""
    for record in handbook:
        for keys, text in texts(record):
            if match := _OUTSIDE.search(text):
                message = f"Tegnet «{match[0]}» finnes ikke i skriften på arkene. Slett det, eller skriv det med ord."
                yield Finding(record.ref, keys, message)
