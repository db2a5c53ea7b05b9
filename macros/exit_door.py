"""The way out of MkDocs: every page as plain Markdown with settings that other generators of its family read."""

from __future__ import annotations

import shutil
from pathlib import Path

from macros.edition import Edition
from macros.outputs.assets import asset
from macros.outputs.words import word

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


def write_out(made: Edition, folder: Path) -> int:
    """Write the pages and files of *made* under *folder*`/docs` beside a `mkdocs.yml`; return how many pages."""
    docs = folder / "docs"
    shutil.rmtree(docs, ignore_errors=True)
    texts = {source: page.text.encode() for source, page in made.pages.items()}
    for path, data in (texts | {path: output.make() for path, output in made.outputs.items()}).items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_bytes(data)
    settings = _SETTINGS.format(
        name=word("side.navn"), url=made.site_url, css=asset("handbok.css"), script=asset("handbok.js")
    )
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    return len(texts)
