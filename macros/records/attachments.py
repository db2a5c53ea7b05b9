"""Files that lie beside a routine, a list, a form or a phase: what a record says of each."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from macros.records.fields import Closed, Line, matching

ENDINGS: Final = ("png", "jpg", "jpeg", "pdf", "docx")
PICTURES: Final = ENDINGS[:3]

FILE_NAME: Final = rf"[a-z0-9]+(-[a-z0-9]+)*\.({'|'.join(ENDINGS)})"

FileName = Annotated[
    str,
    AfterValidator(
        matching(FILE_NAME, "må være et filnavn: små bokstaver a–z, tall og bindestrek, og så .png, .jpg, .pdf, .docx")
    ),
]


class Attachment(Closed):
    """A file beside a record, in the folder `vedlegg/` of the core or of the municipality."""

    file: FileName = Field(alias="fil", description="Filens navn i mappen vedlegg/: png, jpg, pdf eller docx.")
    title: Line = Field(alias="tittel", description="Hva filen er. Står under bildet, eller på lenken.")
    alt: Line | None = Field(
        None, alias="alternativ_tekst", description="Hva bildet viser, for den som ikke ser det. Bilder må ha det."
    )

    @property
    def ending(self) -> str:
        """The ending of the file's name."""
        return self.file.rpartition(".")[2]

    @property
    def is_picture(self) -> bool:
        """Whether it is shown, and not only linked to."""
        return self.ending in PICTURES

    @model_validator(mode="after")
    def _told_to_all(self) -> Attachment:
        if self.is_picture and self.alt is None:
            remedy = "Skriv hva bildet viser, for den som ikke ser det"
            raise PydanticCustomError("bilde", f"mangler «alternativ_tekst». {remedy}")
        return self
