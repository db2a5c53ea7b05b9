"""Words, conditions and events; and where the sources disagree."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from macros.handbook import Handbook
from macros.outputs.addresses import home
from macros.outputs.pages.linked import of_term
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.phrases import capital
from macros.outputs.words import word
from macros.records import Condition, Conflict, Event, Term


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the word list, each word, and the conflicts with their index."""
    handbook = setting.handbook
    terms = sorted(handbook.all(Term).values(), key=lambda term: term.title.lower())
    conditions, events = list(handbook.all(Condition).values()), list(handbook.all(Event).values())
    letters = [(letter, [*group]) for letter, group in groupby(terms, key=lambda term: term.title[0].upper())]
    title, lead = word("indeks.begreper"), word("indeks_hjelp.begreper")
    yield Page(
        "begreper/",
        title,
        lambda: setting.view.render(
            "terms.html", title=title, lead=lead, terms=terms, letters=letters, conditions=conditions, events=events
        ),
        lead,
        index=True,
    )
    for term in terms:
        title = word("begrep.sidetittel", ord=term.title)
        values = partial(_of_term, handbook, term)
        yield setting.page(home(term), title, "term.html", term, values, short=capital(term.title))
    conflicts = list(handbook.all(Conflict).values())
    yield from setting.index("uenighet", conflicts)
    for conflict in conflicts:
        yield setting.page(home(conflict), conflict.title, "conflict.html", conflict)


def _of_term(handbook: Handbook, term: Term) -> dict[str, object]:
    return {"linked": of_term(handbook, term)}
