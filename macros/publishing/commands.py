"""The commands `build`, `publish`, `rull-tilbake` and `nginx`: what they take, and what they tell."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from macros import publish
from macros.folders import FolderError, alone_with, free_place, own_folder
from macros.outputs.phrases import capital, day
from macros.project import Project
from macros.publishing.build import build
from macros.publishing.editions import SHOWN, Editions
from macros.publishing.nginx import configuration
from macros.site import site_url
from macros.web_address import published_at


def run(project: Project, given: argparse.Namespace, today: date) -> tuple[list[str], int]:
    """Do what the command in *given* says; return what it tells, and its exit code."""
    commands: dict[str, Callable[[Project, argparse.Namespace, date], list[str]]]
    commands = {"build": _build, "publish": _publish, "rull-tilbake": _roll_back, "nginx": _nginx}
    return commands[given.command](project, given, today), 0


def _build(project: Project, given: argparse.Namespace, _: date) -> list[str]:
    shown = given.mappe or project.site
    target = own_folder(project, shown)
    basis = publish.basis_of(project, files=given.fra_mappe, trial=given.prove)
    told, anew = publish.unchanged(target, basis), 0
    if not told:
        told, anew = build(project, target, basis, files=given.fra_mappe, trial=given.prove)
    return [f"{told[0]} i {shown}; {anew} filer laget på nytt.", *told[1:]]


def _publish(project: Project, given: argparse.Namespace, today: date) -> list[str]:
    folder = free_place(project, given.mappe)
    with alone_with(folder):
        editions = Editions.of(folder)
        editions.refuse_where_no_link_can_be()
        basis, before = publish.basis_of(project, trial=given.prove), editions.shown
        newest, anew = max(editions.numbers, default=0), 0
        same = (one for one in (before, newest) if one and publish.unchanged(editions.place(one), basis))
        number = next(same, 0)
        if not number:
            number, latest = newest + 1, editions.place(newest) if newest else None
            how = {"trial": given.prove, "before": latest, "made_on": f", laget {day(today)}"}
            _, anew = build(project, editions.place(number), basis, **how)
            editions.forget_rolled_back(but=number)
        editions.show(number)
        editions.forget_oldest()
    if number == before:
        return [f"Ingenting er endret. Leserne har {editions.called(number)} fra før.", *editions.told(number)[1:]]
    shown = f"Leserne har nå {editions.called(number)} i {given.mappe / SHOWN}; {anew} filer laget på nytt."
    return [shown, *editions.told(number)[1:]]


def _roll_back(project: Project, given: argparse.Namespace, _: date) -> list[str]:
    folder = free_place(project, given.mappe)
    with alone_with(folder):
        editions = Editions.of(folder)
        shown, told = editions.shown, list[str]()
        if not shown:
            raise FolderError(f"{folder} har ingen utgave leserne kan få. Kjør «publish» først.")
        for number in reversed([one for one in editions.numbers if one < shown]):
            if editions.whole(number):
                break
            told.append(f"{capital(editions.called(number))} er ikke hel lenger, og er hoppet over.")
        else:
            there = f"Det er ingen hel utgave eldre enn {editions.called(shown)}. Leserne har den fortsatt."
            raise FolderError("\n".join([*told, there]))
        editions.show(number)
    told.append(f"Leserne har nå {editions.called(number)}, og ikke lenger {editions.called(shown)}.")
    return [*told, "Neste «publish» viser det som står i filene. Rett det som var galt, først."]


def _nginx(project: Project, given: argparse.Namespace, _: date) -> list[str]:
    address = site_url(project)
    folder = free_place(project, given.mappe)
    return configuration(address if given.prove else published_at(project, address), folder).splitlines()
