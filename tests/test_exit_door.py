"""The way out of MkDocs: what is written out is the whole site, and another engine makes the same of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from compare_exit_door import PARTS, differences, pages_in, told
from mkdocs.commands.build import build
from mkdocs.config import load_config
from trial import Trial

from macros.edition import Edition, edition
from macros.exit_door import write_out
from macros.outputs.around import extra
from macros.outputs.headings import headings
from macros.project import THEME
from macros.publish import publish
from macros.site import settings, site_url

LINKS = """# Lenker

## Hit og dit {#hit}

<h3>Skrevet som HTML</h3>

[Kommune](../hvilken-kommune.md#hvilken-kommune), [om](index.md), [her](#hit), [forsiden](<../index.md>),
[en liste][liste] og [ute](https://handbok.example/). ![Et bilde](bilde.png)

[liste]: ../sjekklister/loslatelse.md
"""


@pytest.fixture(scope="module", name="trial")
def _trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """The tiny project with a page full of links: one copy for all, for nothing here spoils it."""
    trial = Trial(tmp_path_factory.mktemp("utvei") / "prosjekt")
    return trial.lay("docs/om/lenker.md", LINKS).lay("docs/om/bilde.png", b"\x89PNG")


@pytest.fixture(scope="module")
def written(trial: Trial) -> Path:
    """What is written out of it."""
    write_out(trial.project, _edition(trial), trial.folder / "ut")
    return trial.folder / "ut"


@pytest.fixture(scope="module")
def site(trial: Trial) -> Path:
    """The site that we make of it."""
    publish(trial.project, _edition(trial), trial.folder / "site")
    return trial.folder / "site"


def _edition(trial: Trial) -> Edition:
    return edition(trial.project, site_url=site_url(trial.project))


def _settings(written: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((written / "mkdocs.yml").read_text("utf-8"))
    return loaded


def test_overrides_words_and_settings_are_those_of_the_site(trial: Trial, written: Path) -> None:
    overrides, given = THEME / "overrides", _settings(written)
    ours, _ = settings(trial.project, trial.folder / "site")

    for path in (path for path in overrides.rglob("*") if path.is_file()):
        assert (written / "overrides" / path.relative_to(overrides)).read_bytes() == path.read_bytes()
    assert given["extra"] == extra(site_url(trial.project), trial.handbook())
    assert {key: given["theme"][key] for key in ("features", "logo", "favicon", "language", "font")} == {
        key: ours.theme[key] for key in ("features", "logo", "favicon", "language", "font")
    }
    for asset in (*given["extra_css"], given["extra"]["skript"], *given["extra"]["sok"].split()):
        assert (written / "docs" / asset).is_file()


def test_the_menu_names_every_page_but_the_front_page(written: Path) -> None:
    text = (written / "mkdocs.yml").read_text("utf-8")
    named = re.findall(r"(\S+\.md)$", text, re.MULTILINE)
    pages = [path.relative_to(written / "docs").as_posix() for path in (written / "docs").rglob("*.md")]

    assert sorted(["index.md", *named]) == sorted(pages)


def test_a_page_has_its_headings_in_its_front_matter(trial: Trial, written: Path) -> None:
    page = next(page for page in trial.edition().pages.values() if len(headings(page.body)) > 1 and not page.markdown)
    text = (written / "docs" / page.address / "index.md").read_text("utf-8")
    listed = yaml.safe_load(text.split("---\n")[1])["innhold"]

    assert [(one["title"], one["url"]) for one in listed] == [(h.title, f"#{h.id}") for h in headings(page.body)]
    assert [len(one["children"]) for one in listed] == [len(heading.inside) for heading in headings(page.body)]
    assert text.endswith(page.text.split("---\n", 2)[2])


def test_an_engine_without_our_plugin_makes_the_same_pages(site: Path, written: Path) -> None:
    build(load_config(str(written / "mkdocs.yml")))

    assert len(pages_in(written / "docs")) > 50
    found = differences(written / "docs", site, written / "site")
    assert {what: names for what, names in found.items() if names} == {}


def test_the_comparison_sees_a_change_in_every_part(site: Path) -> None:
    html = (site / "faser" / "forste" / "index.html").read_text("utf-8")
    was = told(html)

    for part in PARTS:
        word = next(word for word in was[part].split() if word in html)
        assert told(html.replace(word, "Annet"))[part] != was[part], part
        if re.search(r"href=.(?!mailto:)", was[part]):
            assert told(html, "et/annet/sted/")[part] != was[part], part
