"""What a sheet says of a record in a line each: whom it is for, when, how binding, what is not settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from macros.handbook import Handbook
from macros.handbook.crucial import Crucial
from macros.handbook.weighing import Footing, by_method
from macros.outputs import phrases
from macros.outputs.paper.blocks import Fact
from macros.outputs.told.facts import facts
from macros.outputs.told.lines import of_times, plain
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.records import Actor, Conversation, Frame, Phase, Record
from macros.records.frames import Item
from macros.records.grounds import Timing
from macros.records.people import Contact
from macros.records.references import Ref


def facts_of(*pairs: tuple[str, str]) -> tuple[Fact, ...]:
    """Return those of *pairs* that say something, each with its label in words."""
    return tuple((word(key), text) for key, text in pairs if text)


def told_facts(teller: Teller, record: Record | Item) -> tuple[Fact, ...]:
    """Return what *record* says in a line each, as plain words."""
    return tuple((fact.label, plain(fact)) for fact in facts(teller, record))


def frame_facts(teller: Teller, frame: Frame) -> tuple[Fact, ...]:
    """Return who uses *frame*, when and for whom, and what the sources disagree on."""
    return (*told_facts(teller, frame), *facts_of(("oppgave.uenighet", conflicts_text(teller, frame.ref))))


def kind_of(teller: Teller, record: Frame | Conversation) -> str:
    """Return what *record* is, and that it is a method's where it rests on nothing else."""
    method = word("indeks.faser")
    if isinstance(record, Phase):
        return method
    kind = word(f"kinds.{record.kind}")
    return f"{kind} – {method}" if by_method(teller.handbook, record.grounds) else kind


def mark_of(frame: Frame) -> str:
    """Return what every page of *frame* says that it is, when it is a draft to treat."""
    return word("utkast.merke") if frame.to_treat else ""


def limits_of(teller: Teller, refs: Iterable[Ref]) -> tuple[str, ...]:
    """Return what the actors among *refs* do not do; it stands on top wherever their work is."""
    actors = [actor for ref in refs if isinstance(actor := teller.handbook.get(ref), Actor) and actor.limits]
    return tuple(
        f"{word('ark.grenser', aktør=teller.name(actor.ref))}: {'. '.join(teller.names(actor.limits))}."
        for actor in actors
    )


def crucial_words(teller: Teller, found: Iterable[Crucial]) -> tuple[str, ...]:
    """Tell what must not fail a line each: who does it, where it stands, and whom to ask where that is left open."""
    lines = []
    for one in found:
        doers = phrases.listed(teller.names(one.doers)) or word("punkt.kilden_sier_ikke_hvem")
        lists = ", ".join(dict.fromkeys(frame.title for _, frame in one.lists))
        asked = [f"{point.title} – {word('avklaring.spør')} {phrases.listed(teller.names(point.settle_with))}."
                 for point in one.points]  # fmt: skip
        lines.append(" ".join([f"{teller.plain(one.text)} – {doers}. {lists}.", *asked]))
    return tuple(lines)


def conflicts_text(teller: Teller, ref: Ref) -> str:
    """Name the disagreements between the sources that concern *ref*."""
    return phrases.listed([f"«{conflict.title}»" for conflict in teller.conflicts(ref)])


def team_contact(handbook: Handbook) -> str:
    """Whom to call, and the number: a sheet must do without the site."""
    if handbook.municipality is None:
        return ""
    ref = handbook.municipality.team
    phones = [contact.phone for contact in getattr(handbook.get(ref), "contacts", ()) if contact.phone]
    name = f"{phrases.capital(handbook.name(ref))}, {handbook.municipality.title}"
    return f"{word('ark.ring')}: {', '.join(phones)} ({name})" if phones else ""


def reached(contact: Contact) -> str:
    """Return how to reach a function, a line each."""
    return "\n".join(part for part in (contact.phone, contact.email, contact.url) if part)


def contacts_text(contacts: Sequence[Contact]) -> str:
    """Return what each of *contacts* is for, and how it is reached."""
    return "; ".join(f"{one.what}: {reached(one)}" for one in contacts)


def marks(headline: Footing | None) -> str:
    """How binding, by what kind of source, and whether it holds today."""
    if headline is None:
        return word("grunnlag.ingen")
    standing = phrases.standing_words(headline.standing)
    kind = phrases.capital(phrases.kind_words(headline.source_type))
    return " · ".join(dict.fromkeys((phrases.strength_words(headline), kind, standing)))


def timings_text(teller: Teller, timings: Sequence[Timing]) -> str:
    """Return *timings* in one line; several of one sort are alternatives."""
    return plain(of_times(teller, timings))


def named(record: Record) -> str:
    """Return what *record* is and what it is called, without saying «Sjekkliste: Sjekkliste ved løslatelse»."""
    kind = word(f"kinds.{record.kind}")
    return record.title if record.title.startswith(kind) else f"{kind}: {record.title}"
