"""Hold the laws in the records against a folder of law texts, as Lovdata's open data gives them (NLOD 2.0).

It never edits content. It says whether each provision exists, whether its standing agrees with the announced changes
and their dates, and whether the law has changed since it was read. File names are date and number:
`lov-2001-05-18-21.md`, `forskrift-2022-06-22-1110.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from macros.content.faults import Fault
from macros.content.yamltext import read
from macros.handbook import Handbook
from macros.records import Law, Provision
from macros.records.references import Keys, Ref, section_sign
from macros.records.vocabulary import StandingState

_SECTION: Final = re.compile(r"^#{2,6}\s*§\s*(\d[\dA-Za-z-]*(?:\s[a-z])?)\.\s*(.*)$")
_CHANGE: Final = re.compile(
    r"(Endres|Oppheves|Tilføyes)\s+ved\s+((?:lov|forskrift)\s[^()]*?nr\.\s*\d+)[^(]*\((?:i kraft|ikr\.)\s+([^)]*)\)"
)
_DAY: Final = re.compile(r"(\d{1,2})\.?\s+(jan|feb|mars|apr|mai|juni|juli|aug|sep|okt|nov|des)\w*\s+(\d{4})")
_MONTHS: Final = ("jan", "feb", "mars", "apr", "mai", "juni", "juli", "aug", "sep", "okt", "nov", "des")
_HEAD_DATE: Final = re.compile(r"^(ikrafttredelse|sist-endret-ikrafttredelse):\s*\"?(\d{4}-\d\d-\d\d)", re.MULTILINE)
_NOT_SET: Final = re.compile(r"^ikrafttredelse:\s*\"?Kongen", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Announced:
    """A change that a section's footnote announces; `on` is None when the day is not set."""

    verb: str
    by: str
    on: date | None


@dataclass(frozen=True, slots=True)
class LawText:
    """A law's text: its sections with announced changes, when the text holds from, and whether it is in force."""

    sections: dict[str, tuple[str, tuple[Announced, ...]]]
    holds_from: date | None
    in_force: bool


def parse(text: str) -> LawText:
    """Read a law's text. A section's number is written as in the records: `16a`, `7-1`, `2-1a`."""
    sections: dict[str, tuple[str, tuple[Announced, ...]]] = {}
    number, title, body = "", "", [""]
    for line in [*text.splitlines(), "#### § 0. slutt"]:
        if match := _SECTION.match(line):
            if number:
                sections[number] = (title, tuple(_announced("\n".join(body))))
            number, title, body = match[1].replace(" ", "").lower(), match[2], []
        body.append(line)
    dates = dict(_HEAD_DATE.findall(text))
    newest = dates.get("sist-endret-ikrafttredelse") or dates.get("ikrafttredelse")
    return LawText(sections, date.fromisoformat(newest) if newest else None, not _NOT_SET.search(text))


def _announced(body: str) -> Iterator[Announced]:
    for verb, by, when in _CHANGE.findall(body):
        day = _DAY.match(when)
        on = date(int(day[3]), _MONTHS.index(day[2]) + 1, int(day[1])) if day else None
        yield Announced(verb, " ".join(by.split()), on)


def lawcheck(handbook: Handbook, texts: Path, folder: Path, today: date) -> tuple[list[Fault], list[Law]]:
    """Return what disagrees as faults at their lines, and the laws that *texts* has no file for."""
    faults, without = [], []
    for law in handbook.all(Law).values():
        path = texts / f"{(law.lovdata or '').replace('/', '-')}.md"
        if law.lovdata is None or not path.is_file():
            without.append(law)
            continue
        source = folder / law.origin.path
        lines = read(law.origin.path, source.read_bytes()) if source.is_file() else None
        for keys, message in _disagreements(law, parse(path.read_text("utf-8-sig")), today):
            faults.append(lines.fault(keys, message) if lines else Fault(law.origin.path, law.origin.line, message))
    return sorted(faults), without


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
        if not number.startswith("kap-"):
            for message in _about(law, number, provision, text, today):
                yield ("bestemmelser", number), message


def _about(law: Law, number: str, provision: Provision, text: LawText, today: date) -> Iterator[str]:
    sign = section_sign(Ref("bestemmelse", f"{law.id}:{number}"))
    if number not in text.sections:
        yield f"{sign} finnes ikke i teksten. Se om den har fått nytt nummer."
        return
    title, announced = text.sections[number]
    past = [change for change in announced if change.on is not None and change.on <= today]
    coming = [change for change in announced if change not in past]
    state = (provision.standing or law.standing).state
    expected = _expected(title, past)
    if expected is not None and state is not expected:
        why = f"endret ved {past[-1].by}, {past[-1].on}" if past else "opphevet i teksten"
        yield f"{sign} er {why}. Skriv tilstanden «{expected}» (nå «{state}»)."
    if expected is None and provision.standing and state in (StandingState.CHANGED_UNREAD, StandingState.REPEALED):
        yield f"{sign} har tilstanden «{state}», men teksten sier ikke at den er endret. Les den, og rett tilstanden."
    if coming and provision.adopted is None:
        yield f"{sign} skal endres ved {coming[-1].by}. Skriv «endring_vedtatt»."
    if provision.adopted is not None and not announced and text.in_force:
        yield f"{sign} har «endring_vedtatt», men teksten varsler ingen endring. Se om den er trådt i kraft."


def _expected(title: str, past: list[Announced]) -> StandingState | None:
    """The standing that the text calls for, or None when it calls for nothing in particular."""
    if past:
        repealed = past[-1].verb == "Oppheves"
        return StandingState.REPEALED if repealed else StandingState.CHANGED_UNREAD
    if re.match(r"\(?Opphev[ea]t\)?", title):
        return StandingState.REPEALED
    return None
