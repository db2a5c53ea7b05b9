"""What a fact rests on, whom it speaks of, whether it holds today, and when."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from macros.records.fields import (
    ActorOrRole,
    Closed,
    ConditionRef,
    Day,
    EventRef,
    LawRef,
    Line,
    PassageRef,
    ProvisionRef,
    RoleRef,
    SourceRef,
    StageRef,
)
from macros.records.references import Ref
from macros.records.richtext import Text
from macros.records.vocabulary import (
    Direction,
    ReadingManner,
    StandingState,
    Strength,
    TimingKind,
    Unit,
    WhichMunicipality,
)


class Scope(Closed):
    """Whom a source, provision or task speaks of. Two scopes are the same when all fields are."""

    group: Line | None = Field(None, alias="målgruppe", description="Hvem det gjelder, som «rusmiddelavhengige».")
    age_from: int | None = Field(None, alias="alder_fra", description="Laveste alder i hele år.")
    age_to: int | None = Field(None, alias="alder_til", description="Høyeste alder i hele år.")
    sentence: Line | None = Field(None, alias="straffeform", description="Hvilken straff eller fengsling.")
    area: Line | None = Field(None, alias="område", description="Hvor det gjelder, som en kommune eller bydel.")


class Standing(Closed):
    """Whether a source or provision holds today, as far as it was read."""

    state: StandingState = Field(alias="tilstand", description="Gjelder det i dag?")
    on: Day | None = Field(None, alias="dato", description="Datoen tilstanden gjelder fra (i kraft, opphevet …).")
    replaced_by: tuple[LawRef, ...] = Field((), alias="erstattet_av", description="Lovene som gjelder i stedet.")
    replaced_by_source: SourceRef | None = Field(None, alias="erstattet_av_kilde", description="Kilden i stedet.")
    remark: Text | None = Field(None, alias="merknad", description="Hva leseren må vite om tilstanden.")

    @property
    def instead(self) -> tuple[Ref, ...]:
        """The laws and the source that hold in its place."""
        return (*self.replaced_by, *((self.replaced_by_source,) if self.replaced_by_source else ()))


class AdoptedChange(Closed):
    """A change that is adopted and not in force; it never changes the standing."""

    by: Line = Field(alias="av", description="Loven eller forskriften som endrer, som «lov 12. mai 2026 nr. 18».")
    in_force: Day | None = Field(None, alias="i_kraft", description="Dato, eller tomt når den ikke er fastsatt.")
    remark: Text | None = Field(None, alias="merknad", description="Hva som endres, så langt det er kjent.")


class Reading(Closed):
    """When and how the text of a law, or of one provision, was read, and by whom."""

    on: Day = Field(alias="dato", description="Dagen teksten ble lest.")
    manner: ReadingManner = Field(alias="hvordan", description="Hvor teksten ble lest.")
    fetched: Day | None = Field(None, alias="hentet", description="Dagen kopien ble hentet.")
    by: RoleRef | None = Field(None, alias="av", description="Rollen som leste, når det ikke var redaksjonen.")
    imprint: Line | None = Field(None, alias="avtrykk", description="Avtrykket av teksten, som «lawcheck» skriver det.")


class Ground(Closed):
    """One thing a fact rests on: a passage of a source, a provision of law, or the editors' own proposal."""

    passage: PassageRef | None = Field(None, alias="utdrag", description="Utdraget, som rundskriv-2006:57.")
    provision: ProvisionRef | None = Field(None, alias="bestemmelse", description="Paragrafen, som hol:7-1.")
    proposal: Line | None = Field(None, alias="forslag", description="Hvorfor redaksjonen foreslår det.")
    subsection: int | None = Field(None, alias="ledd", ge=1, le=30, description="Leddet i paragrafen, 1 for første.")
    sentence: int | None = Field(None, alias="punktum", ge=1, le=30, description="Punktumet i leddet, 1 for første.")
    letter: Line | None = Field(None, alias="bokstav", description="Bokstav eller nummer i leddet.")
    strength: Strength | None = Field(None, alias="styrke", description="Hvor bindende kilden gjør det.")
    word: Line | None = Field(None, alias="ord", description="Kildens eget ord, som «bør få».")
    named_as: Line | None = Field(None, alias="nevnt_som", description="Hva den som gjør det, het i kilden.")
    doers: tuple[ActorOrRole, ...] = Field((), alias="hvem", description="Når grunnlaget bare gjelder noen av dem.")
    scope: Scope | None = Field(None, alias="gjelder", description="Når stedet gjelder noen andre enn kilden ellers.")
    place: Line | None = Field(None, alias="sted", description="Cellen eller linjen, når utdraget har flere.")

    @model_validator(mode="after")
    def _one_thing(self) -> Ground:
        if sum(thing is not None for thing in (self.passage, self.provision, self.proposal)) != 1:
            raise PydanticCustomError("grunnlag", "må ha nøyaktig ett av «utdrag», «bestemmelse» og «forslag»")
        if self.provision is None and (self.subsection or self.sentence or self.letter):
            raise PydanticCustomError("grunnlag", "har ledd, punktum eller bokstav, men det hører til «bestemmelse»")
        return self

    @property
    def cited(self) -> Ref | None:
        """The passage or provision, or nothing for the editors' own proposal."""
        return self.passage or self.provision


Grounds = tuple[Ground, ...]


def _doer(value: Any) -> Any:
    return {"hvem": value} if isinstance(value, str) else value


class Serving(Closed):
    """Which municipality a municipal service belongs to, where that differs by stage with its own grounds."""

    which: WhichMunicipality = Field(alias="kommune", description="Hvilken kommune.")
    stages: tuple[StageRef, ...] = Field((), alias="stadium", description="Når det bare gjelder da.")
    grounds: Grounds = Field((), alias="grunnlag", description="Hvor det står.")


def _municipality(value: Any) -> Any:
    return {"kommune": value} if isinstance(value, str) else value


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


MunicipalityField = Annotated[Serving, BeforeValidator(_municipality)]


class Doer(Closed):
    """Somebody who does a task; a municipal one may say which municipality's."""

    who: ActorOrRole = Field(alias="hvem", description="Aktøren, eller rolle/…")
    municipality: Annotated[tuple[MunicipalityField, ...], BeforeValidator(_several)] = Field(
        (), alias="hvilken_kommune", description="Hvilken kommune sin, når det er en kommunal tjeneste."
    )


DoerField = Annotated[
    Doer,
    BeforeValidator(_doer),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "description": "Id på aktøren, eller rolle/id"},
                {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["hvem"],
                    "properties": {
                        "hvem": {"type": "string", "description": "Id på aktøren, eller rolle/id"},
                        "hvilken_kommune": {
                            "description": "Én kommune, eller en liste med «kommune», «stadium» og «grunnlag».",
                            "anyOf": [{"enum": [str(value) for value in WhichMunicipality]}, {"type": "array"}],
                        },
                    },
                },
            ]
        },
        mode="validation",
    ),
]
"""Written as an id, or with `hvem` and `hvilken_kommune`."""


class Timing(Closed):
    """When: numbers counted from an event, or only the source's words, which never become a date.

    `start`/`end` are whole numbers of `unit`; «1–2 måneder før» has 1 and 2, «3 måneder før» has only `start`.
    """

    kind: TimingKind = Field(alias="hva", description="Start, senest, minst igjen eller gjentas.")
    start: int | None = Field(None, alias="fra", ge=0, le=999, description="Tallet, eller det minste av to.")
    end: int | None = Field(None, alias="til", ge=0, le=999, description="Det største av to tall.")
    unit: Unit | None = Field(None, alias="enhet", description="Enheten tallene står i.")
    direction: Direction | None = Field(None, alias="retning", description="Før, etter eller ved hendelsen.")
    event: EventRef | None = Field(None, alias="hendelse", description="Hendelsen tiden regnes fra.")
    measured_at: EventRef | None = Field(None, alias="målt_ved", description="Når «minst igjen» måles.")
    times: int | None = Field(None, alias="ganger", ge=1, description="Hvor mange ganger i hver periode.")
    words: Line | None = Field(None, alias="ord", description="Kildens egne ord, som «i god tid».")
    when: tuple[ConditionRef, ...] = Field((), alias="når", description="Vilkår som alle må være oppfylt.")
    unless: tuple[ConditionRef, ...] = Field((), alias="ikke_når", description="Vilkår der tiden ikke gjelder.")
    grounds: Grounds = Field((), alias="grunnlag", description="Hvor tiden står.")

    @model_validator(mode="after")
    def _says_something(self) -> Timing:
        if self.start is None and self.direction is not Direction.AT and self.words is None:
            raise PydanticCustomError("tid", "må ha et tall i «fra», retningen «ved», eller kildens ord i «ord»")
        if self.start is not None and self.unit is None:
            raise PydanticCustomError("tid", "har tall, men mangler «enhet»")
        if self.start is not None and self.end is not None and self.end < self.start:
            raise PydanticCustomError("tid", "har «til» som er mindre enn «fra»")
        if (self.direction is None) != (self.event is None):
            raise PydanticCustomError("tid", "må ha både «retning» og «hendelse», eller ingen av dem")
        if self.end is not None and self.start is None:
            raise PydanticCustomError("tid", "har «til», men mangler «fra»")
        if self.kind in (TimingKind.START, TimingKind.LATEST) and self.start is not None and self.event is None:
            raise PydanticCustomError("tid", "har tall, men mangler «retning» og «hendelse» å regne fra")
        if self.measured_at is not None and self.kind is not TimingKind.REMAINING:
            raise PydanticCustomError("tid", "har «målt_ved», men det hører bare til «minst igjen»")
        return self


Timings = tuple[Timing, ...]
