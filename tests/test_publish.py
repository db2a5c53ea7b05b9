"""Building beside and switching; making anew only what changed."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.edition import edition
from macros.project import Project
from macros.publish import basis_of, publish
from macros.site import site_url


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def _built(folder: Path, target: Path) -> int:
    made = edition(Project(folder))
    return publish(Project(folder), made, target)


@pytest.fixture
def project(tiny: Path, tmp_path: Path) -> Path:
    shutil.copytree(tiny, tmp_path / "prosjekt")
    return tmp_path / "prosjekt"


@pytest.fixture(scope="module")
def first_build(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bygd") / "prosjekt"
    shutil.copytree(tiny, folder)
    _built(folder, folder / "site")
    return folder


@pytest.fixture
def built(first_build: Path, tmp_path: Path) -> Path:
    """A copy of the tiny project with its site, which is built once for all the tests that go on from there."""
    shutil.copytree(first_build, tmp_path / "bygd")
    return tmp_path / "bygd"


def test_a_second_build_makes_nothing_anew_and_gives_the_same_bytes(built: Path) -> None:
    first = _files(built / "site")

    assert _built(built, built / "site") == 0
    assert _files(built / "site") == first


def test_builds_after_random_edits_equal_clean_builds_byte_by_byte(built: Path) -> None:
    chance = random.Random(20261122)
    files = [path for path in sorted((built / "routines").rglob("*.yml")) if "tittel: " in path.read_text("utf-8")]
    anew = clean = 0
    for number in range(3):
        path = chance.choice(files)
        lines = path.read_text("utf-8").splitlines(keepends=True)
        places = [place for place, line in enumerate(lines) if line.strip().startswith("tittel: ")]
        place = chance.choice(places)
        lines[place] = lines[place].rstrip("\n") + f" endret {number}\n"
        path.write_text("".join(lines), "utf-8")

        anew += _built(built, built / "site")
        clean = _built(built, built / "rent")

        assert _files(built / "site") == _files(built / "rent"), path
        shutil.rmtree(built / "rent")

    assert 0 < anew < 3 * clean


def test_a_new_page_is_in_the_menu_of_its_own_tab_and_leaves_the_other_tabs_as_they_are(built: Path) -> None:
    before = _files(built / "site")
    law = built / "routines" / "kjerne" / "lover" / "boligforskriften.yml"
    new = law.read_text("utf-8").replace("tittel: boligeksempelforskriften", "tittel: nyforskriften")
    law.with_name("nyforskriften.yml").write_text(new.replace("kortform: bef", "kortform: ny"), "utf-8")
    _built(built, built / "site")
    _built(built, built / "rent")
    after = _files(built / "site")
    pages = [name for name in after if name.endswith("/index.html") and not name.startswith(("p/", "sok/"))]
    changed = [name for name in pages if after[name] != before.get(name)]

    assert after == _files(built / "rent")
    assert {name for name in pages if name.startswith("lover/")} <= {*changed}
    assert all(b"nyforskriften" in after[name] for name in changed)
    assert [name for name in changed if name.startswith(("rutiner/", "sjekklister/", "ansvar/", "tema/"))] == []


def test_a_fault_leaves_the_old_site_whole_and_tells(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _files(built / "site")
    broken = built / "routines" / "kjerne" / "temaer.yml"
    broken.write_text(broken.read_text("utf-8") + "tull: ja\n", "utf-8")
    monkeypatch.chdir(built)

    assert main(["build", "--prove"]) == 1
    assert _files(built / "site") == before
    assert "routines/kjerne/temaer.yml:" in capsys.readouterr().out


NOWHERE = ("https://handbok.example/", "http://localhost:8000/", "https://www.example.com/", "https://a.test/", "")


def _with_address(project: Path, address: str) -> None:
    settings = (Path(__file__).parents[1] / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(re.sub(r"site_url: \S+", f"site_url: {address}", settings), "utf-8")


@pytest.mark.parametrize("address", NOWHERE)
def test_a_site_to_publish_has_an_address_that_one_can_come_to(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setattr("macros.publish.publish", lambda *_, **__: 0)
    _with_address(project, address)

    assert main(["build"]) == 1
    told = capsys.readouterr().out
    assert "mkdocs.yml:2: Adressen «site_url»" in told
    assert "Skriv adressen der nettstedet skal ligge, i mkdocs.yml." in told
    assert "--prove" in told
    assert main(["build", "--prove"]) == 0
    assert "Prøveutgave: arkene har ingen adresse." in capsys.readouterr().out


def test_a_site_with_an_address_is_published_without_more_words(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setattr("macros.publish.publish", lambda *_, **__: 0)
    _with_address(project, "https://handbok.kommune.no/under/")

    assert main(["build"]) == 0
    assert "Prøveutgave" not in capsys.readouterr().out


def test_a_trial_is_never_taken_for_a_site_to_publish(project: Path) -> None:
    assert basis_of(Project(project)) != basis_of(Project(project), trial=True)


def test_without_settings_of_its_own_a_folder_is_told_to_make_them(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "mkdocs.yml").unlink(missing_ok=True)
    monkeypatch.chdir(project)

    assert main(["build"]) == 1
    assert "mkdocs.yml:1: Adressen «site_url» er et eksempel" in (told := capsys.readouterr().out)
    assert "i en egen mkdocs.yml i mappen" in told


@pytest.mark.parametrize(
    "address", ["https://a.no/#x", "https://a.no/?x=1", "https://meg:hemmelig@a.no/", "https://日本.no/"]
)
def test_an_address_that_cannot_be_printed_is_a_fault_in_the_settings(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    monkeypatch.chdir(project)
    settings = (Path(__file__).parents[1] / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(re.sub(r"site_url: \S+", f"site_url: {address}", settings), "utf-8")

    assert main(["build", "--prove"]) == 1
    assert "mkdocs.yml:2: «site_url» må være en vanlig nettadresse" in capsys.readouterr().out
    assert not (project / "site").exists()


def test_what_nobody_foresaw_gives_one_line_and_a_file_for_the_developer(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> int:
        raise RuntimeError("uventet")

    monkeypatch.chdir(project)
    monkeypatch.setattr("macros.publish.publish", broken)

    assert main(["build", "--prove"]) == 1
    assert "Noe gikk galt som ikke skal kunne skje (RuntimeError)" in capsys.readouterr().err
    assert "uventet" in (project / "build" / "siste-feil.txt").read_text("utf-8")


def test_a_build_stopped_between_two_renames_is_mended_by_the_next(built: Path) -> None:
    before = _files(built / "site")
    (built / "site").rename(built / "site.gammel")

    assert _built(built, built / "site") == 0
    assert _files(built / "site") == before
    assert not (built / "site.gammel").exists()


def test_plain_mkdocs_builds_the_same_pages(project: Path) -> None:
    made = edition(Project(project), site_url=site_url(Project(project)))
    publish(Project(project), made, project / "site")
    ours = {name: data for name, data in _files(project / "site").items() if name.endswith(".html")}
    shutil.copy(Project(project).config, project / "mkdocs.yml")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", "plain"]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)

    theirs = {name: data for name, data in _files(project / "plain").items() if name.endswith(".html")}
    assert result.returncode == 0, result.stderr
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_in_a_copy_for_a_folder_every_link_is_a_file(project: Path) -> None:
    made = edition(Project(project))
    publish(Project(project), made, project / "kopi", files=True)
    led = [
        (page.parent / target.partition("#")[0] if target.partition("#")[0] else page)
        for page in (project / "kopi").rglob("*.html")
        for target in re.findall(r"(?:href=\"|src=\"|; url=)([^\"]*)\"", page.read_text("utf-8"))
        if not re.match(r"[a-z]+:", target)
    ]

    assert len(led) > 1000
    assert [str(target) for target in led if not target.is_file()] == []
