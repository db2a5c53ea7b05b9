"""Every page of the site, one module a kind of page."""

from __future__ import annotations

from collections.abc import Iterator

from macros.outputs.pages import (
    actors,
    adaptations,
    agenda,
    begin,
    changes,
    compose,
    concerns,
    course,
    frames,
    gathered,
    law,
    learning,
    open_data,
    times,
    topics,
    upkeep,
    who,
    words_and_conflicts,
)
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting


def pages(setting: Setting) -> Iterator[Page]:
    """Yield every page made from records."""
    for module in (
        frames, begin, who, actors, topics, course, times, compose, gathered, agenda, concerns, law,
        words_and_conflicts, learning, open_data, upkeep, changes, adaptations,
    ):  # fmt: skip
        yield from map(setting.finished, module.pages(setting))


__all__ = ["Page", "pages"]
