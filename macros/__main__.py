"""The door: check, build, serve, and the pages as plain Markdown."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from macros import duties
from macros.arguments import parser
from macros.content.faults import ContentError, Fault
from macros.folders import FolderError
from macros.manifest import replace_text
from macros.mishap import faults_of
from macros.project import Project
from macros.refusals import NotWrittenError, why
from macros.switch import SwitchError
from macros.terminal import shows_every_sign, whole_output

if TYPE_CHECKING:
    from macros.edition import Edition


_ROOMS = {
    **dict.fromkeys(("new", "move", "remove"), "macros.editing.commands"),
    "compare": "macros.compare",
    **dict.fromkeys(("build", "publish", "rull-tilbake", "nginx"), "macros.publishing.commands"),
    "ord": "macros.languages",
    "cms": "macros.cms",
    "start": "macros.start",
}  # fmt: skip
"""Commands that a room of their own does: its `run` returns the lines that it tells, and the exit code."""


def edition(project: Project, *read_before: Any, **how: Any) -> Edition:
    """Read *project*. Imported when called: a process that sets type begins in this module, and needs no content."""
    from macros.edition import edition as read

    return read(project, *read_before, **how)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 when the content has faults."""
    given = parser().parse_args(arguments)
    run: dict[str, Callable[[Project, argparse.Namespace], int]] = {
        "check": _check, "serve": _serve, "pages": _pages, "schema": _schema,
        "klarsprak": _plain_language, "arkiv": _archive, "lawcheck": _lawcheck,
        "diff": _diff, **dict.fromkeys(_ROOMS, _of_its_room),
    }  # fmt: skip
    of_an_edition: dict[str, Callable[[Project, argparse.Namespace, Edition], int]] = {
        "report": _report, "publiser-adresser": _keep,
        "search": _search, **dict.fromkeys(duties.COMMANDS, _duty),
    }  # fmt: skip
    project = Project(Path.cwd())
    if given.command != "serve":
        gc.disable()  # a short run that keeps all it makes: collecting garbage only takes time
    try:
        if given.command in run:
            return run[given.command](project, given)
        return of_an_edition[given.command](project, given, edition(project))
    except ContentError as error:
        return _told(error.faults, "Nettstedet er ikke endret." if given.command in ("build", "publish") else "")
    except BrokenPipeError:  # whoever read what was printed has stopped
        return 1
    except KeyboardInterrupt:
        print("Avbrutt.", file=sys.stderr)
        return 130
    except (FolderError, NotWrittenError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        print(f"Kan ikke lese eller skrive{where}: {why(error)}. Nettstedet er ikke endret.", file=sys.stderr)
        return 1
    except Exception as error:  # an editor is told what to do; what a developer needs is kept
        stands = str(error) if isinstance(error, SwitchError) else "Nettstedet er ikke endret."
        print(*faults_of(error, project), stands, sep="\n", file=sys.stderr)
        return 1


def _check(project: Project, given: argparse.Namespace) -> int:
    from macros.addresses_kept import vanished
    from macros.content.checks.decisions import unguarded
    from macros.content.checks.laws import unused_provisions
    from macros.content.checks.open_gaps import open_gaps
    from macros.content.checks.sources import accounts  # only this command counts
    from macros.content.checks.unfilled import unfilled

    made = edition(project)
    if faults := vanished(project, made):
        raise ContentError(faults)

    for warning in (
        *open_gaps(made.handbook),
        *unused_provisions(made.handbook),
        *unguarded(made.handbook),
        *unfilled(made.handbook),
    ):
        print(f"Advarsel: {warning}")
    for account in accounts(made.handbook):
        missing = len(account.missing)
        rest = f", {missing} ikke gjort rede for" if missing else ""
        print(f"{account.source.id}: {account.used} utdrag brukt, {account.left_out} utelatt{rest}")
    print(f"{sum(1 for _ in made.handbook)} poster, {len(made.pages)} sider. Ingen feil.")
    return 0


def _serve(project: Project, given: argparse.Namespace) -> int:
    from macros.serve import serve

    try:
        serve(project, given.port, partial(print, flush=True))
    except KeyboardInterrupt:
        print()
    except OSError as error:
        print(f"Kan ikke bruke port {given.port}: {why(error)}. Prøv en annen med --port.", file=sys.stderr)
        return 1
    return 0


def _pages(project: Project, given: argparse.Namespace) -> int:
    from macros.exit_door import write_out
    from macros.site import site_url

    made = edition(project, site_url=site_url(project))
    print(f"{write_out(project, made, given.mappe)} sider skrevet til {given.mappe}.")
    return 0


def _archive(project: Project, given: argparse.Namespace) -> int:
    from macros.archive import archive

    made = archive(project, given.fil)
    print(f"{made.files} filer i {given.fil}{'' if made.anew else ', som var der fra før'}. {made.told}")
    return 0


def _schema(project: Project, given: argparse.Namespace) -> int:
    from macros.content.schema import editor_schemas

    folder = project.folder / "routines" / ".schema"
    if folder.resolve() != folder.parent.resolve() / folder.name or not folder.parent.is_dir():
        raise FolderError(f"{folder} er ikke en mappe i håndboken. Kjør kommandoen i mappen som har routines/.")
    folder.mkdir(exist_ok=True)
    for place, schema in editor_schemas().items():
        replace_text(folder / f"{place}.json", json.dumps(schema, ensure_ascii=False, indent=1) + "\n")
    print(f"Skjemaene er skrevet til {project.shown(folder)}.")
    return 0


def _of_its_room(project: Project, given: argparse.Namespace) -> int:
    told, code = import_module(_ROOMS[given.command]).run(project, given, _today())  # many are slow to import
    print(*told, sep="\n")
    return int(code)


def _lawcheck(project: Project, given: argparse.Namespace) -> int:
    from macros.content.load import Memory
    from macros.lawcheck import lawcheck

    memory = Memory()  # it knows where each value stands
    today = given.dato or _today()
    handbook = edition(project, memory).handbook
    told = lawcheck(handbook, memory, given.mappe, given.ny, today, as_json=given.json)
    print("\n".join(told.lines))
    if told.faults:
        return _told(told.faults, "Ingenting er endret: les loven og rett posten.")
    return int(told.remains)


def _keep(project: Project, given: argparse.Namespace, made: Edition) -> int:
    from macros.addresses_kept import keep

    print(f"{keep(project, made)} nye adresser skrevet til {project.shown(project.addresses)}.")
    return 0


def _report(project: Project, given: argparse.Namespace, made: Edition) -> int:
    from macros.report import report

    print(report(made.handbook), end="")
    return 0


def _duty(project: Project, given: argparse.Namespace, made: Edition) -> int:
    text, code = duties.run(project, given, made, _today())
    with suppress(AttributeError, ValueError):  # a stream that is no terminal's; the ends of a calendar's lines stay
        sys.stdout.reconfigure(newline="")  # type: ignore[union-attr]  # where it cannot, nothing is changed
    print(text, end="")
    return code


def _plain_language(project: Project, given: argparse.Namespace) -> int:
    from macros.content.load import Memory
    from macros.plain_language import plain_language

    memory = Memory()  # it knows which line each text stands on
    print("\n".join(plain_language(project, edition(project, memory), memory)))
    return 0


def _diff(project: Project, given: argparse.Namespace) -> int:
    from macros.diff.command import diff

    print(diff(project, given.gammel, given.ny, given.html), end="")
    return 0


def _search(project: Project, given: argparse.Namespace, made: Edition) -> int:
    from macros.outputs.words import word

    hits = made.index.engine().search(given.spørring)
    if given.json:
        print(json.dumps(hits, ensure_ascii=not shows_every_sign()))
        return 0
    for hit in hits[:10]:
        print(f"{word('søk_slag.' + hit['type'])}: {hit['title']} – /{hit['url']}\n    {hit['answer']}")
    return 0


def _today() -> date:
    return datetime.now().astimezone().date()


def _told(faults: Sequence[Fault], after: str = "") -> int:
    for fault in faults:
        print(fault)
    print(f"{len(faults)} feil i innholdet. {after}".rstrip(), file=sys.stderr)
    return 1


if __name__ == "__main__":
    with whole_output():
        code = main()
    os._exit(code)  # to take a whole handbook apart, one object at a time, would take a quarter of a second
