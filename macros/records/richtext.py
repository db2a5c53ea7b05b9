"""Record text: plain words, `[[kind/id]]` for a link to a record, a blank line for a new paragraph. Nothing else.

Parsed once into runs that every output renders its own way; what looks like markup is shown as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from macros.records.references import Ref, parse_ref

LINK: Final = re.compile(r"\[\[([^\[\]]*)\]\]")
"""A link in a text, to be read by `parse_ref`."""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A run that shows a record's name and links to it."""

    ref: Ref


Run = Words | Mention
Paragraph = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Text of one or more paragraphs, each a tuple of runs. `source` is the text as the editor wrote it."""

    source: str
    paragraphs: tuple[Paragraph, ...]

    @classmethod
    def parse(cls, source: str) -> Text:
        """Parse *source*; raises `PydanticCustomError` in Norwegian when a link is malformed."""
        parts = [part for part in re.split(r"\n\s*\n", source.strip()) if part.strip()]
        if not parts:
            raise PydanticCustomError("tom", "kan ikke være tom")
        return cls(source.strip(), tuple(tuple(_runs(" ".join(part.split()))) for part in parts))

    def mentions(self) -> Iterator[Ref]:
        """Yield every record that the text links to, in order."""
        for paragraph in self.paragraphs:
            for run in paragraph:
                if isinstance(run, Mention):
                    yield run.ref

    @classmethod
    def _read(cls, source: str, info: core_schema.ValidationInfo) -> Text:
        """Parse *source*, with what holds instead in the place of what a municipality has taken away."""
        if gone := info.context:
            source = LINK.sub(lambda link: f"[[{gone.get(ref := parse_ref(link[1]), ref)}]]", source)
        return cls.parse(source)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.chain_schema(
            [core_schema.str_schema(), core_schema.with_info_plain_validator_function(cls._read)],
            serialization=core_schema.plain_serializer_function_ser_schema(lambda text: text.source),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": ["string", "number", "boolean"]}


def _runs(paragraph: str) -> Iterator[Run]:
    end = 0
    for match in LINK.finditer(paragraph):
        if match.start() > end:
            yield Words(paragraph[end : match.start()])
        yield Mention(parse_ref(match[1]))
        end = match.end()
    if "[[" in paragraph[end:]:
        raise PydanticCustomError("lenke", "har «[[» uten «]]» etter. Skriv [[type/id]], som [[begrep/varetekt]]")
    if end < len(paragraph):
        yield Words(paragraph[end:])
