"""What an editor is told when a file is wrong: the line, what is wrong, how to mend it – and nothing else.

Each file in `broken/` is one such file. Its first line says where it is laid in a copy of the tiny project, the next
ones every fault that follows, `LINE: message`. Lines are counted with these comments, as an editor opening the file
sees them; they are laid as empty comments, for what they say is not part of the trial. A fault in another file has
that file's path in front.
"""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest
from trial import HEAD, Trial

from macros.__main__ import main
from macros.content.faults import ContentError
from macros.content.load import Memory, load
from macros.content.privacy import private_lines
from macros.outputs.pages import written
from macros.records.kinds import KINDS, Layout

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yml"))
NEW = "kjerne/oppgaver/nettverk.yml"
"""A file the tiny project does not have, for a topic it has."""

TASK = """oppgaver:
  ringe-familien:
    tittel: Ringe familien
    hvem: [fengselet]
    grunnlag: [{utdrag: "metode:1", styrke: kan}]
"""


def expected_of(text: str) -> tuple[str, list[str]]:
    """Return where the broken file *text* is laid, and the faults it states."""
    first, *lines = text.splitlines()
    place = f"routines/{first.removeprefix('# fil: ')}"
    stated = [line.removeprefix("# forventer: ") for line in lines if line.startswith("# forventer: ")]
    return place, [one if one.startswith("routines/") else f"{place}:{one}" for one in stated]


@pytest.mark.parametrize("path", BROKEN, ids=[path.stem for path in BROKEN])
def test_a_broken_file_gives_exactly_the_faults_it_states(path: Path, trial: Trial) -> None:
    place, expected = expected_of(path.read_text("utf-8"))
    assert expected, "the file must state at least one fault"
    laid = re.sub(r"^# (fil|forventer): .*", "#", path.read_text("utf-8"), flags=re.MULTILINE)
    assert trial.lay(place, laid).faults() == expected


def test_every_broken_file_says_where_it_is_laid() -> None:
    assert len(BROKEN) >= 30
    assert [path.name for path in BROKEN if not path.read_text("utf-8").startswith("# fil: ")] == []


def test_no_message_shows_english_or_the_names_of_our_tools() -> None:
    told = [fault for path in BROKEN for fault in expected_of(path.read_text("utf-8"))[1]]
    foreign = re.compile(r"\b(the|must|should|invalid|error|input|expected|pydantic|Traceback|None|str|int)\b")
    assert [fault for fault in told if foreign.search(fault.partition(": ")[2])] == []


# What cannot be a small text file.


def test_a_file_that_is_not_utf8_is_told_of_with_the_line(trial: Trial) -> None:
    trial.lay(f"routines/{NEW}", (HEAD + "oppgaver:\n  ringe:\n    tittel: På besøk\n").encode("latin-1"))
    message = "Filen er ikke lagret som UTF-8. Lagre den på nytt med tegnkoding UTF-8."
    assert trial.faults() == [f"routines/{NEW}:5: {message}"]


def test_a_file_of_ten_megabytes_is_refused_unread(trial: Trial) -> None:
    trial.lay(f"routines/{NEW}", HEAD + "# " + "x" * 10_000_000)
    message = "Filen er for stor (10 MB; grensen er 1 MB). Del den i flere filer."
    assert trial.faults() == [f"routines/{NEW}:1: {message}"]


def test_an_empty_file_is_told_of(trial: Trial) -> None:
    trial.lay(f"routines/{NEW}", b"")
    assert trial.faults() == [f"routines/{NEW}:1: Filen er tom. Skriv innholdet, eller slett filen."]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b"])
def test_a_control_character_is_told_of_with_the_line(sign: str, trial: Trial) -> None:
    trial.lay_record(NEW, TASK.replace("Ringe familien", f"Ringe{sign}familien"))
    message = "Filen har et tegn som ikke kan brukes i tekst. Slett tegnet og skriv på nytt."
    assert trial.faults() == [f"routines/{NEW}:8: {message}"]


PLACES = ", ".join(
    f"{kind.place}/" if kind.layout in (Layout.FILE_EACH, Layout.FILE_PER_TOPIC) else f"{kind.place}.yml"
    for kind in KINDS
)


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("kjerne/oppgaver/nettverk.yaml", "Filen må ha endelsen .yml. Gi den navnet «nettverk.yml»."),
        ("kjerne/oppgavr/nettverk.yml", "Filen har «oppgaver:», som hører til i mappen oppgaver/. Flytt den dit."),
        ("kjerne/oppgaver/dypt/nettverk.yml", f"Filen ligger i feil mappe. Mente du «oppgaver»? Stedene er: {PLACES}."),
        ("kjerne/oppgaver.yml", "Filen ligger i feil mappe. Oppgave skal stå i mappen oppgaver/."),
        ("kjerne/roller/nettverk.yml", "Filen har «oppgaver:», som hører til i mappen oppgaver/. Flytt den dit."),
        ("nettverk.yml", "Filen ligger i feil mappe. Flytt den til routines/kjerne/ eller routines/kommune/."),
        ("annet/nettverk.yml", "Filen ligger i feil mappe. Flytt den til routines/kjerne/ eller routines/kommune/."),
    ],
)
def test_a_file_in_the_wrong_place_is_told_where_it_belongs(place: str, message: str, trial: Trial) -> None:
    assert trial.lay_record(place, TASK).faults() == [f"routines/{place}:1: {message}"]


def test_a_file_laid_deep_outside_the_two_folders_is_told_of(trial: Trial) -> None:
    place = "kjerne2/oppgaver/nettverk.yml"
    message = "Filen ligger i feil mappe. Flytt den til routines/kjerne/ eller routines/kommune/."
    assert trial.lay_record(place, TASK).faults() == [f"routines/{place}:1: {message}"]


def test_a_file_whose_name_cannot_be_an_id_gets_a_name_that_can(trial: Trial) -> None:
    trial.lay_record("kjerne/aktorer/Besøks tjenesten.yml", "tittel: besøkstjenesten\n")
    message = "Filnavnet er posten sin id og kan ikke være «Besøks tjenesten». Kall den «besoks-tjenesten.yml»."
    assert trial.faults() == [f"routines/kjerne/aktorer/Besøks tjenesten.yml:1: {message}"]


def test_the_same_faults_are_found_with_and_without_a_memory(trial: Trial) -> None:
    memory = Memory()
    sound = load(trial.project.roots, shown_from=trial.folder, memory=memory)
    trial.edit("routines/kjerne/aktorer/fengselet.yml", "tittel: fengselet", "title: fengselet")
    with pytest.raises(ContentError) as spoilt:
        load(trial.project.roots, shown_from=trial.folder, memory=memory)
    trial.edit("routines/kjerne/aktorer/fengselet.yml", "title: fengselet", "tittel: fengselet")
    mended = load(trial.project.roots, shown_from=trial.folder, memory=memory)
    assert [fault.message.partition(".")[0] for fault in spoilt.value.faults] == ["«title» er ikke et kjent felt"]
    assert [*mended] == [*sound]


def test_a_project_in_a_hidden_folder_is_read_like_any_other(tmp_path: Path) -> None:
    trial = Trial(tmp_path / ".skjult" / "prosjekt")
    assert len([*trial.handbook()]) == len([*Trial(tmp_path / "synlig").handbook()])


# All at once, through the door.


def spoil(trial: Trial) -> None:
    """Give the project four faults in three files, and one in a written page."""
    trial.lay_record(NEW, TASK.replace("[fengselet]", "[fengslet]").replace("kan}", "av og til}"))
    trial.lay("routines/kjerne/aktorer/besokstjenesten.yml", "\ttittel: besøkstjenesten\n")
    trial.edit("routines/kommune/kommune.yml", "kort: Eksempel\n", "")
    trial.lay("docs/om/mer.md", "# Mer\n\n{{ opgave('finne-bolig') }}\n")


MACROS = ", ".join(written.MACROS)
FOUR_FILES = [
    f"docs/om/mer.md:3: Makroen «opgave» finnes ikke. Mente du «oppgave»? Makroene er: {MACROS}.",
    "routines/kjerne/aktorer/besokstjenesten.yml:1: Linjen har tabulator. Bruk mellomrom til innrykk.",
    "routines/kjerne/oppgaver/nettverk.yml:10: «styrke» kan ikke være «av og til». Velg mellom: skal; har-ansvar; bør; "
    "kan; gjør; rett.",
    "routines/kommune/kommune.yml:1: «kort» mangler. Legg til «kort: …».",
]


def test_faults_in_several_files_are_told_at_once_in_order(trial: Trial) -> None:
    spoil(trial)
    assert trial.faults() == FOUR_FILES


def run(trial: Trial, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "macros", *arguments],
        cwd=trial.folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_check_says_every_fault_on_standard_output_and_ends_with_one(trial: Trial) -> None:
    spoil(trial)
    done = run(trial, "check")
    assert (done.returncode, done.stdout.splitlines(), done.stderr) == (1, FOUR_FILES, "4 feil i innholdet.\n")


def test_check_of_sound_content_counts_and_ends_with_nought(trial: Trial) -> None:
    made = trial.edition()
    records = [*made.handbook]
    done = run(trial, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "gammel-veileder: 1 utdrag brukt, 0 utelatt",
        "hoeringsnotat: 1 utdrag brukt, 0 utelatt",
        "metode: 4 utdrag brukt, 0 utelatt",
        "rundskriv: 4 utdrag brukt, 1 utelatt",
        "rutine-eksempel: 2 utdrag brukt, 0 utelatt",
        f"{len(records)} poster, {len(made.pages)} sider. Ingen feil.",
    ]


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"[" * 100_000, b"a: " + b"{b: " * 50_000, b"&" * 9, b"%YAML 9\n"]
)
def test_check_never_ends_in_a_traceback(content: bytes, trial: Trial) -> None:
    done = run(trial.lay(f"routines/{NEW}", content), "check")
    assert (done.returncode, done.stderr) == (1, "1 feil i innholdet.\n")
    assert done.stdout.startswith(f"routines/{NEW}:1: ")
    assert done.stdout.count("\n") == 1


# The written pages.


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{{ opgave("finne-bolig") }}', f"Makroen «opgave» finnes ikke. Mente du «oppgave»? Makroene er: {MACROS}."),
        ("{{ config() }}", f"Makroen «config» finnes ikke. Makroene er: {MACROS}."),
        (
            "{{ oppgave(finne-bolig) }}",
            '«finne-bolig» kan ikke leses. Skriv id-en i anførselstegn, som {{ oppgave("loslatelse") }}.',
        ),
        (
            '{{ oppgave(__import__("os").system("ls")) }}',
            '«__import__("os").system("ls")» kan ikke leses. Skriv id-en i anførselstegn, som '
            '{{ oppgave("loslatelse") }}.',
        ),
        (
            '{{ oppgave(id="finne-bolig") }}',
            '«id="finne-bolig"» kan ikke leses. Skriv id-en i anførselstegn, som {{ oppgave("loslatelse") }}.',
        ),
        ("{{ oppgave() }}", "Makroen «oppgave» tar én id i anførselstegn i parentesen."),
        ('{{ oppgave("a", "b") }}', "Makroen «oppgave» tar én id i anførselstegn i parentesen."),
        ('{{ kontakt("fengselet") }}', "Makroen «kontakt» tar ingenting i parentesen."),
        ('{{ oppgave("finne-bolg") }}', "oppgave «finne-bolg» finnes ikke. Mente du «finne-bolig»?"),
        ('{{ oppgave("sjekkliste/loslatelse") }}', "Makroen «oppgave» viser oppgave, ikke sjekkliste."),
        ('{{ lenke("aktor/fengslet") }}', "aktor «fengslet» finnes ikke. Mente du «fengselet»?"),
        ("[her](ka%CC%8Are.md)", "Lenken «ka%CC%8Are.md» har en bokstav i to deler. Skriv «kåre.md»."),
        (
            "[her](../sjekklister/loslatels.md)",
            "Lenken «../sjekklister/loslatels.md» fører ingen steder. Mente du «sjekklister/loslatelse.md»? "
            "Skriv filen til siden, som sjekklister/loslatelse.md.",
        ),
        (
            '[her](../sjekklister/loslatels.md "En tittel")',
            "Lenken «../sjekklister/loslatels.md» fører ingen steder. Mente du «sjekklister/loslatelse.md»? "
            "Skriv filen til siden, som sjekklister/loslatelse.md.",
        ),
    ],
)
def test_a_fault_in_a_written_page_is_told_of_with_the_line(line: str, message: str, trial: Trial) -> None:
    trial.lay("docs/om/mer.md", f"# Mer\n\nFørst dette.\n\n{line}\n")
    assert trial.faults() == [f"docs/om/mer.md:5: {message}"]


UNSAFE = "Lenken «{}» er ikke trygg. Bruk https://, mailto:, tel: eller en side i håndboken."


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ("[her](javascript:alert)", "javascript:alert"),
        ("[her](JavaScript:alert)", "JavaScript:alert"),
        ("[her]( javascript:alert)", "javascript:alert"),
        ("[her](<javascript:alert>)", "javascript:alert"),
        ("[her](data:text/html,x)", "data:text/html,x"),
        ("![bilde](javascript:alert)", "javascript:alert"),
        ("[her]: javascript:alert", "javascript:alert"),
    ],
)
def test_an_unsafe_link_in_a_written_page_is_a_fault(line: str, target: str, trial: Trial) -> None:
    trial.lay("docs/om/mer.md", f"# Mer\n\n{line}\n")
    assert trial.faults() == [f"docs/om/mer.md:3: {UNSAFE.format(target)}"]


def test_an_unsafe_address_in_html_in_a_written_page_is_a_fault(trial: Trial) -> None:
    trial.lay("docs/om/mer.md", '# Mer\n\n<a href="javascript:alert">her</a>\n')
    message = "Adressen «javascript:alert» er ikke trygg. Bruk https://, mailto:, tel: eller en side i håndboken."
    assert trial.faults() == [f"docs/om/mer.md:3: {message}"]


def test_a_sign_that_the_sheets_cannot_show_is_told_of(trial: Trial) -> None:
    trial.lay_record(NEW, TASK.replace("Ringe familien", "Ringe 🏠"))
    told = [line.partition(" Slett")[0] for line in trial.faults()]
    assert told == [f"routines/{NEW}:8: Tegnet «🏠» (U+1F3E0) finnes ikke i skriften på arkene."]


def test_a_written_page_that_is_not_utf8_is_told_of(trial: Trial) -> None:
    trial.lay("docs/om/mer.md", "# På besøk\n".encode("latin-1"))
    message = "Filen er ikke lagret som UTF-8. Lagre den på nytt med tegnkoding UTF-8."
    assert trial.faults() == [f"docs/om/mer.md:1: {message}"]


def test_a_moved_id_in_a_macro_says_where_it_has_gone(trial: Trial) -> None:
    trial.lay("docs/om/mer.md", '# Mer\n\n{{ oppgave("skaffe-bolig") }}\n')
    assert trial.faults() == ["docs/om/mer.md:3: «skaffe-bolig» har flyttet. Skriv «finne-bolig»."]


def test_text_in_a_written_page_that_looks_like_a_template_is_left_alone(trial: Trial) -> None:
    text = (
        "{% if x %} {# merknad #} ${x} <% x %> {x}\n\n"
        "Kode: `{{ finnes_ikke(1) }}`, `{{ 7*7 }}` og `[x](javascript:alert)`.\n\n"
        "```\n{{ finnes_ikke(2) }}\n[x](ingen-steder.md)\n```"
    )
    trial.lay("docs/om/mer.md", f"# Mer\n\n{text}\n")
    assert trial.edition().pages["om/mer.md"].body == f"# Mer\n\n{text}"


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{{ config }}", "{{ oppgave }}"])
def test_braces_that_are_no_macro_are_a_fault_outside_code(text: str, trial: Trial) -> None:
    trial.lay("docs/om/mer.md", f"# Mer\n\n{text}\n")
    remedy = 'Skriv {{ lenke("type/id") }}, eller sett teksten i `kodetegn`.'
    message = f"«{{{{» ser ut som en makro, men kan ikke leses. {remedy}"
    assert trial.faults() == [f"docs/om/mer.md:3: {message}"]


@pytest.mark.parametrize(
    "text", ["<script>x()</script>", '<p onclick="x()">x</p>', "<IFRAME></IFRAME>", "<style>x</style>"]
)
def test_a_script_in_a_written_page_is_a_fault(text: str, trial: Trial) -> None:
    trial.lay("docs/om/mer.md", f"# Mer\n\n{text}\n")
    assert trial.faults() == ["docs/om/mer.md:3: Skript, stil og innbygde sider kan ikke stå her. Slett det."]


def test_personal_data_in_a_written_page_are_a_fault(trial: Trial) -> None:
    trial.lay("docs/om/mer.md", "# Mer\n\nKari har 01019012345.\n")
    message = "Ser ut som et fødselsnummer. Håndboken skal ikke ha personopplysninger. Slett det."
    assert trial.faults() == [f"docs/om/mer.md:3: {message}"]


def test_good_links_in_a_written_page_are_no_faults(trial: Trial) -> None:
    links = [
        "https://x.example/",
        "mailto:post@x.example",
        "tel:22000000",
        "#mer",
        "index.md",
        "../tema/bolig.md#oppgave-finne-bolig",
    ]
    trial.lay("docs/om/mer.md", "# Mer\n\n" + "\n".join(f"- [her]({link})" for link in links) + "\n")
    assert trial.faults() == []


# Harmless input is read as it was meant.


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("no", "no"),
        ("No", "No"),
        ("ja", "ja"),
        ("true", "true"),
        ("'null'", "null"),
        ('"~"', "~"),
        ("Ringe#1", "Ringe#1"),
        ("'Ringe # 1'", "Ringe # 1"),
        ("'C:\\nytt'", "C:\\nytt"),
        ('"C:\\\\nytt"', "C:\\nytt"),
        ("Besøk pa\u030a fredag", "Besøk på fredag"),
        ("12:30", "12:30"),
        ("1.10", "1.10"),
        ("02345", "02345"),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        ("2026-03-01", "2026-03-01"),
        ("=", "="),
        ("«Hjem» – og så?", "«Hjem» – og så?"),
        ("Blåbær é ñ ß", "Blåbær é ñ ß"),
        ("'Ringe: alltid'", "Ringe: alltid"),
        ('"Ringe \\"hjem\\""', 'Ringe "hjem"'),
        (">-\n      Ringe\n      hjem", "Ringe hjem"),
    ],
)
def test_a_title_is_the_text_that_was_written(typed: str, meant: str, trial: Trial) -> None:
    trial.lay_record(NEW, TASK.replace("Ringe familien", typed))
    assert trial.handbook().by_kind["oppgave"]["ringe-familien"].model_dump()["title"] == meant


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(trial: Trial) -> None:
    trial.lay_record(NEW, TASK)
    plain = trial.handbook().by_kind["oppgave"]["ringe-familien"].model_dump()
    trial.lay(f"routines/{NEW}", b"\xef\xbb\xbf" + (HEAD + TASK).replace("\n", "\r\n").encode())
    assert trial.handbook().by_kind["oppgave"]["ringe-familien"].model_dump() == plain


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<b>Ringe</b> & 'vente'", "&lt;b&gt;Ringe&lt;/b&gt; &amp; &#39;vente&#39;"),
        ("{{ 7*7 }} {% x %} {# y #}", "{{ 7*7 }} {% x %} {# y #}"),
        ("**Ringe** [x](https://x.example/)", "**Ringe** [x](https://x.example/)"),
        ("# Ringe | hjem", "# Ringe | hjem"),
        ("&amp; &#60;", "&amp;amp; &amp;#60;"),
        ('{{ oppgave("x") }}', "{{ oppgave(&#34;x&#34;) }}"),
    ],
)
def test_what_looks_like_markup_comes_out_as_text(typed: str, html: str, trial: Trial) -> None:
    quoted = "'" + typed.replace("'", "''") + "'"
    trial.lay_record(NEW, TASK.replace("Ringe familien", quoted) + f"    beskrivelse: {quoted}\n")
    made = trial.edition()
    body = made.pages["tema/nettverk.md"].body
    assert f'<h3 class="oppgave-tittel">{html}</h3>' in body
    assert f"<p>{html}</p>" in body
    assert typed not in body or typed == html


def test_a_page_made_of_records_has_no_script_of_its_editors_making(trial: Trial) -> None:
    trial.edit("routines/kjerne/aktorer/fengselet.yml", "tittel: fengselet", "tittel: '\"><script>x</script>'")
    made = trial.edition()
    data = '<script type="application/ld+json">'  # no browser runs it, and nothing inside can end it
    for page in made.pages.values():
        body = page.text.partition("\n---\n")[2]
        assert body.count("<script") == body.count(data) == body.count("</script"), page.source


@pytest.mark.parametrize(
    "number", ["91234567", "912 34 567", "91 23 45 67", "+47 91 23 45 67", "004791234567", "+4791234567"]
)
def test_a_private_number_is_found_however_it_is_written(number: str) -> None:
    assert [line for line, _ in private_lines(f"beskrivelse: >-\n  Ring noen på {number}.\n")] == [2]


@pytest.mark.parametrize("number", ["66 90 90 00", "116 117", "2006-04-15", "400 000 kroner", "40 50 60", "2 400 000"])
def test_other_numbers_are_left_alone(number: str) -> None:
    assert [*private_lines(f"beskrivelse: {number}\n")] == []


def test_what_a_new_record_was_made_with_is_warned_of(trial: Trial, capsys: pytest.CaptureFixture[str]) -> None:
    with chdir(trial.folder):
        assert main(["new", "rutine", "ta-imot", "--tittel", "Ta imot"]) == 0
        assert main(["check"]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Advarsel")]
    assert told == [
        "Advarsel: routines/kommune/rutiner/ta-imot.yml:1: Her står det «Skriv her» eller et eksempel i «formål», "
        "«grunnlag». Fyll ut før noen leser det."
    ]
