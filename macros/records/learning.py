"""What a new employee learns by: lessons and fictional cases."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from macros.records.base import Record
from macros.records.fields import ActorOrRole, AnyRef, Closed, ContentRef, Line, StageRef, StatementRef, YesNo
from macros.records.frames import Part
from macros.records.grounds import Grounds
from macros.records.references import Ref, RefTo
from macros.records.richtext import Text

StageOrPhase = Annotated[Ref, RefTo("stadium", "fase", "tema")]


class Answer(Closed):
    """A choice and why it is right or wrong."""

    text: Text = Field(alias="tekst", description="Svaret.")
    right: YesNo = Field(alias="riktig", description="«ja» eller «nei».")
    why: Text = Field(alias="hvorfor", description="Begrunnelsen.")


class Question(Closed):
    """A question that teaches something, with its ground."""

    text: Text = Field(alias="spørsmål", description="Spørsmålet.")
    answers: tuple[Answer, ...] = Field(alias="svar", min_length=2, description="Valgene.")
    rests_on: tuple[AnyRef, ...] = Field(alias="bygger_på", min_length=1, description="Postene svaret bygger på.")

    @model_validator(mode="after")
    def _one_is_right(self) -> Question:
        if not any(answer.right for answer in self.answers):
            raise PydanticCustomError("svar", "må ha minst ett svar med «riktig: ja»")
        return self


class Pitfall(Closed):
    """Something that may go wrong, and where it stands."""

    text: Text = Field(alias="tekst", description="Hva som kan gå galt, og hva du gjør med det.")
    grounds: Grounds = Field(alias="grunnlag", min_length=1, description="Hvor det står.")


class Lesson(Record):
    """One stage of the course or one phase of the method, as something to learn.

    A lesson about a phase takes its work, its partners and its end from the phase.
    """

    kind: ClassVar[str] = "leksjon"
    about: StageOrPhase = Field(alias="gjelder", description="Stadiet, fase/… eller tema/…")
    order: int = Field(alias="rekkefølge", description="Plassen i læringsløpet.")
    purpose: Text = Field(alias="formål", description="Hva stadiet er til for.")
    starts: Text | None = Field(None, alias="starter_når", description="Hva som setter det i gang.")
    first: tuple[ContentRef, ...] = Field((), alias="gjør_først", description="Det første å gjøre.")
    needs: tuple[ActorOrRole, ...] = Field((), alias="trenger", description="Hvem du trenger å ha med.")
    parts: tuple[Part, ...] = Field((), alias="deler", description="Arbeidet, i rekkefølge.")
    pitfalls: tuple[Pitfall, ...] = Field((), alias="kan_gå_galt", description="Hva som kan gå galt.")
    experience: tuple[StatementRef, ...] = Field((), alias="erfaringer", description="Opplysninger fra kolleger.")
    ends: Text | None = Field(None, alias="slutter_når", description="Hvordan du vet at du er ferdig.")
    questions: tuple[Question, ...] = Field((), alias="spørsmål", max_length=3, description="Spørsmål som lærer noe.")
    grounds: Grounds = Field(alias="grunnlag", min_length=1, description="Hvor det står.")


class Exercise(Record):
    """A fictional case. `text` is the situation."""

    kind: ClassVar[str] = "ovingscase"
    text: Text = Field(alias="situasjon", description="Situasjonen, uten navn.")
    order: int = Field(100, alias="rekkefølge", description="Plassen blant casene.")
    question: Line = Field("Hva gjør du nå?", alias="spørsmål", description="Spørsmålet.")
    stages: tuple[StageRef, ...] = Field((), alias="stadium", description="Hvor i forløpet.")
    parts: tuple[Part, ...] = Field(alias="svar", min_length=1, description="Svaret, i rekkefølge.")
    rests_on: tuple[AnyRef, ...] = Field(alias="bygger_på", min_length=1, description="Postene svaret bygger på.")
    not_in_sources: tuple[Text, ...] = Field((), alias="ikke_i_kildene", description="Hva kildene ikke svarer på.")
    grounds: Grounds = Field(alias="grunnlag", min_length=1, description="Hvorfor casen er med.")
