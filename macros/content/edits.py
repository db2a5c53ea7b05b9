"""Change the head of a file in its own text: every other sign stays, comments, order, quotes and line ends too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from macros.content.heads import HEAD
from macros.content.yamltext import LOADER, Node, read

_AFTER: Final = ("godkjent", "godkjent_versjon", "godkjent_dato", "godkjent_av", "godkjenning", "eier")
"""What a new field of the head comes after: the first of these that is there."""
_BOM: Final = "\ufeff"

Rows = dict[str, str]
"""Fields between braces: words, ids, dates and digests, which need no quotes."""


class EditError(Exception):
    """The head cannot be changed without changing something else."""


def with_head(path: str, data: bytes, values: Mapping[str, str | dict[str, Rows]]) -> bytes:
    """Return *data*, the file *path* without faults, with *values* in its head; rows are put beside those there are.

    Raises `EditError` unless what then stands is what stood, with *values*.
    """
    text = data.decode("utf-8")
    body = text.removeprefix(_BOM)
    root: Any = yaml.compose(body, LOADER)
    head = next((value for key, value in root.value if key.value == HEAD), None)
    if not isinstance(head, yaml.MappingNode) or not head.value:
        raise EditError
    edits = _Edits(body, "\r\n" if "\r\n" in body else "\n")
    for name, value in sorted(values.items(), key=lambda one: isinstance(one[1], str)):  # what is deeper comes first
        edits.put(head, name, value)
    made = (text[: len(text) - len(body)] + edits.applied()).encode("utf-8")
    before, after = read(path, data), read(path, made)
    if after.faults != before.faults or after.root != before.root | {HEAD: _expected(before.root[HEAD], values)}:
        raise EditError
    return made


def _expected(head: Node, values: Mapping[str, str | dict[str, Rows]]) -> dict[str, Any]:
    there: dict[str, Any] = head if isinstance(head, dict) else {}
    rows = {name: (there.get(name) or {}) | value for name, value in values.items() if isinstance(value, dict)}
    return {**there, **values, **rows}


@dataclass
class _Edits:
    """Changes to *text*, each at places of the text as it was."""

    text: str
    newline: str
    made: list[tuple[int, int, str]] = field(default_factory=list)

    def put(self, head: Any, name: str, value: str | dict[str, Rows]) -> None:
        """Let the field *name* of *head* be *value*."""
        there = next((inner for key, inner in head.value if key.value == name), None)
        indent = head.value[0][0].start_mark.column
        if isinstance(value, str):
            self._set(head, there, name, value, indent)
        elif isinstance(there, yaml.MappingNode) and there.value:
            for key, row in value.items():
                own = next((inner for inner_key, inner in there.value if inner_key.value == key), None)
                self._set(there, own, key, _flow(row), there.value[0][0].start_mark.column, last=True)
        elif head.flow_style:
            rows = ", ".join(f"{key}: {_flow(row)}" for key, row in value.items())
            self._set(head, there, name, f"{{{rows}}}", indent)
        else:
            rows = "".join(f"{self.newline}{' ' * (indent + 2)}{key}: {_flow(row)}" for key, row in value.items())
            self._set(head, there, name, rows.lstrip(" "), indent)

    def _set(self, mapping: Any, there: Any, name: str, written: str, indent: int, *, last: bool = False) -> None:
        """Put *written* where *there* is; or as the field *name* of *mapping*, after its *last* or after its like."""
        if there is not None:
            start, end = there.start_mark.index, there.end_mark.index
            space = " " if start == end and not written.startswith(self.newline) else ""
            self.made.append((start, end, space + written))
            return
        space = "" if written.startswith(self.newline) else " "
        if mapping.flow_style:
            at = mapping.value[-1][1].end_mark.index
            self.made.append((at, at, f", {name}:{space}{written}"))
            return
        fields = {key.value: value for key, value in mapping.value}
        before = (
            mapping.value[-1][1]
            if last
            else next((fields[one] for one in _AFTER if one in fields), mapping.value[0][1])
        )
        end = _end(before)
        at = end if end and self.text[end - 1] == "\n" else self.text.find("\n", end) + 1
        line = f"{' ' * indent}{name}:{space}{written}"
        at, line = (at, line + self.newline) if at else (len(self.text), self.newline + line)
        self.made.append((at, at, line))

    def applied(self) -> str:
        """Return the text with all changes made; those of one place in the order they came."""
        parts, at = [""], 0
        for start, end, written in sorted(self.made, key=lambda edit: edit[0]):
            parts += (self.text[at:start], written)
            at = end
        return "".join([*parts, self.text[at:]])


def _flow(row: Rows) -> str:
    return "{" + ", ".join(f"{word}: {value}" for word, value in row.items()) + "}"


def _end(node: Any) -> int:
    """Return where what is written of *node* ends; a block's own end is where the next thing begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    end: int = node.end_mark.index
    return end
