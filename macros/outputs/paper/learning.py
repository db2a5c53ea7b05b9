"""What a new employee learns by, on paper: the whole course, the lessons and the fictional cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from macros.handbook.lessons import taught
from macros.handbook.path import path
from macros.handbook.weighing import by_method
from macros.outputs import phrases, printed
from macros.outputs.addresses import home
from macros.outputs.paper.blocks import Block, Heading, Points, Sheet, Words
from macros.outputs.paper.documents import partner_words
from macros.outputs.paper.facts import crucial_words, facts_of, limits_of, named, timings_text
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.records import Exercise, Frame, Handover, Lesson, OpenPoint, Stage, Task
from macros.records.frames import Part
from macros.records.learning import Answer
from macros.records.references import Ref


def sheet_of_course(teller: Teller) -> Sheet:
    """Return the course on paper: each stage with who holds the threads, its tasks and who does them, and its lists.

    What a method alone asks stands apart, and what is for the whole course stands last.
    """
    return teller.handbook.keep("sheet of the course", lambda: _course(teller))  # several packs have it


def _course(teller: Teller) -> Sheet:
    handbook = teller.handbook
    tasks = list(handbook.all(Task).values())
    frames = [record for record in handbook if isinstance(record, Frame)]
    stages: list[Stage | None] = [*handbook.all(Stage).values(), None]
    way = path(handbook)
    threads: dict[Ref | None, Points | None] = {None: _threads(teller, way.leads, (), way.handed)}
    threads |= {step.stage.ref: _threads(teller, step.leads, step.left, step.handed) for step in way.steps}
    blocks: list[Block] = []
    for stage in stages:
        at = (stage.ref,) if stage else ()
        here = [task for task in tasks if task.stages[:1] == at]
        method = [task for task in here if by_method(handbook, task.grounds)]
        blocks.append(Heading(phrases.stage_words(stage)))
        blocks += map(Words, teller.paragraphs(stage.text)) if stage else ()
        held = threads.get(stage.ref if stage else None)
        blocks += [Heading(word("veien.overskrift"), 3), held] if held else []
        blocks += [Heading(word("aktør.oppgaver"), 3)] if held else []
        blocks.append(_named(teller, [task.ref for task in here if task not in method]))
        blocks += [Heading(word("indeks.faser"), 3), _named(teller, [task.ref for task in method])] if method else []
        used = tuple(named(one) for one in frames if stage and stage.ref in one.stages)
        blocks += [Heading(word("pakke.lister"), 3), Points(used)] if used else []
    return Sheet(
        name="forlopet",
        kind=word("side.navn"),
        title=word("indeks.forlopet"),
        page="forlopet/",
        about=(*handbook.all(Stage).values(), *tasks),
        lead=(word("pakke.forløpet"),),
        blocks=tuple(blocks),
    )


def _threads(
    teller: Teller, leads: Iterable[Task], left: Iterable[OpenPoint], handed: Iterable[Handover]
) -> Points | None:
    """Return who holds the threads, what the sources do not say of it, and what changes hands; nothing when no word."""
    handbook = teller.handbook
    lines = [f"{phrases.capital(phrases.doers_words(handbook, one))} – {one.title}" for one in leads]
    for one in left:
        settled = f"{phrases.settled_label(one)}: {teller.plain(one.settled)}" if one.settled else ""
        lines.append(f"{one.title} {settled}" if settled else f"{word('veien.uavklart')}: {one.title}")
    lines += [f"{phrases.change_words(handbook, one)}: {phrases.handover_words(handbook, one)}" for one in handed]
    return Points(tuple(lines)) if lines else None


def sheet_of_lesson(teller: Teller, lesson: Lesson) -> Sheet:
    """Return the sheet of *lesson*: what starts it, what to do first, the work, what may go wrong, and when it ends."""
    told = taught(teller.handbook, lesson)
    blocks: list[Block] = []
    if lesson.starts:
        blocks += [Heading(word("leksjon.starter")), *map(Words, teller.paragraphs(lesson.starts))]
    if told.crucial:
        blocks += [Heading(word("punkt.dette_må_ikke_svikte")), Points(crucial_words(teller, told.crucial))]
    if lesson.first:
        blocks += [Heading(word("leksjon.først")), _named(teller, lesson.first)]
    blocks += _parts(teller, told.parts)
    for key, lines in (
        ("leksjon.trenger", (*map(phrases.capital, teller.names(lesson.needs)),
                             *(partner_words(teller, one) for one in told.partners))),
        ("leksjon.galt", tuple(teller.plain(one.text) for one in lesson.pitfalls)),
        ("leksjon.erfaringer", tuple(teller.names(lesson.experience))),
    ):  # fmt: skip
        blocks += [Heading(word(key)), Points(lines)] if lines else []
    if told.ends:
        blocks += [Heading(word("leksjon.slutt")), *map(Words, teller.paragraphs(told.ends))]
    if told.phase and told.ends:
        blocks.append(Words(f"{word('fase.fast' if told.phase.fixed_end else 'fase.flytende')}."))
    blocks += _questions(teller, lesson)
    lead = (*teller.paragraphs(lesson.purpose), *teller.paragraphs(lesson.text))
    sheet = _sheet(lesson, lead, blocks)
    phase = told.phase
    return replace(
        sheet,
        about=told.inside,
        facts=facts_of(("tid.overskrift", timings_text(teller, phase.timings))) if phase else (),
        caution=limits_of(teller, (doer.who for doer in phase.who)) if phase else (),
    )


def _questions(teller: Teller, lesson: Lesson) -> list[Block]:
    """The questions with their choices, and all answers after the last: on paper nothing can be folded away."""
    blocks: list[Block] = [Heading(word("leksjon.spørsmål"))] if lesson.questions else []
    answers: list[Block] = []
    for number, question in enumerate(lesson.questions, 1):
        asked = f"{number}. {teller.plain(question.text)}"
        blocks += [Heading(asked, 3), Points(tuple(teller.plain(one.text) for one in question.answers))]
        answers += [Heading(asked, 3), Points(tuple(_answer(teller, one) for one in question.answers))]
    return [*blocks, Heading(word("leksjon.svar")), *answers] if answers else []


def sheet_of_case(teller: Teller, case: Exercise) -> Sheet:
    """Return the sheet of the fictional *case*, with its answer."""
    blocks: list[Block] = [Heading(case.question), *_parts(teller, case.parts)]
    if case.not_in_sources:
        left = tuple(teller.plain(one) for one in case.not_in_sources)
        blocks += [Heading(word("avklaring.overskrift")), Points(left)]
    return _sheet(case, tuple(teller.paragraphs(case.text)), blocks)


def _parts(teller: Teller, parts: tuple[Part, ...]) -> list[Block]:
    blocks: list[Block] = []
    for part in parts:
        blocks += [Heading(part.title)] if part.title else []
        blocks += map(Words, teller.paragraphs(part.text))
        blocks += [_named(teller, part.content)] if part.content else []
    return blocks


def _named(teller: Teller, refs: Sequence[Ref]) -> Points:
    """Name *refs*, tasks with who does them: they are told whole on sheets of their own."""
    records = [(teller.name(ref), teller.handbook.get(ref)) for ref in refs]
    return Points(
        tuple(
            f"{name} – {phrases.doers_words(teller.handbook, one)}" if isinstance(one, Task) else name
            for name, one in records
        )
    )


def _answer(teller: Teller, answer: Answer) -> str:
    judged = word("leksjon.riktig" if answer.right else "leksjon.galt_svar")
    return f"{teller.plain(answer.text)} {judged} {teller.plain(answer.why)}"


def _sheet(record: Lesson | Exercise, lead: tuple[str, ...], blocks: list[Block]) -> Sheet:
    return Sheet(
        name=printed.name(record),
        kind=word(f"kinds.{record.kind}"),
        title=record.title,
        page=home(record),
        about=(record,),
        lead=lead,
        blocks=tuple(blocks),
    )
