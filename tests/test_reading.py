"""Nothing an editor typed is lost in silence: texts are read as they stand, files too, and what is said is harmless."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from trial import HEAD, TINY, Trial

from macros.__main__ import main
from macros.content.entries import entries_of
from macros.content.faults import Fault
from macros.content.files import record_files
from macros.content.yamltext import read
from macros.live.live import Live
from macros.records import Task
from macros.records.kinds import BY_NAME

ROOT = Path(__file__).parent.parent

NEW = "kjerne/oppgaver/nettverk.yml"
ACTORS = "routines/kjerne/aktorer"
ACTOR = HEAD + "tittel: besøkstjenesten\n"


def task(text: str) -> str:
    """Return a file with one task, and the lines *text* under its title."""
    return f"""oppgaver:
  ringe-familien:
    tittel: Ringe familien
{text}
    hvem: [fengselet]
    grunnlag: [{{utdrag: "metode:1", styrke: kan}}]
"""


def described(trial: Trial, text: str) -> list[str]:
    """Return the paragraphs of a task's description typed as *text*."""
    made = trial.lay_record(NEW, task(f"    beskrivelse: {text}")).handbook().all(Task)["ringe-familien"]
    assert made.text is not None
    return ["".join(getattr(run, "text", "") for run in paragraph) for paragraph in made.text.paragraphs]


# Texts.


def test_a_comment_may_stand_where_it_takes_nothing_from_a_text(trial: Trial) -> None:
    body = """# en hel linje
oppgaver: # etter et felt med noe under
  ringe-familien: # etter en id
    # en hel linje
    tittel: "Ringe familien" # etter anførselstegn
    kalles_også: [ringe hjem] # etter en liste
    # en hel linje etter en tekst
    hvem: # over en liste
      - fengselet # etter en id
    stadium: [i-fengsel] # etter en id
    beskrivelse: |
      Ring # 1 først.
    # en hel linje
    grunnlag:
      - {utdrag: "metode:1", styrke: kan} # etter felt
      - utdrag: "metode:2"
        styrke: kan # etter et valgt ord
"""
    handbook = trial.lay_record(NEW, body).handbook()
    made = handbook.all(Task)["ringe-familien"]
    assert (made.title, made.also_called) == ("Ringe familien", ("ringe hjem",))
    assert made.text is not None
    assert made.text.source == "Ring # 1 først."


@pytest.mark.parametrize(
    "text",
    [
        "Ring\n      i dag.\n\n      Ellers i morgen.",
        "'Ring\n      i dag.\n\n      Ellers i morgen.'",
        '"Ring\n      i dag.\n\n      Ellers i morgen."',
        ">\n      Ring\n      i dag.\n\n      Ellers i morgen.",
        ">-\n      Ring\n      i dag.\n\n\n      Ellers i morgen.",
        "|\n      Ring\n      i dag.\n\n      Ellers i morgen.",
    ],
)
def test_an_empty_line_parts_paragraphs_however_the_text_is_written(text: str, trial: Trial) -> None:
    assert described(trial, text) == ["Ring i dag.", "Ellers i morgen."]


def test_a_line_further_in_is_no_paragraph(trial: Trial) -> None:
    assert described(trial, ">\n      Ring\n        i dag\n      hjem.") == ["Ring i dag hjem."]


def test_a_field_left_empty_is_left_out_wherever_it_stands(trial: Trial) -> None:
    body = task("    beskrivelse:\n    endring:\n    tema: ''").replace("styrke: kan}", 'styrke: kan, ord: ""}')
    assert trial.lay_record(NEW, body).faults() == []


def letters(node: object) -> str:
    """Return the letters and digits of all that was read, in order."""
    parts = [*node.items()] if isinstance(node, dict) else node if isinstance(node, (list, tuple)) else None
    return "".join(filter(str.isalnum, str(node))) if parts is None else "".join(map(letters, parts))


def test_every_letter_of_the_content_is_read() -> None:
    for path in [*TINY.rglob("*.yml"), *(ROOT / "routines").rglob("*.yml")]:
        typed = re.sub(r"^\s*#.*", "", path.read_text("utf-8"), flags=re.MULTILINE)
        assert letters(read(path.name, path.read_bytes()).root) == letters(typed), path


SIGNS = """ # x|: x|:|, x|,|, ikke x|[x]|[|]|] x|{x}|}|} # x|{x: y}|- x|" - x"|"|'|""x""|''|\\|\\n|\\x41|~|null
? x|! x|!x |&x |*x|%x|@x|`x|>x|>5|--- x|...|x:x|<<: x|#x|# x""".replace("\n", "|").split("|")
BREAKS = ["\n", "\n  ", "\n    ", "\n      ", "\n        ", "\n\n", "\n    - x", "\t", "\r", "\u00a0", "\u2028"]


@pytest.mark.parametrize("sign", SIGNS + BREAKS)
def test_what_is_typed_into_a_file_is_read_or_told_of(sign: str) -> None:
    texts = "    kalles_også: [ringe hjem, ringe mor]\n    beskrivelse: Ring dem i dag,\n      eller i morgen."
    whole = HEAD + task(texts)
    lost = []
    for at in range(whole.index("oppgaver"), len(whole), 3):
        typed = whole[:at] + sign + whole[at:]
        text = read("x.yml", typed.encode())
        faults = [*text.faults]
        list(entries_of(BY_NAME["oppgave"], PurePosixPath("oppgaver/nettverk.yml"), text, faults))
        beside_an_id = re.sub(r"(?<=[]}:\s])#.*", "", typed)  # a comment there takes nothing from a text
        if not faults and letters(text.root) not in (letters(typed), letters(beside_an_id)):
            lost.append(typed[at - 30 : at + 30])
    assert lost == []


# What is said.

MISCHIEF = ["\\u001b[2J\\u202e\\u2028\\n", "x" * 20_000, "» feil «" * 5_000, "\u0430\u0301" * 9_000]


@pytest.mark.parametrize("mischief", MISCHIEF, ids=["signs", "long", "quotes", "marks"])
@pytest.mark.parametrize(
    "line",
    [
        '"{}": x',
        'tema: ["{}"]',
        'når: ["vilkar/{}"]',
        'beskrivelse: "[[{}]]"',
        'hvordan_sammen: "{}"',
        'gjelder: {{alder_fra: "{}"}}',
        'endring: {{måte: "{}", hvorfor: "{}"}}',
        'flyttet_til: "{}"',
    ],
)
def test_no_message_has_signs_a_terminal_obeys_or_is_long(line: str, mischief: str, trial: Trial) -> None:
    body = (
        task("    " + line.format(mischief[:900] if line[0] == '"' else mischief, mischief))
        + f'  "{mischief[:900]}":\n    tittel: Ringe\n'
    )
    told = trial.lay_record(NEW, body).faults()
    assert len(told) >= 2
    assert [one for one in told if not one.isprintable() or len(one) > 600] == []


def test_a_path_with_signs_a_terminal_obeys_is_shown_harmless() -> None:
    assert str(Fault("a\x1b[2J/\udcff\n.yml", 3, "x")) == "a[U+001B][2J/[U+DCFF][U+000A].yml:3: x"


def test_a_file_name_with_a_letter_in_two_parts_gets_one_name_that_can_be(trial: Trial) -> None:
    trial.lay(f"{ACTORS}/besøk-pa\u030a-café.yml", ACTOR)
    trial.lay_record(NEW, task("    til: [besok-pa-cafe]"))
    told = [line.partition(": ")[2] for line in trial.faults()]
    name = "besøk-pa\u030a-café"
    assert told == [f"Filnavnet er posten sin id og kan ikke være «{name}». Kall den «besok-pa-cafe.yml»."]


# Files.


def test_files_of_an_editor_are_no_content(trial: Trial) -> None:
    folder = trial.folder / ACTORS
    (folder / ".#ny.yml").symlink_to("kari@maskin.1")
    for name in ("ny.yml~", "#ny.yml#", ".ny.yml.swp", "ny.yml.bak", "4913", "ny.yml.sb-1234abcd-Xy12", "Thumbs.db"):
        (folder / name).write_text("uferdig: [")
    assert trial.faults() == []


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("bolig2.yml.txt", "navnet slutter ikke på «.yml»", "bolig2.yml"),
        ("bolig2.yml ", "det står et mellomrom sist i navnet", "bolig2.yml"),
        ("bolig2.json", "navnet slutter ikke på «.yml»", "bolig2.yml"),
        ("bolig2", "navnet slutter ikke på «.yml»", "bolig2.yml"),
    ],
)
@pytest.mark.parametrize("root", ["kjerne", "kommune"])
def test_a_file_that_is_not_read_for_its_name_is_told_of(
    root: str, name: str, wrong: str, right: str, trial: Trial
) -> None:
    place = f"routines/{root}/oppgaver/{name}"
    message = f"Filen leses ikke, for {wrong}. Gi den navnet «{right}», eller flytt den ut av routines/."
    assert trial.lay(place, "uferdig: [").faults() == [f"{place}:1: {message}"]


def test_a_readme_may_lie_beside_the_records_and_anything_outside_their_folders(trial: Trial) -> None:
    trial.lay("routines/kjerne/README.md", "Les").lay("routines/kommune/roller/readme.txt", "Les")
    assert trial.lay("routines/notater.txt", "x").faults() == []


@pytest.mark.parametrize("whole", [True, False], ids=["folder", "file"])
def test_what_cannot_be_seen_is_never_to_be_deleted(whole: bool, trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    access, stat = os.access, Path.stat
    hidden = trial.folder / ACTORS if whole else trial.folder / ACTORS / "fengselet.yml"

    def may(path: Path, mode: int) -> bool:
        return (not whole or path != hidden) and access(path, mode)

    def seen(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path == hidden and not whole:
            raise PermissionError(13, "x")
        return stat(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "access", may)
    monkeypatch.setattr(Path, "stat", seen)
    message = "Du har ikke tilgang til å lese dette. Gi deg selv lesetilgang, eller flytt det ut."
    assert trial.faults() == [f"{trial.project.shown(hidden)}:1: {message}"]


# The folders and files that all is built from.

NOWHERE = "Lenken fører ingen steder. Rett den, eller slett den."
NO_FOLDER = "«{}» skal være en mappe, men er noe annet. Gi det et annet navn, eller flytt det ut."
NO_FILE = "«{}» skal være en vanlig fil, men er noe annet. Gi det et annet navn, eller flytt det ut."


@pytest.mark.parametrize("name", ["routines", "routines/kjerne", "routines/kommune", "docs"])
def test_a_folder_we_build_from_is_read_or_told_of(name: str, trial: Trial) -> None:
    place = trial.folder / name
    if place.exists():
        shutil.rmtree(place)
    place.symlink_to("borte")
    assert trial.faults() == [f"{name}:1: {NOWHERE}"]
    place.unlink()
    place.write_text("x")
    assert trial.faults() == [f"{name}:1: {NO_FOLDER.format(place.name)}"]


@pytest.mark.parametrize("name", ["mkdocs.yml", "routines/adresser.txt"])
def test_a_file_we_build_from_is_read_or_told_of(
    name: str, trial: Trial, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(trial.folder)
    place = trial.folder / name
    place.unlink(missing_ok=True)
    for pipe, message in ((False, NOWHERE), (True, NO_FILE.format(place.name))):
        if pipe:
            os.mkfifo(place)
        else:
            place.symlink_to("borte")
        fault = f"{name}:1: {message}"
        for command in ("check", "build"):
            assert main([command]) == 1
            assert capsys.readouterr().out.splitlines() == [fault]
        assert [str(one) for one in Live(trial.project).faults] == [fault]
        place.unlink()
    place.mkdir()
    assert trial.faults() == [f"{name}:1: {NO_FILE.format(place.name)}"]


def test_a_file_we_build_from_that_may_not_be_opened_is_told_of(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refused(path: Path, *given: Any, **how: Any) -> Any:
        if path.name == "mkdocs.yml":
            raise PermissionError(13, "x")
        return opened(path, *given, **how)

    trial.lay("mkdocs.yml", "site_name: x\n")
    monkeypatch.setattr(Path, "open", refused)
    (told,) = trial.faults()
    assert told.startswith("mkdocs.yml:1: Filen kan ikke åpnes. Du har ikke tilgang")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.symlink_to("borte.yml"), "Lenken fører ingen steder. Rett den, eller slett den."),
        (lambda path: path.symlink_to(path.name), "Lenken fører ingen steder. Rett den, eller slett den."),
        (
            lambda path: path.symlink_to("fengselet.yml"),
            "Lenken fører til noe som også leses der det ligger. Slett lenken.",
        ),
        (lambda path: path.mkdir(), "«ny.yml» er en mappe, ikke en fil. Gi den et navn uten «.yml»."),
        (lambda path: os.mkfifo(path), "Dette er ikke en vanlig fil. Slett det."),
    ],
    ids=["nowhere", "itself", "twice", "folder", "pipe"],
)
def test_what_is_named_as_a_file_and_cannot_be_read_is_told_of(make: object, message: str, trial: Trial) -> None:
    assert callable(make)
    make(trial.folder / ACTORS / "ny.yml")
    assert trial.faults() == [f"{ACTORS}/ny.yml:1: {message}"]


@pytest.mark.parametrize("up", ["..", "../..", "."])
def test_a_folder_that_leads_back_to_itself_is_told_of(up: str, trial: Trial) -> None:
    (trial.folder / ACTORS / "rundt").symlink_to(up)
    message = "Lenken fører til noe som også leses der det ligger. Slett lenken."
    assert trial.faults() == [f"{ACTORS}/rundt:1: {message}"]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            PermissionError(13, "x"),
            "Du har ikke tilgang til å lese dette. Gi deg selv lesetilgang, eller flytt det ut.",
        ),
        (FileNotFoundError(2, "x"), "Filen ble borte mens den ble lest. Kjør på nytt."),
        (OSError(5, "x"), "Dette kan ikke leses (feil 5 fra maskinen). Se om filen er hel, eller hent den på nytt."),
    ],
)
def test_a_file_that_cannot_be_opened_is_told_of(
    error: OSError, message: str, trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.read_bytes

    def opened(path: Path) -> bytes:
        if path.name == "fengselet.yml":
            raise error
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", opened)
    assert trial.faults() == [f"{ACTORS}/fengselet.yml:1: {message}"]


def test_linked_folders_and_files_are_read(trial: Trial, tmp_path: Path) -> None:
    elsewhere = tmp_path / "annet"
    (trial.folder / ACTORS).rename(elsewhere)
    (trial.folder / ACTORS).symlink_to(elsewhere)
    (elsewhere / "fengselet.yml").rename(tmp_path / "f.yml")
    (elsewhere / "fengselet.yml").symlink_to(tmp_path / "f.yml")
    assert trial.faults() == []
    assert "fengselet" in trial.handbook().by_kind["aktor"]


def test_a_folder_linked_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "annet").mkdir()
    (tmp_path / "annet" / "x.yml").write_text("")
    (tmp_path / "rot").mkdir()
    for name in ("a", "b"):
        (tmp_path / "rot" / name).symlink_to("../annet")
    found = [
        (file.path.relative_to(tmp_path / "rot").as_posix(), bool(file.problem))
        for file in record_files(tmp_path / "rot")
    ]
    assert found == [("a/x.yml", False), ("b", True)]


def test_a_stray_link_is_told_of_where_it_lies(trial: Trial) -> None:
    (trial.folder / "routines" / "ny.yml").symlink_to("borte.yml")
    assert trial.faults() == ["routines/ny.yml:1: Lenken fører ingen steder. Rett den, eller slett den."]
