"""All records by kind and id, what they are called, and who cites what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from macros.handbook.attached import Attached
from macros.records import (
    Actor,
    Conflict,
    Item,
    Law,
    Municipality,
    Passage,
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
from macros.records.grounds import Ground
from macros.records.inside import smallest
from macros.records.references import Ref, section_sign
from macros.records.walk import grounds, references

R = TypeVar("R", bound=Record)
T = TypeVar("T")

OUTSIDE_CASES = "utenfor-enkeltsaker"
"""The stage of cooperation between bodies; what holds for the whole course does not show there."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A record (or an item of a list) that rests on *ground*."""

    by: Ref
    ground: Ground


@dataclass(frozen=True)
class Handbook:
    """Every record of the core and the municipality. Read-only; answers are worked out once and kept."""

    by_kind: Mapping[str, Mapping[str, Record]]
    moved: Mapping[Ref, Ref]
    removed: Mapping[Ref, Removed]
    attached: Mapping[str, Attached] = field(default_factory=dict)
    """The files beside the records, by name."""

    @classmethod
    def of(
        cls, records: Iterable[Record], moved: Mapping[Ref, Ref], removed: Mapping[Ref, Removed] | None = None,
        attached: Mapping[str, Attached] | None = None,
    ) -> Handbook:  # fmt: skip
        """Gather *records*; *moved* is where old ids lead, *removed* what the municipality took away."""
        by_kind: defaultdict[str, dict[str, Record]] = defaultdict(dict)
        for record in records:
            by_kind[record.kind][record.id] = record
        return cls(by_kind, moved, removed or {}, attached or {})

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
        kind, name = {"utdrag": "kilde", "bestemmelse": "lov"}.get(ref.kind, ref.kind), ref.id.partition(":")[0]
        return self.by_kind.get(kind, {}).get(name)

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
        return Handbook.of(kept, self.moved, self.removed, self.attached)

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

    def passage(self, ref: Ref) -> Passage:
        """Return the passage *ref*."""
        source, _, number = ref.id.partition(":")
        return self.all(Source)[source].passages[number]

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
            Ref("punkt", f"{frame.id}-{name}"): (frame, item)
            for kind in ("sjekkliste", "skjema")
            for frame in self.by_kind.get(kind, {}).values()
            if isinstance(frame, ItemFrame)
            for part in frame.parts
            for name, item in part.items.items()
        }

    # What things are called.

    def name(self, ref: Ref) -> str:
        """Return what readers call *ref*: a local name where the municipality has one; a role with its actor."""
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

    @cached_property
    def tasks_by_actor(self) -> Mapping[Ref, tuple[Task, ...]]:
        """For each actor: the tasks said to be its own or one of its roles'."""
        found: defaultdict[Ref, dict[Ref, Task]] = defaultdict(dict)
        for task in self.all(Task).values():
            for doer in task.doers:
                found[self.actor(doer.who).ref][task.ref] = task
        return {ref: tuple(tasks.values()) for ref, tasks in found.items()}

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

    # Who cites what.

    @cached_property
    def citations(self) -> Mapping[Ref, tuple[Citation, ...]]:
        """For each passage and provision: what rests on it, smallest thing first named."""
        found: defaultdict[Ref, list[Citation]] = defaultdict(list)
        for record in self:
            for keys, ground in grounds(record):
                if ground.cited is not None:
                    found[ground.cited].append(Citation(smallest(record.ref, keys), ground))
        return {ref: tuple(citations) for ref, citations in found.items()}

    @cached_property
    def mentioned_by(self) -> Mapping[Ref, tuple[Ref, ...]]:
        """For each record: the records (or items) that refer to it in any way."""
        found: defaultdict[Ref, dict[Ref, None]] = defaultdict(dict)
        for record in self:
            for keys, ref in references(record):
                found[ref][smallest(record.ref, keys)] = None
        return {ref: tuple(by) for ref, by in found.items()}
