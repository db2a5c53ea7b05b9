"""What the handbook itself lacks before a team can begin, in a line each."""

from __future__ import annotations

from collections.abc import Iterator

from macros.handbook.agenda import of_method, to_settle
from macros.handbook.pact import team_of
from macros.handbook.readiness import unproven, unreachable
from macros.outputs import phrases
from macros.outputs.told import lines
from macros.outputs.told.lines import Fact
from macros.outputs.told.teller import Teller
from macros.outputs.words import words
from macros.records import Routine
from macros.records.vocabulary import Approval


def missing(teller: Teller) -> list[Fact]:
    """Return what is missing; what is there is left out."""
    return [fact for fact in _missing(teller) if any(fact.lines)]


def _missing(teller: Teller) -> Iterator[Fact]:
    handbook, town = teller.handbook, teller.handbook.municipality
    yield lines.of_names(teller, "mangler.telefon", [one.ref for one in unreachable(handbook)])
    if town:
        unset = [name for field, name in words("mangler_profil").items() if getattr(town, field) is None]
        yield lines.of_words("mangler.profil", phrases.listed(unset))
    yield lines.of_names(teller, "mangler.bevis", [one.ref for one in unproven(handbook)])
    if team := team_of(handbook):
        points = [one.ref for one in to_settle(handbook, team) if not of_method(handbook, one)]
        yield lines.of_names(teller, "mangler.åpent", points)
    routines = [one for one in handbook.all(Routine).values() if one.contact]
    drafts = [one.ref for one in routines if one.approval is Approval.DRAFT]
    yield lines.of_names(teller, "mangler.ikke_godkjent", drafts)
