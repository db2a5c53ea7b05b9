"""How an owner takes a new text as read: the lines to write in the record, or who read it, and when.

Nothing here says that a text has been read: the day is left open, and the records do not take a day that is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.handbook import Handbook
from macros.lawcheck.changes import Kind
from macros.lawcheck.due import Changed, LawDue, Taken
from macros.outputs.phrases import day
from macros.records.vocabulary import ReadingManner, StandingState

_DAY = "ÅÅÅÅ-MM-DD"


def standing(handbook: Handbook, due: LawDue, one: Changed) -> str:
    """Say whether the new text of *one* has been read, and by whom, or what the pages say meanwhile."""
    number, where = one.ref.id.partition(":")[2], one.where.place
    if one.taken is Taken.READ:
        return f"{_read(handbook, due, number)} ({where})."
    if one.taken is Taken.MARKED:
        return f"Sidene sier at den nye teksten ikke er lest ({where})."
    return f"Sidene sier det ikke ennå ({where})."


def to_write(due: LawDue, one: Changed) -> Iterator[str]:
    """Yield the lines that say of *one* that nobody has read it, or that somebody has: ready to be put in."""
    number, where, change = one.ref.id.partition(":")[2], one.where.place, one.change
    if change.kind is Kind.MOVED and change.new and number == change.number:
        yield f"{where}: Flytt det som står under «{number}», til «{change.new.number}», og la dette stå igjen:"
        yield from _yaml(f'  "{number}": {{flyttet_til: "{change.new.number}"}}')
        return
    if one.taken is Taken.UNMARKED:
        if change.kind is Kind.GONE:
            yield "Se først på Lovdata om paragrafen er opphevet eller har fått nytt nummer."
        state = StandingState.REPEALED if change.kind is Kind.REPEALED else StandingState.CHANGED_UNREAD
        yield f"{where}: Nå, under «{number}»:"
        yield from _yaml(f'    status: {{tilstand: "{state}"}}')
    if one.come:
        yield f"{where}: Vent. Den nye teksten er eldre enn endringen ved {one.come.by}. Hent en nyere.\n"
    elif change.kind not in (Kind.REPEALED, Kind.GONE):
        yield f"{where}: Når den nye teksten er lest, og posten er rett, i stedet for «status»:"
        how = f"hvordan: {ReadingManner.UNOFFICIAL_COPY}, avtrykk: {one.imprint}"
        lest = f"    lest: {{dato: {_DAY}, av: {due.law.head.owner.id}, {how}}}"
        yield from _yaml(f"    tekst_fra: {one.since or _DAY}", lest)


def _yaml(*lines: str) -> Iterator[str]:
    yield from ("\n```yaml", *lines, "```\n")


def _read(handbook: Handbook, due: LawDue, number: str) -> str:
    provision = due.law.provisions[number]
    reading = provision.read or due.law.read
    if provision.standing is not None and provision.standing.state is StandingState.REPEALED:
        return "Står som opphevet i posten"
    by = f" av {handbook.name(reading.by)}" if reading and reading.by else ""
    return f"Lest {day(reading.on)}{by}" if reading else "Lest"


def law_lines(due: LawDue) -> Iterator[str]:
    """Yield what to say of the law as a whole; nothing when its head is as the record has it."""
    law, old, new = due.law, due.old, due.new
    if new.in_force and not old.in_force:
        yield f"- Loven er trådt i kraft{f' {day(new.holds_from)}' if new.holds_from else ''}. Les den på nytt."
        return
    if old.holds_from and new.holds_from and new.holds_from < old.holds_from:
        yield "- Den nye mappen har en eldre tekst enn den gamle. Se om du har byttet dem om."
        return
    if law.changed_on and old.holds_from and old.holds_from != law.changed_on and new.holds_from != law.changed_on:
        yield (
            f"- Den gamle mappen har teksten fra {day(old.holds_from)}, men posten sier at teksten fra "
            f"{day(law.changed_on)} ble lest. Endringer mellom dem står ikke her."
        )
        return
    if new.holds_from is None or law.changed_on is None or new.holds_from <= law.changed_on:
        return
    yield f"- Teksten gjelder nå fra {day(new.holds_from)}. Posten har {day(law.changed_on)} ({law.origin.path})."
    if any(one.taken is Taken.UNMARKED for one in due.provisions):
        yield "- Skriv først tilstanden på paragrafene som er endret. Kjør så kommandoen igjen."
        return
    yield "- Resten av det håndboken har, er ord for ord som det som var lest. Bytt øverst i posten:"
    lest = f"lest: {{dato: {_DAY}, av: {law.head.owner.id}, hvordan: {ReadingManner.COMPARED}}}"
    yield from _yaml(f"tekst_fra: {new.holds_from}", lest)
