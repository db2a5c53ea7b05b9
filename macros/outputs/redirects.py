"""Permanent short addresses, and the old addresses of records that have changed id, as small pages that lead on."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from macros.content.records import Law, Source, Statement, Task
from macros.content.references import Ref
from macros.handbook import Handbook
from macros.outputs.addresses import PAGE_OF_KIND, PERMANENT, Address, Links, address, permanent
from macros.outputs.output import Output
from macros.outputs.words import word

_PAGE = Markup(
    '<!doctype html>\n<html lang="nb"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={href}">'
    '<link rel="canonical" href="{href}"></head>'
    '<body><h1>{title}</h1><p><a href="{href}">{text}</a></p></body></html>\n'
)


def redirects(handbook: Handbook) -> Iterator[Output]:
    """Yield a redirect for every task, statement, item, passage and provision, and for every moved record."""
    refs = [record.ref for model in (Task, Statement) for record in handbook.all(model).values()]
    refs += list(handbook.items)
    refs += [Ref("utdrag", f"{s.id}:{number}") for s in handbook.all(Source).values() for number in s.passages]
    refs += [
        Ref("bestemmelse", f"{law.id}:{number}") for law in handbook.all(Law).values() for number in law.provisions
    ]
    for ref in refs:
        yield _redirect(permanent(ref), address(handbook, ref))
    for old, new in handbook.moved.items():
        if old.kind in PAGE_OF_KIND:
            yield _redirect(f"{PAGE_OF_KIND[old.kind]}/{old.id}/", address(handbook, new))
        if old.kind in PERMANENT:
            yield _redirect(permanent(old), address(handbook, new))


def _redirect(old: str, new: Address) -> Output:
    target = f"{new.page}#{new.anchor}" if new.anchor else new.page

    def make() -> bytes:
        href = Links(old).to_page(target)
        return _PAGE.format(title=word("side.flyttet"), text=word("side.flyttet_til"), href=href).encode()

    return Output(f"{old}index.html", make)
