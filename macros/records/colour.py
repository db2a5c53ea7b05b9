"""A municipality's colours: dark enough to be read by (WCAG 2.1 AA), and the shades that follow from them."""

from __future__ import annotations

import re
from typing import Annotated, Final

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

DARKEST_SURFACE: Final = "#fdf0d5"
"""The darkest of the light surfaces that words in the colour stand on."""
NEEDED: Final = 4.5
_HEX: Final = re.compile(r"#?([0-9a-fA-F]{6})")
_STEPS: Final = 200


def contrast(one: str, other: str) -> float:
    """Return the contrast between two colours, as WCAG counts it: 1 for none, 21 for black on white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """Return *colour* with a *share* of *other* in it."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(own + (its - own) * share):02x}" for own, its in pairs)


def nearest(colour: str, towards: str, against: str, needed: float = NEEDED) -> str:
    """Return the shade of *colour*, changed as little as possible *towards* another, with the contrast *needed*."""
    shades = (mixed(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next(shade for shade in shades if contrast(shade, against) >= needed)


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (p / 255 for p in _parts(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _readable(text: str) -> str:
    found = _HEX.fullmatch(text.strip())
    if not found:
        raise PydanticCustomError("farge", 'må være en farge med seks tegn i anførselstegn, som "#17495a"')
    colour = f"#{found[1].lower()}"
    has = contrast(colour, DARKEST_SURFACE)
    if has < NEEDED:
        message = (
            "har kontrasten {has} mot bakgrunnen, og må ha minst 4,5, ellers kan ikke alle lese. "
            "Nærmeste som holder, er {near}"
        )
        shown = f"{int(has * 10) / 10}".replace(".", ",")
        near = nearest(colour, "#000000", DARKEST_SURFACE)
        raise PydanticCustomError("kontrast", message, {"has": shown, "near": near})
    return colour


Colour = Annotated[
    str,
    AfterValidator(_readable),
    WithJsonSchema({"type": "string", "pattern": "^#?[0-9a-fA-F]{6}$"}, mode="validation"),
]
"""A colour as six hexadecimal digits, in which one can read on every light surface of the site."""
