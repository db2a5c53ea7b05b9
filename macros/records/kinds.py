"""Where each kind of record is kept: one table, and what follows from it."""

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


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its name in addresses, its class, and its place. `place` is also the key over the records."""

    model: type[r.Record]
    place: str
    layout: Layout

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


KINDS: Final = (
    Kind(r.Stage, "stadier", Layout.ONE_FILE),
    Kind(r.Topic, "temaer", Layout.ONE_FILE),
    Kind(r.Event, "hendelser", Layout.ONE_FILE),
    Kind(r.Condition, "vilkar", Layout.ONE_FILE),
    Kind(r.Actor, "aktorer", Layout.FILE_EACH),
    Kind(r.Role, "roller", Layout.ONE_FILE),
    Kind(r.Law, "lover", Layout.FILE_EACH),
    Kind(r.Source, "kilder", Layout.FILE_EACH),
    Kind(r.Term, "begreper", Layout.ONE_FILE),
    Kind(r.Task, "oppgaver", Layout.FILE_PER_TOPIC),
    Kind(r.Statement, "opplysninger", Layout.FILE_PER_TOPIC),
    Kind(r.Conversation, "samtaler", Layout.FILE_PER_TOPIC),
    Kind(r.Handover, "overleveringer", Layout.ONE_FILE),
    Kind(r.Disclosure, "delinger", Layout.ONE_FILE),
    Kind(r.Routine, "rutiner", Layout.FILE_EACH),
    Kind(r.Phase, "faser", Layout.FILE_EACH),
    Kind(r.Checklist, "sjekklister", Layout.FILE_EACH),
    Kind(r.Form, "skjemaer", Layout.FILE_EACH),
    Kind(r.Conflict, "uenigheter", Layout.ONE_FILE),
    Kind(r.OpenPoint, "avklaringer", Layout.ONE_FILE),
    Kind(r.Lesson, "leksjoner", Layout.FILE_EACH),
    Kind(r.Exercise, "ovingscaser", Layout.FILE_EACH),
    Kind(r.Municipality, "kommune", Layout.SINGLE),
)

BY_PLACE: Final = {kind.place: kind for kind in KINDS}
BY_NAME: Final = {kind.name: kind for kind in KINDS}
