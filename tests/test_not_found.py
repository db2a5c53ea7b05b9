"""The page for an address that leads nowhere: servers show it at any address, so its links hold from all of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from macros.edition import edition
from macros.project import Project
from macros.publish import publish
from macros.site import site_url

SETTINGS = Path(__file__).parents[1] / "mkdocs.yml"


@pytest.fixture(scope="module", params=["https://x.no/", "https://x.no/sti/", "https://x.no/en/sti"])
def built(request: pytest.FixtureRequest, tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The tiny project as the site of an address, and the path of that address."""
    folder = tmp_path_factory.mktemp("borte") / "prosjekt"
    shutil.copytree(tiny, folder)
    text = re.sub(r"(?m)^site_url: \S+", f"site_url: {request.param}", SETTINGS.read_text("utf-8"))
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    project = Project(folder)
    made = edition(project, site_url=site_url(project))
    publish(project, made, project.site)
    return project.site, f"{urlsplit(request.param).path.rstrip('/')}/"


@pytest.mark.parametrize("place", ["borte", "borte/", "rutiner/borte/", "a/b/c/d.html", "om/%C3%A5/"])
def test_every_link_of_the_page_leads_somewhere_from_any_address(built: tuple[Path, str], place: str) -> None:
    site, root = built
    page = (site / "404.html").read_text("utf-8")
    ids = re.findall(r'\bid="([^"]*)"', page)
    here = f"https://x.no{root}{place}"
    dead = []
    for link in re.findall(r'\b(?:href|src)="([^"]*)"', page):
        to = urlsplit(urljoin(here, link))
        if to.scheme == "mailto":
            continue
        if link.startswith("#"):
            dead += [] if link[1:] in ids else [link]
            continue
        path = unquote(to.path)
        target = site / (path.removeprefix(root) + ("index.html" if path.endswith("/") else ""))
        if not path.startswith(root) or not target.is_file():
            dead.append(link)

    assert dead == []
    assert "<base" not in page, "then «Gå til innholdet» would leave the page"
    assert '<a class="md-skip" href="#innhold">' in page


def test_the_script_of_search_is_found_from_the_page(built: tuple[Path, str]) -> None:
    site, root = built
    page = (site / "404.html").read_text("utf-8")
    link, scripts = re.findall(r'href="([^"]*)" data-sok="([^"]*)"', page)[0]
    base = urljoin(urljoin(f"https://x.no{root}a/b/c/", link), "../")

    assert [one for one in scripts.split() if not (site / urlsplit(base + one).path.removeprefix(root)).is_file()] == []
