"""The rows of the sheets: what a partner would filter by, a column each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from macros.handbook import Handbook
from macros.handbook.changes import changed_on
from macros.handbook.resting import used_by
from macros.handbook.reviewing import due
from macros.handbook.weighing import Footing, footing, is_deadline, weigh
from macros.outputs.addresses import permanent
from macros.outputs.phrases import (
    capital,
    condition_words,
    doer_words,
    participation_words,
    scope_words,
    standing_words,
    strength_words,
    timing_words,
)
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.records import Item, Law, Provision, Record, Source, Task
from macros.records.frames import ItemFrame, Part
from macros.records.grounds import Ground, Timing
from macros.records.inside import part
from macros.records.references import Ref, section_sign
from macros.records.richtext import Text

Cell = str | int | bool | date | list[str] | None
Row = dict[str, Cell]
"""The cells of a row by what their column is called under `regneark` in `nb.yml`."""


def _tasks(teller: Teller, site_url: str) -> Iterator[Row]:
    handbook = teller.handbook
    for task in handbook.all(Task).values():
        weighed = weigh(handbook, task)
        others = (*weighed.rights, *weighed.beneath)
        yield {
            "id": str(task.ref),
            "oppgave": task.title,
            "beskrivelse": _plain(teller, task.text),
            **_who(teller, [(one.who, doer_words(handbook, one)) for one in task.doers]),
            "hvordan_sammen": participation_words(task),
            "sammen_med": [doer_words(handbook, one) for one in task.together_with],
            "til": [doer_words(handbook, one) for one in task.recipients],
            "betaler": [doer_words(handbook, one) for one in task.payers],
            "stadium": [stage.title for stage in handbook.stages_of(task)],
            "hele_forløpet": not task.stages,
            "tema": teller.names(task.topics),
            **_head(weighed.headline),
            "andre_steder": [_told(one) for one in others],
            **_when(teller, task.when, task.unless, task.timings),
            "faller_bort": [gone.condition.title for gone in weighed.falls_away],
            "gjelder": scope_words(weighed.scope) if weighed.scope else "",
            "alder_fra": weighed.scope.age_from if weighed.scope else None,
            "alder_til": weighed.scope.age_to if weighed.scope else None,
            "frist_i_lov": any(is_deadline(handbook, one) for one in task.timings),
            "verktøy": teller.names(task.tools),
            **_foot(teller, task, task.ref, site_url),
        }


def _items(teller: Teller, site_url: str) -> Iterator[Row]:
    handbook = teller.handbook
    for frame, section, name, item in _each_item(handbook):
        ref = teller.item_ref(frame, name)
        doers = [(one, teller.name(one)) for one in teller.doers_of(item)]
        doers = doers or [(one.who, doer_words(handbook, one)) for one in section.who]
        yield {
            "id": str(ref),
            "liste": frame.title,
            "slag_liste": word(f"kinds.{frame.kind}"),
            "del": section.title,
            "punkt": _plain(teller, item.text),
            "hjelp": _plain(teller, item.help),
            "slag": str(item.sort),
            **_who(teller, doers),
            "listen_brukes_av": [doer_words(handbook, one) for one in frame.who],
            "oppgave": teller.name(item.task) if item.task else "",
            "stadium": teller.names(item.stages or frame.stages),
            "tema": teller.names(item.topics or frame.topics),
            **_grounds(handbook, item.grounds),
            **_when(teller, item.when, item.unless, item.timings),
            "må_ikke_svikte": item.first,
            "kan_være_uaktuelt": item.moot,
            **_foot(teller, frame, ref, site_url),
        }


def _provisions(teller: Teller, site_url: str) -> Iterator[Row]:
    handbook = teller.handbook
    for law in handbook.all(Law).values():
        for number, one in law.provisions.items():
            ref = part(law.ref, number)
            standing, used = law.standing_of(one), used_by(handbook, ref)
            yield {
                "id": str(ref),
                "lov": law.title,
                "kortform": law.short,
                "paragraf": section_sign(ref),
                "overskrift": one.title,
                "handler_om": _plain(teller, one.text),
                "kildetype": str(law.source_type),
                "gjelder_i_dag": str(standing.state),
                "gjelder_i_ord": standing_words(standing, law, one),
                "tekst_fra": one.changed_on or law.changed_on,
                "lest": law.read.on if law.read else None,
                "lest_hvordan": str(law.read.manner) if law.read else "",
                "i_stedet": teller.names(one.today or standing.instead),
                "vedtatt_endring": _adopted(law, one),
                "gjelder_ikke": teller.names(gone.condition for gone in one.not_when),
                "gjelder": scope_words(one.scope) if one.scope else "",
                "tema": teller.names(one.topics),
                "antall_bygger": len(used),
                "bygger_på": teller.names(used),
                "lovdata": f"https://lovdata.no/{law.lovdata}" if law.lovdata else "",
                **_foot(teller, law, ref, site_url),
            }


def _passages(teller: Teller, site_url: str) -> Iterator[Row]:
    for source in teller.handbook.all(Source).values():
        for number, one in source.passages.items():
            ref = part(source.ref, number)
            used = used_by(teller.handbook, ref)
            yield {
                "id": str(ref),
                "kilde": source.title,
                "utdrag": int(number) if number.isdecimal() else teller.name(ref),
                "sted": one.heading,
                "tall": [f"«{figure}»" for figure in one.figures],
                "kildetype": str(source.source_type),
                "gjelder_i_dag": str(source.standing.state),
                "gjelder": scope_words(scope) if (scope := one.scope or source.scope) else "",
                "viser_til": teller.names(one.cites),
                "antall_bygger": len(used),
                "bygger_på": teller.names(used),
                "utelatt": one.left_out,
                "usikker": one.uncertain,
                **_foot(teller, source, ref, site_url),
            }


SHEETS: Final = {"oppgaver": _tasks, "punkter": _items, "bestemmelser": _provisions, "utdrag": _passages}
"""The sheets by the name of their file, with how their rows are made."""


def has_rows(handbook: Handbook, sheet: str) -> bool:
    """Whether *sheet* has any rows, without making one."""
    match sheet:
        case "oppgaver":
            return bool(handbook.all(Task))
        case "punkter":
            return bool(handbook.items)
        case "bestemmelser":
            return any(law.provisions for law in handbook.all(Law).values())
    return any(source.passages for source in handbook.all(Source).values())


def _each_item(handbook: Handbook) -> Iterator[tuple[ItemFrame, Part, str, Item]]:
    for frame in dict.fromkeys(frame for frame, _ in handbook.items.values()):
        for section in frame.parts:
            for name, item in section.items.items():
                yield frame, section, name, item


def _adopted(law: Law, one: Provision) -> str:
    return adopted.by if (adopted := one.adopted or law.adopted) else ""


# The columns that sheets share.


def _who(teller: Teller, doers: list[tuple[Ref, str]]) -> Row:
    """Who does it; and to filter by, the bodies they are, with those that they are part of: «Nav» finds its parts."""
    actors = list(dict.fromkeys(teller.handbook.actor(ref) for ref, _ in doers))
    wholes = dict.fromkeys(whole for actor in actors for whole in teller.handbook.wholes_of(actor))
    return {
        "hvem": [capital(name) for _, name in doers],
        "aktør": [capital(teller.name(actor.ref)) for actor in dict.fromkeys((*actors, *wholes))],
    }


def _head(headline: Footing | None) -> Row:
    """How binding it is today, by what, and where that stands."""
    return {
        "hvor_bindende": strength_words(headline) if headline else "",
        "kildetype": str(headline.source_type) if headline else "",
        "kilde": headline.short if headline else "",
        "hvor_det_står": headline.title if headline else "",
        "gjelder_i_dag": str(headline.standing.state) if headline and headline.standing else "",
        "gjelder_i_ord": standing_words(headline.standing, headline.law, headline.provision) if headline else "",
    }


def _grounds(handbook: Handbook, grounds: tuple[Ground, ...]) -> Row:
    """What an item rests on: none of its grounds weighs more than another."""
    footings = [footing(handbook, one) for one in grounds]
    return {
        "hvor_det_står": [one.title for one in footings],
        "kildetype": list(dict.fromkeys(str(one.source_type) for one in footings)),
        "gjelder_i_dag": list(dict.fromkeys(str(one.standing.state) for one in footings if one.standing)),
    }


def _told(one: Footing) -> str:
    state = one.standing.state if one.standing else word("status.forslag")
    return f"{one.title} ({strength_words(one)}, {one.source_type}, {state})"


def _when(teller: Teller, when: tuple[Ref, ...], unless: tuple[Ref, ...], timings: tuple[Timing, ...]) -> Row:
    return {
        "vilkår": condition_words(teller.handbook, when),
        "ikke_når": teller.names(unless),
        "tid": [timing_words(teller.handbook, one) for one in timings],
    }


def _foot(teller: Teller, record: Record, ref: Ref, site_url: str) -> Row:
    """Who answers for it, how old it is, and where it always is to be found."""
    head = record.head
    return {
        "eier": capital(teller.name(head.owner)),
        "godkjenning": str(record.approval),
        "gjennomgått": head.reviewed_on,
        "neste_gjennomgang": due(record).on,
        "sist_endret": changed_on(record),
        "adresse": f"{site_url or '/'}{permanent(ref)}",
    }


def _plain(teller: Teller, text: Text | None) -> str:
    return teller.plain(text) if text else ""
