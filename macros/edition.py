"""One edition of the handbook: the content read and checked, with every page and file that follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from macros.content.faults import Fault
from macros.content.load import Memory, load_with_faults
from macros.handbook import Handbook
from macros.outputs.assets import assets
from macros.outputs.opendata import opendata
from macros.outputs.output import Output
from macros.outputs.pages import Page, pages
from macros.outputs.pages.setting import Setting
from macros.outputs.pages.written import faults_in, written_pages
from macros.outputs.paper import papers
from macros.outputs.redirects import redirects
from macros.outputs.search.index import Index
from macros.outputs.search.pages import pages as search_pages
from macros.project import Project


@dataclass(frozen=True)
class Edition:
    """The pages by their source (`rutiner/fengselsteam.md`), and the other files when asked for."""

    handbook: Handbook
    pages: dict[str, Page]
    index: Index
    site_url: str = ""

    @cached_property
    def outputs(self) -> dict[str, Output]:
        """Assets, data, paper and redirects, by their path."""
        made = (
            *assets(),
            *opendata(self.handbook),
            *papers(self.handbook, self.site_url),
            *redirects(self.handbook),
            self.index.output(),
        )
        return {output.path: output for output in made}


def edition(project: Project, memory: Memory | None = None, *, site_url: str = "") -> tuple[Edition, list[Fault]]:
    """Read *project*. With faults, the edition has what the sound content gives: show it to nobody but its editor."""
    handbook, faults = load_with_faults(project.roots, shown_from=project.folder, memory=memory)
    remedy = "Filen ligger i feil mappe. Flytt den til routines/kjerne/ eller routines/kommune/."
    faults += [Fault(project.shown(path), 1, remedy) for path in project.stray_files()]
    setting, made = Setting(handbook), dict[str, Page]()
    index = Index(handbook, made)  # it asks for the pages when all of them are there
    if faults:
        return Edition(handbook, made, index), sorted({*faults, *faults_in(project.docs, project.shown)})
    made |= {page.source: page for page in (*pages(handbook), *search_pages(setting, index))}
    sources = {path.relative_to(project.docs).as_posix(): path for path in project.docs.rglob("*.md")}
    clash = "Siden har samme adresse som en side laget av postene. Gi filen et annet navn."
    faults = [Fault(project.shown(path), 1, clash) for source, path in sorted(sources.items()) if source in made]
    faults += faults_in(project.docs, project.shown, setting, frozenset({*made, *sources}))
    if faults:
        return Edition(handbook, made, index), sorted(faults)
    made |= {page.source: page for page in written_pages(setting, project.docs, project.shown)}
    return Edition(handbook, made, index, site_url), []
