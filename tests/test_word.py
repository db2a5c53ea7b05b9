"""Word files: the municipality's layout, real headings and table heads, a copy that says it is one."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from trial import Trial

from macros.edition import Edition


@pytest.fixture(scope="module")
def routine(real: Edition) -> WordDocument:
    return Document(io.BytesIO(real.outputs["word/rutine-fengselsteam.docx"].make()))


@pytest.fixture(scope="module")
def checklist(real: Edition) -> WordDocument:
    return Document(io.BytesIO(real.outputs["word/sjekkliste-loslatelse.docx"].make()))


def test_the_routine_has_the_fields_and_tables_of_the_document_template(routine: WordDocument) -> None:
    cells = [cell.text for row in routine.tables[0].rows for cell in row.cells]

    assert cells[cells.index("System") + 1] == "Felles ledelsessystem"
    assert cells[cells.index("Sist endret / erstatter") + 1] == ""
    ending = [[row.cells[0].text for row in table.rows] for table in routine.tables[-2:]]
    assert ending == [
        ["Sjekklister og maler som brukes i prosessen", "Sjekkliste eller mal", ""],
        ["Dokumenter som produseres i prosessen", "Dokument", ""],
    ]


def test_another_document_leaves_the_templates_fields_to_the_quality_system(checklist: WordDocument) -> None:
    cells = [cell.text for row in checklist.tables[0].rows for cell in row.cells]

    assert cells[cells.index("System") + 1] == ""
    assert cells[cells.index("Godkjenning") + 1] == "Utkast – ikke godkjent av Asker kommune"


def test_every_page_says_that_the_file_is_a_copy_and_of_which_version(checklist: WordDocument) -> None:
    foot = checklist.sections[0].footer.paragraphs[0].text

    assert f"Avledet av håndboken, versjon {checklist.core_properties.version}." in foot
    assert "Styrende dokument er det godkjente i kvalitetssystemet." in foot
    assert foot.startswith("Sjekkliste ved løslatelse (EX/IN) · Utkast – ikke godkjent av Asker kommune · sist endret ")
    assert "Gjelder plass i EX/IN, ikke retten til hjelp." in foot
    assert "Ikke skriv navn eller fødselsnummer." in foot


def test_language_title_headings_and_table_heads_are_there_for_a_screen_reader(checklist: WordDocument) -> None:
    assert {lang.get(qn("w:val")) for lang in checklist.styles.element.iter(qn("w:lang"))} == {"nb-NO"}
    assert checklist.core_properties.title == "Sjekkliste ved løslatelse (EX/IN)"
    styles = [str(one.get(qn("w:val"))) for one in checklist.element.body.iter(qn("w:pStyle"))]  # in tables too
    levels = [int(name[-1]) for name in styles if name.startswith("Heading")]
    assert len(levels) > 4
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in checklist.tables[1:]:
        assert table.rows[0]._tr.trPr is not None
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows if row._tr.trPr is not None)


def test_tables_stand_apart_so_that_each_repeats_its_own_heading(checklist: WordDocument) -> None:
    tags = [child.tag for child in checklist.element.body]

    assert tags.count(qn("w:tbl")) > 4
    assert (qn("w:tbl"), qn("w:tbl")) not in pairwise(tags)


def test_what_is_only_to_be_read_is_no_field_to_fill_in(real: Edition) -> None:
    consent = Document(io.BytesIO(real.outputs["word/skjema-exin-samtykke.docx"].make()))
    points = [one.text for one in consent.paragraphs if one.style and one.style.name == "List Bullet"]
    fields = [row.cells[0].text for table in consent.tables for row in table.rows]

    assert "Hvor lenge samtykket varer" in fields
    assert "Skriv datoen ved underskriften." in points
    assert "Skriv datoen ved underskriften." not in fields


def test_a_name_in_the_template_that_changes_makes_the_file_anew(trial: Trial) -> None:
    trial.edit(
        "routines/kommune/rutiner/fengselsteam.yml", "verdi: Eksempelsystemet", 'verdi: "Hos [[aktor/fengselet]]"'
    )
    path = "word/rutine-fengselsteam.docx"
    before = trial.edition().outputs[path]
    assert "Hos fengselet" in _text(before.make())
    trial.edit("routines/kjerne/aktorer/fengselet.yml", "tittel: fengselet", "tittel: anstalten")
    after = trial.edition().outputs[path]

    assert before.decided() != after.decided()
    assert "Hos anstalten" in _text(after.make())


def _text(docx: bytes) -> str:
    return str(Document(io.BytesIO(docx)).element.xml)


def test_quotation_marks_long_titles_and_long_names_do_no_harm(trial: Trial) -> None:
    trial.lay_record("kjerne/sjekklister/lang.yml", (
        f"tittel: {'Liste ' * 48}\nformål: Prøve.\ngrunnlag: [{{forslag: Prøve.}}]\ndeler:\n  - punkter:\n      en:\n"
        "        tekst: 'Personen har lest og forstått ordet som står i avtalen \"ja\" & <nei>'\n"
        "        grunnlag: [{forslag: Prøve.}]\n"
    ))  # fmt: skip
    made = Document(io.BytesIO(trial.edition().outputs["word/sjekkliste-lang.docx"].make()))

    assert len(made.core_properties.title) == 255
    assert '"ja" & <nei>' in made.tables[-1].rows[-1].cells[-3].text


def test_each_item_has_a_box_that_can_be_ticked(checklist: WordDocument) -> None:
    names = [alias.get(qn("w:val")) for alias in checklist.element.iter(qn("w:alias"))]

    assert "Bolig avklart" in names
    assert "Avklart – ikke aktuelt: Bolig avklart" in names
