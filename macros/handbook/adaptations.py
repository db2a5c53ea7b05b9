"""What the municipality has made otherwise than the core, and whether it has decided about the core as it is today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.handbook.handbook import Handbook
from macros.records import Municipality, Origin, Overlay, Record
from macros.records.approval import differing
from macros.records.references import Ref


@dataclass(frozen=True, slots=True)
class Adaptation:
    """A record that the municipality has added (no `overlay`), completed, replaced or taken away (no `own`)."""

    ref: Ref
    origin: Origin
    """Where the municipality says it."""
    overlay: Overlay | None
    core: Record | None
    own: Record | None

    @property
    def decided(self) -> bool:
        """Whether it was decided about the core's record as that is today."""
        return self.overlay is None or self.core is None or self.overlay.core_was == self.core.version

    @property
    def changed_fields(self) -> tuple[str, ...]:
        """The fields that the core has changed since it was decided, as far as is known."""
        was = self.overlay.core_was if self.overlay else None
        return differing(was, self.core.version) if was and self.core else ()


def adaptations(handbook: Handbook) -> list[Adaptation]:
    """Return all that the municipality has made otherwise, in the order of its files."""
    return sorted(_adaptations(handbook), key=lambda one: one.origin)


def _adaptations(handbook: Handbook) -> Iterator[Adaptation]:
    for record in handbook:
        if record.overlay or (record.origin.of_municipality and record.kind != Municipality.kind):
            yield Adaptation(record.ref, record.origins[-1], record.overlay, handbook.core.get(record.ref), record)
    for ref, gone in handbook.removed.items():
        yield Adaptation(ref, gone.origin, gone.overlay, handbook.core.get(ref), None)
