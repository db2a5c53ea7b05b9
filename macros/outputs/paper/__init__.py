"""Paper: every list, form, talk, phase, routine and actor's part as a clean sheet, and packs of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import cast

from macros.handbook import Handbook
from macros.handbook.agenda import partners
from macros.outputs import printed, shelves
from macros.outputs.look import of_paper
from macros.outputs.output import Output
from macros.outputs.paper.adaptations import sheet_of_adaptations
from macros.outputs.paper.agenda import sheet_of_agenda
from macros.outputs.paper.blocks import Pack, Sheet
from macros.outputs.paper.chosen import script_of_cards, script_of_sheet
from macros.outputs.paper.colophon import said
from macros.outputs.paper.concerns import sheet_to_the_person
from macros.outputs.paper.drafts import sheet_of_draft
from macros.outputs.paper.gathered import contact_sheet
from macros.outputs.paper.marks import marks_in
from macros.outputs.paper.packs import packs, sheet_of
from macros.outputs.paper.pictures import pictures_in
from macros.outputs.paper.typeset import data_of, digest, text_of
from macros.outputs.press import LOGO, pdf_of_text
from macros.outputs.told.teller import Teller
from macros.records import Concern, Frame


def papers(handbook: Handbook, site_url: str = "") -> Iterator[Output]:
    """Yield every sheet and pack as PDF, and the Word files; under their old names too, where an id has changed.

    Nothing is gathered before it is asked for.
    """
    made = list(_papers(handbook, site_url))
    yield from made
    today = {output.path: output for output in made}
    yield from (replace(today[path], path=old) for old, path in printed.former_files(handbook))


def _papers(handbook: Handbook, site_url: str) -> Iterator[Output]:
    teller = Teller(handbook)
    texts = [(path, _text(handbook, make, site_url)) for path, make in everything(teller)]
    yield from (_pdf(handbook, path, text) for path, text in texts)
    yield from _chosen(teller, texts, site_url)
    for model in printed.IN_WORD:
        for record in handbook.all(model).values():
            if isinstance(record, Frame):
                yield _word(handbook, printed.name(record), partial(sheet_of, teller, record), site_url)
    if town := handbook.municipality:
        for sort, actor in printed.drafts(handbook):
            make = partial(sheet_of_draft, teller, sort, actor, town)
            yield _word(handbook, printed.draft_name(sort, actor), make, site_url)


def everything(teller: Teller) -> Iterator[tuple[str, Callable[[], Sheet | Pack]]]:
    """Yield the path of every PDF and what gathers what stands in it, the longest first: no core is left with it."""
    for name, make in reversed([*packs(teller)]):
        yield printed.pack_path(name), make
    for record in printed.printed(teller.handbook):
        yield printed.pdf_path(printed.name(record)), partial(sheet_of, teller, record)
    for actor in partners(teller.handbook):
        yield printed.pdf_path(printed.agenda_name(actor)), partial(sheet_of_agenda, teller, actor)
    if teller.handbook.all(Concern):
        yield printed.pdf_path(printed.PERSON), lambda: cast(Sheet, sheet_to_the_person(teller))
    if town := teller.handbook.municipality:
        yield printed.pdf_path(printed.CONTACTS), lambda: cast(Sheet, contact_sheet(teller))
        for sort, actor in printed.drafts(teller.handbook):
            yield printed.pdf_path(printed.draft_name(sort, actor)), partial(sheet_of_draft, teller, sort, actor, town)
    if printed.is_adapted(teller.handbook):
        yield printed.pdf_path(printed.ADAPTATIONS), partial(sheet_of_adaptations, teller)


def _word(handbook: Handbook, name: str, make: Callable[[], Sheet], site_url: str) -> Output:
    sheet = cache(make)

    def docx() -> bytes:
        from macros.outputs.paper import word  # what only a build needs is not imported for a check

        return word.docx(handbook, sheet(), site_url)

    return Output(
        printed.word_path(name),
        docx,
        lambda: digest(text_of({**said(handbook, sheet(), site_url), "look": of_paper(handbook)})),
    )


def _text(handbook: Handbook, make: Callable[[], Sheet | Pack], site_url: str) -> Callable[[], str]:
    return cache(lambda: text_of(data_of(handbook, make(), site_url)))


def _chosen(teller: Teller, texts: Iterable[tuple[str, Callable[[], str]]], site_url: str) -> Iterator[Output]:
    """Yield what can be chosen for one print: what the press has of each sheet, and each card.

    A card is as it was when nothing in the whole handbook is other than it was.
    """
    handbook, moved = teller.handbook, teller.handbook.moved.items()
    for path, text in texts:
        if name := printed.sheet_in(path):
            make = partial(_of_sheet, name, text)
            yield Output(printed.chosen_path(name), make, lambda text=text: digest(text()))  # type: ignore[misc]  # bound now
    volumes = {printed.pack_path(one.pack) for one in shelves.volumes(handbook)}
    whole = cache(lambda: "".join(text() for path, text in texts if path in volumes))
    for model in printed.ON_CARDS:
        make = partial(script_of_cards, teller, model, site_url)
        ids = " ".join([*handbook.by_kind.get(model.kind, ()), *(f"{old} {new}" for old, new in moved)])
        yield Output(printed.chosen_path(model.kind), make, lambda ids=ids: digest(ids + whole()))  # type: ignore[misc]  # bound now


def _of_sheet(name: str, text: Callable[[], str]) -> bytes:
    return script_of_sheet(name, json.loads(text()))


def _pdf(handbook: Handbook, path: str, text: Callable[[], str]) -> Output:
    def apart() -> Callable[[], bytes]:
        logo = {LOGO: handbook.logo.svg} if handbook.logo else {}
        return partial(pdf_of_text, text(), marks_in(text()) | logo, pictures_in(handbook, text()))

    return Output(path, lambda: apart()(), lambda: digest(text()), apart)
