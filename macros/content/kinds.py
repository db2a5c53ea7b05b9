"""Where each kind of record is kept: one table, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath
from typing import Final

from macros.content import records as r
from macros.content.faults import guess


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


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A file that lies where no kind is kept, and the kind it perhaps is."""

    message: str
    perhaps: str


def kind_of_file(path: PurePosixPath, root: Mapping[str, object]) -> Kind | Misplaced:
    """Return the kind kept in the file *path* (in its root) with the fields *root*, or what is wrong with its place."""
    places = ", ".join(f"{kind.place}/" if kind.in_folder else f"{kind.place}.yml" for kind in KINDS)
    in_folder = len(path.parts) == 2
    name = path.parts[0] if len(path.parts) > 1 else path.stem
    kind = BY_PLACE.get(name)
    held = next((other for place, other in BY_PLACE.items() if place in root and other.holds_many), None)
    if path.suffix != ".yml":
        perhaps = kind.name if kind else ""
        return Misplaced(f"Filen må ha endelsen .yml. Gi den navnet «{path.stem}.yml».", perhaps)
    if held is not None and held is not kind:
        right = f"mappen {held.place}/" if held.in_folder else f"filen {held.place}.yml"
        return Misplaced(f"Filen har «{held.place}:», som hører til i {right}. Flytt den dit.", held.name)
    if kind is None or len(path.parts) > 2:
        near = guess(name, BY_PLACE)
        perhaps = next((one.name for one in KINDS if f"«{one.place}»" in near), kind.name if kind else "")
        return Misplaced(f"Filen ligger i feil mappe.{near} Stedene er: {places}.", perhaps)
    if in_folder != kind.in_folder:
        right = f"mappen {kind.place}/" if kind.in_folder else f"filen {kind.place}.yml"
        return Misplaced(f"Filen ligger i feil mappe. {kind.name.capitalize()} skal stå i {right}.", kind.name)
    return kind
