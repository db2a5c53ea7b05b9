"""The page of what has to be looked at, approved, read and settled: for whoever owns the routine or the content."""

from __future__ import annotations

from collections.abc import Iterator

from macros.outputs import maintenance
from macros.outputs.calendars import CALENDAR, PAGE
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.words import word


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the page. Search knows it not: it says nothing about the work."""
    handbook = setting.handbook

    def body() -> str:
        return setting.view.render(
            "maintenance.html", m=maintenance, files=maintenance.files(handbook),
            calendar=CALENDAR,
        )  # fmt: skip

    yield Page(PAGE, word("vedlikehold.tittel"), body, word("vedlikehold.ingress"), search=False)
