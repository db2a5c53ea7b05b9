"""Packs: several sheets in one file with contents – a phase, an actor, «ny i teamet», volumes of the whole handbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from macros import records as r
from macros.handbook.lookup import (
    cases_in_order,
    first_lists,
    lessons_in_order,
    lists_in_order,
    phases_in_order,
    talks_in_order,
)
from macros.handbook.weighing import by_method
from macros.outputs import printed, shelves
from macros.outputs.paper.actors import sheet_of_actor
from macros.outputs.paper.blocks import Chapter, Fact, Pack, Sheet
from macros.outputs.paper.concerns import sheet_of_concern, sheet_to_the_person
from macros.outputs.paper.documents import sheet_of_frame, sheet_of_talk
from macros.outputs.paper.facts import team_contact
from macros.outputs.paper.gathered import contact_sheet, gathering, topics
from macros.outputs.paper.learning import sheet_of_case, sheet_of_course, sheet_of_lesson
from macros.outputs.paper.lists import sheet_of_list
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.records.frames import ItemFrame


def sheet_of(teller: Teller, record: r.Record) -> Sheet:
    """Return the sheet of *record*. Raises `TypeError` for a kind that has none: a bug of ours."""
    return teller.handbook.keep(("sheet", record), lambda: _sheet_of(teller, record))  # it stands alone, and in packs


def _sheet_of(teller: Teller, record: r.Record) -> Sheet:
    match record:
        case ItemFrame():
            return sheet_of_list(teller, record)
        case r.Frame():
            return sheet_of_frame(teller, record)
        case r.Conversation():
            return sheet_of_talk(teller, record)
        case r.Actor():
            return sheet_of_actor(teller, record)
        case r.Lesson():
            return sheet_of_lesson(teller, record)
        case r.Exercise():
            return sheet_of_case(teller, record)
        case r.Concern():
            return sheet_of_concern(teller, record)
    raise TypeError(record.kind)


def packs(teller: Teller) -> Iterator[tuple[str, Callable[[], Pack]]]:
    """Yield the name of each pack and what makes it: gathering the whole handbook takes a while."""
    handbook = teller.handbook
    for record in (*handbook.all(r.Phase).values(), *handbook.actors_in_order):
        if printed.goes_with(handbook, record):
            yield record.id, lambda record=record: _pack_of(teller, record)  # type: ignore[misc]  # bound now
    yield printed.NEW_IN_TEAM, lambda: new_in_team(teller)
    for one in shelves.volumes(handbook):
        yield one.pack, lambda one=one: volume(teller, one)  # type: ignore[misc]  # bound now


def _pack_of(teller: Teller, record: r.Record) -> Pack:
    held = printed.goes_with(teller.handbook, record)
    sheets = tuple(sheet_of(teller, one) for one in (record, *held))
    title = printed.title(teller.handbook, record)
    return _pack(teller, record.id, title, word("pakke.hjelp", antall=len(held)), [Chapter("", sheets)], sheets[0].page)


def new_in_team(teller: Teller) -> Pack:
    """Return what a new employee reads first: the routine, the course, the lessons and cases, the lists."""
    handbook = teller.handbook
    routines = [one for one in handbook.all(r.Routine).values() if one.contact]
    lessons, cases = lessons_in_order(handbook), cases_in_order(handbook)
    parts = [*(part for one in routines for part in one.parts), *(part for one in lessons for part in one.parts)]
    used = dict.fromkeys(ref for part in parts for ref in part.content)
    first = first_lists(handbook)
    lists = [one for one in lists_in_order(handbook) if one.ref in used and one not in first]
    more = [one for one in handbook.all(r.Routine).values() if one.ref in used and one not in routines]
    chapters = [
        Chapter(word("pakke.rutinen"), _sheets(teller, [*routines, *more])),
        Chapter("", (sheet_of_course(teller),)),
        Chapter(word("pakke.leksjoner"), _sheets(teller, [*lessons, *cases])),
        Chapter(word("pakke.lister"), _sheets(teller, [*first, *lists])),
        Chapter(word("kontakt.overskrift"), _contacts(teller)),
    ]
    return _pack(teller, printed.NEW_IN_TEAM, word("pakke.ny"), word("pakke.ny_hjelp"), chapters, "ny-i-teamet/")


def volume(teller: Teller, which: shelves.Volume) -> Pack:
    """Return a volume of the whole handbook.

    A task or statement is told whole at its topic; an actor's part only names them.
    """
    title = word("pakke.bind_tittel", nummer=which.number, antall=which.of, navn=which.name)
    lead = f"{word(f'bind_hjelp.{which.key}')} {word('pakke.bind_hjelp')}"
    facts = tuple((one.label, one.name) for one in shelves.volumes(teller.handbook))
    return _pack(teller, which.pack, title, lead, _chapters(teller, which.key), "", facts)


def _chapters(teller: Teller, key: str) -> list[Chapter]:
    """Return what stands in the volume *key*."""
    handbook = teller.handbook

    def gathered(*folders: str) -> tuple[Sheet, ...]:
        return tuple(sheet for folder in folders for sheet in gathering(teller, folder))

    match key:
        case "forlopet":
            routines = sorted(handbook.all(r.Routine).values(), key=lambda one: by_method(handbook, one.grounds))
            return [
                Chapter("", (sheet_of_course(teller),)),
                Chapter(word("indeks.rutiner"), _sheets(teller, routines)),
            ]
        case "tema":
            return [Chapter("", tuple(topics(teller)))]
        case "aktorer":
            actors = [one for one in printed.printed(handbook) if isinstance(one, r.Actor)]
            parts = tuple(sheet_of_actor(teller, one, brief=True) for one in actors)
            return [Chapter("", (*parts, *gathered("roller")))]
        case "samarbeid":
            return [Chapter("", gathered("hvem-tar-over", "taushetsplikt", "ikke-beskrevet", "uenighet"))]
        case "lister":
            return [
                Chapter(word("pakke.lister"), (*_sheets(teller, lists_in_order(handbook)), *_contacts(teller))),
                Chapter(word("indeks.samtaler"), _sheets(teller, talks_in_order(handbook))),
                Chapter("", _to_the_person(teller)),
            ]
        case "faser":
            return [Chapter("", _sheets(teller, phases_in_order(handbook)))]
        case "leksjoner":
            return [Chapter("", _sheets(teller, [*lessons_in_order(handbook), *cases_in_order(handbook)]))]
    return [Chapter("", gathered("begreper", "lover", "kilder"))]


def _sheets(teller: Teller, records: Sequence[r.Record]) -> tuple[Sheet, ...]:
    return tuple(sheet_of(teller, one) for one in records)


def _contacts(teller: Teller) -> tuple[Sheet, ...]:
    contacts = contact_sheet(teller)
    return (contacts,) if contacts else ()


def _to_the_person(teller: Teller) -> tuple[Sheet, ...]:
    sheet = sheet_to_the_person(teller)
    return (sheet,) if sheet else ()


def _pack(
    teller: Teller, name: str, title: str, lead: str, chapters: list[Chapter], page: str, facts: tuple[Fact, ...] = ()
) -> Pack:
    filled = tuple(chapter for chapter in chapters if chapter.sheets)
    about = dict.fromkeys(record.ref for chapter in filled for sheet in chapter.sheets for record in sheet.about)
    cover = Sheet(
        name=f"pakke-{name}",
        kind=word("side.navn"),
        title=title,
        page=page,
        about=tuple(record for ref in about if (record := teller.handbook.get(ref))),
        lead=(lead, word("ramme.veiledning")),
        contact=team_contact(teller.handbook),
        facts=facts,
    )
    return Pack(cover, filled)
