"""The whole course on one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from macros.handbook import Handbook
from macros.handbook.lookup import phases_in_order, tasks_of
from macros.handbook.path import Step, path
from macros.outputs.pages.crosswalk import drawing, lanes, steps
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.words import word
from macros.records import Actor, Frame, Lesson, Phase, Stage


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage with who has tasks there (and how many), what belongs to it, its phases and the lesson about it.

    `step` is the stage on the person's way, unless it is about cooperation outside cases.
    """

    stage: Stage
    step: Step | None
    actors: list[tuple[Actor, int]]
    frames: list[Frame]
    phases: list[Phase]
    lesson: Lesson | None


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the course."""
    handbook = setting.handbook
    title, lead = word("indeks.forlopet"), word("indeks_hjelp.forlopet")

    def course() -> str:
        phases, way = phases_in_order(handbook), path(handbook)
        step_at = {step.stage.ref: step for step in way.steps}
        rows = [_row(handbook, stage, step_at.get(stage.ref), phases) for stage in handbook.all(Stage).values()]
        return setting.view.render(
            "course.html", title=title, lead=lead, way=way,
            drawing=drawing(handbook, lanes(handbook), word("kryssende.tittel")),
            rows=[row for row in rows if row.step], beside=[row for row in rows if not row.step],
            steps=steps(handbook),
            fixed=[(one, after) for one, after in pairwise(phases) if one.fixed_end], phases=phases,
        )  # fmt: skip

    yield Page("forlopet/", title, course, lead, index=True)


def _row(handbook: Handbook, stage: Stage, step: Step | None, phases: list[Phase]) -> StageRow:
    counts = [(actor, len(tasks_of(handbook, actor, stage))) for actor in handbook.actors_in_order]
    frames = [record for record in handbook if isinstance(record, Frame) and stage.ref in record.stages]
    at = [phase for phase in phases if stage.ref in phase.stages]
    lesson = next((one for one in handbook.all(Lesson).values() if one.about == stage.ref), None)
    others = [one for one in frames if one not in at]
    return StageRow(stage, step, [pair for pair in counts if pair[1]], others, at, lesson)
