"""The words of the interface: none stand in code, and another language says no less and nothing else than bokmål."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from trial import Trial

from macros import languages
from macros.__main__ import main
from macros.content.faults import ContentError
from macros.edition import Edition
from macros.outputs import words
from macros.outputs.translated import translated
from macros.outputs.words import BASE, base_text, file_of, read_words, word, words_of
from macros.site import build_into

ROOT = Path(__file__).parents[1]
THEME = ROOT / "macros" / "theme"

SAID = {"side.navn": "Håndbok", "side.antall": "{antall} av {alle}", "kurv.har": "Den har ANTALL", "dag.er": "a|b"}
WHOLE = """side:
  navn: {nb: Håndbok, nn: Handbok}
  antall: {nb: "{antall} av {alle}", nn: "{antall} av {alle}"}
kurv:
  har: {nb: Den har ANTALL, nn: Ho har ANTALL}
dag:
  er: {nb: "a|b", nn: "c|d"}
"""


@pytest.fixture(autouse=True)
def _bokmål_afterwards() -> Iterator[None]:
    yield
    read_words(BASE)


def _told(text: str) -> tuple[list[str], list[str], list[str]]:
    made = translated("nn", "nn.yml", text.encode(), SAID)
    return tuple([str(one) for one in which] for which in (made.faults, made.outdated, made.unknown))  # type: ignore[return-value]


def test_what_is_translated_holds_and_the_rest_is_not_there() -> None:
    made = translated("nn", "nn.yml", b"side:\n  navn: {nb: H\xc3\xa5ndbok, nn: Handbok}\n", SAID)

    assert made.said == {"side.navn": "Handbok"}
    assert not made.faults + made.outdated + made.unknown
    assert _told(WHOLE) == ([], [], [])


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('nn: "{antall} av {alle}"', 'nn: "{antall} av alle"', "nn.yml:3: «side.antall»: Her skal stå det samme"),
        ('nn: "{antall} av {alle}"', 'nn: "{antall} av {al}"', "som på bokmål: {alle}, {antall}."),
        ('nn: "{antall} av {alle}"', 'nn: "{antall} av {alle"', "nn.yml:3: «side.antall»: Klammene { og }"),
        ("nn: Ho har ANTALL", "nn: Ho har antall", "nn.yml:5: «kurv.har»: Ord i store bokstaver"),
        ('nn: "c|d"', 'nn: "c"', "nn.yml:7: «dag.er»: Her skal være 2 navn med | mellom."),
        ("nn: Handbok", 'nn: " Handbok"', "nn.yml:2: «side.navn»: Mellomrom først og sist"),
        ("{nb: Håndbok, nn: Handbok}", "Handbok", "nn.yml:2: «side.navn» må være slik: {nb: …, nn: …}."),
        ("{nb: Håndbok, nn: Handbok}", "{nb: Håndbok, se: x}", "nn.yml:2: «side.navn» må være slik"),
        ("{nb: Håndbok, nn: Handbok}", "{nb: Håndbok, nn: [a]}", "nn.yml:2: «side.navn» må være slik"),
        ("kurv:\n  har: {nb: Den har ANTALL, nn: Ho har ANTALL}", "kurv: korg", "nn.yml:4: «kurv» må ha ord under seg"),
    ],
)  # fmt: skip
def test_what_would_be_said_wrongly_is_a_fault_at_its_line(old: str, new: str, fault: str) -> None:
    assert WHOLE.count(old) == 1
    faults, outdated, unknown = _told(WHOLE.replace(old, new))

    assert len(faults) == 1
    assert fault in faults[0]
    assert (outdated, unknown) == ([], [])


def test_what_has_changed_or_gone_in_bokmål_is_told_and_not_said() -> None:
    text = WHOLE.replace("nb: Håndbok", "nb: Boken").replace("har: {nb", "hadde: {nb")

    assert _told(text) == (
        [],
        ["nn.yml:2: «side.navn» er endret på bokmål, til: Håndbok"],
        ["nn.yml:5: «kurv.hadde» finnes ikke på bokmål lenger. Slett den."],
    )
    assert {*translated("nn", "nn.yml", text.encode(), SAID).said} == {"side.antall", "dag.er"}


@pytest.mark.parametrize("language", [one for one in words.languages() if one != BASE])
def test_every_language_there_is_has_no_faults_and_the_words_seen_first(language: str) -> None:
    said = words_of(base_text())
    made = translated(language, f"{language}.yml", file_of(language).read_bytes(), said)
    seen_first = [
        key for key in said if key.partition(".")[0] in ("ramme", "faner", "styrke", "kinds", "enhet", "måned")
    ]

    assert [*map(str, made.faults)] == []
    assert len(made.there) > 400
    assert [key for key in seen_first if key not in made.there and not key.startswith("kinds.")] == []


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The words in a folder of one's own."""
    folder = tmp_path / "ord"
    folder.mkdir()
    for path in THEME.glob("*.yml"):
        shutil.copy(path, folder)
    monkeypatch.setattr(words, "THEME", folder)
    for module in (words, languages):
        monkeypatch.setattr(module, "shown_code", lambda path: path.name)
    return folder


def _listed(language: str, capsys: pytest.CaptureFixture[str]) -> tuple[list[str], int]:
    code = main(["ord", language])
    return capsys.readouterr().out.splitlines(), code


def test_the_list_says_what_remains_where_it_stands(theme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = (theme / "nb.yml").read_text("utf-8")
    line = base.splitlines().index("  lukk: Lukk menyen") + 1
    whole = (theme / "nn.yml").read_text("utf-8")
    (theme / "nn.yml").write_text(whole.replace("  lukk: {nb: Lukk menyen, nn: Lukk menyen}\n", ""), "utf-8")
    (theme / "nb.yml").write_text(base.replace("  meny: Meny\n", "  meny: Menyen\n", 1), "utf-8")
    told, code = _listed("nn", capsys)

    assert code == 1
    assert f"nb.yml:{line}: «ramme.lukk» mangler på nn: Lukk menyen" in told
    assert any(re.fullmatch(r"nn\.yml:\d+: «ramme\.meny» er endret på bokmål, til: Menyen", one) for one in told)
    assert re.fullmatch(r"\d+ av \d+ ord er på nn; 1 er endret på bokmål, \d+ mangler\.", told[-1])


def test_the_list_is_empty_when_all_is_said(theme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (theme / "nb.yml").write_text("side:\n  navn: Håndbok\n", "utf-8")
    (theme / "nn.yml").write_text("side:\n  navn: {nb: Håndbok, nn: Handbok}\n", "utf-8")

    assert _listed("nn", capsys) == (["1 av 1 ord er på nn."], 0)


def test_a_language_that_is_not_there_is_told_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    told, code = _listed("se", capsys)
    assert code == 1
    assert told == ["macros/theme/se.yml finnes ikke. Lag den etter mønster av et annet språk (nn)."]
    assert _listed("nb", capsys)[1] == 0


def _spoken(trial: Trial, language: str) -> Edition:
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    trial.lay("mkdocs.yml", re.sub(r"language: \w+", f"language: {language}", settings))
    return trial.edition()


def test_the_settings_say_which_language_is_spoken_and_bokmål_fills_in(trial: Trial) -> None:
    _spoken(trial, "nn")

    assert word("ramme.ikke_funnet") == "Sida finst ikkje"
    assert word("vedlikehold.per", dato="1. mai") == "Vedlikehold per 1. mai", "what is not translated"
    _spoken(trial, "nb")
    assert word("ramme.ikke_funnet") == "Siden finnes ikke"


def test_a_language_without_words_is_a_fault_in_the_settings(trial: Trial) -> None:
    with pytest.raises(ContentError) as refused:
        _spoken(trial, "en")

    assert [*map(str, refused.value.faults)] == [
        "mkdocs.yml:7: Håndboken har ikke ord på språket «en». Skriv ett av: nb, nn."
    ]


def test_words_with_faults_leave_those_that_were(trial: Trial, theme: Path) -> None:
    (theme / "nn.yml").write_text("side:\n  navn: {nb: Håndbok for fengselsteam, nn: '{antall}'}\n", "utf-8")
    with pytest.raises(ContentError, match=r"nn\.yml:2: «side\.navn»"):
        _spoken(trial, "nn")

    assert word("ramme.ikke_funnet") == "Siden finnes ikke"


def _pages(made: Edition) -> dict[str, str]:
    return {name: made.pages[name].text for name in ("tema/bolig.md", "lover/boligloven.md", "om/index.md")}


def test_pages_in_nynorsk_have_its_words_and_leave_nothing_of_it_behind(trial: Trial) -> None:
    before = _pages(_spoken(trial, "nb"))
    nynorsk = _pages(_spoken(trial, "nn"))
    after = _pages(_spoken(trial, "nb"))

    topic = nynorsk["tema/bolig.md"]
    assert "Kvar står det?" in topic
    assert "Hvor står det?" not in topic
    assert after == before


def test_a_built_site_says_which_language_is_where(trial: Trial) -> None:
    made, site = _spoken(trial, "nn"), trial.folder / "site"
    build_into(trial.project, made, site, {}, made.outputs, files=False)  # the pages alone
    page = (site / "tema" / "bolig" / "index.html").read_text("utf-8")

    assert '<html lang="nn"' in page
    assert '<div id="innhold" tabindex="-1" lang="no"' in page
    assert "Gå til innhald" in page
    assert "På denne sida" in page


# No words for readers stand in code.

NORWEGIAN = re.compile(
    r"\b(?:og|ikke|er|som|til|på|av|med|fra|den|det|har|kan|skal|hva|hvem|når|hvor|ingen|alle|eller|uten|denne)\b", re.I
)
OF_EDITORS = (
    "outputs/docs/", "outputs/words.py", "outputs/translated.py", "outputs/templates.py",
)  # fmt: skip
"""What these say, they say to whoever edits."""
OF_THE_LANGUAGE = ("outputs/search/norwegian.py", "outputs/press.py")
"""What these know of Norwegian, they look for in texts."""

NOT_SAID = ('class="(?:merke', "uten hvem", "details.hvor > summary")
"""What looks like a sentence, and is code: a pattern, what an answer is kept by, a selector."""


def _docstrings(tree: ast.AST) -> set[int]:
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def _in_python() -> Iterator[str]:
    for room in ("outputs", "handbook"):
        for path in sorted((ROOT / "macros" / room).rglob("*.py")):
            name = path.relative_to(ROOT / "macros").as_posix()
            if name.startswith(OF_EDITORS + OF_THE_LANGUAGE):
                continue
            tree = ast.parse(path.read_text("utf-8"))
            described = _docstrings(tree)
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in described:
                    yield f"{name}:{node.lineno}: {node.value}"


def _in_scripts() -> Iterator[str]:
    for path in sorted([*THEME.glob("scripts/*.js"), *THEME.glob("search/*.js")]):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            bare = re.sub(r"^\s*//.*|\s// .*", "", line)
            yield from (f"{path.name}:{number}: {found[2]}" for found in re.finditer(r"(['\"`])(.*?)\1", bare))


def _in_templates() -> Iterator[str]:
    for path in sorted([*THEME.glob("fragments/*.html"), *THEME.glob("overrides/**/*.html")]):
        bare = re.sub(r"(?s)\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", " ", path.read_text("utf-8"))
        said = re.sub(r"(?s)<[^>]*>", "\n", bare)
        named = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', bare)
        yield from (f"{path.name}: {text.strip()}" for text in (*said.splitlines(), *named) if text.strip())


def _in_type() -> Iterator[str]:
    for path in sorted(THEME.glob("typst/*.typ")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            bare = re.sub(r"//.*", "", line)
            yield from (f"{path.name}:{number}: {found}" for found in re.findall(r'"([^"]*)"', bare))


@pytest.mark.parametrize("found", [_in_python, _in_scripts, _in_type])
def test_no_sentence_for_readers_stands_in_code(found: Callable[[], Iterator[str]]) -> None:
    every = [*found()]
    texts = [(one, re.sub(r"<[^>]*>", " ", one.split(": ", 1)[1])) for one in every]

    assert len(every) > 20
    said = [one for one, text in texts if " " in text.strip() and NORWEGIAN.search(text)]
    assert [one for one in said if not any(of in one for of in NOT_SAID)] == []


def test_no_word_at_all_stands_in_templates() -> None:
    assert [one for one in _in_templates() if re.search(r"[a-zæøå]{3,}", one.split(": ", 1)[1], re.I)] == []
