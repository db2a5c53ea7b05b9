"""What machines are told of a page in the words of schema.org, where one of its types truly fits.

A word is a `DefinedTerm`, the data a `Dataset`, and the page of a law a `WebPage` that is about `Legislation`: never
the law itself, and never that it is in force. A routine is no `HowTo`, for its steps are several bodies' duties;
nothing is a `GovernmentService` or its organization, for the handbook guides and decides nothing.
A block of data is not run, so a content security policy without inline scripts has nothing against it.
"""

from __future__ import annotations

import json
from typing import Any, Final

from markupsafe import Markup

from macros.handbook import Handbook
from macros.outputs.addresses import Links, home
from macros.outputs.phrases import newest
from macros.outputs.words import word
from macros.records import Law, Term

_LANGUAGE: Final = "nb"
_MEDIA: Final = {"json": "application/json", "csv": "text/csv", "sqlite": "application/vnd.sqlite3"}


def of_term(handbook: Handbook, term: Term) -> Markup:
    """Tell of a word, its meaning, and what else it is called."""
    here = Links(home(term))
    return block({
        "@type": "DefinedTerm",
        "name": term.title,
        "alternateName": [*dict.fromkeys((*term.short_forms, *term.also_called, *term.former_names))],
        "description": " ".join(map(handbook.plain, term.text.paragraphs)),
        "inDefinedTermSet": {
            "@type": "DefinedTermSet", "name": word("indeks.begreper"), "url": here.to_page("begreper/"),
        },
    })  # fmt: skip


def of_law(law: Law) -> Markup:
    """Tell which law the page is about. Whether it holds is for readers, in words."""
    return block({
        "@type": "WebPage",
        "name": law.title,
        "about": {
            "@type": "Legislation",
            "name": law.full_title,
            "alternateName": [*dict.fromkeys((law.title, law.short, *law.former_names))],
            "legislationType": law.source_type.value,
            "legislationDate": law.on.isoformat(),
            "legislationIdentifier": law.lovdata,
            "legislationJurisdiction": "NO",
            "url": f"https://lovdata.no/{law.lovdata}" if law.lovdata else None,
        },
    })  # fmt: skip


def of_data(handbook: Handbook, address: str, files: dict[str, str]) -> Markup:
    """Tell of the data on the page at *address*: *files* by their names. No licence is given: none is said."""
    here = Links(address)
    return block({
        "@type": "Dataset",
        "name": word("data.tittel"),
        "description": word("åpne_data.om"),
        "version": "1",
        "dateModified": newest([*handbook]).isoformat(),
        "isAccessibleForFree": True,
        "usageInfo": here.to_page(f"{address}#rettigheter"),
        "distribution": [
            {"@type": "DataDownload", "name": name, "contentUrl": here.to_page(path),
             "encodingFormat": _MEDIA[path.rpartition(".")[2]]}
            for name, path in files.items()
        ],
    })  # fmt: skip


def block(said: dict[str, Any]) -> Markup:
    """Return *said* as a block of data; what says nothing is left out."""
    text = json.dumps({"@context": "https://schema.org", **_said(said), "inLanguage": _LANGUAGE}, ensure_ascii=False)
    safe = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(safe))


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _said(inner) for name, inner in value.items() if inner not in (None, [], "")}
    return value
