"""Editions of a published site: what readers get, what is kept, the way back, and what is never touched."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from trial import Trial

from macros.__main__ import main
from macros.folders import alone_with
from macros.manifest import Manifest, digests_of
from macros.publishing.editions import Editions

Tell = Callable[..., str]


def _edition(folder: Path, number: int, text: str = "") -> None:
    """Lay a whole edition, as `publish` makes them."""
    place = folder / "utgaver" / str(number)
    place.mkdir(parents=True)
    (place / "index.html").write_text(text or f"utgave {number}")
    told = [f"{number} sider, laget i dag"]
    Manifest(inputs=text or str(number), told=told, files=digests_of(place)).write(place)


def _shown(folder: Path) -> str:
    return (folder / "nett" / "index.html").read_text()


def _numbers(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "utgaver").iterdir())


def _all(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): bytes(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


@pytest.fixture
def ut(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a project, in which we stand, is published to."""
    monkeypatch.chdir(trial.folder)
    return trial.folder.parent / "ut"


@pytest.fixture
def tell(ut: Path, capsys: pytest.CaptureFixture[str]) -> Tell:
    """Give a command about `ut`; return what it tells."""

    def given(command: str, code: int = 0) -> str:
        name, *options = command.split()
        assert main([name, str(ut), *options]) == code
        told = capsys.readouterr()
        return told.out + told.err

    return given


@pytest.fixture
def quick(ut: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Publish pages that need not be built: each says the text that is content just then."""
    now = {"text": ""}

    def build(_: object, target: Path, basis: Manifest, *, made_on: str, **__: object) -> tuple[list[str], int]:
        target.mkdir(parents=True)
        (target / "index.html").write_text(now["text"])
        told = [f"1 sider{made_on}"]
        Manifest(inputs=basis.inputs, told=told, files=digests_of(target)).write(target)
        return told, 1

    monkeypatch.setattr("macros.publishing.commands.build", build)
    monkeypatch.setattr("macros.publish.basis_of", lambda *_, **__: Manifest(inputs=now["text"]))
    return lambda text: now.update(text=text)


def test_an_edition_is_built_shown_and_taken_over_from(ut: Path, trial: Trial, tell: Tell) -> None:
    first = tell("publish --prove")
    assert re.search(r"Leserne har nå utgave 1 \(\d+ sider, laget \d+\. \w+ \d{4}\) i .*nett; \d{3} filer laget", first)
    assert "Prøveutgave: arkene har ingen adresse." in first
    assert (ut / "nett" / "pdf" / "sjekkliste-loslatelse.pdf").is_file(), "with its paper"
    before = _names_and_times(ut / "utgaver" / "1")

    assert tell("publish --prove").startswith("Ingenting er endret. Leserne har utgave 1 (")
    trial.edit("routines/kjerne/temaer.yml", "tittel: Bolig", "tittel: Husrom")
    told = tell("publish --prove")
    anew = int(re.findall(r"(\d+) filer laget på nytt", told)[0])

    assert "Leserne har nå utgave 2" in told
    assert 0 < anew < 250
    assert "Husrom" in (ut / "nett" / "tema" / "bolig" / "index.html").read_text("utf-8")
    assert _names_and_times(ut / "utgaver" / "1") == before, "the old one is as it was"
    page = "om/apne-data/oppgaver/index.html"
    assert (ut / "utgaver" / "1" / page).samefile(ut / "utgaver" / "2" / page), "one file under two names"


def _names_and_times(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def test_a_fault_leaves_readers_what_they_have(ut: Path, trial: Trial, tell: Tell) -> None:
    _edition(ut, 1)
    Editions(ut).show(1)
    before = _all(ut)
    trial.edit("routines/kjerne/temaer.yml", "tittel: Bolig", "tull: Bolig")

    told = tell("publish --prove", 1)
    assert "routines/kjerne/temaer.yml:" in told
    assert "Nettstedet er ikke endret." in told
    assert _all(ut) == before


def test_an_example_of_an_address_is_not_published(ut: Path, tell: Tell) -> None:
    assert "Adressen «site_url» er et eksempel" in tell("publish", 1)
    assert "Adressen «site_url» er et eksempel" in tell("nginx", 1)
    assert not (ut / "nett").exists()


def test_three_editions_are_kept_and_older_ones_go(ut: Path, tell: Tell, quick: Callable[[str], None]) -> None:
    for text in ("en", "to", "tre", "fire", "fem"):
        quick(text)
        tell("publish --prove")

    assert _numbers(ut) == ["3", "4", "5"]
    assert _shown(ut) == "fem"
    assert (ut / "nett-forrige").readlink() == Path("utgaver/4")


def test_the_way_back_goes_one_edition_at_a_time_and_says_where_it_is(
    ut: Path, tell: Tell, quick: Callable[[str], None]
) -> None:
    for text in ("en", "to", "tre"):
        quick(text)
        tell("publish --prove")

    told = tell("rull-tilbake")
    assert re.match(r"Leserne har nå utgave 2 \(1 sider, laget .*\), og ikke lenger utgave 3 \(1 sider, .*\)\.\n", told)
    assert "Neste «publish» viser det som står i filene." in told
    assert _shown(ut) == "to"
    assert "Leserne har nå utgave 1 " in tell("rull-tilbake")
    assert _shown(ut) == "en"
    assert "Det er ingen hel utgave eldre enn utgave 1 " in tell("rull-tilbake", 1)
    assert _shown(ut) == "en"
    assert _numbers(ut) == ["1", "2", "3"], "nothing is lost by going back"


def test_what_is_published_after_the_way_back_comes_after_what_readers_had(
    ut: Path, tell: Tell, quick: Callable[[str], None]
) -> None:
    for text in ("en", "to", "feil"):
        quick(text)
        tell("publish --prove")
    tell("rull-tilbake")
    quick("rettet")
    assert "Leserne har nå utgave 4" in tell("publish --prove")

    assert _numbers(ut) == ["1", "2", "4"], "the one that was taken back is gone"
    assert "Leserne har nå utgave 2" in tell("rull-tilbake"), "never the one that was wrong"


def test_what_was_taken_back_is_shown_again_when_it_is_published_unchanged(
    ut: Path, tell: Tell, quick: Callable[[str], None]
) -> None:
    for text in ("en", "to"):
        quick(text)
        tell("publish --prove")
    tell("rull-tilbake")

    assert "Leserne har nå utgave 2" in (told := tell("publish --prove"))
    assert "0 filer laget på nytt" in told
    assert _numbers(ut) == ["1", "2"]


def test_an_edition_that_somebody_spoilt_is_passed_by(ut: Path, tell: Tell) -> None:
    for number in (1, 2, 3):
        _edition(ut, number)
    Editions(ut).show(3)
    (ut / "utgaver" / "2" / "index.html").write_text("ødelagt")

    told = tell("rull-tilbake")
    assert "Utgave 2 (2 sider, laget i dag) er ikke hel lenger, og er hoppet over." in told
    assert "Leserne har nå utgave 1 " in told
    assert _shown(ut) == "utgave 1"


def test_before_anything_is_published_there_is_no_way_back(ut: Path, tell: Tell) -> None:
    assert "har ingen utgave leserne kan få. Kjør «publish» først." in tell("rull-tilbake", 1)
    assert not ut.exists()


def _note(ut: Path) -> str:
    (ut / "utgaver" / "1" / "notat.txt").write_text("mitt")
    return "utgaver/1/notat.txt"


def _note_beside(ut: Path) -> str:
    (ut / "notat.txt").write_text("mitt")
    return "notat.txt"


def _folder_of_somebody(ut: Path) -> str:
    (ut / "utgaver" / "2").mkdir()
    (ut / "utgaver" / "2" / "mitt.txt").write_text("mitt")
    return "utgaver/2/mitt.txt"


def _link_of_somebody(ut: Path) -> str:
    (ut / "nett").unlink()
    (ut / "nett").symlink_to("..")
    return "nett"


def _file_of_somebody(ut: Path) -> str:
    (ut / "nett").unlink()
    (ut / "nett").write_text("mitt")
    return "nett"


def _linked_editions(ut: Path) -> str:
    (ut / "utgaver").rename(ut.with_name("annet"))
    (ut / "utgaver").symlink_to("../annet")
    return "utgaver"


@pytest.mark.parametrize(
    "lay", [_note, _note_beside, _folder_of_somebody, _link_of_somebody, _file_of_somebody, _linked_editions]
)
def test_what_somebody_laid_there_is_named_and_nothing_is_done(
    ut: Path, tell: Tell, lay: Callable[[Path], str]
) -> None:
    _edition(ut, 1)
    Editions(ut).show(1)
    name = lay(ut)
    before = _all(ut.parent)

    for command in ("publish --prove", "rull-tilbake"):
        assert f"har noe som ikke er laget herfra: {name}" in tell(command, 1)
    assert _all(ut.parent) == before


def test_somebodys_file_that_comes_while_an_old_edition_is_deleted_stays(ut: Path) -> None:
    for number in (1, 2, 3, 4):
        _edition(ut, number)
    Editions(ut).show(4)
    (ut / "utgaver" / "1" / "mitt.txt").write_text("mitt")
    Editions(ut).forget_oldest()

    assert (ut / "utgaver" / "1" / "mitt.txt").read_text() == "mitt"
    assert _shown(ut) == "utgave 4"


def test_one_at_a_time(ut: Path, tell: Tell) -> None:
    ut.mkdir()
    with alone_with(ut):
        for command in ("publish --prove", "rull-tilbake"):
            assert "En annen bygging skriver til" in tell(command, 1)
    assert [*ut.iterdir()] == []


def test_where_no_link_can_be_made_it_is_said_before_anything_is_built(
    ut: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "symlink", refused)
    monkeypatch.setattr("macros.publishing.commands.build", lambda *_, **__: pytest.fail("built"))

    told = tell("publish --prove", 1)
    assert "kan det ikke lages lenker, og «publish» bytter med en." in told
    assert "build --mappe" in told
    assert [*ut.iterdir()] == []


def test_killed_at_any_moment_readers_have_the_old_edition_or_the_new_whole(ut: Path, trial: Trial, tell: Tell) -> None:
    tell("publish --prove")
    pages = {Path(path).relative_to(ut / "utgaver" / "1") for path in _names_and_times(ut / "utgaver" / "1")}
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    for number, patience in enumerate((0.8, 1.5)):
        text = f"tittel: Husrom {number}"
        path = trial.folder / "routines" / "kjerne" / "temaer.yml"
        path.write_text(re.sub(r"tittel: .*", text, path.read_text("utf-8"), count=1), "utf-8")
        command = [sys.executable, "-m", "macros", "publish", str(ut), "--prove"]
        running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(patience)
        running.send_signal(signal.SIGKILL)
        running.wait()
        editions = Editions.of(ut)

        assert editions.whole(editions.shown)
        assert pages <= {Path(path).relative_to(ut / "nett") for path in _names_and_times(ut / "nett")}
    tell("publish --prove")
    assert "Husrom 1" in (ut / "nett" / "tema" / "bolig" / "index.html").read_text("utf-8")
    assert not [name for name in _numbers(ut) if name.startswith(".")], "what was begun is taken away"


def test_the_folder_can_be_moved(ut: Path) -> None:
    _edition(ut, 1)
    Editions(ut).show(1)
    shutil.move(ut, ut.with_name("flyttet"))

    assert _shown(ut.with_name("flyttet")) == "utgave 1"
