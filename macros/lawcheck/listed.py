"""What has changed in the laws, as a list in Markdown that the owner of a routine reads, and goes through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from macros.handbook import Handbook
from macros.handbook.weighing import within
from macros.lawcheck.changes import Edit, Kind, SectionChange
from macros.lawcheck.due import Changed, Taken, Watch, by_owner
from macros.lawcheck.takeup import law_lines, standing, to_write
from macros.lawcheck.touched import Touched
from macros.lawcheck.words import shown
from macros.outputs.markdown import typed
from macros.outputs.phrases import capital, day
from macros.outputs.words import word
from macros.records.references import Ref, section_sign

_MOST: Final = 20
"""How many sections that the records do not have are named, of each kind."""


def listed(handbook: Handbook, found: Watch) -> Iterator[str]:
    """Yield the list, a line or several at a time."""
    every = [one for due in found.laws for one in due.provisions]
    yield "# Endringer i lovene håndboken viser til\n"
    yield _summary(every, found)
    if found.faults:
        yield "\n**Noe kunne ikke leses, så listen kan mangle endringer:**\n"
        yield from (f"- {fault}" for fault in found.faults)
    if every:
        yield "\n~~Strøket~~ er tatt ut av teksten, **uthevet** er nytt. Teksten på Lovdata går foran denne listen."
    yield from _provisions(handbook, found, "Gjenstår å lese", (Taken.UNMARKED, Taken.MARKED))
    yield from _owners(handbook, every)
    yield from _provisions(handbook, found, "Tatt som lest", (Taken.READ,))
    yield from _announced(found)
    yield from _laws(found)
    yield from _to_write(found)
    yield from _others(found)
    if found.without:
        yield "\n## Ikke sammenlignet\n\nEn av mappene, eller begge, har ikke teksten til disse:"
        yield ", ".join(law.title for law in found.without) + "."


def _summary(every: list[Changed], found: Watch) -> str:
    if not every:
        return "Ingen paragraf som håndboken har, er endret."
    unmarked = sum(one.taken is Taken.UNMARKED for one in found.unread)
    seen = f" Sidene sier det ikke ennå for {unmarked} av dem." if unmarked else ""
    places = {touched.use.by for one in every for touched in one.touched}
    return (
        f"Endret av det håndboken har: {len(every)}. Gjenstår å lese: {len(found.unread)}.{seen} "
        f"Poster og punkter som bygger på dem: {len(places)}."
    )


def _provisions(handbook: Handbook, found: Watch, title: str, taken: tuple[Taken, ...]) -> Iterator[str]:
    rows = [(due, one) for due in found.laws for one in due.provisions if one.taken in taken]
    if rows:
        yield f"\n## {title}"
    for due, one in rows:
        yield f"\n### {capital(handbook.name(one.ref))}: {one.change.kind}{_in_force(one)}\n"
        yield from _what_changed(one.change)
        yield from (f"- {_signed(inside.number)}: {inside.kind}" for inside in one.inside)
        yield f"- {standing(handbook, due, one)}"


def _in_force(one: Changed) -> str:
    return f", i kraft {day(one.since)}" if one.since else ""


def _what_changed(change: SectionChange) -> Iterator[str]:
    """Yield what changed in a section: a subsection, or the sentences or items of it that changed, a line."""
    old, new = change.old, change.new
    if change.kind is Kind.MOVED and new:
        yield f"- Nummeret er nå {_signed(new.number)}."
    if old and new and old.title.split() != new.title.split() and not new.repealed:
        yield f"- Overskriften: {shown(old.title.split(), new.title.split())}"
    if change.resplit:
        yield "- Ordene er de samme, men leddene er delt på en annen måte. Se om postene viser til rett ledd."
    for edit in () if change.resplit else change.edits:
        yield from _edit(edit)
    yield from (f"- Fotnoten har fått med: {typed(note[:600])}." for note in change.new_notes)


def _edit(edit: Edit) -> Iterator[str]:
    old, new = edit.old, edit.new
    if old is None or new is None:
        name = f"Nytt {edit.now}. ledd" if new else f"{edit.was}. ledd er tatt ut"
        yield f"- {name}: {shown(old.words if old else (), new.words if new else ())}"
        return
    name = f"{edit.was}. ledd" + (f" (nå {edit.now}. ledd)" if edit.now != edit.was else "")
    if not edit.reworded:
        yield f"- {name}: de samme ordene"
    elif old.items and old.text == new.text and old.after == new.after and len(old.items) == len(new.items):
        yield from _rows(name, "punkt i listen", old.items, new.items)
    elif not old.items and not new.items and len(old.sentences) == len(new.sentences):
        yield from _rows(name, "punktum", old.sentences, new.sentences)
    else:
        yield f"- {name}: {shown(old.words, new.words)}"


def _rows(name: str, what: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for number, (before, after) in enumerate(zip(old, new, strict=True), 1):
        if before != after:
            yield f"- {name}, {number}. {what}: {shown(before.split(), after.split())}"


def _owners(handbook: Handbook, every: list[Changed]) -> Iterator[str]:
    """Yield what each owner must look at, by record: first those that cite the very place that changed."""
    owners = by_owner(every)
    if owners:
        yield "\n## Hvem må se på hva"
    for owner, records in owners.items():
        rows = sorted(records.items())
        changed = [row for row in rows if any(one.what for one in row[1])]
        yield f"\n### Eier: {handbook.name(owner)}\n"
        for ref, touched in changed:
            yield from _row(handbook, "- [ ]", ref, touched)
        if rest := [row for row in rows if row not in changed]:
            yield "\nDisse viser til ledd som ikke er endret, i en paragraf som er det:\n"
            for ref, touched in rest:
                yield from _row(handbook, "-", ref, touched)


def _row(handbook: Handbook, mark: str, ref: Ref, touched: list[Touched]) -> Iterator[str]:
    name = f"{mark} {word(f'kinds.{ref.kind}')}: {typed(handbook.name(ref))}"
    uses = [_use(handbook, one) for one in sorted(touched, key=lambda one: not one.what)]
    if len(uses) == 1:
        yield f"{name} – {uses[0]}"
    else:
        yield name
        yield from (f"    - {use}" for use in uses)


def _use(handbook: Handbook, one: Touched) -> str:
    how = within(one.use.ground) if one.use.ground else f" ({word(f'bruk_kort.{one.use.how.name.lower()}')})"
    what = f": {one.what}" if one.what else ""
    return f"{handbook.name(one.of)}{how}{what} – {one.where.place}"


def _announced(found: Watch) -> Iterator[str]:
    """Yield the coming changes in the provisions of the records, a line each."""
    rows = [(due, one, one.new) for due in found.laws for one in due.announced if one.new]
    if rows:
        yield "\n## Varslede endringer og nye fotnoter\n"
    for due, one, new in rows:
        when = [f"{each.verb.lower()} ved {each.by}, {_day_of(each.on)}" for each in new.announced]
        said = "; ".join(when) if one.kind is Kind.ANNOUNCED else "; ".join(one.new_notes) or "fotnoten er kortere"
        yield f"- {due.law.title} {_signed(one.number)}: {typed(said[:600])}"


def _day_of(on: date | None) -> str:
    return f"i kraft {day(on)}" if on else "dagen er ikke fastsatt"


def _others(found: Watch) -> Iterator[str]:
    """Yield what happened to the sections that the records do not have, a line for each law."""
    rows = [due for due in found.laws if due.others]
    if rows:
        yield "\n## Andre paragrafer i de samme lovene\n"
    for due in rows:
        kinds: dict[Kind, list[str]] = {}
        for one in due.others:
            kinds.setdefault(one.kind, []).append(_named(one))
        said = (f"{kind}: {', '.join(names[:_MOST])}{_more(names)}" for kind, names in kinds.items())
        yield f"- {due.law.title} – {'; '.join(said)}"


def _named(one: SectionChange) -> str:
    title = f" ({typed(one.new.title[:80])})" if one.new and one.new.title and one.kind is Kind.NEW else ""
    now = f" (nå {_signed(one.new.number)})" if one.new and one.kind is Kind.MOVED else ""
    return f"{_signed(one.number)}{title}{now}"


def _more(names: list[str]) -> str:
    return f" og {len(names) - _MOST} til" if len(names) > _MOST else ""


def _laws(found: Watch) -> Iterator[str]:
    """Yield what is to be said of each law as a whole: when its text holds from, and what to write when all is read."""
    rows = [(due, lines) for due in found.laws if (lines := list(law_lines(due)))]
    if rows:
        yield "\n## Lovene som helhet"
    for due, lines in rows:
        yield f"\n### {capital(due.law.title)}\n"
        yield from lines


def _to_write(found: Watch) -> Iterator[str]:
    rows = [(due, one) for due in found.laws for one in due.provisions if one.taken is not Taken.READ]
    if rows:
        yield "\n## Slik skrives det i postene\n"
        yield "Sett inn dagen, rollen som har lest, og hvor teksten ble lest. Står et felt der fra før, bytt det.\n"
    for due, one in rows:
        yield from to_write(due, one)


def _signed(number: str) -> str:
    return section_sign(Ref("bestemmelse", f":{number}"))
