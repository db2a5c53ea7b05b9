"""How the municipality differs from the core, and that it has decided about the core as that is today."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from macros.content.load import load
from macros.diff.sheet import Block, Heading, Item, Paragraph, Run, markdown, write_new
from macros.editing.changes import put
from macros.editing.decided import decided
from macros.handbook import Handbook
from macros.handbook.adaptations import adaptations
from macros.outputs.told.adaptations import Told, told_by_mode
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.project import Project
from macros.refusals import NotWrittenError

ALL: Final = "alle"


def run(project: Project, given: argparse.Namespace, _: date) -> tuple[list[str], int]:
    """Tell what is otherwise, or write that it is decided; the exit code is 1 while something is to be decided.

    Raises `ContentError` for other faults of the content, and `NotWrittenError` for what cannot be decided.
    """
    handbook = load(project.roots, shown_from=project.folder, deciding=True)
    if given.avgjort:
        return [*decide(project, handbook, given.avgjort)], 0
    blocks = [*_told(handbook)]
    waiting = any(not one.decided for one in adaptations(handbook))
    if given.html is None:
        return [markdown(blocks).rstrip()], int(waiting)
    return [write_new(given.html, blocks, word("tilpasning.tittel"))], int(waiting)


def _told(handbook: Handbook) -> Iterator[Block]:
    teller = Teller(handbook)
    groups = told_by_mode(teller)
    yield Heading(1, word("tilpasning.tittel"))
    yield Paragraph((Run(word("tilpasning.ingress" if groups else "tilpasning.ingen")),))
    waiting = [one for _, held in groups for one in held if not one.of.decided]
    if waiting:
        yield Heading(2, f"{word('tilpasning.ikke_avgjort')} ({len(waiting)})")
        yield Paragraph((Run(word("tilpasning.avgjør")),))
        for one in waiting:
            yield Item((Run(f"{one.of.ref}", "strong"), Run(f": {_why_undecided(one)}")))
            yield from (Item((Run(f"{row.label} – {row.words}"),), depth=2) for row in one.news if row.core)
    for mode, held in groups:
        yield Heading(2, f"{word(f'tilpasning.{mode}')} ({len(held)})")
        for one in held:
            yield from _one(one)


def _why_undecided(one: Told) -> str:
    if one.undecided:
        return f"{word('tilpasning.nytt_i_kjernen')}: {one.undecided}."
    return f"{word('tilpasning.ikke_skrevet')}."


def _one(one: Told) -> Iterator[Block]:
    yield Item((Run(f"{one.kind}: {one.title}", "strong"), Run(f" – {one.of.origin.place}")))
    said = (("tilpasning.hvorfor", one.reason), ("tilpasning.fører_til", one.leads_to))
    yield from (Item((Run(f"{word(key)}: {text}"),), depth=2) for key, text in said if text)
    yield from (Item((Run(f"{row.label} – {row.words}"),), depth=2) for row in one.rows)


def decide(project: Project, handbook: Handbook, names: Sequence[str]) -> Iterator[str]:
    """Write that what *names* name, as `rolle/kommunen-mottak` or all, is decided about the core as it is today.

    Yields a line for each file. Raises `NotWrittenError` before anything is written.
    """
    waiting = {str(one.ref): one for one in adaptations(handbook) if one.overlay and one.core}
    if unknown := [name for name in names if name not in (*waiting, ALL)]:
        known = ", ".join(sorted(waiting)) or "ingen"
        raise NotWrittenError(f"Kommunen endrer ikke «{unknown[0]}» i kjernen. Dette endrer den: {known}.")
    chosen = [one for name, one in waiting.items() if not one.decided and (name in names or ALL in names)]
    made = decided(project, chosen)
    put(project, made)
    for change in made:
        place = project.shown(change.path)
        yield f"{place}: {', '.join(str(one.ref) for one in chosen if one.origin.path == place)} er avgjort."
    if not made:
        yield "Alt var avgjort fra før."
