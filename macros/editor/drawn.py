"""The editor's pages, drawn from its templates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.diff.differences import Difference
from macros.diff.sheet import Heading, elements
from macros.diff.told import in_words
from macros.project import THEME

_HERE: Final = Path(__file__).parent
STATIC: Final = {path.name: path for path in (*(_HERE / "static").iterdir(), THEME / "styles" / "0-farger.css")}
"""What the editor's pages use, by name. No build has it."""
_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined,
    trim_blocks=True, lstrip_blocks=True,
)  # fmt: skip


def page(template: str, **said: Any) -> str:
    """Return the page that *template* makes of what is *said*."""
    return _TEMPLATES.get_template(template).render(**said)


def differing(found: list[Difference]) -> Markup:
    """Return what is told of *found*, as HTML."""
    blocks = [replace(one, level=2) if isinstance(one, Heading) else one for one in in_words(found)]
    return Markup(elements(blocks))  # it escapes what it tells


def is_filled(value: object) -> bool:
    """Whether *value*, of a form, says anything."""
    if isinstance(value, dict):
        return any(is_filled(one) for name, one in value.items() if not name.startswith("fra_"))
    return any(map(is_filled, value)) if isinstance(value, list) else bool(value)


_TEMPLATES.tests["filled"] = is_filled
