"""Every passage of a finished source is accounted for, and no figure is lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.content.checks.finding import Finding
from macros.handbook import Handbook
from macros.handbook.resting import How, resting
from macros.records import Conflict, Record, Source
from macros.records.frames import ItemFrame
from macros.records.grounds import Timing
from macros.records.inside import part
from macros.records.references import Ref
from macros.records.walk import grounds, texts, walk

MOST_CITED = 3
_NUMBERS = (
    "null", "en", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv",
)  # fmt: skip
_WORDS = {str(number): (word,) for number, word in enumerate(_NUMBERS)} | {"1": ("en", "ett", "én", "første", "ei")}
_ADVERBS = {"1": ("daglig", "ukentlig", "månedlig", "årlig")}


@dataclass(frozen=True, slots=True)
class Account:
    """How many of a source's passages a record rests on, how many are left out, and which are neither."""

    source: Source
    used: int
    left_out: int
    missing: tuple[str, ...]


def accounts(handbook: Handbook) -> list[Account]:
    """Count the passages of each source that has any."""
    result = []
    for source in handbook.all(Source).values():
        used = {n for n in source.passages if _supports(handbook, part(source.ref, n))}
        left = {n for n, passage in source.passages.items() if passage.left_out}
        missing = tuple(n for n in source.passages if n not in used | left)
        if source.passages:
            result.append(Account(source, len(used), len(left), missing))
    return result


def _supports(handbook: Handbook, passage: Ref) -> list[Ref]:
    """What rests on *passage*; a conflict quotes and does not count, nor does what only names it."""
    found = resting(handbook, passage)
    return [use.by for use in found if use.how is How.RESTS and use.by.kind != Conflict.kind]


def check_accounts(handbook: Handbook) -> Iterator[Finding]:
    """Each passage of a finished source is cited by a record, or left out with a reason; never both."""
    for account in accounts(handbook):
        source = account.source
        for number in account.missing if source.complete else ():
            remedy = "Bygg en post på det, eller skriv «utelatt: …» med grunnen."
            yield Finding(source.ref, ("utdrag", number), f"Utdrag {number} er ikke gjort rede for. {remedy}")
        for number, passage in source.passages.items():
            if passage.left_out and (by := _supports(handbook, part(source.ref, number))):
                message = f"Utdrag {number} er utelatt, men {by[0]} bygger på det. Slett «utelatt»."
                yield Finding(source.ref, ("utdrag", number, "utelatt"), message)


def check_few_citations(handbook: Handbook) -> Iterator[Finding]:
    """One thing rests on at most three passages of a source; more means that it is several things."""
    for record in handbook:
        if record.kind == "uenighet":
            continue
        for keys, value in walk(record):
            if keys and keys[-1] == "grunnlag" and isinstance(value, tuple):
                cited = [ground.passage.id.partition(":")[0] for _, ground in grounds(value) if ground.passage]
                for source in sorted(set(cited)):
                    if cited.count(source) > MOST_CITED:
                        many = f"{cited.count(source)} utdrag i {source}"
                        message = f"Viser til {many}; høyst {MOST_CITED} for én ting. Del posten."
                        yield Finding(record.ref, keys, message)


def check_figures(handbook: Handbook) -> Iterator[Finding]:
    """Every figure of a passage stands, in digits or words, in a record that cites the passage."""
    for source in handbook.all(Source).values():
        for number, passage in source.passages.items():
            by = {*_supports(handbook, part(source.ref, number))} if passage.figures else ()
            said = " ".join(_said(handbook, ref) for ref in sorted(by)).lower()
            for figure in passage.figures if by else ():
                if not all(_stands(part, said) for part in re.findall(r"\d+(?:[.,/]\d+)*", figure)):
                    remedy = "Skriv tallet i en av postene som bygger på utdraget."
                    yield Finding(
                        source.ref, ("utdrag", number, "tall"), f"Tallet «{figure}» er ikke kommet med. {remedy}"
                    )


def _said(handbook: Handbook, ref: Ref) -> str:
    """All words and numbers of the record or item *ref*."""
    if ref.kind == "punkt":
        frame, item = handbook.items[ref]
        return _words_of(item) + (f" {_words_of(frame.timings)}" if isinstance(frame, ItemFrame) else "")
    record = handbook.get(ref)
    return _words_of(record) if isinstance(record, Record) else ""


def _words_of(value: object) -> str:
    words = [text for _, text in texts(value)]
    for _, inner in walk(value):
        if isinstance(inner, Timing):
            words += [str(number) for number in (inner.start, inner.end) if number is not None]
        elif isinstance(inner, int) and not isinstance(inner, bool):
            words.append(str(inner))
    return " ".join(words)


def _stands(number: str, said: str) -> bool:
    words = _WORDS.get(number, ()) + _ADVERBS.get(number, ())
    return any(re.search(rf"(?<![\w]){re.escape(form)}(?![\d])", said) for form in (number, *words))
