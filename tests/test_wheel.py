"""The installed package, in an empty folder elsewhere: the core site, with nothing of the first municipality."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


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


def _run(elsewhere: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(elsewhere / "pakke")}
    command = [sys.executable, "-m", "macros", *arguments]
    return subprocess.run(command, cwd=elsewhere / "tom", env=environment, capture_output=True, text=True, check=False)


def test_the_core_site_is_built_without_the_municipality(elsewhere: Path) -> None:
    result = _run(elsewhere, "build", "--prove")
    site = elsewhere / "tom" / "site"
    front = (site / "index.html").read_text("utf-8")
    named = [
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if "Brukertorget" in path.read_text("utf-8") and "kilder" not in path.parts
    ]

    assert result.returncode == 0, result.stderr
    assert "Kontaktpunktet er ikke fylt ut for denne kommunen." in front
    assert named == []
    assert (site / "pdf" / "sjekkliste-loslatelse.pdf").is_file()


def test_a_municipality_lays_its_own_records_over(elsewhere: Path) -> None:
    folder = elsewhere / "tom" / "routines" / "kommune"
    folder.mkdir(parents=True)
    head = (
        "forvaltning:\n  eier: kommunen-rutineeier\n  godkjenning: utkast\n"
        "  endret:\n    - {dato: 2026-11-22, hva: Ny kommune.}\n"
    )
    profile = "tittel: Eksempel kommune\nkort: Eksempel\nkontaktpunkt: kommunen-mottak\n"
    roles = (
        "roller:\n  kommunen-mottak:\n"
        "    endring: {måte: utfyller, hvorfor: Lokalt navn.}\n    lokalt_navn: Innbyggertorget\n"
    )
    (folder / "kommune.yml").write_text(head + profile, "utf-8")
    (folder / "roller.yml").write_text(head + roles, "utf-8")
    result = _run(elsewhere, "search", "Innbyggertorget", "--json")  # quicker than a whole site

    assert result.returncode == 0, result.stdout + result.stderr
    assert "Innbyggertorget" in json.loads(result.stdout)[0]["title"]
    assert "Brukertorget" not in result.stdout
