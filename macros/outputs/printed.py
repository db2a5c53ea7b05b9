"""What there is on paper: which records have a sheet, a Word file and a pack, what goes in it, and where it lies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from macros import records as r
from macros.handbook import Handbook
from macros.handbook.adaptations import adaptations
from macros.handbook.agenda import partners
from macros.handbook.lookup import doers_of, lists_in_order, own_tasks, selves, talks_in_order
from macros.handbook.pact import partners_for
from macros.outputs import phrases
from macros.outputs.words import word
from macros.records.frames import ItemFrame
from macros.records.kinds import KINDS, OnPaper
from macros.records.references import Ref
from macros.records.vocabulary import DraftSort

_WITH_SHEET: Final = tuple(kind.model for kind in KINDS if kind.paper in (OnPaper.SHEET, OnPaper.SHEET_AND_WORD))
IN_WORD: Final = tuple(kind.model for kind in KINDS if kind.paper is OnPaper.SHEET_AND_WORD)
_ON_PAPER: Final = frozenset(kind.name for kind in KINDS if kind.paper is not OnPaper.NOTHING)
_WITH_WORD: Final = frozenset(model.kind for model in IN_WORD)
_WITH_PACK: Final = frozenset((r.Phase.kind, r.Actor.kind))
ON_CARDS: Final[tuple[type[r.Record], ...]] = (r.Task, r.Statement, r.Handover, r.Disclosure, r.OpenPoint)
"""What is told whole on a card, and can be chosen for print though it has no sheet of its own."""
CARDS: Final = tuple(model.kind for model in ON_CARDS)
NEW_IN_TEAM: Final = "ny-i-teamet"
WHOLE: Final = "handboken"
"""The first volume of the whole handbook; the others are called the same and their own name."""
CONTACTS: Final = "kontaktark"
ADAPTATIONS: Final = "tilpasninger"
PERSON: Final = "gjelder-det-deg"
BEGIN: Final = "kom-i-gang/"
"""The page that has all a team needs to begin, with the drafts."""


def name(record: r.Record | Ref) -> str:
    """Return the name of the files of *record*, without folder and ending."""
    return f"{record.kind}-{record.id}"


def pdf_path(file: str) -> str:
    """Return where the PDF called *file* lies on the site."""
    return f"pdf/{file}.pdf"


def word_path(file: str) -> str:
    """Return where the Word file called *file* lies on the site."""
    return f"word/{file}.docx"


def sheet_in(path: str) -> str:
    """Return the name of the sheet whose PDF lies at *path*; none for a pack."""
    name = path.removeprefix("pdf/").removesuffix(".pdf")
    return "" if name.startswith("pakke-") else name


def chosen_path(name: str) -> str:
    """Return where that lies on the site which prints the sheet *name*, or any card of the kind *name*, with others."""
    return f"utskrift/{name}.js"


def pack_path(pack: str) -> str:
    """Return where the pack *pack* lies on the site."""
    return pdf_path(f"pakke-{pack}")


def agenda_name(actor: r.Record | Ref) -> str:
    """Return the name of the agenda of what is to be settled with *actor*."""
    return f"dagsorden-{actor.id}"


def draft_name(sort: DraftSort, actor: r.Record | Ref) -> str:
    """Return the name of the files of the draft of *sort* for *actor*."""
    return f"{sort}-{actor.id}"


def drafts(handbook: Handbook) -> Iterator[tuple[DraftSort, r.Actor]]:
    """Yield each draft for somebody, and whom it is for."""
    for sort in DraftSort:
        yield from ((sort, actor) for actor in partners_for(handbook, sort))


def printed(handbook: Handbook) -> Iterator[r.Record]:
    """Yield every record with a sheet of its own."""
    for model in _WITH_SHEET:
        yield from handbook.all(model).values()
    yield from (actor for actor in handbook.actors_in_order if _has_part(handbook, actor))


def files(handbook: Handbook, record: r.Record) -> dict[str, str]:
    """Return the path of each file of *record* by the key of its label: `pdf`, `word`, `pakke`."""
    return handbook.keep(("files", record), lambda: _files(handbook, record))


def _files(handbook: Handbook, record: r.Record) -> dict[str, str]:
    paths = {}
    if isinstance(record, _WITH_SHEET) or (isinstance(record, r.Actor) and _has_part(handbook, record)):
        paths["pdf"] = pdf_path(name(record))
    if isinstance(record, IN_WORD):
        paths["word"] = word_path(name(record))
    if goes_with(handbook, record):
        paths["pakke"] = pack_path(record.id)
    if record.ref in [actor.ref for actor in partners(handbook)]:
        paths["dagsorden"] = pdf_path(agenda_name(record))
    for sort, actor in drafts(handbook):
        if actor == record:
            paths |= _draft_paths(sort, actor)
    return paths


def _draft_paths(sort: DraftSort, actor: r.Record | Ref) -> dict[str, str]:
    name = draft_name(sort, actor)
    return {str(sort): pdf_path(name), f"{sort}_word": word_path(name)}


def former_files(handbook: Handbook) -> Iterator[tuple[str, str]]:
    """Yield where each file lay of what has another id today, and where that of today lies."""
    for old, path in _former_files(handbook):
        yield old, path
        if path.endswith(".pdf") and sheet_in(path):
            yield chosen_path(sheet_in(old)), chosen_path(sheet_in(path))


def _former_files(handbook: Handbook) -> Iterator[tuple[str, str]]:
    for old, new in handbook.moved.items():
        before = dict[str, str]()
        if old.kind in _ON_PAPER:
            before["pdf"] = pdf_path(name(old))
        if old.kind in _WITH_WORD:
            before["word"] = word_path(name(old))
        if old.kind in _WITH_PACK:
            before["pakke"] = pack_path(old.id)
        if old.kind == r.Actor.kind:
            before["dagsorden"] = pdf_path(agenda_name(old))
            for sort in DraftSort:
                before |= _draft_paths(sort, old)
        record = handbook.by_kind.get(new.kind, {}).get(new.id)
        today = files(handbook, record) if record and before else {}
        yield from ((before[key], path) for key, path in today.items() if before.get(key, path) != path)


def is_adapted(handbook: Handbook) -> bool:
    """Whether there is a municipality that has made something otherwise than the core."""
    return handbook.municipality is not None and bool(adaptations(handbook))


def _has_part(handbook: Handbook, actor: r.Actor) -> bool:
    """Whether any task is done by, for or with *actor*, its roles or the wholes it is part of."""
    itself = selves(handbook, actor) | {whole.ref for whole in handbook.wholes_of(actor)}
    return any(
        doer.who in itself
        for task in handbook.all(r.Task).values()
        for doer in (*task.doers, *task.recipients, *task.together_with)
    )


def goes_with(handbook: Handbook, record: r.Record) -> list[r.Record]:
    """Return the talks, lists and forms that go in the pack of *record*: a phase, or an actor who uses them."""
    talks, lists = talks_in_order(handbook), lists_in_order(handbook)
    if isinstance(record, r.Phase):
        inside = {ref for part in record.parts for ref in part.content}
        inside |= {tool for ref in inside if isinstance(task := handbook.get(ref), r.Task) for tool in task.tools}
        of_phases: list[r.Conversation | ItemFrame] = [*talks, *lists]
        return [one for one in of_phases if one.phase == record.ref or one.ref in inside]
    if isinstance(record, r.Actor):
        itself = selves(handbook, record)
        tools = {tool for task in own_tasks(handbook, record) for tool in task.tools}
        held = [talk for talk in talks if itself.intersection(talk.who)]
        return [*held, *(one for one in lists if itself & _users(handbook, one) or one.ref in tools)]
    return []


def _users(handbook: Handbook, frame: ItemFrame) -> set[Ref]:
    """Return who uses *frame* or does something on it."""
    items = (item for part in frame.parts for item in part.items.values())
    return {doer.who for doer in frame.who} | {ref for item in items for ref in doers_of(handbook, item)}


def title(handbook: Handbook, record: r.Record) -> str:
    """Return what the sheet of *record* is called."""
    if isinstance(record, r.Phase):
        return f"{word('fase.nummer', nummer=record.number)}: {record.title}"
    return phrases.capital(handbook.name(record.ref))
