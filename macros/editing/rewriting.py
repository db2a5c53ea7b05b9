"""Let a file say something else at one place: only what differs is written anew, in the way the file is written."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, SingleQuotedScalarString

from macros.content.yamltext import Node
from macros.editing.changes import EditError
from macros.records.references import Keys

_BREAKS: Final = re.compile(r""":(\s|$)|\s\#|^[-?:,\[\]{}#&*!|>'"%@`~=]|^\S+:\S+$|^\s|\s$""")
"""What cannot stand without quotes, or does not in our files: ids with a colon."""
_BREAKS_IN_BRACES: Final = re.compile(r"[:#\"'\[\]{},&*!|>%@`]")
_WIDTH: Final = 110
_LONGEST_ROW: Final = 140
_PLAIN: Final = YAML()

Names = Callable[[Keys], Sequence[str]]
"""The fields that may stand at a place, in their order."""


def rewrite(data: Any, keys: Keys, old: Node | None, new: Node, names: Names) -> None:
    """Let what stands at *keys* of *data*, and says *old* as text, say *new*. A place that is not there is made.

    New fields stand in the order that *names* has them in.
    """
    there = data
    for number, key in enumerate(keys):
        name = _key(there, key)
        if number == len(keys) - 1:
            if old is None and isinstance(there, CommentedMap):
                _insert(there, str(key), _fresh(new, flow=_flow(there), in_list=False), names(keys[:-1]))
            elif old is None:
                there.insert(name, _fresh(new, flow=_flow(there), in_list=True))
            else:
                there[name] = _laid(there[name], old, new, names, keys, flow=_flow(there))
            return
        if isinstance(there, CommentedMap) and name not in there:
            _insert(there, str(key), CommentedMap(), names(keys[:number]))
        there = there[name]
    _laid(data, old or {}, new, names, (), flow=False)


def alike(one: Node | None, other: Node | None) -> bool:
    """Whether two values say the same, what is named in them in the same order."""
    return repr(one) == repr(other)


def take_out(data: Any, keys: Keys) -> None:
    """Take what stands at *keys* out of *data*, and what then holds nothing."""
    for last in range(len(keys), 0, -1):
        holder = data
        for key in keys[: last - 1]:
            holder = holder[_key(holder, key)]
        if last == len(keys) or not holder[_key(holder, keys[last - 1])]:
            del holder[_key(holder, keys[last - 1])]


def in_yaml(node: Node) -> list[str]:
    """Return the lines that say *node* in a file of its own."""
    from macros.editing.written import dumped  # they know each other

    return dumped(_fresh(node, flow=False, in_list=False)).splitlines()


def _key(there: Any, key: str | int) -> Any:
    """Return the key of *there* that is read as *key*: a number may be one to YAML."""
    if isinstance(there, CommentedMap):
        return next((one for one in there if str(one) == str(key)), key)
    return key


def _laid(there: Any, old: Node, new: Node, names: Names, place: Keys, *, flow: bool) -> Any:
    """Return *there*, which says *old*, so that it says *new*: itself where it can be changed in place."""
    if alike(old, new):
        return there
    if isinstance(old, dict) and isinstance(new, dict) and isinstance(there, CommentedMap):
        _lay_fields(there, old, new, names, place)
        return there
    if isinstance(old, list) and isinstance(new, list) and isinstance(there, CommentedSeq) and len(there) == len(old):
        _lay_items(there, old, new, names, place)
        return there
    return _fresh(new, flow=flow, in_list=False, like=there)


def _lay_fields(there: CommentedMap, old: dict[str, Node], new: dict[str, Node], names: Names, place: Keys) -> None:
    known = {key: _key(there, key) for key in old}
    for key in old.keys() - new.keys():
        if known[key] in there:
            del there[known[key]]
    for key in (one for one in new if one in old):
        if known[key] not in there:
            raise EditError(f"«{key}» kan ikke endres her. Rett den i filen.")
        made = _laid(there[known[key]], old[key], new[key], names, (*place, key), flow=_flow(there))
        if made is not there[known[key]]:
            there[known[key]] = made
    chosen = [*names(place)]
    for key in (one for one in new if one not in old):
        _insert(there, key, _fresh(new[key], flow=_flow(there), in_list=False), chosen)
    if not chosen and [str(key) for key in there] != [*new]:  # named by editors, and put in another order
        order = {key: there[_key(there, key)] for key in new}
        names_there, comments = {key: _key(there, key) for key in new}, dict(there.ca.items)
        for key in [*there]:
            del there[key]
        for key, value in order.items():
            there[names_there[key]] = value
        there.ca.items.update(comments)


def _insert(there: CommentedMap, key: str, value: Any, names: Sequence[str]) -> None:
    """Put the field *key* into *there* after those that *names* has before it; last where it has none."""
    before = [*names[: names.index(key)]] if key in names else [str(one) for one in there]
    place = max((number + 1 for number, one in enumerate(there) if str(one) in before), default=0)
    there.insert(place, key, value)


def _lay_items(there: CommentedSeq, old: list[Node], new: list[Node], names: Names, place: Keys) -> None:
    shift = 0
    shapes = ([repr(one) for one in old], [repr(one) for one in new])
    for what, a, b, c, d in SequenceMatcher(None, *shapes, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        both = min(b - a, d - c)
        for step in range(both):
            at = a + step + shift
            there[at] = _laid(there[at], old[a + step], new[c + step], names, (*place, at), flow=_flow(there))
        for _ in range(a + both, b):
            del there[a + both + shift]
        for step in range(c + both, d):
            there.insert(a + shift + step - c, _fresh(new[step], flow=_flow(there), in_list=True))
        shift += (d - c) - (b - a)


def _fresh(node: Node, *, flow: bool, in_list: bool, like: Any = None) -> Any:
    """Return *node* as something new to be written, between braces if *flow*; quoted as what it is *like*."""
    if isinstance(node, dict):
        row = flow or (in_list and _is_row(node))
        made = CommentedMap({key: _fresh(value, flow=row, in_list=False) for key, value in node.items()})
        (made.fa.set_flow_style if row else made.fa.set_block_style)()
        return made
    if isinstance(node, list):
        row = flow or (all(isinstance(one, str) for one in node) and len(str(node)) < _LONGEST_ROW)
        listed = CommentedSeq(_fresh(one, flow=row, in_list=True) for one in node)
        (listed.fa.set_flow_style if row else listed.fa.set_block_style)()
        return listed
    return _scalar(node, like, flow=flow)


def _is_row(node: Node) -> bool:
    """Whether *node* fits on a line between braces, as grounds do."""
    return len(str(node)) < _LONGEST_ROW and "\n" not in str(node)


def _flow(there: Any) -> bool:
    return bool(there.fa.flow_style())


def _scalar(text: str, like: Any, *, flow: bool) -> Any:
    if not flow and (isinstance(like, FoldedScalarString) or "\n" in text or (like is None and len(text) > 2 * _WIDTH)):
        return _folded(text, like)
    if "\n" in text:
        return SingleQuotedScalarString("\n".join(_paragraphs(text)))
    if isinstance(like, (DoubleQuotedScalarString, SingleQuotedScalarString)) and "\\" not in text:
        return type(like)(text)
    if (_BREAKS_IN_BRACES if flow else _BREAKS).search(text) or _BREAKS.search(text):
        return DoubleQuotedScalarString(text)
    try:
        meant = _PLAIN.load(text)
    except (YAMLError, ValueError):  # «...» ends a document, and «2026-13-45» looks like a day
        return DoubleQuotedScalarString(text)
    if isinstance(meant, str) or (type(meant) in (int, date) and str(meant) == text):
        return meant
    return DoubleQuotedScalarString(text)


def _folded(text: str, like: Any) -> Any:
    """Return *text* folded over lines: those that stand in *like* as they stood there, the others by their width."""
    lines: list[str] = []
    ends: list[int] = []
    was = _lines_of(like)
    at = 0
    paragraphs = _paragraphs(text)
    for number, paragraph in enumerate(paragraphs):
        lines = _kept(paragraph, was)
        for line in lines[:-1]:
            at += len(line)
            ends.append(at)
            at += 1
        at += len(lines[-1]) + (1 if number < len(paragraphs) - 1 else 0)
    made: Any = FoldedScalarString("\n".join(paragraphs) + ("\n" if str(like).endswith("\n") else ""))
    made.fold_pos = ends  # where ruamel breaks the line
    return made


def _paragraphs(text: str) -> list[str]:
    return [" ".join(one.split()) for one in re.split(r"\n\s*\n", text) if one.strip()]


def _lines_of(like: Any) -> list[str]:
    ends = [*getattr(like, "fold_pos", ())]
    text = str(like or "")
    cut = [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]
    return [line.strip() for part in cut for line in part.split("\n") if line.strip()]


def _kept(paragraph: str, was: list[str]) -> list[str]:
    """Return the lines of *paragraph*: those it begins and ends with as in *was*, and between them new ones."""
    first: list[str] = []
    last: list[str] = []
    rest = paragraph
    while line := next((one for one in was if rest.startswith(f"{one} ")), ""):
        first.append(line)
        rest = rest[len(line) + 1 :]
    while line := next((one for one in was if rest.endswith(f" {one}")), ""):
        last.insert(0, line)
        rest = rest[: -len(line) - 1]
    width = max([_WIDTH, *map(len, was)])
    return [*first, *(textwrap.wrap(rest, width, break_long_words=False, break_on_hyphens=False) or [rest]), *last]
