"""What the commands print comes out whole where the terminal or pipe has no letters but its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from trial import Trial

PLAIN = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""}
"""A terminal that knows ASCII alone."""


def run(trial: Trial, settings: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "macros", *arguments],
        cwd=trial.folder,
        capture_output=True,
        check=False,
        env={**os.environ, **settings},
    )


def test_faults_are_spelled_where_there_are_no_letters_for_them(trial: Trial) -> None:
    trial.edit("routines/kommune/kommune.yml", "kort: Eksempel\n", "")
    done = run(trial, PLAIN, "check")
    assert done.stdout == b'routines/kommune/kommune.yml:1: "kort" mangler. Legg til "kort: ...".\n'
    assert (done.returncode, done.stderr) == (1, b"1 feil i innholdet.\n")


def test_hits_are_the_same_data_in_any_terminal(trial: Trial) -> None:
    plain, usual = (run(trial, how, "search", "løslatelse", "--json") for how in (PLAIN, {"PYTHONUTF8": "1"}))
    assert (plain.returncode, plain.stderr) == (0, b"")
    hits = json.loads(plain.stdout.decode("ascii"))
    assert hits == json.loads(usual.stdout.decode("utf-8"))
    assert len(hits) >= 1


@pytest.mark.parametrize("page", ["cp437", "cp1252"])
def test_help_and_what_is_wrong_come_out_whole_in_windows_code_pages(page: str, trial: Trial) -> None:
    helped = run(trial, {"PYTHONIOENCODING": page}, "--help")
    assert (helped.returncode, helped.stderr) == (0, b"")
    assert "sjekk innholdet og si fra om alle feil" in helped.stdout.decode(page)
    wrong = run(trial, {"PYTHONIOENCODING": page}, "lawcheck", "lover", "--dato", "i går «nå» →")
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert "i går «nå» ->» er ikke en dato, som 2026-11-22" in wrong.stderr.decode(page)


def test_a_reader_that_stops_hears_no_alarm(trial: Trial) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "macros", "check"],
        cwd=trial.folder,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert done.stderr == b""
