"""Bodies and functions, never persons; and the municipality the site is built for."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from macros.records.base import Record
from macros.records.colour import Colour
from macros.records.fields import ActorRef, Closed, Email, Line, Phone, RoleRef, StatementRef, Url
from macros.records.grounds import Grounds
from macros.records.richtext import Text
from macros.records.vocabulary import DraftSort


class Contact(Closed):
    """A way to reach a function."""

    what: Line = Field(alias="hva", description="Hva kontaktpunktet er for.")
    phone: Phone | None = Field(None, alias="telefon", description="Telefon til funksjonen.")
    email: Email | None = Field(None, alias="epost", description="Felles postkasse, aldri en persons.")
    url: Url | None = Field(None, alias="nettside", description="Nettadresse.")
    exceptions: Text | None = Field(None, alias="unntak", description="Når dette ikke er riktig kontaktpunkt.")
    grounds: Grounds = Field((), alias="grunnlag", description="Hvor det står.")


class Actor(Record):
    """A body of today, in a tree."""

    kind: ClassVar[str] = "aktor"
    part_of: ActorRef | None = Field(None, alias="del_av", description="Aktøren den er en del av.")
    order: int = Field(100, alias="rekkefølge", description="Plassen blant søsken; lavest først.")
    former_names: tuple[Line, ...] = Field((), alias="tidligere_navn", description="Eldre navn som står i kilder.")
    local_name: Line | None = Field(None, alias="lokalt_navn", description="Navnet i vår kommune.")
    limits: tuple[StatementRef, ...] = Field(
        (), alias="grenser", description="Opplysninger om hva aktøren ikke gjør; de vises øverst der arbeidet vises."
    )
    contacts: tuple[Contact, ...] = Field((), alias="kontakt", description="Hvordan aktøren nås.")
    drafts: tuple[DraftSort, ...] = Field(
        (), alias="utkast", description="Utkast håndboken lager til aktøren: avtale, brev eller begge."
    )
    grounds: Grounds = Field((), alias="grunnlag", description="Hvor aktøren står.")


class Role(Record):
    """A function inside an actor; always shown with it. The id begins with the actor's."""

    kind: ClassVar[str] = "rolle"
    inside: ActorRef = Field(alias="hos", description="Aktøren rollen hører til.")
    local_name: Line | None = Field(None, alias="lokalt_navn", description="Navnet i vår kommune.")
    held_by: RoleRef | None = Field(
        None, alias="ivaretas_av", description="Rollen som har den hos oss, når flere er én."
    )
    purpose: Text | None = Field(None, alias="formål", description="Hva rollen er til for.")
    must_know: tuple[Text, ...] = Field((), alias="må_kunne", description="Hva den som har rollen, må kunne.")
    limits: tuple[Text, ...] = Field((), alias="grenser", description="Hva rollen ikke gjør.")
    former_names: tuple[Line, ...] = Field((), alias="tidligere_navn", description="Eldre navn som står i kilder.")
    contacts: tuple[Contact, ...] = Field((), alias="kontakt", description="Hvordan rollen nås.")
    grounds: Grounds = Field((), alias="grunnlag", description="Hvor rollen står.")


class Municipality(Record):
    """The municipality the site is built for: the profile of the overlay. `title` is its name."""

    kind: ClassVar[str] = "kommune"
    short: Line = Field(alias="kort", description="Navnet uten «kommune».")
    team: RoleRef = Field(alias="kontaktpunkt", description="Rollen som tar imot alle henvendelser.")
    county: Line | None = Field(None, alias="fylke", description="Fylket.")
    website: Url | None = Field(None, alias="nettside", description="Kommunens nettsted.")
    report_to: Email | None = Field(
        None, alias="meld_feil_til", description="Felles postkasse for feil og mangler i håndboken, aldri en persons."
    )
    edit_url: Url | None = Field(None, alias="rediger_url", description="Foran filstien i lenken «Rediger».")
    colours: tuple[Colour, ...] = Field(
        (), alias="farger", max_length=2, description="Én eller to farger: toppen av siden, og det en trykker på."
    )
    source_of_truth: Line | None = Field(None, alias="kvalitetssystem", description="Systemet det styrende står i.")
