"""What a lesson teaches: its own work, or that of the phase it is about."""

from __future__ import annotations

from dataclasses import dataclass

from macros.handbook.crucial import Crucial, crucial_at
from macros.handbook.handbook import Handbook
from macros.records import Lesson, Phase, Record, Stage
from macros.records.frames import Part, Partner
from macros.records.references import Ref
from macros.records.richtext import Text


@dataclass(frozen=True, slots=True)
class Taught:
    """The work of a lesson, who is needed for it, and when it is over; `phase` where it is about one."""

    phase: Phase | None
    parts: tuple[Part, ...]
    partners: tuple[Partner, ...]
    ends: Text | None
    inside: tuple[Record, ...]
    """The lesson and every record it tells of."""
    crucial: tuple[Crucial, ...]
    """What must not fail at the stage or in the phase it is about."""


def taught(handbook: Handbook, lesson: Lesson) -> Taught:
    """Return what *lesson* teaches. What it does not say itself is said by the phase it is about."""
    found = handbook.get(lesson.about)
    phase = found if isinstance(found, Phase) else None
    parts = lesson.parts or (phase.parts if phase else ())
    refs: dict[Ref, None] = dict.fromkeys(
        [*lesson.first, *(ref for part in parts for ref in part.content), *lesson.experience]
    )
    return Taught(
        phase,
        parts,
        phase.partners if phase and not lesson.needs else (),
        lesson.ends or (phase.ends if phase else None),
        (lesson, *(record for ref in refs if isinstance(record := handbook.get(ref), Record))),
        tuple(crucial_at(handbook, found)) if isinstance(found, Stage | Phase) else (),
    )
