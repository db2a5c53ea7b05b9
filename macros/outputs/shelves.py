"""All there is to print, as readers look for it: shelf by shelf, and the whole handbook in volumes."""

from __future__ import annotations

from dataclasses import dataclass

from macros import records as r
from macros.handbook import Handbook
from macros.handbook.agenda import partners, to_settle
from macros.handbook.lookup import lists_in_order, phases_in_order, talks_in_order
from macros.handbook.weighing import by_method
from macros.outputs import phrases
from macros.outputs.printed import (
    ADAPTATIONS,
    CONTACTS,
    NEW_IN_TEAM,
    PERSON,
    WHOLE,
    agenda_name,
    draft_name,
    drafts,
    files,
    goes_with,
    is_adapted,
    pack_path,
    pdf_path,
    printed,
    sheet_in,
    title,
    word_path,
)
from macros.outputs.words import word
from macros.records.references import Ref
from macros.records.vocabulary import DraftSort


@dataclass(frozen=True, slots=True)
class Paper:
    """A line of the page of everything to print: a record or a pack, what it is for, and its files."""

    title: str
    text: str
    pdf: str
    word: str = ""
    ref: Ref | None = None

    @property
    def sheet(self) -> str:
        """The name of the sheet; none for a pack."""
        return sheet_in(self.pdf)


@dataclass(frozen=True, slots=True)
class Volume:
    """One of the volumes of the whole handbook: its key among the words, its number, and how many there are."""

    key: str
    number: int
    of: int

    @property
    def pack(self) -> str:
        """The name of its pack."""
        return f"{WHOLE}-{self.key}" if self.number > 1 else WHOLE

    @property
    def label(self) -> str:
        """Its number, in words."""
        return word("pakke.bind", nummer=self.number)

    @property
    def name(self) -> str:
        """What stands in it."""
        return word(f"bind.{self.key}")


def shelves(handbook: Handbook) -> list[tuple[str, list[Paper]]]:
    """Return all there is to print, as readers look for it: the team's own first, then those of a method alone."""
    phases = phases_in_order(handbook)
    contacts = Paper(word("kontaktark.tittel"), word("kontaktark.formål"), pdf_path(CONTACTS))
    adapted = Paper(word("tilpasning.tittel"), word("tilpasning.ingress"), pdf_path(ADAPTATIONS))
    frames: list[r.Frame | r.Conversation] = [*handbook.all(r.Routine).values(), *lists_in_order(handbook)]
    own = [one for one in (*frames, *talks_in_order(handbook)) if not getattr(one, "to_treat", False)]
    asked = list(handbook.all(r.Concern).values())
    person = Paper(word("til_deg.alle"), word(f"indeks_hjelp.{PERSON}"), pdf_path(PERSON))
    method = [record for record in own if by_method(handbook, record.grounds)]
    team = [record for record in own if record not in method]
    actors = [record for record in printed(handbook) if isinstance(record, r.Actor)]
    packs = [
        Paper(word("pakke.ny"), word("pakke.ny_hjelp"), pack_path(NEW_IN_TEAM)),
        *(_pack(handbook, record) for record in (*phases, *actors) if goes_with(handbook, record)),
    ]
    whole = [
        Paper(f"{one.label}: {one.name}", word(f"bind_hjelp.{one.key}"), pack_path(one.pack))
        for one in volumes(handbook)
    ]
    groups = (
        (
            word("ark.teamet"),
            [
                *(_paper(handbook, record) for record in team),
                *([contacts] if handbook.municipality else []),
                *([adapted] if is_adapted(handbook) else []),
            ],
        ),
        (word("kom_i_gang.utkast"), to_treat(handbook)),
        (word(f"indeks.{PERSON}"), [person, *(_paper(handbook, one) for one in asked)] if asked else []),
        (word("indeks.faser"), [_paper(handbook, record) for record in (*phases, *method)]),
        (word("ark.aktører"), [_paper(handbook, record) for record in actors]),
        (word("avklaring.dagsordener"), [_agenda(handbook, actor) for actor in partners(handbook)]),
        (word("ark.pakker"), packs),
        (word("pakke.alt"), whole),
    )
    return [(title, papers) for title, papers in groups if papers]


def volumes(handbook: Handbook) -> list[Volume]:
    """Return the volumes that the whole handbook is printed in: those that something stands in, and always the first.

    One of hundreds of sheets is no good to print, and would be set anew whatever is changed.
    """
    actors = (record for record in printed(handbook) if isinstance(record, r.Actor))
    kinds: dict[str, tuple[type[r.Record], ...]] = {
        "tema": (r.Task, r.Statement),
        "aktorer": (r.Role,),
        "samarbeid": (r.Handover, r.Disclosure, r.OpenPoint, r.Conflict),
        "lister": (r.Checklist, r.Form, r.Conversation, r.Municipality),
        "faser": (r.Phase,),
        "leksjoner": (r.Lesson, r.Exercise),
        "ord": (r.Term, r.Law, r.Source),
    }
    held = {key: any(map(handbook.all, models)) for key, models in kinds.items()}
    held["aktorer"] |= any(actors)
    keys = ["forlopet", *(key for key, found in held.items() if found)]
    return [Volume(key, number, len(keys)) for number, key in enumerate(keys, 1)]


def _paper(handbook: Handbook, record: r.Record) -> Paper:
    paths = files(handbook, record)
    told = getattr(record, "purpose", None) or getattr(record, "aim", None)
    text = handbook.plain(told.paragraphs[0]) if told else ""
    return Paper(title(handbook, record), text, paths["pdf"], paths.get("word", ""), record.ref)


def to_treat(handbook: Handbook) -> list[Paper]:
    """Return what is drafted for the municipality to treat: what is a draft itself, then agreements and letters."""
    frames = [one for one in handbook if isinstance(one, r.Frame) and one.to_treat]
    return [
        *(_paper(handbook, one) for one in frames),
        *(_draft(handbook, sort, actor) for sort, actor in drafts(handbook)),
    ]


def _draft(handbook: Handbook, sort: DraftSort, actor: r.Actor) -> Paper:
    name = draft_name(sort, actor)
    title = f"{word(f'utkast.{sort}')}: {handbook.name(actor.ref)}"
    return Paper(title, word(f"utkast.{sort}_formål"), pdf_path(name), word_path(name))


def _pack(handbook: Handbook, record: r.Record) -> Paper:
    held = len(goes_with(handbook, record))
    return Paper(title(handbook, record), word("pakke.hjelp", antall=held), pack_path(record.id))


def _agenda(handbook: Handbook, actor: r.Actor) -> Paper:
    text = word("avklaring.valgt", antall=len(to_settle(handbook, actor)))
    return Paper(phrases.capital(handbook.name(actor.ref)), text, pdf_path(agenda_name(actor)))
