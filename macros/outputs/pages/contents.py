"""The doors to everything: each index that has something in it."""

from __future__ import annotations

from typing import Final

from macros import records as r
from macros.handbook import Handbook
from macros.outputs.words import word

_INDEXES: Final[tuple[tuple[str, tuple[type[r.Record], ...]], ...]] = (
    ("ny-i-teamet", (r.Lesson,)),
    ("forlopet", ()),
    ("hvem-gjor-hva", ()),
    ("rutiner", (r.Routine,)),
    ("sjekklister", (r.Checklist,)),
    ("skjemaer", (r.Form,)),
    ("tema", (r.Topic,)),
    ("tidspunkter", ()),
    ("lag-liste", ()),
    ("samtaler", (r.Conversation,)),
    ("roller", (r.Role,)),
    ("hvem-tar-over", (r.Handover,)),
    ("taushetsplikt", (r.Disclosure,)),
    ("hvilken-kommune", ()),
    ("ikke-beskrevet", (r.OpenPoint,)),
    ("uenighet", (r.Conflict,)),
    ("faser", (r.Phase,)),
    ("begreper", ()),
    ("lover", (r.Law,)),
    ("kilder", (r.Source,)),
)


def contents(handbook: Handbook) -> list[tuple[str, str, str]]:
    """Return address, title and one line for each index of *handbook*."""
    return [
        (f"{folder}/", word(f"indeks.{folder}"), word(f"indeks_hjelp.{folder}"))
        for folder, kinds in _INDEXES
        if not kinds or any(handbook.all(kind) for kind in kinds)
    ]
