"""What a municipality lays over a record of the core was decided about that record, and not about an older one."""

from __future__ import annotations

from collections.abc import Iterator

from macros.content.checks.finding import Finding
from macros.content.faults import Fault
from macros.handbook import Handbook
from macros.handbook.adaptations import Adaptation, adaptations
from macros.records.references import Keys


def undecided(handbook: Handbook, *, installed: bool) -> Iterator[Finding]:
    """Find what was decided about another record than the core has today.

    Where the core is *installed* it changes by itself, so it must be known what was decided about.
    """
    for one in adaptations(handbook):
        if not one.decided and one.overlay and (one.overlay.core_was or installed):
            yield Finding(one.ref, _keys(one), _message(one))


def unguarded(handbook: Handbook) -> Iterator[Fault]:
    """Yield a warning for each that does not say what it was decided about: no change of the core is told of there."""
    for one in adaptations(handbook):
        if one.overlay and one.overlay.core_was is None:
            yield Fault(one.origin.path, one.origin.line, _message(one))


def _keys(one: Adaptation) -> Keys:
    return ("endring", "kjernen_var") if one.overlay and one.overlay.core_was else ("endring",)


def _message(one: Adaptation) -> str:
    """Say what is undecided, and how to decide."""
    command = f"«python -m macros compare --avgjort {one.ref}»"
    if one.overlay is None or one.overlay.core_was is None:
        return f"Her står ikke hvilken kjerne dere tok stilling til. Kjør {command}, så blir det skrevet."
    fields = " og ".join(f"«{name}»" for name in one.changed_fields) or "noe"
    return (
        f"Kjernen har endret {fields} siden dere tok stilling til «{one.ref.id}». "
        f"Se det med «python -m macros compare», rett posten om den trenger det, og kjør {command}."
    )
