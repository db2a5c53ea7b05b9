"""The whole course on one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.content.records import Actor, Frame, Stage
from macros.handbook import Handbook
from macros.handbook.lookup import tasks_of
from macros.outputs.pages.crosswalk import lanes, picture, stages_on_axis
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.words import word


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage with who has tasks there (and how many), and the lists and phases that belong to it."""

    stage: Stage
    actors: list[tuple[Actor, int]]
    frames: list[Frame]


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the course."""
    handbook = setting.handbook
    title, lead = word("indeks.forlopet"), word("indeks_hjelp.forlopet")

    def course() -> str:
        rows = [_row(handbook, stage) for stage in handbook.all(Stage).values()]
        drawn = lanes(handbook)
        return setting.view("forlopet/").render(
            "course.html", title=title, lead=lead, rows=rows, lanes=drawn,
            picture=picture(handbook, drawn, word("kryssende.tittel")),
            stages=stages_on_axis(handbook),
        )  # fmt: skip

    yield Page("forlopet/", title, course, lead)


def _row(handbook: Handbook, stage: Stage) -> StageRow:
    counts = [(actor, len(tasks_of(handbook, actor, stage))) for actor in handbook.actors_in_order]
    frames = [record for record in handbook if isinstance(record, Frame) and stage.ref in record.stages]
    return StageRow(stage, [pair for pair in counts if pair[1]], frames)
