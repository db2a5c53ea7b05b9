"""Published addresses never vanish; and the report says what it should."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
from trial import Trial

from macros.__main__ import main
from macros.addresses_kept import addresses_of, keep, vanished
from macros.content.faults import ContentError
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

    assert main(["build", "--prove"]) == 1
    said = capsys.readouterr().out
    assert "Adressen /rutiner/borte/ er publisert, men finnes ikke lenger." in said
    assert "«flyttet_til»" in said
    assert not (trial.folder / "site").exists()


@pytest.mark.parametrize(
    ("address", "remedy"),
    [
        ("/rutiner/borte/", "filen rutiner/borte.yml med bare «flyttet_til: ny-id»"),
        ("/pdf/skjema-borte.pdf", "filen skjemaer/borte.yml med bare «flyttet_til: ny-id»"),
        ("/ny-i-teamet/ovingscaser/borte/", "filen ovingscaser/borte.yml"),
        ("/p/oppgave/borte/", "«borte: {flyttet_til: ny-id}» under «oppgaver:»"),
        ("/begreper/borte/", "«borte: {flyttet_til: ny-id}» under «begreper:»"),
        ("/p/punkt/loslatelse-borte/", "«borte: {flyttet_til: ny-id}» under «punkter:» i routines/kjerne/sjekklister/"),
        ("/p/bestemmelse/boligloven-99/", "under «bestemmelser:» i routines/kjerne/lover/boligloven.yml"),
        ("/p/utdrag/borte-1/", "i kilder/"),
        ("/p/oppgave/male-rommet/", "ved siden av «endring» i routines/kommune/oppgaver/bolig.yml:17"),
        ("/kilder/metode/del-2/", "Skal adressen bort for godt, slett linjen her."),
        ("/om/borte/", "Skal adressen bort for godt, slett linjen her."),
    ],
)
def test_the_message_says_where_the_old_id_must_stand(
    address: str, remedy: str, trial: Trial, tiny_edition: Edition
) -> None:
    trial.lay("routines/adresser.txt", f"{address}\n")
    [fault] = vanished(trial.project, tiny_edition)

    assert fault.message.startswith(f"Adressen {address} er publisert, men finnes ikke lenger. ")
    assert remedy in fault.message


def test_the_file_survives_other_line_endings_letters_in_two_parts_and_a_merge(
    trial: Trial, tiny_edition: Edition
) -> None:
    path = trial.project.addresses
    keep(trial.project, tiny_edition)
    wanted = path.read_bytes()
    odd = normalize("NFD", wanted.decode() + "/sok/å/\n/begreper/\n").strip().replace("\n", "\r\n").encode("utf-8-sig")

    path.write_bytes(odd)
    assert [fault.message.split()[1] for fault in vanished(trial.project, tiny_edition)] == ["/sok/å/"]
    assert keep(trial.project, tiny_edition) == 0
    assert path.read_bytes() == "".join(sorted({*wanted.decode().splitlines(True), "/sok/å/\n"})).encode()

    path.write_bytes(b"<<<<<<< HEAD\n" + wanted)
    message = "Linjen er ikke en adresse, for den begynner ikke med «/». Slett den."
    assert [str(fault) for fault in vanished(trial.project, tiny_edition)] == [f"routines/adresser.txt:1: {message}"]
    with pytest.raises(ContentError):
        keep(trial.project, tiny_edition)


def test_the_report_names_drafts_unread_law_and_what_is_not_placed(real: Edition) -> None:
    text = report(real.handbook)
    headings = [line[3:] for line in text.splitlines() if line.startswith("## ")]

    assert headings == [
        "Hva oppgavene bygger på i dag",
        "Oppgaver uten kilde som gjelder i dag",
        "Kildene, utdrag for utdrag",
        "Forslag fra redaksjonen",
        "Kildene er uenige om",
        "Ingen oppgave i kildene",
        "Endret etter godkjenningen",
        "Utkast, og det ingen har gått gjennom, etter eier",
        "Lover og paragrafer som må leses",
        "Åpne punkter, etter hvem de avklares med",
    ]
    assert "- helsepersonelloven § 32: Endret – ny tekst ikke lest" in text
