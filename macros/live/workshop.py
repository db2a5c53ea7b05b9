"""One page at a time, for the development server. Takes the steps of `mkdocs build` for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader
from mkdocs.commands.build import get_context
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from macros.content.faults import ContentError
from macros.edition import Edition
from macros.heard import placed, warnings
from macros.live.whereabouts import with_whereabouts
from macros.outputs.templates import Templates
from macros.project import THEME, Project
from macros.site import PageFile, compact, settings
from macros.web_address import checked


class Workshop:
    """Makes the pages of one edition after another, by the settings as they were when it was made.

    Raises `ContentError` for settings that cannot be used.
    """

    def __init__(self, project: Project, folder: Path) -> None:
        self.settings = self.settings_of(project)
        self._project = project
        self._config, self._plugin = settings(project, folder)
        self._plugin.serving = True
        self._plugin.on_config(self._config)
        self.address = checked(project, self._config.site_url or "")
        self._templates, self._env = Templates(THEME / "overrides"), compact(self._config.theme.get_env())
        self._themes = Files([])
        self._themes.add_files_from_theme(self._env, self._config)
        loaders = [self._templates, *([self._env.loader] if self._env.loader else [])]
        self._env.loader, self._env.auto_reload = ChoiceLoader(loaders), True
        self._files, self._nav = Files([]), Navigation([], [])
        self._pages: dict[str, Page] = {}

    @property
    def edition(self) -> Edition | None:
        """The edition that is served."""
        return self._plugin.edition

    @staticmethod
    def settings_of(project: Project) -> tuple[bytes, Path]:
        """Return what a workshop is made by: when it changes, another must be made."""
        return project.config.read_bytes(), project.docs

    def read_templates(self) -> None:
        """Read the templates anew. Raises `ContentError` for those that cannot be used; those that were, stay."""
        self._templates.read(self._env)

    def take(self, made: Edition) -> None:
        """Serve *made* from now on. Raises `ContentError` when the settings do not fit it; the one that was, stays."""
        before, self._plugin.edition = self._plugin.edition, made
        try:
            with warnings() as heard:
                files = self._plugin.on_files(self._themes, config=self._config)
                nav = self._plugin.on_nav(get_navigation(files, self._config), config=self._config, files=files)
            if heard:
                raise ContentError(placed(self._project, heard))
            self._env = self._plugin.on_env(self._env, config=self._config, files=files)
        except Exception:
            self._plugin.edition = before
            raise
        self._files, self._nav = files, nav
        self._pages = {file.page_made.address: file.page for file in files if isinstance(file, PageFile) and file.page}

    def page(self, path: str, *, editors: bool = False) -> bytes | None:
        """Return the page at the address *path* (`rutiner/x/`), or what the theme makes there (`404.html`), or None.

        To *editors* it says where what stands on it lies.
        """
        page, made = self._pages.get(path), self._plugin.edition
        with warnings():  # whatever MkDocs would print of an error, whoever asked for the page is told
            if page is not None:
                html = self._filled(page)
                if editors and made and isinstance(page.file, PageFile):
                    html = with_whereabouts(html, page.file.page_made.origins, made.handbook)
                return html.encode(errors="xmlcharrefreplace")
            if path in self._config.theme.static_templates:
                base = urlsplit(self._config.site_url or "/").path
                return self._env.get_template(path).render(self._context(base_url=base)).encode()
        return None

    def _filled(self, page: Page) -> str:
        """Return *page* with the document around it, by the steps of a build and what plugins add to them."""
        config, files, events = self._config, self._files, self._config.plugins
        page = events.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        page.markdown = events.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
        page.render(config, files)
        page.content = events.on_page_content(page.content or "", page=page, config=config, files=files)
        page.active = True
        try:
            context = events.on_page_context(self._context(page), page=page, config=config, nav=self._nav)
            output = self._env.get_template(page.meta.get("template", "main.html")).render(context)
            return events.on_post_page(output, page=page, config=config)
        finally:
            page.active = False

    def _context(self, page: Page | None = None, base_url: str = "") -> TemplateContext:
        return get_context(self._nav, self._files, self._config, page, base_url)

    def file(self, path: str) -> Callable[[], bytes] | None:
        """Return what makes the file at *path*, or None where the site has none."""
        output = self._plugin.edition.outputs.get(path) if self._plugin.edition else None
        if output:
            return output.make
        file = self._files.get_file_from_path(path)
        return (lambda: file.content_bytes) if file and not file.is_documentation_page() else None
