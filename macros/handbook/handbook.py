"""All records by kind and id, what they are called, and who refers to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from macros.handbook.attached import Attached
from macros.handbook.logo import Logo
from macros.records import (
    Actor,
    Conflict,
    Item,
    Law,
    Municipality,
    Provision,
    Record,
    Removed,
    Role,
    Source,
    Stage,
    Statement,
    Task,
)
from macros.records.frames import ItemFrame
from macros.records.inside import HOLDERS, parts, smallest
from macros.records.references import Ref, section_sign
from macros.records.walk import references

R = TypeVar("R", bound=Record)
T = TypeVar("T")

OUTSIDE_CASES = "utenfor-enkeltsaker"
"""The stage of cooperation between bodies; what holds for the whole course does not show there."""


@dataclass(frozen=True)
class Handbook:
    """Every record of the core and the municipality. Read-only; answers are worked out once and kept."""

    by_kind: Mapping[str, Mapping[str, Record]]
    moved: Mapping[Ref, Ref]
    removed: Mapping[Ref, Removed]
    core: Mapping[Ref, Record]
    logo: Logo | None = None
    attached: Mapping[str, Attached] = field(default_factory=dict)
    """The files beside the records, by name."""

    @classmethod
    def of(
        cls,
        records: Iterable[Record],
        moved: Mapping[Ref, Ref],
        removed: Mapping[Ref, Removed] | None = None,
        core: Iterable[Record] = (),
        logo: Logo | None = None,
        attached: Mapping[str, Attached] | None = None,
    ) -> Handbook:
        """Gather *records*. *moved* says where old ids lead today, *removed* is what the municipality took away.

        *core* is all that it completes, replaces or took away, as the core has it.
        """
        by_kind: defaultdict[str, dict[str, Record]] = defaultdict(dict)
        for record in records:
            by_kind[record.kind][record.id] = record
        return cls(by_kind, moved, removed or {}, {record.ref: record for record in core}, logo, attached or {})

    def all(self, model: type[R]) -> Mapping[str, R]:
        """Return the records of class *model* by id, in the order of the files."""
        return self.by_kind.get(model.kind, {})  # type: ignore[return-value]  # the key is the class's own kind

    def __iter__(self) -> Iterator[Record]:
        for kind in self.by_kind:
            yield from self.by_kind[kind].values()

    def get(self, ref: Ref) -> Record | None:
        """Return the record *ref*; for an item, passage or provision, the record it lies in."""
        if ref.kind == "punkt":
            return self.items[ref][0] if ref in self.items else None
        (kind,) = HOLDERS.get(ref.kind, (ref.kind,))
        return self.by_kind.get(kind, {}).get(ref.id.partition(":")[0])

    def knows(self, ref: Ref) -> bool:
        """Whether *ref* leads to a record, or to an item, passage or provision that is there."""
        record, part = self.get(ref), ref.id.partition(":")[2]
        if isinstance(record, Law) and ref.kind == "bestemmelse":
            return part in record.provisions
        if isinstance(record, Source) and ref.kind == "utdrag":
            return part in record.passages
        return str(ref) == "kommune/kommune" or (record is not None and not part)

    def without(self, refs: set[Ref]) -> Handbook:
        """Return a handbook without the records *refs*."""
        kept = (record for record in self if record.ref not in refs)
        return Handbook.of(kept, self.moved, self.removed, self.core.values(), self.logo, self.attached)

    def today(self, ref: Ref) -> Ref:
        """Return *ref*, or what it is today if it has moved. For the few that the program knows by name."""
        return self.moved.get(ref, ref)

    def ids(self, kind: str, *names: str) -> list[str]:
        """Return the ids that those of *kind* which the program knows as *names* have today."""
        return [self.today(Ref(kind, name)).id for name in names]

    def provision(self, ref: Ref) -> Provision:
        """Return the provision *ref*."""
        law, _, number = ref.id.partition(":")
        return self.all(Law)[law].provisions[number]

    def actor(self, ref: Ref) -> Actor:
        """Return the actor *ref*, or the actor that the role *ref* lies inside."""
        if ref.kind == "rolle":
            ref = self.all(Role)[ref.id].inside
        return self.all(Actor)[ref.id]

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what *make* gives, worked out the first time that *key* is asked for."""
        if key not in self._kept:
            self._kept[key] = make()
        kept: T = self._kept[key]
        return kept

    @cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    @cached_property
    def municipality(self) -> Municipality | None:
        """The municipality the site is built for, or none for the core alone."""
        return next(iter(self.all(Municipality).values()), None)

    @cached_property
    def items(self) -> Mapping[Ref, tuple[ItemFrame, Item]]:
        """Every item of every list and form, by its own reference."""
        return {
            ref: (frame, item)
            for kind in HOLDERS["punkt"]
            for frame in self.by_kind.get(kind, {}).values()
            if isinstance(frame, ItemFrame)
            for ref, item in parts(frame)
            if isinstance(item, Item)
        }

    # What things are called.

    def name(self, ref: Ref) -> str:
        """Return what readers call *ref*: a local name where the municipality has one.

        A role is named with its actor, or with the role that has it, where one has several.
        """
        record = self.get(ref)
        if ref.kind == "kommune":
            return self.municipality.title if self.municipality else "kommunen"
        if ref.kind == "bestemmelse":
            return f"{self.all(Law)[record.id].title} {section_sign(ref)}" if record else str(ref)
        if ref.kind == "utdrag" and isinstance(record, Source):
            return f"{record.short}, utdrag {ref.id.partition(':')[2]}"
        if ref.kind == "punkt" and isinstance(record, ItemFrame):
            return f"{record.title}: {self.plain(self.items[ref][1].text.paragraphs[0])}"
        if isinstance(record, Role):
            if record.held_by and isinstance(holder := self.get(record.held_by), Role):
                return f"{record.local_name or record.title} ({holder.local_name or holder.title})"
            return record.local_name or f"{record.title} ({self.name(record.inside)})"
        if isinstance(record, Actor):
            return record.local_name or record.title
        if ref in self.removed:
            return self.removed[ref].title
        return record.title if isinstance(record, Record) else str(ref)

    def plain(self, paragraph: Iterable[object]) -> str:
        """Return *paragraph* as plain text with names in place of links."""
        return "".join(
            run.text if hasattr(run, "text") else self.name(run.ref)  # type: ignore[attr-defined]  # Words or Mention
            for run in paragraph
        )

    # The tree of actors.

    def parts_of(self, actor: Actor) -> list[Actor]:
        """Return the actors directly under *actor*, in their order."""
        below = [other for other in self.all(Actor).values() if other.part_of == actor.ref]
        return sorted(below, key=lambda other: (other.order, other.title))

    def wholes_of(self, actor: Actor) -> list[Actor]:
        """Return the actors that *actor* is part of, nearest first."""
        wholes: list[Actor] = []
        while actor.part_of is not None and len(wholes) < len(self.all(Actor)):
            actor = self.all(Actor)[actor.part_of.id]
            wholes.append(actor)
        return wholes

    @cached_property
    def actors_in_order(self) -> list[Actor]:
        """Every actor, each followed by its parts."""

        def below(actor: Actor) -> Iterator[Actor]:
            yield actor
            for part in self.parts_of(actor):
                yield from below(part)

        tops = sorted((a for a in self.all(Actor).values() if a.part_of is None), key=lambda a: (a.order, a.title))
        return [actor for top in tops for actor in below(top)]

    @cached_property
    def conflicts_about(self) -> dict[Ref, list[Conflict]]:
        """The disagreements between the sources, by what they are about."""
        found: dict[Ref, list[Conflict]] = {}
        for conflict in self.all(Conflict).values():
            for ref in conflict.about:
                found.setdefault(ref, []).append(conflict)
        return found

    # Stages.

    def belongs(self, record: Task | Statement, stage: Stage | None) -> bool:
        """Whether *record* belongs to *stage*; everything belongs to the whole course (None)."""
        if stage is None:
            return True
        return stage.ref in record.stages if record.stages else stage in self.course

    def stages_of(self, record: Task | Statement) -> list[Stage]:
        """Return the stages *record* belongs to; one that names none belongs to the whole course."""
        return [self.all(Stage)[ref.id] for ref in record.stages] or self.course

    @cached_property
    def course(self) -> list[Stage]:
        """The stages of a case in the order of time: all but `OUTSIDE_CASES`."""
        return [stage for stage in self.all(Stage).values() if stage.id not in self.ids(Stage.kind, OUTSIDE_CASES)]

    # Who refers to whom.

    @cached_property
    def mentioned_by(self) -> Mapping[Ref, tuple[Ref, ...]]:
        """For each record: the records (or items) that refer to it in any way."""
        found: defaultdict[Ref, dict[Ref, None]] = defaultdict(dict)
        for record in self:
            for keys, ref in references(record):
                found[ref][smallest(record.ref, keys)] = None
        return {ref: tuple(by) for ref, by in found.items()}
