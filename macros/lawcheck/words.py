"""Which words changed from one text to another, as a person reads it: ~~taken out~~, **put in**, and a little around.

The texts are anybody's: what they have of Markdown is shown as typed, and very long ones are not gone through word by
word, for that takes too long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, Literal

from macros.outputs.markdown import typed

Op = Literal["same", "out", "in"]
Words = Sequence[str]

_AROUND: Final = 6
"""How many words are shown before and after what changed."""
_MOST: Final = 1_500
"""The most words of a piece that are compared one by one."""
_LONGEST: Final = 1_200
"""The most signs of a piece that are shown."""


def changed(old: Words, new: Words) -> list[tuple[Op, str]]:
    """Return what stands in both, what is taken out and what is put in, in order."""
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    before, after = old[:first], old[len(old) - last :]
    left, right = old[first : len(old) - last], new[first : len(new) - last]
    found: list[tuple[Op, Words]] = [("same", before)]
    if max(len(left), len(right)) > _MOST:
        found += [("out", left), ("in", right)]
    else:
        for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            found += [("same", left[a:b])] if what == "equal" else [("out", left[a:b]), ("in", right[c:d])]
    return [(op, " ".join(words)) for op, words in (*found, ("same", after)) if words]


def _alike(old: Words, new: Words) -> int:
    """Return how many words *old* and *new* begin with in common."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(old), len(new)))


def shown(old: Words, new: Words) -> str:
    """Return what changed from *old* to *new* in a line of Markdown."""
    found = changed(old, new)
    marked = {"out": "~~{}~~", "in": "**{}**", "same": "{}"}
    parts = []
    for number, (op, text) in enumerate(found):
        piece = _shortened(text.split(), first=number == 0, last=number == len(found) - 1) if op == "same" else text
        parts.append(marked[op].format(typed(_bounded(piece))))
    return " ".join(parts)


def _shortened(words: Words, *, first: bool, last: bool) -> str:
    """Return so much of *words*, the same in both, as is needed to see where the change is."""
    before, after = (0 if first else _AROUND), (0 if last else _AROUND)
    if len(words) <= before + after + 2:
        return " ".join(words)
    return " ".join([*words[:before], "…", *words[len(words) - after :]])


def _bounded(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"


def likeness(old: Words, new: Words, least: float = 0.0) -> float:
    """Return how much of two texts is the same words, from 0 to 1, whatever their order; 0 when it is below *least*."""
    if not old or not new or 2 * min(len(old), len(new)) < least * (len(old) + len(new)):
        return 0.0
    return 2 * sum((Counter(old) & Counter(new)).values()) / (len(old) + len(new))
