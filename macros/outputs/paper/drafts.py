"""Drafts for the municipality to treat: an agreement with a partner, and a letter that tells it of the team.

They say what the records say, and leave a line where these say nothing. No duty is written here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from macros.handbook.pact import Pact, pact
from macros.handbook.readiness import proven
from macros.handbook.weighing import Footing, weigh
from macros.outputs import phrases, printed
from macros.outputs.paper.blocks import Block, Heading, Line, Lines, Points, Sheet, Signatures, Table, Words
from macros.outputs.paper.facts import reached, team_contact, told_facts
from macros.outputs.told.teller import Teller
from macros.outputs.words import word, words
from macros.records import Actor, Disclosure, Handover, Municipality, OpenPoint, Record, Role, Routine, Task
from macros.records.grounds import Doer
from macros.records.people import Contact
from macros.records.vocabulary import DraftSort, ItemSort

Row = tuple[str, ...]
_WEIGHTS: Final = {"overlevert": (1, 1, 1), "delt": (5, 4, 5), "åpent": (6, 5, 3)}
"""How wide the columns of each table are."""


def sheet_of_draft(teller: Teller, sort: DraftSort, partner: Actor, town: Municipality) -> Sheet:
    """Return the draft of *sort* from *town* to *partner*."""
    letter, found = sort is DraftSort.LETTER, pact(teller.handbook, partner)
    found = _for_a_letter(found) if letter else found
    blocks = _letter(teller, found, town) if letter else _agreement(teller, found, town)
    own = [one for one in teller.handbook.all(Role).values() if one.ref == town.team]
    return Sheet(
        name=printed.draft_name(sort, partner),
        kind=word(f"utkast.{sort}"),
        title=word(f"utkast.{sort}_tittel", kommune=town.title, aktør=teller.name(partner.ref)),
        page=printed.BEGIN,
        about=(town, partner, *own, *found.records),
        lead=(word(f"utkast.{sort}_formål"), word("utkast.loven_først")),
        contact=team_contact(teller.handbook) if letter else "",
        no_names=word("kontaktark.ikke_navn"),
        mark=word("utkast.merke"),
        facts=((word("utkast.laget_av"), _counted(found.records)),),
        blocks=tuple(blocks),
    )


def _agreement(teller: Teller, found: Pact, town: Municipality) -> Iterator[Block]:
    """What is signed, and after it what the sources say that each does and may tell."""
    name = teller.name(found.partner.ref)
    yield _parties(teller, found, town)
    yield from _purpose(teller)
    yield Words(word("utkast.se_vedlegg"))
    if found.open:
        yield _table("åpent", [_open(teller, one) for one in found.open])
    yield _fields("vilkår")
    yield Signatures((town.title, phrases.capital(name)))
    yield Heading(word("utkast.vedlegg"))
    yield _tasks(teller, word("utkast.sammen"), found.joint)
    yield _tasks(teller, word("utkast.gjør", hvem=name), found.theirs)
    yield _tasks(teller, word("utkast.gjør", hvem=word("utkast.vi", kommune=town.title)), found.ours)
    yield _table("overlevert", [_handed(teller, one) for one in found.handed])
    yield _table("delt", [_shared(teller, one) for one in found.shared])


def _letter(teller: Teller, found: Pact, town: Municipality) -> Iterator[Block]:
    """Who the team is and what it wants to hear, and after that what the sources say."""
    yield _fields("adresse")
    yield from _purpose(teller)
    yield Heading(word("utkast.gjør", hvem=word("utkast.vi", kommune=town.title)))
    yield Points(tuple(one.title for one in found.ours))
    if found.open:
        yield Heading(word("utkast.åpent"))
        yield Points(tuple(one.title for one in found.open))
    yield _fields("svar")
    yield Signatures((town.title,))
    yield Heading(word("utkast.vedlegg"))
    yield _tasks(teller, word("utkast.gjør", hvem=teller.name(found.partner.ref)), found.theirs)
    yield _table("delt", [_shared(teller, one) for one in found.shared])


def _for_a_letter(found: Pact) -> Pact:
    """Return what of *found* a letter tells: what the partner does for the team, may tell it, and settles with it."""
    return replace(
        found,
        joint=[],
        handed=[],
        ours=[one for one in found.ours if one.stages],
        theirs=[one for one in found.theirs if found.town.intersection(doer.who for doer in _others(one))],
        shared=[one for one in found.shared if found.inside.intersection(one.teller)],
        open=[one for one in found.open if found.town.intersection(one.settle_with)],
    )


def _others(task: Task) -> tuple[Doer, ...]:
    return (*task.recipients, *task.together_with)


def _parties(teller: Teller, found: Pact, town: Municipality) -> Table:
    """The parties, and how each is reached; room to write where the records do not know."""
    handbook = teller.handbook
    own = handbook.get(town.team)
    contacts = getattr(own, "contacts", ())
    theirs = [one for one in handbook if isinstance(one, Actor | Role) and one.contacts and one.ref in found.inside]
    rows = (
        (town.title, phrases.capital(teller.name(town.team)), "\n".join(map(_reached, contacts))),
        (
            phrases.capital(teller.name(found.partner.ref)),
            "",
            "\n".join(_reached(c) for one in theirs for c in one.contacts),
        ),
        (word("utkast.stengt"), "", ""),
        (word("utkast.leder"), "", ""),
    )
    warned = tuple(dict.fromkeys(teller.plain(one.exceptions) for one in contacts if one.exceptions))
    return Table(word("utkast.parter"), tuple(words("utkast_parter").values()), rows, warned, (3, 3, 5))


def _reached(contact: Contact) -> str:
    return f"{contact.what}:\n{reached(contact)}"


def _purpose(teller: Teller) -> Iterator[Block]:
    """What the team is for, in the words of its routine, and whom that is about."""
    for routine in teller.handbook.all(Routine).values():
        if routine.contact:
            yield Heading(word("utkast.teamet"))
            for text in (routine.purpose, routine.text):
                yield from map(Words, teller.paragraphs(text))


def _tasks(teller: Teller, title: str, tasks: Sequence[Task]) -> Table:
    columns = tuple(words("utkast_oppgaver").values())
    return Table(title, columns, tuple(_task(teller, one) for one in tasks) or (_unsaid(3),), weights=(4, 6, 4))


def _task(teller: Teller, task: Task) -> Row:
    """Return *task* as a row: who does it at which stage, its conditions and times; and how binding it is."""
    beside = {word(f"oppgave.{key}") for key in ("sammen_med", "til", "betaler", "verktoy")}
    limits = [f"{label}: {text}" for label, text in told_facts(teller, task) if label not in beside]
    doers = phrases.capital(phrases.doers_words(teller.handbook, task))
    stages = phrases.listed(teller.names(task.stages)) or word("oppgave.hele_forlopet")
    binding = _binding(weigh(teller.handbook, task).headline)
    return task.title, " · ".join((doers, stages, *limits)), binding


def _binding(headline: Footing | None) -> str:
    """How binding, where it stands, and whether it holds today."""
    if headline is None:
        return word("grunnlag.ingen")
    place = headline.title if headline.by_law else headline.short
    return f"{phrases.strength_words(headline)} – {place}. {phrases.standing_words(headline.standing)}"


def _handed(teller: Teller, one: Handover) -> Row:
    """Return the hand-over *one*; where the sources do not say what proves it, there is room to agree on it."""
    ends = (teller.handbook.all(Task)[ref.id] for ref in (one.gives, one.takes))
    gives, takes = (f"{task.title}\n{phrases.capital(phrases.doers_words(teller.handbook, task))}" for task in ends)
    proof = teller.plain(one.proof) if proven(one) else word("utkast.ikke_sagt")
    consent = f"{word('overlevering.samtykke')}: {teller.plain(one.consent)}" if one.consent else ""
    return gives, takes, "\n".join(filter(None, (proof, consent)))


def _shared(teller: Teller, one: Disclosure) -> Row:
    """Return what may be told: by whom and to whom, what it takes, and the limits of it."""
    between = word(
        "overlevering.fra_til", fra=phrases.listed(teller.names(one.teller)), til=phrases.listed(teller.names(one.told))
    )
    told = dict(told_facts(teller, one))
    apart = {word(f"deling.{key}") for key in ("fra", "til", "hva", "krever", "grenser")}
    takes = [told[word("deling.krever")], *(f"{label}: {text}" for label, text in told.items() if label not in apart)]
    return (
        f"{teller.plain(one.what)}\n{phrases.capital(between)}",
        "\n".join(takes),
        told.get(word("deling.grenser"), "–"),
    )


def _open(teller: Teller, one: OpenPoint) -> Row:
    return f"{one.title} ({phrases.listed(teller.names(one.settle_with))})", "", ""


def _table(key: str, rows: Iterable[Row]) -> Table:
    """Return the table *key*; where the sources say nothing, a row says so, with room for what is agreed."""
    columns = tuple(words(f"utkast_{key}").values())
    return Table(
        word(f"utkast.{key}"),
        columns,
        tuple(rows) or (_unsaid(len(columns)),),
        (word(f"utkast.{key}_tekst"),),
        _WEIGHTS[key],
    )


def _unsaid(columns: int) -> Row:
    return (word("utkast.ikke_sagt"), *[""] * (columns - 1))


def _fields(key: str) -> Lines:
    lines = tuple(Line(ItemSort.FIELD, text) for text in words(f"utkast_{key}").values())
    return Lines(word(f"utkast.{key}"), lines, signed=False)


def _counted(records: Iterable[Record]) -> str:
    """Return how many records of each kind there are."""
    counted = Counter(one.kind for one in records)
    return ", ".join(f"{word(f'utkast_poster.{kind}')} ({count})" for kind, count in counted.items())
