"""The installed package, elsewhere: a new municipality starts with it, and its folder builds, below another site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ANSWERS = ["--navn", "Eksempel kommune", "--mottak", "Innbyggertorget", "--telefon", "22 11 11 11", "--epost", ""]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("annen-kommune")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    built = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder / "hjul"), str(ROOT)]
    subprocess.run(built, check=True, capture_output=True)
    wheel = next((folder / "hjul").glob("*.whl"))
    subprocess.run([*pip, "install", "--no-deps", "--target", str(folder / "pakke"), str(wheel)], check=True)
    (folder / "tom").mkdir()
    return folder


def _run(elsewhere: Path, folder: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(elsewhere / "pakke")}
    command = [sys.executable, "-m", "macros", *arguments]
    return subprocess.run(command, cwd=elsewhere / folder, env=environment, capture_output=True, text=True, check=False)


def test_the_core_alone_is_a_handbook_without_the_municipality(elsewhere: Path) -> None:
    result = _run(elsewhere, "tom", "search", "mottaket", "--json")  # quicker than a whole site

    assert result.returncode == 0, result.stderr
    hits = json.loads(result.stdout)
    assert hits
    assert [hit for hit in hits if "Brukertorget" in str(hit) and not hit["url"].startswith("kilder/")] == []


def test_a_municipality_starts_with_the_package_and_builds_below_another_site(elsewhere: Path) -> None:
    started = _run(elsewhere, "tom", "start", "../ny", *ANSWERS, "--adresse", "https://x.example/fengsel/")
    result = _run(elsewhere, "ny", "build", "--prove")
    site = elsewhere / "ny" / "site"
    front, lost = (site / "index.html").read_text("utf-8"), (site / "404.html").read_text("utf-8")
    named = [
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if "Brukertorget" in path.read_text("utf-8") and "kilder" not in path.parts
    ]

    assert started.returncode == 0, started.stdout + started.stderr
    assert result.returncode == 0, result.stderr
    assert {path.name for path in (elsewhere / "pakke" / "macros" / "_bundled" / "pipelines").iterdir()} == {
        path.name for path in (ROOT / "pipelines").iterdir()
    }
    assert {path.name for path in (elsewhere / "ny" / "pakke").glob("*.whl")} == {
        path.name for path in (elsewhere / "hjul").glob("*.whl")
    }
    assert "22 11 11 11" in front
    assert named == []
    assert '<link rel="canonical" href="https://x.example/fengsel/">' in front
    assert 'href="/fengsel/assets/handbok.' in lost  # it is shown at any address, so its links begin at the host
    assert 'href="/fengsel/"' in lost
    assert not [path for path in (front, lost) if 'href="/assets' in path]
    assert (site / "pdf" / "sjekkliste-loslatelse.pdf").is_file()
