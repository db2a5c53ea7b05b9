"""Permanent short addresses, and the old addresses of what has changed id, as small pages that lead on.

A browser keeps what follows # in an address over an HTTP redirect, but not over a page's own. So a script of ours leads
on; without scripts the page leads on by itself, and says where the lines of a moved list stand now.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import product

from markupsafe import Markup

from macros.handbook import Handbook
from macros.outputs.addresses import (
    PAGE_OF_KIND,
    PERMANENT,
    Address,
    Links,
    address,
    anchor,
    permanent,
    source_page,
    source_pages,
    stage_page,
)
from macros.outputs.assets import asset
from macros.outputs.output import Output
from macros.outputs.phrases import capital
from macros.outputs.words import word
from macros.records import Source
from macros.records.inside import part, part_kind, parts
from macros.records.references import Ref

_PAGE = Markup(
    '<!doctype html>\n<html lang="nb"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
    '<link rel="canonical" href="{href}"><noscript><meta http-equiv="refresh" content="0; url={href}"></noscript>'
    '<script src="{script}"></script></head>'
    '<body><main><h1>{title}</h1><p><a href="{href}" data-flyttet-til>{text}</a></p>{inside}</main></body></html>\n'
)
_INSIDE = Markup("<h2>{title}</h2><ul>{lines}</ul>")
_LINE = Markup('<li id="{id}"><a href="{href}">{name}</a></li>')


def redirects(handbook: Handbook) -> Iterator[Output]:
    """Yield a redirect for every task, statement, item, passage and provision, and for all that has moved."""
    leads_on = partial(_redirect, handbook, asset("handbok.js"))
    for ref in _with_short_address(handbook):
        yield leads_on(permanent(ref), ref, address(handbook, ref), "side.videre")
    for old, new in handbook.moved.items():
        if not handbook.knows(new):  # it has faults, and stands nowhere
            continue
        if old.kind in PERMANENT:
            yield leads_on(permanent(old), new, address(handbook, new), "side.flyttet")
        inside = [(one, today) for one, today in handbook.moved.items() if _lay_in(old, one) and handbook.knows(today)]
        for place, today in _pages(handbook, old, new):
            yield leads_on(place, new, today, "side.flyttet", inside)
    for place, actor, today in _stage_pages(handbook):
        yield leads_on(place, actor, today, "side.flyttet")


def _with_short_address(handbook: Handbook) -> Iterator[Ref]:
    for record in handbook:
        if record.kind in PERMANENT:
            yield record.ref
        yield from (ref for ref, _ in parts(record))


def _lay_in(whole: Ref, one: Ref) -> bool:
    """Whether *one* was a part of *whole*, by their old ids."""
    return part_kind(whole.kind) == one.kind and one.id.startswith(part(whole, "").id)


def _pages(handbook: Handbook, old: Ref, new: Ref) -> Iterator[tuple[str, Address]]:
    """Yield each page that *old* had for itself, and where it leads."""
    record = handbook.get(new)
    if old.kind == "kilde" and new.kind == "kilde" and isinstance(record, Source):
        for number, page in enumerate(source_pages(record)):
            yield source_page(old.id, number), Address(page)
    elif old.kind in PAGE_OF_KIND:
        yield f"{PAGE_OF_KIND[old.kind]}/{old.id}/", address(handbook, new)


def _stage_pages(handbook: Handbook) -> Iterator[tuple[str, Ref, Address]]:
    """Yield each page of an actor at a stage where one of them had another id, the actor, and where it leads."""
    for (actor, who), (stage, when) in product(_ids(handbook, "aktor"), _ids(handbook, "stadium")):
        if (actor, stage) != (who, when):
            of_both = who.kind == "aktor" and when.kind == "stadium"
            today = Address(stage_page(who.id, when.id)) if of_both else address(handbook, who)
            yield stage_page(actor.id, stage.id), who, today


def _ids(handbook: Handbook, kind: str) -> list[tuple[Ref, Ref]]:
    """Return every id that something of *kind* has or has had, and what it is today."""
    today = [(record.ref, record.ref) for record in handbook.by_kind.get(kind, {}).values()]
    return [*today, *((old, new) for old, new in handbook.moved.items() if old.kind == kind and handbook.knows(new))]


def _redirect(
    handbook: Handbook, script: str, old: str, ref: Ref, new: Address, title: str,
    inside: list[tuple[Ref, Ref]] | None = None,
) -> Output:  # fmt: skip
    """Return the page at *old* that leads to *new* by *script*, where *ref* stands; *inside* has its parts today."""

    def make() -> bytes:
        links, name = Links(old), capital(handbook.name(ref))
        lines = [
            _LINE.format(id=anchor(one), href=links.to_page(address(handbook, today).target), name=handbook.name(today))
            for one, today in inside or ()
        ]
        return _PAGE.format(
            title=word(title, navn=name),
            text=word("side.flyttet_til", navn=name),
            href=links.to_page(new.target),
            script=links.to_page(script),
            inside=_INSIDE.format(title=word("side.flyttet_inni"), lines=Markup().join(lines)) if lines else "",
        ).encode()

    return Output(f"{old}index.html", make, about=ref)
