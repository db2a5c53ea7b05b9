"""The only room that knows MkDocs: a plugin that gives it our pages and files, and the doors to build with it.

`mkdocs build` works with the plugin alone; our own commands use the same pieces, so a page comes out the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from macros.content.faults import ContentError, Fault
from macros.edition import Edition, edition, usable
from macros.heard import of_setting, placed, unreadable, warnings
from macros.manifest import same
from macros.outputs.addresses import in_folder
from macros.outputs.around import extra
from macros.outputs.docs.anchors import ids_in
from macros.outputs.headings import Heading, headings
from macros.outputs.menu import menu, menus
from macros.outputs.output import Output
from macros.outputs.pages import Page
from macros.project import THEME, Project
from macros.web_address import checked

_BEFORE_ALL: Final = date(2000, 1, 1)
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
        self.around: dict[str, object] = {}  # what the document around every page is made with
        self.begun: Collection[str] = ()  # files that are made and written elsewhere
        self.serving = False  # then there is a new edition at each save, given when it is made

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the content before anything is written, so that faults leave the old site whole."""
        config.theme.dirs.insert(0, str(THEME / "overrides"))
        config.theme.static_templates.difference_update({"404.html"} if self.config.files else ())
        if config.nav is not None:
            message = "Håndboken lager menyen av sidene den har. Slett «nav»."
            raise ContentError([of_setting(project_of(config), "nav", message)])
        if self.edition is None and not self.serving:
            try:
                self.edition = edition(project_of(config), site_url=config.site_url or "")
            except ContentError as error:
                raise PluginError(f"{error}\n{len(error.faults)} feil i innholdet") from error
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put our pages and files in the place of those in `docs/`, and keep what we use of the theme's."""
        assert self.edition is not None  # read in `on_config`
        self.around = extra(self.edition.site_url, self.edition.handbook)
        tabs = menu(self.edition.pages.values())
        config.nav = [tab.setting() for tab in tabs]
        same_for_all = json.dumps(self.around, sort_keys=True)
        around = {source: menu_there + same_for_all for source, menu_there in menus(tabs).items()}
        pages = [PageFile.of(page, around, config, self) for page in self.edition.pages.values()]
        outputs = [OutputFile.of(one, config, self) for one in self.edition.outputs.values()]
        return Files([*pages, *outputs, *filter(_of_material, files)])

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Date all by the content: same content, same bytes. No page says which pages are next to it."""
        assert self.edition is not None  # read in `on_config`
        newest = max((record.head.changed_on for record in self.edition.handbook), default=_BEFORE_ALL).isoformat()
        for file in files.documentation_pages():
            if file.page is not None:
                file.page.update_date, file.page.previous_page, file.page.next_page = newest, None, None
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the templates our words and the names of our assets, where the theme's settings are."""
        others = [path for path in config.extra_css if not path.startswith("assets/handbok.")]
        config.extra.update(self.around)
        config.extra_css = [*others, str(config.extra["stil"])]
        return compact(env)

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Let Markdown have the written pages only: a record's page is HTML already."""
        return markdown if not isinstance(page.file, PageFile) or page.file.page_made.markdown else ""

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Put in the HTML that Markdown did not have, and list its headings, which Markdown has not seen."""
        if isinstance(page.file, PageFile) and not page.file.page_made.markdown:
            html = page.file.page_made.body
        page.toc = TableOfContents([_contents(Heading(str(page.title), "innhold", 1, headings(html)))])
        page.present_anchor_ids = {*ids_in(html)}
        return html

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Let links name files when there will be no server."""
        return in_folder(output) if self.config.files else output


def compact(env: Environment) -> Environment:
    """Let the lines of a template that only steer leave nothing on the page: a tenth of it would be blank."""
    env.trim_blocks = env.lstrip_blocks = True
    return env


def _of_material(file: File) -> bool:
    """Whether *file* is of the theme's own that the site uses: not its search, its palette or its maps of sources."""
    used = ("assets/stylesheets/main.", "assets/javascripts/bundle.")
    return file.src_uri.startswith(used) and file.src_uri.endswith((".css", ".js"))


def _contents(heading: Heading) -> AnchorLink:
    """Return *heading* as themes know it."""
    link = AnchorLink(heading.title, heading.id, heading.level)
    link.children = [_contents(one) for one in heading.inside]
    return link


class PageFile(File):
    """One of our pages as MkDocs sees it; its text is made when asked for."""

    page_made: Page
    around: str
    """All that decides its HTML but its own text: the menu there, and what the document is made with."""
    plugin: HandbookPlugin

    @classmethod
    def of(cls, page: Page, around: Mapping[str, str], config: MkDocsConfig, plugin: HandbookPlugin) -> PageFile:
        """Wrap *page*, which has around it one of *around*."""
        file = cls(page.source, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.INCLUDED)
        file.generated_by, file.page_made, file.plugin = "handbok", page, plugin
        file.around = around.get(page.source, around[""])
        return file

    @property  # type: ignore[misc]  # MkDocs can also set it; nobody sets ours
    def content_string(self) -> str:
        """The page as Markdown with front matter."""
        return self.page_made.text

    def is_modified(self) -> bool:
        """Whether the page's text or what is around it differs from what the last site was built from.

        Most are known by what they are made of, before words are explained in them.
        """
        before, page, manifest = self.plugin.earlier.get(self.dest_uri, ""), self.page_made, self.plugin.manifest
        if self.dest_uri not in manifest:
            inputs = _digest(self.around, page.head, page.inputs()) if page.inputs else ""
            known = inputs and before.startswith(inputs)
            manifest[self.dest_uri] = before if known else f"{inputs} {_digest(self.around, page.text)}"
        return not same(before, manifest[self.dest_uri])


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

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002  # MkDocs calls it so
        """Write the file, unless what decides its bytes is the same as for the last site: then that is taken over."""
        data = None if self.output.inputs else self.content_bytes
        decided = self.output.decided() if data is None else sha256(data).hexdigest()
        self.plugin.manifest[self.dest_uri] = decided
        taken_over = dirty and self.plugin.earlier.get(self.dest_uri) == decided
        if not taken_over and self.dest_uri not in self.plugin.begun:
            target = Path(self.abs_dest_path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self.content_bytes if data is None else data)


def _digest(*texts: str) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()


def project_of(config: MkDocsConfig) -> Project:
    """Return the project whose settings were loaded; the settings of the installed package stand for this folder."""
    folder = Path(config.config_file_path).parent
    return Project(Path.cwd() if folder.name == "_bundled" else folder)


def settings(project: Project, target: Path, *, files: bool = False) -> tuple[MkDocsConfig, HandbookPlugin]:
    """Load the site's settings for a build into *target*. Raises `ContentError` for settings that cannot be used."""
    usable(project)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    where = project.shown(project.config)
    with warnings() as heard:
        try:
            config = load_config(str(project.config), site_dir=str(target), docs_dir=str(project.docs), strict=True)
        except (ConfigurationError, ValueError) as error:
            raise ContentError([unreadable(where, error)]) from error
        except Abort as error:
            raise ContentError(placed(project, heard)) from error
    plugin = config.plugins.get("handbok")
    if not isinstance(plugin, HandbookPlugin):
        raise ContentError([Fault(where, 1, "Tillegget «handbok» mangler under «plugins». Legg det til.")])
    plugin.config.files = files
    return config, plugin


def site_url(project: Project) -> str:
    """Return the address the site will have, as its settings say. Raises `ContentError` when it cannot be printed."""
    return checked(project, settings(project, project.site)[0].site_url or "")


def build_into(
    project: Project, made: Edition, target: Path, earlier: Mapping[str, str], begun: Collection[str] = (),
    *, files: bool,
) -> Manifest:  # fmt: skip
    """Build the site of *made* into *target* but for what *earlier* says is unchanged; return what it was built from.

    The files *begun* are left to others. Raises `ContentError` with MkDocs' own words when it finds something that the
    content check did not look for.
    """
    config, plugin = settings(project, target, files=files)
    plugin.edition, plugin.earlier, plugin.begun = made, dict(earlier), begun
    with warnings() as heard:
        try:
            mkdocs_build(config, dirty=True)  # «dirty» asks each file whether it is modified; ours know by content
        except Abort as error:
            raise ContentError(placed(project, heard)) from error
    return plugin.manifest
