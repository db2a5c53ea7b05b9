"""Plain language: what a sentence is, how hard a page is, and that the real pages are not too hard."""

from __future__ import annotations

from pathlib import Path

import pytest
from trial import Trial

from macros.__main__ import main
from macros.content.load import Memory
from macros.edition import Edition, edition
from macros.outputs.pages import Page
from macros.plain_language import lix, long_sentences, most_lix, sentences
from macros.project import Project

ROOT = Path(__file__).parent.parent


def _page(body: str) -> Page:
    return Page("prøve/", "Prøve", lambda: body)


def test_a_sentence_ends_at_a_stop_but_not_at_an_abbreviation() -> None:
    assert list(sentences("Se nr. 7 først. Ring så! «Nei», sa hun.")) == [
        "Se nr 7 først.",
        "Ring så!",
        "«Nei», sa hun.",
    ]


def test_lix_is_words_in_a_sentence_and_the_share_of_long_words() -> None:
    assert lix(_page("<p>Her er fem korte ord. Straffegjennomføring her nå altså.</p>")) == pytest.approx(4.5 + 100 / 9)


def test_every_item_of_a_list_is_a_sentence_and_bare_names_do_not_count() -> None:
    names = '<li><a href="x">Helse- og omsorgsdepartementet</a></li>'

    assert lix(_page("<ul><li>To ord</li><li>To til</li></ul>")) == 2
    assert lix(_page(f"<ul><li>To ord</li>{names}</ul>")) == 2


def test_a_long_sentence_is_told_of_with_its_line(trial: Trial) -> None:
    place = "routines/kjerne/oppgaver/nettverk.yml"
    text = "oppgaver:\n  ringe:\n    tittel: Ringe\n    beskrivelse: " + " ".join(["ord"] * 26) + ".\n"
    text += '    hvem: [fengselet]\n    grunnlag: [{utdrag: "metode:1", styrke: kan}]\n'
    head = (
        "forvaltning:\n  eier: kommunen-rutineeier\n  godkjenning: utkast\n  endret: [{dato: 2026-03-01, hva: Ny.}]\n"
    )
    trial.lay(place, head + text)
    memory = Memory()
    project = Project(trial.folder)
    edition(project, memory)

    assert [str(one).partition(" ord:")[0] for one in long_sentences(project, memory)] == [f"{place}:8: 26"]


def test_no_page_of_the_real_handbook_is_too_hard_and_no_sentence_too_long(real: Edition) -> None:
    hard = {page.address: round(figure) for page in real.pages.values() if (figure := lix(page)) > most_lix(real, page)}
    memory, project = Memory(), Project(ROOT)
    edition(project, memory)

    assert hard == {}
    assert [str(one) for one in long_sentences(project, memory)] == []


def test_the_command_lists_every_page(
    trial: Trial, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(trial.folder)

    assert main(["klarsprak"]) == 0
    assert ": sjekklister/loslatelse/" in capsys.readouterr().out
