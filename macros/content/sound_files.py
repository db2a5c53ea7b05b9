"""Whether a file is what its name says, light enough for a phone, and tells nothing of who made it or where."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from typing import Any, Final

from macros.handbook.attached import Attached
from macros.records.attachments import PICTURES

_MOST: Final = {"png": 1_000_000, "jpg": 1_000_000, "jpeg": 1_000_000, "pdf": 5_000_000, "docx": 5_000_000}
"""The most bytes of a file, by its ending."""
_WIDEST: Final = 6_000
_UNPACKED: Final = 60_000_000
_FORMATS: Final = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG"}
_MODES: Final = ("1", "L", "LA", "P", "RGB", "RGBA")
_HARMLESS: Final = frozenset((
    "adobe", "adobe_transform", "aspect", "background", "chromaticity", "default_image", "dpi", "gamma", "icc_profile",
    "interlace", "jfif", "jfif_density", "jfif_unit", "jfif_version", "progression", "progressive", "srgb",
    "transparency",
))  # fmt: skip
"""What a picture may say of itself: how it is to be shown, and nothing of who took it, when or where."""
_ANOTHER: Final = "Lagre den på nytt i riktig format, eller gi den riktig endelse."
_CLEAN: Final = (
    "Det kan være sted, kamera og navn. Lagre bildet på nytt uten metadata, for eksempel fra et skjermbilde av det."
)


def too_large(name: str, size: int) -> str:
    """Say that the file *name* is too large for a phone, and what to do; nothing when it is not."""
    most = _MOST[name.rpartition(".")[2]]
    told = f"{size / 1_000_000:.1f}".replace(".", ",")
    return f"Filen er {told} MB, og kan ikke være mer enn {most // 1_000_000}. Gjør den mindre." if size > most else ""


@lru_cache(maxsize=256)
def judged(name: str, data: bytes) -> Attached | str:
    """Return the file *name* with the bytes *data*, or what is wrong with it and how it is mended."""
    ending = name.rpartition(".")[2]
    if ending in PICTURES:
        return _picture(name, data, _FORMATS[ending])
    return (_pdf if ending == "pdf" else _word)(name, data)


def _picture(name: str, data: bytes, expected: str) -> Attached | str:
    from PIL import Image  # few handbooks have pictures, and a check of others need not know of them

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            width, height = picture.size
            if picture.format != expected:
                return f"Filen er ikke det navnet sier: innholdet er {picture.format}. {_ANOTHER}"
            if max(width, height) > _WIDEST:
                return f"Bildet er {width} × {height} punkter. Gjør det mindre enn {_WIDEST} på hver kant."
            picture.load()
            if getattr(picture, "is_animated", False):
                return "Bildet beveger seg. Legg inn et som står stille."
            if picture.mode not in _MODES:
                return "Bildet har farger for trykkeri eller for måling. Lagre det som vanlig RGB."
            if _tells(picture):
                return f"Bildet har opplysninger om seg selv (metadata). {_CLEAN}"
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return f"Filen kan ikke leses som et bilde. {_ANOTHER}"
    return Attached(name, data, width, height)


def _tells(picture: Any) -> bool:
    """Whether *picture* says more of itself than how it is to be shown."""
    return bool(picture.getexif()) or not _HARMLESS.issuperset(picture.info)


def _pdf(name: str, data: bytes) -> Attached | str:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PdfDocument(data) as document:
            author = document.get_metadata_value("Author") if len(document) else ""
    except PdfiumError:
        return f"Filen kan ikke leses som PDF. {_ANOTHER}"
    return _authored(author) or Attached(name, data)


def _word(name: str, data: bytes) -> Attached | str:
    from docx import Document

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > _UNPACKED:
                return "Dokumentet er for stort når det pakkes ut. Gjør bildene i det mindre."
            if any(one.lower().endswith("vbaproject.bin") for one in packed.namelist()):
                return "Dokumentet har makroer. Lagre det uten."
        properties = Document(io.BytesIO(data)).core_properties
        author = properties.author or properties.last_modified_by or ""
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, SyntaxError):
        return f"Filen kan ikke leses som et Word-dokument. {_ANOTHER}"
    return _authored(author) or Attached(name, data)


def _authored(author: str) -> str:
    """Return what is wrong when a document says who wrote it: that may be a person."""
    remedy = "Fjern forfatteren i dokumentets egenskaper, for det kan være navnet på en person."
    return f"Dokumentet sier at det er skrevet av «{author[:80]}». {remedy}" if author.strip() else ""
