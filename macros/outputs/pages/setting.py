"""What all page modules share: the handbook and the two shapes of page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from hashlib import sha256

from markupsafe import Markup

from macros.handbook import Handbook
from macros.handbook.crucial import Crucial
from macros.handbook.together import Shared
from macros.outputs.addresses import Links
from macros.outputs.pages.former import Former
from macros.outputs.pages.glossary import Glossary
from macros.outputs.pages.page import Page
from macros.outputs.pages.view import View
from macros.outputs.phrases import capital
from macros.outputs.words import word
from macros.records import Record


@dataclass(frozen=True)
class Setting:
    """What a page is made from."""

    handbook: Handbook
    site_url: str = ""

    @cached_property
    def glossary(self) -> Glossary:
        """The words that are explained where they are read."""
        return Glossary(self.handbook)

    @cached_property
    def view(self) -> View:
        """What templates see."""
        return View(self.handbook)

    @cached_property
    def former(self) -> Former:
        """The ids that things have had."""
        return Former(self.handbook)

    def crucial(self, found: list[Crucial]) -> Markup:
        """Return *found* as the part of a page that says what must not fail; nothing when there is nothing."""
        key = ("crucial", *(one.text.source for one in found), *(one.lists[0][0] for one in found))
        return self.handbook.keep(key, lambda: Markup(self.view.render("crucial.html", list=found)))

    def told_between(self, shared: Shared, *, ask: bool) -> Markup:
        """Return what somebody may tell and be told as parts of a page; *ask* says whom to ask where it is nothing."""
        key = ("told between", ask, *(one.id for one in shared.tells), "|", *(one.id for one in shared.hears))
        values = {"tells": shared.tells, "hears": shared.hears, "ask": ask}
        return self.handbook.keep(key, lambda: Markup(self.view.render("told_between.html", **values)))

    def finished(self, page: Page) -> Page:
        """Return *page* with the words in its body explained, old ids beside today's, and links of its own."""
        plain = cache(page.make_body)

        def body() -> str:
            explained = self.glossary.mark(plain(), page.address, markdown=page.markdown)
            return Links(page.address).relative(self.former.put_in(explained, page.address))

        return replace(page, make_body=body, inputs=lambda: f"{self._finishing}\n{plain()}")

    @cached_property
    def _finishing(self) -> str:
        """A digest of all that is put into the bodies of pages, whichever they are."""
        return sha256(f"{self.glossary.told}\n{self.former.told}".encode()).hexdigest()

    def page(
        self,
        address: str,
        title: str,
        template: str,
        record: Record | None = None,
        values: Callable[[], dict[str, object]] = dict,
        short: str = "",
        *,
        index: bool = False,
    ) -> Page:
        """Return a page made from *template*; *record* is what it is about, if one thing. *values* wait till then."""
        text = getattr(record, "purpose", None) or getattr(record, "text", None)
        description = self.handbook.plain(text.paragraphs[0]) if text else word("side.beskrivelse")
        return Page(
            address,
            capital(title),
            lambda: self.view.render(template, record=record, title=title, **values()),
            description,
            record.origins if record else (),
            index=index,
            short=short,
        )

    def index(self, folder: str, records: Iterable[Record]) -> Iterator[Page]:
        """Yield the page that lists *records* at *folder*, unless there are none."""
        listed = list(records)
        if listed:
            title, lead = word(f"indeks.{folder}"), word(f"indeks_hjelp.{folder}")
            yield Page(
                f"{folder}/",
                title,
                lambda: self.view.render("index.html", title=title, lead=lead, records=listed),
                lead,
                index=True,
            )
