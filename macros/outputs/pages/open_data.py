"""The open data explained: the fields of each kind of record, and the files there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from macros.handbook import Handbook
from macros.outputs.opendata.fields import IN_LISTS, SHARED, Fields
from macros.outputs.opendata.records import FOLDER
from macros.outputs.opendata.rows import SHEETS
from macros.outputs.pages.linked import of_data
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.words import word
from macros.records.kinds import KINDS, Kind

HOME: Final = "om/apne-data/"
_WHOLE: Final = {
    "alt.json": "åpne_data.alt", "schema.json": "åpne_data.skjema", "handbok.sqlite": "åpne_data.database",
    **{f"{name}.csv": f"åpne_data.{name}" for name in SHEETS},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileTold:
    """A kind's file, how many records it has, and the page that tells of their fields."""

    title: str
    name: str
    count: int
    json: str
    fields: str


def told_files(handbook: Handbook) -> dict[str, object]:
    """Return what there is to fetch: the files with everything, the sheets, and those of each kind."""
    whole = {word(key): f"{FOLDER}{name}" for name, key in _WHOLE.items()}
    return {
        "whole": whole,
        "linked": of_data(handbook, HOME, whole),
        "files": [
            FileTold(
                word(f"kinds.{kind.name}"),
                f"{kind.place}.json",
                len(handbook.all(kind.model)),
                f"{FOLDER}{kind.place}.json",
                f"{HOME}{kind.place}/",
            )
            for kind in KINDS
            if handbook.all(kind.model)
        ],
    }


def pages(setting: Setting) -> Iterator[Page]:
    """Yield a page for each kind that has records, and one for what kinds share."""
    for kind in KINDS:
        if setting.handbook.all(kind.model):
            name = f"{kind.place}.json"
            title, lead = word("åpne_data.felt_i", fil=name), word("åpne_data.ingress", fil=name)
            yield _page(setting, f"{HOME}{kind.place}/", title, lead, word(f"kinds.{kind.name}"), kind)
    for key in (SHARED, IN_LISTS):
        title, lead = word(f"åpne_data.{key}"), word(f"åpne_data.{key}_ingress")
        yield _page(setting, f"{HOME}{key}/", title, lead, word(f"åpne_data.{key}_kort"), key)


def _page(setting: Setting, address: str, title: str, lead: str, short: str, of: Kind | str) -> Page:
    """Return the page about the kind *of*, or about the classes that kinds share under that name."""

    def body() -> str:
        fields = setting.handbook.keep("fields", Fields)
        classes = [*fields.shared[of].values()] if isinstance(of, str) else fields.own(of)
        here = {one.name for one in classes}

        def place(name: str) -> str:
            pages = [f"{HOME}{key}/" for key, shared in fields.shared.items() if name in shared]
            return setting.view.href(f"{address if name in here else pages[0]}#{anchor(name)}")

        values = {"title": title, "lead": lead, "classes": classes, "place": place, "named": anchor}
        return setting.view.render("fields.html", **values, whole=not isinstance(of, str))

    return Page(address, title, body, lead, search=False, short=short)


def anchor(name: str) -> str:
    """Return the HTML id of the class called *name*."""
    return f"type-{name.lower()}"
