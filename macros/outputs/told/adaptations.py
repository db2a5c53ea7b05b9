"""What the municipality has made otherwise than the core, told for the page, the sheet and the command alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from macros.handbook.adaptations import Adaptation, adaptations
from macros.outputs import phrases
from macros.outputs.told.differing import FieldChange, field_changes, order
from macros.outputs.told.teller import Teller
from macros.outputs.told.units import Lines, Unit, labelled, units_of
from macros.outputs.words import word
from macros.records import Record
from macros.records.references import Ref
from macros.records.vocabulary import OverlayMode

ADDED: Final = "lagt-til"
"""How a record is otherwise that the core does not have."""
_OVERLAY: Final = "endring"
_ORDER: Final = (ADDED, *OverlayMode)


@dataclass(frozen=True, slots=True)
class Row:
    """What one thing in a record says: in the core, and with us. Nothing where only one of them has it."""

    label: str
    core: Lines
    own: Lines

    @property
    def words(self) -> str:
        """Both, in a line."""
        sides = (("tilpasning.kjernen", self.core), ("tilpasning.her", self.own))
        return " ".join(f"{word(key)}: {'; '.join(said).rstrip('.')}." for key, said in sides if said)


@dataclass(frozen=True, slots=True)
class Told:
    """A record that is otherwise: what it is called, why, what differs, and where its old id leads."""

    of: Adaptation
    kind: str
    title: str
    reason: str
    rows: tuple[Row, ...]
    leads_to: str
    news: tuple[Row, ...]
    """What the core says today in the fields that it has changed since it was decided about."""

    @property
    def link(self) -> Ref | None:
        """The record, where it still is on the site."""
        return self.of.ref if self.of.own else None

    @property
    def undecided(self) -> str:
        """What the core has changed since it was decided about; empty when that is nothing, or is not known."""
        return phrases.listed([labelled(name) for name in self.of.changed_fields])


def told_by_mode(teller: Teller) -> list[tuple[str, list[Told]]]:
    """Return all that is otherwise, by how: added, completed, replaced, taken away. Empty groups are left out."""
    found: dict[str, list[Told]] = {mode: [] for mode in _ORDER}
    for one in adaptations(teller.handbook):
        found[one.overlay.mode if one.overlay else ADDED].append(_told(teller, one))
    return [(mode, sorted(held, key=lambda one: (one.kind, one.title))) for mode, held in found.items() if held]


def _told(teller: Teller, one: Adaptation) -> Told:
    to = teller.handbook.moved.get(one.ref)
    return Told(
        one,
        word(f"kinds.{one.ref.kind}"),
        phrases.capital(one.own.title if one.own else teller.name(one.ref)),
        one.overlay.reason if one.overlay else "",
        tuple(_rows(teller, one.core, one.own)) if one.core and one.own else (),
        teller.name(to) if to and not one.own else "",
        tuple(_news(teller, one)),
    )


def _news(teller: Teller, one: Adaptation) -> Iterator[Row]:
    if one.core and not one.decided:
        unit = next(units_of(teller, one.core))
        yield from (Row(_label(unit, name), unit.says(name), ()) for name in one.changed_fields)


def _rows(teller: Teller, core: Record, own: Record) -> Iterator[Row]:
    """Yield what differs, field by field, and which parts only one of them has."""
    moved = teller.handbook.moved
    before, now = ({unit.ref: unit for unit in units_of(teller, record)} for record in (core, own))
    for ref in dict.fromkeys((*before, *now)):
        was, unit = before.get(ref), now.get(ref)
        if was and unit:
            for change in map(_only_new, (*field_changes(was, unit, moved), *order(was, unit, moved))):
                if change.name != _OVERLAY:
                    yield Row(_label(unit, change.name), change.before, change.now)
        elif one := was or unit:
            title = (one.title,)
            yield Row(word(f"kinds.{ref.kind}"), title if was else (), title if unit else ())


def _only_new(change: FieldChange) -> FieldChange:
    """Return *change* without what the core has too, where the list has only grown."""
    here = len(change.before)
    grown = len(change.now) > here and change.now[:here] == change.before
    return replace(change, before=(), now=change.now[here:]) if grown else change


def _label(unit: Unit, field: str) -> str:
    return f"{unit.title}: {labelled(field)}" if unit.is_part else phrases.capital(labelled(field))
