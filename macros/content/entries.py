"""What stands in a file, cut into one entry per record, before it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import reduce
from operator import getitem
from pathlib import PurePosixPath
from typing import Any, Final, cast

from macros.content.faults import Fault, guess
from macros.content.kinds import Kind, Layout
from macros.content.places import fields_at, holds_words
from macros.content.references import EXAMPLE, ID, PART_ID, Ref, not_an_id, suggest_id
from macros.content.yamltext import Keys, Node, YamlText

HEAD: Final = "forvaltning"
MOVED: Final = "flyttet_til"


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as text, and where it stands. A completed entry has the core's place first, then the overlay's."""

    ref: Ref
    data: dict[str, Any]
    sources: tuple[tuple[YamlText, Keys], ...]
    core_lengths: dict[str, int] = field(default_factory=dict)
    """How long each list was in the core, when the municipality has added to it."""

    def fault(self, keys: Keys, message: str) -> Fault:
        """Place *message* at *keys* of this entry, in the file that has them."""
        if len(self.sources) > 1 and len(keys) > 1 and isinstance(keys[1], int):
            own = keys[1] - self.core_lengths.get(str(keys[0]), 0)
            text, prefix = self.sources[-1] if own >= 0 else self.sources[0]
            if (*prefix, keys[0]) in text.lines:
                return text.fault((*prefix, keys[0], own if own >= 0 else keys[1], *keys[2:]), message)
        place = tuple(keys[1:]) if keys[:1] == (HEAD,) else None
        for text, prefix in self.sources:
            if place is not None and (HEAD, *place) in text.lines:
                return text.fault((HEAD, *place), message)
            if place is None and (*prefix, *keys) in text.lines:
                return text.fault((*prefix, *keys), message)
        owner = next((s for s in self.sources if keys and (*s[1], keys[0]) in s[0].lines), self.sources[0])
        if place is not None:
            return self.sources[0][0].fault((HEAD, *place), message)
        return owner[0].fault((*owner[1], *keys), message)

    @property
    def where(self) -> Fault:
        """Where the entry begins."""
        return self.places()[0]

    def places(self) -> tuple[Fault, ...]:
        """Every place the entry is written at."""
        return tuple(text.fault(prefix, "") for text, prefix in self.sources)

    def same_as(self, other: Entry) -> bool:
        """Whether *other* would be typed into the same record."""
        return self.data == other.data and self.places() == other.places()


def entries_of(kind: Kind, place: PurePosixPath, text: YamlText, faults: list[Fault]) -> Iterator[Entry]:
    """Yield the entries of the file *text* of *kind*; what is wrong with its outer form goes to *faults*."""
    root = _without_empty(kind, text)
    faults.extend(_cut_by_comments(kind, text))
    if kind.layout in (Layout.FILE_EACH, Layout.SINGLE):
        name = place.stem
        if not ID.fullmatch(name):
            name = suggest_id(name) or EXAMPLE  # others may refer to it by the name it ought to have
            message = f"Filnavnet er posten sin id og kan ikke være «{place.stem}». Kall den «{name}.yml»."
            faults.append(Fault(text.path, 1, message))
        if "id" in root:
            faults.append(text.fault(("id",), "«id» er ikke et felt: filnavnet er id-en. Slett linjen."))
            del root["id"]
        _check_parts(kind, root, text, faults)
        yield Entry(Ref(kind.name, name), root, ((text, ()),))
        return
    for key in root:
        if key not in (HEAD, kind.place):
            remedy = f"Her står bare «{HEAD}» og «{kind.place}».{guess(key, (HEAD, kind.place))}"
            faults.append(text.fault((key,), f"«{key}» er ikke et kjent felt. {remedy}"))
    records = root.get(kind.place)
    if not isinstance(records, dict):
        faults.append(
            text.fault((kind.place,), f"«{kind.place}» mangler. Skriv postene under «{kind.place}:» etter id.")
        )
        return
    for name, data in records.items():
        keys = (kind.place, name)
        ident = name if ID.fullmatch(name) else suggest_id(name)  # others may refer to it by the id it ought to have
        if ident != name:
            faults.append(text.fault(keys, not_an_id(name)))
        if not isinstance(data, dict):
            faults.append(text.fault(keys, f"«{name}» må ha felt under seg, som «tittel: …»."))
        elif ident:
            own = {key: value for key, value in data.items() if key not in ("id", HEAD)}
            if "id" in data:
                faults.append(text.fault((*keys, "id"), "«id» er ikke et felt: id-en står over. Slett linjen."))
            if HEAD in data:
                message = f"«{HEAD}» står øverst i filen og gjelder alt i den. Flytt den dit."
                faults.append(text.fault((*keys, HEAD), message))
            head = {HEAD: root[HEAD]} if HEAD in root and MOVED not in own else {}
            fields: dict[str, Any] = {**head, **own}
            if kind.layout is Layout.FILE_PER_TOPIC and MOVED not in data and _listable(data.get("tema")):
                fields = {**fields, "tema": [place.stem, *(t for t in data.get("tema", []) if t != place.stem)]}
            yield Entry(Ref(kind.name, ident), fields, ((text, keys),))


def _listable(value: object) -> bool:
    return value is None or isinstance(value, list)


def _check_parts(kind: Kind, data: dict[str, Node], text: YamlText, faults: list[Fault]) -> None:
    """Check the ids of what lies inside a law, source, list or form."""
    inner = {"lov": "bestemmelser", "kilde": "utdrag"}.get(kind.name)
    for number in _keys(data.get(inner or "")):
        if not PART_ID.fullmatch(f"x:{number}"):
            message = f"«{number}» kan ikke være et nummer her. Skriv det som «57», «7-1» eller «16a»."
            faults.append(text.fault((inner or "", number), message))
    parts = data.get("deler")
    named: list[tuple[Keys, str]] = [(("kolonner", name), name) for name in _keys(data.get("kolonner"))]
    for place, part in enumerate(parts if isinstance(parts, list) else []):
        items = part.get("punkter") if isinstance(part, dict) else None
        named += [(("deler", place, "punkter", name), name) for name in _keys(items)]
    for keys, name in named:
        if not ID.fullmatch(name):
            faults.append(text.fault(keys, not_an_id(name)))


def _keys(value: Node | None) -> list[str]:
    return list(value) if isinstance(value, dict) else []


def _without_empty(kind: Kind, text: YamlText) -> dict[str, Node]:
    """Return the fields of *text* without those left empty, for an empty value is a missing one.

    What is no field stays, to be told of: it may be words that YAML cut off from a text.
    """
    if not text.empty:
        return dict(text.root)
    root = deepcopy(text.root)
    for keys in text.empty:
        place = _place_in_record(kind, keys)
        known = fields_at(kind.model, place[:-1]) if place else [HEAD, kind.place]
        if keys[-1] in known or place == (MOVED,):
            del reduce(getitem, keys[:-1], cast(Any, root))[keys[-1]]
    return root


def _cut_by_comments(kind: Kind, text: YamlText) -> Iterator[Fault]:
    """Yield a fault for each text that a comment follows. After an id, a number or a chosen word it may stand."""
    for keys, line in text.comments.items():
        if holds_words(kind.model, _place_in_record(kind, keys)):
            remedy = "Sett hele teksten i anførselstegn, eller flytt merknaden til en egen linje over feltet."
            name = next((key for key in reversed(keys) if isinstance(key, str)), "")
            yield Fault(text.path, line, f"Det som står etter «#», blir ikke med i «{name}». {remedy}")


def _place_in_record(kind: Kind, keys: Keys) -> Keys:
    """Return *keys* of a file of *kind* as they are inside a record; nothing for what is outside all of them."""
    if kind.holds_many and (len(keys) == 1 or keys[0] == kind.place):
        return keys[2:]
    return keys
