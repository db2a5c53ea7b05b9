"""Where the links and images of a written page lead: to what is there, and to nothing that acts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import dirname, normpath, relpath
from typing import Final
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from macros.content.faults import guess, shown
from macros.outputs.docs.allowed import Finding
from macros.outputs.docs.calls import PLACE
from macros.outputs.docs.files import IMAGES
from macros.outputs.docs.letters import hidden_in, mixed_in, seen
from macros.outputs.docs.tree import FROM_MARKDOWN, Tree

_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_IGNORED: Final = "".join(map(chr, range(33)))
"""What a browser takes away before and after an address."""
_INSIDE: Final = re.compile(r"[\x00-\x1f\x7f\\]")
"""What a browser takes away inside an address, or reads as a slash."""
_TO_PAGE: Final = re.compile(r"(\]\([ \t]*<?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?)([^\s<>()#?:]+\.md)", re.MULTILINE)
"""A link of Markdown to the file of a page, where it stands or where it is defined."""


@dataclass(frozen=True, slots=True)
class Places:
    """What there is to lead to: pages by their source (`rutiner/x.md`), other files by their path, both on the site."""

    pages: frozenset[str]
    files: frozenset[str]
    anchors: Callable[[str], frozenset[str] | None]
    """Gives the ids on a page by its source, or None where they cannot be known yet."""


def address_of(name: str) -> str:
    """Return the address of the Markdown file called *name* in `docs/`."""
    path = PurePosixPath(name)
    place = (path.parent if path.name == "index.md" else path.with_suffix("")).as_posix()
    return "" if place == "." else f"{place}/"


def renamed(body: str, name: str, old: str, new: str) -> str:
    """Return *body*, of the file *name*, where what leads to the page *old* or to one beneath it leads to *new*."""

    def made(link: re.Match[str]) -> str:
        path = normpath(f"{dirname(name)}/{link[2]}".lstrip("/"))
        if path != f"{old}.md" and not path.startswith(f"{old}/"):
            return link[0]
        return f"{link[1]}{relpath(f'{new}{path.removeprefix(old)}', dirname(name))}"

    return _TO_PAGE.sub(made, body)


def wrong_links(tree: Tree, name: str, places: Places | None) -> Iterator[Finding]:
    """Yield each address on the page of the file *name* that must be mended. Without *places*, unsafe ones alone."""
    defined = set[str]()
    for address in tree.references:
        if message := _wrong(address, name, places, markdown=True):
            defined.add(message)
            yield Finding(message, address)
    for node, _ in tree.nodes():
        key = {"a": "href", "img": "src"}.get(node.tag or "", "")
        if not node.is_element_node or key not in node.attributes:
            continue
        address, markdown = node.attributes[key] or "", FROM_MARKDOWN in node.attributes
        message = _wrong(address, name, places, markdown=markdown, image=key == "src")
        if message and message not in defined:
            yield Finding(message, address)


def _wrong(address: str, name: str, places: Places | None, *, markdown: bool, image: bool = False) -> str:
    """What is wrong with *address* on the page of the file *name*, or nothing."""
    what = "Bildet" if image else "Lenken" if markdown else "Adressen"
    clean = address.strip(_IGNORED)
    if PLACE.search(clean):  # a call that cannot stand here, and is told of
        return ""
    if not clean:
        return f"{what} har ingen adresse. Skriv den, eller slett {'bildet' if image else 'lenken'}."
    bare = re.sub(r"[\t\n\r]", "", clean)
    try:
        parts = urlsplit(bare)
        host = parts.netloc
    except ValueError:  # such as a bracket that is not closed
        parts, host = None, ""
    outside = bool(_SCHEME.match(bare)) or bare.startswith("//")
    web = bool(re.match(r"https?://[^/?#@]+([/?#]|$)", bare, re.IGNORECASE)) and "@" not in host
    if parts is None or _INSIDE.search(clean) or (outside and not web and not _reaches_people(bare)):
        what = "Lenken" if markdown else "Adressen"
        return f"{what} «{shown(clean)}» er ikke trygg. Bruk https://, mailto:, tel: eller en side i håndboken."
    if message := _deceives(clean, host or bare.partition(":")[2].partition("?")[0] if outside else ""):
        return f"{what} «{shown(clean)}» {message}"
    if outside and image:
        return f"Bildet «{shown(clean)}» hentes fra et annet nettsted. Legg bildet i docs/, og vis til det der."
    if outside or places is None:
        return ""
    if bare.startswith("/"):
        return f"{what} «{shown(clean)}» begynner med «/», som ikke virker her. Skriv veien fra denne filen."
    target = normalize("NFC", unquote(parts.path))
    if target != unquote(parts.path):
        return f"{what} «{shown(clean)}» har en bokstav i to deler. Skriv «{shown(target)}»."
    path = normpath(f"{dirname(name) if markdown else address_of(name)}/{target}".lstrip("/")) if target else name
    if image:
        there = path in places.files and PurePosixPath(path).suffix.lower() in IMAGES | {".svg"}
        wish = guess(path, places.files)
        return "" if there else f"Bildet «{shown(clean)}» finnes ikke.{wish} Legg det i docs/, eller rett navnet."
    if path in places.files or (not markdown and f"{path}/index.html" in places.files):
        return ""
    page = _page(path, places.pages, markdown=markdown or not target)
    if not page:
        remedy = (
            "Skriv filen til siden, som sjekklister/loslatelse.md." if markdown else "Rett den, eller slett lenken."
        )
        near = path if markdown else f"{path}.md"
        return f"{what} «{shown(clean)}» fører ingen steder.{guess(near, places.pages | places.files)} {remedy}"
    anchor = normalize("NFC", unquote(parts.fragment))
    anchors = places.anchors(page) if anchor else None
    if anchors is not None and anchor not in anchors:
        remedy = "Skriv id-en til en overskrift der, eller slett det fra og med «#»."
        return f"{what} «{shown(clean)}» fører til et sted som ikke finnes på siden.{guess(anchor, anchors)} {remedy}"
    return ""


def _deceives(address: str, host: str) -> str:
    """Say how *address*, to *host*, passes for another: what its letters are, or nothing."""
    if sign := next(hidden_in(unquote(address)), ""):
        return f"har tegnet {seen(sign)}. Slett tegnet eller koden for det, og skriv adressen på nytt."
    labels = list[str]()
    for label in re.split(r"[.。．｡]", unquote(host).lower()):
        try:
            labels.append(label[4:].partition(":")[0].encode().decode("punycode") if label[:4] == "xn--" else label)
        except UnicodeError:
            return f"har «{shown(label)}», som ikke er et navn på et nettsted. Skriv adressen på nytt."
    name = ".".join(labels)
    if sign := next(hidden_in(name), "") or mixed_in(name):
        return f"går til «{shown(name)}», med {seen(sign)} blant andre bokstaver. Skriv adressen på nytt."
    return ""


def _reaches_people(address: str) -> bool:
    return bool(re.match(r"(mailto|tel):.", address, re.IGNORECASE))


def _page(path: str, pages: frozenset[str], *, markdown: bool) -> str:
    """Return the source of the page that *path* names, by file in Markdown and by address in HTML, or nothing."""
    meant = (path,) if markdown else ("index.md",) if path == "." else (f"{path}.md", f"{path}/index.md")
    return next((source for source in meant if source in pages), "")
