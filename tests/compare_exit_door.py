"""Compare what ProperDocs and Zensical made of the same pages: the page list, the titles, and the text.

python tests/compare_exit_door.py build/exit-door
"""

# ruff: noqa: T201

from __future__ import annotations

import re
import sys
from html import unescape
from pathlib import Path


def _pages(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in sorted(site.rglob("index.html"))
        if not path.relative_to(site).as_posix().startswith(("p/", "assets/"))
    }


def _title(html: str) -> str:
    match = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    return _plain(match[1]) if match else ""


def _text(html: str) -> str:
    match = re.search(r'<div class="side.*?(?:</footer>|</article>)', html, re.DOTALL)
    return _plain(match[0]) if match else ""


def _seen(html: str) -> tuple[str, str]:
    return _title(html), _text(html)


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def main(folder: Path) -> int:
    """Return 0 when the two agree with each other and with the Markdown that was written."""
    ours = sorted(
        (f"{name[:-3]}/index.html" if not name.endswith("index.md") else f"{name[:-3]}.html")
        for path in (folder / "docs").rglob("*.md")
        for name in [path.relative_to(folder / "docs").as_posix()]
    )
    proper, zensical = _pages(folder / "site-properdocs"), _pages(folder / "site")
    both = [name for name in ours if name in proper and name in zensical]
    differing = [name for name in both if _seen(proper[name]) != _seen(zensical[name])]
    print(f"{len(ours)} pages written; ProperDocs made {len(proper)}, Zensical {len(zensical)}.")
    for what, names in (
        ("missing in ProperDocs", [name for name in ours if name not in proper]),
        ("missing in Zensical", [name for name in ours if name not in zensical]),
        ("different title or text", differing),
    ):
        print(f"{what}: {len(names)} {names[:5] if names else ''}")
    return 0 if not differing and all(name in proper and name in zensical for name in ours) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
