"""What stands in a file, cut into one entry per record, before it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import reduce
from operator import getitem
from pathlib import PurePosixPath
from typing import Any, Final, cast

from macros.content.as_typed import cut_by_comment
from macros.content.faults import Fault, guess
from macros.content.heads import HEAD, check_approvals, own_head, row_of
from macros.content.places import fields_at, holds_words
from macros.content.yamltext import Node, YamlText
from macros.records.inside import part_kind, parts_in
from macros.records.kinds import Kind, Layout
from macros.records.references import EXAMPLE, ID, LONGEST_ID, PART_ID, Keys, Ref, near_id, not_an_id

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
        """Place *message* at *keys* of this entry, in the file that has them, or most of them."""
        if keys[:1] == (HEAD,):
            return self._fault_in_head(keys, message)
        if len(self.sources) > 1 and len(keys) > 1 and isinstance(keys[1], int):
            return self._fault_in_list(keys, message)
        return self._placed([(text, (*prefix, *keys)) for text, prefix in self.sources], len(keys), message)

    def _fault_in_list(self, keys: Keys, message: str) -> Fault:
        """Place *message* at *keys*, which go through a list that begins in the core and may go on in the overlay."""
        own = int(keys[1]) - self.core_lengths.get(str(keys[0]), 0)
        text, prefix = self.sources[0] if own < 0 else self.sources[-1]
        place = keys if own < 0 else (keys[0], own, *keys[2:])
        return self._placed([(text, (*prefix, *place))], len(keys), message)

    def _fault_in_head(self, keys: Keys, message: str) -> Fault:
        """Place *message* at *keys* of the head that has them: the last, or the core's for its own changes."""
        sources = self.sources[::-1]
        if len(keys) > 2 and isinstance(keys[2], int):  # the municipality's changes come after the core's
            own = keys[2] - self.core_lengths.get(HEAD, 0)
            sources = self.sources[:1] if own < 0 else sources[:1]
            keys = keys if own < 0 else (*keys[:2], own, *keys[3:])
        places = [(text, row_of(keys, str(prefix[-1])) if prefix else keys) for text, prefix in sources]
        return self._placed(places, len(keys), message)

    @staticmethod
    def _placed(places: list[tuple[YamlText, Keys]], depth: int, message: str) -> Fault:
        """Place *message* at the first of *places* that is written; else where most of its last *depth* keys are."""
        for less in range(depth):
            for text, keys in places:
                if keys[: len(keys) - less] in text.lines:
                    return text.fault(keys, message)
        text, keys = places[0]
        return text.fault(keys, message)

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
    faults.extend(_swallowed(kind, text))
    if kind.holds_many:
        yield from _many(kind, place, root, text, faults)
    else:
        yield _one(kind, place, root, text, faults)


def _one(kind: Kind, place: PurePosixPath, root: dict[str, Node], text: YamlText, faults: list[Fault]) -> Entry:
    """Return the one entry of a file, called what the file is called."""
    name = place.stem
    if not ID.fullmatch(name):
        name = near_id(name) or EXAMPLE  # others may refer to it by the name it ought to have
        limit = f" Grensen er {LONGEST_ID} tegn." if len(place.stem) > LONGEST_ID else ""
        message = f"Filnavnet er posten sin id og kan ikke være «{place.stem}».{limit} Kall den «{name}.yml»."
        faults.append(Fault(text.path, 1, message))
    if root.pop("id", None) is not None:
        faults.append(text.fault(("id",), "«id» er ikke et felt: filnavnet er id-en. Slett linjen."))
    _check_parts(kind, root, text, faults)
    return Entry(Ref(kind.name, name), root, ((text, ()),))


def _many(
    kind: Kind, place: PurePosixPath, root: dict[str, Node], text: YamlText, faults: list[Fault]
) -> Iterator[Entry]:
    """Yield the entries of a file that holds them by id, under the key of their kind."""
    for key in root:
        if key not in (HEAD, kind.place):
            remedy = f"Her står bare «{HEAD}» og «{kind.place}».{guess(key, (HEAD, kind.place))}"
            faults.append(text.fault((key,), f"«{key}» er ikke et kjent felt. {remedy}"))
    records = root.get(kind.place)
    if not isinstance(records, dict):
        message = f"«{kind.place}» mangler. Skriv postene under «{kind.place}:» etter id."
        faults.append(text.fault((kind.place,), message))
        return
    standing = [name for name, data in records.items() if isinstance(data, dict) and MOVED not in data]
    check_approvals(text, standing, faults)
    topic = place.stem if kind.layout is Layout.FILE_PER_TOPIC else ""
    for name, data in records.items():
        ident = name if ID.fullmatch(name) else near_id(name)  # others may refer to it by the id it ought to have
        if ident != name or not name:
            faults.append(text.fault((kind.place, name), not_an_id(name)))
        if not isinstance(data, dict):
            message = f"«{name}» må ha felt under seg, som «tittel: …»."
            faults.append(text.fault((kind.place, name), message))
        elif ident:
            _check_keys((kind.place, name), data, text, faults)
            head = own_head(root[HEAD], name) if HEAD in root else None
            yield Entry(Ref(kind.name, ident), _fields(data, head, topic), ((text, (kind.place, name)),))


def _check_keys(keys: Keys, data: dict[str, Node], text: YamlText, faults: list[Fault]) -> None:
    """Tell of what stands on the record at *keys* and belongs over it."""
    if "id" in data:
        faults.append(text.fault((*keys, "id"), "«id» er ikke et felt: id-en står over. Slett linjen."))
    if HEAD in data:
        message = f"«{HEAD}» står øverst i filen og gjelder alt i den. Flytt den dit."
        faults.append(text.fault((*keys, HEAD), message))


def _fields(data: dict[str, Any], head: Node | None, topic: str) -> dict[str, Any]:
    """Return the fields of a record: its own, its *head*, and the *topic* that the file is named by."""
    fields = {key: value for key, value in data.items() if key not in ("id", HEAD)}
    if MOVED in fields:
        return fields
    if topic and _listable(fields.get("tema")):
        fields["tema"] = [topic, *(other for other in fields.get("tema", []) if other != topic)]
    return {**({HEAD: head} if head is not None else {}), **fields}


def _listable(value: object) -> bool:
    return value is None or isinstance(value, list)


def _check_parts(kind: Kind, data: dict[str, Node], text: YamlText, faults: list[Fault]) -> None:
    """Check the ids of what lies inside a law, source, list or form."""
    columns = data.get("kolonner")
    for name in columns if isinstance(columns, dict) else ():
        if not ID.fullmatch(name):
            faults.append(text.fault(("kolonner", name), not_an_id(name)))
    for keys, name, _ in parts_in(Ref(kind.name, ""), data):
        if part_kind(kind.name) == "punkt":
            if not ID.fullmatch(name):
                faults.append(text.fault(keys, not_an_id(name)))
        elif not PART_ID.fullmatch(f"x:{name}"):
            message = f"«{name}» kan ikke være et nummer her. Skriv det som «57», «7-1» eller «16a»."
            faults.append(text.fault(keys, message))


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
            name = next((key for key in reversed(keys) if isinstance(key, str)), "")
            yield Fault(text.path, line, cut_by_comment(name))


def _swallowed(kind: Kind, text: YamlText) -> Iterator[Fault]:
    """Yield a fault for each line that is a field of the record, but stands so deep that it is part of a text."""
    for keys, line, word in text.like_fields:
        place = _place_in_record(kind, keys)
        if place and word in fields_at(kind.model, place[:-1]):
            remedy = "Rykk den inn som feltet over, eller skriv setningen om."
            yield Fault(text.path, line, f"«{word}:» er et felt, men blir en del av teksten over. {remedy}")


def _place_in_record(kind: Kind, keys: Keys) -> Keys:
    """Return *keys* of a file of *kind* as they are inside a record; nothing for what is outside all of them."""
    if kind.holds_many and (len(keys) == 1 or keys[0] == kind.place):
        return keys[2:]
    return keys
