"""Pages that gather one kind of record as cards: secrecy and hand-overs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from macros.handbook import Handbook
from macros.handbook.lookup import handovers_in_order
from macros.handbook.together import disclosures_in_order
from macros.handbook.weighing import by_method
from macros.outputs.pages.crosswalk import Band, Drawing, Lane, drawing
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.pages.who import bodies, meant
from macros.outputs.phrases import condition_words, handover_words
from macros.outputs.words import word
from macros.records import Conflict, Disclosure, Handover, OpenPoint, Record, Task
from macros.records.references import Ref

WIDE = 400
"""Room for who gives and who takes, in the picture's own units."""
CONSENT = Ref("tema", "samtykke-og-taushetsplikt")


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the page of each kind that has records."""
    for model, folder in ((Disclosure, "taushetsplikt"), (Handover, "hvem-tar-over")):
        if setting.handbook.all(model):

            def values(model: type[Record] = model, folder: str = folder) -> dict[str, object]:
                records = list(setting.handbook.all(model).values())
                handovers = handovers_in_order(setting.handbook) if model is Handover else []
                records = [*disclosures_in_order(setting.handbook)] if model is Disclosure else records
                return {
                    "lead": word(f"indeks_hjelp.{folder}"),
                    "records": handovers or records,
                    "groups": _groups(setting, handovers or records),
                    "origins": records[0].origins[:1],
                    "between": _between(setting, records) if model is Disclosure else None,
                    "chain": partial(_chain, setting) if handovers else None,
                    "consent": _about_consent(setting) if model is Disclosure else [],
                }

            yield setting.page(f"{folder}/", word(f"indeks.{folder}"), "cards.html", None, values)


def _groups(setting: Setting, records: Sequence[Record]) -> list[tuple[str, list[Record]]]:
    """Put *records* under headings: sharings under one of their own, a method's hand-overs apart from the others."""
    if isinstance(records[0], Disclosure):
        return [(word("deling.alle"), [*records])]
    method: list[Record] = [
        one for one in records if isinstance(one, Handover) and by_method(setting.handbook, one.grounds)
    ]
    others = [one for one in records if one not in method]
    return [pair for pair in (("", others), (word("indeks.faser"), method)) if pair[1]]


def _between(setting: Setting, records: Sequence[Record]) -> dict[str, object]:
    """Return the sharings among *records* from both ends: `tellers` and `told` for those without scripts.

    `bodies` are those one may say that one is, and `meant` the names by which a record means one of them.
    """
    handbook = setting.handbook
    sharings = [record for record in records if isinstance(record, Disclosure)]
    return {
        "tellers": _by_end(handbook, sharings, lambda one: one.teller),
        "told": _by_end(handbook, sharings, lambda one: one.told),
        "bodies": bodies(handbook),
        "meant": partial(meant, handbook),
        "ends": lambda one: {
            "data-fra": " ".join(ref.id for ref in one.teller), "data-til": " ".join(ref.id for ref in one.told)
        },
    }  # fmt: skip


def _by_end(
    handbook: Handbook, sharings: list[Disclosure], end: Callable[[Disclosure], Sequence[Ref]]
) -> list[tuple[Ref, list[Disclosure]]]:
    """Group *sharings* by who is at one *end* of them, so that everyone finds their own first."""
    those = sorted({ref for one in sharings for ref in end(one)}, key=handbook.name)
    return [(ref, [one for one in sharings if ref in end(one)]) for ref in those]


def _about_consent(setting: Setting) -> list[Ref]:
    """Return what else there is about consent: a method's own demands, items, forms, disagreements and open points."""
    handbook, consent = setting.handbook, setting.handbook.today(CONSENT)
    tasks = [
        task for task in handbook.all(Task).values() if consent in task.topics and by_method(handbook, task.grounds)
    ]
    items = [ref for ref, (_, item) in handbook.items.items() if consent in item.topics]
    forms = list(dict.fromkeys(tool for task in tasks for tool in task.tools))
    shown = {*(task.ref for task in tasks), *items, *forms}
    conflicts = [one.ref for one in handbook.all(Conflict).values() if shown.intersection(one.about)]
    points = [one.ref for one in handbook.all(OpenPoint).values() if consent in one.topics]
    return [*(task.ref for task in tasks), *forms, *items, *conflicts, *points]


def _chain(setting: Setting, handovers: list[Handover], first: int, title: str) -> Drawing:
    """Draw *handovers*, numbered from *first*, along the course; *title* says whose they are, if not everybody's."""
    handbook = setting.handbook
    column = {stage.ref: number for number, stage in enumerate(handbook.course)}
    lanes = []
    for number, one in enumerate(handovers, first):
        at = [column[ref] for ref in one.stages if ref in column] or list(column.values())
        event = word("overlevering.ved", hendelse=handbook.name(one.event)) if one.event else ""
        when = event or condition_words(handbook, one.when)
        lanes.append(Lane(f"{number}. {handover_words(handbook, one)}", (Band(min(at), max(at), when),)))
    whose = ": ".join(filter(None, (title, word("overlevering.bilde"))))
    return drawing(handbook, lanes, whose, label=WIDE)
