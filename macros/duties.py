"""The commands of whoever owns the routine: what has to be looked at, what is approved, what has been gone through."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING, Final

from macros.project import Project

if TYPE_CHECKING:
    from macros.edition import Edition

COMMANDS: Final = ("review", "godkjenn", "gjennomgatt")
URGENT: Final = 3
"""The exit code of `review` when something is past its day, or other than what was approved."""


def run(project: Project, given: argparse.Namespace, made: Edition, today: date) -> tuple[str, int]:
    """Run one of the commands on the day *today*. Return what it says, and its exit code."""
    if given.command == "review":
        return _review(given, made, given.dato or today)
    from macros import approve

    if given.command == "godkjenn":
        lines = approve.approve(project, made.handbook, given.navn, given.av, given.dato or today)
    else:
        lines = approve.gone_through(project, made.handbook, given.navn, given.dato or today, given.hver)
    return "\n".join(lines) + "\n", 0


def _review(given: argparse.Namespace, made: Edition, today: date) -> tuple[str, int]:
    from macros.approve import role_of
    from macros.outputs.calendars import calendar
    from macros.outputs.maintenance import files
    from macros.review import is_urgent, review, review_data

    owner = role_of(made.handbook, given.eier) if given.eier else None
    if given.ics:
        return calendar(made.handbook, files(made.handbook, owner), made.site_url).decode(), 0
    code = URGENT if is_urgent(made.handbook, today, owner) else 0
    if given.json:
        return json.dumps(review_data(made.handbook, today, owner), ensure_ascii=False, indent=1) + "\n", code
    return review(made.handbook, today, owner), code
