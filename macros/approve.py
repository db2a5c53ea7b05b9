"""Write into the head of files that what they hold is approved, or has been gone through: what, by whom and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import Final

from macros.content.edits import EditError, Rows, with_head
from macros.handbook import Handbook
from macros.handbook.changes import concerning
from macros.manifest import replace_text
from macros.project import Project
from macros.records import Record
from macros.records.kinds import BY_NAME
from macros.records.references import Ref, fold
from macros.refusals import NotWrittenError

Values = dict[str, str | dict[str, Rows]]
_SHOWN: Final = 3


def approve(project: Project, handbook: Handbook, names: Sequence[str], by: str, on: date) -> Iterator[str]:
    """Write that the role *by* approved, on the day *on*, what *names* name: files, folders, or records by their id.

    Yields a line for each file. Raises `NotWrittenError` before anything is written.
    """
    role = role_of(handbook, by).id
    found = _found(project, handbook, names)
    if newer := [record for record in found if any(note.on > on for note in concerning(record))]:
        shown = ", ".join(str(record.ref) for record in newer[:_SHOWN])
        raise NotWrittenError(
            f"Det står endringer etter {on} ({shown}{' …' if len(newer) > _SHOWN else ''}). "
            "Godkjenn med en dato som ikke er før siste endring."
        )
    row = {"av": role, "dato": on.isoformat()}

    def values(records: Sequence[Record]) -> Values:
        if not BY_NAME[records[0].kind].holds_many:
            own = {"godkjent_av": role, "godkjent_dato": on.isoformat(), "godkjent_versjon": records[0].version}
            return {"godkjenning": "godkjent", **own}
        return {"godkjenning": "godkjent", "godkjent": {one.id: {**row, "versjon": one.version} for one in records}}

    return _written(project, found, values, "godkjent")


def role_of(handbook: Handbook, name: str) -> Ref:
    """Return the role *name*. Raises `NotWrittenError` where there is none."""
    role = Ref("rolle", name.removeprefix("rolle/"))
    if handbook.get(role) is None:
        raise NotWrittenError(f"«{name}» er ikke en rolle i håndboken. Oppgi id-en til en, som «kommunen-rutineeier».")
    return role


def gone_through(
    project: Project, handbook: Handbook, names: Sequence[str], on: date, months: int | None
) -> Iterator[str]:
    """Write that the files *names* were gone through on the day *on*, and how many *months* there are to the next time.

    Yields a line for each file. Raises `NotWrittenError` before anything is written.
    """
    found = _found(project, handbook, names)
    whole, named = {record.origins[-1].path for record in found}, {*found}
    left = [record for record in handbook if record.origins[-1].path in whole and record not in named]
    if left:
        raise NotWrittenError(f"Hele filen går du gjennom på én gang. Oppgi filen: {left[0].origins[-1].path}")
    interval = {"gjennomgås_hver": str(months)} if months else {}
    return _written(project, found, lambda _: {"gjennomgått": on.isoformat(), **interval}, "gått gjennom")


def _found(project: Project, handbook: Handbook, names: Iterable[str]) -> list[Record]:
    """Return the records that *names* name, each once. Raises `NotWrittenError` for a name of none, or of several."""
    found: dict[Ref, Record] = {}
    for name in names:
        own = _in_file(project, handbook, name) or _by_id(handbook, name)
        found |= {record.ref: record for record in own}
    return [*found.values()]


def _in_file(project: Project, handbook: Handbook, name: str) -> list[Record]:
    path = PurePath(name)
    place = path.relative_to(project.folder) if path.is_relative_to(project.folder) else path
    shown = PurePath(*[part for part in place.parts if part != "."]).as_posix()
    held = [one for one in handbook if f"{one.origins[-1].path}/".startswith(f"{shown}/")]
    laid_over = {one.origins[-1].path for one in handbook if one.origins[0].path == shown}
    if not held and laid_over:
        raise NotWrittenError(f"Kommunen utfyller alt i {shown}. Oppgi i stedet {', '.join(sorted(laid_over))}.")
    return held


def _by_id(handbook: Handbook, name: str) -> list[Record]:
    kind, slash, ident = name.rpartition("/")
    named = [one for one in handbook if one.id == ident and (not slash or one.kind == fold(kind))]
    if len(named) > 1:
        raise NotWrittenError(
            f"Flere poster heter «{name}». Oppgi en av dem: {', '.join(str(one.ref) for one in named)}."
        )
    if not named:
        raise NotWrittenError(
            f"«{name}» er verken en fil med poster eller id-en til en post. Se om det er skrevet riktig."
        )
    return named


def _written(
    project: Project, records: Iterable[Record], values: Callable[[Sequence[Record]], Values], what: str
) -> Iterator[str]:
    """Write *values* into the head of each file of *records*; all are made before the first is written."""
    by_file: dict[str, list[Record]] = {}
    for record in records:
        by_file.setdefault(record.origins[-1].path, []).append(record)
    made = {place: _made(project, place, values(held)) for place, held in by_file.items()}
    for place, (path, was, now) in made.items():
        if path.read_bytes() != was:
            raise NotWrittenError(f"{place} ble endret imens. Kjør kommandoen på nytt; noen filer kan være skrevet.")
        replace_text(path, now.decode("utf-8"))
        yield f"{place}: {len(by_file[place])} {'post' if len(by_file[place]) == 1 else 'poster'} {what}."


def _made(project: Project, place: str, values: Mapping[str, str | dict[str, Rows]]) -> tuple[Path, bytes, bytes]:
    """Return the file at *place*, what it holds, and what it is to hold."""
    path = (project.folder / place).resolve()
    if not path.is_relative_to(project.folder.resolve()):
        raise NotWrittenError(
            f"{place} ligger utenfor denne mappen, og skrives ikke. Utfyll posten i routines/kommune/."
        )
    was = path.read_bytes()
    try:
        return path, was, with_head(place, was, values)
    except EditError as error:
        remedy = "Skriv «forvaltning» med ett felt på hver linje, og prøv igjen."
        raise NotWrittenError(f"{place}: Hodet er skrevet på en måte som ikke kan endres trygt. {remedy}") from error
