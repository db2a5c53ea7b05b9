"""What can be found: one entry for every record that has an address, and for every page that is not a record's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from macros import records as r
from macros.handbook import Handbook
from macros.outputs.addresses import address
from macros.outputs.pages.page import Page
from macros.outputs.phrases import capital
from macros.outputs.printed import BEGIN
from macros.outputs.search.answers import answer, contact_answer, plain, provision_answer
from macros.outputs.shelves import to_treat
from macros.outputs.words import word
from macros.records import Record
from macros.records.inside import part
from macros.records.kinds import KINDS
from macros.records.references import Ref
from macros.records.richtext import Text
from macros.records.walk import walk

TYPES: Final = {kind.name: (kind.found_as, kind.prior) for kind in KINDS if kind.found_as} | {
    "bestemmelse": ("lov", 0.65)
}
"""For each kind: the type readers see (`søk_slag` in `nb.yml`), and how readily it comes first when the words tie."""

PAGE_PRIOR: Final = {"side": 0.95, "om": 0.6, "kontakt": 1.1}
"""The same for what is no record: pages, those about the handbook, ways to reach someone."""

_TITLE_SAYS_IT: Final = (r.Statement, r.Lesson)
"""Kinds whose title and answer are enough: a fact is its title, and a lesson repeats what its stage's records say."""

_ABOUT_IT: Final = frozenset({"forvaltning", "lest"})
"""The fields that say who answers for a record, or read the law: not whom it concerns."""

_TAG: Final = re.compile(r"(?ms:^```.*?^```$)|<[^>]+>|\{\{.*?\}\}|\]\([^)]*\)")
"""What of a written page is no word to find it by: examples of code, tags, calls, and where links lead."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find: where it is, what it is called, its answer in a line, and the words it is found by."""

    type: str
    prior: float
    address: str
    title: str
    answer: str
    names: tuple[str, ...] = ()
    body: str = ""
    actors: tuple[str, ...] = ()
    """Ids of the actors it concerns."""
    items: tuple[str, ...] = ()
    """The items of a list, each a line that may be the answer."""

    @property
    def shown(self) -> tuple[str, ...]:
        """All that a hit may show."""
        return (self.title, self.answer, *self.names, *self.items)


def findable(handbook: Handbook, pages: Iterable[Page]) -> list[Entry]:
    """Return every entry: records, provisions, ways to reach someone, and the remaining pages."""
    found = [*_records(handbook), *_provisions(handbook), *_contacts(handbook), *_drafts(handbook)]
    taken = {entry.address for entry in found}
    # An actor's page leads to its stages, and the look-up to both; here they would only crowd the list.
    taken |= {f"ansvar/{actor.id}/{stage}/" for actor in handbook.actors_in_order for stage in handbook.all(r.Stage)}
    return [*found, *(_of_page(page) for page in pages if page.address not in taken and page.search)]


def _records(handbook: Handbook) -> Iterator[Entry]:
    for record in handbook:
        if record.kind not in TYPES:
            continue
        kind, prior = TYPES[record.kind]
        place = address(handbook, record.ref)
        title = capital(handbook.name(record.ref))
        if isinstance(record, r.Phase):
            title = f"{word('fase.nummer', nummer=record.number)}: {title}"
        yield Entry(
            kind,
            prior,
            place.target,
            title,
            answer(handbook, record),
            _names(record, title),
            "" if isinstance(record, _TITLE_SAYS_IT) else " ".join(_texts(handbook, record)),
            tuple(dict.fromkeys(handbook.actor(ref).id for ref in _people(record))),
            tuple(_items(handbook, record)) if isinstance(record, r.Checklist) else (),
        )


def _names(record: Record, title: str) -> tuple[str, ...]:
    """What else *record* is called: all that editors write under one of the fields for it."""
    other = (record.title, getattr(record, "short", None))
    lists = (record.also_called, getattr(record, "short_forms", ()), getattr(record, "former_names", ()))
    names = [name for name in (*other, *(name for names in lists for name in names)) if name]
    return tuple(dict.fromkeys(name for name in names if name.lower() != title.lower()))


def _items(handbook: Handbook, record: r.Checklist) -> Iterator[str]:
    for section in record.parts:
        yield from (plain(handbook, item.text) for item in section.items.values())


def _people(record: Record) -> Iterator[Ref]:
    """Yield the actors and roles that *record* names in a field of its own; who owns it or read it is not in it.

    A question is the person's, and not among the work of those who are to be rung.
    """
    if isinstance(record, r.Concern):
        return
    if isinstance(record, r.Actor):
        yield record.ref
    for keys, value in walk(record):
        if isinstance(value, Ref) and value.kind in ("aktor", "rolle") and not _ABOUT_IT.intersection(keys):
            yield value


def _texts(handbook: Handbook, record: Record) -> Iterator[str]:
    """Yield the running texts and the headings inside *record*; provisions and questions are entries of their own."""
    for keys, value in walk(record):
        if "bestemmelser" in keys or keys[-1:] in (("til_deg",), ("til_nære",)):
            continue
        if isinstance(value, Text):
            yield plain(handbook, value)
        elif isinstance(value, str) and len(keys) > 1 and keys[-1] in ("tittel", "navn"):
            yield value


def _provisions(handbook: Handbook) -> Iterator[Entry]:
    kind, prior = TYPES["bestemmelse"]
    for law in handbook.all(r.Law).values():
        for number, provision in law.provisions.items():
            ref = part(law.ref, number)
            place = address(handbook, ref)
            yield Entry(
                kind,
                prior,
                f"{place.page}#{place.anchor}",
                f"{capital(handbook.name(ref))}: {provision.title}",
                provision_answer(handbook, law, provision),
            )


def _contacts(handbook: Handbook) -> Iterator[Entry]:
    reached: list[r.Role | r.Actor] = [*handbook.all(r.Role).values(), *handbook.all(r.Actor).values()]
    for record in reached:
        place = address(handbook, record.ref).page
        anchor = "#nås" if isinstance(record, r.Role) else ""
        for contact in record.contacts:
            yield Entry(
                "kontakt",
                PAGE_PRIOR["kontakt"],
                place + anchor,
                word("søk.ring", hvem=capital(handbook.name(record.ref))),
                contact_answer(contact),
                (*word("søk.kontaktord").split(", "), contact.what),
                "",
                (handbook.actor(record.ref).id,),
            )


def _drafts(handbook: Handbook) -> Iterator[Entry]:
    """Yield what is drafted for the municipality to treat and is no record: on the page to begin on."""
    for paper in to_treat(handbook):
        if paper.ref is None:
            place = f"{BEGIN}#ark-{paper.sheet}"
            yield Entry("side", PAGE_PRIOR["side"], place, paper.title, paper.text, (word("utkast.merke"),))


def _of_page(page: Page) -> Entry:
    """Return the entry of a page that is no record's: its title and description, and its text if somebody wrote it."""
    prior = PAGE_PRIOR["om" if page.address.startswith("om/") else "side"]
    written = _TAG.sub(" ", page.body) if page.markdown else ""
    return Entry("side", prior, page.address, page.title, page.described, (), written)
