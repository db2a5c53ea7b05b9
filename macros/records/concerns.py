"""What the person, and those close, ask; and the records' own sentences to them, as «du»."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Final

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from macros.records.base import Record
from macros.records.fields import ActorOrRole, AnswerRef, ItemRef, Line, TopicRef
from macros.records.richtext import Text
from macros.records.vocabulary import Audience

_OF_SOMEBODY: Final = re.compile(r"\b(personen|klienten|brukeren|pasienten|deltakeren|den innsatte)s?\b", re.IGNORECASE)


def _to_somebody(text: str | Text) -> str | Text:
    said = text.source if isinstance(text, Text) else text
    if found := _OF_SOMEBODY.search(said):
        raise PydanticCustomError("til_deg", "sier «{word}» til den det gjelder. Skriv «du»", {"word": found[0]})
    return text


Sentence = Annotated[Text, AfterValidator(_to_somebody)]
"""Plain words to the one who reads."""
Clause = Annotated[Line, AfterValidator(_to_somebody)]
"""The same in the middle of a sentence: «du er under 25 år»."""


class Spoken(Record):
    """A record that may say its fact to the person, and to those close, in a sentence for them."""

    to_you: Sentence | None = Field(None, alias="til_deg", description="Setningen til den det gjelder, med «du».")
    to_close: Sentence | None = Field(None, alias="til_nære", description="Setningen til dem som er nær, med «du».")

    def said_to(self, audience: Audience) -> Text | None:
        """Return what the record says to *audience*."""
        return self.to_you if audience is Audience.PERSON else self.to_close


class Concern(Record):
    """What somebody comes with, in words of their own. The records in `answers` say the answer, each on its grounds."""

    kind: ClassVar[str] = "sporsmal"
    asker: Audience = Field(alias="hvem", description="«personen», eller «nærmeste» for dem som er nær.")
    topics: tuple[TopicRef, ...] = Field((), alias="tema", description="Hva det handler om.")
    answers: tuple[AnswerRef, ...] = Field(alias="svar", min_length=1, description="Postene som svarer, i rekkefølge.")
    call: tuple[ActorOrRole, ...] = Field((), alias="ring", description="Hvem du ringer.")
    bring: tuple[ItemRef, ...] = Field((), alias="ta_med", description="Punktene på lister som sier hva du tar med.")
