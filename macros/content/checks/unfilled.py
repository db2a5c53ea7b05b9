"""What a new record was made with, and nobody has filled in: warned of, since the record is sound as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from macros.content.faults import Fault
from macros.handbook import Handbook
from macros.records.richtext import Text
from macros.records.walk import walk

WRITE: Final = "Skriv her"
PROPOSE: Final = "Skriv hvorfor dere foreslår det, eller bytt linjen ut med utdrag eller bestemmelse"
_LEFT: Final = (WRITE, f"{WRITE}.", PROPOSE)


def unfilled(handbook: Handbook) -> Iterator[Fault]:
    """Yield a warning for each record that says what it was made with, with the fields that do."""
    for record in handbook:
        said = ((keys, one.source.strip() if isinstance(one, Text) else one) for keys, one in walk(record))
        names = dict.fromkeys(str(keys[0]) for keys, one in said if isinstance(one, str) and one in _LEFT)
        if names:
            told = f"Her står det «{WRITE}» eller et eksempel i {', '.join(f'«{name}»' for name in names)}."
            yield Fault(record.origins[-1].path, record.origins[-1].line, f"{told} Fyll ut før noen leser det.")
