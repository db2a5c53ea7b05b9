"""What remains to be translated of the interface's words, for whoever adds a language or keeps it."""

from __future__ import annotations

import argparse
from datetime import date

from macros.outputs.translated import translated
from macros.outputs.words import BASE, base_text, file_of, languages, words_of
from macros.project import Project, shown_code


def run(project: Project, given: argparse.Namespace, today: date) -> tuple[list[str], int]:
    """Return what remains in the language that was *given*, a line each, and 1 while anything does."""
    language, file = given.språk, file_of(given.språk)
    name = shown_code(file)
    if language == BASE:
        return [f"{name} er bokmål, som alle andre språk lages av."], 0
    if language not in languages():
        others = ", ".join(one for one in languages() if one != BASE)
        return [f"{name} finnes ikke. Lag den etter mønster av et annet språk ({others})."], 1
    text = base_text()
    base = words_of(text)
    found = translated(language, name, file.read_bytes(), base)
    missing = [
        text.fault((name.partition(".")[0], name.partition(".")[2]), f"«{name}» mangler på {language}: {words}")
        for name, words in base.items()
        if name not in found.there
    ]
    told = [str(one) for one in (*found.faults, *found.unknown, *found.outdated, *missing)]
    rest = {"feil": found.faults, "finnes ikke lenger": found.unknown, "er endret på bokmål": found.outdated}
    counted = [f"{len(which)} {what}" for what, which in {**rest, "mangler": missing}.items() if which]
    whole = f"{len(found.said)} av {len(base)} ord er på {language}"
    return [*told, f"{whole}; {', '.join(counted)}." if counted else f"{whole}."], int(bool(counted))
