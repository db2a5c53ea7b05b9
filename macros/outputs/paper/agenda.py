"""An agenda on paper: what is to be settled with somebody, who should settle it, and room for what is agreed."""

from __future__ import annotations

from macros.handbook.agenda import of_method, to_settle
from macros.outputs import phrases, printed
from macros.outputs.paper.blocks import Line, Questions, Sheet
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.records import Actor, OpenPoint
from macros.records.vocabulary import ItemSort


def sheet_of_agenda(teller: Teller, actor: Actor) -> Sheet:
    """Return the agenda of a meeting with *actor*; what concerns a method alone stands apart, last."""
    handbook = teller.handbook
    points = to_settle(handbook, actor)
    own = [one for one in points if of_method(handbook, one)]
    parts = ((word("avklaring.spørsmål"), [one for one in points if one not in own]), (word("indeks.faser"), own))
    answer, sign = word("avklaring.enige_om"), word("avklaring.funksjon")
    return Sheet(
        name=printed.agenda_name(actor),
        kind=word("indeks.ikke-beskrevet"),
        title=word("avklaring.tittel", hvem=phrases.capital(teller.name(actor.ref))),
        page="ikke-beskrevet/",
        about=tuple(points),
        lead=(word("avklaring.formål"),),
        no_names=word("kontaktark.ikke_navn"),
        blocks=tuple(
            Questions(title, answer, sign, tuple(_line(teller, one) for one in held)) for title, held in parts if held
        ),
    )


def _line(teller: Teller, point: OpenPoint) -> Line:
    """Return *point* as a question: what is not said, and who should settle it. The page has what the law says."""
    who = phrases.listed(teller.names(point.settle_with))
    text = " ".join(teller.paragraphs(point.text))
    return Line(ItemSort.FIELD, point.title, text, f"{word('avklaring.med')}: {who}")
