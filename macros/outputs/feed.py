"""The newest change notes as an Atom feed (RFC 4287), for a site that has an address of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from markupsafe import Markup

from macros.handbook import Handbook
from macros.handbook.changes import News, topics_of
from macros.outputs.months import CHANGES, Leaf, anchor_of, feed_of, identity, leaves, name_of_all
from macros.outputs.output import Output
from macros.outputs.pages.view import View
from macros.outputs.words import word

_ATOM: Final = "http://www.w3.org/2005/Atom"
_MOST: Final = 100
"""The entries of the feed; a reader that asks each month misses nothing, and the pages have the rest."""


def feed(handbook: Handbook, site_url: str) -> Iterator[Output]:
    """Yield the feed, if the site has an address that its links can lead to."""
    if path := feed_of(site_url):
        yield Output(path, lambda: _made(handbook, f"{site_url.rstrip('/')}/", path))


def _made(handbook: Handbook, site: str, path: str) -> bytes:
    notes = [(one, leaf) for leaf in leaves(handbook) for one in leaf.notes][:_MOST]
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": "nb"})
    _text(root, "id", name_of_all(handbook).urn)
    _text(root, "title", word("endringer.strøm", navn=_publisher(handbook)))
    _text(root, "subtitle", word("endringer.ingress"))
    _text(root, "updated", _noon(notes[0][0].on))
    _text(SubElement(root, "author"), "name", _publisher(handbook))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": site + path})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": site + CHANGES})
    view = View(handbook)
    for one, leaf in notes:
        _entry(SubElement(root, "entry"), view, one, leaf, site)
    indent(root)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _entry(entry: Element, view: View, one: News, leaf: Leaf, site: str) -> None:
    handbook = view.handbook
    _text(entry, "id", identity(one).urn)
    _text(entry, "title", one.what)
    _text(entry, "updated", _noon(one.on))
    owners = {record.head.owner for about in one.about for ref in about.refs if (record := handbook.get(ref))}
    for owner in sorted(owners, key=handbook.name):
        _text(SubElement(entry, "author"), "name", handbook.name(owner))
    SubElement(
        entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{site}{leaf.address}#{anchor_of(one)}"}
    )
    topics = {ref for about in one.about for ref in topics_of(handbook, about)}
    for topic in sorted(topics, key=handbook.name):
        SubElement(entry, "category", {"term": topic.id, "label": handbook.name(topic)})
    links = Markup("").join(Markup("<li>{}</li>").format(view.about(about)) for about in one.about)
    _text(entry, "content", f"<ul>{links}</ul>".replace('href="/', f'href="{site}'), type="html")


def _text(under: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(under, name, attributes).text = str(text)


def _noon(day: date) -> str:
    """Return *day* as a time that is the same day all over Europe and America."""
    return f"{day.isoformat()}T12:00:00Z"


def _publisher(handbook: Handbook) -> str:
    name = word("side.navn")
    return f"{name}, {handbook.municipality.title}" if handbook.municipality else name
