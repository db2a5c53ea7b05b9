"""The way in for somebody new: the index, a page for each lesson, and the cases to try oneself on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from macros.handbook.lessons import taught
from macros.handbook.lookup import cases_in_order, first_lists, lessons_in_order
from macros.outputs.addresses import home
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.words import word
from macros.records import Conversation, Lesson

CASES: Final = "ny-i-teamet/ovingscaser"


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the way in, every lesson and every case."""
    handbook = setting.handbook
    lessons = lessons_in_order(handbook)
    cases = cases_in_order(handbook)
    if lessons:
        title, lead = word("indeks.ny-i-teamet"), word("indeks_hjelp.ny-i-teamet")

        def way_in() -> str:
            return setting.view.render(
                "way_in.html",
                title=title,
                lead=lead,
                lists=first_lists(handbook),
                course=[lesson for lesson in lessons if lesson.about.kind != "fase"],
                method=[lesson for lesson in lessons if lesson.about.kind == "fase"],
                cases=cases,
                talks=bool(handbook.all(Conversation)),
            )

        yield Page("ny-i-teamet/", title, way_in, lead, index=True)
    for number, lesson in enumerate(lessons):
        following = lessons[number + 1] if number + 1 < len(lessons) else None
        yield setting.page(
            home(lesson), lesson.title, "lesson.html", lesson, partial(_of_lesson, setting, lesson, following)
        )
    yield from setting.index(CASES, cases)
    for number, case in enumerate(cases):
        later = cases[number + 1] if number + 1 < len(cases) else None
        yield setting.page(home(case), case.title, "case.html", case, partial(dict, following=later))


def _of_lesson(setting: Setting, lesson: Lesson, following: Lesson | None) -> dict[str, object]:
    told = taught(setting.handbook, lesson)
    return {
        "crucial": setting.crucial(list(told.crucial)),
        "phase": told.phase,
        "parts": told.parts,
        "partners": told.partners,
        "ends": told.ends,
        "following": following,
        "inside": [*told.inside],
    }
