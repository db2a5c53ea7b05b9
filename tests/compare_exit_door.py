"""Compare what ProperDocs and Zensical made of the handbook's pages with the site: every page, and six by their looks.

python tests/compare_exit_door.py site build/exit-door

Fails when a page or file is missing, or says or leads to anything else, in any part of its document. How six kinds of
page look is laid beside each other as pictures, and measured; what differs there is named.
"""

# ruff: noqa: T201

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from looks import looks
from selectolax.lexbor import LexborHTMLParser, LexborNode

PARTS = {
    "title": "title",
    "head": "meta[name=description], link[rel=canonical], link[rel=icon], link[rel=search]",
    "heading": "h1",
    "header": ".md-header",
    "tabs": ".md-tabs",
    "menu": "#meny",
    "path": ".md-path",
    "contents": ".md-nav--secondary",
    "text": "#innhold",
    "tools": ".verktøy",
    "foot": ".md-footer",
}
"""The parts of a page's document that a reader meets, a search engine too."""
_HERE = "https://handbok.example/"
_NEXT, _SKIP = 'rel="next"', 'class="md-skip"'
ENGINES = {"ProperDocs": "site-properdocs", "Zensical": "site"}


def told(html: str, address: str = "") -> dict[str, str]:
    """Return what each part of the document at *address* says, and every element in it: a line each.

    The colours that an engine gives code, a box and elements without a word of their own, are left out.
    """
    tree = LexborHTMLParser(html)
    for one in tree.css("pre > span:empty"):
        one.decompose()
    tree.unwrap_tags(["pre span", "div.highlight"])
    tree.merge_text_nodes()
    for one in tree.css("pre > code[class]"):
        del one.attrs["class"]
    found = {}
    for part, selector in PARTS.items():
        nodes = tree.css(selector)
        lines = [" ".join(node.text(separator=" ").split()) for node in nodes]
        lines += [_element(one, address) for node in nodes for one in node.css("*")]
        found[part] = "\n".join(lines)
    return found


def _element(one: LexborNode, address: str) -> str:
    """Return the tag and the attributes of an element, with addresses as they are from the page at *address*."""
    given = {name: value or "" for name, value in one.attributes.items()}
    given |= {name: urljoin(_HERE + address, given[name]) for name in ("href", "src") if name in given}
    return " ".join([f"<{one.tag}", *(f"{name}={given[name]!r}" for name in sorted(given))])


def pages_in(docs: Path) -> list[str]:
    """Return the address in a built site of each page of *docs*, and of the page for what is not found."""
    names = [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md"))]
    made = [f"{name[:-3]}.html" if name.endswith("index.md") else f"{name[:-3]}/index.html" for name in names]
    return [*made, "404.html"]


def differences(docs: Path, ours: Path, theirs: Path) -> dict[str, list[str]]:
    """Return, by what it is, where the site in *theirs* has anything else than *ours*."""
    found: dict[str, list[str]] = {"pages missing": [], **{f"{part} differs": [] for part in PARTS}}
    for name in pages_in(docs):
        if not (theirs / name).is_file():
            found["pages missing"].append(name)
            continue
        one, other = (told((site / name).read_text("utf-8"), name) for site in (ours, theirs))
        for part in PARTS:
            if one[part] != other[part]:
                found[f"{part} differs"].append(name)
    files = [path.relative_to(docs) for path in sorted(docs.rglob("*")) if path.is_file() and path.suffix != ".md"]
    found["files missing or other"] = [
        path.as_posix()
        for path in files
        if not (theirs / path).is_file() or (theirs / path).read_bytes() != (docs / path).read_bytes()
    ]
    listed = [{*re.findall("<loc>(.*?)</loc>", _plain(site / "sitemap.xml"))} for site in (ours, theirs)]
    found["sitemap differs"] = sorted(listed[0] ^ listed[1])
    return found


def _plain(path: Path) -> str:
    return path.read_text("utf-8").replace("&#x2f;", "/")


def added(ours: Path, theirs: Path) -> Iterator[str]:
    """Yield what a site in *theirs* has that *ours* has not, though no reader sees it."""
    files = {path.relative_to(theirs): path.stat().st_size for path in theirs.rglob("*") if path.is_file()}
    more = sorted((size, path.as_posix()) for path, size in files.items() if not (ours / path).is_file())
    largest = ", ".join(f"{path} ({size // 1024} KB)" for size, path in reversed(more[-4:]))
    yield f"{len(more)} files of its own, {sum(size for size, _ in more) / 1e6:.1f} MB: {largest}, …"
    documents = [(theirs / path).read_text("utf-8") for path in files if path.name == "index.html"]
    yield f"the pages before and after it in the head of {sum(_NEXT in html for html in documents)} pages"
    past = Counter(LexborHTMLParser(html).css(".md-skip")[0].attributes["href"] for html in documents if _SKIP in html)
    yield f"the way past the header leads to {', '.join(f'{to} ({count})' for to, count in past.most_common(3))}"


def main(ours: Path, folder: Path) -> int:
    """Print what differs; return 0 when every page is there and says the same."""
    docs, wrong = folder / "docs", 0
    print(f"{len(pages_in(docs))} pages, each with {len(PARTS)} parts: {', '.join(PARTS)}.")
    for engine, made in ENGINES.items():
        found = {what: names for what, names in differences(docs, ours, folder / made).items() if names}
        wrong += len(found)
        print(f"{engine}: {'' if found else 'every page, part and file is there and says the same.'}")
        for what, names in found.items():
            print(f"  {what}: {len(names)}, as {names[:3]}")
        print(*(f"  unseen: {what}" for what in added(ours, folder / made)), sep="\n")
    sites = {"handbok": ours, **{engine.lower(): folder / made for engine, made in ENGINES.items()}}
    print(*looks(sites, folder / "bilder"), sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
