"""Small pieces of sentence that pages, paper and look-ups share: when, who, for whom, how binding, whether it holds."""

from __future__ import annotations

from datetime import date

from macros.handbook import Handbook
from macros.handbook.changes import changed_on
from macros.handbook.weighing import Footing, is_deadline, rests_on_law
from macros.outputs.words import word
from macros.records import Checklist, Condition, Handover, Law, OpenPoint, Provision, Stage, Statement, Task
from macros.records.base import Record
from macros.records.frames import ItemFrame
from macros.records.grounds import AdoptedChange, Doer, Reading, Scope, Standing, Timing
from macros.records.references import Ref, section_sign
from macros.records.vocabulary import Direction, Requirement, SourceType, StandingState, TimingKind, Unit


def listed(words: list[str], last: str = "liste.og") -> str:
    """Join *words* as a sentence does: «a, b og c»."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {word(last)} {words[-1]}"


def day(value: date) -> str:
    """Return *value* as «22. november 2026»."""
    return f"{value.day}. {word(f'måned.{value.month}')} {value.year}"


def capital(text: str) -> str:
    """Return *text* with its first letter large."""
    return text[:1].upper() + text[1:]


def timing_words(handbook: Handbook, timing: Timing, event: str = "") -> str:
    """Return *timing* as «1–2 måneder før løslatelsen» or the source's own words; *event* may be called otherwise."""
    event = event or (handbook.name(Ref("hendelse", timing.event.id)) if timing.event else "")
    amount = _amount(timing)
    if timing.kind is TimingKind.REMAINING:
        at = handbook.name(timing.measured_at) if timing.measured_at else ""
        return word("tid.minst_igjen_ved", antall=amount, hendelse=at) if at else word("tid.minst_igjen", antall=amount)
    if timing.kind is TimingKind.REPEATED and timing.start is not None and timing.unit is not None:
        return _repeated(timing, word(f"enhet_en.{timing.unit.name.lower()}"))
    side = word(f"retning.{timing.direction.name.lower()}") if timing.direction else ""
    when = " ".join(part for part in (amount, side, event) if part) if event else amount
    if timing.words and amount == "":
        told = timing.direction is Direction.AT or str(timing.direction) in timing.words.split()
        return f"«{timing.words}»" + (f" {when}" if event and not told else "")
    return when or f"«{timing.words}»"


def _repeated(timing: Timing, unit: str) -> str:
    """«hver uke», «hver 2. uke», «2 ganger hver måned»."""
    every = word("tid.hvert" if timing.unit is Unit.YEARS else "tid.hver")
    period = f"{every} {unit}" if timing.start == 1 else f"{every} {timing.start}. {unit}"
    if timing.times in (None, 1):
        return period
    return word("tid.ganger", ganger=timing.times, periode=period)


def _amount(timing: Timing) -> str:
    if timing.start is None or timing.unit is None:
        return ""
    number = f"{timing.start}–{timing.end}" if timing.end not in (None, timing.start) else str(timing.start)
    group = "enhet_en" if number == "1" else "enhet"
    return f"{number} {word(f'{group}.{timing.unit.name.lower()}')}"


def timing_label(handbook: Handbook, timing: Timing) -> str:
    """Return what sort of time it is: a deadline by law, or recommended."""
    if is_deadline(handbook, timing):
        return word("tid.frist")
    if rests_on_law(handbook, timing):
        return word("tid.loven")
    return word(f"tid.{timing.kind.name.lower()}")


def scope_words(scope: Scope) -> str:
    """Return whom *scope* speaks of."""
    ages = ""
    if scope.age_from is not None and scope.age_to is not None:
        ages = word("gjelder.alder", fra=scope.age_from, til=scope.age_to)
    elif scope.age_from is not None:
        ages = word("gjelder.fra_alder", fra=scope.age_from)
    elif scope.age_to is not None:
        ages = word("gjelder.under_alder", til=scope.age_to + 1)
    return ", ".join(part for part in (scope.group, ages, scope.sentence, scope.area) if part)


def standing_words(standing: Standing | None, law: Law | None = None, provision: Provision | None = None) -> str:
    """Return whether it holds today, as far as it was read: the text of *law*, or of *provision* where it differs."""
    if standing is None:
        return word("status.forslag")
    text = word(f"status.{standing.state.name.lower()}")
    if standing.on and standing.state is not StandingState.IN_FORCE:
        text += f" ({day(standing.on)})"
    changed_on = (provision and provision.changed_on) or (law and law.changed_on)
    if standing.state is StandingState.IN_FORCE and changed_on:
        text = word("status.in_force_text", dato=day(changed_on))
    return text


def adopted_words(change: AdoptedChange) -> str:
    """Return by what a change is made that is not in force yet, and from when where that is decided."""
    when = word("status.fra_dag", dato=day(change.in_force)) if change.in_force else ""
    return f"{change.by}{when}."


def reading_words(handbook: Handbook, reading: Reading | None) -> str:
    """Return when and how a text was read, and by whom where that was not the editors."""
    if reading is None:
        return word("lest.ikke")
    by = word("lest.av", hvem=handbook.name(reading.by)) if reading.by else ""
    fetched = word("lest.hentet", dato=day(reading.fetched)) if reading.fetched else ""
    imprint = word("lest.avtrykk", avtrykk=reading.imprint) if reading.imprint else ""
    return word("lest.slik", dato=day(reading.on), av=by, hvordan=reading.manner) + fetched + imprint


def sign(provision: Ref) -> str:
    """Return *provision* as it is cited: «§ 7-1»."""
    return section_sign(provision)


def stage_words(stage: Stage | None) -> str:
    """Return the heading of what belongs to *stage*, or to the whole course."""
    return stage.title if stage else capital(word("oppgave.hele_forlopet"))


def doer_words(handbook: Handbook, doer: Doer) -> str:
    """Return who does it, and which municipality's."""
    name = handbook.name(doer.who)
    each = dict.fromkeys(one.which for one in doer.municipality)  # two grounds may point to the same
    which = listed([word(f"kommune.{one.name.lower()}") for one in each], "liste.eller")
    return f"{name} ({which})" if which else name


def doers_words(handbook: Handbook, task: Task) -> str:
    """Return all doers of *task* and how they share it."""
    names = listed([*dict.fromkeys(doer_words(handbook, doer) for doer in task.doers)])
    return f"{names} ({participation_words(task)})" if task.participation else names


def participation_words(task: Task) -> str:
    """Return how several doers share *task*, or nothing."""
    return word(f"deltakelse.{task.participation.name.lower()}") if task.participation else ""


def condition_words(handbook: Handbook, when: tuple[Ref, ...], unless: tuple[Ref, ...] = ()) -> str:
    """Return the conditions as «under 25 år og personen samtykker; ikke i varetekt»."""
    held = listed([handbook.all(Condition)[ref.id].title for ref in when])
    barred = listed([handbook.all(Condition)[ref.id].title for ref in unless], "liste.eller")
    return "; ".join(part for part in (held, word("vilkår.ikke", vilkår=barred) if barred else "") if part)


def settled_label(point: OpenPoint) -> str:
    """Return that *point* is settled, and when: «Avklart 3. februar 2026»."""
    return f"{word('avklaring.avklart')} {day(point.settled_on)}" if point.settled_on else word("avklaring.avklart")


def handover_words(handbook: Handbook, handover: Handover) -> str:
    """Return who lets go and who takes over: «fengselet → Nav»."""
    gives, takes = (
        _shortened([handbook.name(doer.who) for doer in handbook.all(Task)[task.id].doers])
        for task in (handover.gives, handover.takes)
    )
    return word("overlevering.fra_til", fra=capital(gives), til=takes)


def change_words(handbook: Handbook, handover: Handover) -> str:
    """Return that something changes hands, and at what: «Overleveres ved løslatelsen»."""
    event = handover.event
    return word("veien.skifte_ved", hendelse=handbook.name(event)) if event else word("veien.skifte")


def _shortened(names: list[str]) -> str:
    """Join at most three *names*; of more, the first two and how many others."""
    return listed(names) if len(names) < 4 else listed([*names[:2], word("liste.andre", antall=len(names) - 2)])


def no_names(frame: ItemFrame) -> str:
    """Return the warning where there is room to write: whether the sheet is the person's, signed, or about services."""
    if frame.for_person:
        return word("ark.ikke_navn_på_kort")
    if frame.signatures:
        return word("liste_side.underskrives")
    if frame.kept:
        return word("kontaktark.ikke_navn")
    room = isinstance(frame, Checklist) or any(part.items for part in frame.parts)
    return word("liste_side.ikke_navn") if room else ""


def strength_words(footing: Footing) -> str:
    """Return how binding *footing* is, in a word or two."""
    return word(f"styrke.{footing.strength.name.lower()}")


def kind_words(source_type: SourceType) -> str:
    """Return what kind of source it is."""
    return word(f"kildetype.{source_type.name.lower()}")


def required_words(requirement: Requirement) -> str:
    """Return what it takes before one may tell another."""
    return word(f"krever.{requirement.name.lower()}")


def older_words(footing: Footing) -> str:
    """Return what a ground beneath the headline said: «Rundskrivet fra 2006 skrev: bør få, om rusmiddelavhengige»."""
    said = footing.ground.word or strength_words(footing).lower()
    who = f" ({footing.ground.named_as})" if footing.ground.named_as else ""
    about = word("grunnlag.om", hvem=scope_words(footing.scope)) if footing.scope else ""
    key = "grunnlag.skrev" if footing.source else "grunnlag.sier"
    return word(key, kilde=footing.short, ord=said, hvem=who, om=about)


def newest(records: list[Record]) -> date:
    """Return when the newest change to any of *records* was made."""
    return max(map(changed_on, records))


def named_together(handbook: Handbook, ref: Ref) -> str:
    """Return what all records of the kind of *ref* are called; of what stands by topic, those of its topic."""
    record, kinds = handbook.get(ref), word(f"flere.{ref.kind}")
    if not isinstance(record, Task | Statement):
        return kinds
    return word("endringer.om_tema", slag=kinds, tema=handbook.name(record.topics[0]))
