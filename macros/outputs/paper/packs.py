"""Packs: several sheets in one file with contents – a phase, an actor, «ny i teamet», and the whole handbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from macros import records as r
from macros.handbook.lookup import cases_in_order, lessons_in_order, lists_in_order, phases_in_order, talks_in_order
from macros.handbook.weighing import by_method
from macros.outputs import printed
from macros.outputs.pages.learning import FIRST_LISTS
from macros.outputs.pages.view import View
from macros.outputs.paper.actors import sheet_of_actor
from macros.outputs.paper.blocks import Chapter, Pack, Sheet
from macros.outputs.paper.documents import sheet_of_frame, sheet_of_talk
from macros.outputs.paper.facts import team_contact
from macros.outputs.paper.gathered import contact_sheet, gatherings, topics
from macros.outputs.paper.learning import sheet_of_case, sheet_of_course, sheet_of_lesson
from macros.outputs.paper.lists import sheet_of_list
from macros.outputs.words import word
from macros.records.frames import ItemFrame


def sheet_of(view: View, record: r.Record) -> Sheet:
    """Return the sheet of *record*. Raises `TypeError` for a kind that has none: a bug of ours."""
    return view.handbook.keep(("sheet", record), lambda: _sheet_of(view, record))  # it stands alone, and in packs


def _sheet_of(view: View, record: r.Record) -> Sheet:
    match record:
        case ItemFrame():
            return sheet_of_list(view, record)
        case r.Frame():
            return sheet_of_frame(view, record)
        case r.Conversation():
            return sheet_of_talk(view, record)
        case r.Actor():
            return sheet_of_actor(view, record)
        case r.Lesson():
            return sheet_of_lesson(view, record)
        case r.Exercise():
            return sheet_of_case(view, record)
    raise TypeError(record.kind)


def packs(view: View) -> Iterator[tuple[str, Callable[[], Pack]]]:
    """Yield the name of each pack and what makes it: gathering the whole handbook takes a while."""
    handbook = view.handbook
    for record in (*handbook.all(r.Phase).values(), *handbook.actors_in_order):
        if printed.goes_with(handbook, record):
            yield record.id, lambda record=record: _pack_of(view, record)  # type: ignore[misc]  # bound now
    yield printed.NEW_IN_TEAM, lambda: new_in_team(view)
    yield printed.WHOLE, lambda: whole(view)


def _pack_of(view: View, record: r.Record) -> Pack:
    held = printed.goes_with(view.handbook, record)
    sheets = tuple(sheet_of(view, one) for one in (record, *held))
    title = printed.title(view.handbook, record)
    return _pack(view, record.id, title, word("pakke.hjelp", antall=len(held)), [Chapter("", sheets)], sheets[0].page)


def new_in_team(view: View) -> Pack:
    """Return what a new employee reads first: the routine, the course, the lessons and cases, the lists."""
    handbook = view.handbook
    routines = [one for one in handbook.all(r.Routine).values() if one.contact]
    lessons, cases = lessons_in_order(handbook), cases_in_order(handbook)
    parts = [*(part for one in routines for part in one.parts), *(part for one in lessons for part in one.parts)]
    used = dict.fromkeys(ref for part in parts for ref in part.content)
    first = [one for name in handbook.ids("sjekkliste", *FIRST_LISTS) if (one := handbook.all(r.Checklist).get(name))]
    lists = [one for one in lists_in_order(handbook) if one.ref in used and one not in first]
    more = [one for one in handbook.all(r.Routine).values() if one.ref in used and one not in routines]
    chapters = [
        Chapter(word("pakke.rutinen"), _sheets(view, [*routines, *more])),
        Chapter("", (sheet_of_course(view),)),
        Chapter(word("pakke.leksjoner"), _sheets(view, [*lessons, *cases])),
        Chapter(word("pakke.lister"), _sheets(view, [*first, *lists])),
        Chapter(word("kontakt.overskrift"), _contacts(view)),
    ]
    return _pack(view, printed.NEW_IN_TEAM, word("pakke.ny"), word("pakke.ny_hjelp"), chapters, "ny-i-teamet/")


def whole(view: View) -> Pack:
    """Return the whole handbook. A task or statement is told whole at its topic; an actor's part only names them."""
    handbook = view.handbook
    lessons, cases = lessons_in_order(handbook), cases_in_order(handbook)
    actors = [one for one in printed.printed(handbook) if isinstance(one, r.Actor)]
    routines = sorted(handbook.all(r.Routine).values(), key=lambda one: by_method(handbook, one.grounds))
    chapters = [
        Chapter("", (sheet_of_course(view),)),
        Chapter(word("indeks.rutiner"), _sheets(view, routines)),
        Chapter(word("indeks.tema"), tuple(topics(view))),
        Chapter(word("indeks.hvem-gjor-hva"), tuple(sheet_of_actor(view, one, brief=True) for one in actors)),
        Chapter(word("pakke.lister"), (*_sheets(view, lists_in_order(handbook)), *_contacts(view))),
        Chapter(word("indeks.samtaler"), _sheets(view, talks_in_order(handbook))),
        Chapter(word("indeks.faser"), _sheets(view, phases_in_order(handbook))),
        Chapter(word("pakke.leksjoner"), _sheets(view, [*lessons, *cases])),
        Chapter(word("pakke.oppslag"), tuple(gatherings(view))),
    ]
    return _pack(view, printed.WHOLE, word("pakke.alt"), word("pakke.alt_hjelp"), chapters, "")


def _sheets(view: View, records: Sequence[r.Record]) -> tuple[Sheet, ...]:
    return tuple(sheet_of(view, one) for one in records)


def _contacts(view: View) -> tuple[Sheet, ...]:
    contacts = contact_sheet(view)
    return (contacts,) if contacts else ()


def _pack(view: View, name: str, title: str, lead: str, chapters: list[Chapter], page: str) -> Pack:
    filled = tuple(chapter for chapter in chapters if chapter.sheets)
    about = dict.fromkeys(record.ref for chapter in filled for sheet in chapter.sheets for record in sheet.about)
    cover = Sheet(
        name=f"pakke-{name}",
        kind=word("side.navn"),
        title=title,
        page=page,
        about=tuple(record for ref in about if (record := view.handbook.get(ref))),
        lead=(lead, word("side.veiledning")),
        contact=team_contact(view.handbook),
    )
    return Pack(cover, filled)
