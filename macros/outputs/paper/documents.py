"""Flowing documents: a routine, a phase and a talk."""

from __future__ import annotations

from dataclasses import replace

from macros.handbook.lookup import held
from macros.outputs import phrases, printed
from macros.outputs.addresses import home
from macros.outputs.paper.blocks import Block, Heading, Points, Sheet, Words
from macros.outputs.paper.entries import entry, statement_entry
from macros.outputs.paper.facts import frame_facts, kind_of, limits_of, mark_of, named, team_contact, told_facts
from macros.outputs.paper.pictures import blocks_beside
from macros.outputs.paper.tables import table_of
from macros.outputs.paper.template import fields_of, tables_of
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.records import Conversation, Frame, Phase, Record, Statement
from macros.records.frames import Part, Partner
from macros.records.references import Ref
from macros.records.richtext import Text


def sheet_of_frame(teller: Teller, frame: Frame) -> Sheet:
    """Return the sheet of the routine or phase *frame*."""
    handbook = teller.handbook
    inside = held(handbook, frame)
    statements = [one for one in teller.statements_about(frame.ref) if one not in inside]
    blocks: list[Block] = []
    for part in frame.parts:
        blocks += _part(teller, frame, part)
    blocks += _partners(teller, frame)
    if isinstance(frame, Phase) and frame.ends:
        ends = word("fase.fast" if frame.fixed_end else "fase.flytende")
        blocks += [Heading(word("fase.slutter")), *_paragraphs(teller, frame.ends), Words(f"{ends}.")]
    blocks += blocks_beside(teller, frame)
    if statements:
        blocks += [Heading(word("aktør.opplysninger")), *(statement_entry(teller, one) for one in statements)]
    return Sheet(
        name=printed.name(frame),
        kind=kind_of(teller, frame),
        title=printed.title(handbook, frame),
        page=home(frame),
        about=(frame, *(one for one in (*inside, *statements) if one.ref != frame.ref)),
        lead=(*teller.paragraphs(frame.purpose), *teller.paragraphs(frame.text)),
        contact=team_contact(handbook) if frame.kind == "rutine" else "",
        facts=frame_facts(teller, frame),
        caution=(*limits_of(teller, (doer.who for doer in frame.who)), *teller.paragraphs(frame.caution)),
        mark=mark_of(frame),
        template=fields_of(teller, frame),
        annexes=tables_of(frame),
        blocks=tuple(blocks),
    )


def _part(teller: Teller, frame: Frame, part: Part) -> list[Block]:
    blocks: list[Block] = [Heading(part.title)] if part.title else []
    blocks += _paragraphs(teller, part.text)
    if part.who:
        who = phrases.listed([phrases.doer_words(teller.handbook, doer) for doer in part.who])
        blocks.append(Words(phrases.capital(who), strong=True))
    if part.rows:
        blocks.append(table_of(teller, frame, part, part.title or frame.title, ()))
    return [*blocks, *contents_of(teller, part.content, numbered=part.numbered)]


def contents_of(teller: Teller, refs: tuple[Ref, ...], *, numbered: bool = False) -> list[Block]:
    """Tell of each record whole, and say of what kind it is; name what has a sheet of its own."""
    blocks: list[Block] = []
    for number, ref in enumerate(refs, 1):
        record = teller.handbook.get(ref)
        if not isinstance(record, Record):
            continue
        told = entry(teller, record, number if numbered else 0)
        if told and not isinstance(record, Statement):
            told = replace(told, marks=told.marks or word(f"kinds.{ref.kind}"))
        blocks.append(told or Points((named(record),)))
    return blocks


def _paragraphs(teller: Teller, text: Text | None) -> list[Block]:
    return [Words(one) for one in teller.paragraphs(text)]


def _partners(teller: Teller, frame: Frame) -> list[Block]:
    blocks: list[Block] = [Heading(word("fase.samarbeid"))] if frame.partners else []
    for permanent, key in ((True, "fase.faste"), (False, "fase.ved_behov"), (None, "")):
        group = [partner for partner in frame.partners if partner.permanent is permanent]
        if group:
            blocks += [Heading(word(key), 3)] if key else []
            blocks.append(Points(tuple(partner_words(teller, one) for one in group)))
    return blocks


def partner_words(teller: Teller, partner: Partner) -> str:
    """Return who *partner* is, under what conditions, and what for."""
    conditions = phrases.condition_words(teller.handbook, partner.when)
    who = phrases.capital(phrases.listed(teller.names(partner.who)))
    remark = f": {teller.plain(partner.remark)}" if partner.remark else ""
    said = partner.permanent is False and conditions == word("fase.ved_behov").lower()  # the heading says it
    return f"{who}{f' ({conditions})' if conditions and not said else ''}{remark}"


def sheet_of_talk(teller: Teller, talk: Conversation) -> Sheet:
    """Return the sheet of *talk*: what to bring, ask and leave alone. Nothing is written on it."""
    blocks: list[Block] = [Heading(word("samtale.mål")), *_paragraphs(teller, talk.aim)]
    for key, texts in (("ta_med", talk.bring), ("spør_om", talk.ask), ("la_ligge", talk.leave)):
        if texts:
            blocks += [Heading(word(f"samtale.{key}")), Points(tuple(teller.plain(text) for text in texts))]
    if talk.write_where:
        blocks += [Heading(word("samtale.skrives")), *_paragraphs(teller, talk.write_where)]
    return Sheet(
        name=printed.name(talk),
        kind=kind_of(teller, talk),
        title=talk.title,
        page=home(talk),
        about=(talk,),
        lead=tuple(teller.paragraphs(talk.text)),
        facts=told_facts(teller, talk),
        blocks=tuple(blocks),
    )
