"""No command destroys work: what is written into is new, empty or our own; and the switch leaves the old or the new."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from macros import switch as switching
from macros.__main__ import main
from macros.folders import FolderError, alone_with, others_in, own_folder, staging, sweep
from macros.manifest import MANIFEST, Manifest, digests_of
from macros.project import Project
from macros.switch import SwitchError, fill, recover, switch


def _tree(folder: Path) -> dict[str, bytes | str]:
    """Everything in *folder*: the bytes of files, where links lead."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


@pytest.fixture
def home(tmp_path: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Somebody's home folder with the tiny project in `hjemme/prosjekt`, and work of their own; we stand in it."""
    folder = tmp_path / "hjemme"
    shutil.copytree(tiny, folder / "prosjekt")
    (folder / "prosjekt" / "notater").mkdir()
    (folder / "prosjekt" / "notater" / "viktig.txt").write_text("viktig")
    (folder / "prosjekt" / "tom").mkdir()
    (folder / "prosjekt" / "fil.txt").write_text("viktig")
    (folder / "prosjekt" / "lenke-hit").symlink_to(".")
    (folder / "prosjekt" / "lenke-til-notater").symlink_to("notater")
    (folder / "prosjekt" / "ring").symlink_to("ring")
    (folder / "prosjekt" / "med-lenke").mkdir()
    (folder / "prosjekt" / "med-lenke" / "ut").symlink_to("../notater")
    (folder / "prosjekt" / "falsk").mkdir()
    (folder / "prosjekt" / "falsk" / MANIFEST).write_text("{}")
    (folder / "prosjekt" / "falsk" / "viktig.txt").write_text("viktig")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.chdir(folder / "prosjekt")
    return folder


SOMEBODYS = [
    "", ".", "..", "../..", "~", "~/prosjekt", "/", "/usr", "notater", "notater/.", "fil.txt", "fil.txt/under",
    "lenke-hit", "lenke-til-notater", "med-lenke", "falsk", "routines", "routines/kjerne", "routines/ny", "docs",
    "docs/ny", "tom/../notater", "notater/../.", "~ingen-slik-bruker/site", "ring/ut",
]  # fmt: skip


@pytest.mark.parametrize("target", SOMEBODYS)
def test_no_command_fills_a_folder_that_is_somebodys(
    home: Path, target: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("macros.publish.publish", lambda *_, **__: pytest.fail("built"))
    before = _tree(home)

    for command in (
        ["build", "--prove", "--mappe", target],
        ["build", "--prove", "--fra-mappe", "--mappe", target],
        ["pages", target],
        ["publish", target, "--prove"],
        ["rull-tilbake", target],
    ):
        assert main(command) == 1, command
        told = capsys.readouterr().err
        assert told.count("\n") == 1, told
        assert "Mappen" in told or "mappe" in told or "Kan ikke" in told
    assert _tree(home) == before


def test_a_site_with_a_file_that_somebody_laid_there_is_left_alone_and_the_file_named(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = home / "prosjekt" / "site"
    site.mkdir()
    (site / "index.html").write_text("vår")
    Manifest(files=digests_of(site)).write(site)
    assert own_folder(Project(home / "prosjekt"), site) == site
    (site / "CNAME").write_text("handbok.kommune.no")
    before = _tree(home)

    assert main(["build", "--prove"]) == 1
    assert "CNAME" in capsys.readouterr().err
    assert _tree(home) == before


def test_what_a_file_manager_leaves_behind_is_nobodys_work(home: Path) -> None:
    (home / "prosjekt" / "tom" / ".DS_Store").write_text("")

    assert own_folder(Project(home / "prosjekt"), Path("tom")) == home / "prosjekt" / "tom"


def test_a_folder_inside_a_built_one_is_refused(home: Path) -> None:
    Manifest().write(home / "prosjekt" / "tom")

    with pytest.raises(FolderError, match="ligger inne i"):
        own_folder(Project(home / "prosjekt"), Path("tom/under"))


def test_pages_are_written_again_beside_what_others_built_from_them(home: Path) -> None:
    assert main(["pages", "ut"]) == 0
    written = home / "prosjekt" / "ut"
    first = _tree(written)
    (written / "site").mkdir()
    (written / "site" / "index.html").write_text("bygd av andre")
    (written / "docs" / "forlatt.md").write_text("andres")

    assert main(["pages", "ut"]) == 0
    assert _tree(written) == first | {"site/index.html": b"bygd av andre", "docs/forlatt.md": b"andres"}


def test_pages_never_take_the_place_of_what_somebody_made_or_changed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = home / "prosjekt" / "ut"
    _made(ours, docs__borte_html="vår")
    (ours / "mkdocs.yml").write_text("min egen")

    assert main(["pages", "ut"]) == 1
    assert "mkdocs.yml er laget eller endret av andre" in capsys.readouterr().err
    assert (ours / "mkdocs.yml").read_text() == "min egen"

    (ours / "mkdocs.yml").unlink()
    assert main(["pages", "ut"]) == 0
    (ours / "docs" / "tidspunkter" / "index.md").write_text("rettet")
    before = _tree(ours)
    assert main(["pages", "ut"]) == 1
    assert _tree(ours) == before


def test_schemas_leave_what_else_lies_in_their_folder(home: Path) -> None:
    folder = home / "prosjekt" / "routines" / ".schema"
    folder.mkdir()
    (folder / "min.json").write_text("min")
    (folder / "oppgaver.json").symlink_to("../../fil.txt")

    assert main(["schema"]) == 0
    assert (folder / "min.json").read_text() == "min"
    assert (home / "prosjekt" / "fil.txt").read_text() == "viktig"
    assert "oppgave" in (folder / "oppgaver.json").read_text("utf-8")


@pytest.mark.parametrize("within", ["docs", "docs/under", "routines", "routines/kjerne"])
@pytest.mark.parametrize("command", [["build", "--prove"], ["schema"], ["pages", "ut"], ["publish", "ut", "--prove"]])
def test_a_command_given_inside_the_content_fills_nothing_there(
    home: Path, within: str, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "prosjekt" / "docs" / "under").mkdir()
    before = _tree(home)
    monkeypatch.chdir(home / "prosjekt" / within)

    assert main(command) == 1
    assert _tree(home) == before


def test_nothing_is_written_through_a_link(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, mine = home / "prosjekt", home / "prosjekt" / "fil.txt"
    (project / "routines" / ".schema").symlink_to("../notater")
    (project / "routines" / ".adresser.txt.ny").symlink_to("../fil.txt")
    (project / "build").mkdir()
    (project / "build" / "siste-feil.txt").symlink_to("../fil.txt")
    assert main(["schema"]) == 1
    assert main(["publiser-adresser"]) == 0
    monkeypatch.setattr("macros.__main__.edition", lambda *_, **__: 1 / 0)
    assert main(["check"]) == 1

    assert mine.read_text() == "viktig"
    assert _names(project / "notater") == ["viktig.txt"]
    assert not (project / "routines" / "adresser.txt").is_symlink()
    assert "ZeroDivisionError" in (project / "build" / "siste-feil.txt").read_text("utf-8")


@pytest.mark.parametrize("outside", ["../fil.txt", "a/../../fil.txt", "/fil.txt"])
def test_a_folder_that_says_it_owns_files_outside_it_is_not_ours(tmp_path: Path, outside: str) -> None:
    Manifest(files={outside: ""}).write(tmp_path)

    assert Manifest.read(tmp_path) is None


def test_the_lock_is_seen_by_all_who_reach_the_folder_and_leaves_nothing(tmp_path: Path) -> None:
    with alone_with(tmp_path / "site"):
        assert _names(tmp_path) == [".site.lock"]
    assert _names(tmp_path) == []


def test_one_at_a_time(tmp_path: Path) -> None:
    with alone_with(tmp_path), pytest.raises(FolderError, match="En annen bygging skriver til"), alone_with(tmp_path):
        pytest.fail("two at once")
    with alone_with(tmp_path):
        pass


@pytest.mark.parametrize(
    ("number", "why"),
    [(errno.ENOSPC, "disken er full"), (errno.EROFS, "her kan det bare leses"), (errno.EACCES, "du har ikke tilgang")],
)
def test_a_disk_that_refuses_gives_one_line_and_the_old_site_stands(
    home: Path, number: int, why: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), "site/tema/index.html")

    monkeypatch.setattr("macros.site.build_into", full)
    before = _tree(home)

    assert main(["build", "--prove"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.startswith(f"Kan ikke lese eller skrive (site/tema/index.html): {why}")
    assert "Nettstedet er ikke endret." in told
    assert _tree(home) == before


# The switch.


def _made(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_html", ".html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    Manifest(files=digests_of(folder)).write(folder)
    return folder


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _texts(folder: Path) -> dict[str, str]:
    return {path: (folder / path).read_text() for path in digests_of(folder)}


def _no_exchange(*_: object) -> bool:
    return False


def _is_a_mount(*_: object) -> bool:
    raise OSError(errno.EBUSY, "Device or resource busy")


@pytest.mark.parametrize("how", [None, _no_exchange, _is_a_mount])
def test_the_new_stands_whole_after_a_switch(
    tmp_path: Path, how: Callable[..., bool] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if how:
        monkeypatch.setattr(switching, "_exchanged", how)
    target = _made(tmp_path / "site", a_html="gammel", borte="x", x="fil blir mappe", y__z="mappe blir fil")
    with staging(target) as fresh:
        _made(fresh, a_html="ny", b_html="ny", x__y="fil blir mappe", y="mappe blir fil")
        switch(fresh, target)

    assert _texts(target) == {"a.html": "ny", "b.html": "ny", "x/y": "fil blir mappe", "y": "mappe blir fil"}
    assert _names(tmp_path) == ["site"]


def _lay_a_file(target: Path) -> None:
    (target / "notat.txt").write_text("mitt")


def _lay_a_link(target: Path) -> None:
    target.rename(target.with_name("mitt"))
    _lay_a_file(target.with_name("mitt"))
    target.symlink_to("mitt")


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("exchanges", [False, True])
@pytest.mark.parametrize("lay", [_lay_a_file, _lay_a_link])
def test_what_somebody_lays_there_while_we_build_is_kept(
    tmp_path: Path, lay: Callable[[Path], None], exchanges: bool, late: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = _made(tmp_path / "site", a_html="gammel")
    exchange, laid = switching._exchanged, False

    def trade(fresh: Path, to: Path) -> bool:
        nonlocal laid
        if late and not laid:
            laid = True
            lay(target)
        return exchange(fresh, to) if exchanges else False

    monkeypatch.setattr(switching, "_exchanged", trade)
    with staging(target) as fresh:
        _made(fresh, a_html="ny")
        if not late:
            lay(target)
        with pytest.raises(FolderError, match="la noen noe annet der"):
            switch(fresh, target)

    assert _texts(target) == {"a.html": "gammel", "notat.txt": "mitt"}
    assert [name for name in _names(tmp_path) if name.startswith(".")] == []


def test_a_mount_is_filled_from_within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = _made(tmp_path / "site", a_html="gammel", borte="x")
    monkeypatch.setattr(Path, "is_mount", lambda path: path == target)
    with staging(target) as fresh:
        assert fresh.parent == target
        _made(fresh, a_html="ny")
        switch(fresh, target)

    assert _texts(target) == {"a.html": "ny"}
    assert _names(target) == [MANIFEST, "a.html"]


def test_a_switch_that_fails_halfway_says_so_and_the_next_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = _made(tmp_path / "site", a_html="gammel", b_html="gammel")
    fresh = _made(tmp_path / "ny", a_html="ny", b_html="ny")
    put = switching._put

    def stopping(source: Path, to: Path) -> None:
        if to.name == "b.html":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        put(source, to)

    monkeypatch.setattr(switching, "_put", stopping)
    with pytest.raises(SwitchError, match="bare delvis byttet"):
        fill(fresh, target)
    manifest = Manifest.read(target)
    assert manifest is not None
    assert {*manifest.files} >= {*digests_of(target)}, "all of it is still ours"
    assert manifest.inputs == "", "and it is not whole"

    monkeypatch.setattr(switching, "_put", put)
    fill(_made(tmp_path / "ny", a_html="ny", b_html="ny"), target)
    assert _texts(target) == {"a.html": "ny", "b.html": "ny"}


def test_when_the_second_of_two_renames_fails_the_old_one_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(switching, "_exchanged", _no_exchange)
    target = _made(tmp_path / "site", a_html="gammel")

    with pytest.raises(OSError, match="No such file"):
        switch(tmp_path / "finnes-ikke", target)
    assert _texts(target) == {"a.html": "gammel"}


def test_what_somebody_calls_site_gammel_is_not_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = _made(tmp_path / "site", a_html="gammel")
    (tmp_path / "site.gammel").mkdir()
    (tmp_path / "site.gammel" / "viktig.txt").write_text("viktig")
    recover(target)
    fresh = _made(tmp_path / "ny", a_html="ny")
    switch(fresh, target)

    assert _texts(target) == {"a.html": "ny"}
    assert (tmp_path / "site.gammel" / "viktig.txt").read_text() == "viktig"


def test_what_a_stopped_build_left_is_taken_away_and_somebodys_folder_of_like_name_is_not(tmp_path: Path) -> None:
    (tmp_path / ".site-ny-min").mkdir()
    (tmp_path / ".site-ny-min" / "viktig.txt").write_text("viktig")
    (tmp_path / ".site-ny-notater").mkdir()
    (tmp_path / ".site-ny-notater" / MANIFEST).write_text("{}")
    (tmp_path / ".site-ny-notater" / "viktig.txt").write_text("viktig")
    Manifest(made_by=".site-ny-begynt").write(_made(tmp_path / ".site-ny-begynt", a_html="halv"))
    _made(tmp_path / ".site-ny-stoppet", a_html="halv")
    with staging(tmp_path / "site"):
        pass

    assert _names(tmp_path) == [".site-ny-min", ".site-ny-notater"]
    assert (tmp_path / ".site-ny-notater" / "viktig.txt").read_text() == "viktig"


def test_a_file_that_was_half_made_when_a_command_stopped_is_not_somebodys(tmp_path: Path) -> None:
    target = _made(tmp_path / "site", a__b_html="vår")
    for name in (f".{MANIFEST}.ny", "a/.b.html.ny", "a/.c.html.ny"):
        (target / name).write_text("halv")

    assert others_in(target) == ["a/.c.html.ny"]


def test_what_a_stopped_build_left_goes_whatever_the_folder_is_called(tmp_path: Path) -> None:
    (tmp_path / ".site [1]-ny-tom" / "nesten" / "borte").mkdir(parents=True)
    sweep(tmp_path / "site [1]")

    assert _names(tmp_path) == []


def test_a_reader_finds_a_page_at_every_moment(tmp_path: Path) -> None:
    target, done, missed = _made(tmp_path / "site", index_html="0"), threading.Event(), []

    def read() -> None:
        while not done.is_set():
            try:
                (target / "index.html").read_text()
            except OSError as error:
                missed.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(200):
        with staging(target) as fresh:
            switch(_made(fresh, index_html=str(number)), target)
    done.set()
    for reader in readers:
        reader.join()

    assert missed == []
    assert _texts(target) == {"index.html": "199"}


@pytest.mark.parametrize("words", ["build --prove", "publish ut --prove", "pages ut", "check"])
def test_ctrl_c_gives_a_word_and_no_traceback(
    home: Path, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("macros.__main__.edition", stopped)
    monkeypatch.setattr("macros.publishing.build.edition", stopped)

    assert main(words.split()) == 130
    assert capsys.readouterr().err == "Avbrutt.\n"


def test_plain_mkdocs_keeps_static_files_wherever_the_project_lies(home: Path, tmp_path: Path) -> None:
    project = tmp_path / "material" / "prosjekt"
    shutil.copytree(home / "prosjekt", project, symlinks=True)
    (project / "docs" / "skisse.png").write_bytes(b"bilde")
    shutil.copy(Project(project).config, project / "mkdocs.yml")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", "ut"]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stderr
    assert (project / "ut" / "skisse.png").read_bytes() == b"bilde"
    assert [*(project / "ut" / "assets").glob("handbok.*.css")] != []
