"""Two versions held against each other: all that differs is told, what has no note is named, and git runs nothing."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from trial import TINY, Trial

from macros.__main__ import main
from macros.diff.command import diff
from macros.diff.versions import VersionError
from macros.project import Project

TASKS, LIST = "routines/kjerne/oppgaver/bolig.yml", "routines/kjerne/sjekklister/loslatelse.yml"
RULES = "routines/kjerne/lover/boligforskriften.yml"
NOTE = "    - {dato: 2026-03-01, hva: Lagt inn til prøve.}\n"


def told(trial: Trial) -> str:
    """Return the report of what *trial* changed in the tiny project."""
    return diff(Project(TINY), str(TINY), str(trial.folder))


def note(trial: Trial, place: str, said: str) -> Trial:
    return trial.edit(place, NOTE, f"    - {{dato: 2026-04-01, {said}}}\n{NOTE}")


def test_nothing_changed_is_said_in_a_line(trial: Trial) -> None:
    assert told(trial).endswith("Ingenting er endret.\n")


def test_a_changed_field_is_told_by_its_name_word_by_word(trial: Trial) -> None:
    note(trial, TASKS, "hva: Svaret kommer før., gjelder: [finne-bolig]")
    trial.edit(TASKS, "Svaret kommer innen 3 uker.", "Svaret kommer innen 2 uker.")
    report = told(trial)

    assert "### Bolig\n\n#### **Oppgave: Finne et sted å bo** – endret\n" in report
    assert "- Notat 1. april 2026: Svaret kommer før." in report
    assert "- Beskrivelse\n" in report
    assert "  - før: Gjelder den som ikke finner bolig selv. Svaret kommer innen ~~3~~ uker." in report
    assert "  - nå: Gjelder den som ikke finner bolig selv. Svaret kommer innen **2** uker." in report
    assert "uten notat" not in report


def test_what_is_new_changed_moved_and_gone_is_counted_and_told(trial: Trial) -> None:
    trial.edit(
        RULES, '  "7":\n    tittel: Klage\n', '  "8":\n    tittel: Innsyn\n  "7":\n    tittel: Klage over vedtak\n'
    )
    trial.edit(
        LIST,
        "      medisin:\n",
        '      sko:\n        tekst: Sko\n        grunnlag: [{utdrag: "metode:3"}]\n      medisin:\n',
    )
    trial.edit(LIST, "      ny-adresse:\n", "      ny-adresse: {flyttet_til: adressen}\n      adressen:\n")
    report = told(trial)

    assert "| Bestemmelser | 1 | 1 | – | – |" in report
    assert "| Punkter i lister og skjemaer | 1 | – | 1 | – |" in report
    assert "**Bestemmelse: boligeksempelforskriften § 8: Innsyn** – ny" in report
    assert "Det het før" not in report
    assert "punkt/loslatelse-ny-adresse" in report
    assert "**Punkt: Sko** – ny" in report


def test_what_is_gone_says_what_it_said(trial: Trial) -> None:
    (trial.folder / "routines/kommune/oppgaver/bolig.yml").write_text(
        (TINY / "routines/kommune/oppgaver/bolig.yml")
        .read_text("utf-8")
        .partition("  vaske-rommet:\n")[0]
        .replace("    vaske-rommet: {", "    # {"),
        "utf-8",
    )
    report = told(trial)

    assert "**Oppgave: Vaske rommet** – fjernet" in report
    assert "- Hvem, tatt bort: ~~nattevakten" in report


def test_a_change_without_a_note_and_a_note_without_a_change_are_named(trial: Trial) -> None:
    trial.edit(TASKS, "Svaret kommer innen 3 uker.", "Svaret kommer innen 2 uker.")
    note(trial, RULES, "hva: Alt er gått gjennom.")
    report = told(trial)

    assert "## Endret uten notat (1)" in report
    assert f"- **Oppgave: Finne et sted å bo** – endret – {TASKS}:" in report
    assert "## Notat uten endring (" in report
    assert f"- «Alt er gått gjennom.» – {RULES}" in report


def test_an_old_note_in_other_words_tells_of_no_change(trial: Trial) -> None:
    trial.edit(TASKS, "Svaret kommer innen 3 uker.", "Svaret kommer innen 2 uker.")
    trial.edit(TASKS, "hva: Lagt inn til prøve.", "hva: Er lagt inn til prøve.")

    assert "## Endret uten notat (1)" in told(trial)


def test_words_to_search_by_need_no_note_and_stand_apart(trial: Trial) -> None:
    trial.edit(
        "routines/kjerne/sjekklister/ankomst.yml", "kalles_også: [innkomstliste]", "kalles_også: [innkomst, inn]"
    )
    report = told(trial)

    assert "uten notat" not in report
    assert "## Bare ord å søke med (1)" in report


def test_an_owner_and_a_written_page_that_changed_are_told(trial: Trial) -> None:
    trial.edit(RULES, "  eier: kommunen-rutineeier\n", "  eier: fengselet-kontaktbetjent\n")
    trial.lay("docs/om/ny.md", "# Ny\n")
    report = told(trial)

    assert f"- **{RULES}**\n- Eier\n" in report
    assert "- docs/om/ny.md: ny" in report


def test_what_somebody_wrote_means_nothing_in_the_report(trial: Trial, tmp_path: Path) -> None:
    trial.edit(TASKS, "Svaret kommer innen 3 uker.", "Svaret <b>kommer</b> *nå* | ~~i dag~~ nr.#1.")
    file = tmp_path / "moete.html"
    report = told(trial)

    assert r"\<b\>kommer\</b\>" in report
    assert r"\#1" in report
    assert diff(Project(TINY), str(TINY), str(trial.folder), file) == f"Skrevet til {file}.\n"
    html = file.read_text("utf-8")
    assert "<ins>&lt;b&gt;kommer&lt;/b&gt;" in html
    assert "<del>kommer innen 3 uker.</del>" in html
    with pytest.raises(VersionError, match="finnes fra før"):
        diff(Project(TINY), str(TINY), str(trial.folder), file)


# Commits.


@pytest.fixture
def git(trial: Trial, tmp_path: Path) -> Callable[..., str]:
    """Put the trial in a repository, in a folder of it; return what runs git there."""
    folder = tmp_path / "lager"
    folder.mkdir()
    trial.folder.rename(folder / "håndbok")
    trial.folder, trial.project = folder / "håndbok", Project(folder / "håndbok")
    names = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@a.example", "GIT_CONFIG_GLOBAL": os.devnull,
             "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@a.example",
             "GIT_COMMITTER_DATE": "2026-03-05T12:00:00Z"}  # fmt: skip

    def run(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=folder, env=os.environ | names, capture_output=True, check=True)
        return done.stdout.decode()

    run("init", "-q")
    run("add", "-A")
    run("commit", "-qm", "first")
    return run


def test_commits_are_compared_without_touching_or_running_anything(
    trial: Trial, git: Callable[..., str], tmp_path: Path
) -> None:
    mark = tmp_path / "kjørt"
    trial.lay(".gitattributes", "*.yml filter=f diff=d text eol=crlf export-ignore\n")
    for key in (
        "filter.f.smudge",
        "filter.f.process",
        "diff.d.textconv",
        "diff.d.command",
        "core.fsmonitor",
        "core.pager",
    ):
        git("config", key, f"touch '{mark}'; cat")
    for hook in ("post-checkout", "post-index-change"):
        path = tmp_path / "lager" / ".git" / "hooks" / hook
        path.write_text(f"#!/bin/sh\ntouch '{mark}'\n", "utf-8")
        path.chmod(0o755)
    git("config", "--unset", "filter.f.process")
    git("config", "--unset", "core.fsmonitor")
    trial.edit(TASKS, "Svaret kommer innen 3 uker.", "Svaret kommer innen 2 uker.")
    git("add", "-A")
    git("commit", "-qm", "second")
    git("config", "core.fsmonitor", f"touch '{mark}'")
    trial.edit(TASKS, "Svaret kommer innen 2 uker.", "Dette er ikke ferdig")
    before = {path: path.read_bytes() for path in (tmp_path / "lager").rglob("*") if path.is_file()}
    mark.unlink(missing_ok=True)
    report = diff(trial.project, "HEAD~1", "HEAD")

    assert "Fra HEAD\\~1 (5. mars 2026) til HEAD (5. mars 2026)." in report
    assert "~~3~~" in report
    assert "**2**" in report
    assert {path: path.read_bytes() for path in (tmp_path / "lager").rglob("*") if path.is_file()} == before
    assert not mark.exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("HEAD", "finnes-ikke", "«finnes-ikke» er verken en utgave i git eller en mappe."),
        ("--exec=x", "HEAD", "«--exec=x» er verken en utgave i git eller en mappe."),
        ("HEAD", "HEAD:håndbok", "«HEAD:håndbok» er verken"),
        ("HEAD", "..", "Mappen «..» har ikke routines/ med innhold."),
        ("HEAD", "", "«» er verken"),
        ("HEAD\x1b[2J", "HEAD", "«HEAD[U+001B][2J» er verken"),
    ],
)
def test_what_is_no_version_is_one_clear_line(
    trial: Trial, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    monkeypatch.chdir(trial.folder)
    with pytest.raises(VersionError) as error:
        diff(trial.project, old, new)

    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)


def test_where_there_is_no_repository_a_commit_cannot_be_found(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(trial.folder.parent))
    with pytest.raises(VersionError, match="ikke noe git-lager"):
        diff(trial.project, "HEAD", "HEAD")


def test_a_version_with_faults_says_which_and_where(
    trial: Trial, git: Callable[..., str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    trial.edit(TASKS, "    tittel: Finne et sted å bo\n", "    tittl: Finne et sted å bo\n")
    git("commit", "-qam", "second")
    monkeypatch.chdir(trial.folder)
    code, said = main(["diff", "HEAD~1", "HEAD"]), capsys.readouterr()

    assert (code, said.out) == (1, "")
    assert said.err.startswith("Utgaven «HEAD» kan ikke leses med dagens regler.")
    assert f"\n{TASKS}:8: «tittl» er ikke et kjent felt. Mente du «tittel»?" in said.err
    assert "Traceback" not in said.err


def test_a_link_in_a_commit_is_not_followed(trial: Trial, git: Callable[..., str], tmp_path: Path) -> None:
    (trial.folder / "routines/kjerne/oppgaver/hemmelig.yml").symlink_to("/etc/passwd")
    git("add", "-A")
    git("commit", "-qm", "second")
    with pytest.raises(VersionError, match=r"oppgaver/hemmelig\.yml:1: Lenker leses ikke"):
        diff(trial.project, "HEAD~1", "HEAD")
