"""A report for the routine's owner: what stands on what, what nobody has placed, and what waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from macros.content.checks.sources import accounts
from macros.handbook import Handbook
from macros.handbook.lookup import tasks_about
from macros.handbook.weighing import weigh
from macros.outputs.phrases import day, newest, standing_words, strength_words
from macros.records import Conflict, Task, Topic
from macros.records.inside import smallest
from macros.records.walk import grounds
from macros.review import as_text, waiting


def report(handbook: Handbook) -> str:
    """Return the report as Markdown."""
    return "\n".join(_lines(handbook)) + "\n"


def _lines(handbook: Handbook) -> Iterator[str]:
    records = list(handbook)
    yield "# Rapport for rutineeieren"
    yield f"\nInnholdet ble sist endret {day(newest(records))}. Det er {len(records)} poster."
    yield as_text(("Hva oppgavene bygger på i dag", [*_headlines(handbook)]))
    yield as_text(("Oppgaver uten kilde som gjelder i dag", [*_without_headline(handbook)]))
    yield as_text(("Kildene, utdrag for utdrag", [*_accounts(handbook)]))
    yield as_text(("Forslag fra redaksjonen", [*_proposals(handbook)]))
    yield as_text(("Kildene er uenige om", [*(conflict.title for conflict in handbook.all(Conflict).values())]))
    yield as_text(("Ingen oppgave i kildene", [*_without_task(handbook)]))
    yield from map(as_text, waiting(handbook))


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
            yield f"{task.title} ({task.origin.place})"


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


def _without_task(handbook: Handbook) -> Iterator[str]:
    for stage in handbook.course:
        for topic in handbook.all(Topic).values():
            if not tasks_about(handbook, topic, stage):
                yield f"{stage.title}: {topic.title.lower()}"
