"""Hold the laws in the records against one folder of law texts.

It never edits content. It says whether each provision exists, whether its standing agrees with the announced changes
and their dates, and whether the law, or the very text of a provision, has changed since it was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from macros.content.faults import Fault
from macros.handbook import Handbook
from macros.lawcheck.folder import Folder
from macros.lawcheck.text import Announced, LawText, Section
from macros.lawcheck.touched import Placed
from macros.records import Law, Provision
from macros.records.inside import part
from macros.records.references import Keys, section_sign
from macros.records.vocabulary import StandingState


def disagreements(handbook: Handbook, texts: Folder, placed: Placed, today: date) -> tuple[list[Fault], list[Law]]:
    """Return what disagrees as faults at their lines, and the laws that *texts* has no text of that can be read."""
    faults, without = list[Fault](), []
    for law in handbook.all(Law).values():
        text = texts.text_of(law)
        if text is None:
            without.append(law)
            continue
        faults += [placed(law.ref, keys, message) for keys, message in _disagreements(law, text, today)]
    return sorted([*texts.faults, *faults]), without


def _disagreements(law: Law, text: LawText, today: date) -> Iterator[tuple[Keys, str]]:
    state = law.standing.state
    if not text.in_force and state is not StandingState.NOT_IN_FORCE:
        yield ("status",), "Loven er vedtatt, men ikke i kraft i teksten. Skriv tilstanden «vedtatt, ikke i kraft»."
    if text.in_force and state is StandingState.NOT_IN_FORCE:
        yield ("status",), "Loven er i kraft i teksten. Les den på nytt, og rett tilstanden."
    if state is StandingState.UNREAD:
        yield ("status",), "Teksten finnes her, men loven har tilstanden «ikke lest». Les den."
    elif text.holds_from and text.in_force and (law.changed_on is None or law.changed_on < text.holds_from):
        was = law.changed_on.isoformat() if law.changed_on else "ikke oppgitt"
        message = f"Teksten gjelder fra {text.holds_from}, men «tekst_fra» er {was}. Les paragrafene på nytt."
        yield ("tekst_fra",), message
    for number, provision in law.provisions.items():
        if provision.read and provision.read.imprint not in (None, text.imprint(number)):
            message = f"Teksten er en annen enn den som ble lest {provision.read.on}. Les den på nytt."
            yield ("bestemmelser", number, "lest"), message
        if not number.startswith("kap-"):
            for message in _about(law, number, provision, text, today):
                yield ("bestemmelser", number), message


def _about(law: Law, number: str, provision: Provision, text: LawText, today: date) -> Iterator[str]:
    sign = section_sign(part(law.ref, number))
    if number not in text.sections:
        yield f"{sign} finnes ikke i teksten. Se om den har fått nytt nummer."
        return
    section = text.sections[number]
    announced = section.announced
    past = [change for change in announced if change.on is not None and change.on <= today]
    coming = [change for change in announced if change not in past]
    state = law.standing_of(provision).state
    expected = _expected(section, past)
    if expected is not None and state is not expected:
        why = f"endret ved {past[-1].by}, {past[-1].on}" if past else "opphevet i teksten"
        yield f"{sign} er {why}. Skriv tilstanden «{expected}» (nå «{state}»)."
    if expected is None and provision.standing and state in (StandingState.CHANGED_UNREAD, StandingState.REPEALED):
        yield f"{sign} har tilstanden «{state}», men teksten sier ikke at den er endret. Les den, og rett tilstanden."
    if coming and provision.adopted is None:
        yield f"{sign} skal endres ved {coming[-1].by}. Skriv «endring_vedtatt»."
    if provision.adopted is not None and not announced and text.in_force:
        yield f"{sign} har «endring_vedtatt», men teksten varsler ingen endring. Se om den er trådt i kraft."


def _expected(section: Section, past: Sequence[Announced]) -> StandingState | None:
    """The standing that the text calls for, or None when it calls for nothing in particular."""
    if past:
        repealed = past[-1].verb == "Oppheves"
        return StandingState.REPEALED if repealed else StandingState.CHANGED_UNREAD
    return StandingState.REPEALED if section.repealed else None
