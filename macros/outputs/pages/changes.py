"""What has changed, from the files' own notes: the newest on one page, and a page for each month that has some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from macros.handbook import Handbook
from macros.handbook.changes import About, News, people_of, topics_of
from macros.handbook.lookup import around
from macros.outputs.months import CHANGES, Leaf, anchor_of, feed_of, leaves, newest
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.pages.who import bodies
from macros.outputs.words import word
from macros.records import Actor, Role, Topic
from macros.records.references import Ref


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the page of the newest notes, and those of the months."""
    of_months = leaves(setting.handbook)
    shown = [one for leaf in newest(of_months) for one in leaf.notes]
    yield _page(setting, CHANGES, word("endringer.tittel"), shown, of_months, index=True)
    for leaf in of_months:
        page = _page(setting, leaf.address, leaf.title, leaf.notes, of_months, index=leaf.number == 1)
        yield replace(page, short=leaf.short)


def _page(
    setting: Setting, address: str, title: str, notes: Sequence[News], of_months: Sequence[Leaf], *, index: bool
) -> Page:
    handbook = setting.handbook

    def body() -> str:
        return setting.view.render(
            "changes.html", title=title, lead=word("endringer.ingress"), here=address, count=len(notes),
            days=[(day, [*held]) for day, held in groupby(notes, key=lambda one: one.on)],
            years=[(year, [*held]) for year, held in groupby(of_months, key=lambda leaf: leaf.year)],
            marks=partial(_marks, handbook), numbers=partial(_numbers, handbook), anchor_of=anchor_of,
            feed=feed_of(setting.site_url), topics=list(handbook.all(Topic).values()), bodies=bodies(handbook),
            around=partial(around, handbook),
        )  # fmt: skip

    return Page(address, title, body, word("endringer.ingress"), search=address == CHANGES, index=index)


def _marks(handbook: Handbook, about: About) -> dict[str, str]:
    """Return what *about* is about, as the script narrows by it."""
    return {
        "data-tema": _numbers(handbook, topics_of(handbook, about)),
        "data-hvem": _numbers(handbook, people_of(handbook, about)),
    }


def _numbers(handbook: Handbook, refs: Iterable[Ref]) -> str:
    """Return *refs*, topics or people, as the page's script knows them: ids would be most of what the page weighs."""
    every = [*handbook.all(Topic).values(), *handbook.all(Actor).values(), *handbook.all(Role).values()]
    known = handbook.keep("numbers", lambda: {one.ref: number for number, one in enumerate(every)})
    return " ".join(str(number) for number in sorted(known[ref] for ref in refs))
