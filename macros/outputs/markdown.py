"""Words in Markdown: what they have of its signs is shown as typed, for they are anybody's."""

from __future__ import annotations

import re
from typing import Final

_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~#])")


def typed(text: str) -> str:
    """Return *text* as Markdown shows it typed."""
    return _MARKUP.sub(r"\\\1", text)
