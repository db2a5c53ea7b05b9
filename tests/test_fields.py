"""A field that an editor can fill does something: changed, it changes a page, a sheet or a Word file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pytest
from changes import changes

from macros.handbook import Handbook
from macros.handbook.attached import Attached
from macros.outputs.addresses import address
from macros.outputs.docs.calls import MACROS
from macros.outputs.pages import Page, pages
from macros.outputs.pages.open_data import HOME
from macros.outputs.pages.setting import Setting
from macros.outputs.paper import everything
from macros.outputs.paper.typeset import data_of, text_of
from macros.records import Record
from macros.records.references import Ref

SEARCH = "words to find it by, for search alone"
CHECKS = "for the check of content alone"

NOT_SEEN = {
    "*.kalles_også": SEARCH,
    "Overlay.kjernen_var": "whether a municipality has decided about the core of today: for the check and `compare`",
    "kilde.ferdig": CHECKS,
    "Provision.liste": CHECKS,
    "kommune.kort": "the word that the core may not have",
    "begrep.merkes": "whether a word is explained where it is read: `test_glossary`",
    "opplysning.slag": "search says it, and the open data has it",
    "Column.hvem": "search finds the form by who uses it",
}
"""What changes no page, sheet or Word file, and why that is right. All of it is in the open data."""

SEEN = {"begrep.kalles_også", "aktor.kalles_også", "rolle.kalles_også"}
"""What a reader sees though its like on other kinds is not seen: on a word's page, and where one says who one is."""


class AnyFile(dict[str, Attached]):
    """The files beside the records, and one more by whatever name a changed field says."""

    def __missing__(self, name: str) -> Attached:
        return next(iter(self.values()))


class Unfinished(Setting):
    """Pages before words are explained in them and links made relative: that takes most of the time."""

    def finished(self, page: Page) -> Page:
        return page


@dataclass(frozen=True)
class Readers:
    """What readers of *handbook* see, by where; made when asked for."""

    handbook: Handbook

    @cached_property
    def seen(self) -> dict[str, Callable[[], str]]:
        setting = Unfinished(self.handbook)
        made: dict[str, Callable[[], str]] = {
            page.address: lambda page=page: f"{page.title}\n{page.described}\n{page.body}\n{setting.report(page)}"  # type: ignore[misc]  # bound now
            for page in pages(setting)
            if not page.address.startswith(HOME)  # they tell what fields there are, whatever is written in them
        }
        made |= {
            f"om/{name}": lambda macro=macro: macro.make(setting.view, None)  # type: ignore[misc]  # likewise
            for name, macro in MACROS.items()
            if not macro.kinds
        }
        return made | {
            path: lambda make=make: text_of(data_of(self.handbook, make(), ""))
            for path, make in everything(setting.view)
        }


@pytest.fixture(scope="module")
def before(handbook: Handbook) -> dict[str, str]:
    return {where: make() for where, make in Readers(handbook).seen.items()}


def differs(handbook: Handbook, before: dict[str, str], changed: dict[Ref, Record]) -> bool:
    """Whether a reader sees that the records *changed* are others; looks first where they are at home."""
    records = (changed.get(one.ref, one) for one in handbook)
    core, beside = handbook.core.values(), AnyFile(handbook.attached)
    seen = Readers(Handbook.of(records, handbook.moved, handbook.removed, core, attached=beside)).seen
    homes = {"gjelder-det-deg/", *(address(handbook, ref).page for ref in changed)}  # where many say a sentence more
    names = {ref.id for ref in changed}

    def nearness(where: str) -> tuple[bool, bool, bool, int]:
        return where not in homes, not any(name in where for name in names), "pakke-" in where, len(where)

    return seen.keys() != before.keys() or any(seen[where]() != before[where] for where in sorted(seen, key=nearness))


def fits(field: str, named: str) -> bool:
    return field == named or (named.startswith("*.") and field.endswith(named[1:]) and field not in SEEN)


def known(field: str) -> bool:
    return any(fits(field, named) for named in NOT_SEEN)


def batches(fields: Iterable[str], tried: dict[str, list[tuple[Record, Record]]]) -> Iterator[dict[Ref, Record]]:
    """Yield changes of *fields* that can be made at once: each of another record.

    Of drafts alone: whatever changes in what was approved makes it a draft again, and that is seen.
    """
    left = list(fields)
    while left:
        batch = dict[Ref, Record]()
        for field in [*left]:
            drafts = [pair for pair in tried[field] if pair[0].head.approved_on is None]
            if free := [pair for pair in drafts if pair[0].ref not in batch]:
                batch[free[0][0].ref] = free[0][1]
                left.remove(field)
        yield batch


def test_each_field_changes_what_a_reader_sees(handbook: Handbook, before: dict[str, str]) -> None:
    unseen = [
        field
        for field, trials in changes(handbook).items()
        if not known(field) and not any(differs(handbook, before, {one.ref: other}) for one, other in trials)
    ]

    assert unseen == []


def test_what_is_said_to_change_nothing_changes_nothing(handbook: Handbook, before: dict[str, str]) -> None:
    tried = changes(handbook)
    quiet = [field for field in tried if known(field)]

    assert [named for named in NOT_SEEN if not any(fits(field, named) for field in quiet)] == []
    assert [[*batch] for batch in batches(quiet, tried) if differs(handbook, before, batch)] == []
