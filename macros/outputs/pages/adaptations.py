"""The page of what the municipality has made otherwise than the core, and why."""

from __future__ import annotations

from collections.abc import Iterator

from macros.outputs import printed
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.paper.adaptations import PAGE
from macros.outputs.told.adaptations import told_by_mode
from macros.outputs.told.teller import Teller
from macros.outputs.words import word


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the page. Search knows it not: all it tells of stands on pages of its own."""

    def body() -> str:
        handbook = setting.handbook
        file = printed.pdf_path(printed.ADAPTATIONS) if printed.is_adapted(handbook) else ""
        return setting.view.render("adaptations.html", groups=told_by_mode(Teller(handbook)), file=file)

    yield Page(PAGE, word("tilpasning.tittel"), body, word("tilpasning.ingress"), search=False)
