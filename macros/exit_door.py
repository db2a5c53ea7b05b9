"""The way out of MkDocs: every page as plain Markdown with settings that other generators of its family read."""

from __future__ import annotations

import os
from pathlib import Path

from macros.edition import Edition
from macros.folders import FolderError, alone_with, own_folder, staging
from macros.manifest import Manifest, digest, digests_of
from macros.outputs.assets import asset
from macros.outputs.words import word
from macros.project import Project
from macros.switch import fill

_SETTINGS = """site_name: {name}
site_url: {url}
docs_dir: docs
site_dir: site
theme:
  name: material
  language: nb
  font: false
extra_css: [{css}]
extra_javascript: [{script}]
markdown_extensions: [attr_list, def_list, md_in_html]
"""


def write_out(project: Project, made: Edition, folder: Path) -> int:
    """Write the pages and files of *made* to *folder*`/docs` beside a `mkdocs.yml`; return how many pages.

    What others have put in *folder* since, such as a site built from it, stays. Raises `FolderError` for a folder
    that is not ours to fill, and `OSError` or `SwitchError` as the disk refuses.
    """
    folder = own_folder(project, folder, shared=True)
    with alone_with(folder), staging(folder) as fresh:
        texts = {source: page.text.encode() for source, page in made.pages.items()}
        for path, data in (texts | {path: output.make() for path, output in made.outputs.items()}).items():
            (fresh / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
            (fresh / "docs" / path).write_bytes(data)
        settings = _SETTINGS.format(
            name=word("side.navn"), url=made.site_url, css=asset("handbok.css"), script=asset("handbok.js")
        )
        (fresh / "mkdocs.yml").write_text(settings, "utf-8")
        new = Manifest(files=digests_of(fresh))
        new.write(fresh)
        known = (Manifest.read(folder) or Manifest()).files
        for path in new.files.keys() | known.keys():
            if os.path.lexists(folder / path) and digest(folder / path) != known.get(path):
                raise FolderError(f"{folder / path} er laget eller endret av andre. Flytt filen, og prøv igjen.")
        fill(fresh, folder)
    return len(texts)
