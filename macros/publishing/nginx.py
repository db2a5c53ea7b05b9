"""How nginx gives out the site: what pages may do, how long files are kept, and what each sort of file is."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import Final

from macros.folders import FolderError
from macros.outputs.months import FEED
from macros.outputs.search.opensearch import OPENSEARCH
from macros.publishing.editions import SHOWN, SHOWN_BEFORE
from macros.web_address import host_and_place

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'self'; frame-ancestors 'none'"
)
"""All that the site needs: its own scripts, styles and pictures. No inline ones, and nothing from elsewhere."""

_HEADERS: Final = {
    "Content-Security-Policy": "$policy_{own}",
    "Cache-Control": "$cache_{own}",
    "Access-Control-Allow-Origin": "$others_{own}",
    "Cross-Origin-Resource-Policy": "$resource_{own}",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}
TYPES: Final = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "json": "application/json", "csv": "text/csv",
    "ics": "text/calendar", "txt": "text/plain", "xml": "application/xml", "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "sqlite": "application/vnd.sqlite3", "gz": "application/gzip", "zip": "application/zip", "png": "image/png",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "ico": "image/x-icon",
}  # fmt: skip
"""What each sort of file on the site is, and what may lie beside the written pages."""
_OF_THEIR_OWN: Final = ("application/atom+xml", "application/opensearchdescription+xml")
_TEXT: Final = re.compile(r"text/|application/(?:json|xml)$|.*\+xml$")
_SAFE: Final = re.compile(r"[^\"'$;{}\\\x00-\x1f\x7f]+")
_TEMPLATE: Final = Path(__file__).with_name("nginx.conf")

_BESIDE: Final = """\
    # Resten av adressen er ikke her. Ligger den på en annen tjener, sender den {base} hit med proxy_pass.
    location = {bare} {
        return 301 {base};
    }
    location / {
        return 404;
    }
"""


def configuration(address: str, folder: Path) -> str:
    """Return the settings of nginx for the site at *address*, whose editions lie in *folder*.

    Raises `FolderError` where nginx cannot read the name of the folder.
    """
    if not _SAFE.fullmatch(str(folder)):
        raise FolderError(
            f"nginx kan ikke lese et slikt navn: {folder}. Bruk en mappe uten anførselstegn, $, ; og {{}}."
        )
    host, base = host_and_place(address)
    texts = [one for one in (*dict.fromkeys(TYPES.values()), *_OF_THEIR_OWN) if _TEXT.match(one)]
    own = f"handbok_{sha256(address.encode()).hexdigest()[:8]}"  # no other site on the server has such variables
    said = {
        "address": address, "host": host or "_", "base": base, "base_pattern": re.escape(base), "policy": POLICY,
        "shown": str(folder / SHOWN), "shown_before": str(folder / SHOWN_BEFORE), "feed": FEED,
        "opensearch": OPENSEARCH,
        "headers": "\n".join(f'    add_header {name} "{value}" always;' for name, value in _HEADERS.items()),
        "types": "\n".join(f"        {kind} {suffix};" for suffix, kind in TYPES.items()),
        "charset_types": " ".join(one for one in texts if one != "text/html"),
        "gzip_types": " ".join([*(one for one in texts if one != "text/html"), TYPES["sqlite"]]),
        "beside": "" if base == "/" else _BESIDE.replace("{base}", base).replace("{bare}", base.rstrip("/")),
    }  # fmt: skip
    written = _TEMPLATE.read_text("utf-8")
    for name, value in said.items():
        written = written.replace(f"{{{name}}}", value)
    return written.replace("{own}", own)
