"""One list from the situations somebody ticks. The ticks live in the page and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from macros.handbook import Handbook
from macros.handbook.situations import Choice, asked, composed, situations
from macros.outputs import phrases
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.pages.view import View
from macros.outputs.words import word
from macros.records import Checklist, Condition, Task
from macros.records.references import Ref

ADDRESS = "lag-liste/"


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the page where a list is put together."""
    handbook = setting.handbook

    def body() -> str:
        view = setting.view
        lists = [one for one in composed(handbook) if one.things]
        lists.sort(key=lambda one: bool(one.checklist and view.caveats([one.checklist])))  # a method's last
        return view.render(
            "compose.html", lists=lists, situations=asked(handbook, lists),
            attributes=partial(_attributes, handbook), words=partial(_words, view), beside=partial(_beside, view),
            of_list=partial(_of_list, view),
        )  # fmt: skip

    yield Page(ADDRESS, word("indeks.lag-liste"), body, word("indeks_hjelp.lag-liste"))


def _attributes(handbook: Handbook, thing: Choice) -> dict[str, str | None]:
    """Return when *thing* stays, as the script reads it: situations, or some of which any will do between «|»."""

    def each(refs: tuple[Ref, ...]) -> str | None:
        included = (handbook.all(Condition)[ref.id].includes or (ref,) for ref in refs)
        return " ".join("|".join(one.id for one in any_of) for any_of in included) or None

    return {"data-når": each(thing.when), "data-ikke": each(thing.unless)}


def _words(view: View, thing: Choice) -> str:
    """Return *thing* in its own words, without links: they would be ticked."""
    return thing.text if isinstance(thing.text, str) else view.plain(thing.text)


def _beside(view: View, thing: Choice) -> list[str]:
    """Return who does *thing*, and under what conditions, a sentence each without its full stop."""
    handbook = view.handbook
    if isinstance(task := handbook.get(thing.ref), Task):
        who, when, unless = phrases.doers_words(handbook, task), thing.when, thing.unless
    else:
        item = handbook.items[thing.ref][1]
        who = phrases.listed(view.names(view.doers_of(item)))
        when, unless = situations(handbook, item.when), situations(handbook, item.unless)
    return [phrases.capital(sentence) for sentence in (who, _only(handbook, when, unless)) if sentence]


def _of_list(view: View, frame: Checklist | None) -> str:
    """Return under what conditions the whole of *frame* is used, as a sentence without its full stop, or nothing."""
    handbook = view.handbook
    return phrases.capital(_only(handbook, frame.when, frame.unless)) if frame else ""


def _only(handbook: Handbook, when: tuple[Ref, ...], unless: tuple[Ref, ...]) -> str:
    conditions = phrases.condition_words(handbook, when, unless)
    return word("lag_liste.bare", vilkår=conditions) if when else conditions
