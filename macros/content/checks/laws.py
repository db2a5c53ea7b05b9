"""Provisions: each is used or says why not, an exception names the item of a list, an unread heading says so."""

from __future__ import annotations

from collections.abc import Iterator

from macros.content.checks.finding import Finding
from macros.content.faults import Fault, guess
from macros.handbook import Handbook
from macros.records import Law
from macros.records.inside import part
from macros.records.references import Keys, section_sign
from macros.records.vocabulary import ReadingManner, StandingState
from macros.records.walk import grounds

_TO_BE_USED = {StandingState.IN_FORCE, StandingState.CHANGED_UNREAD}
OUR_HEADING = "(vår overskrift)"


def unused_provisions(handbook: Handbook) -> Iterator[Fault]:
    """Yield a warning for each provision that was read and is in force, that no record mentions and that says not why.

    Warned of and no fault: a municipality that takes a task of the core away cannot mend the law in the core.
    """
    for law in handbook.all(Law).values():
        for number, provision in law.provisions.items():
            ref = part(law.ref, number)
            states = {law.standing.state, law.standing_of(provision).state}
            used = any(one.kind != Law.kind for one in handbook.mentioned_by.get(ref, ()))
            if not used and not provision.unused and states <= _TO_BE_USED:
                remedy = "Bygg en post på den, eller skriv «uten_post: …» med grunnen."
                message = f"Ingen post viser til {law.short} {section_sign(ref)}. {remedy}"
                yield Fault(law.origin.path, law.origin.line, message)


def check_items_named(handbook: Handbook) -> Iterator[Finding]:
    """What rests on a provision that is a list says which item."""
    for record in handbook:
        for keys, ground in grounds(record):
            if ground.provision and not ground.letter and handbook.provision(ground.provision).is_list:
                law = handbook.all(Law)[ground.provision.id.partition(":")[0]]
                remedy = "Skriv «bokstav: …» med bokstaven eller nummeret det gjelder."
                message = f"{law.short} {section_sign(ground.provision)} er en liste. {remedy}"
                yield Finding(record.ref, (*keys, "bestemmelse"), message)


def check_chapters(handbook: Handbook) -> Iterator[Finding]:
    """A chapter names the sections that the law in the records has, and nothing but a chapter names any."""
    for law in handbook.all(Law).values():
        for number, provision in law.provisions.items():
            for place, name in enumerate(provision.covers):
                keys: Keys = ("bestemmelser", number, "paragrafer", place)
                if not number.startswith("kap-"):
                    yield Finding(law.ref, keys, "Bare et kapittel har «paragrafer». Slett feltet.")
                elif name not in law.provisions:
                    remedy = f"Skriv den som under «bestemmelser», eller slett den.{guess(name, law.provisions)}"
                    yield Finding(law.ref, keys, f"Paragrafen «{name}» finnes ikke i {law.short}. {remedy}")


def check_unread_headings(handbook: Handbook) -> Iterator[Finding]:
    """The heading of a provision nobody has read is the editors' own, and says so."""
    for law in handbook.all(Law).values():
        unread = law.read is None or law.read.manner is ReadingManner.OTHER_LAW
        for number, provision in law.provisions.items() if unread else ():
            if not provision.title.endswith(OUR_HEADING):
                message = f"Loven er ikke lest, så overskriften er vår. Avslutt «tittel» med «{OUR_HEADING}»."
                yield Finding(law.ref, ("bestemmelser", number, "tittel"), message)
