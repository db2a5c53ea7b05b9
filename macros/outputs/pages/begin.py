"""All that a team needs to begin: what comes first, what is drafted for it to treat, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from macros.handbook.pact import pact, partners_for
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.printed import BEGIN
from macros.outputs.shelves import to_treat
from macros.outputs.told.missing import missing
from macros.outputs.words import word
from macros.records import Checklist
from macros.records.vocabulary import DraftSort


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the page, where there is anything to treat."""
    handbook = setting.handbook
    if not (papers := to_treat(handbook)):
        return

    def values() -> dict[str, object]:
        lists = [one for one in handbook.all(Checklist).values() if one.to_treat]
        listed = [one.ref for one in lists]
        return {
            "lead": word("kom_i_gang.ingress"),
            "orders": [one for one in lists if not one.gathers],
            "reviews": [one for one in lists if one.gathers],
            "papers": [one for one in papers if one.ref not in listed],
            "made": [(one, pact(handbook, one).records) for one in partners_for(handbook, DraftSort.AGREEMENT)],
            "missing": missing(setting.view),
            "records": [record for one in papers if one.ref and (record := handbook.get(one.ref))],
        }

    yield setting.page(BEGIN, word("kom_i_gang.tittel"), "begin.html", None, values)
