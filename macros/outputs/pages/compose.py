"""One list from the situations somebody ticks. The ticks live in the page and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from macros.handbook.situations import asked, composed
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.words import word
from macros.records import Condition
from macros.records.references import Ref

ADDRESS = "lag-liste/"


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the page where a list is put together."""
    handbook = setting.handbook

    def alternatives(ref: Ref) -> str:
        """Return the situations any of which makes *ref* hold."""
        return "|".join(one.id for one in handbook.all(Condition)[ref.id].includes) or ref.id

    def body() -> str:
        view = setting.view
        lists = [one for one in composed(handbook) if one.things]
        lists.sort(key=lambda one: bool(one.checklist and view.caveats([one.checklist])))  # a method's last
        return view.render("compose.html", lists=lists, situations=asked(handbook, lists), alternatives=alternatives)

    yield Page(ADDRESS, word("indeks.lag-liste"), body, word("indeks_hjelp.lag-liste"))
