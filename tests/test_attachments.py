"""Pictures and documents beside a routine: shown to all, on paper too, and without traces of who made them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pikepdf
import pytest
from docx import Document
from PIL import Image
from trial import Trial

from macros.edition import Edition
from macros.records import Routine

DEFLATED = pikepdf.Name.FlateDecode
PLAN, BLANK = "routines/kjerne/vedlegg/plan-over-rommene.png", "routines/kommune/vedlegg/avtale-blank.pdf"
ROUTINE = "routines/kjerne/rutiner/nar-ingen-svarer.yml"


def picture(form: str = "PNG", **how: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(made, form, **how)
    return made.getvalue()


def located() -> bytes:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (59.0, 50.0, 0.0)}  # where it was taken
    return picture("JPEG", exif=exif)


def pdf(**about: str) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        for key, value in about.items():
            document.docinfo[f"/{key}"] = value
        document.save(made)
    return made.getvalue()


def pdf_that(*, packed: bool = True, **does: pikepdf.Object) -> bytes:  # what its catalogue says
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        for key, value in does.items():
            document.Root[f"/{key}"] = document.make_indirect(value)
        streams = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
        document.save(made, object_stream_mode=streams, compress_streams=True)
    return made.getvalue()


def pdf_with_a_file() -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["liste.txt"] = b"hemmelig"
        document.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def pdf_with_creator(*, packed: bool = True) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
            told["dc:creator"] = ["En Person"]
        if packed:
            document.Root.Metadata.write(zlib.compress(bytes(document.Root.Metadata.read_bytes())), filter=DEFLATED)
        document.save(made, compress_streams=False)
    return made.getvalue()


def docx(author: str = "", parts: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    made, document = io.BytesIO(), Document()
    document.core_properties.author = author
    document.save(made)
    with zipfile.ZipFile(made, "a") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return made.getvalue()


def docx_where(name: str, data: bytes) -> bytes:
    """Return a document whose part *name* is *data* instead."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.namelist():
            new.writestr(one, data if one == name else old.read(one))
    return made.getvalue()


def locked(data: bytes) -> bytes:
    """Return the document *data* whose parts say that they have a password."""
    return re.sub(rb"(PK\x01\x02.{4})..", lambda found: found[1] + b"\1\0", data, flags=re.DOTALL)


def without(name: bytes, data: bytes) -> bytes:
    """Return the PNG *data* without its part *name*."""
    at = data.index(name) - 4
    return data[:at] + data[at + 12 + int.from_bytes(data[at : at + 4]) :]


def with_a_wrong_sum(data: bytes) -> bytes:
    at = data.index(b"IEND") - 8  # the sum of the part before
    return data[:at] + b"abcd" + data[at + 4 :]


def of_palette() -> bytes:
    made = io.BytesIO()
    Image.new("P", (40, 30), 1).save(made, "PNG")
    return made.getvalue()


MANAGED = b'<Properties xmlns="x"><Manager>En Person</Manager></Properties>'
TRACKED = b'<w:document xmlns:w="x"><w:ins w:id="1" w:author="En Person"/></w:document>'
RUNS = "Dokumentet har noe i seg som kan kjøres, eller andre filer. Skriv det ut til en ny PDF"
SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
LAUNCH = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="x.exe")
COMMENTED = "Dokumentet har kommentarer eller sporede endringer, med navn på dem som skrev. Godta endringene"


def faults_of(trial: Trial, name: str, data: bytes) -> list[str]:
    """Return what is wrong when *data* lies beside the routine as *name*, which it names."""
    trial.edit(ROUTINE, "  - fil: plan-over-rommene.png\n", f"  - fil: {name}\n")
    (trial.folder / PLAN).unlink()
    return trial.lay(f"routines/kjerne/vedlegg/{name}", data).faults()


# What readers have.


def test_a_picture_is_shown_with_its_words_and_its_room_and_a_document_is_linked_to(tiny_edition: Edition) -> None:
    (page,) = [one for one in tiny_edition.pages.values() if one.address == "rutiner/nar-ingen-svarer/"]

    assert (
        '<img src="../../vedlegg/plan-over-rommene.png" alt="To rom ved siden av hverandre, med dør mellom."'
        ' width="320" height="160" loading="lazy">'
    ) in page.body
    assert "<figcaption>Plan over rommene</figcaption>" in page.body
    assert 'href="../../vedlegg/avtale-blank.pdf">Blank avtale (PDF, 1 kB)</a>' in page.body


def test_the_files_are_on_the_site_byte_for_byte(tiny_edition: Edition, tiny: Path) -> None:
    for place in (PLAN, BLANK):
        output = tiny_edition.outputs[f"vedlegg/{Path(place).name}"]
        assert output.make() == (tiny / place).read_bytes()


def test_a_picture_stands_on_the_sheet_and_in_word_and_a_document_is_named(tiny_edition: Edition) -> None:
    with pikepdf.open(io.BytesIO(tiny_edition.outputs["pdf/rutine-nar-ingen-svarer.pdf"].make())) as document:
        assert sum(len(page.get_images()) for page in document.pages) == 1
    word = Document(io.BytesIO(tiny_edition.outputs["word/rutine-nar-ingen-svarer.docx"].make()))
    (shape,) = word.inline_shapes
    assert shape._inline.docPr.get("descr") == "To rom ved siden av hverandre, med dør mellom."
    assert "Blank avtale – filen ligger på nettsiden" in [paragraph.text for paragraph in word.paragraphs]
    chosen = tiny_edition.outputs["utskrift/rutine-nar-ingen-svarer.js"].make().decode()
    assert "../vedlegg/plan-over-rommene.png" in chosen


def test_another_picture_by_the_same_name_makes_its_sheets_anew_and_no_others(trial: Trial) -> None:
    before = {path: one.decided() for path, one in trial.edition().outputs.items()}
    trial.lay(PLAN, picture())
    after = {path: one.decided() for path, one in trial.edition().outputs.items()}
    anew = {path for path, one in after.items() if before[path] != one}

    assert {
        "vedlegg/plan-over-rommene.png", "pdf/rutine-nar-ingen-svarer.pdf", "word/rutine-nar-ingen-svarer.docx",
    } <= anew  # fmt: skip
    assert "pdf/rutine-fengselsteam.pdf" not in anew
    assert "vedlegg/avtale-blank.pdf" not in anew


def test_the_municipalitys_file_takes_the_place_of_the_cores_by_the_same_name(trial: Trial) -> None:
    own = picture()
    edition = trial.lay("routines/kommune/vedlegg/plan-over-rommene.png", own).edition()

    assert edition.outputs["vedlegg/plan-over-rommene.png"].make() == own


# What is wrong.


def test_a_picture_must_be_told_to_those_who_do_not_see_it(trial: Trial) -> None:
    trial.edit(ROUTINE, "    alternativ_tekst: To rom ved siden av hverandre, med dør mellom.\n", "")

    assert trial.faults() == [
        f"{ROUTINE}:10: «vedlegg» nr. 1 mangler «alternativ_tekst». Skriv hva bildet viser, for den som ikke ser det."
    ]


def test_a_file_that_is_not_there_and_one_that_nobody_names_are_told_of(trial: Trial) -> None:
    trial.edit(ROUTINE, "fil: plan-over-rommene.png", "fil: plan-over-rommet.png")
    missing, unnamed = trial.faults()

    assert missing.startswith(f"{ROUTINE}:10: «plan-over-rommet.png» finnes ikke. Mente du «plan-over-rommene.png»?")
    assert unnamed == f"{PLAN}:1: Ingen post har filen som vedlegg. Nevn den under «vedlegg», eller slett den."


@pytest.mark.parametrize("name", ["tegning.svg", "Plan.PNG", "plan over.png", "notat.txt", "post.yml"])
def test_only_pictures_and_documents_by_plain_names_may_lie_there(trial: Trial, name: str) -> None:
    (fault,) = trial.lay(f"routines/kjerne/vedlegg/{name}", b"x").faults()

    assert fault.startswith(f"routines/kjerne/vedlegg/{name}:1: «{name}» kan ikke ligge her. Vedlegg er bilder")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("bilde.jpg", picture(), "Filen er ikke det navnet sier: innholdet er PNG."),
        ("bilde.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Filen kan ikke leses som et bilde."),
        ("bilde.png", picture()[:60], "Filen kan ikke leses som et bilde."),
        ("bilde.png", b"0" * 1_200_000, "Filen er 1,2 MB, og kan ikke være mer enn 1. Gjør den mindre."),
        ("bilde.jpg", located(), "Bildet har opplysninger om seg selv (metadata). Det kan være sted, kamera og navn."),
        ("bilde.jpg", picture("JPEG", comment=b"tatt av noen"), "Bildet har opplysninger om seg selv (metadata)."),
        ("blank.pdf", b"%PDF-1.7 og ikke mer", "Filen kan ikke leses som PDF."),
        ("blank.pdf", pdf(Author="En Person"), "Dokumentet sier at det er skrevet av «En Person». Fjern forfatteren"),
        ("blank.pdf", pdf_with_creator(), "Dokumentet sier at det er skrevet av «En Person». Fjern forfatteren"),
        ("blank.pdf", pdf_with_creator(packed=False), "Dokumentet sier at det er skrevet av «En Person»."),
        ("blank.pdf", pdf_that(OpenAction=SCRIPT), RUNS),
        ("blank.pdf", pdf_that(OpenAction=LAUNCH, packed=False), RUNS),
        ("blank.pdf", pdf_with_a_file(), RUNS),
        ("bilde.png", without(b"PLTE", of_palette()), "Bildet mangler paletten med fargene sine."),
        ("bilde.png", with_a_wrong_sum(picture()), "Filen kan ikke leses som et bilde."),
        ("blank.docx", docx_where("docProps/core.xml", b"<a/>"), "Filen kan ikke leses som et Word-dokument."),
        ("blank.docx", docx_where("docProps/core.xml", b"<a>"), "Filen kan ikke leses som et Word-dokument."),
        ("blank.docx", docx().replace(b"\x08\0", b"\x63\0"), "Filen kan ikke leses som et Word-dokument."),
        ("blank.docx", locked(docx()), "Filen kan ikke leses som et Word-dokument."),
        ("blank.docx", docx(parts={"docProps/custom.xml": b"<a>en@x.no</a>"}), "Dokumentet nevner en person i"),
        ("blank.docx", docx(parts={"word/comments.xml": TRACKED}), COMMENTED),
        ("blank.docx", docx_where("docProps/app.xml", MANAGED), "Dokumentet nevner en person i egenskapene sine."),
        ("blank.docx", picture(), "Filen kan ikke leses som et Word-dokument."),
        ("blank.docx", docx("En Person"), "Dokumentet sier at det er skrevet av «En Person». Fjern forfatteren"),
        ("blank.docx", docx(parts={"word/vbaProject.bin": b""}), "Dokumentet har makroer. Lagre det uten."),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_a_file_is_judged_by_its_content(trial: Trial, name: str, data: bytes, told: str) -> None:
    (fault,) = faults_of(trial, name, data)

    assert fault.startswith(f"routines/kjerne/vedlegg/{name}:1: {told}")


@pytest.mark.parametrize(
    ("name", "data"),
    [("bilde.jpg", picture("JPEG", dpi=(150, 150))), ("blank.pdf", pdf(Title="Blank")), ("blank.docx", docx())],
    ids=["jpg", "pdf", "docx"],
)
def test_a_sound_file_without_traces_is_taken(trial: Trial, name: str, data: bytes) -> None:
    assert faults_of(trial, name, data) == []


def test_a_palette_is_taken_when_it_is_there_and_stands_on_the_sheet(trial: Trial) -> None:
    made = trial.lay(PLAN, of_palette()).edition()

    assert made.outputs["pdf/rutine-nar-ingen-svarer.pdf"].make().startswith(b"%PDF")


def test_a_link_out_of_the_folder_is_never_followed(trial: Trial, tmp_path: Path) -> None:
    secret = tmp_path / "hemmelig.png"
    secret.write_bytes(picture())
    (trial.folder / PLAN).unlink()
    (trial.folder / PLAN).symlink_to(secret)

    assert trial.faults() == [f"{PLAN}:1: «plan-over-rommene.png» er ikke en vanlig fil. Legg selve filen i vedlegg/."]


def test_what_lies_beside_is_in_the_data(tiny_edition: Edition) -> None:
    data = tiny_edition.outputs["api/v1/rutiner.json"].make().decode()

    assert '"file": "plan-over-rommene.png"' in data
    held = tiny_edition.handbook.all(Routine)["nar-ingen-svarer"].attachments
    assert [one.is_picture for one in held] == [True, False]
