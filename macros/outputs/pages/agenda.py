"""What the sources do not place, as an agenda for those who can settle it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from macros.handbook import Handbook
from macros.handbook.agenda import of_method, partners, to_settle
from macros.outputs import printed
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.pages.who import Self, bodies, meant
from macros.outputs.words import word
from macros.records import OpenPoint, Topic

FOLDER = "ikke-beskrevet"


def pages(setting: Setting) -> Iterator[Page]:
    """Yield the page, where there is anything to settle."""
    handbook = setting.handbook
    points = list(handbook.all(OpenPoint).values())
    if not points:
        return

    def values() -> dict[str, object]:
        return {
            "lead": word(f"indeks_hjelp.{FOLDER}"),
            "records": points,
            "groups": groups(handbook, points),
            "bodies": _to_meet(handbook),
            "meant": partial(meant, handbook),
            "marks": _marks,
            "ready": [
                (one, printed.files(handbook, one)["dagsorden"], len(to_settle(handbook, one)))
                for one in partners(handbook)
            ],
        }

    yield setting.page(f"{FOLDER}/", word(f"indeks.{FOLDER}"), "agenda.html", None, values)


def groups(handbook: Handbook, points: Sequence[OpenPoint]) -> list[tuple[str, list[OpenPoint]]]:
    """Put *points* under headings: by their first topic, a method's own apart, and what is settled last."""
    headings = {topic.ref: topic.title for topic in handbook.all(Topic).values()}
    last = (word("avklaring.uten_tema"), word("indeks.faser"), word("avklaring.avklart"))
    found: dict[str, list[OpenPoint]] = {title: [] for title in (*headings.values(), *last)}
    for point in points:
        if point.settled:
            heading = word("avklaring.avklart")
        elif of_method(handbook, point):
            heading = word("indeks.faser")
        else:
            heading = headings[point.topics[0]] if point.topics else word("avklaring.uten_tema")
        found[heading].append(point)
    return [(heading, held) for heading, held in found.items() if held]


def _to_meet(handbook: Handbook) -> list[tuple[str, list[tuple[Self, int]]]]:
    """Return those with whom something is to be settled, by body, each with how many points."""
    counted = [
        (body, [(one, len(to_settle(handbook, one.record))) for one in selves]) for body, selves in bodies(handbook)
    ]
    return [(body, met) for body, selves in counted if (met := [pair for pair in selves if pair[1]])]


def _marks(point: OpenPoint) -> dict[str, str]:
    """Return with whom *point* is settled, as the script reads it; what is settled is on no agenda."""
    return {"data-avklart": ""} if point.settled else {"data-med": " ".join(ref.id for ref in point.settle_with)}
