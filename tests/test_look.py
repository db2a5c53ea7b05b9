"""The municipality's colours and logo: readable in both schemes, safe, and on every page and sheet that has them."""

from __future__ import annotations

import io
import re
import struct
import zlib
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from mkdocs.structure.files import Files
from PIL import Image
from trial import Trial

from macros.edition import Edition
from macros.outputs import look
from macros.outputs.paper import everything
from macros.outputs.paper.typeset import data_of
from macros.outputs.press import pixels
from macros.outputs.told.teller import Teller
from macros.project import THEME
from macros.publish import publish
from macros.records.colour import DARKEST_SURFACE, contrast
from macros.site import PageFile, settings

PLACE = "routines/kommune/kommune.yml"
LOGO = "routines/kommune/logo.svg"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">{}</svg>'
SHAPE = SVG.format('<path d="M0 0h60v20z" fill="#123456"/>')
MASKS = "".join(f'<mask id="m{n}">{f"""<path mask="url(#m{n + 1})"/>""" * 10}</mask>' for n in range(6))


def coloured(trial: Trial, *colours: str) -> Trial:
    listed = ", ".join(f'"{one}"' for one in colours)
    return trial.edit(PLACE, "kort: Eksempel\n", f"kort: Eksempel\nfarger: [{listed}]\n")


def png(width: int, height: int, *more: tuple[bytes, bytes], rows: int = 0, colours: int = 2) -> bytes:
    signs = b"\x12\x34\x56" if colours == 2 else b"\1"
    drawn = zlib.compress((b"\0" + signs * width) * (rows or height))
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)), *more, (b"IDAT", drawn)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in (*parts, (b"IEND", b""))
    )


def variables(rules: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", rules))


# Colours.


@pytest.mark.parametrize("colour", ["#17495a", "#7a1f3d", "#000000", "#00568f", "#0b5345", "#4a2c82", "#9a4400"])
def test_words_in_the_colour_can_be_read_in_both_schemes(colour: str, trial: Trial) -> None:
    day, night = look.colours(coloured(trial, colour).handbook()).decode().strip().split("\n")
    ours = re.findall(r":root \{(.*?)\}", (THEME / "styles" / "0-farger.css").read_text("utf-8"), re.DOTALL)
    for told, theirs in ((variables(day), variables(ours[0])), (variables(night), variables(ours[1]))):
        ground = [theirs["papir"], theirs["flate"], theirs["advarsel"], told["aksent-lys"]]
        assert [one for one in ground if contrast(told["aksent"], one) < 4.5] == []
        assert contrast(told["topp"], told["på-topp"].replace("#fff", "#ffffff")[:7]) >= 4.5
    assert all(rule.startswith("@media screen") for rule in (day, night))


def test_the_surface_that_colours_are_held_to_is_the_darkest() -> None:
    ours = variables((THEME / "styles" / "0-farger.css").read_text("utf-8").partition("prefers-color-scheme")[0])
    assert all(
        contrast(ours[name], "#000000") >= contrast(DARKEST_SURFACE, "#000000")
        for name in ("papir", "flate", "advarsel")
    )


@pytest.mark.parametrize(("colour", "near"), [("#ffcc00", "#866b00"), ("#1e90ff", "#176fc4")])
def test_a_colour_that_cannot_be_read_is_told_of_with_the_nearest_that_can(
    colour: str, near: str, trial: Trial
) -> None:
    told = coloured(trial, "#17495a", colour).faults()
    assert len(told) == 1
    assert told[0].startswith(f"{PLACE}:8: «farger» nr. 2 har kontrasten ")
    assert told[0].endswith(f"må ha minst 4,5, ellers kan ikke alle lese. Nærmeste som holder, er {near}.")
    assert contrast(near, DARKEST_SURFACE) >= 4.5


def test_what_is_no_colour_is_a_fault(trial: Trial) -> None:
    assert "må være en farge med seks tegn" in coloured(trial, "burgunder").faults()[0]


def test_one_colour_that_is_no_list_is_told_how_to_be_one_that_can_be_read(trial: Trial) -> None:
    told = trial.edit(PLACE, "kort: Eksempel\n", 'kort: Eksempel\nfarger: "#17495a"\n').faults()
    assert told == [
        f'{PLACE}:8: «farger» må være en liste. Skriv «farger: ["#17495a"]», eller «- » foran hvert punkt, '
        "hvert på sin linje."
    ]


def test_three_colours_are_too_many(trial: Trial) -> None:
    assert coloured(trial, *["#17495a"] * 3).faults() == [f"{PLACE}:8: «farger» kan ha høyst 2 i listen."]


# The logo.


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "«script», som ikke er en form"),
        ('<path d="M0 0" onload="alert(1)"/>', "kan kjøres («onload»)"),
        ('<image href="https://spor.example/x.png"/>', "«image», som ikke er en form"),
        ('<path d="M0 0" fill="url(https://spor.example/#a)"/>', "et annet sted fra («fill»)"),
        ('<path d="M0 0" style="fill:url(//spor.example/a)"/>', "et annet sted fra («fill»)"),
        ('<use href="https://spor.example/a.svg#a"/>', "et annet sted fra («href»)"),
        ("<foreignObject><p>Hei</p></foreignObject>", "«foreignObject», som ikke er en form"),
        ("<style>@import url(https://spor.example/a.css);</style>", "stiler (<style>) som ikke kan leses"),
        ("<text>Eksempel</text>", "«text», som ikke er en form"),
        ("<animate/>", "«animate», som ikke er en form"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "for mange ganger («use» eller «mask»)"),
        (MASKS, "for mange ganger («use» eller «mask»)"),
        (MASKS.replace("mask", "clipPath").replace("clipPath=", "clip-path="), "for mange ganger"),
        ('<g id="a"/><g id="a"/>', "samme «id»"),
        ('<path d="M0 0" fill="image-set(\'//spor.example/a.png\' 1x)"/>', "et annet sted fra («fill»)"),
        ('<path d="M0 0" mask="src(\'//spor.example/a.svg\')"/>', "et annet sted fra («mask»)"),
        ('<path d="M0 0" style="fill: https://spor.example/"/>', "et annet sted fra («fill»)"),
        ('<use href="#%61"/>', "et annet sted fra («href»)"),
        ("<g>" * 40 + "</g>" * 40, "mer enn 30 lag"),
        ("<g>", "kan ikke leses som SVG"),
    ],
)
def test_a_logo_with_more_than_shapes_is_refused(inside: str, said: str, trial: Trial) -> None:
    told = trial.lay(LOGO, SVG.format(inside)).faults()
    assert len(told) == 1
    assert told[0].startswith(f"{LOGO}:1: ")
    assert said in told[0]
    assert "PNG" in told[0]


@pytest.mark.parametrize(
    ("place", "data", "said"),
    [
        (LOGO, b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SHAPE.encode(), "<!ENTITY>"),
        (LOGO, SHAPE.encode("utf-16"), "kan ikke leses som SVG"),
        (LOGO, b"<html/>", "ikke en SVG"),
        (LOGO, b'<svg xmlns="http://www.w3.org/2000/svg"/>', "hvor stor den er"),
        (LOGO, SVG.replace("60 20", "900 20").format("").encode(), "høyst 8 ganger så bred"),
        (LOGO, b" " * 200_001, "høyst 200 kB"),
        ("routines/kommune/logo.png", SHAPE.encode(), "kan ikke leses som et bilde"),
        ("routines/kommune/logo.png", png(30, 10)[:-20], "kan ikke leses som et bilde"),
        ("routines/kommune/logo.png", png(3000, 1000)[:100], "høyst 2000 på hver kant"),
        ("routines/kommune/logo.png", png(30, 10, rows=4), "det mangler rader"),
        ("routines/kommune/logo.png", png(30, 10, colours=3), "mangler paletten"),
    ],
)
def test_a_file_that_cannot_be_a_logo_is_refused(place: str, data: bytes, said: str, trial: Trial) -> None:
    told = trial.lay(place, data).faults()
    assert len(told) == 1
    assert told[0].startswith(f"{place}:1: ")
    assert said in told[0]


def test_what_is_kept_of_a_logo_is_its_shapes(trial: Trial) -> None:
    drawn = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><!-- av Kari -->'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://inkscape" i:version="1" width="60" height="20">'
        "<title>Kari</title><metadata><i:author>Kari</i:author></metadata><style>.a{fill:#123456;stroke:none}</style>"
        '<g i:label="Kari"><path class="a" d="M0 0h60v20z" style="opacity: .5"/></g></svg>'
    )
    picture = trial.lay(LOGO, drawn).handbook().logo
    assert picture is not None
    assert picture.data.decode() == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">'
        '<g><path fill="#123456" stroke="none" d="M0 0h60v20z" opacity=".5" /></g></svg>'
    )


def test_a_logo_cut_and_coloured_as_drawing_programs_do_is_taken(trial: Trial) -> None:
    inside = (
        '<defs><rect id="a" width="9" height="9"/></defs><clipPath id="b"><use href="#a"/></clipPath>'
        '<g clip-path="url(#b)" transform="matrix(1 0 0 1 0 0) rotate(9)"><path d="M0 0h9" fill="rgb(1, 2, 3)"/></g>'
    )
    picture = trial.lay(LOGO, SVG.format(inside)).handbook().logo
    assert picture is not None
    assert picture.data.count(b"url(#b)") == 1


def test_what_is_kept_of_a_photograph_of_a_logo_is_its_pixels(trial: Trial) -> None:
    picture = trial.lay("routines/kommune/logo.png", png(30, 10, (b"tEXt", b"Author\0Kari"))).handbook().logo
    assert picture is not None
    assert b"Kari" not in picture.data
    with Image.open(io.BytesIO(picture.data)) as shown:
        assert (shown.getpixel((0, 0)), shown.info) == ((0x12, 0x34, 0x56), {})
    assert (picture.width, picture.height) == (30, 10)


def test_a_logo_lies_beside_the_profile_and_there_is_one(trial: Trial) -> None:
    assert "Filen leses ikke" in trial.lay("routines/kommune/roller/logo.svg", SHAPE).faults()[0]
    (trial.folder / "routines/kommune/roller/logo.svg").unlink()
    told = trial.lay(LOGO, SHAPE).lay("routines/kommune/logo.png", png(30, 10)).faults()
    assert told == ["routines/kommune/logo.png:1: Det er to logoer her. Slett den ene."]


def test_the_logo_and_the_colour_are_on_pages_sheets_and_in_word(trial: Trial) -> None:
    made = coloured(trial, "#7a1f3d").lay(LOGO, SHAPE).edition()
    shown = look.in_the_head(made.handbook)
    assert made.outputs[str(shown["fil"])].make().startswith(b"<svg")
    assert (shown["av"], shown["bred"], shown["høy"]) == ("Logoen til Eksempel kommune", 108, 36)
    assert b"--topp: #7a1f3d" in next(one.make() for path, one in made.outputs.items() if path.endswith(".css"))

    sheet = made.outputs["pdf/sjekkliste-loslatelse.pdf"].make()  # PDF/UA: it would not be set without alternative text
    assert sheet.startswith(b"%PDF")
    document = Document(io.BytesIO(made.outputs["word/sjekkliste-loslatelse.docx"].make()))
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == ["Logoen til Eksempel kommune"]
    assert 'w:color="7a1f3d"' in document.paragraphs[0]._p.xml


def test_a_logo_that_can_be_seen_in_a_tab_is_its_icon(trial: Trial, tmp_path: Path) -> None:
    assert "ikon" not in look.in_the_head(trial.lay(LOGO, SHAPE).handbook()), "it is three times wider than high"

    made = trial.lay(LOGO, SHAPE.replace("0 0 60 20", "0 0 20 20")).edition()
    publish(trial.project, made, tmp_path / "nettsted")
    page = (tmp_path / "nettsted" / "sjekklister" / "index.html").read_text("utf-8")
    assert re.findall(r'<link rel="icon" href="([^"]*)">', page) == [f"../{look.in_the_head(made.handbook)['fil']}"]


def test_a_logo_of_pixels_is_in_word_and_on_paper_as_it_is_drawn(trial: Trial) -> None:
    made = trial.lay("routines/kommune/logo.png", png(60, 20)).edition()
    picture = made.handbook.logo
    assert picture is not None
    drawn = pypdfium2.PdfDocument(made.outputs["pdf/sjekkliste-loslatelse.pdf"].make())[0].render(scale=2).to_pil()
    assert drawn.convert("RGB").getpixel((150, 100)) == (0x12, 0x34, 0x56)
    assert pixels(picture.svg, 36).startswith(b"\x89PNG")


def test_without_either_all_looks_as_before(tiny_edition: Edition) -> None:
    handbook = tiny_edition.handbook
    assert look.colours(handbook) == b""
    assert look.in_the_head(handbook) == {}
    assert {str(data_of(handbook, make(), "")["look"]) for _, make in everything(Teller(handbook))} == {"{}"}


# What a build makes anew.


def modified(made: Edition, trial: Trial, earlier: dict[str, str]) -> tuple[dict[str, str], set[bool]]:
    """Return what decides the pages of *made*, and whether they differ from those of *earlier*."""
    config, plugin = settings(trial.project, trial.folder / "site")
    plugin.edition, plugin.earlier = made, earlier
    files = plugin.on_files(Files([]), config=config)
    return plugin.manifest, {file.is_modified() for file in files if isinstance(file, PageFile)}


def test_a_new_colour_or_logo_makes_every_page_and_sheet_anew(trial: Trial) -> None:
    before = trial.edition()
    earlier, _ = modified(before, trial, {})
    assert modified(trial.edition(), trial, earlier)[1] == {False}

    coloured(trial, "#7a1f3d")
    middle = trial.edition()
    decided, anew = modified(middle, trial, earlier)
    assert anew == {True}
    after = trial.lay(LOGO, SHAPE).edition()
    assert modified(after, trial, decided)[1] == {True}
    for path in ("pdf/sjekkliste-loslatelse.pdf", "word/sjekkliste-loslatelse.docx"):
        assert len({made.outputs[path].decided() for made in (before, middle, after)}) == 3


def test_a_sheet_keeps_its_version_when_only_its_look_is_new(trial: Trial) -> None:
    versions = [
        {path: data_of(made.handbook, make(), "")["chapters"][0]["sheets"][0]["version"] for path, make in sheets[-2:]}
        for made in (trial.edition(), trial.lay(LOGO, SHAPE).edition())
        for sheets in [[*everything(Teller(made.handbook))]]
    ]
    assert versions[0] == versions[1]
