"""What the sources and the laws are, then and today; words; and where the sources disagree."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from macros.records.base import Record
from macros.records.fields import (
    ActorOrRole,
    AnyRef,
    Closed,
    ConditionRef,
    Day,
    LawRef,
    Line,
    Lines,
    LovdataPath,
    PassageRef,
    ProvisionRef,
    TopicRef,
    Url,
    YesNo,
)
from macros.records.grounds import AdoptedChange, Grounds, Reading, Scope, Standing
from macros.records.richtext import Text
from macros.records.vocabulary import SourceType, StandingState


class DoesNotHold(Closed):
    """A provision does not hold under a condition, by another provision (strgjfl § 52 takes § 41 away in varetekt)."""

    condition: ConditionRef = Field(alias="vilkår", description="Vilkåret der paragrafen ikke gjelder.")
    by: ProvisionRef = Field(alias="etter", description="Paragrafen som sier det.")
    instead: tuple[ProvisionRef, ...] = Field((), alias="i_stedet", description="Paragrafene som gjelder i stedet.")
    remark: Text | None = Field(None, alias="merknad", description="Hva leseren gjør i stedet.")


class Provision(Closed):
    """One section of a law: what it holds in our words, and whether it holds today. Its text is on Lovdata."""

    title: Line = Field(alias="tittel", description="Overskriften i loven.")
    text: Text | None = Field(None, alias="handler_om", description="Hva paragrafen går ut på, med egne ord.")
    standing: Standing | None = Field(None, alias="status", description="Når den er en annen enn lovens.")
    changed_on: Day | None = Field(None, alias="tekst_fra", description="Når den er en annen enn lovens.")
    today: tuple[ProvisionRef, ...] = Field((), alias="i_dag", description="Paragrafene som gjelder i stedet i dag.")
    not_when: tuple[DoesNotHold, ...] = Field((), alias="gjelder_ikke", description="Vilkår der den ikke gjelder.")
    scope: Scope | None = Field(None, alias="gjelder", description="Hvem paragrafen gjelder, når det ikke er alle.")
    topics: tuple[TopicRef, ...] = Field((), alias="tema", description="Tema paragrafen svarer på.")
    adopted: AdoptedChange | None = Field(None, alias="endring_vedtatt", description="Vedtatt, men ikke i kraft.")
    read: Reading | None = Field(
        None, alias="lest", description="Når og av hvem, når teksten er nyere enn den loven ble lest i."
    )
    covers: tuple[Line, ...] = Field(
        (), alias="paragrafer", description="Paragrafene i et kapittel, når numrene ikke viser det."
    )
    is_list: YesNo = Field(
        default=False, alias="liste", description="«ja» når den er en liste, så den som viser hit, må si hvilket punkt."
    )
    unused: Line | None = Field(None, alias="uten_post", description="Hvorfor ingen post bygger på paragrafen.")

    @model_validator(mode="after")
    def _is_taken_as_read(self) -> Provision:
        if self.read is None:
            return self
        if self.read.by is None:
            raise PydanticCustomError("lov", "har «lest», men mangler «av»: rollen som leste den nye teksten")
        if self.changed_on is None:
            raise PydanticCustomError("lov", "har «lest», men mangler «tekst_fra»: dagen den leste teksten gjelder fra")
        if self.standing is not None and self.standing.state in (StandingState.CHANGED_UNREAD, StandingState.UNREAD):
            message = (
                "har «lest», men tilstanden «{state}». Er den nye teksten lest, rett tilstanden. Ellers slett «lest»"
            )
            raise PydanticCustomError("lov", message, {"state": str(self.standing.state)})
        return self


class Law(Record):
    """A law or regulation as cited and as read. `title` is the short title."""

    kind: ClassVar[str] = "lov"
    source_type: SourceType = Field(alias="kildetype", description="lov eller forskrift.")
    full_title: Line = Field(alias="fullt_navn", description="Hele tittelen.")
    short: Line = Field(alias="kortform", description="Kort navn foran §, som «strgjfl».")
    on: Day = Field(alias="dato", description="Datoen loven har i navnet.")
    number: Line | None = Field(None, alias="nummer", description="Nummeret loven har i navnet.")
    lovdata: LovdataPath | None = Field(None, alias="lovdata", description="Adressen hos Lovdata.")
    standing: Standing = Field(alias="status", description="Gjelder loven i dag?")
    changed_on: Day | None = Field(None, alias="tekst_fra", description="Dagen den leste teksten gjelder fra.")
    read: Reading | None = Field(None, alias="lest", description="Når og hvordan teksten ble lest.")
    former_names: tuple[Line, ...] = Field((), alias="tidligere_navn", description="Navn loven har hatt.")
    today: tuple[LawRef, ...] = Field((), alias="i_dag", description="Lovene som gjelder i stedet i dag.")
    adopted: AdoptedChange | None = Field(None, alias="endring_vedtatt", description="Vedtatt, men ikke i kraft.")
    provisions: dict[str, Provision] = Field({}, alias="bestemmelser", description="Paragrafene, som «7-1» og «16a».")

    @model_validator(mode="after")
    def _is_a_law(self) -> Law:
        if self.source_type not in (SourceType.LAW, SourceType.REGULATION):
            raise PydanticCustomError("lov", "har en kildetype som ikke er «lov» eller «forskrift»")
        if self.standing.state is not StandingState.UNREAD and self.read is None:
            raise PydanticCustomError("lov", "mangler «lest». En lov ingen har lest, har tilstanden «ikke lest»")
        return self

    def standing_of(self, provision: Provision) -> Standing:
        """Return whether *provision* of this law holds today: as it says itself, else as the law does."""
        return provision.standing or self.standing


class Passage(Closed):
    """One numbered passage of a source: heading and figures, never its text."""

    heading: Line | None = Field(None, alias="overskrift", description="Overskriften utdraget står under.")
    left_out: Line | None = Field(None, alias="utelatt", description="Hvorfor ingen post bygger på det.")
    figures: Lines = Field((), alias="tall", description="Tall for tid, alder, beløp, andel eller antall i utdraget.")
    scope: Scope | None = Field(None, alias="gjelder", description="Når utdraget gjelder andre enn kilden ellers.")
    cites: tuple[ProvisionRef, ...] = Field((), alias="viser_til", description="Paragrafer utdraget viser til.")
    uncertain: Line | None = Field(None, alias="usikker", description="Hva som er usikkert i lesningen.")


class Source(Record):
    """A document the content is made from, cut into numbered passages."""

    kind: ClassVar[str] = "kilde"
    source_type: SourceType = Field(alias="kildetype", description="Hva slags kilde det er.")
    short: Line = Field(alias="kortnavn", description="Navnet i en setning, som «Rundskrivet fra 2006».")
    publisher: Line = Field(alias="utgiver", description="Hvem som ga den ut.")
    dated: Line = Field(alias="fra", description="Året eller datoen, eller «udatert».")
    standing: Standing = Field(alias="status", description="Gjelder kilden i dag?")
    scope: Scope | None = Field(None, alias="gjelder", description="Hvem kilden handler om, når det ikke er alle.")
    caveat: Text | None = Field(None, alias="forbehold", description="Linje på alt som bare bygger på kilden.")
    link: Url | None = Field(None, alias="lenke", description="Adressen der den kan leses.")
    complete: YesNo = Field(alias="ferdig", description="«ja» når alle utdrag skal være gjort rede for.")
    passages: dict[str, Passage] = Field({}, alias="utdrag", description="Utdragene etter nummer.")


class Term(Record):
    """A word: its meaning, short forms, older and everyday names. `text` is the meaning."""

    kind: ClassVar[str] = "begrep"
    text: Text = Field(alias="betydning", description="Hva ordet betyr, i én enkel setning.")
    short_forms: tuple[Line, ...] = Field((), alias="kortformer", description="Forkortelser, som «IP».")
    former_names: tuple[Line, ...] = Field((), alias="tidligere_navn", description="Eldre navn som står i kilder.")
    today: AnyRef | None = Field(None, alias="i_dag", description="Det ordet viser til i dag.")
    see_also: tuple[AnyRef, ...] = Field((), alias="se_også", description="Poster leseren bør se.")
    sure: Line | None = Field(None, alias="usikker", description="Hva som er usikkert ved betydningen.")
    marked: YesNo = Field(
        default=True,
        alias="merkes",
        description="«nei» når ordet også betyr noe annet, og ikke skal forklares i tekst.",
    )
    grounds: Grounds = Field(alias="grunnlag", min_length=1, description="Hvor ordet står.")


class Party(Closed):
    """One side of a conflict: where it stands and what it says."""

    title: Line = Field(alias="hvem", description="Kilden i korte ord, som «Rundskrivet fra 2006».")
    passages: tuple[PassageRef, ...] = Field((), alias="utdrag", description="Utdragene.")
    provisions: tuple[ProvisionRef, ...] = Field((), alias="bestemmelser", description="Paragrafene.")
    says: Text = Field(alias="sier", description="Hva den sier.")

    @model_validator(mode="after")
    def _stands_somewhere(self) -> Party:
        if not self.passages and not self.provisions:
            raise PydanticCustomError("part", "må ha «utdrag» eller «bestemmelser»")
        return self


class Conflict(Record):
    """Where the sources disagree, what the law says, and our advice until it is settled."""

    kind: ClassVar[str] = "uenighet"
    about: tuple[AnyRef, ...] = Field(alias="gjelder", min_length=1, description="Postene som får merket.")
    parties: tuple[Party, ...] = Field(alias="parter", min_length=2, description="Hvem som sier hva.")
    law_says: Text | None = Field(None, alias="loven_sier", description="Hva loven sier, om noe.")
    law: tuple[ProvisionRef, ...] = Field((), alias="bestemmelser", description="Paragrafene loven sier det i.")
    advice: Text = Field(alias="råd", description="Forslag fra redaksjonen til det er avklart.")
    ask: tuple[ActorOrRole, ...] = Field(alias="spør", min_length=1, description="Hvem som kan avklare det.")
