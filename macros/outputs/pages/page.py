"""A page of the site before the theme is put around it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from macros.records import Origin
from macros.records.references import Ref

INDEX = "index.md"


@dataclass(frozen=True)
class Page:
    """A page: its address, its title, where it is edited, and how its body is made.

    `body` is HTML for pages made from records and Markdown for written ones (`markdown`). It is made when first asked
    for, so that a development server need not make every page.
    """

    address: str
    """The page's address on the site, ending in a slash; empty for the front page."""
    title: str
    make_body: Callable[[], str]
    description: str | Callable[[], str] = ""
    """What a search engine says of it: a sentence, or what makes it where that takes long."""
    origins: tuple[Origin, ...] = ()
    markdown: bool = False
    search: bool = True
    index: bool = False
    """Whether pages lie below it, so that its file is `index.md` in their folder."""
    short: str = ""
    """What menus call it, where the page above it says the rest of its title."""
    inputs: Callable[[], str] | None = None
    """Gives all that decides the body, where that is cheaper to know than the body."""
    owner: Ref | None = None
    """The function that answers for what stands on it, where it is about one thing."""
    report: Callable[[], Mapping[str, str]] = dict
    """Gives how its faults are told, as the document around it says it."""

    @property
    def source(self) -> str:
        """The page as a Markdown file of any generator with directory addresses."""
        if not self.address:
            return INDEX
        return f"{self.address}{INDEX}" if self.index else f"{self.address.rstrip('/')}.md"

    @cached_property
    def body(self) -> str:
        """The page's content, without front matter."""
        return self.make_body()

    @cached_property
    def described(self) -> str:
        """Its description, made when first asked for."""
        return self.description if isinstance(self.description, str) else self.description()

    @property
    def head(self) -> str:
        """The page's front matter."""
        head: dict[str, object] = {"title": self.title, "description": self.described}
        head |= {"meld": way} if (way := self.report()) else {}
        head |= {} if self.search else {"search": {"exclude": True}}  # as the theme's own search has it
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
        return "\n".join(["---", *lines, "---"])

    @cached_property
    def text(self) -> str:
        """The whole page as a Markdown file; it decides alone whether the page has changed."""
        return f"{self.head}\n\n{self.body}\n"
