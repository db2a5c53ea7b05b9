"""Whether a file is what its name says, light enough for a phone, and tells nothing of who made it or where."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, Final

from macros.content.drawing import UnsafeError
from macros.handbook.attached import Attached
from macros.records.attachments import PICTURES

_MOST: Final = {"png": 1_000_000, "jpg": 1_000_000, "jpeg": 1_000_000, "pdf": 5_000_000, "docx": 5_000_000}
"""The most bytes of a file, by its ending."""
_WIDEST: Final = 6_000
_UNPACKED: Final = 60_000_000
_FORMATS: Final = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG"}
_MODES: Final = ("1", "L", "LA", "P", "RGB", "RGBA")
_SAMPLES: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""How many numbers a point has, by how a PNG has its colours."""
_INTERLACED: Final = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
)  # fmt: skip
"""Where each round over an interlaced PNG begins, and how far apart its points and rows are."""
_HARMLESS: Final = frozenset((
    "adobe", "adobe_transform", "aspect", "background", "chromaticity", "default_image", "dpi", "gamma", "icc_profile",
    "interlace", "jfif", "jfif_density", "jfif_unit", "jfif_version", "progression", "progressive", "srgb",
    "transparency",
))  # fmt: skip
"""What a picture may say of itself: how it is to be shown, and nothing of who took it, when or where."""
_RUNS: Final = re.compile(rb"/(JavaScript|Launch|Rendition|RichMedia|EmbeddedFiles?|FileAttachment|XFA|ImportData)\b")
"""What a document is called by that runs something, or has other files inside."""
_COMMENTED: Final = b"/Popup"
_PACKET: Final = re.compile(rb"/Metadata\b[^<>]{0,500}(?:<<[^<>]{0,500}>>[^<>]{0,500}){0,5}>>\s{0,9}stream\r?\n")
_CREATOR: Final = re.compile(r"<\w+:(?:creator|Author)\b[^>]*>(.*?)</\w+:(?:creator|Author)>", re.DOTALL)
_CREATOR_TOO: Final = re.compile(r"""\b\w+:(?:creator|Author)\s*=\s*["']([^"']*)""")
_NAMES_WRITERS: Final = re.compile(rb":author\s*=")
"""What every comment and every tracked change of a Word file has."""
_MANAGER: Final = re.compile(rb"<(?:\w+:)?Manager\s*>\s*[^<\s]")
_MOST_TOLD: Final = 1_000_000
"""The most bytes that are read of what a document says of itself."""
_INSPECTED: Final = "I Word: velg Fil, Info, «Se etter problemer» og «Undersøk dokument», og fjern det den finner."
_ANOTHER: Final = "Lagre den på nytt i riktig format, eller gi den riktig endelse."
_CLEAN: Final = (
    "Det kan være sted, kamera og navn. Lagre bildet på nytt uten metadata, for eksempel fra et skjermbilde av det."
)


def too_large(name: str, size: int) -> str:
    """Say that the file *name* is too large for a phone, and what to do; nothing when it is not."""
    most = _MOST[name.rpartition(".")[2]]
    told = f"{size / 1_000_000:.1f}".replace(".", ",")
    return f"Filen er {told} MB, og kan ikke være mer enn {most // 1_000_000}. Gjør den mindre." if size > most else ""


def judged(name: str, data: bytes) -> Attached | str:
    """Return the file *name* with the bytes *data*, or what is wrong with it and how it is mended."""
    key = (name, sha256(data).digest())
    if key not in _JUDGED:
        try:
            _JUDGED[key] = _sides(name, data)
        except UnsafeError as error:
            _JUDGED[key] = str(error)
    told = _JUDGED[key]
    return told if isinstance(told, str) else Attached(name, data, *told)


_JUDGED: Final[dict[tuple[str, bytes], tuple[int, int] | str]] = {}
"""What was found before, for whoever serves for long: how wide and high, or what is wrong. No bytes are kept."""


def _sides(name: str, data: bytes) -> tuple[int, int]:
    """Return how wide and high the file is, nought for a document. Raises `UnsafeError` when it is not sound."""
    ending = name.rpartition(".")[2]
    if ending not in PICTURES:
        (_judge_pdf if ending == "pdf" else _judge_word)(data)
        return 0, 0
    shown = picture(data, _FORMATS[ending], _WIDEST)
    if shown.getexif() or not _HARMLESS.issuperset(shown.info):
        raise UnsafeError(f"Bildet har opplysninger om seg selv (metadata). {_CLEAN}")
    return shown.width, shown.height


@contextmanager
def _readable(what: str) -> Iterator[None]:
    """Whatever a library stumbles over in a stranger's file is a fault of that file, and never of the program."""
    try:
        yield
    except UnsafeError:
        raise
    except Exception as error:
        raise UnsafeError(f"Filen kan ikke leses som {what}. {_ANOTHER}") from error


def picture(data: bytes, expected: str, widest: int) -> Any:
    """Return the picture in *data*, of the format *expected* and read to its end, so that a page and a press can show
    it. Raises `UnsafeError` when it cannot be shown, or is wider or higher than *widest*.
    """
    from PIL import Image  # few handbooks have pictures, and a check of others need not know of them

    with _readable("et bilde"):
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as first:
            width, height = first.size
            if first.format != expected:
                raise UnsafeError(f"Filen er ikke det navnet sier: innholdet er {first.format}. {_ANOTHER}")
            if max(width, height) > widest:
                raise UnsafeError(f"Bildet er {width} × {height} punkter. Det kan ha høyst {widest} på hver kant.")
            first.verify()  # its sums, which loading leaves unread
        shown = Image.open(io.BytesIO(data), formats=(expected,))
        shown.load()
        if getattr(shown, "is_animated", False):
            raise UnsafeError("Bildet beveger seg. Legg inn et som står stille.")
        if shown.mode not in _MODES:
            raise UnsafeError("Bildet har farger for trykkeri eller for måling. Lagre det som vanlig RGB.")
        if expected == "PNG" and not _every_row(data):
            raise UnsafeError("Bildet er ikke helt: det mangler rader. Lagre det på nytt.")
        if shown.mode == "P" and not shown.palette:
            raise UnsafeError("Bildet mangler paletten med fargene sine. Lagre det på nytt som vanlig RGB.")
    return shown


def _every_row(data: bytes) -> bool:
    """Whether the PNG *data*, whose parts are whole, has all its rows: Pillow leaves the rest black, a press stops."""
    wide, high, depth, colours, _, _, interlaced = struct.unpack(">IIBBBBB", data[16:29])
    rows, place, drawn = 0, 8, bytearray()
    for left, top, across, down in _INTERLACED if interlaced else ((0, 0, 1, 1),):
        signs, lines = -(-(wide - left) // across), -(-(high - top) // down)
        rows += lines * (1 + (signs * depth * _SAMPLES[colours] + 7) // 8) if signs > 0 else 0
    while place < len(data):
        length, name = struct.unpack(">I4s", data[place : place + 8])
        drawn += data[place + 8 : place + 8 + length] if name == b"IDAT" else b""
        place = len(data) if name == b"IEND" else place + 12 + length
    return len(zlib.decompressobj().decompress(drawn, rows)) == rows


def repainted(shown: Any) -> bytes:
    """Return the picture *shown* as a PNG that says nothing of itself but its colours: no time, no program, no name."""
    shown.info = {key: value for key, value in shown.info.items() if key == "transparency"}
    made = io.BytesIO()
    shown.save(made, "PNG", optimize=True)
    return made.getvalue()


def _judge_pdf(data: bytes) -> None:
    import pypdfium2

    with _readable("PDF"):
        plain = io.BytesIO()
        with pypdfium2.PdfDocument(data) as document:
            if pypdfium2.raw.FPDF_GetSecurityHandlerRevision(document) != -1:
                raise UnsafeError("Dokumentet er låst. Lagre det uten passord og uten sperrer.")
            inside = document.count_attachments()
            author = document.get_metadata_value("Author") if len(document) else ""
            document.save(plain)  # its names are spelt out there, which may be packed in the file itself
        written = data + plain.getvalue()
        if inside or _RUNS.search(written):
            what = "Dokumentet har noe i seg som kan kjøres, eller andre filer"
            raise UnsafeError(f"{what}. Skriv det ut til en ny PDF, og bruk den.")
        if _COMMENTED in written:
            raise UnsafeError("Dokumentet har kommentarer, med navn på dem som skrev. Slett dem, og lagre på nytt.")
        _refuse_author(author or next(_creators(written), ""))


def _creators(written: bytes) -> Iterator[str]:
    """Yield who made the PDF *written*, as its packets of metadata (XMP) say, packed or not."""
    for found in re.finditer(_PACKET, written):
        told = written[found.end() : found.end() + _MOST_TOLD]
        try:
            told = zlib.decompressobj().decompress(told, _MOST_TOLD)
        except zlib.error:
            told = told.partition(b"endstream")[0]
        text = told.replace(b"\0", b"").decode("utf-8", "replace")
        for one in (*_CREATOR.findall(text), *_CREATOR_TOO.findall(text)):
            if name := re.sub(r"<[^>]*>", " ", one).strip():
                yield name


def _judge_word(data: bytes) -> None:
    from docx import Document

    with _readable("et Word-dokument"), zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(one.file_size for one in packed.infolist()) > _UNPACKED:
            raise UnsafeError("Dokumentet er for stort når det pakkes ut. Gjør bildene i det mindre.")
        if any(one.lower().endswith("vbaproject.bin") for one in packed.namelist()):
            raise UnsafeError("Dokumentet har makroer. Lagre det uten.")
        properties = Document(io.BytesIO(data)).core_properties
        _refuse_author(properties.author or properties.last_modified_by or "")
        for name in packed.namelist():
            told = packed.read(name).replace(b"\0", b"") if name.lower().endswith(".xml") else b""
            if _NAMES_WRITERS.search(told):
                what = "Dokumentet har kommentarer eller sporede endringer, med navn på dem som skrev"
                raise UnsafeError(f"{what}. Godta endringene og slett kommentarene under «Se gjennom». {_INSPECTED}")
            if _MANAGER.search(told) or (name == "docProps/custom.xml" and b"@" in told):
                raise UnsafeError(f"Dokumentet nevner en person i egenskapene sine. {_INSPECTED}")


def _refuse_author(author: str) -> None:
    """Refuse a document that says who wrote it: that may be a person."""
    if author.strip():
        remedy = "Fjern forfatteren i dokumentets egenskaper, for det kan være navnet på en person."
        raise UnsafeError(f"Dokumentet sier at det er skrevet av «{author.strip()[:80]}». {remedy}")
