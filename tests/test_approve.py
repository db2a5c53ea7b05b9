"""The commands that write into heads: nothing else of a file is touched, and what should not be written is not."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from trial import Trial

from macros.approve import approve, gone_through
from macros.content.edits import EditError, with_head
from macros.content.load import load
from macros.records import Checklist, Record, Routine, Task
from macros.records.vocabulary import Approval
from macros.refusals import NotWrittenError

ROOT = Path(__file__).parent.parent
ON = date(2026, 4, 1)
BY = "kommunen-rutineeier"
CORE = "routines/kjerne/oppgaver/bolig.yml"
LOCAL = "routines/kommune/oppgaver/bolig.yml"


def run(trial: Trial, *names: str, by: str = BY, on: date = ON) -> list[str]:
    return [*approve(trial.project, trial.handbook(), names, by, on)]


def approvals(records: list[Record]) -> set[tuple[Approval, str, str]]:
    return {(one.approval, str(one.head.approved_by), str(one.head.approved_on)) for one in records}


# In the text of a file.

AS_WRITTEN = [
    "# Øverst\nforvaltning:\n  eier: x  # hvem\n  godkjenning: utkast  # ikke ennå\n\n  # om endringer\n  endret:\n"
    "    - {dato: 2026-01-01, hva: 'Ny # her'}\n\n# slutt\ntittel: å\n",
    "tittel: å\r\nforvaltning: {eier: x, godkjenning: utkast,\r\n  endret: [{dato: 2026-01-01, hva: Ny.}]}",
    "\ufeffforvaltning:\n    eier: x\n    endret:\n    - dato: 2026-01-01\n      hva: |\n        To\n\n        linjer\n"
    "    godkjenning: utkast",
    "forvaltning:\n  eier: x\n  godkjenning: 'utkast'\n  godkjent_av:\n  endret: [{dato: 2026-01-01, hva: Ny.}]\n",
]


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_a_head_is_changed_in_its_text_and_every_other_sign_stays(text: str) -> None:
    row = {"av": "x", "dato": "2026-04-01", "versjon": "0123456789 tittel.ab"}
    made = with_head(
        "f.yml", text.encode(), {"godkjenning": "godkjent", "gjennomgått": "2026-04-01", "godkjent_av": "x"}
    )
    rows = with_head("f.yml", made, {"godkjent": {"a": row, "b": row}})
    again = with_head("f.yml", rows, {"godkjent": {"b": {**row, "av": "y"}, "c": row}, "gjennomgås_hver": "6"})

    left = again.decode()
    digest = "dato: 2026-04-01, versjon: 0123456789 tittel.ab"
    lines = [f"{name}: {{av: {by}, {digest}}}" for name, by in zip("abc", "xyx", strict=True)]
    for written in ("godkjent_av: x", "gjennomgått: 2026-04-01", "gjennomgås_hver: 6", *lines):
        assert written in left
        left = left.replace(written, "")
    for was in text.replace("utkast", "godkjent").replace("'godkjent'", "godkjent").replace("godkjent_av:", "").split():
        assert was.rstrip(",}]") in left
    assert (left.count("\r\n") == left.count("\n")) is ("\r\n" in text)


def test_what_cannot_be_changed_alone_is_not_changed() -> None:
    with pytest.raises(EditError):
        with_head("f.yml", b"tittel: uten hode\n", {"godkjenning": "godkjent"})


def test_every_head_of_the_real_content_can_be_changed_and_nothing_else() -> None:
    for path in sorted((ROOT / "routines").rglob("*.yml")):
        was = path.read_bytes()
        values = {"godkjenning": "godkjent", "gjennomgått": "2026-12-07"}
        made = with_head(path.name, was, values).decode().splitlines()  # it reads the file again, and compares
        assert [line for line in was.decode().splitlines() if line not in made] in ([], ["  godkjenning: utkast"]), path


# By the command.


def test_a_file_is_approved_record_by_record_and_stays_so(trial: Trial) -> None:
    before = (trial.folder / CORE).read_text("utf-8")
    told = run(trial, CORE)
    records: list[Record] = [one for one in trial.handbook().all(Task).values() if one.origin.path == CORE]

    assert told == [f"{CORE}: {len(records)} poster godkjent."]
    assert approvals(records) == {(Approval.APPROVED, f"rolle/{BY}", "2026-04-01")}
    now = (trial.folder / CORE).read_text("utf-8").splitlines()
    assert [line for line in before.splitlines() if line not in now] == ["  godkjenning: utkast"]


def test_one_record_is_approved_and_its_neighbours_keep_their_own_approval(trial: Trial) -> None:
    trial.edit(LOCAL, "tittel: Vaske rommet", "tittel: Vaske rommene")
    run(trial, "oppgave/vaske-rommet", by="rolle/kommunen-mottak")
    tasks = trial.handbook().all(Task)

    assert approvals([tasks["vaske-rommet"]]) == {(Approval.APPROVED, "rolle/kommunen-mottak", "2026-04-01")}
    assert approvals([tasks["holde-rom-ledig"]]) == {(Approval.APPROVED, f"rolle/{BY}", "2026-03-02")}


def test_a_file_with_one_record_and_a_folder_are_approved(trial: Trial) -> None:
    run(trial, "routines/kjerne/sjekklister/")
    assert approvals([*trial.handbook().all(Checklist).values()]) == {(Approval.APPROVED, f"rolle/{BY}", "2026-04-01")}


def test_what_the_municipality_completes_is_approved_in_its_own_file(trial: Trial) -> None:
    assert run(trial, "rutine/fengselsteam") == ["routines/kommune/rutiner/fengselsteam.yml: 1 post godkjent."]
    assert trial.handbook().all(Routine)["fengselsteam"].approval is Approval.APPROVED
    trial.edit(
        "routines/kjerne/rutiner/fengselsteam.yml", "kontaktpunkt: kommunen-mottak", "kontaktpunkt: kommunen-rutineeier"
    )
    decided = load(trial.project.roots, shown_from=trial.folder, deciding=True)
    assert decided.all(Routine)["fengselsteam"].changed_fields == ("kontaktpunkt",)


def test_what_is_in_a_file_is_whole_with_its_rights_and_through_links(trial: Trial) -> None:
    real, link = trial.folder / "annet.yml", trial.folder / LOCAL
    link.rename(real)
    link.symlink_to(real)
    real.chmod(0o640)
    run(trial, "oppgave/vaske-rommet")

    assert link.is_symlink()
    assert "dato: 2026-04-01" in real.read_text("utf-8")
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("names", "by", "on", "told"),
    [
        (["oppgave/finns-ikke"], BY, ON, "«oppgave/finns-ikke» er verken en fil med poster eller id-en til en post."),
        (["helse"], "helse", ON, "«helse» er ikke en rolle i håndboken."),
        (["rutine/fengselsteam"], BY, date(2026, 3, 5), "Det står endringer etter 2026-03-05 (rutine/fengselsteam)."),
        (["routines/kjerne/rutiner/fengselsteam.yml"], BY, ON, "Kommunen utfyller alt i routines/kjerne/rutiner/"),
        (["oppgave/vaske-rommet", "x"], BY, ON, "«x» er verken en fil"),
    ],
)
def test_what_cannot_be_approved_is_refused_and_nothing_is_written(
    trial: Trial, names: list[str], by: str, on: date, told: str
) -> None:
    before = {path: path.read_bytes() for path in trial.folder.rglob("*.yml")}
    with pytest.raises(NotWrittenError) as refused:
        run(trial, *names, by=by, on=on)

    assert str(refused.value).startswith(told)
    assert {path: path.read_bytes() for path in trial.folder.rglob("*.yml")} == before


def test_files_are_gone_through_whole_and_their_interval_is_set(trial: Trial) -> None:
    told = [*gone_through(trial.project, trial.handbook(), [CORE], ON, 6)]
    head = trial.handbook().all(Task)["finne-bolig"].head

    assert told[0].endswith("poster gått gjennom.")
    assert (head.reviewed_on, head.review_months) == (ON, 6)
    with pytest.raises(NotWrittenError, match="Hele filen"):
        [*gone_through(trial.project, trial.handbook(), ["oppgave/finne-bolig"], ON, None)]


def test_nothing_is_approved_while_the_content_has_faults(trial: Trial) -> None:
    trial.edit(CORE, "    tittel: Finne et sted å bo\n", "")
    before = (trial.folder / LOCAL).read_bytes()
    command = [sys.executable, "-m", "macros", "godkjenn", LOCAL, "--av", BY, "--dato", "2026-04-01"]
    ran = subprocess.run(command, cwd=trial.folder, capture_output=True, text=True, check=False,
                         env={**os.environ, "PYTHONUTF8": "1"})  # fmt: skip

    assert ran.returncode == 1
    assert f"{CORE}:7: «tittel» mangler." in ran.stdout
    assert (trial.folder / LOCAL).read_bytes() == before
