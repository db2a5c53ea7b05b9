"""The only room that knows MkDocs: a plugin that gives it our pages and files, and the doors to build with it.

`mkdocs build` works with the plugin alone; our own commands use the same pieces, so a page comes out the same.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as MkDocsPage

from macros.content.faults import ContentError, Fault
from macros.edition import Edition, edition
from macros.outputs.addresses import Links, in_folder
from macros.outputs.assets import asset
from macros.outputs.docs.anchors import ids_in
from macros.outputs.output import Output
from macros.outputs.pages import Page
from macros.outputs.words import word
from macros.project import THEME, Project
from macros.web_address import checked

Manifest = dict[str, str]
"""For each page and made file of a built site: a digest of all that decided it."""


class HandbookConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has types, but not here
    """The plugin's settings in `mkdocs.yml`."""

    files = Type(bool, default=False)
    """End links in `index.html`, for a copy that is opened from a folder."""


class HandbookPlugin(BasePlugin[HandbookConfig]):  # type: ignore[no-untyped-call]  # likewise
    """Give MkDocs the pages and files of one edition, and take away what the theme would add."""

    def __init__(self) -> None:
        self.edition: Edition | None = None
        self.earlier, self.manifest = Manifest(), Manifest()  # what the last site was built from, and what this one is

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the content before anything is written, so that faults leave the old site whole."""
        config.theme.dirs.insert(0, str(THEME / "overrides"))
        config.theme.static_templates.difference_update({"404.html"} if self.config.files else ())
        if self.edition is None:
            made, faults = edition(project_of(config), site_url=config.site_url or "")
            if faults:
                raise PluginError("\n".join([*map(str, faults), f"{len(faults)} feil i innholdet"]))
            self.edition = made
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put our pages and files in the place of those in `docs/` and the theme's own scripts and styles."""
        assert self.edition is not None  # read in `on_config`
        pages = [PageFile.of(page, config, self) for page in self.edition.pages.values()]
        return Files([*pages, *(OutputFile.of(one, config, self) for one in self.edition.outputs.values())])

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the templates our words, our links and the names of our assets."""
        env.globals.update(word=word, asset=asset, href=lambda page, to: Links(page.url if page else "").to_page(to))
        return env

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Let Markdown have the written pages only: a record's page is HTML already."""
        return markdown if not isinstance(page.file, PageFile) or page.file.page_made.markdown else ""

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Put in the HTML that Markdown did not have, and tell MkDocs which places it has to lead to."""
        if isinstance(page.file, PageFile) and not page.file.page_made.markdown:
            html = page.file.page_made.body
            page.present_anchor_ids = {*ids_in(html)}
        return html

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Let links name files when there will be no server."""
        return in_folder(output) if self.config.files else output


class PageFile(File):
    """One of our pages as MkDocs sees it; its text is made when asked for."""

    page_made: Page
    plugin: HandbookPlugin

    @classmethod
    def of(cls, page: Page, config: MkDocsConfig, plugin: HandbookPlugin) -> PageFile:
        """Wrap *page*."""
        file = cls(page.source, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.INCLUDED)
        file.generated_by, file.page_made, file.plugin = "handbok", page, plugin
        return file

    @property  # type: ignore[misc]  # MkDocs can also set it; nobody sets ours
    def content_string(self) -> str:
        """The page as Markdown with front matter."""
        return self.page_made.text

    def is_modified(self) -> bool:
        """Whether the page's text differs from the one the last site was built from."""
        digest = sha256(self.page_made.text.encode()).hexdigest()
        self.plugin.manifest[self.dest_uri] = digest
        return self.plugin.earlier.get(self.dest_uri) != digest


class OutputFile(File):
    """One of our other files as MkDocs sees it; its bytes are made when it is written."""

    output: Output
    plugin: HandbookPlugin

    @classmethod
    def of(cls, output: Output, config: MkDocsConfig, plugin: HandbookPlugin) -> OutputFile:
        """Wrap *output*."""
        file = cls(output.path, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.NOT_IN_NAV)
        file.generated_by, file.output, file.plugin = "handbok", output, plugin
        return file

    @property  # type: ignore[misc]  # MkDocs can also set it; nobody sets ours
    def content_bytes(self) -> bytes:
        """The file's bytes."""
        made = self.output.make()
        return in_folder(made.decode()).encode() if self.plugin.config.files and self.dest_uri[-5:] == ".html" else made

    def is_modified(self) -> bool:
        """Whether what decides the bytes differs from the last site's."""
        if not (inputs := self.output.inputs()):
            return True
        self.plugin.manifest[self.dest_uri] = inputs
        return self.plugin.earlier.get(self.dest_uri) != inputs

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002  # MkDocs calls it so
        """Write the file, unless it is taken over from the last site."""
        if not (dirty and not self.is_modified()):
            target = Path(self.abs_dest_path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self.content_bytes)


def project_of(config: MkDocsConfig) -> Project:
    """Return the project whose settings were loaded; the settings of the installed package stand for this folder."""
    folder = Path(config.config_file_path).parent
    return Project(Path.cwd() if folder.name == "_bundled" else folder)


def settings(project: Project, target: Path, *, files: bool = False) -> tuple[MkDocsConfig, HandbookPlugin]:
    """Load the site's settings for a build into *target*. Raises `ContentError` for settings that cannot be used."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    shown = project.shown(project.config)
    try:
        config = load_config(str(project.config), site_dir=str(target), docs_dir=str(project.docs), strict=True)
    except (ConfigurationError, ValueError) as error:
        raise ContentError([_settings_fault(shown, error)]) from error
    except Abort as error:
        message = "Innstillingene har feil, som MkDocs sier over. Rett dem, eller hent filen tilbake."
        raise ContentError([Fault(shown, 1, message)]) from error
    plugin = config.plugins.get("handbok")
    if not isinstance(plugin, HandbookPlugin):
        raise ContentError([Fault(shown, 1, "Tillegget «handbok» mangler under «plugins». Legg det til.")])
    plugin.config.files = files
    return config, plugin


def _settings_fault(path: str, error: Exception) -> Fault:
    mark = getattr(error.__cause__, "problem_mark", None)
    message = "Innstillingene kan ikke leses. Se etter innrykk, kolon og anførselstegn her og like over."
    return Fault(path, mark.line + 1 if mark else 1, message)


def site_url(project: Project) -> str:
    """Return the address the site will have, as its settings say. Raises `ContentError` when it cannot be printed."""
    return checked(project, settings(project, project.site)[0].site_url or "")


def build_into(project: Project, made: Edition, target: Path, earlier: Mapping[str, str], *, files: bool) -> Manifest:
    """Build the site of *made* into *target* but for what *earlier* says is unchanged; return what it was built from.

    Raises `ContentError` with MkDocs' own words when it finds something that the content check did not look for.
    """
    config, plugin = settings(project, target, files=files)
    plugin.edition, plugin.earlier = made, dict(earlier)
    with _warnings() as warnings:
        try:
            mkdocs_build(config, dirty=True)  # «dirty» asks each file whether it is modified; ours know by content
        except Abort as error:
            raise ContentError(Fault(project.shown(project.config), 1, text) for text in warnings) from error
    return plugin.manifest


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Gather what MkDocs warns of, but not that it skips unchanged pages, which strict mode would count as a fault."""
    warnings: list[str] = []

    class Gatherer(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            warnings.append(record.getMessage())

    builder, gatherer = logging.getLogger("mkdocs.commands.build"), Gatherer(logging.WARNING)

    def no_skipping(record: logging.LogRecord) -> bool:
        return "'dirty' build" not in record.getMessage()

    builder.addFilter(no_skipping)
    logging.getLogger("mkdocs").addHandler(gatherer)
    try:
        yield warnings
    finally:
        logging.getLogger("mkdocs").removeHandler(gatherer)
        builder.removeFilter(no_skipping)


class Workshop:
    """Makes one page at a time, for a development server. Knows MkDocs' insides as `mkdocs build` runs them."""

    def __init__(self, project: Project, folder: Path, made: Edition) -> None:
        config, self.plugin = settings(project, folder)
        self.plugin.edition = made
        self.config = self.plugin.on_config(config)
        self._env = self.plugin.on_env(config.theme.get_env(), config=config, files=Files([]))
        self.take(made)

    def take(self, made: Edition) -> None:
        """Serve *made* from now on."""
        self.plugin.edition = made
        self._files = self.plugin.on_files(Files([]), config=self.config)
        self._nav = get_navigation(self._files, self.config)

    def page(self, address: str) -> bytes | None:
        """Return the HTML of the page at *address* (`rutiner/x/`, empty for the front page), or None."""
        made = self.plugin.edition
        source = {page.address: name for name, page in made.pages.items()}.get(address) if made else None
        file = self._files.get_file_from_path(source) if source else None
        if file is None or file.page is None:
            return None
        _populate_page(file.page, self.config, self._files)
        _build_page(file.page, self.config, self._files.documentation_pages(), self._nav, self._env)
        return Path(file.abs_dest_path).read_bytes()

    def file(self, path: str) -> bytes | None:
        """Return the file at *path*, or None."""
        made = self.plugin.edition.outputs.get(path) if self.plugin.edition else None
        file = self._files.get_file_from_path(path)
        return made.make() if made else file.content_bytes if file and not isinstance(file, PageFile) else None
