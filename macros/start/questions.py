"""What is asked of a new municipality, and what is wrong with the answers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from macros.content.logo import fault_of
from macros.content.privacy import shared_mailbox
from macros.records.colour import Colour
from macros.records.fields import Email, Line, Phone
from macros.terminal import typed_argument
from macros.web_address import plain


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what the option is called, `what` it is about, and the question itself."""

    name: str
    what: str
    asked: str
    example: str
    type: Any = Line

    def problem(self, answer: str) -> str:
        """Say what is wrong with *answer*, or nothing."""
        if not answer:
            return f"Skriv hva kommunen heter, som «{self.example}»." if self.name == "navn" else ""
        if self.name == "adresse":
            wrong = f"«{answer}» må være en vanlig nettadresse, som {self.example}."
            return "" if plain(answer) else wrong
        if self.type is Email and not _wrong(Email, answer) and not shared_mailbox(answer):
            return f"«{answer}» ser ut til å tilhøre en person. Oppgi en felles postkasse, som {self.example}."
        return _wrong(self.type, answer)


QUESTIONS: Final = (
    Question("navn", "kommunens navn", "Hva heter kommunen?", "Eksempel kommune"),
    Question("mottak", "hva mottaket heter", "Hva heter det hos dere som tar imot alle henvendelser?", "Servicetorget"),
    Question("telefon", "telefon", "Hvilket telefonnummer har det?", "22 11 11 11", Phone),
    Question(
        "epost", "e-post for feil", "Hvilken felles postkasse tar imot feil i håndboken?", "post@kommune.no", Email
    ),
    Question("adresse", "nettadressen", "Hvor på nettet skal håndboken ligge?", "https://eksempel.kommune.no/fengsel/"),
)
"""The five. Only the name must be answered: what nobody knows yet is left out, and the site says so."""


def answered(given: argparse.Namespace) -> dict[str, str]:
    """Return the answers, by the options' names: those *given*, and those somebody writes now."""
    return {one.name: _answer(one, getattr(given, one.name)) for one in QUESTIONS}


def given_problems(given: argparse.Namespace) -> list[str]:
    """Say all that is wrong with what is *given*, before anything is asked."""
    return problems({one.name: getattr(given, one.name) for one in QUESTIONS}, given)


def problems(answers: Mapping[str, str | None], given: argparse.Namespace) -> list[str]:
    """Say all that is wrong with the *answers* there are, and with the colours and the logo that are *given*."""
    told = [(one.name, one.problem(said.strip())) for one in QUESTIONS if (said := answers[one.name]) is not None]
    told += [("farge", _wrong(Colour, colour)) for colour in given.farge]
    told += [("farge", "Oppgi høyst to farger.")] if len(given.farge) > 2 else []
    told += [("logo", fault_of(given.logo))] if given.logo else []
    return [f"--{name}: {problem}" for name, problem in told if problem]


def _answer(question: Question, given: str | None) -> str:
    """Return what was *given*, or what somebody writes; at a terminal it is asked again until it can be used."""
    if given is not None:
        return given.strip()
    lead = ""
    while True:
        try:
            answer = typed_argument(input(f"{lead}{question.asked} (som {question.example}) ")).strip()
        except EOFError:
            return ""
        lead = f"{question.problem(answer)}\n"
        if not lead.strip() or not sys.stdin.isatty():
            return answer


def _wrong(kind: Any, answer: str) -> str:
    try:
        TypeAdapter(kind).validate_python(answer)
    except ValidationError as error:
        return f"«{answer}» {error.errors()[0]['msg']}."
    return ""
