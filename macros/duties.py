"""The commands of whoever owns the routine: what has to be looked at, what is approved, what has been gone through."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from macros.project import Project

if TYPE_CHECKING:
    from macros.edition import Edition

COMMANDS: Final = ("review", "godkjenn", "gjennomgatt")
URGENT: Final = 3
"""The exit code of `review` when something is past its day, or other than what was approved."""


def add_arguments(commands: Any, day: Any) -> None:
    """Add the commands to *commands*; *day* reads a day."""
    review = commands.add_parser("review", help="vis hva som må gås gjennom, godkjennes, leses og avklares")
    shape = review.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="det samme som JSON")
    shape.add_argument("--ics", action="store_true", help="datoene som kalender")
    review.add_argument("--dato", type=day, default=None, help="regn som om det er denne dagen, som 2026-11-22")
    review.add_argument("--eier", default=None, help="bare det denne rollen eier, som kommunen-rutineeier")
    approve = commands.add_parser("godkjenn", help="skriv at det som står i filer eller poster, er godkjent")
    approve.add_argument("navn", nargs="+", help="filer, mapper eller id-er, som oppgave/finne-bolig")
    approve.add_argument("--av", required=True, help="rollen som godkjenner, som kommunen-rutineeier")
    approve.add_argument("--dato", type=day, default=None, help="dagen det ble godkjent (ellers i dag)")
    through = commands.add_parser("gjennomgatt", help="skriv at filer er gått gjennom")
    through.add_argument("navn", nargs="+", help="filer eller mapper")
    through.add_argument("--dato", type=day, default=None, help="dagen det ble gjort (ellers i dag)")
    through.add_argument("--hver", type=int, choices=range(1, 121), metavar="MÅNEDER", help="hvor ofte, framover")


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
