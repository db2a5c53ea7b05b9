"""What a new employee learns by, on paper: the whole course, the lessons and the fictional cases."""

from __future__ import annotations

from macros.content.records import Exercise, Frame, Lesson, Phase, Stage, Task
from macros.content.records.frames import Part
from macros.content.records.learning import Answer
from macros.content.references import Ref
from macros.outputs import phrases
from macros.outputs.pages.setting import home
from macros.outputs.pages.view import View
from macros.outputs.paper.blocks import Block, Heading, Points, Sheet, Words
from macros.outputs.words import word


def sheet_of_course(view: View) -> Sheet:
    """Return the course on paper: each stage with its tasks by doer, and its lists and phases."""
    handbook = view.handbook
    tasks = list(handbook.all(Task).values())
    frames = [record for record in handbook if isinstance(record, Frame)]
    blocks: list[Block] = []
    for stage in handbook.all(Stage).values():
        here = [task for task in tasks if task.stages[:1] == (stage.ref,)]
        used = [f"{word(f'kinds.{one.kind}')}: {one.title}" for one in frames if stage.ref in one.stages]
        blocks += [Heading(stage.title), *map(Words, view.paragraphs(stage.text))]
        blocks.append(Points(tuple(f"{task.title} – {phrases.doers_words(handbook, task)}" for task in here)))
        if used:
            blocks += [Heading(word("pakke.lister"), 3), Points(tuple(used))]
    return Sheet(
        name="forlopet",
        kind=word("side.navn"),
        title=word("indeks.forlopet"),
        page="forlopet/",
        about=(*handbook.all(Stage).values(), *tasks),
        lead=(word("pakke.forløpet"),),
        blocks=tuple(blocks),
    )


def sheet_of_lesson(view: View, lesson: Lesson) -> Sheet:
    """Return the sheet of *lesson*: what starts it, what to do first, the work, what may go wrong, and when it ends."""
    phase = view.handbook.get(lesson.about)
    ends = lesson.ends or (phase.ends if isinstance(phase, Phase) else None)
    blocks: list[Block] = []
    if lesson.starts:
        blocks += [Heading(word("leksjon.starter")), *map(Words, view.paragraphs(lesson.starts))]
    if lesson.first:
        blocks += [Heading(word("leksjon.først")), _named(view, lesson.first)]
    blocks += _parts(view, lesson.parts)
    for key, lines in (
        ("leksjon.trenger", tuple(phrases.capital(view.name(ref)) for ref in lesson.needs)),
        ("leksjon.galt", tuple(view.plain(one.text) for one in lesson.pitfalls)),
        ("leksjon.erfaringer", tuple(view.name(ref) for ref in lesson.experience)),
    ):
        blocks += [Heading(word(key)), Points(lines)] if lines else []
    if ends:
        blocks += [Heading(word("leksjon.slutt")), *map(Words, view.paragraphs(ends))]
    blocks += [Heading(word("leksjon.spørsmål"))] if lesson.questions else []
    for question in lesson.questions:
        answers = tuple(_answer(view, one) for one in question.answers)
        blocks += [Heading(view.plain(question.text), 3), Points(answers)]
    return _sheet(view, lesson, (*view.paragraphs(lesson.purpose), *view.paragraphs(lesson.text)), blocks)


def sheet_of_case(view: View, case: Exercise) -> Sheet:
    """Return the sheet of the fictional *case*, with its answer."""
    blocks: list[Block] = [Heading(case.question), *_parts(view, case.parts)]
    if case.not_in_sources:
        left = tuple(view.plain(one) for one in case.not_in_sources)
        blocks += [Heading(word("avklaring.overskrift")), Points(left)]
    return _sheet(view, case, tuple(view.paragraphs(case.text)), blocks)


def _parts(view: View, parts: tuple[Part, ...]) -> list[Block]:
    blocks: list[Block] = []
    for part in parts:
        blocks += [Heading(part.title)] if part.title else []
        blocks += map(Words, view.paragraphs(part.text))
        blocks += [_named(view, part.content)] if part.content else []
    return blocks


def _named(view: View, refs: tuple[Ref, ...]) -> Points:
    """Name *refs*, tasks with who does them: they are told whole on sheets of their own."""
    records = [(view.name(ref), view.handbook.get(ref)) for ref in refs]
    return Points(
        tuple(
            f"{name} – {phrases.doers_words(view.handbook, one)}" if isinstance(one, Task) else name
            for name, one in records
        )
    )


def _answer(view: View, answer: Answer) -> str:
    judged = word("leksjon.riktig" if answer.right else "leksjon.galt_svar")
    return f"{view.plain(answer.text)} {judged} {view.plain(answer.why)}"


def _sheet(view: View, record: Lesson | Exercise, lead: tuple[str, ...], blocks: list[Block]) -> Sheet:
    return Sheet(
        name=f"{record.kind}-{record.id}",
        kind=word(f"kinds.{record.kind}"),
        title=record.title,
        page=home(record),
        about=(record,),
        lead=lead,
        blocks=tuple(blocks),
    )
