"""What the municipality has made otherwise than the core, on paper: for whoever decides about it."""

from __future__ import annotations

from typing import Final

from macros.handbook.adaptations import adaptations
from macros.outputs import printed
from macros.outputs.paper.blocks import Block, Entry, Heading, Sheet
from macros.outputs.paper.facts import facts_of
from macros.outputs.told.adaptations import Told, told_by_mode
from macros.outputs.told.teller import Teller
from macros.outputs.words import word

PAGE: Final = "om/tilpasninger/"


def sheet_of_adaptations(teller: Teller) -> Sheet:
    """Return the sheet: what is added, completed, replaced and taken away, with the reasons.

    Raises `ValueError` where there is no municipality (`printed.is_adapted`).
    """
    handbook = teller.handbook
    if handbook.municipality is None:
        raise ValueError("no municipality")
    blocks: list[Block] = []
    for mode, held in told_by_mode(teller):
        blocks += [Heading(word(f"tilpasning.{mode}")), *map(_entry, held)]
    return Sheet(
        name=printed.ADAPTATIONS,
        kind=word("faner.om"),
        title=word("tilpasning.tittel"),
        page=PAGE,
        about=(handbook.municipality, *(one.own for one in adaptations(handbook) if one.own)),
        lead=(word("tilpasning.ingress"),),
        blocks=tuple(blocks),
    )


def _entry(told: Told) -> Entry:
    facts = facts_of(("tilpasning.hvorfor", told.reason), ("tilpasning.fører_til", told.leads_to))
    return Entry(told.title, marks=told.kind, facts=(*facts, *((row.label, row.words) for row in told.rows)))
