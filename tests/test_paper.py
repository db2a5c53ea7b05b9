"""Paper: valid, tagged, the same bytes every time, fit to be held in a cell, and sure to say how old it is."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pypdfium2
import pytest
from docx import Document
from trial import TINY, Trial

from macros.content.checks.letters import OUTSIDE
from macros.edition import Edition, edition
from macros.outputs import phrases, printed, shelves
from macros.outputs.paper import papers
from macros.outputs.paper.blocks import Entry, Heading, Line, Lines, Points, Sheet, Words
from macros.outputs.paper.colophon import said
from macros.outputs.paper.facts import limits_of
from macros.outputs.paper.gathered import contact_sheet
from macros.outputs.paper.marks import marks_in
from macros.outputs.paper.packs import new_in_team, sheet_of, volume
from macros.outputs.paper.typeset import data_of, text_of
from macros.outputs.press import pdf_of_text
from macros.outputs.told.teller import Teller
from macros.project import Project
from macros.records import (
    Actor,
    Checklist,
    Concern,
    Conversation,
    Form,
    Frame,
    Lesson,
    Phase,
    Record,
    Routine,
    Topic,
)
from macros.records.frames import ItemFrame
from macros.records.references import Ref
from macros.records.vocabulary import ItemSort

SPREAD = (
    "sjekkliste-loslatelse", "skjema-exin-samtykke", "skjema-samarbeid-nav-exin", "skjema-mine-forste-fjorten-dager",
    "rutine-fengselsteam", "fase-exin-1-inntak", "samtale-inntak-samtale-1", "aktor-nav-kontor", "kontaktark",
    "pakke-exin-6-utfasing", "pakke-handboken", "pakke-handboken-tema",
)  # fmt: skip
"""One of each kind of paper, and the largest."""

HARD = """tittel: En veldig lang liste
formål: Prøver det som er vanskelig å få på et ark.
underskrift: [personen, fengselet]
grunnlag: [{forslag: Prøve.}]
deler:
"""
PART = """  - tittel: Del {n} med tilbakeføringskoordinatorsamarbeidsavtaleoppfølgingsansvarlighetsx
    punkter:
      punkt-{n}:
        tekst: {text}
        hjelp: Avklar med samarbeidskommunens tilbakeføringskoordinatorsamarbeidsavtaleoppfølgingsansvarlighets først.
        kan_være_uaktuelt: ja
        må_ikke_svikte: {first}
        grunnlag: [{{forslag: Prøve.}}]
"""


def view_of(made: Edition) -> Teller:
    return Teller(made.handbook)


def sheet(made: Edition, model: type[Record], name: str) -> Sheet:
    return sheet_of(view_of(made), made.handbook.all(model)[name])


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The longest list (40 parts), items of 400 letters, words of 60, an owner that wraps; and a list of one item."""
    trial = Trial(tmp_path_factory.mktemp("vanskelig") / "prosjekt")
    parts = "".join(PART.format(n=n, text="Dette er langt. " * 25, first="ja" if n == 39 else "nei") for n in range(40))
    trial.lay_record("kjerne/sjekklister/lang.yml", HARD + parts)
    trial.lay_record("kjerne/sjekklister/kort.yml", HARD + PART.format(n=1, text="Ett punkt", first="nei"))
    owner = "eieren av rutinen " + "for alle tjenestene i hele kommunen " * 6
    trial.edit("routines/kjerne/roller.yml", "eieren av rutinen", owner)
    return trial.edition()


@pytest.fixture(scope="module", name="papers")
def _papers(real: Edition, hard: Edition, tiny_edition: Edition) -> dict[str, bytes]:
    made = {name: real.outputs[printed.pdf_path(name)].make() for name in SPREAD}
    made |= {name: hard.outputs[printed.pdf_path(name)].make() for name in ("sjekkliste-lang", "sjekkliste-kort")}
    return made | {"pakke-ny-i-teamet": tiny_edition.outputs[printed.pack_path(printed.NEW_IN_TEAM)].make()}


def test_every_list_form_talk_phase_routine_and_actor_with_tasks_has_a_sheet(real: Edition) -> None:
    for model in (Checklist, Form, Conversation, Phase, Routine):
        for record in real.handbook.all(model).values():
            assert printed.pdf_path(printed.name(record)) in real.outputs
            assert (printed.word_path(printed.name(record)) in real.outputs) == (model in (Checklist, Form, Routine))
    for actor in real.handbook.all(Actor).values():
        assert all(path in real.outputs for path in printed.files(real.handbook, actor).values())
    assert "pdf/aktor-nav-kontor.pdf" in real.outputs


def test_paper_passes_an_independent_validator(papers: dict[str, bytes], tmp_path: Path) -> None:
    failures = {}
    for name, data in papers.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(data)
        for profile in (validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_2A):
            found = list(validator.validate_pdf(str(path), profile=profile).failures)
            found = [one for one in found if one.rule_id != "PDFA2A-STREAM-LENGTH-001" or not _lengths_hold(data)]
            if found:
                failures[f"{name} {profile}"] = [str(one) for one in found][:3]

    assert failures == {}


def _lengths_hold(data: bytes) -> bool:
    """Whether every stream is as long as it says. The validator errs where the last byte is a line end."""
    streams = list(re.finditer(rb"/Length (\d+)[^<>]*>>\s*stream\n", data))
    return bool(streams) and all(data.startswith(b"\nendstream", one.end() + int(one[1])) for one in streams)


def test_paper_has_language_title_headings_in_order_table_heads_with_scope_and_its_own_fonts(
    papers: dict[str, bytes],
) -> None:
    for name, data in papers.items():
        with pikepdf.open(io.BytesIO(data)) as document:
            root = document.Root
            assert str(root.Lang).startswith("nb"), name
            assert root.ViewerPreferences.DisplayDocTitle, name
            assert document.docinfo["/Title"], name
            tags = list(_tags(root.StructTreeRoot))
            levels = [int(str(tag.S)[2:]) for tag in tags if re.fullmatch(r"/H\d", str(tag.S))]
            assert levels[0] == 1, name
            assert levels.count(1) == 1, name
            assert all(after <= before + 1 for before, after in pairwise(levels)), name
            heads = [tag for tag in tags if tag.S == "/TH"]
            assert all("/Scope" in repr(tag.A) for tag in heads), name
            assert bool(heads) == any(tag.S == "/Table" for tag in tags), name
            things = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
            fonts = [one for one in things if one.get("/Type") == "/FontDescriptor"]
            assert fonts, name
            assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts), name


def _tags(node: pikepdf.Object) -> list[pikepdf.Object]:
    found: list[pikepdf.Object] = []
    kids: Any = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *_tags(kid)]
    return found


def pages_of(data: bytes) -> list[str]:
    """Return the text of each page of a PDF, with the lines joined and words that were hyphenated made whole."""
    with pypdfium2.PdfDocument(data) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return [" ".join(re.sub("[\ufffe\u00ad]\\s*", "", text).split()) for text in texts]


def test_every_page_says_what_it_is_how_old_whose_where_it_stands_and_what_it_rests_on(
    papers: dict[str, bytes],
) -> None:
    for name, data in papers.items():
        pages = pages_of(data)
        for number, text in enumerate(pages, 1):
            for needed in (
                f"Side {number} av {len(pages)}", "sist endret", "neste gjennomgang",
                "Kontroller nettsiden etter 30 dager, og når neste gjennomgang er passert.",
                "Prøveutgave",
            ):  # fmt: skip
                assert needed in text, (name, number, needed)
            approved = "(Utkast – ikke godkjent av|Godkjent av|endret etter godkjenningen)"
            for pattern in (r"versjon [0-9a-f]{7}", approved, r"eier \w{3}", r"Bygger på: \w"):
                assert re.search(pattern, text), (name, number, pattern)


def test_every_page_with_room_to_write_asks_for_no_names(papers: dict[str, bytes]) -> None:
    for name, warning in (
        ("sjekkliste-loslatelse", "Ikke skriv navn eller fødselsnummer. Før i fagsystemet samme dag og makuler."),
        ("skjema-mine-forste-fjorten-dager", "Ikke skriv navn eller fødselsnummer på arket."),
        ("sjekkliste-lang", "Ikke skriv fødselsnummer. Før det underskrevne arket i fagsystemet samme dag."),
        ("kontaktark", "Skriv funksjoner, ikke navn på personer."),
    ):
        assert all(warning in text for text in pages_of(papers[name])), name


def test_a_short_part_stays_on_one_page_and_a_long_one_repeats_its_heading(real: Edition, hard: Edition) -> None:
    visit = pages_of(real.outputs["pdf/sjekkliste-for-fengselsbesok.pdf"].make())
    assert len(visit) == 2
    assert [sum(title in text for text in visit) for title in ("Ta med", "Under besøket", "Samme dag")] == [1, 1, 1]
    today = pages_of(real.outputs["pdf/sjekkliste-loslates-i-dag.pdf"].make())
    assert [text.count("Reisen, og det personen har med ut Dato") for text in today] == [1, 1]


def test_what_a_method_alone_asks_of_an_actor_comes_after_what_binds_it(real: Edition) -> None:
    blocks = sheet(real, Actor, "nav-kontor").blocks
    method = blocks.index(Heading("Metode: EX/IN (Oslo)"))
    caveat = "Gjelder plass i EX/IN, ikke retten til hjelp. Ikke vedtatt i Asker kommune."
    marks = [(number, block.marks) for number, block in enumerate(blocks) if isinstance(block, Entry)]

    assert blocks[method + 1] == Words(caveat, strong=True)
    assert {mark for number, mark in marks if number < method} >= {"Skal · Lov · I kraft"}
    assert all("Metode" in mark for number, mark in marks if number > method)


def test_handovers_sharings_and_open_points_are_told_whole_in_a_phase(real: Edition) -> None:
    told = {block.title: block for block in sheet(real, Phase, "exin-6-utfasing").blocks if isinstance(block, Entry)}
    handover = told["Utfasing når deltakeren klarer seg selv"]

    assert handover.marks == "Overlevering"
    assert {"Gir fra seg", "Tar over", "Hva som viser det"} <= {label for label, _ in handover.facts}


def test_a_sheet_leaves_out_no_condition_scope_limit_or_disagreement(real: Edition) -> None:
    handbook, view = real.handbook, view_of(real)
    lost = []
    for record in printed.printed(handbook):
        told = str(said(handbook, sheet_of(view, record))).lower()
        needed = [conflict.title for conflict in view.conflicts(record.ref)]
        if isinstance(record, Frame):
            needed += [handbook.name(ref) for ref in (*record.when, *record.unless)]
            needed += [phrases.scope_words(record.scope)] if record.scope else []
            needed += [title for one in record.who for title in limits_of(view, [one.who])]
        if isinstance(record, ItemFrame) and record.signatures:
            needed = []  # a sheet to sign says what is signed
        if isinstance(record, ItemFrame):
            for name, item in ((name, item) for part in record.parts for name, item in part.items.items()):
                needed += [handbook.name(ref) for ref in (*item.when, *item.unless)]
                needed += [point.title for point in view.open_points(view.item_ref(record, name))]
        lost += [(record.id, one) for one in needed if one.lower() not in told]

    assert lost == []


def test_an_actors_sheet_has_what_it_hands_over_and_all_it_may_tell(real: Edition) -> None:
    titles = {block.title for block in sheet(real, Actor, "nav-kontor").blocks if isinstance(block, Entry)}

    assert "Overføring til nytt Nav-kontor ved flytting" in titles
    assert "Tjenestene deler med hverandre når personen samtykker" in titles


def test_an_actors_sheet_begins_with_what_must_not_fail(real: Edition) -> None:
    blocks = sheet(real, Actor, "helsetjenesten-i-fengselet").blocks

    assert blocks[0] == Heading("Dette må ikke svikte")
    assert "overdosefare og nalokson – helsetjenesten i fengselet. Løslates i dag, Planlagt løslatelse." in str(
        blocks[1]
    )


def test_a_lesson_about_a_phase_has_the_work_of_the_phase_and_its_answers_last(real: Edition) -> None:
    lesson = sheet(real, Lesson, "exin-1-inntak")
    headings = [block.text for block in lesson.blocks if isinstance(block, Heading)]
    phase = real.handbook.all(Phase)["exin-1-inntak"]

    assert [part.title for part in phase.parts if part.title not in headings] == []
    assert headings.index("Prøv deg") < headings.index("Svar")
    assert [text for text in str(lesson.blocks).split("Svar")[0].split() if text.startswith("Riktig.")] == []


def test_the_volumes_are_together_the_whole_handbook_with_nothing_twice(real: Edition) -> None:
    volumes = shelves.volumes(real.handbook)
    packs = [volume(view_of(real), one) for one in volumes]
    names = [one.name for pack in packs for chapter in pack.chapters for one in chapter.sheets]
    records = [printed.name(one) for one in printed.printed(real.handbook) if not isinstance(one, Concern)]
    gathered = {"forlopet", "hvem-tar-over", "taushetsplikt", "ikke-beskrevet", "uenighet", "roller", "begreper",
                "lover", "kilder", "kontaktark"}  # fmt: skip

    assert sorted(names) == sorted({*names})
    assert {*names} >= {*records, *gathered, *(printed.name(one) for one in real.handbook.all(Topic).values())}
    for pack, one in zip(packs, volumes, strict=True):
        assert pack.cover.title == f"Håndboken, bind {one.number} av {len(volumes)}: {one.name}"
        assert pack.cover.facts == tuple((f"Bind {other.number}", other.name) for other in volumes)


def test_the_address_of_the_site_is_on_the_sheet_and_in_the_word_file(tiny: Path) -> None:
    made = edition(Project(tiny), site_url="https://handbok.kommune.no/under/").outputs
    name = "sjekkliste-loslatelse"
    assert "handbok.kommune.no/under/sjekklister/loslatelse/" in pages_of(made[f"pdf/{name}.pdf"].make())[0]
    foot = Document(io.BytesIO(made[f"word/{name}.docx"].make())).sections[0].footer.paragraphs[0].text
    assert "handbok.kommune.no/under/sjekklister/loslatelse/" in foot


def test_a_trial_says_so_where_the_address_would_stand_and_has_no_picture_of_one(tiny: Path) -> None:
    made = edition(Project(tiny), site_url="https://handbok.example/")
    text = text_of(data_of(made.handbook, sheet(made, Checklist, "loslatelse"), made.site_url))
    foot = Document(io.BytesIO(made.outputs["word/sjekkliste-loslatelse.docx"].make())).sections[0].footer

    assert marks_in(text) == {}
    for told in (pages_of(made.outputs["pdf/sjekkliste-loslatelse.pdf"].make())[0], foot.paragraphs[0].text):
        assert "Prøveutgave" in told
        assert "handbok.example" not in told


def test_every_letter_that_the_check_lets_through_has_a_glyph_in_both_weights(real: Edition) -> None:
    letters = " ".join(chr(code) for code in range(0x21, 0x2266) if not OUTSIDE.search(chr(code)))
    blank = sheet(real, Checklist, "forste-dag")
    lines = (Line(ItemSort.TICK, letters, letters, letters), Line(ItemSort.TEXT, letters))
    blocks = (Heading(letters), Words(letters, strong=True), Points((letters,)), Lines("Del", lines))
    data = data_of(real.handbook, replace(blank, title=letters, blocks=blocks), "")

    assert "Ŋŋ" in letters.replace(" ", "")
    text = text_of(data)
    assert pdf_of_text(text, marks_in(text)).startswith(b"%PDF")


def test_nothing_is_offered_to_print_that_is_not_made(real: Edition) -> None:
    without = real.handbook.without({Ref("kommune", "kommune")})
    for handbook in (real.handbook, without):
        made = {output.path for output in papers(handbook)}
        shelved = [paper for _, shelf in shelves.shelves(handbook) for paper in shelf]
        offered = {path for paper in shelved for path in (paper.pdf, paper.word)}
        assert offered - made == {""}


def test_the_same_content_gives_the_same_bytes(tiny_edition: Edition) -> None:
    again = edition(Project(TINY)).outputs
    for path, output in tiny_edition.outputs.items():
        if path.startswith(("pdf/", "word/")):
            assert output.make() == again[path].make(), path
            assert output.decided() == again[path].decided(), path


def test_only_the_paper_that_tells_of_a_change_is_made_anew(trial: Trial, tiny_edition: Edition) -> None:
    trial.edit("routines/kjerne/samtaler/helse.yml", "tittel: ", "tittel: Ny ")
    before = {path: output.decided() for path, output in tiny_edition.outputs.items() if path.startswith("pdf/")}
    after = {path: output.decided() for path, output in trial.edition().outputs.items() if path.startswith("pdf/")}
    changed = {path for path in before if before[path] != after[path]}

    assert any(path.startswith("pdf/samtale-") for path in changed)
    assert "pdf/pakke-handboken-lister.pdf" in changed
    assert "pdf/pakke-handboken-tema.pdf" not in changed
    assert "pdf/sjekkliste-loslatelse.pdf" not in changed


def test_a_sheet_says_version_approval_review_sources_and_that_exin_is_no_right(real: Edition) -> None:
    data = said(real.handbook, sheet(real, Checklist, "loslatelse"))

    assert data["approval"] == "Utkast – ikke godkjent av Asker kommune"
    assert data["next"] == "neste gjennomgang ikke fastsatt (forslag 22. november 2027)"
    assert data["sources"] == "Bygger på: EX/IN-veilederen (metode), forslag fra redaksjonen"
    assert data["caveat"] == "Gjelder plass i EX/IN, ikke retten til hjelp. Ikke vedtatt i Asker kommune."
    assert data["no_names"] == "Ikke skriv navn eller fødselsnummer. Før i fagsystemet samme dag og makuler."
    assert data["contact"] == "Ring fengselsteamet: 66 90 90 00 (Brukertorget, Asker kommune)"
    assert re.fullmatch(r"[0-9a-f]{7}", data["version"])


def test_what_must_not_fail_stands_on_top_even_when_it_was_written_last(hard: Edition) -> None:
    parts = [block for block in sheet(hard, Checklist, "lang").blocks if isinstance(block, Lines)]

    assert parts[0].title.startswith("Del 39")
    assert parts[0].lines[0].first


def test_notes_about_the_sources_are_for_editors_and_stay_off_the_paper(real: Edition) -> None:
    for name in ("exin-samtykke", "kontaktark-nav", "individuell-plan-innhold"):
        assert "kilden" not in str(sheet(real, Form, name).blocks).lower(), name
    assert "personvernombudet" in str(sheet(real, Form, "exin-samtykke").caution)


def test_the_card_for_the_person_is_large_plain_and_says_whom_to_ring(real: Edition) -> None:
    card = sheet(real, Form, "mine-forste-fjorten-dager")
    lines = [line.text for block in card.blocks if isinstance(block, Lines) for line in block.lines]
    words = re.findall(r"\w+", " ".join((*card.lead, *lines)))
    lix = len(words) / len((*card.lead, *lines)) + 100 * sum(len(word) > 6 for word in words) / len(words)

    assert card.large
    assert "66 90 90 00" in card.contact
    assert lix <= 35


def test_the_contact_sheet_has_functions_and_room_to_write_and_no_person(real: Edition) -> None:
    contacts = contact_sheet(view_of(real))
    assert contacts is not None
    known, blank = (block.rows for block in contacts.blocks)  # type: ignore[union-attr]  # two tables
    assert known[0][0] == "Brukertorget"
    assert "Fengselet" in [row[0] for row in blank]
    assert {row[1:] for row in blank} == {("", ""), ("Forslag fra redaksjonen", "")}  # no source has legevakt
    assert not {"Personen selv", "Pårørende eller verge"} & {row[0] for row in blank}


def test_a_new_employees_pack_has_the_routine_the_course_the_lessons_and_the_cases(tiny_edition: Edition) -> None:
    names = [one.name for chapter in new_in_team(view_of(tiny_edition)).chapters for one in chapter.sheets]

    assert {"forlopet", "leksjon-forste-uke", "ovingscase-mangler-nokkel"} <= {*names}
