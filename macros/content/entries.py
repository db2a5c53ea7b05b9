"""What stands in a file, cut into one entry per record, before it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

from macros.content.faults import Fault, guess
from macros.content.kinds import Kind, Layout
from macros.content.references import ID, PART_ID, Ref, suggest_id
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
    root = {key: _without_empty(value) for key, value in text.root.items()}
    if kind.layout in (Layout.FILE_EACH, Layout.SINGLE):
        if not ID.fullmatch(place.stem):
            message = (
                f"Filnavnet er posten sin id og kan ikke være «{place.stem}». Kall den «{suggest_id(place.stem)}.yml»."
            )
            faults.append(Fault(text.path, 1, message))
        if "id" in root:
            faults.append(text.fault(("id",), "«id» er ikke et felt: filnavnet er id-en. Slett linjen."))
            del root["id"]
        _check_parts(kind, root, text, faults)
        yield Entry(Ref(kind.name, place.stem), root, ((text, ()),))
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
        if not ID.fullmatch(name):
            message = f"«{name}» kan ikke være en id. Skriv små bokstaver, tall og bindestrek: «{suggest_id(name)}»."
            faults.append(text.fault(keys, message))
        elif not isinstance(data, dict):
            faults.append(text.fault(keys, f"«{name}» må ha felt under seg, som «tittel: …»."))
        else:
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
            yield Entry(Ref(kind.name, name), fields, ((text, keys),))


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
            message = f"«{name}» kan ikke være en id. Skriv små bokstaver, tall og bindestrek: «{suggest_id(name)}»."
            faults.append(text.fault(keys, message))


def _keys(value: Node | None) -> list[str]:
    return list(value) if isinstance(value, dict) else []


def _without_empty(value: Node) -> Node:
    """Drop fields that are left empty: an empty value counts as missing."""
    if isinstance(value, dict):
        return {key: _without_empty(inner) for key, inner in value.items() if inner != ""}
    if isinstance(value, list):
        return [_without_empty(inner) for inner in value]
    return value
