"""Sheets that gather one kind of record: the contact sheet, and the chapters that only the whole handbook has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from macros.content import records as r
from macros.content.references import Ref, section_sign
from macros.handbook.lookup import handovers_in_order, own_tasks, selves, tasks_about, tasks_of_role
from macros.handbook.weighing import by_method
from macros.outputs import phrases, printed
from macros.outputs.pages.setting import home
from macros.outputs.pages.view import View
from macros.outputs.paper.blocks import Block, Entry, Heading, Points, Sheet, Table
from macros.outputs.paper.entries import entry, statement_entry, task_entry
from macros.outputs.paper.facts import contacts_text, facts_of, reached
from macros.outputs.words import word

_PEOPLE: Final = ("personen", "parorende")
"""Those of the actors who are people: their telephones are nobody's to list."""


def contact_sheet(view: View) -> Sheet | None:
    """Return functions with their telephone, and room to write in those the records do not know. Never a person."""
    handbook = view.handbook
    if handbook.municipality is None:
        return None
    known = [one for one in handbook if isinstance(one, r.Actor | r.Role) and one.contacts]
    blank = [one for one in handbook.actors_in_order if one not in known and _works_on_cases(view, one)]
    columns = tuple(word(f"kontaktark.{key}") for key in ("funksjon", "for", "telefon"))
    told = tuple(
        (phrases.capital(view.name(one.ref)), contact.what, reached(contact))
        for one in known
        for contact in one.contacts
    )
    rows = tuple((phrases.capital(view.name(one.ref)), "", "") for one in blank)
    about = (handbook.municipality, *known)
    warned = tuple(view.plain(one.exceptions) for record in known for one in record.contacts if one.exceptions)
    return Sheet(
        name=printed.CONTACTS,
        kind=handbook.municipality.title,
        title=word("kontaktark.tittel"),
        page="",
        about=about,
        lead=(word("kontaktark.formål"),),
        caution=tuple(dict.fromkeys(warned)),
        no_names=word("kontaktark.ikke_navn"),
        blocks=(
            Table(word("kontaktark.kjente"), columns, told),
            Table(word("kontaktark.tomme"), columns, rows),
        ),
    )


def _works_on_cases(view: View, actor: r.Actor) -> bool:
    """Whether *actor* is a body, not the whole of several, that itself does something in a case."""
    handbook = view.handbook
    if actor.id in handbook.ids(actor.kind, *_PEOPLE) or handbook.parts_of(actor):
        return False
    itself = selves(handbook, actor)
    return any(
        not by_method(handbook, (one for one in task.grounds if not one.doers or itself.intersection(one.doers)))
        for task in own_tasks(handbook, actor)
        if any(stage in handbook.course for stage in handbook.stages_of(task))
    )


def topics(view: View) -> Iterator[Sheet]:
    """Yield each topic with its tasks and statements, each told whole once, at its own topic."""
    handbook = view.handbook
    stages = list(handbook.all(r.Stage).values())
    for topic in handbook.all(r.Topic).values():
        tasks = [one.task for one in tasks_about(handbook, topic) if one.task.topics[0] == topic.ref]
        told = [one for one in handbook.all(r.Statement).values() if one.topics[0] == topic.ref]
        blocks: list[Block] = []
        for stage in (None, *stages):
            at = (stage.ref,) if stage else ()
            here: list[Block] = [task_entry(view, one) for one in tasks if one.stages[:1] == at]
            here += [statement_entry(view, one) for one in told if one.stages[:1] == at]
            name = stage.title if stage else phrases.capital(word("oppgave.hele_forlopet"))
            blocks += [Heading(name), *here] if here else []
        if blocks:
            yield Sheet(
                name=printed.name(topic),
                kind=word("kinds.tema"),
                title=topic.title,
                page=home(topic),
                about=(topic, *tasks, *told),
                lead=tuple(view.paragraphs(topic.text)),
                blocks=tuple(blocks),
            )


def gatherings(view: View) -> Iterator[Sheet]:
    """Yield what is gathered kind by kind: secrecy, hand-overs, what is left open, conflicts, words, laws, sources."""
    handbook = view.handbook
    yield from _told(view, "taushetsplikt", handbook.all(r.Disclosure).values())
    yield from _told(view, "hvem-tar-over", handovers_in_order(handbook))
    yield from _told(view, "ikke-beskrevet", handbook.all(r.OpenPoint).values())
    yield from _told(view, "uenighet", handbook.all(r.Conflict).values())
    roles = sorted(handbook.all(r.Role).values(), key=lambda role: handbook.name(role.ref))
    yield from _sheet("roller", roles, [_role(view, one) for one in roles])
    terms = sorted(handbook.all(r.Term).values(), key=lambda term: term.title.lower())
    yield from _sheet("begreper", terms, [Points(tuple(_term(view, one) for one in terms))])
    laws = sorted(handbook.all(r.Law).values(), key=lambda law: law.title.lower())
    yield from _sheet("lover", laws, [_law(view, one) for one in laws])
    sources = list(handbook.all(r.Source).values())
    yield from _sheet("kilder", sources, [_source(view, one) for one in sources])


def _told(view: View, folder: str, records: Iterable[r.Record]) -> Iterator[Sheet]:
    about = list(records)
    yield from _sheet(folder, about, [told for one in about if (told := entry(view, one, level=2))])


def _sheet(folder: str, about: Sequence[r.Record], blocks: Sequence[Block]) -> Iterator[Sheet]:
    if about:
        title, lead = word(f"indeks.{folder}"), word(f"indeks_hjelp.{folder}")
        yield Sheet(folder, word("side.navn"), title, f"{folder}/", tuple(about), (lead,), blocks=tuple(blocks))


def _role(view: View, role: r.Role) -> Entry:
    """What the role is for, must know and does not do, and its tasks."""
    tasks = [one.task.title for one in tasks_of_role(view.handbook, role.ref)]
    facts = facts_of(
        ("rolle.ivaretas_av", view.name(role.held_by) if role.held_by else ""),
        ("rolle.må_kunne", " ".join(map(view.plain, role.must_know))),
        ("rolle.grenser", " ".join(map(view.plain, role.limits))),
        ("aktør.oppgaver", "; ".join(tasks)),
        ("aktør.tidligere", phrases.listed(list(role.former_names))),
        ("kontakt.overskrift", contacts_text(role.contacts)),
    )
    text = (*view.paragraphs(role.text), *view.paragraphs(role.purpose))
    return Entry(phrases.capital(view.name(role.ref)), 2, text=text, facts=facts)


def _term(view: View, term: r.Term) -> str:
    short = f" ({', '.join(term.short_forms)})" if term.short_forms else ""
    return f"{phrases.capital(term.title)}{short}: {view.plain(term.text)}"


def _law(view: View, law: r.Law) -> Entry:
    facts = [
        (word("status.overskrift"), phrases.standing_words(law.standing, law)),
        *facts_of(("status.erstattet_av", phrases.listed(view.names(law.standing.instead)))),
        (word("lov.lest"), phrases.reading_words(law)),
    ]
    for number, one in law.provisions.items():
        sign = phrases.capital(section_sign(Ref("bestemmelse", f"{law.id}:{number}")))
        text = f"{one.title}. {view.plain(one.text)}" if one.text else one.title
        facts.append((sign, text if one.standing is None else f"{text} ({phrases.standing_words(one.standing)})"))
    return Entry(phrases.capital(law.title), 2, text=(law.full_title,), facts=tuple(facts))


def _source(view: View, source: r.Source) -> Entry:
    facts = (
        (word("utdrag.utgiver"), source.publisher),
        (word("utdrag.type"), source.source_type),
        (word("utdrag.kilden_fra"), source.dated),
        (word("status.overskrift"), phrases.standing_words(source.standing)),
        *facts_of(
            ("status.erstattet_av", phrases.listed(view.names(source.standing.instead))),
            ("utdrag.lenke", source.link or ""),
        ),
    )
    text = (*view.paragraphs(source.text), *view.paragraphs(source.caveat))
    return Entry(source.title, 2, text=text, facts=facts)
