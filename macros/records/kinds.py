"""The kinds of record: one row each says where its records are kept, shown, found and printed. All else is derived."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from macros import records as r


class Layout(Enum):
    """How the records of a kind are spread over files."""

    FILE_EACH = "one file per record, named by its id"
    FILE_PER_TOPIC = "one file per topic, with the records by id"
    ONE_FILE = "one file for all, with the records by id"
    SINGLE = "one file with one record"


class OnPaper(Enum):
    """What there is of each record of a kind on paper, besides what the whole handbook has."""

    NOTHING = "it stands on the sheets of others"
    SHEET = "a sheet"
    SHEET_AND_WORD = "a sheet, and a Word file to work with"
    PART = "a sheet for whoever has a part in something"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record. `place` is where its files are, and the key over the records in a file that holds many."""

    model: type[r.Record]
    place: str
    layout: Layout
    folder: str = ""
    """The folder of the site where each of its records has a page."""
    on: str = ""
    """The page of the site that has all of its records, each with an anchor."""
    of_topic: bool = False
    """Whether each of its records stands on the page of its topic, and has a permanent short address."""
    found_as: str = ""
    """The type under which search finds its records (`søk_slag` in `nb.yml`); empty when it does not."""
    prior: float = 1.0
    """How readily search puts it first when the words tie."""
    titled: bool = True
    """Whether its titles are sentences or headings, not names: in the middle of a sentence they stand in quotes."""
    paper: OnPaper = OnPaper.NOTHING
    review_months: int = 12
    """How often the editors propose that it is gone through, where its owner has not decided."""

    @property
    def name(self) -> str:
        """The kind as it stands in addresses and links."""
        return self.model.kind

    @property
    def in_folder(self) -> bool:
        """Whether its files lie in a folder of their own."""
        return self.layout in (Layout.FILE_EACH, Layout.FILE_PER_TOPIC)

    @property
    def holds_many(self) -> bool:
        """Whether a file holds several records, under `place`."""
        return self.layout in (Layout.FILE_PER_TOPIC, Layout.ONE_FILE)


_EACH, _TOPIC, _ONE = Layout.FILE_EACH, Layout.FILE_PER_TOPIC, Layout.ONE_FILE

KINDS: Final = (
    Kind(model=r.Stage, place="stadier", layout=_ONE, on="forlopet/", found_as="fase", titled=False),
    Kind(model=r.Topic, place="temaer", layout=_ONE, folder="tema", found_as="tema", prior=1.1),
    Kind(model=r.Event, place="hendelser", layout=_ONE, on="begreper/", titled=False),
    Kind(model=r.Condition, place="vilkar", layout=_ONE, on="begreper/", titled=False),
    Kind(model=r.Actor, place="aktorer", layout=_EACH, folder="ansvar", found_as="aktør", prior=1.1, titled=False,
         paper=OnPaper.PART),
    Kind(model=r.Role, place="roller", layout=_ONE, folder="roller", found_as="rolle", prior=1.06, titled=False,
         review_months=6),
    Kind(model=r.Law, place="lover", layout=_EACH, folder="lover", found_as="lov", titled=False,
         review_months=6),
    Kind(model=r.Source, place="kilder", layout=_EACH, folder="kilder", found_as="kilde", prior=0.7, titled=False),
    Kind(model=r.Term, place="begreper", layout=_ONE, folder="begreper", found_as="begrep", prior=1.12, titled=False),
    Kind(model=r.Task, place="oppgaver", layout=_TOPIC, of_topic=True, found_as="oppgave"),
    Kind(model=r.Statement, place="opplysninger", layout=_TOPIC, of_topic=True, found_as="opplysning", prior=0.8),
    Kind(model=r.Conversation, place="samtaler", layout=_TOPIC, folder="samtaler", found_as="samtale", prior=0.95,
         paper=OnPaper.SHEET),
    Kind(model=r.Handover, place="overleveringer", layout=_ONE, on="hvem-tar-over/", found_as="overlevering",
         prior=0.85),
    Kind(model=r.Disclosure, place="delinger", layout=_ONE, on="taushetsplikt/", found_as="deling", prior=0.85),
    Kind(model=r.Routine, place="rutiner", layout=_EACH, folder="rutiner", found_as="rutine", prior=1.1,
         paper=OnPaper.SHEET_AND_WORD),
    Kind(model=r.Phase, place="faser", layout=_EACH, folder="faser", found_as="fase", paper=OnPaper.SHEET),
    Kind(model=r.Checklist, place="sjekklister", layout=_EACH, folder="sjekklister", found_as="liste", prior=1.15,
         paper=OnPaper.SHEET_AND_WORD),
    Kind(model=r.Form, place="skjemaer", layout=_EACH, folder="skjemaer", found_as="skjema", prior=1.12,
         paper=OnPaper.SHEET_AND_WORD),
    Kind(model=r.Conflict, place="uenigheter", layout=_ONE, folder="uenighet", found_as="uenighet", prior=0.9),
    Kind(model=r.OpenPoint, place="avklaringer", layout=_ONE, on="ikke-beskrevet/", found_as="ubeskrevet", prior=0.9),
    Kind(model=r.Concern, place="sporsmal", layout=_ONE, on="gjelder-det-deg/", found_as="til_deg", prior=0.7,
         paper=OnPaper.SHEET),
    Kind(model=r.Lesson, place="leksjoner", layout=_EACH, folder="ny-i-teamet", found_as="leksjon"),
    Kind(model=r.Exercise, place="ovingscaser", layout=_EACH, folder="ny-i-teamet/ovingscaser", found_as="leksjon",
         prior=0.9),
    Kind(model=r.Municipality, place="kommune", layout=Layout.SINGLE, titled=False, review_months=6),
)  # fmt: skip
"""Conditions and events are not found: each is named by a term, a time or a task that says more.

Laws are changed twice a year, and roles and the municipality hold what one calls: they are to be gone through oftener.
"""

BY_PLACE: Final = {kind.place: kind for kind in KINDS}
BY_NAME: Final = {kind.name: kind for kind in KINDS}
