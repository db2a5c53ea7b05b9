"""What nobody is said to do, and no record says with whom it is settled: warned of, for no editor is at fault."""

from __future__ import annotations

from collections.abc import Iterator

from macros.content.faults import Fault
from macros.handbook import Handbook
from macros.handbook.gaps import Gap, GapSort, covering, gaps
from macros.records import Record


def open_gaps(handbook: Handbook) -> Iterator[Fault]:
    """Yield a warning for each gap that no `avklaring` takes up."""
    for gap in gaps(handbook):
        record = handbook.get(gap.about)
        if covering(handbook, gap) is None and isinstance(record, Record):
            origin = record.origins[0]
            yield Fault(origin.path, origin.line, f"{_what(handbook, gap)} {_remedy(gap)}")


def _what(handbook: Handbook, gap: Gap) -> str:
    name = handbook.name(gap.about)
    if gap.stage is not None:
        return f"Kildene nevner ingen som gjør noe om «{name}» ved stadiet «{gap.stage.title}»."
    if gap.sort is GapSort.NO_DOER:
        return f"Ingen står som den som gjør «{name}»."
    return f"«{name}» har flere i «hvem», men kilden sier ikke hvordan de deler oppgaven."


def _remedy(gap: Gap) -> str:
    where = f"«tema: [{gap.about.id}]» og «stadium: [{gap.stage.id}]»" if gap.stage else f"«om: [{gap.about}]»"
    return f"Lag en avklaring med {where} og «avklares_med», eller si hvem som gjør det."
