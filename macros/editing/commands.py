"""The commands `new`, `move` and `remove`: what they take, and what they tell."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from pydantic_core import PydanticCustomError

from macros.editing.changes import Change, EditError, make
from macros.editing.mentions import Mention, files, holding
from macros.editing.move import move
from macros.editing.new import new
from macros.editing.remove import laid_over, remove, users
from macros.project import Project
from macros.records.kinds import BY_NAME, Layout
from macros.records.references import Ref, parse_ref

_TOLD = 30
"""How many of those that use a record are named."""


def run(project: Project, given: argparse.Namespace, today: date) -> tuple[list[str], int]:
    """Do what the command in *given* says; return what it tells, and its exit code.

    Raises `ContentError` with what would be wrong with the content. Nothing is changed then.
    """
    commands: dict[str, Callable[[Project, argparse.Namespace, date], list[str]]]
    commands = {"new": _new, "move": _move, "remove": _remove}
    try:
        return commands[given.command](project, given, today), 0
    except EditError as error:
        return [str(error)], 1


def _new(project: Project, given: argparse.Namespace, today: date) -> list[str]:
    changes = new(project, given.type, given.id, title=given.tittel, topic=given.tema, core=given.kjernen, today=today)
    make(project, changes)
    begun = "laget" if changes[0].before is None else "utvidet"
    return [f"{_shown(project, changes)} er {begun}. Fyll ut det som står der, og kjør «python -m macros check»."]


def _move(project: Project, given: argparse.Namespace, _: date) -> list[str]:
    old = _named(given.fra)
    _, slash, name = given.til.rpartition("/")
    if slash and _named(given.til).kind != old.kind:
        raise EditError(f"{old} kan ikke bli {given.til}: en post skifter ikke type.")
    changes = move(project, old, name)
    make(project, changes)
    return [
        f"{old} heter nå {old.kind}/{name}, og den gamle adressen fører dit. Endret: {_shown(project, changes)}.",
        "Er adressen slik den skal være, skriv den ned med «python -m macros publiser-adresser».",
    ]


def _remove(project: Project, given: argparse.Namespace, today: date) -> list[str]:
    ref = _named(given.post)
    changes = remove(project, ref, leads_to=given.til, why=given.hvorfor, today=today)
    follows = given.hvorfor and given.til  # the core's own go along to what holds instead
    stays = not given.hvorfor and laid_over([file for file, _ in holding(files(project), ref)])
    using = [] if stays else [one for one in users(project, ref) if not follows or one.file.root.name == "kommune"]
    if using:
        named = [*map(_use, using[:_TOLD]), *([f"… og {len(using) - _TOLD} til"] if len(using) > _TOLD else [])]
        remedy = "Skriv noe annet der, eller ta bort linjene. Prøv så på nytt. Ingenting er endret."
        if given.hvorfor and not given.til:
            remedy = "Si med --til hva som gjelder i stedet, så følger det kjernen har, med. Ingenting er endret."
        raise EditError("\n".join([*named, f"{ref} er i bruk ({len(using)} steder). {remedy}"]))
    make(project, changes)
    if stays:
        return [
            f"Det kommunen hadde endret i {ref}, er tatt bort. Kjernen gjelder. Endret: {_shown(project, changes)}."
        ]
    return [f"{ref} er tatt bort. Endret: {_shown(project, changes)}."]


def _use(mention: Mention) -> str:
    what = "har en lenke til" if mention.within else "bruker"
    return f"{mention.where}: {mention.by} {what} {mention.ref}"


def _named(text: str) -> Ref:
    try:
        ref = parse_ref(text)
    except PydanticCustomError:
        raise EditError(f"«{text}» er ikke en post. Skriv type/id, som sjekkliste/loslates-i-dag.") from None
    kind = BY_NAME.get(ref.kind)
    if kind is None:
        raise EditError(f"{ref} ligger inne i en annen post. Rett filen der den står.")
    if kind.layout is Layout.SINGLE:
        raise EditError(f"Det er bare én {kind.name}, og den heter alltid det. Rett filen {kind.place}.yml.")
    return ref


def _shown(project: Project, changes: list[Change]) -> str:
    return ", ".join(sorted(project.shown(change.path) for change in changes if change.before != change.after))
