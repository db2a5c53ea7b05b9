"""The files that lie beside records, as they lie on the site and as readers are told of them."""

from __future__ import annotations

from collections.abc import Iterator

from macros.handbook import Handbook
from macros.handbook.attached import Attached
from macros.outputs.output import Output
from macros.outputs.words import word
from macros.records.attachments import Attachment


def attached_files(handbook: Handbook) -> Iterator[Output]:
    """Yield each file beside the records."""
    for one in handbook.attached.values():
        yield Output(path_of(one.name), lambda one=one: one.data, lambda one=one: one.version)  # type: ignore[misc]  # bound now


def path_of(name: str) -> str:
    """Return where the file *name* lies on the site."""
    return f"vedlegg/{name}"


def told(attachment: Attachment, file: Attached) -> str:
    """Return what *attachment* is, of what sort, and how large."""
    sort = word("vedlegg.word") if attachment.ending == "docx" else attachment.ending.upper()
    size = max(1, round(len(file.data) / 1000))
    return word("vedlegg.fil", tittel=attachment.title, slag=sort, størrelse=size)
