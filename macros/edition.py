"""One edition of the handbook: the content read and checked, with every page and file that follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final

from macros.content.faults import ContentError, Fault
from macros.content.files import record_files
from macros.content.load import Memory, load
from macros.handbook import Handbook
from macros.outputs.assets import assets
from macros.outputs.attached import attached_files
from macros.outputs.calendars import calendars
from macros.outputs.docs.anchors import Anchors
from macros.outputs.docs.files import Docs, read
from macros.outputs.docs.judged import judged
from macros.outputs.docs.links import Places, address_of
from macros.outputs.docs.tree import Converter
from macros.outputs.feed import feed
from macros.outputs.meanings import meanings
from macros.outputs.opendata import opendata
from macros.outputs.output import Output
from macros.outputs.pages import Page, pages
from macros.outputs.pages.setting import Setting
from macros.outputs.pages.written import written_pages
from macros.outputs.paper import papers
from macros.outputs.redirects import redirects
from macros.outputs.search.index import Index
from macros.outputs.search.opensearch import opensearch
from macros.outputs.search.pages import pages as search_pages
from macros.outputs.words import speak_as
from macros.project import Project
from macros.records import Origin

_ANOTHER_ID: Final = "Gi posten en annen id."


@dataclass(frozen=True)
class Edition:
    """The pages by their source (`rutiner/fengselsteam.md`), and the other files when asked for."""

    handbook: Handbook
    pages: Mapping[str, Page]
    site_url: str = ""
    own: tuple[Output, ...] = ()
    """The files that follow from the records alone."""
    beside: tuple[Output, ...] = ()
    """What lies beside the written pages, such as pictures."""

    @cached_property
    def index(self) -> Index:
        """What search knows."""
        return Index(self.handbook, self.pages)

    @cached_property
    def outputs(self) -> Mapping[str, Output]:
        """Assets, data, paper and redirects, by their path."""
        return {output.path: output for output in self.files}

    @cached_property
    def files(self) -> tuple[Output, ...]:
        """Every file that is not a page, even two with one path."""
        return (*self.own, self.index.output(), *self.beside)


def _files_of(handbook: Handbook, site_url: str) -> Iterator[Output]:
    """Yield the files that follow from the records alone."""
    yield from assets(handbook)
    yield from opendata(handbook, site_url)
    yield from papers(handbook, site_url)
    yield from attached_files(handbook)
    yield from redirects(handbook)
    yield from meanings(handbook)
    yield from opensearch(site_url)
    yield from calendars(handbook, site_url)
    yield from feed(handbook, site_url)


def edition(
    project: Project,
    memory: Memory | None = None,
    *,
    site_url: str = "",
    unsaved: Mapping[Path, bytes] | None = None,
    deciding: bool = False,
) -> Edition:
    """Read *project*, with what is *unsaved* of its record files; *deciding* as `load` has it.

    Raises `ContentError` with every fault of the records and of `docs/`.
    """
    usable(project)
    speak_as(project)
    docs, converter = read(project.docs, project.shown), Converter(project.config)
    strays = [*_strays(project)]
    try:
        roots = project.roots_with(unsaved or ())
        handbook = load(roots, shown_from=project.folder, memory=memory, unsaved=unsaved, deciding=deciding)
        _refuse(strays)
    except ContentError as error:
        told = [fault for name, file in docs.pages.items() for fault in judged(name, file, converter).faults]
        _refuse([*error.faults, *strays, *docs.faults, *told])
        raise
    setting = Setting(handbook, site_url)
    of_records = [*pages(setting), *search_pages(setting, lambda: made.index)]  # it is asked when a page is made
    beside = (*_beside(docs),)
    own = (*_files_of(handbook, site_url),)
    files = [*own, Index(handbook, {}).output()]
    by_source = {page.source: page for page in of_records}
    places = Places(
        frozenset({*by_source, *docs.pages, *docs.unread}),
        frozenset({*(output.path for output in (*files, *beside)), *docs.unread}),
        Anchors(by_source, docs, converter, setting).of,
    )
    written = [judged(name, file, converter, setting, places) for name, file in docs.pages.items()]
    _refuse([
        *docs.faults, *_taken_twice(of_records), *_docs_taken_twice(docs, of_records, files),
        *(fault for page in written for fault in page.faults),
    ])  # fmt: skip
    all_pages = by_source | {page.source: page for page in written_pages(setting, written)}
    made = Edition(handbook, MappingProxyType(all_pages), site_url, own, beside)
    _refuse(_files_taken_twice(made))
    return made


def usable(project: Project) -> None:
    """Raise `ContentError` when a folder or file that *project* is built from is there, but cannot be read."""
    _refuse(Fault(project.shown(path), 1, problem) for path, problem in project.unfit())


def _refuse(faults: Iterable[Fault]) -> None:
    """Raise `ContentError` when there are *faults*."""
    if found := [*faults]:
        raise ContentError(found)


def _strays(project: Project) -> Iterator[Fault]:
    """Tell of each record file under `routines/` that lies outside its two folders."""
    folder = project.folder / "routines"
    remedy = "Filen ligger i feil mappe. Flytt den til routines/kjerne/ eller routines/kommune/."
    for file in record_files(folder, others=False):
        if not any(file.path.is_relative_to(folder / name) for name in ("kjerne", "kommune")):
            yield Fault(project.shown(file.path), 1, file.problem or remedy)


def _beside(docs: Docs) -> Iterator[Output]:
    """Yield the files of *docs* that are not pages, as they were read."""
    for name, file in docs.beside.items():
        yield Output(name, lambda data=file.data: data, lambda data=file.data: sha256(data).hexdigest())  # type: ignore[misc]  # bound now


def _docs_taken_twice(docs: Docs, pages: Iterable[Page], files: Iterable[Output]) -> Iterator[Fault]:
    """Tell of each file of *docs* that would take the place of another on the site. Letters' case tells none apart."""
    taken = {f"{page.address}index.html".casefold(): "en side laget av postene" for page in pages}
    ours = {output.path.casefold() for output in files}
    for name, file in docs.pages.items():
        place = f"{address_of(name)}index.html".casefold()
        if place in taken or place in ours:
            other = taken.get(place, "en fil laget av postene")
            yield Fault(file.where, 1, f"Siden har samme adresse som {other}. Gi filen et annet navn.")
        taken.setdefault(place, f"«{file.where}»")
    for name, file in docs.beside.items():
        if name.casefold() in ours:
            yield Fault(file.where, 1, "Håndboken lager selv en fil med dette navnet. Gi filen et annet navn.")


def _taken_twice(pages: Iterable[Page]) -> Iterator[Fault]:
    """Tell of each of *pages* that would take the place of another, or of an index."""
    taken, told = dict[str, Page](), set[Origin]()
    for page in pages:
        other = taken.setdefault(page.address, page)
        origins = page.origins or other.origins
        clashing = other is not page or "index" in page.address.split("/")
        if clashing and origins and origins[0] not in told:
            told.add(origins[0])
            yield Fault(origins[0].path, origins[0].line, f"Adressen «{page.address}» er alt i bruk. {_ANOTHER_ID}")


def _files_taken_twice(made: Edition) -> Iterator[Fault]:
    """Tell of each file that would take the place of another, or of a page.

    Packs are named by the ids of phases and actors; what only leads on, by an old id or by one with a part's number.
    """
    pages = {f"{page.address}index.html": page for page in made.pages.values()}
    seen: set[str] = set()
    for output in made.files:
        record = made.handbook.get(output.about) if output.about else None
        if record and (page := pages.get(output.path)):
            remedy = f"Den fører videre til {output.about}, som har hatt den. Gi siden en annen."
            origin = (*page.origins, *record.origins)[0]
            yield Fault(origin.path, origin.line, f"Adressen «{page.address}» er alt i bruk. {remedy}")
        elif output.path in seen:
            named = [one for one in made.handbook if one.id and output.path.endswith(f"-{one.id}.pdf")]
            origin = (record or min(named, key=lambda one: one.kind != "fase")).origins[0]
            yield Fault(origin.path, origin.line, f"Filen «{output.path}» er alt i bruk. {_ANOTHER_ID}")
        seen.add(output.path)
