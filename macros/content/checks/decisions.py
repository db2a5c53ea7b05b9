"""What a municipality lays over a record of the core was decided about that record, and not about an older one."""

from __future__ import annotations

from collections.abc import Iterator

from macros.content.faults import Fault
from macros.handbook import Handbook
from macros.handbook.adaptations import Adaptation, adaptations


def undecided(handbook: Handbook) -> Iterator[Fault]:
    """Yield a fault for each that was decided about another record than the core has today."""
    for one in adaptations(handbook):
        if one.overlay and one.overlay.core_was and not one.decided:
            fields = " og ".join(f"«{name}»" for name in one.changed_fields) or "noe"
            told = f"Kjernen har endret {fields} siden dere tok stilling til «{one.ref.id}»."
            remedy = "Se det med «python -m macros compare», rett posten om den trenger det, og kjør"
            yield Fault(one.origin.path, one.origin.line, f"{told} {remedy} {_command(one)}.")


def unguarded(handbook: Handbook) -> Iterator[Fault]:
    """Yield a warning for each that does not say what it was decided about: no change of the core is told of there."""
    for one in adaptations(handbook):
        if one.overlay and one.overlay.core_was is None:
            told = "Her står ikke hvilken kjerne dere tok stilling til, så dere får ikke vite når den endres."
            yield Fault(one.origin.path, one.origin.line, f"{told} Kjør {_command(one)}, så blir det skrevet.")


def _command(one: Adaptation) -> str:
    return f"«python -m macros compare --avgjort {one.ref}»"
