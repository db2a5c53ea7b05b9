"""What tells a browser that the site can be asked from its own search field."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from macros.outputs.output import Output
from macros.outputs.words import word

OPENSEARCH: Final = "opensearch.xml"
_DESCRIPTION: Final = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{name}</ShortName>
<Description>{description}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" method="get" template="{site}sok/?q={{searchTerms}}"/>
</OpenSearchDescription>
"""


def opensearch(site_url: str) -> Iterator[Output]:
    """Yield the description, if the site has an address; a browser asks for nothing without one."""
    if not site_url:
        return

    def made() -> bytes:
        site = escape(site_url.rstrip("/") + "/")
        told = _DESCRIPTION.format(name=escape(word("søk.kort_navn")), description=escape(word("søk.felt")), site=site)
        return told.encode()

    yield Output(OPENSEARCH, made)
