"""Lists and forms: lines to tick or fill in, and tables to agree on."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from macros.handbook.lookup import held
from macros.outputs import phrases, printed
from macros.outputs.addresses import home
from macros.outputs.paper.blocks import Block, Entry, Heading, Line, Lines, Sheet, Signatures, Table, Words
from macros.outputs.paper.documents import contents_of
from macros.outputs.paper.facts import frame_facts, kind_of, limits_of, mark_of, team_contact, timings_text
from macros.outputs.paper.pictures import blocks_beside
from macros.outputs.paper.tables import table_of
from macros.outputs.paper.template import fields_of, tables_of
from macros.outputs.told.lines import plain
from macros.outputs.told.missing import missing
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.records import Checklist, Record, Task
from macros.records.frames import Frame, Item, ItemFrame, Part
from macros.records.references import Ref
from macros.records.richtext import Text
from macros.records.vocabulary import ItemSort

_ROOM: Final = 10
"""How many lines there are to write what is missing on."""


def sheet_of_list(teller: Teller, frame: ItemFrame) -> Sheet:
    """Return the sheet of the list or form *frame*. What is only good to know about it stays on the site: one sheet."""
    blocks: list[Block] = []
    for part in sorted(frame.parts, key=lambda part: not any(item.first for item in part.items.values())):
        blocks += _part(teller, frame, part)
    if frame.signatures:
        names = [phrases.doer_words(teller.handbook, who) for who in frame.signatures]
        blocks.append(Signatures(tuple(map(phrases.capital, names))))
    if frame.copies:
        copies = " ".join(f"{phrases.capital(teller.name(copy.who))}: {copy.what}" for copy in frame.copies)
        blocks.append(Words(f"{word('liste_side.eksemplarer')}? {copies}", strong=True))
    if frame.gathers:
        blocks += _gathered(teller)
    blocks += blocks_beside(teller, frame)
    text = (frame.purpose, frame.text) if frame.text else (frame.purpose,)
    return Sheet(
        name=printed.name(frame),
        kind=kind_of(teller, frame),
        title=frame.title,
        page=home(frame),
        about=(frame, *held(teller.handbook, frame), *_behind(teller, frame)),
        lead=(" ".join(teller.plain(one) for one in text), *_in_short(teller, frame)),
        contact=team_contact(teller.handbook),
        caution=tuple(teller.paragraphs(frame.caution)),
        no_names=phrases.no_names(frame),
        mark=mark_of(frame),
        blocks=tuple(blocks),
        template=fields_of(teller, frame),
        annexes=tables_of(frame),
        landscape=frame.landscape,
        large=frame.for_person,
    )


def _gathered(teller: Teller) -> list[Block]:
    """Room to write down what is missing, who sees to it and when; and what the handbook itself lacks."""
    columns = (word("mangler.hva"), word("mangler.hvem"), word("mangler.innen"))
    room = Table(word("mangler.tittel"), columns, (("", "", ""),) * _ROOM, (word("mangler.tom"),), (6, 4, 2))
    seen = tuple((fact.label, plain(fact)) for fact in missing(teller))
    return [room, Entry(word("mangler.sett"), 2, text=(word("mangler.sett_hjelp"),), facts=seen)] if seen else [room]


def _behind(teller: Teller, frame: ItemFrame) -> list[Record]:
    """The tasks that the items stand for: they say who does it."""
    tasks = (teller.handbook.get(item.task) for part in frame.parts for item in part.items.values() if item.task)
    return [task for task in tasks if isinstance(task, Task)]


def _has_facts(frame: Frame) -> bool:
    """Whether the sheet of *frame* says whose it is; one that is the person's own, or signed by them, does not."""
    return isinstance(frame, ItemFrame) and not (frame.for_person or frame.signatures)


def _on_top(frame: Frame, doers: list[Ref]) -> bool:
    """Whether the top of the sheet of *frame* names just *doers*."""
    return _has_facts(frame) and [doer.who for doer in frame.who] == doers


def _in_short(teller: Teller, frame: ItemFrame) -> list[str]:
    """The facts of *frame* in one paragraph."""
    if not _has_facts(frame):
        return []
    time = word("tid.overskrift")  # a time says itself what sort it is
    facts = [text if label == time else f"{label}: {text}" for label, text in frame_facts(teller, frame)]
    return [" · ".join(facts), *limits_of(teller, (doer.who for doer in frame.who))] if facts else []


def _part(teller: Teller, frame: Frame, part: Part) -> list[Block]:
    title, text = part.title or frame.title, list(teller.paragraphs(part.text))
    if part.who:
        who = phrases.listed([phrases.doer_words(teller.handbook, doer) for doer in part.who])
        text.append(f"{word('oppgave.hvem')}: {who}")
    blocks: list[Block] = []
    if part.items:
        items = sorted(part.items.items(), key=lambda pair: not pair[1].first)
        lines = tuple(_line(teller, frame, item, teller.item_ref(frame, name)) for name, item in items)
        if title == word("punkt.dette_må_ikke_svikte"):  # each line need not say it again
            lines = tuple(replace(line, first=False) for line in lines)
        blocks.append(Lines(title, lines, tuple(text), signed=isinstance(frame, Checklist)))
    if part.rows:
        blocks.append(table_of(teller, frame, part, title, () if part.items else tuple(text)))
    if not blocks:
        blocks += [Heading(title), *map(Words, text)]
    return [*blocks, *contents_of(teller, part.content)]


def _line(teller: Teller, frame: Frame, item: Item, ref: Ref) -> Line:
    """Return *item* as a line. It says who does it where that is another than whom the top of the sheet names."""

    def plain(text: Text | None) -> str:
        return teller.plain(text) if text else ""

    doers = teller.doers_of(item)
    who = "" if _on_top(frame, doers) else phrases.listed(teller.names(doers))
    conditions = phrases.condition_words(teller.handbook, item.when, item.unless)
    conditions = f"{word('vilkår.overskrift').lower()}: {conditions}" if item.when else conditions
    stages = phrases.listed(teller.names(item.stages))
    times = timings_text(teller, item.timings)
    left = phrases.listed([f"«{point.title}»" for point in teller.open_points(ref)])
    left = f"{word('avklaring.overskrift').lower()}: {left}" if left else ""
    aside = "; ".join(part for part in (who, conditions, stages, times, left) if part)
    moot = item.moot and item.sort is ItemSort.TICK
    return Line(item.sort, plain(item.text), plain(item.help), phrases.capital(aside), item.first, moot)
