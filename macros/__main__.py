"""The door: check, build, serve, and the pages as plain Markdown."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from macros.content.faults import ContentError, Fault
from macros.editing.arguments import editing
from macros.folders import FolderError, own_folder
from macros.manifest import replace_text
from macros.mishap import faults_of
from macros.outputs.words import word
from macros.project import Project
from macros.refusals import why
from macros.switch import SwitchError
from macros.terminal import shows_every_sign, typed_argument, whole_output
from macros.web_address import warning_of

if TYPE_CHECKING:
    from macros.edition import Edition


def edition(project: Project, *read_before: Any, **how: Any) -> Edition:
    """Read *project*. Imported when called: a process that sets type begins in this module, and needs no content."""
    from macros.edition import edition as read

    return read(project, *read_before, **how)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 when the content has faults."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="Håndbok for fengselsteam")
    commands = parser.add_subparsers(dest="command", required=True, metavar="kommando")
    commands.add_parser("check", help="sjekk innholdet og si fra om alle feil")
    build = commands.add_parser("build", help="bygg nettstedet til site/")
    build.add_argument("--mappe", type=Path, help="bygg til en annen mappe")
    build.add_argument("--fra-mappe", action="store_true", help="lenker som virker når siden åpnes uten nettverk")
    serve = commands.add_parser("serve", help="vis nettstedet mens du redigerer")
    serve.add_argument("--port", type=int, default=8000)
    pages = commands.add_parser("pages", help="skriv alle sider som ren Markdown til en mappe")
    pages.add_argument("mappe", type=Path)
    commands.add_parser("schema", help="lag skjemaene som hjelper deg i redigeringsprogrammet")
    commands.add_parser("publiser-adresser", help="skriv ned adressene, så ingen av dem kan bli borte")
    commands.add_parser("report", help="skriv en rapport for rutineeieren: hva bygger på hva, og hva gjenstår")
    commands.add_parser("klarsprak", help="vis hvor tung hver side er å lese, og hvilke setninger som er for lange")
    search = commands.add_parser("search", help="søk slik nettleseren gjør det")
    search.add_argument("spørring", type=typed_argument)
    search.add_argument("--json", action="store_true", help="alle treff som JSON")
    law = commands.add_parser("lawcheck", help="hold lovene i postene mot en mappe med lovtekster")
    law.add_argument("mappe", type=Path)
    law.add_argument("--dato", type=_day, default=None, help="regn som om det er denne dagen, som 2026-11-22")
    editing(commands)
    given = parser.parse_args(arguments)
    run: dict[str, Callable[[Project, argparse.Namespace], int]] = {
        "check": _check, "build": _build, "serve": _serve, "pages": _pages, "schema": _schema,
        "klarsprak": _plain_language, "new": _edit, "move": _edit, "remove": _edit,
    }  # fmt: skip
    of_an_edition: dict[str, Callable[[Project, argparse.Namespace, Edition], int]] = {
        "lawcheck": _lawcheck, "report": _report, "publiser-adresser": _keep,
        "search": _search,
    }  # fmt: skip
    project = Project(Path.cwd())
    if given.command != "serve":
        gc.disable()  # a short run that keeps all it makes: collecting garbage only takes time
    try:
        if given.command in run:
            return run[given.command](project, given)
        return of_an_edition[given.command](project, given, edition(project))
    except ContentError as error:
        return _told(error.faults, "Nettstedet er ikke endret." if given.command == "build" else "")
    except BrokenPipeError:  # whoever read what was printed has stopped
        return 1
    except KeyboardInterrupt:
        print("Avbrutt.", file=sys.stderr)
        return 130
    except FolderError as error:
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
    from macros.content.checks.laws import unused_provisions
    from macros.content.checks.open_gaps import open_gaps
    from macros.content.checks.sources import accounts  # only this command counts

    made = edition(project)
    if faults := vanished(project, made):
        raise ContentError(faults)

    for warning in (*open_gaps(made.handbook), *unused_provisions(made.handbook)):
        print(f"Advarsel: {warning}")
    for account in accounts(made.handbook):
        missing = len(account.missing)
        rest = f", {missing} ikke gjort rede for" if missing else ""
        print(f"{account.source.id}: {account.used} utdrag brukt, {account.left_out} utelatt{rest}")
    print(f"{sum(1 for _ in made.handbook)} poster, {len(made.pages)} sider. Ingen feil.")
    return 0


def _build(project: Project, given: argparse.Namespace) -> int:
    from macros.publish import basis_of, publish, unchanged  # MkDocs is slow to import; check does not need it

    shown = given.mappe or project.site
    target = own_folder(project, shown)
    basis = basis_of(project, files=given.fra_mappe)
    told, anew = unchanged(target, basis), 0
    if not told:
        from macros.addresses_kept import vanished
        from macros.outputs.press import presses
        from macros.site import site_url

        with presses() as beside:
            made = edition(project, site_url=site_url(project))
            if faults := vanished(project, made):
                raise ContentError(faults)
            warning = warning_of(project, made.site_url)
            told = [f"{len(made.pages)} sider", *([f"Advarsel: {warning}"] if warning else [])]
            anew = publish(project, made, target, files=given.fra_mappe, basis=basis, told=told, beside=beside)
    print(f"{told[0]} i {shown}; {anew} filer laget på nytt.", *told[1:], sep="\n")
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


def _edit(project: Project, given: argparse.Namespace) -> int:
    from macros.editing.commands import run  # a reader that keeps comments is slow to import

    told, code = run(project, given, _today())
    print(*told, sep="\n")
    return code


def _lawcheck(project: Project, given: argparse.Namespace, made: Edition) -> int:
    from macros.lawcheck import lawcheck

    if not given.mappe.is_dir():
        print(f"Mappen {given.mappe} finnes ikke. Last ned lovtekstene, og oppgi mappen de ligger i.", file=sys.stderr)
        return 1
    today = given.dato or _today()
    faults, without = lawcheck(made.handbook, given.mappe, project.folder, today)
    if without:
        print(f"Uten tekst i mappen ({len(without)}): {', '.join(law.id for law in without)}")
    if faults:
        return _told(faults, "Ingenting er endret: les loven og rett posten.")
    print("Lovene i postene stemmer med tekstene.")
    return 0


def _keep(project: Project, given: argparse.Namespace, made: Edition) -> int:
    from macros.addresses_kept import keep

    print(f"{keep(project, made)} nye adresser skrevet til {project.shown(project.addresses)}.")
    return 0


def _report(project: Project, given: argparse.Namespace, made: Edition) -> int:
    from macros.report import report

    print(report(made.handbook), end="")
    return 0


def _plain_language(project: Project, given: argparse.Namespace) -> int:
    from macros.content.load import Memory
    from macros.plain_language import plain_language

    memory = Memory()  # it knows which line each text stands on
    print("\n".join(plain_language(project, edition(project, memory), memory)))
    return 0


def _search(project: Project, given: argparse.Namespace, made: Edition) -> int:
    hits = made.index.engine().search(given.spørring)
    if given.json:
        print(json.dumps(hits, ensure_ascii=not shows_every_sign()))
        return 0
    for hit in hits[:10]:
        print(f"{word('søk_slag.' + hit['type'])}: {hit['title']} – /{hit['url']}\n    {hit['answer']}")
    return 0


def _today() -> date:
    return datetime.now().astimezone().date()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"«{text}» er ikke en dato, som 2026-11-22") from error


def _told(faults: Sequence[Fault], after: str = "") -> int:
    for fault in faults:
        print(fault)
    print(f"{len(faults)} feil i innholdet. {after}".rstrip(), file=sys.stderr)
    return 1


if __name__ == "__main__":
    with whole_output():
        code = main()
    os._exit(code)  # to take a whole handbook apart, one object at a time, would take a quarter of a second
