"""Pages of routines, phases, lists, forms and talks: a frame around ordered records."""

from __future__ import annotations

from collections.abc import Iterator

from macros.handbook.lookup import held, talks_in_order
from macros.outputs.addresses import home
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.told.missing import missing
from macros.outputs.words import word
from macros.records import Checklist, Form, Frame, Phase, Routine
from macros.records.frames import ItemFrame, Partner


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the page of every frame and talk, and an index for each kind."""
    handbook = setting.handbook
    for model, folder in ((Routine, "rutiner"), (Phase, "faser"), (Checklist, "sjekklister"), (Form, "skjemaer")):
        frames = sorted(handbook.all(model).values(), key=lambda frame: (getattr(frame, "number", 0), frame.title))
        yield from setting.index(folder, frames)
        for frame in frames:
            yield frame_page(setting, frame)
    talks = talks_in_order(handbook)
    yield from setting.index("samtaler", talks)
    for talk in talks:
        yield setting.page(home(talk), talk.title, "talk.html", talk)


def frame_page(setting: Setting, frame: Frame) -> Page:
    """Return the page of *frame*, with all it holds."""
    kind = word("fase.nummer", nummer=frame.number) if isinstance(frame, Phase) else word(f"kinds.{frame.kind}")
    template = "checklist.html" if isinstance(frame, ItemFrame) else "frame.html"

    def values() -> dict[str, object]:
        inside = held(setting.handbook, frame)
        about = setting.view.statements_about(frame.ref)
        statements = [one for one in about if one not in inside]
        lacks = missing(setting.view) if isinstance(frame, ItemFrame) and frame.gathers else []
        return {
            "kind": kind, "inside": [frame, *inside], "partners": _partners(frame), "statements": statements,
            "missing": lacks,
        }  # fmt: skip

    title = f"{kind}: {frame.title}" if isinstance(frame, Phase) else frame.title
    return setting.page(home(frame), title, template, frame, values)


def _partners(frame: Frame) -> list[tuple[str, list[Partner]]]:
    """Group the partners of *frame* under headings: the permanent, those when needed, and (without one) the rest."""
    headings = {True: word("fase.faste"), False: word("fase.ved_behov"), None: ""}
    groups = [(heading, [one for one in frame.partners if one.permanent is when]) for when, heading in headings.items()]
    return [(heading, group) for heading, group in groups if group]
