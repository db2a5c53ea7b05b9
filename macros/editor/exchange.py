"""From what stands in a file to what stands in a form, and back: what was not changed stays as it was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Final, cast

from wtforms import FieldList, Form, FormField

from macros.content.yamltext import Node
from macros.editing.rewriting import alike
from macros.editor.forms import FROM
from macros.editor.shapes import NAME, VALUE, Shape
from macros.records.references import Keys

Shown = Callable[[str, Shape], str]
"""How the form shows the value of a field that names another record."""
Meant = Callable[[str, Shape], str]
"""What was meant by what the form shows."""
FILL_IT_IN: Final = "Dette må fylles ut."
_BREAK: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
"""What ends a line besides its ordinary end, in one browser or another, or in what is pasted."""
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Signs that YAML has no room for."""
_EMPTY: Final[tuple[Any, ...]] = (None, "", [], {})


class _UnfitError(Exception):
    """The value is of another form than its field: it stays in the file, and out of the form."""


def in_form(shape: Shape, node: Node, shown: Shown) -> Any:
    """Return what the form shows of *node*."""
    if shape.sort == "group":
        return _group_in_form(shape, node, shown)
    if shape.sort == "lines":
        lines = [node] if isinstance(node, str) else node
        if not isinstance(lines, list) or not all(isinstance(one, str) and "\n" not in one for one in lines):
            raise _UnfitError
        return "\n".join(cast("list[str]", lines))
    if shape.sort == "many":
        assert shape.one is not None
        listed = [node] if isinstance(node, str) else node
        if not isinstance(listed, list):
            raise _UnfitError
        return [_listed(in_form(shape.one, one, shown), place) for place, one in enumerate(listed)]
    if shape.sort == "named":
        if not isinstance(node, dict):
            raise _UnfitError
        return [_listed(in_form(_of(shape), _with_name(shape, key, one), shown), key) for key, one in node.items()]
    if not isinstance(node, str):
        raise _UnfitError
    return shown(node, shape) if shape.sort == "ref" else node


def _group_in_form(shape: Shape, node: Node, shown: Shown) -> dict[str, Any]:
    if isinstance(node, str) and shape.short:
        node = {shape.short: node}
    if not isinstance(node, dict):
        raise _UnfitError
    made = {}
    for name, one in shape.fields:
        with suppress(_UnfitError):  # what does not fit stays in the file
            if name in node:
                made[name] = in_form(one, node[name], shown)
    return made


def _listed(made: Any, place: int | str) -> Any:
    return {**made, FROM: str(place)} if isinstance(made, dict) else made


def _of(shape: Shape) -> Shape:
    assert shape.one is not None
    return shape.one


def _with_name(shape: Shape, key: str, one: Node) -> Node:
    has_fields = VALUE not in dict(_of(shape).fields)
    return {NAME: key, **(one if has_fields and isinstance(one, dict) else {VALUE: one})}


def _fits(shape: Shape, node: Node) -> bool:
    try:
        in_form(shape, node, lambda text, _: text)
    except _UnfitError:
        return False
    return True


def left_in_file(shape: Shape, node: Node, keys: Keys = ()) -> Iterator[Keys]:
    """Yield the keys of what *node* has that the form does not show: it stays as it is."""
    if shape.sort == "group" and isinstance(node, dict):
        known = dict(shape.fields)
        for name, one in node.items():
            if name not in known or not _fits(known[name], one):
                yield (*keys, name)
            else:
                yield from left_in_file(known[name], one, (*keys, name))
    elif shape.sort == "many" and isinstance(node, list):
        for place, one in enumerate(node):
            yield from left_in_file(_of(shape), one, (*keys, place))


class Taken:
    """What a form says, as it is to stand in the file, and which field each of its values came from."""

    def __init__(self, shape: Shape, form: Form, before: Node, meant: Meant) -> None:
        self.names: dict[Keys, str] = {}
        self.faults: dict[str, list[str]] = {}
        """What is wrong in the form itself, by field: no file could say it, so no check would find it."""
        self._meant = meant
        made = self._group(shape, form, before, ())
        self.node: dict[str, Node] = made if isinstance(made, dict) else {}

    def name_of(self, keys: Keys) -> str:
        """Return the name of the field that has what stands at *keys*, or the nearest that holds it."""
        while keys and keys not in self.names:
            keys = keys[:-1]
        return self.names.get(keys, "")

    def _value(self, shape: Shape, field: Any, before: Node | None, keys: Keys) -> Node | None:
        self.names[keys] = field.name
        if isinstance(field, FormField):
            made = self._group(shape, field.form, {} if before is None else before, keys)
            return made or None
        if isinstance(field, FieldList):
            return (self._named if shape.sort == "named" else self._many)(shape, field, before, keys)
        text = self._text(field)
        if shape.sort == "lines":
            return [line for one in text.split("\n") if (line := one.strip())] or None
        if shape.sort == "text":
            return re.sub(r"\n{3,}", "\n\n", text) or None
        return (self._meant(text, shape) if shape.sort == "ref" else " ".join(text.split("\n"))) or None

    def _text(self, field: Any) -> str:
        """Return what is typed in *field*, which is shown from now without signs that no file can have."""
        text = _clean(field.data)
        if found := sorted({*_UNWRITABLE.findall(text)}):
            field.data = text = _clean(_UNWRITABLE.sub("", text))
            signs = ", ".join(f"U+{ord(sign):04X}" for sign in found)
            remedy = "De er tatt bort. Se over teksten, og lagre igjen."
            self._tell(field, f"Her sto tegn som ikke synes ({signs}). {remedy}")
        return text

    def _tell(self, field: Any, message: str) -> None:
        self.faults.setdefault(field.name, []).append(message)

    def _group(self, shape: Shape, form: Form, before: Node, keys: Keys) -> Node:
        was: Node = {shape.short: before} if isinstance(before, str) and shape.short else before
        old: dict[str, Node] = was if isinstance(was, dict) else {}
        known, made = dict(shape.fields), dict[str, Node]()
        for name in (*old, *(one for one in known if one not in old)):
            if name not in known or (name in old and not _fits(known[name], old[name])):
                made[name] = old[name]
                continue
            value = self._value(known[name], form[name], old.get(name), (*keys, name))
            if value is not None:
                made[name] = old[name] if name in old and _same(known[name], old[name], value) else value
            elif name in old and old[name] in _EMPTY:
                made[name] = old[name]
        if shape.short and [*made] == [shape.short] and not isinstance(before, dict):
            return made[shape.short]
        return made if made or not isinstance(before, str) else ""

    def _many(self, shape: Shape, field: FieldList[Any], before: Node | None, keys: Keys) -> Node | None:
        listed = [before] if isinstance(before, str) else before if isinstance(before, list) else []
        made: list[Node] = []
        for entry in field.entries:
            old: Node | None = None
            if isinstance(entry, FormField):
                place = entry.form[FROM].data or ""
                old = listed[int(place)] if place.isdecimal() and int(place) < len(listed) else ""
                old = old if old != "" else ("" if _of(shape).short else {})
            value = self._value(_of(shape), entry, old, (*keys, len(made)))
            if value is not None and value not in _EMPTY:
                made.append(value)
        return made or None

    def _named(self, shape: Shape, field: FieldList[Any], before: Node | None, keys: Keys) -> Node | None:
        old = before if isinstance(before, dict) else {}
        made: dict[str, Node] = {}
        for entry in field.entries:
            was = entry.form[FROM].data or ""
            key = " ".join(self._text(entry.form[NAME]).split())
            if key in made:
                self._tell(entry.form[NAME], f"«{key}» er brukt over. Skriv et annet kortnavn.")
                continue
            one = self._value(_of(shape), entry, _with_name(shape, was, old[was]) if was in old else {}, (*keys, key))
            if not isinstance(one, dict):
                continue
            one.pop(NAME, None)
            if not key:
                if one:
                    self._tell(entry.form[NAME], FILL_IT_IN)
                continue
            has_fields = VALUE not in dict(_of(shape).fields)
            made[key] = one if has_fields else one.get(VALUE, [])
        return made or None


def _same(shape: Shape, old: Node, new: Node) -> bool:
    """Whether *old* and *new* say the same: one may be written shorter."""
    if shape.sort in ("lines", "many") and isinstance(old, str) and isinstance(new, list) and len(new) == 1:
        return _same(_of(shape), old, new[0]) if shape.one else [old] == new
    return _clean(old) == new if isinstance(old, str) else alike(old, new)


def _clean(text: Any) -> str:
    """Return *text* as one types it: no spaces at the ends of lines, whatever the browser ends lines with."""
    lines = _BREAK.sub("\n", str(text or "")).replace("\t", " ").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
