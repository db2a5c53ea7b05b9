"""«Gjelder det deg?»: what the person and those close ask, answered in the records' own sentences to them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from macros.handbook.concerns import Answer, answers_of, concerns_of
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.printed import PERSON, pdf_path
from macros.outputs.told.answers import limits
from macros.outputs.words import word
from macros.records import Concern, Record
from macros.records.vocabulary import Audience

FOLDER = "gjelder-det-deg"


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the page, where there is anything to say to anybody."""
    handbook = setting.handbook
    if every := list(handbook.all(Concern).values()):
        lead = word(f"indeks_hjelp.{FOLDER}")
        yield Page(
            f"{FOLDER}/",
            word(f"indeks.{FOLDER}"),
            lambda: setting.view.render("concerns.html", title=word(f"indeks.{FOLDER}"), lead=lead, **_values(setting)),
            lead,
            every[0].origins[:1],
        )


def _values(setting: Setting) -> dict[str, object]:
    """Return what is asked and answered by `groups` of those who ask, and all records that answer, for the foot."""
    handbook = setting.handbook
    groups = [(one, [(asked, answers_of(handbook, asked)) for asked in concerns_of(handbook, one)]) for one in Audience]
    told: list[Answer] = [one for _, held in groups for _, answers in held for one in answers]
    records = dict.fromkeys(one.record for one in told if isinstance(one.record, Record))
    return {
        "groups": [group for group in groups if group[1]],
        "limits": partial(limits, handbook),
        "item": lambda ref: handbook.items[ref][1],
        "pdf": pdf_path(PERSON),
        "records": [*handbook.all(Concern).values(), *records],
    }
