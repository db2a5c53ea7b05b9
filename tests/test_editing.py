"""Records made, renamed and taken away by commands: the files stay as they were written, but for what changes."""

from __future__ import annotations

from contextlib import chdir
from datetime import date
from difflib import unified_diff
from pathlib import Path

import pytest
from trial import Trial

from macros.__main__ import main
from macros.content.faults import ContentError
from macros.editing.changes import EditError, make
from macros.editing.mentions import files, mentions
from macros.editing.move import move
from macros.editing.new import new
from macros.editing.remove import remove, users
from macros.editing.written import Written
from macros.handbook import Handbook
from macros.project import Project
from macros.records import Checklist, Task
from macros.records.kinds import KINDS, Layout
from macros.records.references import Ref, parse_ref
from macros.records.vocabulary import Approval
from macros.records.walk import references

TODAY = date(2026, 3, 2)
ROOT = Path(__file__).parents[1]
MADE = [kind.name for kind in KINDS if kind.layout is not Layout.SINGLE]

FOREIGN = """# Vår egen fil
oppgaver:
    en:
        tittel:   En   # nummer én
        hvem: [ fengselet,kommunen ]

    to:
        tittel: 'To'
        grunnlag:
        - forslag: "Lurt"
          styrke: kan
"""
"""A file that we would not write so."""


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode(errors="surrogateescape")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Return the lines that were taken out and put in."""
    return [
        line
        for path in sorted({*before, *after})
        for line in unified_diff(before.get(path, "").split("\n"), after.get(path, "").split("\n"), n=0, lineterm="")
        if not line.startswith(("---", "+++", "@@"))
    ]


def make_new(trial: Trial, kind: str, name: str, *, topic: str = "", core: bool = False) -> None:
    make(trial.project, new(trial.project, kind, name, title="", topic=topic, core=core, today=TODAY))


@pytest.mark.parametrize("kind", MADE)
def test_a_new_record_of_each_kind_passes_the_check_and_explains_its_fields(trial: Trial, kind: str) -> None:
    name = "kommunen-ny" if kind == "rolle" else "helt-ny"
    before = contents(trial.folder)
    make_new(trial, kind, name, topic="bolig")
    assert trial.handbook().get(Ref(kind, name)) is not None
    assert not [line for line in changed(before, contents(trial.folder)) if line.startswith("-")]
    (added,) = (text for path, text in contents(trial.folder).items() if before.get(path) != text)
    assert added.count("# ") > 3


def test_a_new_record_is_refused_with_what_to_do(trial: Trial) -> None:
    for arguments, message in {
        ("sjekklist", "x"): "Mente du «sjekkliste»?",
        ("sjekkliste", "Ny liste"): "Skriv små bokstaver, tall og bindestrek: «ny-liste».",
        ("sjekkliste", "loslatelse"): "finnes alt",
        ("oppgave", "noe-nytt"): "--tema",
        ("rolle", "noe-nytt"): "begynner med aktørens",
    }.items():
        with pytest.raises(EditError, match=message.replace("?", r"\?")):
            make_new(trial, *arguments)


def test_a_record_gets_another_id_and_all_that_names_it_follows(trial: Trial) -> None:
    trial.lay("docs/egen.md", '# Egen\n\n{{ sjekkliste("loslatelse") }}\n\n[Listen](sjekklister/loslatelse.md)\n')
    before = contents(trial.folder)
    make(trial.project, move(trial.project, Ref("sjekkliste", "loslatelse"), "ut-av-fengselet"))
    after = contents(trial.folder)
    moved = trial.edition().handbook
    assert moved.moved[Ref("sjekkliste", "loslatelse")] == Ref("sjekkliste", "ut-av-fengselet")
    assert after["routines/kjerne/sjekklister/loslatelse.yml"] == "flyttet_til: ut-av-fengselet\n"
    listed = "routines/kjerne/sjekklister/ut-av-fengselet.yml"
    assert after["docs/egen.md"].count("ut-av-fengselet") == 2
    for line in changed({**before, listed: before[f"{listed[:-19]}loslatelse.yml"]}, after):
        told = ("loslatelse", "ut-av-fengselet", "kjernen_var")  # what only got another name is no news to decide about
        assert line.startswith("-") or any(one in line for one in told), line


@pytest.mark.parametrize(
    ("old", "new", "written", "after"),
    [
        ("sjekkliste/loslatelse", "ut", '{{ lenke("sjekkliste/loslatelse") }}', '{{ lenke("sjekkliste/ut") }}'),
        ("sjekkliste/loslatelse", "ut", "{{sjekkliste( 'loslatelse' )}}", "{{sjekkliste( 'ut' )}}"),
        ("sjekkliste/loslatelse", "ut", '{{ lenke("punkt/loslatelse-nokkel") }}', '{{ lenke("punkt/ut-nokkel") }}'),
        ("lov/boligloven", "bol", '{{ lenke("bestemmelse/boligloven:4") }}', '{{ lenke("bestemmelse/bol:4") }}'),
        ("sjekkliste/loslatelse", "ut", "[a](../sjekklister/loslatelse.md)", "[a](../sjekklister/ut.md)"),
        ("sjekkliste/loslatelse", "ut", "[a]\n\n[a]: ../sjekklister/loslatelse.md", "[a]\n\n[a]: ../sjekklister/ut.md"),
        ("aktor/fengselet", "f", "[a](../ansvar/fengselet/i-fengsel.md#noe)", "[a](../ansvar/f/i-fengsel.md#noe)"),
    ],
)  # fmt: skip
def test_written_pages_follow_a_new_id(trial: Trial, old: str, new: str, written: str, after: str) -> None:
    code = '`{{ sjekkliste("loslatelse") }}` og ``[a](x.md)``'
    kept = f"# Egen\r\n\r\n{code}, [web](https://eksempel.no/sjekklister/loslatelse.md)\r\n\r\n"
    trial.lay("docs/om/egen.md", kept + written.replace("\n", "\r\n"))
    changes = {change.path.name: change.after for change in move(trial.project, parse_ref(old), new)}
    assert changes["egen.md"] == kept + after.replace("\n", "\r\n")


def test_a_page_that_links_to_a_renamed_record_passes_the_check(trial: Trial) -> None:
    trial.lay("docs/egen.md", '# Egen\n\nSe {{ lenke("sjekkliste/loslatelse") }} og {{ lenke("aktor/fengselet") }}.\n')
    make(trial.project, move(trial.project, Ref("sjekkliste", "loslatelse"), "ut-av-fengselet"))
    assert '{{ lenke("sjekkliste/ut-av-fengselet") }}' in (trial.folder / "docs" / "egen.md").read_text("utf-8")


@pytest.mark.parametrize("kind", MADE)
def test_every_kind_can_get_another_id(trial: Trial, handbook: Handbook, kind: str) -> None:
    records = [record for record in handbook if record.kind == kind]
    old = next(one.ref for one in records if not one.origin.path.startswith("routines/kommune"))
    name = f"{old.id}-ny"
    try:
        make(trial.project, move(trial.project, old, name))
    except ContentError as error:  # its roles begin with its id, and so must change first
        assert kind == "aktor" and all("rolle" in str(fault).lower() for fault in error.faults), error  # noqa: PT017, PT018
        return
    after = trial.handbook()
    assert after.get(Ref(kind, name)) is not None
    assert after.moved[old] == Ref(kind, name)
    assert sum(1 for _ in after) == sum(1 for _ in handbook)


LOCAL = "routines/kommune/oppgaver/bolig.yml"


def test_an_approval_follows_its_record(trial: Trial) -> None:
    trial.edit(LOCAL, "    vaske-rommet: {av", "    # gått gjennom\n    vaske-rommet: {av")
    before = contents(trial.folder)
    make(trial.project, move(trial.project, Ref("oppgave", "vaske-rommet"), "vaske-alt"))
    assert trial.handbook().all(Task)["vaske-alt"].approval is Approval.APPROVED
    assert [line for line in changed(before, contents(trial.folder)) if "gått gjennom" in line] == []


@pytest.mark.parametrize("leads_to", ["", "holde-rom-ledig"])
def test_an_approval_goes_with_its_record(trial: Trial, leads_to: str) -> None:
    make(trial.project, remove(trial.project, Ref("oppgave", "vaske-rommet"), leads_to=leads_to, why="", today=TODAY))
    assert {one.id for one in trial.handbook().all(Task).values() if one.approval is Approval.APPROVED} == {
        "holde-rom-ledig"
    }


def test_a_file_where_nothing_is_approved_any_more_is_a_draft(trial: Trial) -> None:
    (other,) = (line for line in contents(trial.folder)[LOCAL].split("\n") if "holde-rom-ledig: {av" in line)
    trial.edit(LOCAL, f"{other}\n", "")
    make(trial.project, remove(trial.project, Ref("oppgave", "vaske-rommet"), leads_to="", why="", today=TODAY))
    after = contents(trial.folder)[LOCAL]
    assert "godkjenning: utkast" in after
    assert "godkjent:" not in after


def test_a_role_gets_another_id_in_heads_too(trial: Trial) -> None:
    make(trial.project, move(trial.project, Ref("rolle", "kommunen-rutineeier"), "kommunen-eier"))
    texts = "".join(contents(trial.folder / "routines").values())
    assert texts.count("kommunen-rutineeier") == 1
    assert "holde-rom-ledig: {av: kommunen-eier, dato" in texts


def test_a_link_to_another_kind_with_the_same_id_is_left_alone(trial: Trial) -> None:
    text = f"{contents(trial.folder)[LOCAL]}    beskrivelse: Se [[tema/loslatelse]] og [[ sjekkliste/loslatelse]].\n"
    trial.lay(LOCAL, text)
    changes = move(trial.project, Ref("sjekkliste", "loslatelse"), "ut")
    (after,) = (one.after for one in changes if trial.project.shown(one.path) == LOCAL)
    assert after == text.replace("sjekkliste/loslatelse", "sjekkliste/ut")


def test_nothing_is_changed_when_the_content_would_have_faults(trial: Trial) -> None:
    before = contents(trial.folder)
    with pytest.raises(ContentError):
        make(trial.project, move(trial.project, Ref("rolle", "kommunen-mottak"), "mottaket"))
    assert contents(trial.folder) == before


def test_what_somebody_saved_meanwhile_is_left_alone(trial: Trial) -> None:
    changes = move(trial.project, Ref("sjekkliste", "loslatelse"), "ut-av-fengselet")
    trial.edit("routines/kjerne/sjekklister/loslatelse.yml", "formål: ", "formål: Nytt ")
    before = contents(trial.folder)
    with pytest.raises(EditError, match="Ingenting er endret"):
        make(trial.project, changes)
    assert contents(trial.folder) == before


def test_what_is_in_use_is_told_with_the_line(trial: Trial) -> None:
    using = users(trial.project, Ref("aktor", "kommunen"))
    assert using
    for one in using:
        path, line = one.where.split(":")
        assert one.ref.id.split(":")[0] in (trial.folder / path).read_text("utf-8").split("\n")[int(line) - 1]


def test_an_own_record_is_taken_away_and_a_published_one_leads_on(trial: Trial) -> None:
    make_new(trial, "sjekkliste", "helt-ny")
    ref = Ref("sjekkliste", "helt-ny")
    trial.lay("routines/adresser.txt", "/sjekklister/helt-ny/\n")
    with pytest.raises(ContentError, match="publisert"):
        make(trial.project, remove(trial.project, ref, leads_to="", why="", today=TODAY))
    make(trial.project, remove(trial.project, ref, leads_to="loslatelse", why="", today=TODAY))
    assert trial.handbook().moved[ref] == Ref("sjekkliste", "loslatelse")


def test_the_cores_record_is_taken_away_in_the_municipalitys_folder(trial: Trial) -> None:
    make_new(trial, "sjekkliste", "helt-ny")
    kept = "routines/{}/sjekklister/helt-ny.yml"
    trial.lay(kept.format("kjerne"), (trial.folder / kept.format("kommune")).read_bytes())
    (trial.folder / kept.format("kommune")).unlink()
    before = contents(trial.folder / "routines" / "kjerne")
    changes = remove(trial.project, Ref("sjekkliste", "helt-ny"), leads_to="", why="Vi har en annen: vår", today=TODAY)
    make(trial.project, changes)
    assert "helt-ny" not in trial.handbook().all(Checklist)
    assert contents(trial.folder / "routines" / "kjerne") == before


def test_the_commands_say_what_they_did(
    trial: Trial, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(trial.folder)
    assert main(["new", "oppgave", "ringe-mor", "--tema", "bolig", "--tittel", "Ringe mor: i dag"]) == 0
    assert "routines/kommune/oppgaver/bolig.yml er utvidet" in capsys.readouterr().out
    assert main(["move", "oppgave/ringe-mor", "ringe-far"]) == 0
    assert "oppgave/ringe-mor heter nå oppgave/ringe-far" in capsys.readouterr().out
    assert main(["remove", "aktor/kommunen"]) == 1
    assert "aktor/kommunen er i bruk" in capsys.readouterr().out
    assert main(["move", "sjekkliste", "x"]) == 1
    assert "Skriv type/id" in capsys.readouterr().out
    for arguments in (["remove", "kommune/kommune"], ["move", "kommune/kommune", "byen"]):
        assert main(arguments) == 1
        assert "Rett filen kommune.yml." in capsys.readouterr().out
    assert main(["remove", "punkt/loslatelse-nokkel"]) == 1
    assert "ligger inne i en annen post" in capsys.readouterr().out


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_file_written_in_another_way_keeps_every_line_but_the_changed(ending: str) -> None:
    written = Written(Path("egen.yml"), FOREIGN.replace("\n", ending))
    written.data["oppgaver"]["to"]["tittel"] = "Tre"
    assert written.after == FOREIGN.replace("To'", "Tre'").replace("\n", ending)
    written.data["oppgaver"]["to"]["grunnlag"][0]["styrke"] = "bør"
    assert written.after == FOREIGN.replace("To'", "Tre'").replace("kan\n", "bør\n").replace("\n", ending)


@pytest.mark.parametrize(
    "path",
    [
        *sorted((ROOT / "routines" / "kommune").rglob("*.yml")),
        *sorted((ROOT / "routines" / "kjerne").rglob("*.yml"))[::12],
    ],
    ids=lambda path: path.stem,
)
def test_a_file_of_ours_is_written_as_it_was_read(path: Path) -> None:
    written = Written.read(path)
    assert written.after == written.before


def test_every_reference_in_the_files_is_found(handbook: Handbook, trial: Trial) -> None:
    found = {(one.by, one.ref) for file in files(trial.project) for one in mentions(file)}
    known = {
        (record.ref, ref)
        for record in handbook
        for keys, ref in references(record)
        if keys[0] != "forvaltning" and ref.kind != "tema"
    }
    assert known <= found
    assert isinstance(trial.project, Project)


def run_in(trial: Trial, *command: str) -> int:
    """Run *command* in the folder of *trial*; return its exit code."""
    with chdir(trial.folder):
        return main(command)


def test_a_new_id_can_be_taken_back(trial: Trial) -> None:
    before = contents(trial.folder)
    for old, other in (("rolle/kommunen-nattevakt", "kommunen-vakt"), ("sjekkliste/ankomst", "inn")):
        kind, _, name = old.partition("/")
        make(trial.project, move(trial.project, parse_ref(old), other))
        make(trial.project, move(trial.project, parse_ref(f"{kind}/{other}"), name))
        assert trial.handbook().moved[parse_ref(f"{kind}/{other}")] == parse_ref(old)
    after = contents(trial.folder)
    gone = [line for line in changed(before, after) if line.startswith("-") and "kjernen_var" not in line]
    assert gone == []


def test_what_was_renamed_can_be_taken_away_with_its_old_name(trial: Trial) -> None:
    assert run_in(trial, "move", "oppgave/vaske-rommet", "vaske") == 0
    assert run_in(trial, "remove", "oppgave/vaske") == 0
    assert "vaske" not in contents(trial.folder)[LOCAL].replace("Vaske", "")


def test_what_the_municipality_lays_over_the_core_is_taken_away_and_the_core_holds(trial: Trial) -> None:
    assert run_in(trial, "remove", "oppgave/holde-rom-ledig") == 0
    assert trial.handbook().all(Task)["holde-rom-ledig"].title == "Holde et rom ledig"


def test_what_the_municipality_has_changed_it_can_take_away_with_a_reason(trial: Trial) -> None:
    command = ("remove", "oppgave/holde-rom-ledig", "--hvorfor", "Vi har ikke rom.")
    assert run_in(trial, *command) == 0
    assert "holde-rom-ledig" not in trial.handbook().all(Task)
    assert run_in(trial, *command) == 1
    with pytest.raises(EditError, match="er alt tatt bort"):
        remove(trial.project, Ref("oppgave", "holde-rom-ledig"), leads_to="", why="Igjen.", today=TODAY)


def test_what_is_told_of_something_that_is_gone_goes_too(trial: Trial) -> None:
    with_notes = "    - {dato: 2026-03-02, hva: Ny., gjelder: [vaske-rommet]}\n    - {dato: 2026-03-01, hva: Lagt"
    trial.edit(LOCAL, "    - {dato: 2026-03-01, hva: Lagt", with_notes)
    assert trial.faults() == []
    assert run_in(trial, "remove", "oppgave/vaske-rommet") == 0
    assert trial.faults() == []
    assert "gjelder" not in contents(trial.folder)[LOCAL]
