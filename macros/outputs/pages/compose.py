"""One list from the situations somebody ticks. The ticks live in the page and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from macros.handbook import Handbook
from macros.handbook.situations import Choice, asked, composed
from macros.outputs import phrases
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.pages.view import View
from macros.outputs.words import word
from macros.records import Condition, Task
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
        who = phrases.doers_words(handbook, task)
    else:
        who = phrases.listed(view.names(view.doers_of(handbook.items[thing.ref][1])))
    conditions = phrases.condition_words(handbook, thing.when, thing.unless)
    only = word("lag_liste.bare", vilkår=conditions) if thing.when else conditions
    return [phrases.capital(sentence) for sentence in (who, only) if sentence]
