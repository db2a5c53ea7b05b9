"""The laws in the records held against small law texts made for it, with a fixed date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from trial import Trial

from macros.__main__ import main
from macros.content.load import Memory, load
from macros.lawcheck import lawcheck
from macros.lawcheck.parse import parse

TODAY = date(2026, 11, 22)
HEAD = """forvaltning:
  eier: kommunen-rutineeier
  godkjenning: utkast
  endret:
    - {dato: 2026-03-01, hva: Lagt inn til prøve.}
"""
LAW = """tittel: prøveloven
fullt_navn: Lov om prøver
kortform: pl
kildetype: lov
dato: 2020-01-02
nummer: "3"
lovdata: lov/2020-01-02-3
status: {tilstand: i kraft}
tekst_fra: 2024-01-01
lest: {dato: 2026-03-01, hvordan: lovdata.no}
bestemmelser:
  "1": {tittel: Formål}
"""
TEXT = """---
refid: "lov/2020-01-02-3"
ikrafttredelse: "2020-02-01"
sist-endret-ikrafttredelse: "2024-01-01"
---
#### § 1. Formål

Loven gjelder prøver.

"""


def _said(trial: Trial, law: str, text: str, today: date = TODAY) -> list[str]:
    trial.lay("routines/kjerne/lover/proveloven.yml", HEAD + law)
    texts = trial.folder / "lovtekster"
    texts.mkdir()
    (texts / "lov-2020-01-02-3.md").write_text(text, "utf-8")
    memory = Memory()
    handbook = load(trial.project.roots, shown_from=trial.folder, memory=memory)
    faults = lawcheck(handbook, memory, texts, None, today).faults
    return [f"{fault.line}: {fault.message}" for fault in faults if fault.path.endswith("proveloven.yml")]


def test_a_law_that_agrees_with_its_text_is_silent(trial: Trial) -> None:
    assert _said(trial, LAW, TEXT) == []


def test_a_section_that_is_gone_is_told_at_its_line(trial: Trial) -> None:
    said = _said(trial, LAW + '  "2": {tittel: Borte}\n', TEXT)

    assert said == ["18: § 2 finnes ikke i teksten. Se om den har fått nytt nummer."]


def test_a_change_whose_day_has_passed_calls_for_a_new_reading(trial: Trial) -> None:
    note = "*Endres ved lov 3 feb 2026 nr. 4 (i kraft 1 juli 2026 iflg. res. 5 mars 2026 nr. 6 ).*\n"

    assert _said(trial, LAW, TEXT + note) == [
        "17: § 1 er endret ved lov 3 feb 2026 nr. 4, 2026-07-01. "
        "Skriv tilstanden «endret, ny tekst ikke lest» (nå «i kraft»)."
    ]


def test_the_same_change_before_its_day_is_only_to_be_announced(trial: Trial) -> None:
    note = "*Endres ved lov 3 feb 2026 nr. 4 (i kraft 1 juli 2026 iflg. res. 5 mars 2026 nr. 6 ).*\n"
    said = _said(trial, LAW, TEXT + note, date(2026, 6, 30))

    assert said == ["17: § 1 skal endres ved lov 3 feb 2026 nr. 4. Skriv «endring_vedtatt»."]


def test_a_repeal_whose_day_has_passed_is_told(trial: Trial) -> None:
    note = "*Oppheves ved lov 3 feb 2026 nr. 4 (i kraft 1 juli 2026 iflg. res. 5 mars 2026 nr. 6 ).*\n"

    assert _said(trial, LAW, TEXT + note) == [
        "17: § 1 er endret ved lov 3 feb 2026 nr. 4, 2026-07-01. Skriv tilstanden «opphevet» (nå «i kraft»)."
    ]


def test_a_section_of_which_only_the_note_of_its_repeal_is_left_is_repealed(trial: Trial) -> None:
    text = TEXT.replace("Loven gjelder prøver.", "*Opphevet ved lov 3 feb 2020 nr. 4.*")

    assert _said(trial, LAW, text) == ["17: § 1 er opphevet i teksten. Skriv tilstanden «opphevet» (nå «i kraft»)."]


def test_an_owner_who_wrote_that_it_is_repealed_is_not_told_otherwise(trial: Trial) -> None:
    text = TEXT.replace("Loven gjelder prøver.", "*Opphevet ved lov 3 feb 2020 nr. 4.*")

    assert _said(trial, LAW.replace("{tittel: Formål}", "{tittel: Formål, status: {tilstand: opphevet}}"), text) == []


def test_a_change_without_a_day_never_changes_the_standing(trial: Trial) -> None:
    note = "*Endres ved lov 3 feb 2026 nr. 4 (i kraft fra den tid Kongen bestemmer).*\n"
    announced = LAW.replace("{tittel: Formål}", "{tittel: Formål, endring_vedtatt: {av: lov 3. februar 2026 nr. 4}}")

    assert _said(trial, announced, TEXT + note) == []


def test_a_law_changed_since_it_was_read_is_told(trial: Trial) -> None:
    newer = TEXT.replace('"2024-01-01"', '"2026-10-01"')

    assert _said(trial, LAW, newer) == [
        "14: Teksten gjelder fra 2026-10-01, men «tekst_fra» er 2024-01-01. Les paragrafene på nytt."
    ]


def test_a_law_that_is_not_in_force_may_not_be_said_to_be(trial: Trial) -> None:
    text = TEXT.replace('ikrafttredelse: "2020-02-01"\nsist-endret-ikrafttredelse: "2024-01-01"\n', "")
    text = text.replace("---\n####", 'ikrafttredelse: "Kongen bestemmer"\n---\n####')

    assert _said(trial, LAW, text) == [
        "13: Loven er vedtatt, men ikke i kraft i teksten. Skriv tilstanden «vedtatt, ikke i kraft»."
    ]


def test_section_numbers_are_read_as_the_records_write_them() -> None:
    text = "#### § 16 a. En\n\n### § 7-1. To\n\n##### § 2-1a. Tre\n"

    assert list(parse(text).sections) == ["16a", "7-1", "2-1a"]


def test_a_wrong_date_and_a_missing_folder_are_told_in_norwegian(
    trial: Trial, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(trial.folder)
    with pytest.raises(SystemExit):
        main(["lawcheck", "x", "--dato", "22.11.2026"])
    assert "«22.11.2026» er ikke en dato, som 2026-11-22" in capsys.readouterr().err
    assert main(["lawcheck", "finnes-ikke"]) == 1
    assert "Mappen finnes-ikke finnes ikke" in capsys.readouterr().err


def test_the_real_laws_agree_with_the_texts_where_they_are_at_hand(tmp_path: Path) -> None:
    texts = Path(__file__).parents[2] / "shared" / "laws"
    if not texts.is_dir():
        pytest.skip("no folder of law texts beside the repository")
    root = Path(__file__).parents[1]
    memory = Memory()
    handbook = load([root / "routines/kjerne"], shown_from=root, memory=memory)

    assert [str(fault) for fault in lawcheck(handbook, memory, texts, None, TODAY).faults] == []
