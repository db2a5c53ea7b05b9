"""The written pages: what may stand on them, what an editor is told of the rest, and which files are read at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from trial import Trial

from macros.edition import Edition
from macros.handbook.resting import uses
from macros.outputs.docs.calls import MACROS, Call, expanded, problem
from macros.outputs.docs.files import read
from macros.outputs.pages.setting import Setting
from macros.records.references import ID, KINDS, fold, not_an_id

ACTIVE = "Skript, stil og innbygde sider kan ikke stå her. Slett det."
UNSAFE = "«{}» er ikke trygg. Bruk https://, mailto:, tel: eller en side i håndboken."
UNBALANCED = "En HTML-kode er åpnet uten å være lukket, eller lukket uten å være åpnet. Rett den, eller slett den."
NO_ANCHOR = "Skriv id-en til en overskrift der, eller slett det fra og med «#»."
MISPLACED = "Makroen «lenke» kan ikke vises her. Sett den i vanlig tekst, ikke i kode, en lenke eller en HTML-kode."


def told_of(trial: Trial, text: str) -> list[str]:
    """Lay *text* as the third line of a page; return the faults without the page's path."""
    return [
        fault.removeprefix("docs/om/mer.md:") for fault in trial.lay("docs/om/mer.md", f"# Mer\n\n{text}\n").faults()
    ]


# Only what is allowed gets through.


@pytest.mark.parametrize(
    "text",
    [
        "[x](https://a.example/){: onclick=x }",
        "# Tittel {: style='color:red' }",
        "Tekst\n{: onmouseover=x }",
        '<div markdown="1"><p ONCLICK="x">x</p></div>',
        "<p/onclick=x>x</p>",
        "<div>\n\n<script src=https://a.example/x.js></script>\n\n</div>",
    ],
)
def test_what_acts_is_a_fault_however_it_is_written(text: str, trial: Trial) -> None:
    assert [fault.partition(": ")[2] for fault in told_of(trial, text)] == [ACTIVE]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<a href=" javascript:x">x</a>', "Adressen «javascript:x»"),
        ('<a href="java&#9;script:x">x</a>', "Adressen «java script:x»"),
        ('<a href="JavaScript&colon;x">x</a>', "Adressen «JavaScript:x»"),
        ('<a href="&#1;vbscript:x">x</a>', "Adressen «vbscript:x»"),
        ("[x](java&#115;cript:x)", "Lenken «javascript:x»"),
        ("[x](//a.example/)", "Lenken «//a.example/»"),
        (r"[x](/\a.example/)", r"Lenken «/\a.example/»"),
        ("[x](https:a.example)", "Lenken «https:a.example»"),
        ("[x](https://nav:@a.example/)", "Lenken «https://nav:@a.example/»"),
        ("[x](http://[a)", "Lenken «http://[a»"),
        ("<ftp://a.example/>", "Lenken «ftp://a.example/»"),
        ("[x][y]\n\n[y]: data:text/html,x", "Lenken «data:text/html,x»"),
        ('<img src="//a.example/x.png" alt="">', "Adressen «//a.example/x.png»"),
    ],
)
def test_an_address_is_read_as_a_browser_reads_it(text: str, what: str, trial: Trial) -> None:
    assert [fault.partition(": ")[2] for fault in told_of(trial, text)] == [
        f"{what} er ikke trygg.{UNSAFE.partition('trygg.')[2]}"
    ]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ('<base href="https://a.example/">', "base"),
        ('<meta http-equiv="refresh" content="0">', "meta"),
        ('<button formaction="javascript:x">x</button>', "button"),
        ('<svg><a xlink:href="javascript:x"><text>x</text></a></svg>', "svg"),
        ('<math><mi xlink:href="x">x</mi></math>', "math"),
        ("<body onload=x>", "body"),
        ("<title>x</title>", "title"),
        ('<video src="https://a.example/x.mp4"></video>', "video"),
        ("<ukjent-ting>x</ukjent-ting>", "ukjent-ting"),
        ("<javascript:x>", "javascript:x"),
    ],
)
def test_an_element_that_is_not_on_the_list_is_a_fault(text: str, tag: str, trial: Trial) -> None:
    assert told_of(trial, text) == [f"3: <{tag}> kan ikke stå på en side. Skriv det som Markdown, eller slett det."]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '<a href="https://a.example/" target="_blank">x</a>',
            "Egenskapen «target» på <a> kan ikke stå her. Slett den.",
        ),
        ('<p data-kryss="x">x</p>', "Egenskapen «data-kryss» på <p> kan ikke stå her. Slett den."),
        ('<p id="innhold">x</p>', "Id-en «innhold» er håndbokens egen. Skriv en annen."),
        ('<p id="a">x</p><p id="a">y</p>', "Id-en «a» står to ganger på siden. Skriv en annen."),
        (
            '<span class="merke">Skal</span>',
            "Klassen «merke» er håndbokens egen. Den er laget av postene. Klassene du kan bruke, er: dører, ingress, "
            "snarvei.",
        ),
        (
            "![x](https://a.example/x.png)",
            "Bildet «https://a.example/x.png» hentes fra et annet nettsted. Legg bildet i docs/, og vis til det der.",
        ),
        ("![x](x.png)", "Bildet «x.png» finnes ikke. Legg det i docs/, eller rett navnet."),
        ("[x](#her)", "Lenken «#her» fører til et sted som ikke finnes på siden. " + NO_ANCHOR),
        ("[x](index.md#her)", "Lenken «index.md#her» fører til et sted som ikke finnes på siden. " + NO_ANCHOR),
        ("[x]()", "Lenken har ingen adresse. Skriv den, eller slett lenken."),
        (
            "[x](/om/index.md)",
            "Lenken «/om/index.md» begynner med «/», som ikke virker her. Skriv veien fra denne filen.",
        ),
        ("</main>", UNBALANCED),
        ("<div>", UNBALANCED),
        ("<b>x", UNBALANCED),
    ],
)
def test_what_would_deceive_fetch_or_break_the_page_is_a_fault(text: str, message: str, trial: Trial) -> None:
    assert told_of(trial, text) == [f"3: {message}"]


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n| --- | ---: |\n| 1 | 2 |",
        "Ord\n:   Forklaring",
        '<div class="egen" markdown="1">\n\n**Fet** og [lenke](index.md)\n\n</div>',
        "<details open><summary>Mer</summary>Tekst</details>",
        "<!-- En merknad {{ finnes_ikke() }} -->",
        "a < b, c > d og < style> er tekst",
        "`` ` {{ finnes_ikke() }} ``",
        "Kode `over\nto {{ finnes_ikke() }} linjer`",
        "~~~\n```\n{{ finnes_ikke() }} <script>\n~~~",
        "## Innhold\n\n## Innhold",
        '<a href="../../sjekklister/loslatelse/">x</a>',
        "[ark](../pdf/sjekkliste-loslatelse.pdf)",
        "[x](mer%2Emd?a=1#mer)",
        "[x](index.md#oppgave-finne-bolig) og [y](../tema/bolig.md#oppgave-finne-bolig)",
        "<https://a.example/>",
        "[x]\n\n[x]: https://a.example/ 'Tittel'",
    ],
)
def test_what_is_meant_well_gets_through(text: str, trial: Trial) -> None:
    assert told_of(trial, text) == []


def test_each_fault_has_the_line_it_stands_on(trial: Trial) -> None:
    text = (
        "```\n<p onclick=x>\n```\n\n`<p onclick=x>`\n\n<p onclick=x>a</p>\n\n[a][b] <b\nonclick=x>c</b>\n\n"
        "- en\n- [to](ingen.md)\n- [tre](ingen.md)\n\n[b]: data:x\n"
    )
    assert [(fault.partition(":")[0], fault.partition("«")[2][:5]) for fault in told_of(trial, text)] == [
        ("9", ""), ("12", ""), ("15", "ingen"), ("16", "ingen"), ("18", "data:"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["> " * 400 + "x", "<b>" * 500 + "</b>" * 500])
def test_what_no_program_can_follow_is_a_fault(text: str, trial: Trial) -> None:
    assert [fault.partition(" (")[0].partition(".")[0] for fault in told_of(trial, text)] == [
        "1: Siden har for mange nivåer i hverandre"
    ]


# Macros.


@pytest.mark.parametrize(
    "text",
    [
        '<p title="{{ lenke("aktor/fengselet") }}">x</p>',
        '<a href="{{ lenke("aktor/fengselet") }}">x</a>',
        '[x]({{ lenke("aktor/fengselet") }})',
        '[{{ lenke("aktor/fengselet") }}](index.md)',
        '    {{ lenke("aktor/fengselet") }}',
    ],
)
def test_a_macro_where_it_cannot_be_shown_is_a_fault(text: str, trial: Trial) -> None:
    assert told_of(trial, text) == [f"3: {MISPLACED}"]


@pytest.mark.parametrize("kind", [*KINDS, "aktør", "tull", ""])
def test_every_macro_shows_what_it_is_given_or_it_is_a_fault(kind: str, tiny_edition: Edition) -> None:
    handbook = tiny_edition.handbook
    setting = Setting(handbook)
    view = setting.view
    known = [ref for ref in (*handbook.items, *uses(handbook)) if ref.kind == kind]
    ids = [*handbook.by_kind.get(fold(kind), {}), *(ref.id for ref in (*known, *handbook.moved)), "kommune"]
    odd = ["finnes-ikke", "", ":", "a/b", "x:1", "å", *(f"{one}:1" for one in ids), *(one.upper() for one in ids)]
    shown = 0
    for name in MACROS:
        for one in (*ids, *odd):
            call = Call(name, f'"{kind}/{one}"', 1)
            if not problem(setting, call):
                shown += 1
                assert one in ids
                assert expanded(f"{{{{ {name}({call.arguments}) }}}}", view).strip()
    assert bool(shown) == (kind in (*handbook.by_kind, "aktør", *(ref.kind for ref in known)))


def test_a_moved_id_in_a_link_says_where_it_has_gone(trial: Trial) -> None:
    message = "«oppgave/skaffe-bolig» har flyttet. Skriv «oppgave/finne-bolig»."
    assert told_of(trial, '{{ lenke("oppgave/skaffe-bolig") }}') == [f"3: {message}"]


def test_the_name_of_a_record_is_no_markdown(trial: Trial) -> None:
    trial.edit("routines/kjerne/aktorer/fengselet.yml", "tittel: fengselet", "tittel: '[x](javascript:x) *y* | z'")
    made = trial.lay("docs/om/mer.md", '# Mer\n\n{{ lenke("aktor/fengselet") }}\n').edition()
    assert "&#91;x&#93;&#40;javascript&#58;x&#41; &#42;y&#42; &#124; z</a>" in made.pages["om/mer.md"].body


def test_a_link_to_a_record_is_a_link_on_the_page(trial: Trial) -> None:
    made = trial.lay("docs/om/mer.md", '# Mer\n\n{{ lenke("aktor/fengselet") }}\n').edition()
    assert '<a href="../../ansvar/fengselet/">fengselet</a>' in made.pages["om/mer.md"].body


def test_words_are_explained_in_prose_alone(trial: Trial) -> None:
    code = "```\nvaretekt\n```\n\n`` varetekt ` ``"
    text = f"{code}\n\n<!-- a > varetekt -->\n\n<b title='a > varetekt'>x</b>\n{{: title='varetekt' }}"
    made = trial.lay("docs/om/mer.md", f"# Mer\n\n{text}\n\nVaretekt.\n").edition()
    before, marked, _ = made.pages["om/mer.md"].body.partition('<a class="ord"')
    assert (before, bool(marked)) == (f"# Mer\n\n{text}\n\n", True)


# The head of a page.


@pytest.mark.parametrize(
    ("head", "faults"),
    [
        ("title: a: b", ['2: Kolon midt i en verdi: «title: a: b». Sett hele verdien i anførselstegn («"…"»).']),
        (
            "titel: a",
            ["2: «titel» er ikke et kjent felt. Mente du «title»? Feltene her er: title, description."],
        ),
        (
            "title: Om boka\ndescription: En bok # og mer.",
            [
                "3: Det som står etter «#», blir ikke med i «description». "
                "Sett hele teksten i anførselstegn, eller flytt merknaden til en egen linje over feltet."
            ],
        ),
        ("title: a\ntitle: b", ["3: «title» står to ganger (også på linje 2). Slett den ene."]),
        ("title: a\ndescription: [b]", ["3: «description» må være tekst, ikke en liste eller flere felt."]),
        (
            "title: a\u202eb",
            ["2: Linjen har tegnet «usynlig» (U+202E), som ikke kan brukes i tekst. Slett tegnet og skriv på nytt."],
        ),
        ("title: vаrsel", ["2: «title» blander alfabeter: «а» (U+0430) i «vаrsel». Skriv ordet på nytt."]),
    ],
)
def test_a_fault_in_the_head_has_its_line(head: str, faults: list[str], trial: Trial) -> None:
    trial.lay("docs/om/mer.md", f"---\n{head}\n---\n\n# Mer\n")
    assert [fault.removeprefix("docs/om/mer.md:") for fault in trial.faults()] == faults


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: 'Hva: nå?'\n---\n\n# Mer\n", "Hva: nå?"),
        ("\ufeff---\r\ntitle: no\r\n---\r\n# Mer\r\n", "no"),
        ("---\ntitle:\n---\n# Mer **og** `mer` {: #x }\n", "Mer og mer"),
        ("---\n---\nMer\n===\n", "Mer"),
        ("---\n\nEn strek over og under.\n\n---\n\n# Mer\n", "Mer"),
        ("```\n# kode\n```\n\n# Om {{ lenke('aktor/personen') }}\n", "Om personen selv"),
        ("Ingen overskrift\n", "om/mer"),
    ],
)
def test_a_page_is_titled_by_its_head_or_its_heading(text: str, title: str, trial: Trial) -> None:
    assert trial.lay("docs/om/mer.md", text.encode()).edition().pages["om/mer.md"].title == title


def test_a_head_that_does_not_end_is_a_fault(trial: Trial) -> None:
    trial.lay("docs/om/mer.md", "---\ntitle: a\n\n# Mer\n")
    message = "Feltene øverst er ikke avsluttet. Skriv «---» på en egen linje under det siste feltet."
    assert trial.faults() == [f"docs/om/mer.md:1: {message}"]


# Files.


def test_what_editors_and_systems_leave_behind_is_no_content(trial: Trial) -> None:
    for name in ("#index.md#", "index.md~", ".index.md.swp", ".skjult/a.md", "~$brev.docx", ".DS_Store", "Thumbs.db"):
        trial.lay(f"docs/{name}", b"\xff<script>")
    for name in ("4913", "a.md___jb_tmp___", "a.md___jb_old___", "a.md.sb-1234abcd-Xy1", "a.bak", "a.orig", "a.tmp"):
        trial.lay(f"docs/{name}", b"\xff<script>")
    (trial.folder / "docs" / ".#index.md").symlink_to("nobody@nowhere.1:2")
    made = trial.edition()
    assert [name for name in (*made.pages, *made.outputs) if "#" in name or "~" in name or ".skjult" in name] == []


def test_a_file_that_cannot_be_read_is_a_fault_with_its_path(trial: Trial) -> None:
    docs = trial.folder / "docs"
    (docs / "borte.md").symlink_to("ingen.md")
    (docs / "ring.md").symlink_to("ring.md")
    (docs / "mappe.md").mkdir()
    (docs / "om" / "opp").symlink_to("..")
    os.mkfifo(docs / "ror.md")
    trial.lay("docs/stor.md", "x" * 1_000_001).lay("docs/side.html", "<script>").lay("docs/A.MD", "# A\n")
    trial.lay("docs/README.md", "# Les\n")
    assert [fault.partition(". ")[0] for fault in trial.faults()] == [
        "docs/A.MD:1: Filen må ha endelsen .md med små bokstaver",
        "docs/README.md:1: En README blir en oversiktsside her",
        "docs/borte.md:1: Lenken fører ikke til noen fil",
        "docs/mappe.md:1: Dette er en mappe, men den heter som en side",
        "docs/om/opp:1: Mappen er en lenke til en mappe som alt er med",
        "docs/ring.md:1: Lenken fører ikke til noen fil",
        "docs/ror.md:1: Dette er ikke en vanlig fil",
        "docs/side.html:1: Filer av dette slaget kan ikke ligge i docs/",
        "docs/stor.md:1: Filen er for stor (grensen er 1 MB)",
    ]


def test_a_link_to_a_folder_above_is_one_fault(trial: Trial) -> None:
    (trial.folder / "docs" / "opp").symlink_to("..")
    message = "Lenken fører til en mappe som rommer noe som alt er med. Slett lenken."
    assert trial.faults() == [f"docs/opp:1: {message}"]


def test_links_are_judged_beside_a_file_that_cannot_be_read(trial: Trial) -> None:
    trial.lay("docs/om/A.MD", "# A\n").lay("docs/om/mer.md", "# Mer\n\n[x](A.MD#a) [y](ingen.md)\n")
    assert [fault.partition(": ")[0] for fault in trial.faults()] == ["docs/om/A.MD:1", "docs/om/mer.md:3"]


def test_a_linked_folder_is_read_where_it_is_linked(trial: Trial, tmp_path: Path) -> None:
    (tmp_path / "annet").mkdir()
    (tmp_path / "annet" / "mer.md").write_text("# Mer\n", "utf-8")
    (trial.folder / "docs" / "annet").symlink_to(tmp_path / "annet")
    assert trial.edition().pages["annet/mer.md"].title == "Mer"


def test_a_file_that_vanishes_while_it_is_read_is_no_fault(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "open", gone)
    docs = read(trial.project.docs, trial.project.shown)
    assert (docs.pages, docs.beside, docs.faults) == ({}, {}, [])


@pytest.mark.skipif(sys.platform == "darwin", reason="its file system holds the two names for one")
def test_two_files_whose_names_differ_in_how_a_letter_is_written_clash(trial: Trial) -> None:
    trial.lay("docs/om/n\u00e5.md", "# En\n").lay("docs/om/na\u030a.md", "# To\n")
    assert [fault.partition(" når")[0] for fault in trial.faults()] == [
        "docs/om/n\u00e5.md:1: Filen har samme navn som «docs/om/na\u030a.md»"
    ]


def test_a_letter_of_two_signs_in_a_file_name_is_the_letter(trial: Trial) -> None:
    trial.lay("docs/om/na\u030a.md", "# Nå\n\n![x](bl\u00e5.png) [x](bla\u030a.png)\n").lay(
        "docs/om/bla\u030a.png", b"png"
    )
    made = trial.lay("docs/om/mer.md", "# Mer\n\n[x](n\u00e5.md) [y](na\u030a.md) [z](n%C3%A5.md)\n").edition()
    assert made.pages["om/n\u00e5.md"].address == "om/n\u00e5/"
    assert made.outputs["om/bl\u00e5.png"].make() == b"png"


@pytest.mark.parametrize(
    ("name", "sign"),
    [("a\u202eb.md", "usynlig"), ("сор.md", "с"), ("a#b.md", "#"), ("a?.png", "?"), ("a\tb.md", "usynlig")],
)
def test_a_file_name_that_deceives_or_cannot_be_an_address_is_a_fault(name: str, sign: str, trial: Trial) -> None:
    trial.lay(f"docs/{name}", "# Mer\n")
    told = trial.faults()
    assert [fault.partition(": ")[2].partition(" (")[0] for fault in told] == [f"Filnavnet har tegnet «{sign}»"]
    assert told[0].isprintable()


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        (["om.md"], "docs/om/index.md:1: Siden har samme adresse som «docs/om.md»"),
        (
            ["sjekklister/loslatelse.md"],
            "docs/sjekklister/loslatelse.md:1: Siden har samme adresse som en side laget av postene",
        ),
        (
            ["pdf/sjekkliste-loslatelse.pdf"],
            "docs/pdf/sjekkliste-loslatelse.pdf:1: Håndboken lager selv en fil med dette navnet",
        ),
    ],
)
def test_a_file_in_the_place_of_another_is_told_of(names: list[str], fault: str, trial: Trial) -> None:
    for name in names:
        trial.lay(f"docs/{name}", "# Mer\n")
    assert [one.partition(". ")[0] for one in trial.faults()] == [fault]


def test_a_page_whose_name_ends_in_index_is_a_page_of_its_own(trial: Trial) -> None:
    made = trial.lay("docs/om/minindex.md", "# Mer\n").lay("docs/om/mer.md", "# Mer\n\n[x](minindex.md)\n").edition()
    assert made.pages["om/minindex.md"].address == "om/minindex/"


@pytest.mark.parametrize("name", ["con.md", "om/NUL.tekst.md", "Com1/mer.md", "lpt9.pdf"])
def test_a_file_name_that_windows_cannot_hold_is_a_fault(name: str, trial: Trial) -> None:
    part = next(part for part in name.split("/") if part != "om")
    message = f"Ingen fil eller mappe kan hete «{part}» i Windows. Gi den et annet navn."
    assert trial.lay(f"docs/{name}", "# Mer\n").faults() == [f"docs/{name}:1: {message}"]


@pytest.mark.parametrize(
    ("word", "told", "near"),
    [
        ("a" * 300, "Den har 300 tegn, og grensen er 80. Skriv en kortere", "a" * 80),
        ("con", "Ingen fil kan hete det i Windows. Skriv noe annet", "con-1"),
        ("Bolig", "Skriv små bokstaver, tall og bindestrek", "bolig"),
    ],
)
def test_an_id_that_no_file_can_have_is_told_of(word: str, told: str, near: str) -> None:
    assert not ID.fullmatch(word)
    assert ID.fullmatch(near)
    assert not_an_id(word) == f"«{word}» kan ikke være en id. {told}: «{near}»."


# Signs that hide, and letters that pass for others.

SIGN = "Teksten har tegnet «usynlig» (U+{}), som ikke kan brukes. Slett tegnet eller koden for det, og skriv på nytt."
ADDRESS = "Lenken «{}» går til «{}», med «а» (U+0430) blant andre bokstaver. Skriv adressen på nytt."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a&#x202e;bcd", SIGN.format("202E")),
        ('<p title="a&#8238;b">x</p>', SIGN.format("202E")),
        (r"a&\#x202e;b", SIGN.format("202E")),
        ("a&shy;b", SIGN.format("00AD")),
        ('<span id="a&#x200b;b">x</span>', SIGN.format("200B")),
        ("a\u200bb", "Linjen har et usynlig tegn (U+200B) etter «a». Slett det."),
        ("a\u061cb", "Linjen har et usynlig tegn (U+061C) etter «a». Slett det."),
        (
            "[x](https://a.no/%E2%80%AE)",
            "Lenken «https://a.no/%E2%80%AE» har tegnet «usynlig» (U+202E). "
            "Slett tegnet eller koden for det, og skriv adressen på nytt.",
        ),
        ("[x](https://аpple.com/)", ADDRESS.format("https://аpple.com/", "аpple.com")),
        ("[x](https://xn--pple-43d.com/)", ADDRESS.format("https://xn--pple-43d.com/", "аpple.com")),
        ("[x](https://%D0%B0pple.com/)", ADDRESS.format("https://%D0%B0pple.com/", "аpple.com")),
        ("## a {#bоlig}", "Id-en blander alfabeter: «о» (U+043E) i «bоlig». Skriv ordet på nytt."),
        ("## **V**аrsel", "Overskriften blander alfabeter: «а» (U+0430) i «Vаrsel». Skriv ordet på nytt."),
        *(
            (
                f"## a{sign}b",
                f"Overskriften har tegnet «usynlig» (U+{ord(sign):04X}). Slett det, og skriv ordet på nytt.",
            )
            for sign in "\u2800\u034f\u180b\u3164\u115f"
        ),
        ("### a" + "\u0301" * 400, "Overskriften har mer enn 2 aksenttegn på samme bokstav. Skriv ordet på nytt."),
    ],
)
def test_a_sign_that_hides_or_passes_for_another_is_a_fault_however_it_is_written(
    text: str, message: str, trial: Trial
) -> None:
    assert told_of(trial, text) == [f"3: {message}"]


@pytest.mark.parametrize(
    "text",
    [
        "`&#x202e;`",
        "## ✔️ Ja, ❤️",
        "[x](https://xn--rksmrgs-5wao1o.se/)",
        "[x](https://blåbær.no/%C3%A6)",
        "## Čáhcesuolu",
    ],
)
def test_letters_that_deceive_nobody_get_through(text: str, trial: Trial) -> None:
    assert told_of(trial, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "# &#xe000;99&#xe001;",
        "[x](javascript:&#xe000;0&#xe001;)",
        '{{ lenke("aktor/fengselet") }} [x](javascript:&#xe000;0&#xe001;)',
        '{{ lenke("aktor/fengselet") }} &#xe000;' + "9" * 5000 + "&#xe001;",
    ],
)
def test_nothing_passes_for_the_place_of_a_macro(text: str, trial: Trial) -> None:
    assert {fault.partition(":")[0] for fault in told_of(trial, text)} == {"3"}


@pytest.mark.parametrize(
    ("text", "sign", "closes", "plain"),
    [
        ("![](", "(", ")", r"\("),
        ("[a](", "(", ")", r"\("),
        ("[a ", "[", "]", r"\["),
        ("<a ", "<", ">", "&lt;"),
        (r"\<a ", "<", ">", "&lt;"),
        ("<!-- ", "<!--", "-->", "&lt;!--"),
    ],
)
def test_a_page_that_leaves_too_much_open_is_not_converted(
    text: str, sign: str, closes: str, plain: str, trial: Trial
) -> None:
    remedy = f"Lukk dem med «{closes}», eller skriv «{plain}» der det er tekst."
    assert told_of(trial, text * 8000) == [f"3: Siden har mer enn 200 «{sign}» som ikke er lukket. {remedy}"]


def test_many_faults_on_a_long_page_have_their_lines_soon(trial: Trial) -> None:
    text = "\n\n".join(f"<p onclick=x>x</p>\n\n*a&#x202e;* [y](INGEN&#{65 + at % 20};.md)" for at in range(500))
    lines = {int(fault.partition(":")[0]) for fault in told_of(trial, text)}
    assert lines == {*range(3, 2003, 2)}


def test_what_the_source_nowhere_spells_out_has_its_line_on_a_long_page(trial: Trial) -> None:
    text = "\n\n".join(f"## *V*\u0430rsel{chr(97 + at // 26)}{chr(97 + at % 26)}\n\n{'ord ' * 99}" for at in range(500))
    assert sorted(int(fault.partition(":")[0]) for fault in told_of(trial, text)) == [*range(3, 2003, 4)]


def test_a_sign_behind_a_backslash_is_found_on_its_line(trial: Trial) -> None:
    text = "\n".join(f"*a* [y](index.md)\n[z](<ingen{at}\\_x.md>)" for at in range(50))
    assert [int(fault.partition(":")[0]) for fault in told_of(trial, text)] == [*range(4, 104, 2)]


def test_a_record_whose_id_is_too_long_is_told_of_where_it_stands(trial: Trial) -> None:
    word, remedy = "a" * 300, f"Den har 300 tegn, og grensen er 80. Skriv en kortere: «{'a' * 80}»."
    told = trial.lay_record("kommune/begreper.yml", f"begreper:\n  {word}:\n    tittel: a\n").faults()
    assert f"routines/kommune/begreper.yml:7: «{'a' * 59}…» kan ikke være en id. {remedy}" in told
