"""What every record has: an id, where it stands, who answers for it, and how it relates to the core."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from macros.records.approval import differing, version_of
from macros.records.fields import Closed, CoreVersion, Day, Line, RoleRef, Version
from macros.records.references import Keys, Ref
from macros.records.richtext import Text
from macros.records.vocabulary import Approval, OverlayMode
from macros.records.walk import Walked, referred, visited, worded


@dataclass(frozen=True, order=True, slots=True)
class Origin:
    """The file and line a record begins on; `path` is relative to the project, with slashes."""

    path: str
    line: int

    @property
    def place(self) -> str:
        """The file and the line, as a message has them."""
        return f"{self.path}:{self.line}"

    @property
    def root(self) -> str:
        """The folder it lies in, which is whose it is: «kjerne» or «kommune»."""
        folder = f"/{self.path}".rpartition("/routines/")[2].partition("/")[0]
        return "kommune" if folder == "kommune" else "kjerne"

    @property
    def of_municipality(self) -> bool:
        """Whether the municipality has written it, in its own folder."""
        return self.root == "kommune"


class Change(Closed):
    """One change that readers should know of, in plain words."""

    on: Day = Field(alias="dato", description="Dagen endringen ble gjort.")
    what: Line = Field(alias="hva", description="Hva som er endret, i én setning.")
    about: tuple[Line, ...] = Field((), alias="gjelder", description="Id-ene som er endret, når det ikke er alle.")


class Head(Closed):
    """Who answers for a file, when it was reviewed and changed. All records in the file inherit it."""

    owner: RoleRef = Field(alias="eier", description="Rollen som eier innholdet.")
    approval: Approval = Field(alias="godkjenning", description="«utkast» til eieren har godkjent.")
    approved_by: RoleRef | None = Field(None, alias="godkjent_av", description="Rollen som godkjente.")
    approved_on: Day | None = Field(None, alias="godkjent_dato", description="Dagen det ble godkjent.")
    approved_version: Version | None = Field(
        None, alias="godkjent_versjon", description="Hva som ble godkjent. «python -m macros godkjenn» skriver det."
    )
    reviewed_on: Day | None = Field(None, alias="gjennomgått", description="Dagen det sist ble gått gjennom.")
    review_months: int | None = Field(
        None, alias="gjennomgås_hver", ge=1, le=120, description="Antall måneder mellom hver."
    )
    changes: tuple[Change, ...] = Field(alias="endret", min_length=1, description="Endringene, nyeste først.")

    @model_validator(mode="after")
    def _approved_by_somebody(self) -> Head:
        if self.approval is Approval.APPROVED and None in (self.approved_by, self.approved_on, self.approved_version):
            remedy = "Skriv «utkast», og godkjenn med «python -m macros godkjenn»"
            raise PydanticCustomError("godkjent", f"er «godkjent», men sier ikke hva, av hvem og når. {remedy}")
        return self

    @property
    def changed_on(self) -> date:
        """The date of the newest change."""
        return max(change.on for change in self.changes)


class Overlay(Closed):
    """How a municipality's record relates to the core record of the same id."""

    mode: OverlayMode = Field(alias="måte", description="Utfyller, erstatter eller tar bort det som står i kjernen.")
    reason: Line = Field(alias="hvorfor", description="Hvorfor kommunen avviker fra kjernen.")
    core_was: CoreVersion | None = Field(
        None, alias="kjernen_var", description="Kjernens versjon da valget ble tatt. «compare --avgjort» skriver den."
    )


@dataclass(frozen=True, slots=True)
class Removed:
    """A record of the core that the municipality took away: what it was called, and where and how that is told."""

    origin: Origin
    title: str
    changes: tuple[Change, ...]
    overlay: Overlay | None
    """None where what it says of that has faults."""


class Record(Closed):
    """One fact or frame. `id` and `origin` come from where it stands, never from a field in the file."""

    kind: ClassVar[str]

    id: str = Field(alias="id", json_schema_extra={"from_place": True})
    origins: tuple[Origin, ...] = Field(alias="origins", json_schema_extra={"from_place": True})
    title: Line = Field(alias="tittel", description="Navnet leseren ser, skrevet som midt i en setning for aktører.")
    text: Text | None = Field(
        None, alias="beskrivelse", description="Forklaring i vanlige ord, med lenker om nødvendig."
    )
    also_called: tuple[Line, ...] = Field(
        (), alias="kalles_også", description="Hverdagsord og andre navn folk søker med."
    )
    head: Head = Field(alias="forvaltning", description="Hvem som eier innholdet, og når det ble endret.")
    overlay: Overlay | None = Field(None, alias="endring", description="Bare i kommunens mappe: forholdet til kjernen.")

    @cached_property
    def walked(self) -> Walked:
        """Everything in the record with the keys that lead to it."""
        return visited(self)

    @cached_property
    def version(self) -> str:
        """A digest of all that the record says: it differs when anything of it does."""
        return version_of(self)

    @property
    def approval(self) -> Approval:
        """Whether what stands here is approved: it is a draft again, by itself, when it says something else."""
        return Approval.DRAFT if self.changed_since else self.head.approval

    @property
    def changed_since(self) -> date | None:
        """The day something else was approved than what stands here; nothing for other drafts."""
        approved = self.head.approval is Approval.APPROVED and self.head.approved_version != self.version
        return self.head.approved_on if approved else None

    @property
    def changed_fields(self) -> tuple[str, ...]:
        """The fields that are other than what was approved, as far as is known."""
        return differing(self.head.approved_version or "", self.version) if self.changed_since else ()

    @cached_property
    def referred(self) -> tuple[tuple[Keys, Ref], ...]:
        """Every reference in the record, with the keys that lead to it."""
        return tuple(referred(self))

    @cached_property
    def worded(self) -> tuple[tuple[Keys, str], ...]:
        """Every piece of text in the record, with the keys that lead to it."""
        return tuple(worded(self))

    @cached_property
    def ref(self) -> Ref:
        """The record's own name."""
        return Ref(self.kind, self.id)

    # Comparing all fields takes long, and records of one handbook are the same or have another name.
    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Record) and self.ref == other.ref and super().__eq__(other))

    def __hash__(self) -> int:
        return hash(self.ref)

    @property
    def origin(self) -> Origin:
        """Where the record is edited: its first place."""
        return self.origins[0]
