"""What each command takes, and how its help says it."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from macros.terminal import typed_argument


def parser() -> argparse.ArgumentParser:
    """Return what reads the line that a command was given."""
    made = argparse.ArgumentParser(prog="python -m macros", description="Håndbok for fengselsteam")
    commands = made.add_subparsers(dest="command", required=True, metavar="kommando")
    _of_the_site(commands)
    _of_the_owner(commands)
    _of_the_editor(commands)
    return made


def _of_the_site(commands: Any) -> None:
    commands.add_parser("check", help="sjekk innholdet og si fra om alle feil")
    build = commands.add_parser("build", help="bygg nettstedet til site/")
    build.add_argument("--mappe", type=Path, help="bygg til en annen mappe")
    build.add_argument("--fra-mappe", action="store_true", help="lenker som virker når siden åpnes uten nettverk")
    build.add_argument("--prove", action="store_true", help="bygg en prøveutgave, uten ordentlig adresse")
    publish = commands.add_parser("publish", help="bygg en ny utgave for leserne, og bytt til den i ett steg")
    publish.add_argument("mappe", type=Path, help="mappen med utgavene; nettjeneren viser det som ligger i nett/ der")
    publish.add_argument("--prove", action="store_true", help="en prøveutgave, uten ordentlig adresse")
    back = commands.add_parser("rull-tilbake", help="gi leserne utgaven før den de har")
    back.add_argument("mappe", type=Path, help="mappen som publish lager utgaver i")
    nginx = commands.add_parser("nginx", help="skriv oppsettet for nettjeneren nginx")
    nginx.add_argument("mappe", type=Path, help="mappen som publish lager utgaver i")
    nginx.add_argument("--prove", action="store_true", help="for en prøveutgave, uten ordentlig adresse")
    serve = commands.add_parser("serve", help="vis nettstedet mens du redigerer")
    serve.add_argument("--port", type=int, default=8000)
    pages = commands.add_parser("pages", help="skriv alle sider som ren Markdown til en mappe")
    pages.add_argument("mappe", type=Path)
    commands.add_parser("schema", help="lag skjemaene som hjelper deg i redigeringsprogrammet")
    commands.add_parser("cms", help="skriv feltene slik redigeringsprogrammet Sveltia CMS leser dem")
    commands.add_parser("publiser-adresser", help="skriv ned adressene, så ingen av dem kan bli borte")
    commands.add_parser("report", help="skriv en rapport for rutineeieren: hva bygger på hva, og hva gjenstår")
    commands.add_parser("klarsprak", help="vis hvor tung hver side er å lese, og hvilke setninger som er for lange")
    words = commands.add_parser("ord", help="vis hvilke av grensesnittets ord som mangler på et språk, eller må ses på")
    words.add_argument("språk", type=typed_argument, help="som nn")
    archive = commands.add_parser("arkiv", help="lag én fil til arkivet, med alt og kontrollsummer")
    archive.add_argument("fil", type=Path)
    search = commands.add_parser("search", help="søk slik nettleseren gjør det")
    search.add_argument("spørring", type=typed_argument)
    search.add_argument("--json", action="store_true", help="alle treff som JSON")
    law = commands.add_parser(
        "lawcheck", help="hold lovene i postene mot en mappe med lovtekster, eller si hva som er nytt"
    )
    law.add_argument("mappe", type=Path, help="mappen med lovtekster; den eldste når det er to")
    law.add_argument(
        "ny", type=Path, nargs="?", help="mappen med de nye tekstene: da kommer listen over det som er endret"
    )
    law.add_argument("--json", action="store_true", help="listen over det som er endret, som JSON")
    law.add_argument("--dato", type=_day, default=None, help="regn som om det er denne dagen, som 2026-11-22")


def _of_the_owner(commands: Any) -> None:
    review = commands.add_parser("review", help="vis hva som må gås gjennom, godkjennes, leses og avklares")
    shape = review.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="det samme som JSON")
    shape.add_argument("--ics", action="store_true", help="datoene som kalender")
    review.add_argument("--dato", type=_day, default=None, help="regn som om det er denne dagen, som 2026-11-22")
    review.add_argument("--eier", default=None, help="bare det denne rollen eier, som kommunen-rutineeier")
    approve = commands.add_parser("godkjenn", help="skriv at det som står i filer eller poster, er godkjent")
    approve.add_argument("navn", nargs="+", help="filer, mapper eller id-er, som oppgave/finne-bolig")
    approve.add_argument("--av", required=True, help="rollen som godkjenner, som kommunen-rutineeier")
    approve.add_argument("--dato", type=_day, default=None, help="dagen det ble godkjent (ellers i dag)")
    diff = commands.add_parser("diff", help="vis hva som er endret mellom to utgaver")
    diff.add_argument("gammel", type=typed_argument, help="en utgave i git, som HEAD~5, eller en mappe")
    diff.add_argument("ny", type=typed_argument, help="utgaven den holdes mot")
    diff.add_argument("--html", type=Path, metavar="FIL", help="skriv til en ny fil som kan skrives ut")
    compare = commands.add_parser("compare", help="vis hva kommunen gjør annerledes enn kjernen")
    choice = compare.add_mutually_exclusive_group()
    choice.add_argument("--html", type=Path, metavar="FIL", help="skriv til en ny fil som kan skrives ut")
    choice.add_argument(
        "--avgjort",
        nargs="+",
        metavar="POST",
        help="skriv at dere har tatt stilling: type/id, eller alle",
    )
    through = commands.add_parser("gjennomgatt", help="skriv at filer er gått gjennom")
    through.add_argument("navn", nargs="+", help="filer eller mapper")
    through.add_argument("--dato", type=_day, default=None, help="dagen det ble gjort (ellers i dag)")
    through.add_argument("--hver", type=int, choices=range(1, 121), metavar="MÅNEDER", help="hvor ofte, framover")


def _of_the_editor(commands: Any) -> None:
    started = commands.add_parser("start", help="lag en mappe for en ny kommune; det du ikke oppgir, blir du spurt om")
    started.add_argument("mappe", type=Path, help="mappen som skal lages, som ../eksempel")
    started.add_argument("--navn", type=typed_argument, help="hva kommunen heter, som «Eksempel kommune»")
    started.add_argument("--mottak", type=typed_argument, help="hva det som tar imot alle henvendelser, heter hos dere")
    started.add_argument("--telefon", help="telefonnummeret dit")
    started.add_argument("--epost", help="felles postkasse for feil i håndboken")
    started.add_argument("--adresse", help="der nettstedet skal ligge, som https://eksempel.kommune.no/fengsel/")
    started.add_argument("--farge", action="append", default=[], help="kommunens farge, som 17495a; én eller to")
    started.add_argument("--logo", type=Path, help="kommunens logo: en SVG eller PNG")
    made = commands.add_parser("new", help="lag en ny post med alle felt forklart")
    made.add_argument("type", help="hva slags post, som sjekkliste eller oppgave")
    made.add_argument("id", help="navnet i adressen, som ta-med-til-moetet")
    made.add_argument("--tittel", default="", help="navnet leseren ser")
    made.add_argument("--tema", default="", help="for oppgaver, opplysninger og samtaler: temaet, som bolig")
    made.add_argument("--kjernen", action="store_true", help="i kjernen, ikke i kommunens mappe")
    moved = commands.add_parser("move", help="gi en post ny id, og rett alt som viser til den")
    moved.add_argument("fra", help="posten, som sjekkliste/loslatelse")
    moved.add_argument("til", help="den nye id-en")
    removed = commands.add_parser("remove", help="ta bort en post, eller vis hva som bruker den")
    removed.add_argument("post", help="posten, som sjekkliste/loslatelse")
    removed.add_argument("--til", default="", help="posten adressen skal føre til")
    removed.add_argument("--hvorfor", default="", help="for det kjernen har: hvorfor kommunen tar det bort")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"«{text}» er ikke en dato, som 2026-11-22") from error
