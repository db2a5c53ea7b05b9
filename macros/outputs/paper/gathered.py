"""Sheets that gather one kind of record: the contact sheet, and the chapters that only the whole handbook has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from macros import records as r
from macros.handbook.holders import held_by
from macros.handbook.lookup import handovers_in_order, tasks_about, tasks_of_role
from macros.handbook.readiness import unreachable
from macros.handbook.together import disclosures_in_order
from macros.outputs import phrases, printed
from macros.outputs.addresses import home
from macros.outputs.paper.blocks import Block, Entry, Heading, Points, Sheet, Table
from macros.outputs.paper.entries import entry, statement_entry, task_entry
from macros.outputs.paper.facts import contacts_text, facts_of, reached
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.records.inside import part
from macros.records.references import section_sign


def contact_sheet(teller: Teller) -> Sheet | None:
    """Return functions with their telephone, and room to write in those the records do not know. Never a person."""
    handbook = teller.handbook
    if handbook.municipality is None:
        return None
    known = [one for one in handbook if isinstance(one, r.Actor | r.Role) and one.contacts]
    blank = unreachable(handbook)
    columns = tuple(word(f"kontaktark.{key}") for key in ("funksjon", "for", "telefon"))
    told = tuple(
        (phrases.capital(teller.name(one.ref)), contact.what, reached(contact))
        for one in known
        for contact in one.contacts
    )
    rows = (
        *((phrases.capital(teller.name(one.ref)), "", "") for one in blank),
        (word("kontaktark.legevakt"), word("status.forslag"), ""),  # no source names it
    )
    about = (handbook.municipality, *known)
    warned = tuple(teller.plain(one.exceptions) for record in known for one in record.contacts if one.exceptions)
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


def topics(teller: Teller) -> Iterator[Sheet]:
    """Yield each topic with its tasks and statements, each told whole once, at its own topic."""
    handbook = teller.handbook
    stages = list(handbook.all(r.Stage).values())
    for topic in handbook.all(r.Topic).values():
        tasks = [one.task for one in tasks_about(handbook, topic) if one.task.topics[0] == topic.ref]
        told = [one for one in handbook.all(r.Statement).values() if one.topics[0] == topic.ref]
        blocks: list[Block] = []
        for stage in (None, *stages):
            at = (stage.ref,) if stage else ()
            here: list[Block] = [task_entry(teller, one) for one in tasks if one.stages[:1] == at]
            here += [statement_entry(teller, one) for one in told if one.stages[:1] == at]
            blocks += [Heading(phrases.stage_words(stage)), *here] if here else []
        if blocks:
            yield Sheet(
                name=printed.name(topic),
                kind=word("kinds.tema"),
                title=topic.title,
                page=home(topic),
                about=(topic, *tasks, *told),
                lead=tuple(teller.paragraphs(topic.text)),
                blocks=tuple(blocks),
            )


def gathering(teller: Teller, folder: str) -> Iterator[Sheet]:
    """Yield what is gathered of the kind that has its page at *folder*: secrecy, hand-overs, words, laws and so on."""
    handbook = teller.handbook
    match folder:
        case "taushetsplikt":
            yield from _told(teller, folder, disclosures_in_order(handbook))
        case "hvem-tar-over":
            yield from _told(teller, folder, handovers_in_order(handbook))
        case "ikke-beskrevet":
            yield from _told(teller, folder, handbook.all(r.OpenPoint).values())
        case "uenighet":
            yield from _told(teller, folder, handbook.all(r.Conflict).values())
        case "roller":
            roles = sorted(handbook.all(r.Role).values(), key=lambda role: handbook.name(role.ref))
            yield from _sheet(folder, roles, [_role(teller, one) for one in roles])
        case "begreper":
            terms = sorted(handbook.all(r.Term).values(), key=lambda term: term.title.lower())
            yield from _sheet(folder, terms, [Points(tuple(_term(teller, one) for one in terms))])
        case "lover":
            laws = sorted(handbook.all(r.Law).values(), key=lambda law: law.title.lower())
            yield from _sheet(folder, laws, [_law(teller, one) for one in laws])
        case "kilder":
            sources = list(handbook.all(r.Source).values())
            yield from _sheet(folder, sources, [_source(teller, one) for one in sources])


def _told(teller: Teller, folder: str, records: Iterable[r.Record]) -> Iterator[Sheet]:
    about = list(records)
    yield from _sheet(folder, about, [told for one in about if (told := entry(teller, one, level=2))])


def _sheet(folder: str, about: Sequence[r.Record], blocks: Sequence[Block]) -> Iterator[Sheet]:
    if about:
        title, lead = word(f"indeks.{folder}"), word(f"indeks_hjelp.{folder}")
        yield Sheet(folder, word("side.navn"), title, f"{folder}/", tuple(about), (lead,), blocks=tuple(blocks))


def _role(teller: Teller, role: r.Role) -> Entry:
    """What the role is for, must know and does not do, and its tasks."""
    tasks = [one.task.title for one in tasks_of_role(teller.handbook, role.ref)]
    facts = facts_of(
        ("rolle.ivaretas_av", teller.name(role.held_by) if role.held_by else ""),
        ("rolle.har", phrases.listed(teller.names(one.ref for one in held_by(teller.handbook, role)))),
        ("rolle.må_kunne", " ".join(map(teller.plain, role.must_know))),
        ("rolle.grenser", " ".join(map(teller.plain, role.limits))),
        ("aktør.oppgaver", "; ".join(tasks)),
        ("aktør.tidligere", phrases.listed(list(role.former_names))),
        ("kontakt.overskrift", contacts_text(role.contacts)),
    )
    text = (*teller.paragraphs(role.text), *teller.paragraphs(role.purpose))
    return Entry(phrases.capital(teller.name(role.ref)), 2, text=text, facts=facts)


def _term(teller: Teller, term: r.Term) -> str:
    short = f" ({', '.join(term.short_forms)})" if term.short_forms else ""
    return f"{phrases.capital(term.title)}{short}: {teller.plain(term.text)}"


def _law(teller: Teller, law: r.Law) -> Entry:
    facts = [
        (word("status.overskrift"), phrases.standing_words(law.standing, law)),
        *facts_of(("status.erstattet_av", phrases.listed(teller.names(law.standing.instead)))),
        (word("lov.lest"), phrases.reading_words(teller.handbook, law.read)),
    ]
    for number, one in law.provisions.items():
        sign = phrases.capital(section_sign(part(law.ref, number)))
        text = f"{one.title}. {teller.plain(one.text)}" if one.text else one.title
        notes = [phrases.standing_words(one.standing)] if one.standing else []
        if one.read:
            notes.append(f"{word('lov.paragraf_lest')} {phrases.reading_words(teller.handbook, one.read)}")
        facts.append((sign, f"{text} ({'; '.join(notes)})" if notes else text))
    return Entry(phrases.capital(law.title), 2, text=(law.full_title,), facts=tuple(facts))


def _source(teller: Teller, source: r.Source) -> Entry:
    facts = (
        (word("utdrag.utgiver"), source.publisher),
        (word("utdrag.type"), phrases.kind_words(source.source_type)),
        (word("utdrag.kilden_fra"), source.dated),
        (word("status.overskrift"), phrases.standing_words(source.standing)),
        *facts_of(
            ("status.erstattet_av", phrases.listed(teller.names(source.standing.instead))),
            ("utdrag.lenke", source.link or ""),
        ),
    )
    text = (*teller.paragraphs(source.text), *teller.paragraphs(source.caveat))
    return Entry(source.title, 2, text=text, facts=facts)
