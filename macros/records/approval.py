"""What was approved, and whether it is what stands here today: then it is approved, else a draft again by itself.

An approval carries a version: a digest of all that the record says, and a short one of each field, so that one can
tell what is another. Spacing, comments, quoting, place in the file and the file's head are no part of it.
"""

from __future__ import annotations

import json
import re
from enum import Enum
from hashlib import sha256
from typing import Any, Final

from macros.records.fields import Closed
from macros.records.references import Ref
from macros.records.richtext import Text

_NOT_SAID: Final = frozenset({"id", "origins", "head", "core_was"})
"""Fields that are no part of what a record says."""


def version_of(record: Closed) -> str:
    """Return what *record* says as a version: `b41f0c22d1 tittel.3f hvem.0c`, the whole first and then its fields."""
    said = _fields(record)
    return " ".join([_digest(said, 10), *(f"{name}.{_digest(value, 2)}" for name, value in sorted(said.items()))])


def differing(one: str, other: str) -> tuple[str, ...]:
    """Return the fields by which two versions differ; none where only the whole tells that something does."""
    was, now = ({*version.split(" ")[1:]} for version in (one, other))
    return tuple(sorted({name.partition(".")[0] for name in was ^ now}))


def _digest(said: Any, length: int) -> str:
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:length]


def _fields(value: Closed) -> dict[str, Any]:
    """Return what is said in the fields of *value*, by the editor's words; what is left at its default is not."""
    fields = (
        (name, field, getattr(value, name)) for name, field in type(value).model_fields.items() if name not in _NOT_SAID
    )
    return {field.alias or name: _said(given) for name, field, given in fields if given != field.default}


def _said(value: object) -> Any:
    if isinstance(value, Closed):
        return _fields(value)
    if isinstance(value, Text):
        return [" ".join(part.split()) for part in re.split(r"\n\s*\n", value.source)]
    if isinstance(value, dict):
        return [[key, _said(inner)] for key, inner in value.items()]  # in their order: it is said too
    if isinstance(value, tuple) and not isinstance(value, Ref):
        return [_said(inner) for inner in value]
    return " ".join(str(value.value if isinstance(value, Enum) else value).split())
