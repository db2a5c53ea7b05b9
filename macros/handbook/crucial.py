"""What must not fail at a release: the items of lists that say so, once each, with who does them or whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.handbook.handbook import Handbook
from macros.handbook.lookup import doers_of
from macros.handbook.weighing import by_method
from macros.records import Item, OpenPoint, Phase, Stage
from macros.records.frames import ItemFrame
from macros.records.references import Ref
from macros.records.richtext import Text


@dataclass(frozen=True, slots=True)
class Crucial:
    """Something that must not fail, in the words of the lists that say it in the same words."""

    text: Text
    lists: tuple[tuple[Ref, ItemFrame], ...]
    """The item in each list, and the list."""
    doers: tuple[Ref, ...]
    points: tuple[OpenPoint, ...]
    """What the sources leave open about it."""


def crucial_to(handbook: Handbook, refs: set[Ref], stage: Stage | None = None) -> list[Crucial]:
    """Return what must not fail and is for one of *refs* to do or to settle, at *stage* if given."""
    at = handbook.keep(
        ("crucial at", stage.id if stage else ""), lambda: list(_gathered(handbook, _at(handbook, stage)))
    )
    return [one for one in at if refs.intersection(one.doers) or any(map(refs.intersection, map(_asked, one.points)))]


def crucial_at(handbook: Handbook, about: Stage | Phase) -> list[Crucial]:
    """Return all that must not fail at a stage, or in a method's phase, whoever does it."""
    if isinstance(about, Phase):
        found = [one for one in _first(handbook) if one[1].phase == about.ref]
    else:
        found = [one for one in _at(handbook, about) if not by_method(handbook, one[1].grounds)]
    return list(_gathered(handbook, found))


def _asked(point: OpenPoint) -> tuple[Ref, ...]:
    return (*point.doers, *point.settle_with)


def _first(handbook: Handbook) -> list[tuple[Ref, ItemFrame, Item]]:
    """The items that must not fail; those of a method's own lists last."""
    found = [(ref, frame, item) for ref, (frame, item) in handbook.items.items() if item.first]
    return sorted(found, key=lambda one: by_method(handbook, one[1].grounds))


def _at(handbook: Handbook, stage: Stage | None) -> list[tuple[Ref, ItemFrame, Item]]:
    """Those at *stage*. A list that names no stage, as that of the first day at work, is not about a release."""
    return [
        (ref, frame, item)
        for ref, frame, item in _first(handbook)
        if (stages := item.stages or frame.stages) and (stage is None or stage.ref in stages)
    ]


def _gathered(handbook: Handbook, found: Iterable[tuple[Ref, ItemFrame, Item]]) -> Iterator[Crucial]:
    """Join the items that say the same in the same words: several lists have them."""
    same: dict[str, list[tuple[Ref, ItemFrame, Item]]] = {}
    for one in found:
        same.setdefault(one[2].text.source, []).append(one)
    for items in same.values():
        refs = {ref for ref, _, _ in items}
        doers = dict.fromkeys(doer for _, _, item in items for doer in doers_of(handbook, item))
        points = [
            point
            for point in handbook.all(OpenPoint).values()
            if refs.intersection((*point.about, *handbook.mentioned_by.get(point.ref, ()))) and not point.settled
        ]
        yield Crucial(items[0][2].text, tuple((ref, frame) for ref, frame, _ in items), tuple(doers), tuple(points))
