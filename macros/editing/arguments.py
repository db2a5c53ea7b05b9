"""What the commands `new`, `move` and `remove` take."""

from __future__ import annotations

import argparse


def editing(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Put the three commands among *commands*."""
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
