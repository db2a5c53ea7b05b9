"""Lists and forms: lines to tick or fill in, and tables to agree on."""

from __future__ import annotations

from macros.content.records import Checklist, Record, Task
from macros.content.records.frames import Frame, Item, ItemFrame, Part
from macros.content.references import Ref
from macros.content.richtext import Text
from macros.content.vocabulary import ItemSort
from macros.outputs import phrases, printed
from macros.outputs.pages.frames import held
from macros.outputs.pages.setting import home
from macros.outputs.pages.view import View
from macros.outputs.paper.blocks import Block, Heading, Line, Lines, Sheet, Signatures, Words
from macros.outputs.paper.documents import contents_of
from macros.outputs.paper.facts import frame_facts, kind_of, limits_of, team_contact, timings_text
from macros.outputs.paper.tables import table_of
from macros.outputs.paper.template import fields_of, tables_of
from macros.outputs.words import word


def sheet_of_list(view: View, frame: ItemFrame) -> Sheet:
    """Return the sheet of the list or form *frame*. What is only good to know about it stays on the site: one sheet."""
    blocks: list[Block] = []
    for part in sorted(frame.parts, key=lambda part: not any(item.first for item in part.items.values())):
        blocks += _part(view, frame, part)
    if frame.signatures:
        names = [phrases.doer_words(view.handbook, who) for who in frame.signatures]
        blocks.append(Signatures(tuple(map(phrases.capital, names))))
    if frame.copies:
        copies = " ".join(f"{phrases.capital(view.name(copy.who))}: {copy.what}" for copy in frame.copies)
        blocks.append(Words(f"{word('liste_side.eksemplarer')}? {copies}", strong=True))
    text = (frame.purpose, frame.text) if frame.text else (frame.purpose,)
    return Sheet(
        name=printed.name(frame),
        kind=kind_of(view, frame),
        title=frame.title,
        page=home(frame),
        about=(frame, *held(view.handbook, frame), *_behind(view, frame)),
        lead=(" ".join(view.plain(one) for one in text), *_in_short(view, frame)),
        contact=team_contact(view.handbook),
        caution=tuple(view.paragraphs(frame.caution)),
        no_names=phrases.no_names(frame),
        blocks=tuple(blocks),
        template=fields_of(view, frame),
        annexes=tables_of(frame),
        landscape=frame.landscape,
        large=frame.for_person,
    )


def _behind(view: View, frame: ItemFrame) -> list[Record]:
    """The tasks that the items stand for: they say who does it."""
    tasks = (view.handbook.get(item.task) for part in frame.parts for item in part.items.values() if item.task)
    return [task for task in tasks if isinstance(task, Task)]


def _in_short(view: View, frame: ItemFrame) -> list[str]:
    """The facts of *frame* in one paragraph; a sheet that is the person's own, or signed by them, has none."""
    if frame.for_person or frame.signatures:
        return []
    time = word("tid.overskrift")  # a time says itself what sort it is
    facts = [text if label == time else f"{label}: {text}" for label, text in frame_facts(view, frame)]
    return [" · ".join(facts), *limits_of(view, (doer.who for doer in frame.who))] if facts else []


def _part(view: View, frame: Frame, part: Part) -> list[Block]:
    title, text = part.title or frame.title, list(view.paragraphs(part.text))
    if part.who:
        who = phrases.listed([phrases.doer_words(view.handbook, doer) for doer in part.who])
        text.append(f"{word('oppgave.hvem')}: {who}")
    blocks: list[Block] = []
    if part.items:
        items = sorted(part.items.items(), key=lambda pair: not pair[1].first)
        lines = tuple(_line(view, item, view.item_ref(frame, name)) for name, item in items)
        blocks.append(Lines(title, lines, tuple(text), signed=isinstance(frame, Checklist)))
    if part.rows:
        blocks.append(table_of(view, frame, part, title, () if part.items else tuple(text)))
    if not blocks:
        blocks += [Heading(title), *map(Words, text)]
    return [*blocks, *contents_of(view, part.content)]


def _line(view: View, item: Item, ref: Ref) -> Line:
    def plain(text: Text | None) -> str:
        return view.plain(text) if text else ""

    who = phrases.listed(view.names(view.doers_of(item)))
    conditions = phrases.condition_words(view.handbook, item.when, item.unless)
    conditions = f"{word('vilkår.overskrift').lower()}: {conditions}" if item.when else conditions
    stages = phrases.listed(view.names(item.stages))
    times = timings_text(view.handbook, item.timings)
    left = phrases.listed([f"«{point.title}»" for point in view.open_points(ref)])
    left = f"{word('avklaring.overskrift').lower()}: {left}" if left else ""
    aside = "; ".join(part for part in (who, conditions, stages, times, left) if part)
    moot = item.moot and item.sort is ItemSort.TICK
    return Line(item.sort, plain(item.text), plain(item.help), phrases.capital(aside), item.first, moot)
