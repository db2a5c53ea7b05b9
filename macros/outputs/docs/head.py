"""What may stand over a written page between two lines of `---`: its title and its description."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from macros.content.as_typed import cut_by_comment
from macros.content.faults import Fault, guess
from macros.content.yamltext import read
from macros.outputs.docs.letters import wrong_in_title

_FIELDS: Final = ("title", "description")
_HEAD: Final = re.compile(r"---[ \t]*\n(.*?\n)?(---|\.\.\.)[ \t]*(\n|$)", re.DOTALL)
_FIELD: Final = re.compile(r"^[^\s:#][^:\n]*:(\s|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Head:
    """The fields over a page, and the page without them: `body` keeps empty lines for them, so that lines agree."""

    title: str
    description: str
    body: str
    faults: tuple[Fault, ...] = ()


def head_of(where: str, text: str) -> Head:
    """Part *text*, of the file shown as *where*, into its head and the rest. A line of `---` alone is a rule."""
    match = _HEAD.match(text)
    if not match:
        opened = re.match(r"---[ \t]*\n[^\s:#][^:\n]*:", text)
        message = "Feltene øverst er ikke avsluttet. Skriv «---» på en egen linje under det siste feltet."
        return Head("", "", text, (Fault(where, 1, message),) if opened else ())
    fields = match[1] or ""
    if fields.strip() and not _FIELD.search(fields):
        return Head("", "", text)
    body = "\n" * match[0].count("\n") + text[match.end() :]
    if not re.sub(r"^\s*#.*", "", fields, flags=re.MULTILINE).strip():
        return Head("", "", body)
    read_as = read(where, f"\n{fields}".encode())
    faults = [
        *read_as.faults,
        *(Fault(where, at, cut_by_comment(str(key))) for (key, *_), at in read_as.comments.items()),
    ]
    for key, value in read_as.root.items():
        if key not in _FIELDS:
            remedy = f"Feltene her er: {', '.join(_FIELDS)}."
            faults.append(read_as.fault((key,), f"«{key}» er ikke et kjent felt.{guess(key, _FIELDS)} {remedy}"))
        elif not isinstance(value, str):
            faults.append(read_as.fault((key,), f"«{key}» må være tekst, ikke en liste eller flere felt."))
        elif message := wrong_in_title(value, f"«{key}»"):
            faults.append(read_as.fault((key,), message))
    title, description = (value if isinstance(value := read_as.root.get(key, ""), str) else "" for key in _FIELDS)
    return Head(" ".join(title.split()), " ".join(description.split()), body, tuple(faults))
