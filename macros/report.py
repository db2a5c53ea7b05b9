"""A report for the routine's owner: what stands on what, what is draft, what is not read, what is not placed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from macros.content.checks.sources import accounts
from macros.handbook import Handbook
from macros.handbook.lookup import tasks_about
from macros.handbook.weighing import weigh
from macros.outputs.phrases import day, newest, standing_words, strength_words
from macros.records import Conflict, Law, OpenPoint, Record, Task, Topic
from macros.records.inside import smallest
from macros.records.references import Ref, section_sign
from macros.records.vocabulary import Approval, StandingState
from macros.records.walk import grounds

_READ = (StandingState.IN_FORCE, StandingState.REPLACED, StandingState.REPEALED)


def report(handbook: Handbook) -> str:
    """Return the report as Markdown."""
    return "\n".join(_lines(handbook)) + "\n"


def _lines(handbook: Handbook) -> Iterator[str]:
    records = list(handbook)
    yield "# Rapport for rutineeieren"
    yield f"\nInnholdet ble sist endret {day(newest(records))}. Det er {len(records)} poster."
    yield from _section("Utkast og godkjent", _approval(handbook, records))
    yield from _section("Hva oppgavene bygger på i dag", _headlines(handbook))
    yield from _section("Oppgaver uten kilde som gjelder i dag", _without_headline(handbook))
    yield from _section("Lover og paragrafer som må leses", _unread(handbook))
    yield from _section("Kildene, utdrag for utdrag", _accounts(handbook))
    yield from _section("Forslag fra redaksjonen", _proposals(handbook))
    yield from _section("Kildene er uenige om", (conflict.title for conflict in handbook.all(Conflict).values()))
    yield from _section("Ikke plassert hos noen", _not_placed(handbook))


def _section(title: str, items: Iterator[str]) -> Iterator[str]:
    listed = list(items)
    yield f"\n## {title}\n"
    yield from (f"- {item}" for item in listed) if listed else ("Ingen.",)


def _approval(handbook: Handbook, records: list[Record]) -> Iterator[str]:
    counts = Counter((record.head.owner, record.head.approval) for record in records)
    for (owner, approval), count in sorted(counts.items(), key=lambda pair: (str(pair[0][0]), pair[0][1])):
        yield f"{handbook.name(owner)}: {count} {'utkast' if approval is Approval.DRAFT else 'godkjent'}"
    never = sum(1 for record in records if record.head.reviewed_on is None or record.head.review_months is None)
    yield f"{never} poster har ingen fastsatt gjennomgang."


def _headlines(handbook: Handbook) -> Iterator[str]:
    counts: Counter[str] = Counter()
    for task in handbook.all(Task).values():
        head = weigh(handbook, task).headline
        if head is not None:
            counts[f"{strength_words(head)}, {head.source_type} – {standing_words(head.standing)}"] += 1
    for what, count in counts.most_common():
        yield f"{count}: {what}"


def _without_headline(handbook: Handbook) -> Iterator[str]:
    for task in handbook.all(Task).values():
        if weigh(handbook, task).headline is None:
            yield f"{task.title} ({task.origin.path}:{task.origin.line})"


def _unread(handbook: Handbook) -> Iterator[str]:
    for law in handbook.all(Law).values():
        if law.standing.state not in _READ:
            yield f"{law.title}: {law.standing.state}"
        for number, provision in law.provisions.items():
            ref, standing = Ref("bestemmelse", f"{law.id}:{number}"), provision.standing
            if standing is not None and standing.state not in _READ:
                used = len(handbook.citations.get(ref, ()))
                yield f"{law.title} {section_sign(ref)}: {standing.state} (brukt {used} ganger)"


def _accounts(handbook: Handbook) -> Iterator[str]:
    for account in accounts(handbook):
        rest = f", {len(account.missing)} ikke gjort rede for" if account.missing else ""
        yield f"{account.source.title}: {account.used} utdrag brukt, {account.left_out} utelatt{rest}"


def _proposals(handbook: Handbook) -> Iterator[str]:
    seen = set()
    for record in handbook:
        for keys, ground in grounds(record):
            ref = smallest(record.ref, keys)
            if ground.proposal and ref not in seen:
                seen.add(ref)
                yield f"{handbook.name(ref)}: {ground.proposal}"


def _not_placed(handbook: Handbook) -> Iterator[str]:
    for point in handbook.all(OpenPoint).values():
        if point.settled is None:
            yield f"{point.title} Avklares med {', '.join(handbook.name(ref) for ref in point.settle_with)}."
    for stage in handbook.course:
        for topic in handbook.all(Topic).values():
            if not tasks_about(handbook, topic, stage):
                yield f"Ingen oppgave: {stage.title.lower()}, {topic.title.lower()}"
