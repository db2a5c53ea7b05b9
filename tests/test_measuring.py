"""Measurements stand each by itself: one that fails costs no other."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from measuring import MEGABYTE, Table, pairs, run


def test_a_row_that_fails_or_takes_too_long_says_why_and_the_others_come(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def failing() -> str:
        return run([sys.executable, "-c", "import sys; sys.exit('helt\\nfeil')"], tmp_path).said

    def slow() -> str:
        return run([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path).said

    table = Table(seconds=1)
    for what, measure in (("a", failing), ("b", slow), ("c", lambda: [""][1]), ("d", lambda: "4")):
        table.row(what, measure)

    said = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]
    assert said == [
        ["a", "FAILED: -c import sys; sys.exit('helt\\nfeil') ended with 1. feil"],
        ["b", "FAILED: TimeoutError: took more than 1 s"],
        ["c", "FAILED: IndexError: list index out of range"],
        ["d", "4"],
    ]
    assert table.failed == 3


def test_ratios_are_taken_of_pairs_measured_in_turn() -> None:
    ours, theirs = iter([1.0, 9.0, 2.0]), iter([2.0, 3.0, 8.0])

    assert pairs(3, lambda: next(ours), lambda: next(theirs), "them") == "   2.00 s    3.00 s    0.500  them"


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is only seen on Linux")
def test_the_memory_of_children_is_seen(tmp_path: Path) -> None:
    child = f"held = b'x' * {64 * MEGABYTE}; import time; time.sleep(1)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    done = run([sys.executable, "-c", parent], tmp_path, watched=True)

    assert 64 * MEGABYTE < done.largest < done.together + 64 * MEGABYTE
    assert done.together > 64 * MEGABYTE
