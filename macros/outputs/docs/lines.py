"""Which line of the source something on a page comes from: Markdown itself does not say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from html import unescape
from itertools import accumulate
from operator import itemgetter
from typing import Final

from macros.outputs.docs.allowed import Finding

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][\w-]*)\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")
_NOT_CLOSED: Final = frozenset(("br", "hr", "img", "wbr", "col", "p", "li", "dt", "dd", "tr", "td", "th"))

_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")
_MOST_READ: Final = 200_000
"""The most signs that are converted again to find lines. When they are spent, a line is where its paragraph begins."""


class Lines:
    """The lines of one page's Markdown, its code blotted out, and what is found in the first so many of them."""

    def __init__(self, bare: str, find: Callable[[str], Iterable[Finding]]) -> None:
        self._lines = bare.split("\n")
        plain = [unescape(_ESCAPED.sub(r"\1", line)).casefold() for line in self._lines]
        self._plain = "\n".join(plain)
        self._starts = [0, *accumulate(len(line) + 1 for line in plain)][: len(plain)]
        self._find = find
        self._found: dict[int, Counter[str]] = {}
        self._places: dict[str, list[int]] = {}
        self._left = _MOST_READ

    def placed(self, findings: Iterable[Finding]) -> Iterator[tuple[int, str]]:
        """Yield line and message of each of *findings*, which stand in the order of the page."""
        every, met = list(findings), Counter[str]()
        together = Counter(finding.message for finding in every)
        for finding in every:
            met[finding.message] += 1
            yield self._line(finding, met[finding.message], together[finding.message]), finding.message

    def _line(self, finding: Finding, number: int, of: int) -> int:
        """Return where number *number* of *of* findings alike stands: where the source has its words as many times."""
        words = unescape(finding.needle).casefold()
        places = self._places_of(words)
        if len(places) == of or len(set(places)) == 1:
            return places[min(number, len(places)) - 1]
        least, most = 0, len(self._lines)  # among the first `most` lines it is there, among the first `least` not yet
        if self._count(finding, most) < number:
            return places[0] if places else 1
        while most - least > 1 and self._left > 0:
            middle = (least + most) // 2
            least, most = (least, middle) if self._count(finding, middle) >= number else (middle, most)
        return most if most - least <= 1 else self._paragraph(finding, number, least, most)

    def _paragraph(self, finding: Finding, number: int, least: int, most: int) -> int:
        """Return the first line of the paragraph, between *least* and *most*, that number *number* stands in."""
        met = self._count(finding, least) if least else 0
        for first, found in self._paragraphs[bisect_right(self._paragraphs, least, key=itemgetter(0)) :]:
            met += found[finding.message]
            if met >= number or first > most:
                return min(first, most)
        return least + 1

    @cached_property
    def _paragraphs(self) -> list[tuple[int, Counter[str]]]:
        """The paragraphs by their first line, and what is found in each alone."""
        texts, first, before = dict[int, list[str]](), 1, True
        for number, line in enumerate(self._lines, 1):
            if line.strip():
                first = number if before else first
                texts.setdefault(first, []).append(line)
            before = not line.strip()
        return [(first, Counter(one.message for one in self._find("\n".join(text)))) for first, text in texts.items()]

    def _places_of(self, words: str) -> list[int]:
        if words not in self._places:
            found = list[int]()
            at = self._plain.find(words) if words else -1
            while at >= 0:
                found.append(bisect_right(self._starts, at))
                at = self._plain.find(words, at + len(words))
            self._places[words] = found
        return self._places[words]

    def _count(self, finding: Finding, lines: int) -> int:
        if lines not in self._found:
            part = "\n".join(self._lines[:lines])
            self._left -= len(part)
            self._found[lines] = Counter(one.message for one in self._find(part))
        return self._found[lines][finding.message]

    def unbalanced(self) -> int:
        """Return the line of the first tag that is never closed, or that closes what is not open."""
        opened: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines, 1):
            for closes, name, alone in _TAG.findall(line):
                if name.lower() in _NOT_CLOSED or (alone and not closes):
                    continue
                if not closes:
                    opened.setdefault(name.lower(), []).append(number)
                elif not opened.get(name.lower()):
                    return number
                else:
                    opened[name.lower()].pop()
        return min((numbers[0] for numbers in opened.values() if numbers), default=1)
