"""The guide for editors is right: its good examples pass the check, and each bad one has the fault it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from trial import Trial

GUIDE = (Path(__file__).parents[1] / "routines" / "LES-MEG.md").read_text("utf-8")
GOOD = re.findall(r"(?<!Ikke slik:)\n\n```yaml\n(.*?)```\n", GUIDE, re.DOTALL)
BAD = re.findall(r"Ikke slik:\n\n```yaml\n(.*?)```\n\n> ([^\n]*)\n", GUIDE, re.DOTALL)
PLACE = "kommune/oppgaver/helse.yml"


@pytest.mark.parametrize("example", GOOD)
def test_what_the_guide_calls_right_passes_the_check(trial: Trial, example: str) -> None:
    assert trial.lay_record(PLACE, example).faults() == []


@pytest.mark.parametrize(("example", "message"), BAD, ids=[message for _, message in BAD])
def test_what_the_guide_calls_wrong_has_the_fault_it_shows(trial: Trial, example: str, message: str) -> None:
    faults = trial.lay_record(PLACE, example).faults()
    assert any(message in fault for fault in faults), faults


def test_every_wrong_example_has_a_right_one_beside_it() -> None:
    assert len(BAD) >= 6
    assert len(GOOD) == len(BAD) + 1
    assert GUIDE.count("```yaml") == len(GOOD) + len(BAD)


def test_the_guide_names_commands_that_there_are() -> None:
    from macros.__main__ import main

    for command in sorted(set(re.findall(r"python -m macros (\w+)", GUIDE))):
        with pytest.raises(SystemExit) as stopped:
            main([command, "--help"])
        assert stopped.value.code == 0
