"""Flowing documents: a routine, a phase and a talk."""

from __future__ import annotations

from dataclasses import replace

from macros.outputs import phrases, printed
from macros.outputs.pages.frames import held
from macros.outputs.pages.setting import home
from macros.outputs.pages.view import View
from macros.outputs.paper.blocks import Block, Heading, Points, Sheet, Words
from macros.outputs.paper.entries import entry, statement_entry
from macros.outputs.paper.facts import facts_of, frame_facts, kind_of, limits_of, named, team_contact
from macros.outputs.paper.tables import table_of
from macros.outputs.paper.template import fields_of, tables_of
from macros.outputs.words import word
from macros.records import Conversation, Frame, Phase, Record, Statement
from macros.records.frames import Part, Partner
from macros.records.references import Ref
from macros.records.richtext import Text


def sheet_of_frame(view: View, frame: Frame) -> Sheet:
    """Return the sheet of the routine or phase *frame*."""
    handbook = view.handbook
    inside = held(handbook, frame)
    statements = [one for one in view.statements_about(frame.ref) if one not in inside]
    blocks: list[Block] = []
    for part in frame.parts:
        blocks += _part(view, frame, part)
    blocks += _partners(view, frame)
    if isinstance(frame, Phase) and frame.ends:
        ends = word("fase.fast" if frame.fixed_end else "fase.flytende")
        blocks += [Heading(word("fase.slutter")), *_paragraphs(view, frame.ends), Words(f"{ends}.")]
    if statements:
        blocks += [Heading(word("aktør.opplysninger")), *(statement_entry(view, one) for one in statements)]
    return Sheet(
        name=printed.name(frame),
        kind=kind_of(view, frame),
        title=printed.title(handbook, frame),
        page=home(frame),
        about=(frame, *(one for one in (*inside, *statements) if one.ref != frame.ref)),
        lead=(*view.paragraphs(frame.purpose), *view.paragraphs(frame.text)),
        contact=team_contact(handbook) if frame.kind == "rutine" else "",
        facts=frame_facts(view, frame),
        caution=(*limits_of(view, (doer.who for doer in frame.who)), *view.paragraphs(frame.caution)),
        template=fields_of(view, frame),
        annexes=tables_of(frame),
        blocks=tuple(blocks),
    )


def _part(view: View, frame: Frame, part: Part) -> list[Block]:
    blocks: list[Block] = [Heading(part.title)] if part.title else []
    blocks += _paragraphs(view, part.text)
    if part.who:
        who = phrases.listed([phrases.doer_words(view.handbook, doer) for doer in part.who])
        blocks.append(Words(phrases.capital(who), strong=True))
    if part.rows:
        blocks.append(table_of(view, frame, part, part.title or frame.title, ()))
    return [*blocks, *contents_of(view, part.content, numbered=part.numbered)]


def contents_of(view: View, refs: tuple[Ref, ...], *, numbered: bool = False) -> list[Block]:
    """Tell of each record whole, and say of what kind it is; name what has a sheet of its own."""
    blocks: list[Block] = []
    for number, ref in enumerate(refs, 1):
        record = view.handbook.get(ref)
        if not isinstance(record, Record):
            continue
        told = entry(view, record, number if numbered else 0)
        if told and not isinstance(record, Statement):
            told = replace(told, marks=told.marks or word(f"kinds.{ref.kind}"))
        blocks.append(told or Points((named(record),)))
    return blocks


def _paragraphs(view: View, text: Text | None) -> list[Block]:
    return [Words(one) for one in view.paragraphs(text)]


def _partners(view: View, frame: Frame) -> list[Block]:
    blocks: list[Block] = [Heading(word("fase.samarbeid"))] if frame.partners else []
    for permanent, key in ((True, "fase.faste"), (False, "fase.ved_behov"), (None, "")):
        group = [partner for partner in frame.partners if partner.permanent is permanent]
        if group:
            blocks += [Heading(word(key), 3)] if key else []
            blocks.append(Points(tuple(partner_words(view, one) for one in group)))
    return blocks


def partner_words(view: View, partner: Partner) -> str:
    """Return who *partner* is, under what conditions, and what for."""
    conditions = phrases.condition_words(view.handbook, partner.when)
    who = phrases.capital(phrases.listed(view.names(partner.who)))
    remark = f": {view.plain(partner.remark)}" if partner.remark else ""
    said = partner.permanent is False and conditions == word("fase.ved_behov").lower()  # the heading says it
    return f"{who}{f' ({conditions})' if conditions and not said else ''}{remark}"


def sheet_of_talk(view: View, talk: Conversation) -> Sheet:
    """Return the sheet of *talk*: what to bring, ask and leave alone. Nothing is written on it."""
    blocks: list[Block] = [Heading(word("samtale.mål")), *_paragraphs(view, talk.aim)]
    for key, texts in (("ta_med", talk.bring), ("spør_om", talk.ask), ("la_ligge", talk.leave)):
        if texts:
            blocks += [Heading(word(f"samtale.{key}")), Points(tuple(view.plain(text) for text in texts))]
    if talk.write_where:
        blocks += [Heading(word("samtale.skrives")), *_paragraphs(view, talk.write_where)]
    names = phrases.listed([view.name(ref) for ref in talk.who])
    return Sheet(
        name=printed.name(talk),
        kind=kind_of(view, talk),
        title=talk.title,
        page=home(talk),
        about=(talk,),
        lead=tuple(view.paragraphs(talk.text)),
        facts=facts_of(
            ("oppgave.hvem", phrases.capital(names)),
            ("vilkår.overskrift", phrases.condition_words(view.handbook, talk.when)),
            ("oppgave.verktoy", phrases.listed([view.name(ref) for ref in talk.tools])),
        ),
        blocks=tuple(blocks),
    )
