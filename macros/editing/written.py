"""A record file as its editor wrote it: read and written with its comments, its order and its quotes."""

from __future__ import annotations

import io
import re
from contextlib import suppress
from difflib import SequenceMatcher
from functools import reduce
from itertools import product
from operator import getitem
from pathlib import Path
from typing import Any, Final, Self

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError

from macros.records.references import Keys

_INDENTS: Final = ((2, 4, 2), (2, 2, 0), (4, 6, 4), (4, 2, 0), (4, 4, 2), (2, 3, 1))
"""How files are indented: mappings, lists, and the dash of a list. Ours first."""

_ENDLESS: Final = 1_000_000
"""How wide a line may be before it is folded: an editor's lines are hers."""


class Written:
    """The file *path* with its records as data that remembers how it was written; `data` may be changed in place."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.before = path, text
        self._ending = "\r\n" if "\r\n" in text else "\n"
        self._yaml, self.data, self._known = _fitting(text.replace("\r\n", "\n"))

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the file *path*, which the check has found to be sound YAML."""
        return cls(path, path.read_bytes().decode("utf-8-sig"))

    @property
    def after(self) -> str:
        """The file with what was changed, and every other line as it was."""
        made = _dumped(self._yaml, self.data)
        before = self.before.replace("\r\n", "\n")
        laid = _laid_over(before, self._known, made)
        nearest_first = dict.fromkeys((_with_notes_in_place(before, laid), laid))
        fitting = next((one for one in nearest_first if self._says_it(one, made)), made)
        return fitting.replace("\n", self._ending)

    def _says_it(self, text: str, made: str) -> bool:
        """Whether *text* says what is to be said, as *made* does: rather all lines anew than one word lost."""
        with suppress(YAMLError):
            return text == made or bool(self._yaml.load(text) == self.data)
        return False


def value_at(data: Any, keys: Keys) -> tuple[Any, str | int]:
    """Return what holds the value at *keys* in *data*, and the last of the keys."""
    return reduce(getitem, keys[:-1], data), keys[-1]


def _fitting(text: str) -> tuple[YAML, CommentedMap, str]:
    """Return a reader that writes *text* as it is, or most nearly so, what it read, and what it writes of that."""
    best: tuple[int, YAML, CommentedMap, str] | None = None
    lines = text.splitlines()
    for (mapping, sequence, offset), braces in product(_INDENTS, (True, False)):
        yaml = YAML()
        yaml.preserve_quotes = True
        yaml.width = _ENDLESS
        yaml.allow_duplicate_keys = False
        yaml.brace_single_entry_mapping_in_flow_sequence = braces
        yaml.indent(mapping=mapping, sequence=sequence, offset=offset)
        data = yaml.load(text)
        made = _dumped(yaml, data)
        other = made.splitlines()
        unlike = sum(one != two for one, two in zip(lines, other, strict=False)) + abs(len(lines) - len(other))
        if best is None or unlike < best[0]:
            best = (unlike, yaml, data, made)
        if not unlike:
            break
    assert best is not None
    return best[1:]


def dumped(data: Any) -> str:
    """Return *data* as it is written in a new file."""
    yaml = YAML()
    yaml.width = _ENDLESS
    yaml.indent(*_INDENTS[0])
    return _dumped(yaml, data)


def _dumped(yaml: YAML, data: Any) -> str:
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def _laid_over(text: str, before: str, after: str) -> str:
    """Return *text* with the lines changed that differ between *before*, as we would write it, and *after*."""
    if before == text:
        return after
    lines, ours, new = (one.splitlines(keepends=True) for one in (text, before, after))
    place = {0: 0, len(ours): len(lines)}
    alike = SequenceMatcher(None, [*map(str.rstrip, ours)], [*map(str.rstrip, lines)], autojunk=False)
    for start, at, size in alike.get_matching_blocks():
        place |= {start + step: at + step for step in range(size + 1)}
    made: list[str] = []
    for tag, start, end, first, last in SequenceMatcher(None, ours, new, autojunk=False).get_opcodes():
        begin = place.get(start, place[max(known for known in place if known <= start)])
        stop = place.get(end, place[min(known for known in place if known >= end)])
        made += lines[begin:stop] if tag == "equal" else new[first:last]
    return "".join(made)


_NOTE: Final = re.compile(r"\s*(#.*)?\n?")
"""A line that is empty, or has nothing but a comment: it is about what comes after it."""


def _with_notes_in_place(before: str, after: str) -> str:
    """Return *after* with the comments and empty lines of *before* in front of the same line as they stood there.

    To ruamel they belong to what is above: they would go with it, or what is new would come after them.
    """
    lines, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    made: list[str] = []
    for _, a, b, c, d in SequenceMatcher(None, lines, new, autojunk=False).get_opcodes():
        if lines[a:b] == new[c:d]:
            made += new[c:d]
            continue
        notes = b
        while notes > a and _NOTE.fullmatch(lines[notes - 1]):
            notes -= 1
        above = [made.pop()] if a == b and made and _NOTE.fullmatch(made[-1]) else []
        while above and made and _NOTE.fullmatch(made[-1]):
            above.insert(0, made.pop())
        written = new[c:d]
        while lines[notes:b] and written and _NOTE.fullmatch(written[-1]):
            written.pop()
        made += [*written, *lines[notes:b], *above]
    return "".join(made)
