"""The way out of MkDocs: every page as plain Markdown, with the settings and templates that engines after it read.

ProperDocs and Zensical use the very overrides, styles and words that our own build does, so that it looks the same.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from typing import Final

import yaml

from macros.edition import Edition
from macros.folders import FolderError, alone_with, own_folder, staging
from macros.manifest import Manifest, digest, digests_of
from macros.outputs.around import extra
from macros.outputs.docs.tree import Converter
from macros.outputs.headings import Heading, headings
from macros.outputs.menu import menu
from macros.outputs.pages import Page
from macros.project import THEME, Project
from macros.site import settings
from macros.switch import fill

_OVERRIDES: Final = "overrides"
_MARKDOWN_LINK: Final = re.compile(
    r"(?P<before>\]\(<?|^ {0,3}\[[^\]]+\]: *<?)(?P<path>(?![\w+.-]+:|[#/?])[^\s()<>#?]+)", re.MULTILINE
)
"""A link or image from file to file, as `](../om/index.md#slik)`, up to where it leads on that page."""
_OF_THEME: Final = ("name", "language", "font", "favicon", "logo", "features")


def write_out(project: Project, made: Edition, folder: Path) -> int:
    """Write *made* to *folder*: pages and files in `docs`, the theme's `overrides`, and a `mkdocs.yml`.

    Return how many pages. What others have put in *folder* since, such as a site built from it, stays. Raises
    `FolderError` for a folder that is not ours to fill, and `OSError` or `SwitchError` as the disk refuses.
    """
    folder = own_folder(project, folder, shared=True)
    with alone_with(folder), staging(folder) as fresh:
        for path, data in _files(project, made):
            (fresh / path).parent.mkdir(parents=True, exist_ok=True)
            (fresh / path).write_bytes(data)
        new = Manifest(files=digests_of(fresh))
        new.write(fresh)
        known = (Manifest.read(folder) or Manifest()).files
        for path in new.files.keys() | known.keys():
            if os.path.lexists(folder / path) and digest(folder / path) != known.get(path):
                raise FolderError(f"{folder / path} er laget eller endret av andre. Flytt filen, og prøv igjen.")
        fill(fresh, folder)
    return len(made.pages)


def _files(project: Project, made: Edition) -> Iterator[tuple[str, bytes]]:
    pages, converter = _in_own_folders(made.pages), Converter(project.config)
    for page in pages:
        yield f"docs/{page.source}", _with_contents(page, converter).encode()
    for path, output in made.outputs.items():
        yield f"docs/{path}", output.make()
    overrides = THEME / _OVERRIDES
    for one in sorted(path for path in overrides.rglob("*") if path.is_file()):
        yield f"{_OVERRIDES}/{one.relative_to(overrides).as_posix()}", one.read_bytes()
    text: str = yaml.safe_dump(_settings(project, made, pages), allow_unicode=True, sort_keys=False, width=120)
    yield "mkdocs.yml", text.encode()


def _in_own_folders(pages: Mapping[str, Page]) -> list[Page]:
    """Return *pages*, each as the `index.md` of the folder that its address names.

    Then a link in its HTML is the same from the file as from the address. ProperDocs leaves such a link alone, and
    Zensical reads it as from the file.
    """
    moved = {source: replace(page, index=True) for source, page in pages.items()}

    def linked(source: str, to: Page) -> str:
        """Return the written body of *to*, once the file *source*, with its Markdown links from where it is now."""

        def address(found: re.Match[str]) -> str:
            target = normpath(join(dirname(source), found["path"]))
            return found["before"] + relpath(moved[target].source if target in moved else target, dirname(to.source))

        return _MARKDOWN_LINK.sub(address, to.body)

    return [
        replace(page, make_body=partial(linked, source, page)) if page.markdown else page
        for source, page in moved.items()
    ]


def _with_contents(page: Page, converter: Converter) -> str:
    """Return the page with its headings in its front matter: engines see none of those that are HTML already."""
    html = converter.html(page.body) if page.markdown else page.body
    listed = json.dumps([_entry(one) for one in headings(html)], ensure_ascii=False)
    return page.text.replace("---\n", f"---\ninnhold: {listed}\n", 1)


def _entry(heading: Heading) -> dict[str, object]:
    """Return *heading* as the template of the list of contents has it."""
    return {"title": heading.title, "url": f"#{heading.id}", "children": [_entry(one) for one in heading.inside]}


def _settings(project: Project, made: Edition, pages: Iterable[Page]) -> dict[str, object]:
    """Return the project's settings as these engines read them, without what only our plugin does."""
    ours, _ = settings(project, project.site)
    return {
        "site_name": ours.site_name,
        "site_url": made.site_url,
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {
            **{key: ours.theme[key] for key in _OF_THEME if key in ours.theme},
            "variant": "classic",  # Zensical's name for the look of Material
            "custom_dir": _OVERRIDES,
        },
        "plugins": [],  # none of an engine's own, such as its search
        "extra": {**ours.extra, **(around := extra(made.site_url, made.handbook))},
        "extra_css": [*ours.extra_css, str(around["stil"])],
        "markdown_extensions": [{name: ours.mdx_configs.get(name, {})} for name in ours.markdown_extensions],
        "nav": [tab.setting() for tab in menu(pages)],
    }
