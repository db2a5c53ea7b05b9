"""Frames around ordered records: routines, phases, checklists and forms. A step is a task."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from macros.records.attachments import Attachment
from macros.records.base import Record
from macros.records.fields import (
    EMPTY_IN_SOURCE,
    ActorOrRole,
    Closed,
    ConditionRef,
    ContentRef,
    Line,
    PhaseRef,
    RoleRef,
    StageRef,
    TaskRef,
    TopicRef,
    YesNo,
)
from macros.records.grounds import DoerField, Grounds, Scope, Timings
from macros.records.richtext import Text
from macros.records.vocabulary import ItemSort


def _source_note() -> Any:
    return Field(None, alias="om_kilden", description="Merknad om kilden. Vises på nettsiden, ikke på ark.")


class Item(Closed):
    """One line of a list or form. Its id on the site is the list's id and its own: `<liste>-<punkt>`."""

    sort: ItemSort = Field(ItemSort.TICK, alias="slag", description="kryss, felt eller tekst.")
    text: Text = Field(alias="tekst", description="Det som står på linjen.")
    help: Text | None = Field(None, alias="hjelp", description="Kort forklaring under linjen.")
    source_note: Text | None = _source_note()
    who: tuple[ActorOrRole, ...] = Field((), alias="hvem", description="Hvem som gjør det. Tomt betyr «ikke sagt».")
    task: TaskRef | None = Field(None, alias="oppgave", description="Oppgaven punktet står for.")
    stages: tuple[StageRef, ...] = Field((), alias="stadium", description="Når det er et annet enn listens.")
    topics: tuple[TopicRef, ...] = Field((), alias="tema", description="Hva punktet handler om.")
    when: tuple[ConditionRef, ...] = Field((), alias="når", description="Vilkår som alle må være oppfylt.")
    unless: tuple[ConditionRef, ...] = Field((), alias="ikke_når", description="Vilkår der punktet faller bort.")
    timings: Timings = Field((), alias="tid", description="Når det gjøres.")
    first: YesNo = Field(default=False, alias="må_ikke_svikte", description="«ja» setter punktet øverst på arket.")
    may_be_moot: YesNo = Field(
        default=False, alias="kan_være_uaktuelt", description="«ja» gir ruten «avklart – ikke aktuelt»."
    )
    grounds: Grounds = Field(alias="grunnlag", min_length=1, description="Hvor punktet står.")

    @property
    def moot(self) -> bool:
        """Whether it may be settled as not relevant: it says so itself, or holds under conditions."""
        return self.may_be_moot or bool(self.when or self.unless)


class Column(Closed):
    """A column of a table whose cells are tasks; a joint column has several doers."""

    title: Line = Field(alias="tittel", description="Overskriften.")
    who: tuple[ActorOrRole, ...] = Field((), alias="hvem", description="Hvem kolonnen gjelder.")


class Row(Closed):
    """One row: the records in each cell, by column id."""

    title: Line | None = Field(None, alias="tittel", description="Hva raden heter, når den har navn.")
    cells: dict[str, tuple[ContentRef, ...]] = Field(alias="celler", description="Postene i hver kolonne.")


class Part(Closed):
    """A section of a frame: records in order, items, or rows of a table."""

    title: Line | None = Field(None, alias="tittel", description="Overskriften.")
    text: Text | None = Field(None, alias="tekst", description="Innledning.")
    source_note: Text | None = _source_note()
    who: tuple[DoerField, ...] = Field(
        (), alias="hvem", description="Hvem som gjør punktene, når ikke punktet sier det."
    )
    content: tuple[ContentRef, ...] = Field((), alias="innhold", description="Poster i rekkefølge.")
    items: dict[str, Item] = Field({}, alias="punkter", description="Punktene på en liste eller et skjema.")
    rows: tuple[Row, ...] = Field((), alias="rader", description="Radene i en tabell.")
    numbered: YesNo = Field(default=False, alias="nummerert", description="«ja» når rekkefølgen er en rekke av trinn.")
    grounds: Grounds = Field((), alias="grunnlag", description="Hvor delen står.")


class Partner(Closed):
    """Somebody to work with in a phase."""

    who: tuple[ActorOrRole, ...] = Field(alias="hvem", min_length=1, description="Aktørene eller rollene.")
    when: tuple[ConditionRef, ...] = Field((), alias="når", description="Vilkår, som samtykke.")
    permanent: YesNo | None = Field(None, alias="fast", description="«ja» for faste deltakere, «nei» for ved behov.")
    remark: Text | None = Field(None, alias="merknad", description="Hva de er viktige for.")
    grounds: Grounds = Field(alias="grunnlag", min_length=1, description="Hvor det står.")


class Copy(Closed):
    """Who keeps which copy of a sheet."""

    who: ActorOrRole = Field(alias="hvem", description="Hvem som beholder det.")
    what: Line = Field(alias="hva", description="Hvilket eksemplar, og hvor det oppbevares.")


class TemplateField(Closed):
    """One field of the document template. `value` is empty when the field is empty in the source."""

    title: Line = Field(alias="navn", description="Feltets navn i malen.")
    value: Text | None = Field(None, alias="verdi", description="Verdien, eller «tomt i kilden».")
    grounds: Grounds = Field((), alias="grunnlag", description="Hvor feltet står.")

    @model_validator(mode="before")
    @classmethod
    def _empty(cls, data: object) -> object:
        if isinstance(data, dict) and "verdi" not in data:
            raise PydanticCustomError("mal", "mangler «verdi». Skriv «tomt i kilden» når feltet er tomt der")
        if isinstance(data, dict) and data["verdi"] == EMPTY_IN_SOURCE:
            return {key: value for key, value in data.items() if key != "verdi"} | {"verdi": None}
        return data


class TemplateTable(Closed):
    """A table of the document template; it may have no rows."""

    title: Line = Field(alias="navn", description="Tabellens navn.")
    columns: tuple[Line, ...] = Field(alias="kolonner", min_length=1, description="Kolonnene.")
    rows: tuple[tuple[Line, ...], ...] = Field((), alias="rader", description="Radene. Tomt når kilden ikke har noen.")
    grounds: Grounds = Field((), alias="grunnlag", description="Hvor tabellen står.")

    @model_validator(mode="after")
    def _rows_fit(self) -> TemplateTable:
        for row in self.rows:
            if len(row) != len(self.columns):
                message = "har en rad med {cells} celler, men {columns} kolonner. Skriv «–» i celler som er tomme"
                raise PydanticCustomError("mal", message, {"cells": len(row), "columns": len(self.columns)})
        return self


class Template(Closed):
    """The fields and tables of the municipality's document template."""

    entries: tuple[TemplateField, ...] = Field((), alias="felt", description="Feltene i rekkefølge.")
    tables: tuple[TemplateTable, ...] = Field((), alias="tabeller", description="Tabellene i rekkefølge.")


class Frame(Record):
    """What routines, phases, lists and forms share."""

    purpose: Text = Field(alias="formål", description="Hva den er til for.")
    stages: tuple[StageRef, ...] = Field((), alias="stadium", description="Tomt betyr hele forløpet.")
    topics: tuple[TopicRef, ...] = Field((), alias="tema", description="Hva den handler om.")
    when: tuple[ConditionRef, ...] = Field((), alias="når", description="Vilkår som alle må være oppfylt.")
    unless: tuple[ConditionRef, ...] = Field((), alias="ikke_når", description="Vilkår der den ikke brukes.")
    scope: Scope | None = Field(None, alias="gjelder", description="Hvem den gjelder.")
    timings: Timings = Field((), alias="tid", description="Når den brukes.")
    who: tuple[DoerField, ...] = Field((), alias="hvem", description="Hvem som bruker den og svarer for punktene.")
    partners: tuple[Partner, ...] = Field((), alias="samarbeid", description="Hvem som er med, faste og ved behov.")
    caution: Text | None = Field(None, alias="obs", description="Noe leseren må vite før bruk.")
    to_treat: YesNo = Field(
        default=False, alias="til_behandling", description="«ja» for et utkast som skal behandles; hver side sier det."
    )
    source_note: Text | None = _source_note()
    columns: dict[str, Column] = Field({}, alias="kolonner", description="Kolonnene når den er en tabell.")
    parts: tuple[Part, ...] = Field((), alias="deler", description="Delene i rekkefølge.")
    attachments: tuple[Attachment, ...] = Field(
        (), alias="vedlegg", description="Bilder og filer som hører til, i rekkefølge."
    )
    template: Template | None = Field(None, alias="mal", description="Feltene i kommunens dokumentmal.")
    grounds: Grounds = Field(alias="grunnlag", min_length=1, description="Hvor den står.")

    @model_validator(mode="after")
    def _cells_have_columns(self) -> Frame:
        if not self.columns and any(part.rows for part in self.parts):
            raise PydanticCustomError("kolonne", "har rader, men ingen «kolonner». Legg til kolonnene")
        for part in self.parts:
            for row in part.rows:
                if unknown := sorted(set(row.cells) - set(self.columns)):
                    message = "har celler i «{column}», men kolonnen finnes ikke i «kolonner»"
                    raise PydanticCustomError("kolonne", message, {"column": unknown[0]})
        return self


class Routine(Frame):
    """A described way of doing the team's work."""

    kind: ClassVar[str] = "rutine"
    contact: RoleRef | None = Field(None, alias="kontaktpunkt", description="Rollen som tar imot henvendelser.")


class Phase(Frame):
    """A phase of a method: purpose, timing, work, partners and how it ends."""

    kind: ClassVar[str] = "fase"
    number: int = Field(alias="nummer", description="Plassen i rekken.")
    ends: Text | None = Field(None, alias="slutter_når", description="Hvordan du vet at fasen er over.")
    fixed_end: YesNo = Field(default=False, alias="fast_grense", description="«ja» når grensen til neste fase er fast.")


class ItemFrame(Frame):
    """What lists and forms share: items, copies, and how they lie on paper."""

    phase: PhaseRef | None = Field(None, alias="fase", description="Fasen i metoden.")
    copies: tuple[Copy, ...] = Field((), alias="eksemplarer", description="Hvem som beholder hvilket eksemplar.")
    signatures: tuple[DoerField, ...] = Field((), alias="underskrift", description="Hvem som skriver under.")
    kept: YesNo = Field(default=False, alias="skal_gjemmes", description="«ja» for ark om tjenester, ikke personer.")
    landscape: YesNo = Field(default=False, alias="liggende", description="«ja» for liggende ark.")
    gathers: YesNo = Field(
        default=False,
        alias="samler_mangler",
        description="«ja» når det som ikke er krysset av, skal stå i en egen liste.",
    )
    for_person: YesNo = Field(default=False, alias="til_personen", description="«ja» for stor skrift og enkelt språk.")


class Checklist(ItemFrame):
    """Items to tick."""

    kind: ClassVar[str] = "sjekkliste"


class Form(ItemFrame):
    """Fields to fill, or a table to agree on."""

    kind: ClassVar[str] = "skjema"
