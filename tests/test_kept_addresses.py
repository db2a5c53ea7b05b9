"""Published addresses never vanish; and the report says what it should."""

from __future__ import annotations

from pathlib import Path

import pytest
from trial import Trial

from macros.__main__ import main
from macros.addresses_kept import addresses_of, vanished
from macros.edition import Edition
from macros.project import Project
from macros.report import report

ROOT = Path(__file__).parents[1]


def test_every_published_address_of_the_real_site_is_still_there(real: Edition) -> None:
    assert [str(fault) for fault in vanished(Project(ROOT), real)] == []


def test_every_address_of_the_real_site_is_kept(real: Edition) -> None:
    kept = set(Project(ROOT).addresses.read_text("utf-8").split())
    new = sorted(set(addresses_of(real)) - kept)

    assert new == [], "Run `python -m macros publiser-adresser` and commit what it wrote."


def test_a_build_in_which_an_address_vanishes_fails_and_says_what_to_do(
    trial: Trial, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(trial.folder)
    assert main(["publiser-adresser"]) == 0
    kept = trial.folder / "routines" / "adresser.txt"
    kept.write_text(kept.read_text("utf-8") + "/rutiner/borte/\n", "utf-8")
    capsys.readouterr()

    assert main(["build"]) == 1
    said = capsys.readouterr().out
    assert "Adressen /rutiner/borte/ er publisert, men finnes ikke lenger." in said
    assert "«flyttet_til»" in said
    assert not (trial.folder / "site").exists()


def test_the_report_names_drafts_unread_law_and_what_is_not_placed(real: Edition) -> None:
    text = report(real.handbook)
    headings = [line[3:] for line in text.splitlines() if line.startswith("## ")]

    assert headings == [
        "Utkast og godkjent",
        "Hva oppgavene bygger på i dag",
        "Oppgaver uten kilde som gjelder i dag",
        "Lover og paragrafer som må leses",
        "Kildene, utdrag for utdrag",
        "Forslag fra redaksjonen",
        "Kildene er uenige om",
        "Ikke plassert hos noen",
    ]
    assert "- helsepersonelloven § 32: endret, ny tekst ikke lest" in text
