"""A folder for a new municipality, by five questions: all is judged first, and what is made is true and whole."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from test_look import SHAPE, png

from macros.__main__ import main
from macros.arguments import parser
from macros.content.load import Memory
from macros.edition import edition
from macros.handbook.adaptations import adaptations
from macros.manifest import Manifest
from macros.project import Project
from macros.records import Role

NAME = ["--navn", "Eksempel kommune"]
ANSWERS = [*NAME, "--mottak", "Torget: «Inn»", "--telefon", "22 11 11 11", "--epost", "post@eksempel.example"]
WHERE = ["--adresse", "https://x.example/fengsel"]
MEMORY = Memory()


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start") / "ny"
    logo = folder.with_name("Logo.SVG")
    logo.write_text(SHAPE, "utf-8")
    assert main(["start", str(folder), *ANSWERS, *WHERE, "--farge", "7A1F3D", "--logo", str(logo)]) == 0
    return folder


def test_the_folder_has_what_is_the_municipalitys_own_and_nothing_of_the_core(made: Path) -> None:
    assert files(made) - {".github/workflows/publiser.yml", ".gitlab-ci.yml"} == {
        "README.md", ".gitignore", "requirements.txt", "mkdocs.yml", "routines/kommune/kommune.yml",
        "routines/kommune/roller.yml", "routines/kommune/logo.svg",
    }  # fmt: skip
    assert not Project(made).core.is_relative_to(made)


def test_the_answers_stand_where_they_belong(made: Path) -> None:
    handbook = edition(Project(made), MEMORY).handbook
    town, role = handbook.municipality, handbook.all(Role)["kommunen-mottak"]
    assert town is not None
    assert (town.title, town.short, town.report_to) == ("Eksempel kommune", "Eksempel", "post@eksempel.example")
    assert town.colours == ("#7a1f3d",)
    assert (role.local_name, role.contacts[0].phone) == ("Torget: «Inn»", "22 11 11 11")
    assert 'site_name: "Håndbok for fengselsteam – Eksempel kommune"' in (made / "mkdocs.yml").read_text("utf-8")
    assert "site_url: https://x.example/fengsel/\n" in (made / "mkdocs.yml").read_text("utf-8")


def test_the_new_folder_says_which_core_it_was_made_for(made: Path) -> None:
    handbook = edition(Project(made), MEMORY).handbook
    assert [str(one.ref) for one in adaptations(handbook)] == ["rolle/kommunen-mottak"]
    assert all(one.decided for one in adaptations(handbook))


def test_every_role_of_the_municipality_can_be_named_by_taking_away_signs(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kommune"
    assert main(["start", str(folder), *NAME, *WHERE, "--mottak", "", "--telefon", "", "--epost", ""]) == 0
    for name in ("roller.yml", "kommune.yml"):
        path = folder / "routines" / "kommune" / name
        text = path.read_text("utf-8")
        fields = re.sub(r"^( *)# (?=[ a-z_-]+:|  +- )", r"\1", text, flags=re.MULTILINE)
        assert fields.count("#") < text.count("#")
        path.write_text(fields, "utf-8")
    handbook = edition(Project(folder), MEMORY).handbook
    ours = {role.id: role for role in handbook.all(Role).values() if role.id.startswith("kommunen-")}
    assert {name for name, role in ours.items() if not role.local_name} == set()
    assert ours["kommunen-mottak"].contacts[0].email == "fengselsteamet@kommune.no"


def test_it_asks_what_is_not_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Torget\n22 11 11 11\n"))  # and then no more
    assert main(["start", str(tmp_path / "ny"), *NAME]) == 0
    told = capsys.readouterr().out
    assert told.count("(som ") == 4
    assert "Ikke fylt ut: e-post for feil, nettadressen." in told
    assert "lokalt_navn: Torget\n" in (tmp_path / "ny/routines/kommune/roller.yml").read_text("utf-8")
    assert "handbok.example/  # Bytt ut" in (tmp_path / "ny/mkdocs.yml").read_text("utf-8")


def test_whoever_sits_at_a_terminal_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal("\nEksempel kommune\n\nring oss\n22 11 11 11\n\n\n"))
    assert main(["start", str(tmp_path / "ny")]) == 0
    assert "telefon: 22 11 11 11" in (tmp_path / "ny/routines/kommune/roller.yml").read_text("utf-8")


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logo.svg").write_text("<svg onload='x'/>", "utf-8")
    wrong = {
        "navn": "", "mottak": "a[[b]]", "telefon": "ring", "epost": "kari", "adresse": "x.example?a",
        "farge": "#ffcc00", "logo": str(tmp_path / "logo.svg"),
    }  # fmt: skip
    given = [part for name, value in wrong.items() for part in (f"--{name}", value)]
    assert main(["start", str(tmp_path / "ny"), *given]) == 1
    told = capsys.readouterr().out.strip().splitlines()
    assert [line.partition(":")[0] for line in told[:-1]] == [f"--{name}" for name in wrong]
    assert told[-1] == "Ingenting er laget. Rett dette, og kjør kommandoen på nytt (7)."
    assert not (tmp_path / "ny").exists()


def test_what_the_check_finds_stops_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The number of a person can be written in a name, but may not stand in the handbook."""
    given = [*NAME, *WHERE, "--mottak", "Kari 912 34 567", "--telefon", "22 11 11 11", "--epost", ""]
    assert main(["start", str(tmp_path / "ny"), *given]) == 1
    assert re.search(r"routines/kommune/roller\.yml:\d+: Ser ut som et mobilnummer", capsys.readouterr().out)
    assert not (tmp_path / "ny").exists()


@pytest.mark.parametrize("what", ["somebody's", "built"])
def test_a_folder_that_is_not_new_or_empty_is_left_alone(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "ny"
    folder.mkdir()
    if what == "built":
        Manifest().write(folder)
    else:
        (folder / "notat.txt").write_text("mitt", "utf-8")
    before = files(folder)
    assert main(["start", str(folder), *ANSWERS, *WHERE]) == 1
    assert "Ingenting er endret." in capsys.readouterr().err
    assert files(folder) == before


def test_an_empty_folder_is_filled_and_a_logo_of_pixels_is_taken(tmp_path: Path) -> None:
    (tmp_path / "ny").mkdir()
    (tmp_path / "logo.png").write_bytes(png(30, 10))
    assert main(["start", str(tmp_path / "ny"), *ANSWERS, *WHERE, "--logo", str(tmp_path / "logo.png")]) == 0
    assert (tmp_path / "ny/routines/kommune/logo.png").read_bytes() == png(30, 10)


def test_what_publishes_the_folder_comes_along_and_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("publiser.github.yml", "publiser.gitlab-ci.yml", "lovvakt.github.yml"):
        (tmp_path / name).write_text(f"# {name}\n", "utf-8")
    monkeypatch.setattr(Project, "pipelines", tmp_path)
    assert main(["start", str(tmp_path / "ny"), *ANSWERS, *WHERE]) == 0
    assert (tmp_path / "ny/.github/workflows/publiser.yml").read_text("utf-8") == "# publiser.github.yml\n"
    assert (tmp_path / "ny/.gitlab-ci.yml").read_text("utf-8") == "# publiser.gitlab-ci.yml\n"
    assert "`.github/workflows/publiser.yml` og `.gitlab-ci.yml` sjekker" in (tmp_path / "ny/README.md").read_text(
        "utf-8"
    )
    assert not [path for path in files(tmp_path / "ny") if "lovvakt" in path]


# The README that it makes.


def commands(readme: str) -> list[list[str]]:
    """Return what the README has to be typed after `-m macros`."""
    lines = re.findall(r"python -m macros (.+)", readme)
    return [re.findall(r'"[^"]*"|\S+', line) for line in lines]


def test_every_command_of_the_readme_is_one(made: Path) -> None:
    readme = (made / "README.md").read_text("utf-8")
    found = commands(readme)
    assert {line[0] for line in found} == {
        "serve", "new", "remove", "check", "build", "compare", "publish", "rull-tilbake", "nginx",
    }  # fmt: skip
    for line in found:
        parser().parse_args([part.strip('"') for part in line])


def test_what_the_readme_shows_can_be_done(
    made: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (made / "README.md").read_text("utf-8")
    monkeypatch.chdir(made)
    for line in commands(readme):
        if line[0] in ("new", "remove"):
            assert main([part.strip('"') for part in line]) == 0, capsys.readouterr()
    of_actor, of_role = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    (made / "routines/kommune/aktorer").mkdir()
    (made / "routines/kommune/aktorer/kommunen-helse.yml").write_text(of_actor, "utf-8")
    roles = made / "routines/kommune/roller.yml"
    roles.write_text(roles.read_text("utf-8") + of_role, "utf-8")

    handbook = edition(Project(made), MEMORY).handbook
    assert handbook.name(handbook.all(Role)["kommunen-koordinator"].ref) == "koordinator (Torget: «Inn»)"
    assert "kommunen-boligkonsulent" not in handbook.all(Role)
    assert "ta-imot-beskjed" in handbook.by_kind["rutine"]
    assert "helse og mestring" in {handbook.name(actor.ref).lower() for actor in handbook.actors_in_order}


def test_what_is_given_is_judged_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda _: pytest.fail("it asked"))
    person = "kari.nordmann@gmail.com"
    assert main(["start", str(tmp_path / "ny"), *NAME, "--epost", person, "--farge", "rødlig"]) == 1
    told = capsys.readouterr().out
    assert f"--epost: «{person}» ser ut til å tilhøre en person." in told
    assert "--farge: " in told
    assert "Ingenting er laget." in told
