"""Everything as one SQLite file, so that whoever has it can ask questions of their own.

Tables are called as the files of the data, columns as their fields: texts and numbers as they are, lists as JSON. What
records say of each other is in tables of its own (`tables.sql`), and `views.sql` has answers to begin with.
The same records give the same bytes from the same SQLite; another version of it may lay out its pages another way.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Final, get_args, get_origin

from macros.handbook import Handbook
from macros.outputs.opendata import relations
from macros.outputs.opendata.records import FOLDER, definitions, head_of, line_of
from macros.outputs.output import Output
from macros.records import Item, Passage, Provision
from macros.records.fields import Closed
from macros.records.inside import PLACES, parts
from macros.records.kinds import BY_PLACE, KINDS
from macros.records.references import Ref

DATABASE: Final = f"{FOLDER}handbok.sqlite"
_BEFORE, _AFTER = (Path(__file__).with_name(name) for name in ("tables.sql", "views.sql"))
_OF_PARTS: Final[dict[str, type[Closed]]] = {"punkt": Item, "bestemmelse": Provision, "utdrag": Passage}
_NUMBERS: Final = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
_CHANGES, _VERSION = slice(24, 28), slice(92, 100)
"""Where a file says how often it was changed, and by which SQLite: that is of whoever wrote it, not of the records."""
_SEARCH: Final = """
-- Written so that Datasette sees that «poster» can be searched.
CREATE VIRTUAL TABLE sok USING fts5 (title, text, content="poster", tokenize='unicode61 remove_diacritics 0');
INSERT INTO sok (sok) VALUES ('rebuild');
INSERT INTO sok (sok) VALUES ('optimize');
"""


def files(handbook: Handbook, site_url: str) -> Iterator[Output]:
    """Yield the database. Whether it would be another is known by its records, which are made as JSON anyway."""

    def inputs() -> str:
        moved = (f"{old} {new}" for old, new in handbook.moved.items())
        said = [*(line_of(handbook, record) for record in handbook), *moved, site_url, sqlite3.sqlite_version]
        return sha256("\n".join(said).encode()).hexdigest()

    yield Output(DATABASE, lambda: _bytes(handbook, site_url), inputs)


def tables() -> dict[str, dict[str, str]]:
    """Return the table of each kind and of each kind of part: its columns, and how SQL defines them."""
    of_records = {kind.place: _columns(kind.model) for kind in KINDS}
    of_parts = {PLACES[kind]: _columns(model) for kind, model in _OF_PARTS.items()}
    return of_records | of_parts


def _columns(model: type[Closed]) -> dict[str, str]:
    one = definitions()[model.__name__]
    found = {"ref": "TEXT PRIMARY KEY REFERENCES poster (ref)"}
    for name, field in one["properties"].items():
        if name != "kind":
            kinds = [field, *field.get("anyOf", ())]
            of = next((_NUMBERS[kind["type"]] for kind in kinds if str(kind.get("type")) in _NUMBERS), "TEXT")
            needed = " NOT NULL" if name in one.get("required", ()) and {"type": "null"} not in kinds else ""
            found[name] = f"{of}{needed}{' REFERENCES poster (ref)' if _refers(model, name) else ''}"
    return found


def _refers(model: type[Closed], name: str) -> bool:
    """Whether the field *name* of *model* is one reference."""
    if name not in model.model_fields:
        return False
    kind = model.model_fields[name].annotation
    alone = (kind,) if get_origin(kind) in (None, tuple, dict) else get_args(kind)  # of «this or nothing», this
    return Ref in (*alone, *(get_args(one)[0] for one in alone if get_origin(one) is Annotated))


def _bytes(handbook: Handbook, site_url: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as made:
        made.execute("PRAGMA foreign_keys = ON")
        made.executescript(_BEFORE.read_text("utf-8"))
        _fill(made, "om", {**head_of([*handbook]), "address": site_url}.items())
        for name, rows in relations.all_rows(handbook, site_url):
            _fill(made, name, rows)
        for name, columns in tables().items():
            defined = ", ".join(f'"{column}" {sql}' for column, sql in columns.items())
            made.execute(f'CREATE TABLE "{name}" ({defined})')
            _fill(made, name, _rows(handbook, name, columns))
        made.executescript(_AFTER.read_text("utf-8") + _SEARCH)
        made.commit()
        data = bytearray(made.serialize())
    data[_CHANGES] = (1).to_bytes(4, "big")
    data[_VERSION] = (1).to_bytes(4, "big") + (3_045_000).to_bytes(4, "big")
    return bytes(data)


def _rows(handbook: Handbook, table: str, columns: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the records of the kind that *table* is of, or the parts, in its *columns*."""
    for ref, said in _said(handbook, table):
        yield (str(ref), *(_cell(said.get(column)) for column in columns if column != "ref"))


def _said(handbook: Handbook, table: str) -> Iterator[tuple[Ref, dict[str, Any]]]:
    if table in BY_PLACE:
        for record in handbook.all(BY_PLACE[table].model).values():
            yield record.ref, json.loads(line_of(handbook, record))
    else:
        for ref, one in (pair for record in handbook for pair in parts(record)):
            if PLACES[ref.kind] == table:
                yield ref, one.model_dump(mode="json", exclude_none=True)


def _fill(made: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Put *rows* into *table*, which has as many columns as they have cells."""
    columns = len(made.execute(f'SELECT * FROM "{table}"').description)
    made.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * columns)})', rows)


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
