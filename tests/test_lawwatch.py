"""What has changed from one folder of law texts to the next, small ones made for it, and how it is taken as read."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from trial import Trial

from macros.__main__ import main
from macros.lawcheck.changes import Kind, changes
from macros.lawcheck.folder import Folder, NoTextsError
from macros.lawcheck.parse import parse
from macros.lawcheck.words import shown

NAME = "lov-2020-05-18-21.md"
"""The law of the tiny project that has the most resting on it."""
HEAD = '---\nrefid: "lov/2020-05-18-21"\nsist-endret-ikrafttredelse: "2025-01-01"\n---\n\n'
TEXT = f"""{HEAD}# Lov om bolig i eksempler

## Kapittel 2. Om boligene

### § 3. Hjelp til bolig

Kommunen skal hjelpe den som ikke finner bolig selv. Fristen er tre uker.

Kommunen kan kreve opplysninger.

### § 4. Tidlig hjelp

Fengselet skal begynne i god tid.

### § 6. Medisin ved løslatelse

Kommunen har ansvaret for:

- medisinen,
- resepten og
- reisen.

*Endret ved lov 3 mars 2024 nr. 7 (i kraft 1 jan 2025).*
"""


class Folders:
    """Two folders of law texts beside a copy of the tiny project."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.old, self.new = trial.folder / "gammel", trial.folder / "ny"
        for folder in (self.old, self.new):
            folder.mkdir()
            (folder / NAME).write_text(TEXT, "utf-8")

    def change(self, *pairs: tuple[str, str]) -> Folders:
        """Change the newer text."""
        text = (self.new / NAME).read_text("utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (self.new / NAME).write_text(text, "utf-8")
        return self


@pytest.fixture
def folders(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> Folders:
    monkeypatch.chdir(trial.folder)
    return Folders(trial)


def told(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    code = main(["lawcheck", "gammel", "ny", *more])
    return code, capsys.readouterr().out


def kinds(new: str, old: str = TEXT) -> list[tuple[str, Kind]]:
    return [(one.number, one.kind) for one in changes(parse(old), parse(new))]


# Finding what changed.


def test_a_change_is_told_by_ledd_and_punktum_with_who_must_look(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    folders.change(("Fristen er tre uker.", "Fristen er to uker."))
    code, said = told(capsys)

    assert code == 1
    assert "### Boligeksempelloven § 3: endret\n\n- 1. ledd, 2. punktum: Fristen er ~~tre~~ **to** uker.\n" in said
    assert "### Eier: eieren av rutinen (kommunen)" in said
    row = re.search(r"- \[ \] Oppgave: Finne et sted å bo\n((?:    - .*\n)+)", said)
    assert row is not None
    cited = row[1].splitlines()
    line = int(cited[0].rpartition(":")[2])
    file = folders.trial.folder / "routines/kjerne/oppgaver/bolig.yml"
    assert "boligloven:3" in file.read_text("utf-8").splitlines()[line - 1]
    assert any("første ledd andre punktum: endret – routines/kjerne/oppgaver/bolig.yml:" in one for one in cited)


def test_what_cites_another_ledd_than_the_changed_one_stands_apart(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    folders.change(("Kommunen kan kreve opplysninger.", "Kommunen kan hente inn opplysninger."))
    _, said = told(capsys)

    assert "boligeksempelloven § 3 første ledd andre punktum – routines/" in said
    assert "boligeksempelloven § 3: endret – routines/" in said


def test_a_new_ledd_moves_those_after_it(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    folders.change(("Kommunen skal hjelpe den", "Loven gjelder alle.\n\nKommunen skal hjelpe den"))
    _, said = told(capsys)

    assert "- Nytt 1. ledd: **Loven gjelder alle.**" in said
    assert "- 1. ledd (nå 2. ledd): de samme ordene" in said
    assert "første ledd andre punktum: er nå 2. ledd – routines/" in said


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("### § 4. Tidlig hjelp\n\nFengselet skal begynne i god tid.", "### § 4. (Opphevet)\n\n*Opphevet ved lov.*",
         [("4", Kind.REPEALED)]),
        ("### § 4. Tidlig hjelp", "### § 4 a. Tidlig hjelp", [("4", Kind.MOVED)]),
        ("### § 4. Tidlig hjelp\n", "### § 4. Varsel\n\nFengselet skal varsle.\n\n### § 5. Tidlig hjelp\n",
         [("4", Kind.MOVED), ("4", Kind.NEW)]),
        ("### § 4. Tidlig hjelp\n\nFengselet skal begynne i god tid.\n", "", [("4", Kind.GONE)]),
        ("### § 4. Tidlig hjelp\n", "### § 3 b. Plan\n\nKommunen lager plan.\n\n### § 4. Tidlig hjelp\n",
         [("3b", Kind.NEW)]),
        ("(i kraft 1 jan 2025).*", "(i kraft 1 jan 2025). Endres ved lov 2 feb 2026 nr. 3 (i kraft 1 jan 2027).*",
         [("6", Kind.ANNOUNCED)]),
        ("(i kraft 1 jan 2025).*", "(i kraft 1 jan 2025), 5 mai 2025 nr. 9.*", [("6", Kind.NOTE)]),
        ("### § 4. Tidlig hjelp", "### § 4. Hjelp i tide", [("4", Kind.CHANGED)]),
        ("- resepten og\n", "- resept på papir og\n", [("6", Kind.CHANGED)]),
    ],
    ids=["repealed", "renumbered", "number reused", "gone", "new", "announced", "footnote", "heading", "item"],
)  # fmt: skip
def test_what_has_happened_to_a_section(old: str, new: str, expected: list[tuple[str, Kind]]) -> None:
    assert TEXT.count(old) == 1
    assert kinds(TEXT.replace(old, new)) == expected


@pytest.mark.parametrize(
    "same",
    [
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "\r"),
        TEXT.replace("Kommunen skal hjelpe den som", "Kommunen skal hjelpe\nden  som"),
        TEXT.replace("### § 4. Tidlig hjelp", "**§ 4. Tidlig hjelp**"),
        TEXT.replace("### §", "##### §"),
        TEXT.replace("- medisinen,", "* medisinen,").replace("- resepten og", "b) resepten og"),
        TEXT.replace("Kommunen kan", "Kommunen \u200bkan").replace("Fengselet", "Fengselet\u00a0".strip()),
        TEXT.removeprefix(HEAD),
        "\ufeff" + TEXT,
    ],
    ids=["crlf", "cr", "wrapped", "bold", "deeper", "other bullets", "unseen signs", "no head", "mark first"],
)
def test_other_markdown_of_the_same_words_is_no_change(same: str) -> None:
    assert kinds(same.removeprefix("\ufeff")) == []


def test_the_same_words_in_other_ledd_are_said_to_be_the_same(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    folders.change(("finner bolig selv. Fristen", "finner bolig selv.\n\nFristen"))

    assert "Ordene er de samme, men leddene er delt på en annen måte." in told(capsys)[1]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("#### § 16 a. Tittel", "16a"), ("#### § 13b. Tittel", "13b"), ("#### § 2-5a Tittel", "2-5a"),
        ("##### § 4A-6 a. Tittel", "4a-6a"), ("#### § 27 a", "27a"), ("## §7-1. I kommunen", "7-1"),
    ],
)  # fmt: skip
def test_every_way_of_numbering_a_section_is_read(heading: str, number: str) -> None:
    assert list(parse(f"{heading}\n\nTekst.\n").sections) == [number]


def test_a_heading_over_several_sections_is_of_each() -> None:
    assert list(parse("### §§ 24 til 26 og 28. (Opphevet)\n").sections) == ["24", "25", "26", "28"]


def test_a_law_in_two_files_is_one_law(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = TEXT.split("### § 4.")
    (folders.new / NAME).unlink()
    (folders.new / NAME.replace(".md", "-del-1.md")).write_text(first, "utf-8")
    (folders.new / NAME.replace(".md", "-del-2.md")).write_text(f"{HEAD}### § 4.{second}", "utf-8")

    assert "Ingen paragraf som håndboken har, er endret." in told(capsys)[1]


def test_a_chapter_of_the_records_has_changed_when_a_section_in_it_has(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    folders.change(("Fristen er tre uker.", "Fristen er to uker."))

    assert "### Boligeksempelloven kapittel 2: endret\n\n- § 3: endret\n" in told(capsys)[1]


# Taking it as read.


def test_what_is_to_be_written_is_ready_and_claims_nothing(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    folders.change(("i god tid.", "tidlig."), ('"2025-01-01"', '"2026-07-01"'))
    _, said = told(capsys)

    assert 'status: {tilstand: "endret, ny tekst ikke lest"}' in said
    assert "    tekst_fra: 2026-07-01\n    lest: {dato: ÅÅÅÅ-MM-DD, av: kommunen-rutineeier" in said
    lest = re.search(r"    tekst_fra: 2026-07-01\n    lest: .*\n", said)
    assert lest is not None
    law = "routines/kjerne/lover/boligloven.yml"
    folders.trial.edit(law, "    handler_om: Fengselet skal begynne i god tid.\n", lest[0])
    assert any("ÅÅÅÅ-MM-DD" in fault for fault in folders.trial.faults())


def test_a_provision_is_to_be_read_until_somebody_has_read_this_very_text(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    folders.change(("i god tid.", "tidlig."))
    law = "routines/kjerne/lover/boligloven.yml"
    here = "    handler_om: Fengselet skal begynne i god tid.\n"
    said = told(capsys)[1]
    imprint = re.search(r"Når den nye teksten er lest.*?avtrykk: (\w{8})", said, re.DOTALL)
    assert imprint is not None
    assert "Sidene sier det ikke ennå (routines/kjerne/lover/boligloven.yml:" in said

    folders.trial.edit(law, here, f'{here}    status: {{tilstand: "endret, ny tekst ikke lest"}}\n')
    code, said = told(capsys)
    assert "Sidene sier at den nye teksten ikke er lest" in said
    assert code == 1

    lest = "    tekst_fra: 2026-07-01\n    lest: {dato: 2026-07-03, av: kommunen-rutineeier, hvordan: lovdata.no"
    unread = '    status: {tilstand: "endret, ny tekst ikke lest"}\n'
    folders.trial.edit(law, unread, f"{lest}, avtrykk: {imprint[1]}}}\n")
    code, said = told(capsys)
    assert "- Lest 3. juli 2026 av eieren av rutinen (kommunen) (routines/kjerne/lover/boligloven.yml:" in said
    assert "Gjenstår å lese: 1." in said  # the chapter that it lies in
    folders.change(("tidlig.", "straks."))
    assert "Gjenstår å lese: 2." in told(capsys)[1]


def test_without_an_imprint_a_reading_counts_only_for_a_text_whose_day_is_known(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    folders.change(("i god tid.", "tidlig."))
    law, here = "routines/kjerne/lover/boligloven.yml", "    handler_om: Fengselet skal begynne i god tid.\n"
    lest = "    tekst_fra: 2026-07-01\n    lest: {dato: 2026-07-03, av: kommunen-rutineeier, hvordan: lovdata.no}\n"
    folders.trial.edit(law, here, f"{here}{lest}")
    assert "Gjenstår å lese: 2." in told(capsys)[1]

    folders.change(('"2025-01-01"', '"2026-07-01"'))
    assert "Gjenstår å lese: 1." in told(capsys)[1]


def test_a_text_older_than_a_change_that_has_come_is_not_to_be_taken_as_read(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    coming = "\n\n*Endres ved lov 2 feb 2026 nr. 3 (i kraft 1 juli 2026).*"
    folders.change(("i god tid.", f"tidlig.{coming}"))

    assert "eldre enn endringen ved lov 2 feb 2026 nr. 3." in told(capsys, "--dato", "2026-07-01")[1]
    assert "eldre enn endringen" not in told(capsys, "--dato", "2026-06-30")[1]


def test_when_all_is_told_the_law_itself_can_follow(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    folders.change(('"2025-01-01"', '"2026-07-01"'))
    code, said = told(capsys)

    assert code == 0
    assert "tekst_fra: 2026-07-01\nlest: {dato: ÅÅÅÅ-MM-DD, av: kommunen-rutineeier, hvordan: sammenlignet" in said
    (folders.old / NAME).write_text(TEXT.replace("2025-01-01", "2024-01-01"), "utf-8")
    said = told(capsys)[1]
    assert "men posten sier at teksten fra 1. januar 2025 ble lest. Endringer mellom dem står ikke her." in said
    assert "sammenlignet ord for ord" not in said


def test_folders_given_in_the_wrong_order_are_told(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    folders.change(('"2025-01-01"', '"2024-01-01"'))

    assert "Den nye mappen har en eldre tekst enn den gamle." in told(capsys)[1]


def test_it_edits_nothing_and_a_program_can_read_it(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    folders.change(("i god tid.", "tidlig."))
    before = {path: path.read_bytes() for path in folders.trial.folder.rglob("*") if path.is_file()}
    data = json.loads(told(capsys, "--json")[1])

    provision = data["laws"][0]["provisions"][0]
    assert (provision["ref"], provision["taken"]) == ("bestemmelse/boligloven:4", "unmarked")
    assert provision["edits"][0]["words"] == [
        ["same", "Fengselet skal begynne"],
        ["out", "i god tid."],
        ["in", "tidlig."],
    ]
    assert {"by", "owner", "at", "place_changed"} <= provision["uses"][0].keys()
    assert {path: path.read_bytes() for path in folders.trial.folder.rglob("*") if path.is_file()} == before


# Texts and folders that are not what they should be.


def test_a_folder_that_is_missing_empty_or_a_file_is_told_in_one_line(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    (folders.trial.folder / "tom").mkdir()
    for wrong, why in (("borte", "finnes ikke"), ("tom", "har ingen lovtekster"), (f"ny/{NAME}", "er en fil")):
        assert main(["lawcheck", "gammel", wrong]) == 1
        said = capsys.readouterr().err
        assert why in said
        assert len(said.splitlines()) == 1


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\x00", b"\x80abc"], ids=["binary", "not utf-8"])
def test_a_file_that_cannot_be_read_is_told_and_the_law_is_not_compared(
    data: bytes, folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    (folders.new / NAME).write_bytes(data)
    code, said = told(capsys)

    assert code == 1
    assert f"- ny/{NAME}:1: Filen er ikke tekst i UTF-8. Hent den på nytt." in said
    assert "har ikke teksten til disse:\n" in said


def test_a_folder_in_the_place_of_a_file_and_a_text_too_long_are_told(tmp_path: Path, trial: Trial) -> None:
    (tmp_path / NAME).mkdir()
    folder = Folder.at(tmp_path)
    law = next(law for law in trial.handbook().by_kind["lov"].values() if law.id == "boligloven")

    assert folder.text_of(law) is None  # type: ignore[arg-type]  # a record of the kind «lov» is a Law
    assert [fault.message for fault in folder.faults] == [
        "Dette er ikke en fil. Ta det bort, og hent lovteksten på nytt."
    ]
    with pytest.raises(NoTextsError):
        Folder.at(tmp_path / "borte")


def test_what_a_terminal_or_markdown_would_obey_is_shown_as_typed() -> None:
    section = parse("### § 1. A\n\nKjør \x1b[31m<script> [her](x) `a` \u202eb.\n").sections["1"]

    assert shown((), section.words) == "**Kjør \\[31m\\<script\\> \\[her\\](x) \\`a\\` b.**"


def test_a_text_made_to_take_time_takes_none() -> None:
    long = "Endres ved lov 1 nr. 1 " * 20_000
    many = "\n\n".join(f"ledd {number} {'ord ' * 40}" for number in range(200))
    words = " ".join(str(number % 7) for number in range(10_000))
    old = f"### § 1. A\n\n{long}\n\n*{long}*\n\n### § 2. B\n\n{many}\n\n### § 3. C\n\n{words}\n"
    begins = time.perf_counter()
    found = changes(parse(old), parse(old.replace("ord", "ting").replace("1 2 3", "2 1 3") + "§ " * 10_000))
    for change in found:
        for edit in change.edits:
            shown(edit.old.words if edit.old else (), edit.new.words if edit.new else ())

    assert time.perf_counter() - begins < 3
