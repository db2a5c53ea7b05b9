"""Lists and forms: lines to tick or fill in, and tables to agree on."""

from __future__ import annotations

from macros.content.records import Checklist, Task
from macros.content.records.frames import Frame, Item, ItemFrame, Part
from macros.content.references import Ref
from macros.content.richtext import Text
from macros.outputs import phrases, printed
from macros.outputs.pages.setting import home
from macros.outputs.pages.view import View
from macros.outputs.paper.blocks import Block, Heading, Line, Lines, Points, Sheet, Signatures, Table, Words
from macros.outputs.paper.entries import team_contact, timings_text
from macros.outputs.words import word


def sheet_of_list(view: View, frame: ItemFrame) -> Sheet:
    """Return the sheet of the list or form *frame*."""
    blocks: list[Block] = []
    for part in sorted(frame.parts, key=lambda part: not any(item.first for item in part.items.values())):
        blocks += _part(view, frame, part)
    if frame.signatures:
        names = [phrases.doer_words(view.handbook, who) for who in frame.signatures]
        blocks.append(Signatures(tuple(map(phrases.capital, names))))
    if frame.copies:
        blocks.append(Heading(word("liste_side.eksemplarer")))
        blocks.append(Points(tuple(f"{phrases.capital(view.name(copy.who))}: {copy.what}" for copy in frame.copies)))
    text = (frame.purpose, frame.text) if frame.text else (frame.purpose,)
    return Sheet(
        name=printed.name(frame),
        kind=word(f"kinds.{frame.kind}"),
        title=frame.title,
        page=home(frame),
        about=(frame,),
        lead=(" ".join(view.plain(one) for one in text), *_when(view, frame)),
        contact=team_contact(view.handbook),
        caution=tuple(view.paragraphs(frame.caution)),
        no_names=phrases.no_names(frame),
        blocks=tuple(blocks),
        landscape=frame.landscape,
        large=frame.for_person,
    )


def _when(view: View, frame: Frame) -> list[str]:
    return [timings_text(view.handbook, frame.timings)] if frame.timings else []


def _part(view: View, frame: ItemFrame, part: Part) -> list[Block]:
    title, text = part.title or frame.title, tuple(view.paragraphs(part.text))
    if part.items:
        items = sorted(part.items.values(), key=lambda item: not item.first)
        signed = isinstance(frame, Checklist)
        return [Lines(title, tuple(_line(view, item) for item in items), text, signed=signed)]
    if part.rows:
        rows = tuple(
            tuple("\n".join(_cell(view, ref) for ref in row.cells.get(column, ())) for column in frame.columns)
            for row in part.rows
        )
        return [Table(title, tuple(column.title for column in frame.columns.values()), rows)]
    return [Heading(title), *map(Words, text)]


def _cell(view: View, ref: Ref) -> str:
    """A record in a table's cell, with its conditions."""
    record = view.handbook.get(ref)
    conditions = phrases.condition_words(view.handbook, record.when) if isinstance(record, Task) else ""
    return f"{view.name(ref)} ({conditions})" if conditions else view.name(ref)


def _line(view: View, item: Item) -> Line:
    def plain(text: Text | None) -> str:
        return view.plain(text) if text else ""

    who = phrases.listed([view.name(ref) for ref in view.doers_of(item)])
    conditions = phrases.condition_words(view.handbook, item.when, item.unless)
    aside = "; ".join(part for part in (who, conditions) if part)
    return Line(item.sort, plain(item.text), plain(item.help), phrases.capital(aside), item.first, item.may_be_moot)
