"""Laws then and now, and the sources passage by passage with where each is used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice

from macros.content.checks.sources import accounts
from macros.handbook import Handbook
from macros.handbook.resting import How, used_by, uses
from macros.outputs.addresses import PASSAGES_A_PAGE, home, source_pages
from macros.outputs.pages.linked import of_law
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.pages.view import View
from macros.outputs.phrases import day
from macros.outputs.told.lines import Fact
from macros.outputs.told.uses import uses_of
from macros.outputs.words import word
from macros.records import Law, Passage, Provision, Source, inside
from macros.records.references import Ref, section_sign


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """A provision with what rests on it."""

    ref: Ref
    sign: str
    provision: Provision
    uses: tuple[Fact, ...]
    count: int
    """How many records and items rest on it or name it."""


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage with what rests on it."""

    ref: Ref
    number: str
    passage: Passage
    used: tuple[Ref, ...]
    mentioned: tuple[Ref, ...]


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the laws and the sources, each with an index."""
    handbook = setting.handbook
    laws = sorted(handbook.all(Law).values(), key=lambda law: law.title.lower())
    yield from setting.index("lover", laws)
    for law in laws:
        yield setting.page(home(law), law.title, "law.html", law, partial(_of_law, setting.view, law))
    sources = list(handbook.all(Source).values())
    yield from setting.index("kilder", sources)
    for source in sources:
        places = source_pages(source)
        for part, place in enumerate(places):
            short = _part_title(source, part) if part else ""
            title = source.title + (f" – {short}" if part else "")
            values = partial(_of_source, handbook, source, part)
            yield setting.page(place, title, "source.html", source, values, short, index=len(places) > 1 and not part)


def _of_law(view: View, law: Law) -> dict[str, object]:
    handbook = view.handbook
    rows = [
        ProvisionRow(ref, section_sign(ref), provision, uses_of(view, ref), len(used_by(handbook, ref)))
        for number, provision in law.provisions.items()
        for ref in (inside.part(law.ref, number),)
    ]
    number = f" {word('lov.nummer', nummer=law.number)}" if law.number else ""
    return {"provisions": rows, "dated": f"{day(law.on)}{number}", "linked": of_law(law)}


def _part_title(source: Source, part: int) -> str:
    numbers = list(source.passages)[part * PASSAGES_A_PAGE : (part + 1) * PASSAGES_A_PAGE]
    return word("utdrag.del", fra=numbers[0], til=numbers[-1])


def _of_source(handbook: Handbook, source: Source, part: int) -> dict[str, object]:
    account = next((one for one in accounts(handbook) if one.source is source), None)
    places = source_pages(source)
    parts = [(place, _part_title(source, one)) for one, place in enumerate(places)] if len(places) > 1 else []
    return {"headings": _headings(handbook, source, part), "account": account, "parts": parts, "part": part}


def _headings(handbook: Handbook, source: Source, part: int) -> list[tuple[str, list[PassageRow]]]:
    rows = [
        PassageRow(ref, number, passage, *_used(handbook, ref))
        for number, passage in islice(source.passages.items(), part * PASSAGES_A_PAGE, (part + 1) * PASSAGES_A_PAGE)
        for ref in (inside.part(source.ref, number),)
    ]
    return [
        (heading, list(group)) for heading, group in groupby(rows, key=lambda row: row.passage.heading or source.title)
    ]


def _used(handbook: Handbook, ref: Ref) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Return what rests on the passage *ref* or names it, and what else only mentions it, each once."""
    used = used_by(handbook, ref)
    mentioned = {use.by: None for use in uses(handbook).get(ref, ()) if use.how is How.MENTIONED and use.by not in used}
    return used, tuple(mentioned)
