"""An SVG from anybody: its shapes, written anew. Whatever could run, fetch or show something else is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # few handbooks have a logo that is drawn, and a check of others reads no XML
    from xml.etree import ElementTree as ET

_SVG: Final = "http://www.w3.org/2000/svg"
_SHAPES: Final = frozenset((
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "linearGradient",
    "radialGradient", "stop", "clipPath", "mask", "use", "symbol",
))  # fmt: skip
_WORDS: Final = frozenset(("title", "desc", "metadata"))
"""What tells of the picture, or of whoever made it. It is left out: the page has its own words for the logo."""
_SAID: Final = frozenset((
    "id", "viewBox", "x", "y", "width", "height", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "d",
    "points", "transform", "fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "stroke-opacity", "opacity",
    "clip-path", "clip-rule", "mask", "offset", "stop-color", "stop-opacity", "gradientUnits", "gradientTransform",
    "spreadMethod", "clipPathUnits", "maskUnits", "maskContentUnits", "preserveAspectRatio", "display", "visibility",
    "color", "href",
))  # fmt: skip
_RULE: Final = re.compile(r"\s*((?:\.[\w-]+\s*,?\s*)+)\{([^{}@\\]*)\}")
_NUMBER: Final = re.compile(r"\s*(\d{1,6}(?:\.\d{1,6})?)(?:px|pt|mm)?\s*")
_ELSEWHERE: Final = re.compile(
    r"url\((?!\s*['\"]?#)|[\\<]|://|#[^\s)]*%|javascript:|data:"
    r"|(?<![\w-])(?!(?:url|rgba?|hsla?|matrix|translate|scale|rotate|skew[xy])\s*\()[\w-]+\s*\(",
    re.IGNORECASE,
)
"""What leads elsewhere, or may: any function but one of colour, of moving, or of a part of the picture itself."""
_PART: Final = re.compile(r"(?:^|url\(\s*['\"]?)#([^\s)'\"]+)", re.IGNORECASE)
_MOST: Final = 5000
"""The most shapes of a logo."""
_MOST_DRAWN: Final = 20_000
"""The most shapes that are drawn in all, when each is counted again wherever another refers to it."""
_DEEPEST: Final = 30
_REMEDY: Final = "Lagre logoen på nytt med bare former, eller som PNG."


class UnsafeError(Exception):
    """The picture cannot be used. The message is for the editor: what is wrong, and what to do."""


def drawing(data: bytes) -> tuple[bytes, float, float]:
    """Return the SVG *data* written anew, and how wide and high it is. Raises `UnsafeError` when it cannot be used."""
    from xml.etree import ElementTree as ET

    try:
        text = data.decode("utf-8-sig")
        if "<!ENTITY" in text or re.search(r"<!DOCTYPE[^>]*\[", text):
            raise UnsafeError(f"Logoen har innhold som kan vokse eller hentes utenfra (<!ENTITY>). {_REMEDY}")
        root = ET.fromstring(text)
    except (UnicodeDecodeError, ET.ParseError, ValueError) as error:
        raise UnsafeError(f"Filen kan ikke leses som SVG. {_REMEDY}") from error
    if root.tag != f"{{{_SVG}}}svg":
        raise UnsafeError(f"Filen er ikke en SVG, selv om den heter det. {_REMEDY}")
    if sum(1 for _ in root.iter()) > _MOST:
        raise UnsafeError(f"Logoen har flere enn {_MOST} former. {_REMEDY}")
    width, height, box = _size(root)
    made = _copied(root, dict(_classes(root)), 0)
    _refuse_what_grows(made)
    for name in ("width", "height", "x", "y"):
        made.attrib.pop(name, None)
    made.attrib |= {"xmlns": _SVG, "viewBox": box}
    return ET.tostring(made, "utf-8"), width, height


def _size(root: ET.Element) -> tuple[float, float, str]:
    """Return how wide and high the picture is, and its `viewBox`."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(box) != 4:
        box = ["0", "0", root.get("width", ""), root.get("height", "")]
    sides = [_NUMBER.fullmatch(side) for side in box[2:]]
    corners = [re.fullmatch(r"-?\d{1,6}(\.\d{1,6})?", one) for one in box[:2]]
    width, height = (float(side[1]) if side else 0.0 for side in sides)
    if not all(corners) or not width or not height:
        raise UnsafeError(f"Logoen sier ikke hvor stor den er (viewBox). {_REMEDY}")
    return width, height, f"{box[0]} {box[1]} {width:g} {height:g}"


def _classes(root: ET.Element) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what the picture's own styles say of each class. Raises `UnsafeError` for what is not said so simply."""
    for style in root.iter(f"{{{_SVG}}}style"):
        text = re.sub(r"/\*.*?\*/", "", style.text or "", flags=re.DOTALL)
        if _RULE.sub("", text).strip():
            raise UnsafeError(f"Logoen har stiler (<style>) som ikke kan leses. {_REMEDY}")
        said: dict[str, dict[str, str]] = {}
        for names, rule in _RULE.findall(text):
            for name in re.findall(r"\.([\w-]+)", names):
                said.setdefault(name, {}).update(_declared(rule))
        yield from said.items()


def _declared(rule: str) -> dict[str, str]:
    """Return the declarations of *rule*, `fill: #fff; stroke: none`, as attributes."""
    parts = (one.partition(":") for one in rule.split(";"))
    return {name.strip(): value.strip() for name, colon, value in parts if colon}


def _copied(element: ET.Element, classes: dict[str, dict[str, str]], depth: int) -> ET.Element:
    """Return *element* with the shapes inside it, and what is said of them, without anything else."""
    if depth > _DEEPEST:
        raise UnsafeError(f"Logoen har former i mer enn {_DEEPEST} lag. {_REMEDY}")
    made = element.makeelement(element.tag.rpartition("}")[2], {})
    said = dict(element.attrib)
    for name in element.get("class", "").split():
        said = classes.get(name, {}) | said
    for key, value in (said | _declared(element.get("style", ""))).items():
        name = key.rpartition("}")[2]
        if name.lower().startswith("on"):
            raise UnsafeError(f"Logoen har noe som kan kjøres («{name}»). {_REMEDY}")
        if name not in _SAID or (name == key) is (key.startswith("{")):
            continue
        if (name != "id" and _ELSEWHERE.search(value)) or (name == "href" and not value.startswith("#")):
            raise UnsafeError(f"Logoen henter noe et annet sted fra («{name}»). {_REMEDY}")
        made.set(name, value)
    for inner in element:
        if not isinstance(inner.tag, str) or not inner.tag.startswith(f"{{{_SVG}}}"):
            continue  # a comment, or what a program says of itself
        name = inner.tag.rpartition("}")[2]
        if name in _SHAPES:
            made.append(_copied(inner, classes, depth + 1))
        elif name not in _WORDS and name != "style":
            raise UnsafeError(f"Logoen har «{name}», som ikke er en form. {_REMEDY}")
    return made


def _refuse_what_grows(made: ET.Element) -> None:
    """Refuse shapes that use, cover or fill each other in many steps: ten levels of ten would never be drawn."""
    named = [one for one in made.iter() if one.get("id")]
    by_id = {one.get("id"): one for one in named}
    if len(by_id) < len(named):
        raise UnsafeError(f"Logoen har flere former med samme «id». {_REMEDY}")
    waiting, drawn = [made], 0
    while waiting:
        one, drawn = waiting.pop(), drawn + 1
        if drawn > _MOST_DRAWN:
            raise UnsafeError(f"Logoen viser til de samme formene for mange ganger («use» eller «mask»). {_REMEDY}")
        parts = (found for value in one.attrib.values() for found in _PART.findall(value))
        waiting += [*one, *(by_id[name] for name in parts if name in by_id)]
