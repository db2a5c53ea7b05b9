"""The archive: its checksums hold, it says where it comes from, and the same version gives the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from trial import Trial

from macros.archive import ArchiveError, archive
from macros.archive.bag import put, version_told
from macros.archive.commit import commit_of

ROOT = Path(__file__).parent.parent
SETTINGS = """site_name: Håndbok
site_url: https://handbok.example/
theme: {name: material, language: nb, font: false}
plugins: [handbok]
"""
GIT = ("git", "-c", "user.name=Prøve", "-c", "user.email=prove@example.org", "-c", "commit.gpgsign=false")
WHEN = "2026-03-02T12:00:00+0000"


def own(folder: Path) -> Trial:
    """Return the tiny project as a project of its own, with settings."""
    return Trial(folder).lay("mkdocs.yml", SETTINGS)


def committed(trial: Trial) -> str:
    """Commit all of *trial*; return the commit."""
    told = {**os.environ, "GIT_AUTHOR_DATE": WHEN, "GIT_COMMITTER_DATE": WHEN}
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "Prøve")):
        subprocess.run([*GIT, *command], cwd=trial.folder, check=True, env=told, capture_output=True)
    commit = commit_of(trial.folder)
    assert commit is not None
    assert commit.uncommitted == 0
    return commit.id


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("arkiv")


@pytest.fixture(scope="module")
def project(place: Path) -> Trial:
    trial = own(place / "prosjekt")
    committed(trial)
    return trial


@pytest.fixture(scope="module")
def made(project: Trial, place: Path) -> Path:
    archive(project.project, place / "arkiv.zip")
    return place / "arkiv.zip"


@pytest.fixture
def files(made: Path) -> Iterator[dict[str, bytes]]:
    """What is in the archive, by path under its one folder."""
    with ZipFile(made) as opened:
        yield {name.partition("/")[2]: opened.read(name) for name in opened.namelist()}


def listed(text: bytes) -> dict[str, str]:
    return {path: digest for digest, path in (line.split("  ", 1) for line in text.decode().splitlines())}


def test_every_file_is_listed_with_a_checksum_that_holds(files: dict[str, bytes]) -> None:
    payload, tags = listed(files["manifest-sha256.txt"]), listed(files["tagmanifest-sha256.txt"])

    assert {name for name in files if name.startswith("data/")} == {*payload}
    assert {name for name in files if "/" not in name} == {*tags, "tagmanifest-sha256.txt"}
    assert [name for name, digest in {**payload, **tags}.items() if sha256(files[name]).hexdigest() != digest] == []
    assert files["bagit.txt"].startswith(b"BagIt-Version: 1.0\n")
    size = sum(len(data) for name, data in files.items() if name.startswith("data/"))
    assert f"Payload-Oxum: {size}.{len(payload)}\n" in files["bag-info.txt"].decode()


def test_it_holds_site_sheets_data_passages_and_content(files: dict[str, bytes], project: Trial) -> None:
    site, content = "data/nettsted/", "data/innhold/"
    wanted = (
        "index.html",
        "pdf/rutine-fengselsteam.pdf",
        "api/v1/alt.json",
        "api/v1/handbok.sqlite",
        "api/v1/utdrag.csv",
    )
    assert {f"{site}{name}" for name in wanted} - files.keys() == set()
    assert any(name.startswith(f"{site}word/") for name in files)
    assert b'"fengselsteam/index.html"' in files[f"{site}rutiner/index.html"]
    kept = {name.removeprefix(content): data for name, data in files.items() if name.startswith(content)}
    there = {
        path.relative_to(project.folder).as_posix(): path.read_bytes()
        for place in ("routines", "docs")
        for path in (project.folder / place).rglob("*")
        if path.is_file()
    }
    assert {name: data for name, data in kept.items() if name != "mkdocs.yml"} == there
    assert not any(".grunnlag" in name for name in files)


def test_it_says_which_version_it_is(files: dict[str, bytes], project: Trial) -> None:
    commit = commit_of(project.folder)
    assert commit is not None
    about = files["bag-info.txt"].decode()
    assert f"Handbook-Commit: {commit.id}\nHandbook-Uncommitted-Files: 0\n" in about
    assert f"Utgaven er {commit.id} i git, uten andre endringer." in files["data/LES-MEG.txt"].decode()


def test_all_in_it_has_one_day_one_mode_and_no_compression(made: Path) -> None:
    with ZipFile(made) as opened:
        entries = opened.infolist()
    assert [one.filename for one in entries] == sorted(one.filename for one in entries)
    assert {(one.date_time, one.external_attr >> 16, one.compress_type, one.create_system) for one in entries} == {
        ((2026, 3, 10, 0, 0, 0), 0o100644, ZIP_STORED, 3)
    }
    assert len({one.filename.partition("/")[0] for one in entries}) == 1


def test_the_same_version_in_another_folder_zone_and_language_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    there = own(tmp_path / "et annet sted" / "håndbok")
    committed(there)
    elsewhere = {
        **os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }  # fmt: skip
    command = [sys.executable, "-m", "macros", "arkiv", str(tmp_path / "to.zip")]
    run = subprocess.run(command, cwd=there.folder, env=elsewhere, capture_output=True, encoding="utf-8", check=False)

    assert (run.returncode, run.stderr) == (0, "")
    assert digest_of(tmp_path / "to.zip") == digest_of(made)


def digest_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def test_nobodys_file_is_written_over(project: Trial, tmp_path: Path) -> None:
    mine, same, made = tmp_path / "min.zip", tmp_path / "samme.zip", tmp_path / "ny.zip"
    for path, text in ((mine, "mitt"), (same, "arkivet"), (made, "arkivet")):
        path.write_text(text)

    assert not put(made, same)
    with pytest.raises(ArchiveError, match="finnes alt"):
        put(made, mine)
    with pytest.raises(ArchiveError, match="finnes ikke"):
        archive(project.project, tmp_path / "ingen" / "arkiv.zip")
    with pytest.raises(ArchiveError, match="ikke en vanlig fil"):
        archive(project.project, tmp_path)
    assert mine.read_text() == "mitt"


def test_what_is_not_committed_and_what_no_commit_is_known_of_is_said(tmp_path: Path) -> None:
    trial = own(tmp_path / "prosjekt")
    assert "ikke kjent" in version_told(None)
    committed(trial)
    trial.lay("docs/ny.md", "# Ny\n").lay("mkdocs.yml", "site_name: En annen\n")
    commit = commit_of(trial.folder)
    assert commit is not None
    assert commit.uncommitted == 2
    assert f"{commit.id} i git. 2 filer var endret" in version_told(commit)


def test_telling_what_is_not_committed_runs_no_program_that_settings_name(tmp_path: Path) -> None:
    trial, mark = own(tmp_path / "prosjekt").lay(".gitattributes", "* filter=f=g\n* filter=h\n"), tmp_path / "kjørt"
    committed(trial)
    for key in ("filter.f=g.clean", "filter.h.clean", "filter.h.process"):
        subprocess.run([*GIT, "config", key, f"touch '{mark}'; cat"], cwd=trial.folder, check=True)
    trial.lay("mkdocs.yml", "site_name: En annen\n")

    assert commit_of(trial.folder) is not None
    assert not mark.exists()
