"""What differs, told to the routine's owner: by owner and topic, word by word where the words are others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from macros.diff.differences import Difference, Differences, How
from macros.diff.sheet import Block, Heading, Item, Paragraph, Run, Runs, Table
from macros.diff.versions import Version
from macros.handbook import Handbook
from macros.outputs.phrases import capital, day
from macros.outputs.told.differing import FieldChange
from macros.outputs.told.units import Lines, labelled
from macros.outputs.words import word
from macros.records import Change, Topic
from macros.records.kinds import KINDS
from macros.records.references import Ref

_ALIKE = 0.35
"""Two lines with less in common than this are told as one that is gone and one that is new."""


def told(found: Differences) -> Iterator[Block]:
    """Yield what a report of *found* is made of."""
    yield Heading(1, word("diff.tittel"))
    yield Paragraph((Run(word("diff.fra_til", fra=_named(found.old), til=_named(found.new))),))
    if not (found.found or found.heads or found.others or found.notes_without_change):
        yield Paragraph((Run(word("diff.likt")),))
        return
    yield from _summary(found)
    yield from _missing_notes(found)
    yield from _by_owner(found)
    if searched := [one for one in found.found if one.only_searched]:
        yield Heading(2, word("diff.søkeord", antall=len(searched)))
        for one in searched:
            yield Item((*_title(one)[:1], Run(": "), *_word_by_word(*(_row(lines) for lines in _sides(one)))[1]))
    if found.heads:
        yield Heading(2, word("diff.forvaltning"))
        for head in found.heads:
            yield Item((Run(head.path, "strong"),))
            yield from _fields(head.fields)
    if found.others:
        yield Heading(2, word("diff.filer"))
        yield from (Item((Run(f"{path}: {word(f'diff.{how.value}')}"),)) for how, path in found.others)


def _sides(one: Difference) -> tuple[Lines, Lines]:
    return one.fields[0].before, one.fields[0].now


def _row(lines: Lines) -> str:
    return ", ".join(lines) or "–"


def _named(version: Version) -> str:
    return f"{version.name} ({day(version.on)})" if version.on else version.name


def _summary(found: Differences) -> Iterator[Block]:
    """Yield how many of each kind are new, changed, moved or gone."""
    counts = Counter((one.unit.ref.kind, one.how) for one in found.found)
    rows = [
        (word(f"flere.{kind}"), *(str(counts[kind, how] or "–") for how in How))
        for kind in _kinds()
        if any(counts[kind, how] for how in How)
    ]
    if rows:
        yield Table((word("diff.hva"), *(capital(word(f"diff.{how.value}")) for how in How)), tuple(rows))


def _kinds() -> list[str]:
    inside = {"lov": "bestemmelse", "kilde": "utdrag", "skjema": "punkt"}
    return [name for kind in KINDS for name in (kind.name, inside.get(kind.name, "")) if name]


def _missing_notes(found: Differences) -> Iterator[Block]:
    """Yield what changed without a note that says so, and the notes that tell of no change."""
    whole = {one.unit.ref for one in found.found if one.how in (How.ADDED, How.REMOVED)}
    untold = [one for one in found.found if one.untold and not (one.unit.is_part and one.unit.record.ref in whole)]
    if untold:
        yield Heading(2, word("diff.uten_notat", antall=len(untold)))
        yield Paragraph((Run(word("diff.uten_notat_hjelp")),))
        for one in untold:
            where = one.unit.record.origins[-1]
            yield Item((*_title(one), Run(f" – {where.place}")))
    if found.notes_without_change:
        yield Heading(2, word("diff.uten_endring", antall=len(found.notes_without_change)))
        for (_, what), paths in found.notes_without_change.items():
            yield Item((Run(f"«{what}» – {', '.join(paths)}"),))


def _by_owner(found: Differences) -> Iterator[Block]:
    owners: dict[str, list[Difference]] = {}
    for one in found.found:
        if one.only_searched:
            continue
        handbook = found.new.handbook if one.now else found.old.handbook
        owners.setdefault(handbook.name(one.unit.record.head.owner), []).append(one)
    for owner in sorted(owners):
        yield Heading(2, word("diff.eier", eier=capital(owner), antall=len(owners[owner])))
        sections: dict[str, list[Difference]] = {}
        for one in owners[owner]:
            sections.setdefault(_section(one, found), []).append(one)
        for section in sorted(sections, key=lambda name: _place(found.new.handbook, name)):
            yield Heading(3, section)
            yield from _section_told(sections[section])


def _section(one: Difference, found: Differences) -> str:
    """Return what *one* is put under: its first topic, or what its kind is called."""
    topics: tuple[Ref, ...] = getattr(one.unit.record, "topics", ())
    handbook = found.new.handbook if one.now else found.old.handbook
    return handbook.name(topics[0]) if topics else word(f"flere.{one.unit.record.kind}")


def _place(handbook: Handbook, section: str) -> int:
    topics = [topic.title for topic in handbook.all(Topic).values()]
    order = [*topics, *(word(f"flere.{kind.name}") for kind in KINDS)]
    return order.index(section) if section in order else len(topics)


def in_words(found: list[Difference]) -> Iterator[Block]:
    """Yield what is told of each of *found*, under the name of it."""
    yield from _section_told(found)


def _section_told(list_: list[Difference]) -> Iterator[Block]:
    whole = {one.unit.ref: one for one in list_ if not one.unit.is_part and one.how in (How.ADDED, How.REMOVED)}
    for one in list_:
        if one.unit.is_part and one.unit.record.ref in whole:
            continue
        yield Heading(4, "", _title(one))
        if one.how is How.MOVED and one.was:
            yield Item((Run(word("diff.het", navn=one.was.title, id=str(one.was.ref), ny=str(one.unit.ref))),))
        if one.gone_to:
            yield Item((Run(word("diff.inngår", id=str(one.gone_to))),))
        yield from _notes(one.notes)
        yield from _fields(one.fields)
        inside = [part for part in list_ if part.unit.is_part and part.unit.record.ref == one.unit.ref in whole]
        yield from (Item((Run(part.unit.title, "del" if part.how is How.REMOVED else ""),)) for part in inside)


def _title(one: Difference) -> Runs:
    kind = word(f"kinds.{one.unit.ref.kind}")
    return Run(f"{kind}: {one.unit.title}", "strong"), Run(f" – {word(f'diff.{one.how.value}')}")


def _notes(notes: Iterable[Change]) -> Iterator[Block]:
    for note in notes:
        yield Item((Run(word("diff.notat", dato=day(note.on), hva=note.what)),))


def _fields(fields: Iterable[FieldChange]) -> Iterator[Block]:
    for one in fields:
        name = capital(labelled(one.name))
        pairs = [*_paired(one.before, one.now)]
        if all(not before for before, _ in pairs):
            yield _one_sided(name, "diff.lagt_til", [now for _, now in pairs], "ins" if one.before else "")
            continue
        if not any(now for _, now in pairs):
            yield _one_sided(name, "diff.tatt_bort", [before for before, _ in pairs], "del")
            continue
        yield Item((Run(name),))
        for before, now in pairs:
            was, is_now = _word_by_word(before, now)
            if was:
                yield Item((Run(f"{word('diff.før')}: "), *was), depth=2)
            if is_now:
                yield Item((Run(f"{word('diff.nå')}: "), *is_now), depth=2)


def _one_sided(name: str, key: str, lines: list[str], mark: str) -> Item:
    """Tell of *lines* that a field only has in one of the versions."""
    return Item((Run(f"{word(key, felt=name)}: "), Run(" · ".join(lines), mark)))


def _paired(before: Lines, now: Lines) -> Iterator[tuple[str, str]]:
    """Yield the lines that differ, each beside what it became; nothing beside what is gone or new."""
    for what, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        old, new = [*before[a:b]], [*now[c:d]]
        while old and new:
            if len(old) == len(new) == 1 or SequenceMatcher(None, old[0], new[0], autojunk=False).ratio() >= _ALIKE:
                yield old.pop(0), new.pop(0)
            elif len(old) >= len(new):
                yield old.pop(0), ""
            else:
                yield "", new.pop(0)
        yield from ((line, "") for line in old)
        yield from (("", line) for line in new)


def _word_by_word(before: str, now: str) -> tuple[Runs, Runs]:
    """Return both texts with the words that only one of them has marked."""
    if not before or not now:
        return (Run(before, "del"),) if before else (), (Run(now, "ins"),) if now else ()
    old, new = (re.findall(r"\s*\S+", text) for text in (before, now))
    was, is_now = list[Run](), list[Run]()
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[a:b]:
            was += _marked("".join(old[a:b]), "" if what == "equal" else "del")
        if new[c:d]:
            is_now += _marked("".join(new[c:d]), "" if what == "equal" else "ins")
    return tuple(was), tuple(is_now)


def _marked(text: str, mark: str) -> list[Run]:
    """Return *text* with its *mark*, which never begins with a space."""
    bare = text.lstrip()
    space = text[: len(text) - len(bare)]
    return [*([Run(space)] if space else []), Run(bare, mark)]
