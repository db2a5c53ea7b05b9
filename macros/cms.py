"""The fields of the records as a web editor reads them: Sveltia CMS, for a municipality that keeps its folder in git.

It edits what is the municipality's own. What is the core's comes with the package and is only referred to. Kinds with
parts by id inside (the items of a list, the provisions of a law) are left to the files: the editor cannot make names,
and when it saves such a record it puts the parts in the order of the alphabet. That was tried, and it is their order
that readers follow.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from macros.content.entries import MOVED
from macros.content.heads import HEAD
from macros.content.load import load
from macros.content.schema import editor_schemas
from macros.content.yamltext import read
from macros.handbook import Handbook
from macros.outputs.phrases import capital
from macros.outputs.words import word
from macros.project import Project
from macros.records.kinds import KINDS, Kind, Layout

_Field = dict[str, Any]
_OWN: Final = "routines/kommune"
_CHOSEN_FROM_A_LIST: Final = ("aktor", "rolle", "tema", "stadium", "vilkar", "hendelse")
"""Kinds of which there are few enough to choose from. Others are named by id, as in the file."""
_ID_OF: Final = re.compile(r"Id på ([a-z]+)$")
_ANY: Final = object()
"""What stands in one field of several records, and need not be of one sort."""
_KEPT_IN: Final = re.compile(r"https://(github|gitlab)\.com/(.+?)/(?:-/)?(?:edit|blob|tree)/([^/]+)/")


def run(project: Project, given: argparse.Namespace, today: date) -> tuple[list[str], int]:
    """Return the settings of the web editor for *project*, as lines of JSON, which is YAML too."""
    return json.dumps(settings(project), ensure_ascii=False, indent=1).splitlines(), 0


def settings(project: Project) -> dict[str, Any]:
    """Return the settings. Raises `ContentError` when the content has faults."""
    handbook = load(project.roots, shown_from=project.folder)
    own, schemas = project.folder / _OWN, editor_schemas()
    return {
        "backend": _kept_in(handbook),
        "media_folder": _OWN,
        "slug": {"encoding": "ascii", "clean_accents": True},
        "output": {"omit_empty_optional_fields": True},
        "collections": [one for kind in KINDS for one in _collections(kind, schemas[kind.place], own, handbook)],
    }


def left_to_files(kind: Kind, schema: Mapping[str, Any]) -> bool:
    """Whether a record of *kind*, whose files are as *schema* says, has parts by id inside."""
    record = schema["properties"][kind.place] if kind.holds_many else schema
    seen, places = set[str](), [record["properties"] if not kind.holds_many else record["additionalProperties"]]
    while places:
        place = places.pop()
        if isinstance(place, list):
            places += place
        elif isinstance(place, dict):
            if isinstance(place.get("additionalProperties"), dict):
                return True
            name = str(place.get("$ref", "")).rpartition("/")[2]
            if name and name not in (*seen, "Head"):
                seen.add(name)
                places.append(schema["$defs"][name])
            places += [one for key, one in place.items() if key != "additionalProperties"]
    return False


def _kept_in(handbook: Handbook) -> dict[str, str]:
    """Return where the folder is kept, as the profile's links to edit say; else something to fill in."""
    url = str(handbook.municipality.edit_url or "") if handbook.municipality else ""
    found = _KEPT_IN.match(url)
    name, repo, branch = found.groups() if found else ("github", "eier/mappe", "main")
    return {"name": name, "repo": repo, "branch": branch}


def _collections(kind: Kind, schema: Mapping[str, Any], own: Path, handbook: Handbook) -> Iterator[dict[str, Any]]:
    """Yield where the municipality's records of *kind* are kept, and their fields, by the *schema* of their files."""
    form = _Form(schema["$defs"], handbook)
    about = {"name": kind.place, "label": word(f"flere.{kind.name}"), "editor": {"preview": False}}
    if kind.layout is Layout.FILE_EACH and left_to_files(kind, schema):
        return
    if kind.layout is Layout.FILE_EACH:
        kept = {"folder": f"{_OWN}/{kind.place}", "create": True, "extension": "yml", "format": "yaml"}
        named = {"identifier_field": "tittel", "summary": "{{tittel}}", "slug": "{{tittel}}"}
        yield about | kept | named | {"fields": form.fields(schema, _ANY)}
        return
    name = "kommune" if kind.layout is Layout.SINGLE else kind.place
    paths = [own / f"{name}.yml"] if not kind.in_folder else sorted((own / name).rglob("*.yml"))
    files = [
        {"name": path.stem, "label": capital(path.stem), "file": f"{_OWN}/{path.relative_to(own).as_posix()}",
         "fields": form.fields(schema, read("", path.read_bytes()).root)}
        for path in paths if path.is_file()
    ]  # fmt: skip
    if files:
        yield about | {"format": "yaml", "files": files}


@dataclass(frozen=True, slots=True)
class _Form:
    """Makes fields of what a schema says of a value, and of what stands there now.

    A value that has no one form is left out: the editor keeps what has no field, and drops what does not fit its own.
    """

    definitions: Mapping[str, Any]
    handbook: Handbook

    def fields(self, schema: Mapping[str, Any], now: object) -> list[_Field]:
        """Return a field for each property of *schema*, an object; *now* is what the object holds, if it is known.

        None is required: a record that completes the core's has only what it adds, and our own check tells what lacks.
        """
        values = now if isinstance(now, dict) else {}
        head_first = sorted(schema["properties"].items(), key=lambda one: one[0] not in (HEAD, "endring"))
        made = (self._field(name, one, _ANY if now is _ANY else values.get(name)) for name, one in head_first)
        return [one for one in made if one]

    def _field(self, name: str, said: Mapping[str, Any], now: object) -> _Field:
        """Return the field *name*, or nothing."""
        schema = self._plain(said, now)
        form = self._form(schema, now) if schema else {}
        about = {"name": name, "label": said.get("title", name), "required": False}
        hint = {"hint": said["description"]} if "description" in said else {}
        return about | hint | form if form else {}

    def _form(self, schema: Mapping[str, Any], now: object) -> _Field:
        every = schema.get("additionalProperties")
        if "enum" in schema:
            return {"widget": "select", "options": schema["enum"]}
        if schema.get("type") == "array":
            return self._list(schema.get("items", {}), now)
        if isinstance(every, dict):  # an editor makes no names: those that are there are the fields
            records = now if isinstance(now, dict) else {}
            each = (self._field(id_, every, one) for id_, one in records.items() if MOVED not in one)
            inside = [one for one in each if one]
            return {"widget": "object", "collapsed": True, "fields": inside} if inside else {}
        if "properties" in schema:
            return {"widget": "object", "collapsed": True, "fields": self.fields(schema, now)}
        if schema.get("type") == "integer":
            return {"widget": "number", "value_type": "int"}
        return self._text(schema)

    def _list(self, items: Mapping[str, Any], now: object) -> _Field:
        there = now if isinstance(now, list) else []
        if len({_sort_of(one) for one in there}) > 1:
            return {}
        schema = self._plain(items, _ANY if now is _ANY else (there or [None])[0])
        if "properties" in schema:
            return {"widget": "list", "collapsed": True, "fields": self.fields(schema, _ANY)}
        text = self._text(schema) if schema else {}
        return text | {"multiple": True} if text.get("widget") == "select" else text and {"widget": "list"}

    def _text(self, schema: Mapping[str, Any]) -> _Field:
        """Return how a text is written: chosen, when it names one of few records."""
        found = _ID_OF.search(schema.get("description", ""))
        if found and found[1] in _CHOSEN_FROM_A_LIST:
            records = self.handbook.by_kind.get(found[1], {})
            return {"widget": "select", "options": [{"label": one.title, "value": id_} for id_, one in records.items()]}
        return {"widget": "string" if "pattern" in schema or found else "text"}

    def _plain(self, schema: Mapping[str, Any], now: object) -> Mapping[str, Any]:
        """Return what *schema* means for a value like *now*: one choice of several, and no reference; or nothing."""
        while "$ref" in schema or "anyOf" in schema:
            if "$ref" in schema:
                schema = self.definitions[schema["$ref"].rpartition("/")[2]]
                continue
            choices = [one for one in schema["anyOf"] if one.get("type") != "null"]
            if len({*map(self._sort, choices)}) > 1:
                choices = [one for one in choices if now is not _ANY and self._sort(one) == _sort_of(now)]
            if not choices:
                return {}
            schema = choices[0]
        return schema

    def _sort(self, schema: Mapping[str, Any]) -> str:
        if "$ref" in schema:
            schema = self.definitions[schema["$ref"].rpartition("/")[2]]
        return str(schema["type"]) if schema.get("type") in ("object", "array") else "text"


def _sort_of(value: object) -> str:
    return "object" if isinstance(value, dict) else "array" if isinstance(value, list) else "text"
