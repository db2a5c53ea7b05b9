"""What is approved and when it is to be gone through: the version of a record, and how pages and sheets say it."""

from __future__ import annotations

from datetime import date

import pytest
from trial import Trial

from macros.handbook import Handbook
from macros.handbook.reviewing import Due, due
from macros.outputs import upkeep
from macros.outputs.paper.colophon import approval
from macros.records import Checklist, Head, Record, Role, Routine, Task
from macros.records.vocabulary import Approval

BOLIG = "routines/kommune/oppgaver/bolig.yml"


def with_head(record: Record, **fields: object) -> Record:
    """Return *record* with *fields* in its head, checked as when it is read."""
    head = record.head.model_dump(by_alias=True, mode="json", exclude_none=True) | fields
    return record.model_copy(update={"head": Head.model_validate(head)})


def approved(record: Record, by: str = "kommunen-rutineeier", on: str = "2026-03-02") -> Record:
    return with_head(record, godkjenning="godkjent", godkjent_av=by, godkjent_dato=on, godkjent_versjon=record.version)


# Approved, or a draft again.


def test_what_was_approved_is_approved_as_long_as_it_says_the_same(handbook: Handbook) -> None:
    task = handbook.all(Task)["vaske-rommet"]
    assert (task.approval, task.changed_since, task.changed_fields) == (Approval.APPROVED, None, ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    tittel: Vaske rommet\n", '    # Husk såpe.\n    tittel:   "Vaske rommet"\n'),
        ("    hvem: [rolle/kommunen-nattevakt]\n", "    hvem:\n      - rolle/kommunen-nattevakt\n"),
        ("    tittel: Vaske rommet\n    hvem: [rolle/kommunen-nattevakt]\n",
         "    hvem: [rolle/kommunen-nattevakt]\n    tittel: Vaske\n      rommet\n"),
        ("hva: Lagt inn til prøve.", "hva: Lagt inn."),
        ("  gjennomgås_hver: 12\n", "  gjennomgås_hver: 6\n"),
        ("    tittel: Vaske rommet\n", "    tittel: Vaske rommet\n    beskrivelse:\n"),
    ],
)  # fmt: skip
def test_spacing_comments_order_of_fields_and_the_head_are_no_change(trial: Trial, old: str, new: str) -> None:
    assert trial.edit(BOLIG, old, new).handbook().all(Task)["vaske-rommet"].approval is Approval.APPROVED


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("tittel: Vaske rommet", "tittel: Vaske rommene", ("tittel",)),
        ("    tittel: Vaske rommet\n", "    tittel: Vaske rommet\n    beskrivelse: Hver dag.\n", ("beskrivelse",)),
        ('"rutine-eksempel:2", styrke: gjør', '"rutine-eksempel:2", styrke: bør', ("grunnlag",)),
        ("hvem: [rolle/kommunen-nattevakt]", "hvem: [kommunen-bolig]", ("hvem",)),
    ],
)
def test_what_says_something_else_is_a_draft_again_and_says_what(
    trial: Trial, old: str, new: str, fields: tuple[str, ...]
) -> None:
    tasks = trial.edit(BOLIG, old, new).handbook().all(Task)
    task = tasks["vaske-rommet"]

    assert (task.approval, task.changed_since, task.changed_fields) == (Approval.DRAFT, date(2026, 3, 2), fields)
    assert tasks["holde-rom-ledig"].approval is Approval.APPROVED, "its neighbour in the file is as it was"


def test_a_record_that_came_to_the_file_later_is_a_draft(trial: Trial) -> None:
    new = '  lufte-rommet: {tittel: Lufte, hvem: [fengselet], grunnlag: [{utdrag: "metode:1", styrke: kan}]}\n'
    tasks = trial.edit(BOLIG, "oppgaver:\n", f"oppgaver:\n{new}").handbook().all(Task)

    assert (tasks["lufte-rommet"].approval, tasks["lufte-rommet"].changed_since) == (Approval.DRAFT, None)


def test_one_word_takes_back_the_approval_of_a_whole_file(trial: Trial) -> None:
    tasks = trial.edit(BOLIG, "godkjenning: godkjent", "godkjenning: utkast").handbook().all(Task)
    assert {tasks[name].approval for name in ("vaske-rommet", "holde-rom-ledig")} == {Approval.DRAFT}


def test_the_order_of_items_on_a_list_is_said_too(handbook: Handbook) -> None:
    checklist = next(one for one in handbook.all(Checklist).values() if any(len(part.items) > 1 for part in one.parts))
    parts = [part.model_copy(update={"items": dict(reversed(part.items.items()))}) for part in checklist.parts]
    turned = Checklist.model_construct(**{**dict(checklist), "parts": tuple(parts)})

    assert turned.version != checklist.version


def test_what_the_municipality_lays_over_what_is_approved_in_the_core_is_a_draft_until_it_is_approved(
    trial: Trial,
) -> None:
    trial.edit("routines/kjerne/rutiner/fengselsteam.yml", "godkjenning: utkast", "godkjenning: godkjent\n"
               "  godkjent_av: kommunen-rutineeier\n  godkjent_dato: 2026-03-02\n"
               "  godkjent_versjon: 68fe4005d2 tittel.d6")  # fmt: skip
    trial.edit("routines/kommune/rutiner/fengselsteam.yml", "godkjenning: godkjent", "godkjenning: utkast")
    routine = trial.handbook().all(Routine)["fengselsteam"]

    assert (routine.approval, routine.changed_since) == (Approval.DRAFT, None)
    assert [change.on.isoformat() for change in routine.head.changes] == ["2026-03-01", "2026-03-10", "2026-03-01"]


# When it is to be gone through.


@pytest.mark.parametrize(
    ("reviewed", "months", "expected"),
    [
        (None, None, Due(date(2027, 3, 1), proposed=True, never=True)),
        (None, 3, Due(date(2026, 6, 1), proposed=False, never=True)),
        ("2026-03-02", None, Due(date(2027, 3, 2), proposed=True, never=False)),
        ("2026-03-02", 12, Due(date(2027, 3, 2), proposed=False, never=False)),
        ("2026-12-05", 1, Due(date(2027, 1, 5), proposed=False, never=False)),
        ("2026-01-31", 1, Due(date(2026, 2, 28), proposed=False, never=False)),
        ("2026-01-31", 2, Due(date(2026, 3, 31), proposed=False, never=False)),
        ("2027-11-30", 13, Due(date(2028, 12, 30), proposed=False, never=False)),
    ],
)
def test_the_next_review_is_counted_in_months_by_the_owner_or_as_proposed(
    handbook: Handbook, reviewed: str | None, months: int | None, expected: Due
) -> None:
    fields = {"gjennomgått": reviewed, "gjennomgås_hver": months}
    task = handbook.all(Task)["finne-bolig"]
    assert due(with_head(task, **{key: value for key, value in fields.items() if value})) == expected


def test_laws_and_contacts_are_proposed_to_be_gone_through_oftener(handbook: Handbook) -> None:
    role = handbook.all(Role)["kommunen-mottak"]
    assert due(role) == Due(date(2026, 9, 1), proposed=True, never=True)


# In words.


def test_a_draft_says_who_has_not_approved_it(handbook: Handbook) -> None:
    words = "Utkast – ikke godkjent av Eksempel kommune"
    assert upkeep.approval_words(handbook, handbook.all(Task)["finne-bolig"]) == words


def test_what_is_approved_says_by_whom_and_when(handbook: Handbook) -> None:
    task = approved(handbook.all(Task)["finne-bolig"], by="kommunen-mottak")
    assert upkeep.approval_words(handbook, task) == "Godkjent av Prøvetorget 2. mars 2026"


def test_what_has_changed_says_since_when_in_what_and_what_was_noted(handbook: Handbook) -> None:
    routine = handbook.all(Routine)["fengselsteam"]
    assert upkeep.approval_words(handbook, routine) == "Utkast – endret etter godkjenningen 2. mars 2026 (mal)"
    assert upkeep.changed_words(routine) == "Endret: mal. 10. mars 2026: Nytt system i malen."


def test_a_change_that_nobody_noted_is_called_so(trial: Trial) -> None:
    task = trial.edit(BOLIG, "tittel: Vaske rommet", "tittel: Vaske").handbook().all(Task)["vaske-rommet"]
    assert upkeep.changed_words(task) == "Endret: tittel. Ingen har notert hva endringen er."


def test_several_say_how_many_are_drafts_and_how_many_of_them_have_changed(handbook: Handbook) -> None:
    tasks, routine = handbook.all(Task), handbook.all(Routine)["fengselsteam"]
    mixed: list[Record] = [tasks["finne-bolig"], tasks["vaske-rommet"], tasks["holde-rom-ledig"]]

    assert upkeep.approval_of(handbook, mixed) == "1 av 3 poster på siden er utkast"
    assert upkeep.approval_of(handbook, mixed[:1]) == "Utkast – ikke godkjent av Eksempel kommune"
    assert upkeep.approval_of(handbook, mixed[1:]) == "Godkjent av eieren av rutinen (kommunen) 2. mars 2026"
    words = "2 av 4 poster på siden er utkast, 1 av dem endret etter godkjenningen"
    assert upkeep.approval_of(handbook, [*mixed, routine]) == words


def test_several_that_are_approved_say_the_oldest_approval(handbook: Handbook) -> None:
    tasks = handbook.all(Task)
    newer = approved(tasks["finne-bolig"], on="2026-05-01")
    words = "Godkjent av eieren av rutinen (kommunen) 2. mars 2026"
    assert upkeep.approval_of(handbook, [newer, tasks["vaske-rommet"]]) == words
    assert upkeep.approval_of(handbook, [tasks["vaske-rommet"], newer]) == words


def test_a_sheet_says_the_weakest_and_names_what_is_weaker_than_itself(handbook: Handbook) -> None:
    tasks, routine = handbook.all(Task), handbook.all(Routine)["fengselsteam"]
    own = tasks["vaske-rommet"]

    assert approval(handbook, (own, tasks["holde-rom-ledig"])).startswith("Godkjent av")
    assert approval(handbook, (own, routine)).endswith(", men dette er utkast: «Rutine for fengselsteam»")
    assert approval(handbook, (routine, own)) == "Utkast – endret etter godkjenningen 2. mars 2026 (mal)"


def test_the_first_review_of_several_counts_and_says_whether_it_is_proposed(handbook: Handbook) -> None:
    task = handbook.all(Task)["finne-bolig"]
    soon = with_head(task, gjennomgått="2026-03-02", gjennomgås_hver=6)

    assert upkeep.review_words([task]) == "ikke fastsatt (forslag 1. mars 2027)"
    assert upkeep.review_words([task, soon]) == "2. september 2026"
