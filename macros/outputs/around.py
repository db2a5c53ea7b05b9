"""What the document around a page is made with: our words and the names of our assets, for any engine's templates."""

from __future__ import annotations

from typing import Final

from macros.handbook import Handbook
from macros.outputs.assets import asset, style_sheet
from macros.outputs.look import in_the_head
from macros.outputs.months import feed_of
from macros.outputs.pages.report import way_to_report
from macros.outputs.search.opensearch import OPENSEARCH
from macros.outputs.words import word

_IN_TEMPLATES: Final = (
    "hovedmeny", "meny", "lukk", "sti", "forside", "innhold", "veiledning", "tabell", "ikke_funnet",
    "ikke_funnet_hjelp", "forsiden", "endringer",
)  # fmt: skip


def extra(site_url: str, handbook: Handbook | None) -> dict[str, object]:
    """Return what the templates find under `config.extra`. A site without an address has no search from outside."""
    return {
        "ord": {key: word(f"ramme.{key}") for key in _IN_TEMPLATES},
        "meld": way_to_report(handbook) if handbook else {},
        "skript": asset("handbok.js"),
        "stil": style_sheet(handbook),
        "logo": in_the_head(handbook) if handbook else {},
        "sok": f"{asset('sok.js')} {asset('sok-indeks.js')}",
        "opensearch": OPENSEARCH if site_url else "",
        "feed": feed_of(site_url),
    }
