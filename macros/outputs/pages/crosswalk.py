"""The course as a picture: the team's steps, the method's phases and each source's tasks on one axis of stages.

Drawn from the records as SVG without inline style; the same is said in words beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from macros.handbook import Handbook
from macros.handbook.lookup import phases_in_order
from macros.outputs.phrases import stage_words
from macros.outputs.words import word
from macros.records import Routine, Source, Task

COLUMN, LABEL, HEAD, BAND, GAP = 128, 196, 48, 40, 6
"""Sizes in the picture's own units."""


@dataclass(frozen=True, slots=True)
class Band:
    """A box over one or more stages: the first and last column (from 0), and the words in it."""

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the picture: what it is called, and its boxes. Boxes that overlap go on lines below."""

    title: str
    bands: tuple[Band, ...]


def steps(handbook: Handbook) -> list[tuple[Routine, list[Task]]]:
    """Return each of the team's own routines that has numbered steps, with the steps."""
    found = []
    for routine in handbook.all(Routine).values():
        refs = [ref for part in routine.parts if part.numbered for ref in part.content if ref.kind == "oppgave"]
        if routine.contact and refs:
            found.append((routine, [handbook.all(Task)[ref.id] for ref in refs]))
    return found


def lanes(handbook: Handbook) -> list[Lane]:
    """Return the lanes: the team's numbered steps first, then the method's phases, then each source by its tasks."""
    stages = handbook.course
    column = {stage.ref: number for number, stage in enumerate(stages)}
    result = []
    for routine, tasks in steps(handbook):
        words = [f"{number}. {task.title}" for number, task in enumerate(tasks, 1)]
        result.append(Lane(routine.title, tuple(Band(0, len(stages) - 1, text) for text in words)))
    bands = [
        Band(min(at), max(at), f"{phase.number}. {phase.title}")
        for phase in phases_in_order(handbook)
        if (at := [column[ref] for ref in phase.stages if ref in column])
    ]
    if bands:
        result.append(Lane(word("kryssende.metoden"), tuple(bands)))
    for source in handbook.all(Source).values():
        cited = [
            task for task in handbook.all(Task).values()
            if any(ground.passage and ground.passage.id.startswith(f"{source.id}:") for ground in task.grounds)
        ]  # fmt: skip
        counts = [sum(1 for task in cited if stage.ref in task.stages) for stage in stages]
        boxes = [Band(n, n, _tasks(count)) for n, count in enumerate(counts) if count]
        if boxes:
            result.append(Lane(source.short, tuple(boxes)))
    return result


def _tasks(count: int) -> str:
    return word("kryssende.oppgave") if count == 1 else word("kryssende.oppgaver", antall=count)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lanes as a picture called `title`, and lane by lane in words: from which stage to which, and what is in it."""

    title: str
    picture: Markup
    in_words: list[tuple[str, list[Band]]]


def drawing(handbook: Handbook, lanes: list[Lane], title: str, label: int = LABEL) -> Drawing:
    """Return *lanes* as a drawing called *title*, with *label* units for their names."""
    words = [
        (lane.title, [Band(band.first, band.last, _in_words(handbook, band)) for band in lane.bands]) for lane in lanes
    ]
    return Drawing(title, _picture(handbook, lanes, title, label), words)


def _in_words(handbook: Handbook, band: Band) -> str:
    course = handbook.course
    first, last = course[band.first].title, course[band.last].title
    span = first if band.first == band.last else f"{first} – {last.lower()}"
    whole = (band.first, band.last) == (0, len(course) - 1)
    return ": ".join(filter(None, (stage_words(None) if whole else span, band.text)))


def _picture(handbook: Handbook, lanes: list[Lane], title: str, label: int) -> Markup:
    stages, rows = handbook.course, [(lane, _lines(lane)) for lane in lanes]
    width = label + COLUMN * len(stages)
    height = HEAD + sum(max(1, len(lines)) * BAND + GAP * 2 for _, lines in rows)
    parts = [
        Markup('<svg class="kryssende" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(width, height, title),
    ]
    for number, stage in enumerate(stages):
        x = label + number * COLUMN
        parts.append(Markup('<line class="akse" x1="{0}" y1="{1}" x2="{0}" y2="{2}"/>').format(x, HEAD, height))
        parts.append(_words(stage.short, x + COLUMN / 2, HEAD - 18, "stadium", 16))
    y = HEAD
    for lane, lines in rows:
        parts.append(Markup('<line class="akse" x1="0" y1="{0}" x2="{1}" y2="{0}"/>').format(y, width))
        parts.append(_words(lane.title, 4, y + GAP + 15, "bane", label // 8, anchored="start"))
        for number, line in enumerate(lines or [[]]):
            top = y + GAP + number * BAND
            parts += [box for band in line for box in _box(band, top, label)]
        y += max(1, len(lines)) * BAND + GAP * 2
    return Markup("\n").join([*parts, Markup("</svg>")])


def _lines(lane: Lane) -> list[list[Band]]:
    """Lay the bands on as few lines as do not overlap."""
    lines: list[list[Band]] = []
    for band in lane.bands:
        for line in lines:
            if all(band.first > other.last or band.last < other.first for other in line):
                line.append(band)
                break
        else:
            lines.append([band])
    return lines


def _box(band: Band, top: float, label: int) -> list[Markup]:
    x = label + band.first * COLUMN + 4
    wide = (band.last - band.first + 1) * COLUMN - 8
    box = Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="6"/>').format(x, top, wide, BAND - GAP)
    return [box, _words(band.text, x + wide / 2, top + 15, "boks", int(wide / 7.2))]


def _words(text: str, x: float, y: float, kind: str, most: int, *, anchored: str = "middle") -> Markup:
    """Set *text* in at most two lines of about *most* letters."""
    lines: list[str] = []
    line = ""
    for piece in text.split():
        if line and len(line) + 1 + len(piece) > most and len(lines) < 1:
            lines.append(line)
            line = piece
        else:
            line = f"{line} {piece}".strip()
    lines.append(line)
    start = y if len(lines) > 1 else y + 7
    spans = Markup("").join(
        Markup('<tspan x="{}" y="{}">{}</tspan>').format(x, start + number * 14, escape(one))
        for number, one in enumerate(lines)
    )
    return Markup('<text class="{}" text-anchor="{}">{}</text>').format(kind, anchored, spans)
