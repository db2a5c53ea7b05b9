"""What is done, by whom, when, under what conditions, and what is handed over."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from macros.records.base import Record
from macros.records.concerns import Clause, Spoken
from macros.records.fields import (
    ActorOrRole,
    AnyRef,
    ConditionRef,
    Day,
    EventRef,
    Line,
    ListRef,
    PhaseRef,
    ProvisionRef,
    StageRef,
    TaskOrOpenPoint,
    TaskRef,
    TopicRef,
)
from macros.records.grounds import DoerField, Ground, Grounds, Scope, Timings
from macros.records.richtext import Text
from macros.records.vocabulary import Audience, ConditionSort, Participation, Requirement, StatementSort, Strength


class Stage(Record):
    """Where in the course somebody is; the order in the file is the order in time."""

    kind: ClassVar[str] = "stadium"
    short: Line = Field(alias="kort", description="Kort navn til smale steder.")
    leads: tuple[TaskOrOpenPoint, ...] = Field(
        (),
        alias="holder_trådene",
        description="Oppgavene til dem som holder i trådene her, og avklaringen når kildene ikke sier hvem.",
    )
    grounds: Grounds = Field((), alias="grunnlag", description="Hvor inndelingen står.")


class Topic(Record):
    """What a task is about; the order in the file is the order on the page."""

    kind: ClassVar[str] = "tema"
    short: Line = Field(alias="kort", description="Kort navn til smale steder.")
    code: Line | None = Field(None, alias="kode", description="To bokstaver til oversikten på ett ark.")
    grounds: Grounds = Field((), alias="grunnlag", description="Hvor temaet står.")


class Condition(Record):
    """Something that must hold for a task, a time or an item. Only a situation filters."""

    kind: ClassVar[str] = "vilkar"
    sort: ConditionSort = Field(alias="slag", description="Situasjon, forutsetning eller skjønn.")
    group: Line | None = Field(None, alias="gruppe", description="Felles navn på vilkår som utelukker hverandre.")
    includes: tuple[ConditionRef, ...] = Field((), alias="omfatter", description="Holder når ett av disse holder.")
    question: Line | None = Field(None, alias="spørsmål", description="Spørsmålet når lister settes sammen.")
    to_you: Clause | None = Field(None, alias="til_deg", description="Vilkåret med «du», som «du er under 25 år».")
    to_close: Clause | None = Field(None, alias="til_nære", description="Det samme til dem som er nær.")
    grounds: Grounds = Field((), alias="grunnlag", description="Hvor vilkåret står.")

    def said_to(self, audience: Audience) -> str | None:
        """Return the condition as it is said to *audience*."""
        return self.to_you if audience is Audience.PERSON else self.to_close


class Event(Record):
    """A moment that times are counted from."""

    kind: ClassVar[str] = "hendelse"
    date_label: Line | None = Field(
        None, alias="dato_navn", description="Navnet på datofeltet, som «dato for løslatelse»."
    )
    date_known: Line | None = Field(None, alias="dato_kjent", description="Når og av hvem datoen er kjent.")
    to_you: Clause | None = Field(None, alias="til_deg", description="Det samme etter «før» eller «etter», med «du».")
    never_when: tuple[ConditionRef, ...] = Field((), alias="finnes_ikke_når", description="Vilkår uten slik dato.")
    grounds: Grounds = Field((), alias="grunnlag", description="Hvor hendelsen står.")


def _says_how_binding(ground: Ground) -> Ground:
    if ground.strength is None:
        raise PydanticCustomError("grunnlag", "må ha «styrke». Velg mellom: {known}", {"known": "; ".join(Strength)})
    return ground


class Task(Spoken):
    """Something somebody shall, should, may or does do. A duty is a task that rests on a law or regulation."""

    kind: ClassVar[str] = "oppgave"
    doers: tuple[DoerField, ...] = Field(alias="hvem", min_length=1, description="Aktøren eller rollen som gjør det.")
    participation: Participation | None = Field(None, alias="hvordan_sammen", description="Når flere gjør det.")
    together_with: tuple[DoerField, ...] = Field((), alias="sammen_med", description="Hvem det gjøres sammen med.")
    recipients: tuple[DoerField, ...] = Field((), alias="til", description="Hvem det gjøres for eller sendes til.")
    payers: tuple[DoerField, ...] = Field((), alias="betaler", description="Hvem som betaler.")
    stages: tuple[StageRef, ...] = Field((), alias="stadium", description="Tomt betyr hele forløpet.")
    topics: tuple[TopicRef, ...] = Field((), alias="tema", description="Flere tema enn det filen heter.")
    when: tuple[ConditionRef, ...] = Field((), alias="når", description="Vilkår som alle må være oppfylt.")
    unless: tuple[ConditionRef, ...] = Field((), alias="ikke_når", description="Vilkår der oppgaven faller bort.")
    scope: Scope | None = Field(None, alias="gjelder", description="Hvem oppgaven gjelder, når det ikke er alle.")
    timings: Timings = Field((), alias="tid", description="Når oppgaven gjøres.")
    tools: tuple[ListRef, ...] = Field((), alias="verktøy", description="Listen eller skjemaet som brukes.")
    grounds: tuple[Annotated[Ground, AfterValidator(_says_how_binding)], ...] = Field(
        alias="grunnlag", min_length=1, description="Hvor oppgaven står."
    )

    @model_validator(mode="after")
    def _several_doers_say_how(self) -> Task:
        alone_may_be = self.participation is Participation.ALL_CONCERNED
        if (len(self.doers) > 1) != (self.participation is not None) and not alone_may_be:
            remedy = "har flere i «hvem». Skriv «hvordan_sammen»: sammen, hver for seg, alle berørte eller ikke sagt"
            alone = "har «hvordan_sammen», men bare én i «hvem». Slett «hvordan_sammen»"
            raise PydanticCustomError("hvem", remedy if self.participation is None else alone)
        return self


class Statement(Spoken):
    """A fact with grounds and no doer. `text` is the fact itself."""

    kind: ClassVar[str] = "opplysning"
    sort: StatementSort = Field(alias="slag", description="Hva slags opplysning det er.")
    about: tuple[AnyRef, ...] = Field((), alias="om", description="Hva den handler om; den vises der.")
    stages: tuple[StageRef, ...] = Field((), alias="stadium", description="Tomt betyr hele forløpet.")
    topics: tuple[TopicRef, ...] = Field((), alias="tema", description="Flere tema enn det filen heter.")
    when: tuple[ConditionRef, ...] = Field((), alias="når", description="Vilkår som alle må være oppfylt.")
    unless: tuple[ConditionRef, ...] = Field((), alias="ikke_når", description="Vilkår der den ikke gjelder.")
    scope: Scope | None = Field(None, alias="gjelder", description="Hvem den gjelder.")
    timings: Timings = Field((), alias="tid", description="Tider som står i opplysningen.")
    grounds: Grounds = Field(alias="grunnlag", min_length=1, description="Hvor opplysningen står.")


class Conversation(Record):
    """A talk with the person: aim, what to bring, ask and leave alone, and where it is written down (never here)."""

    kind: ClassVar[str] = "samtale"
    aim: Text = Field(alias="mål", description="Hva samtalen skal føre til.")
    who: tuple[ActorOrRole, ...] = Field((), alias="hvem", description="Hvem som har samtalen med personen.")
    order: int | None = Field(None, alias="rekkefølge", description="Plassen i en rekke av samtaler.")
    bring: tuple[Text, ...] = Field((), alias="ta_med", description="Hva du tar med.")
    ask: tuple[Text, ...] = Field((), alias="spør_om", description="Hva du spør om eller går gjennom.")
    leave: tuple[Text, ...] = Field((), alias="la_ligge", description="Hva du lar ligge.")
    write_where: Text | None = Field(None, alias="skrives_hvor", description="Hvor det skrives ned – aldri her.")
    phase: PhaseRef | None = Field(None, alias="fase", description="Fasen i metoden.")
    stages: tuple[StageRef, ...] = Field((), alias="stadium", description="Tomt betyr hele forløpet.")
    topics: tuple[TopicRef, ...] = Field((), alias="tema", description="Flere tema enn det filen heter.")
    when: tuple[ConditionRef, ...] = Field((), alias="når", description="Vilkår som alle må være oppfylt.")
    tools: tuple[ListRef, ...] = Field((), alias="verktøy", description="Listen eller skjemaet som brukes.")
    grounds: Grounds = Field(alias="grunnlag", min_length=1, description="Hvor samtalen står.")


class Handover(Record):
    """One lets go, another takes over: two tasks and what proves it («står ikke i kildene» is an answer)."""

    kind: ClassVar[str] = "overlevering"
    gives: TaskRef = Field(alias="fra", description="Oppgaven som slipper.")
    takes: TaskRef = Field(alias="til", description="Oppgaven som tar over.")
    proof: Text = Field(alias="bevis", description="Hva som viser at det er skjedd, eller «står ikke i kildene».")
    consent: Text | None = Field(None, alias="samtykke", description="Om samtykke trengs, og hvem sitt.")
    event: EventRef | None = Field(None, alias="hendelse", description="Hendelsen det skjer ved.")
    stages: tuple[StageRef, ...] = Field((), alias="stadium", description="Hvor i forløpet.")
    when: tuple[ConditionRef, ...] = Field((), alias="når", description="Vilkår som alle må være oppfylt.")
    grounds: Grounds = Field(alias="grunnlag", min_length=1, description="Hvor overleveringen står.")


class Disclosure(Spoken):
    """Who may tell whom what: in one direction, with or without consent, by which law."""

    kind: ClassVar[str] = "deling"
    teller: tuple[ActorOrRole, ...] = Field(alias="fra", min_length=1, description="Hvem som forteller.")
    told: tuple[ActorOrRole, ...] = Field(alias="til", min_length=1, description="Hvem som får vite det.")
    what: Text = Field(alias="hva", description="Hvilke opplysninger.")
    requires: Requirement = Field(alias="krever", description="Samtykke, kan uten, skal uten, ikke lov, eller avklar.")
    secrecy: tuple[ProvisionRef, ...] = Field(
        (), alias="taushetsplikt_etter", description="Paragrafene som gir taushetsplikt."
    )
    consent_from: tuple[ActorOrRole, ...] = Field((), alias="samtykke_fra", description="Hvem som samtykker.")
    limits: Text | None = Field(None, alias="grenser", description="Hva som ikke kan deles, og hvor lenge.")
    stages: tuple[StageRef, ...] = Field((), alias="stadium", description="Tomt betyr hele forløpet.")
    when: tuple[ConditionRef, ...] = Field((), alias="når", description="Vilkår som alle må være oppfylt.")
    unless: tuple[ConditionRef, ...] = Field((), alias="ikke_når", description="Vilkår der det ikke gjelder.")
    grounds: Grounds = Field(alias="grunnlag", min_length=1, description="Hvor det står.")


class OpenPoint(Spoken):
    """Something the sources do not place, and with whom it is to be settled."""

    kind: ClassVar[str] = "avklaring"
    settle_with: tuple[ActorOrRole, ...] = Field(
        alias="avklares_med", min_length=1, description="Hvem det avklares med."
    )
    about: tuple[AnyRef, ...] = Field((), alias="om", description="Oppgavene eller punktene det gjelder.")
    stages: tuple[StageRef, ...] = Field((), alias="stadium", description="Hvor i forløpet.")
    topics: tuple[TopicRef, ...] = Field((), alias="tema", description="Hva det handler om.")
    doers: tuple[ActorOrRole, ...] = Field((), alias="hvem", description="Aktørene den tomme plassen gjelder.")
    law_says: Text | None = Field(None, alias="loven_sier", description="Hva loven om temaet sier, om noe.")
    confirmed_by: tuple[ActorOrRole, ...] = Field(
        (), alias="bekreftet_av", description="Hvem som har bekreftet at det mangler."
    )
    settled: Text | None = Field(None, alias="avklart", description="Hva som er avtalt, når det er gjort.")
    settled_on: Day | None = Field(None, alias="avklart_dato", description="Dagen det ble avklart.")
    grounds: Grounds = Field((), alias="grunnlag", description="Stedet der det mangler.")
