"""The command `start`: five questions, and a folder for another municipality that builds at once.

The core stays in the package: the folder has only what is the municipality's own.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from macros.editing.changes import Change, make
from macros.folders import FolderError, own_folder
from macros.manifest import Manifest
from macros.project import Project
from macros.start.folder import contents
from macros.start.questions import QUESTIONS, answered, given_problems, problems


def run(project: Project, given: argparse.Namespace, today: date) -> tuple[list[str], int]:
    """Ask what is not given, and make the folder; return what is told, and the exit code.

    Raises `FolderError` for a folder that is not new or empty, `ContentError` when what it would hold has faults.
    Nothing is made then.
    """
    folder = own_folder(project, given.mappe)
    if Manifest.read(folder):
        raise FolderError(f"Mappen {folder} er bygd herfra. Oppgi en ny mappe. Ingenting er endret.")
    answers = {} if (told := given_problems(given)) else answered(given)
    if told := told or problems(answers, given):
        return [*told, f"Ingenting er laget. Rett dette, og kjør kommandoen på nytt ({len(told)})."], 1
    files = contents(Project(folder), answers, colours=given.farge, logo=given.logo, today=today)
    make(Project(folder), [Change(folder / path, None, what) for path, what in files.items()])
    return _told(folder, answers, has_package=any(path.startswith("pakke/") for path in files)), 0


def _told(folder: Path, answers: dict[str, str], *, has_package: bool) -> list[str]:
    """Say where the folder is, what comes next, and what nobody has answered."""
    left = [question.what for question in QUESTIONS if not answers[question.name]]
    missing = [f"Ikke fylt ut: {', '.join(left)}. README.md i mappen sier hvor det skrives."]
    package = "Legg pakken (filen som slutter på .whl) i mappen pakke/, så kan andre sette opp det samme."
    return [
        f"Håndboken for {answers['navn']} ligger i {folder}. Innholdet er sjekket.",
        *(missing if left else []),
        *([] if has_package else [package]),
        "Rettighetene til innholdet i kjernen er ikke avklart. Spør dem som gir den ut, før dere publiserer.",
        "Slik ser du den:",
        f'    cd "{folder}"',
        f'    "{sys.executable}" -m macros serve',
        "Åpne http://127.0.0.1:8000. Resten står i README.md i mappen.",
    ]
