"""Which line of the source something on a page comes from: Markdown itself does not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Final

from macros.outputs.docs.allowed import Finding

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][\w-]*)\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")
_NOT_CLOSED: Final = frozenset(("br", "hr", "img", "wbr", "col", "p", "li", "dt", "dd", "tr", "td", "th"))


class Lines:
    """The lines of one page's Markdown, its code blotted out, and what is found in the first so many of them."""

    def __init__(self, bare: str, find: Callable[[str], Iterable[Finding]]) -> None:
        self._lines = bare.split("\n")
        self._plain = [unescape(line).casefold() for line in self._lines]
        self._find = find
        self._found: dict[int, Counter[str]] = {}

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
        places = [at for at, line in enumerate(self._plain, 1) for _ in range(line.count(words) if words else 0)]
        if len(places) == of or len(set(places)) == 1:
            return places[min(number, len(places)) - 1]
        least, most = 0, len(self._lines)  # among the first `most` lines it is there, among the first `least` not yet
        if self._count(finding, most) < number:
            return places[0] if places else 1
        while most - least > 1:
            middle = (least + most) // 2
            least, most = (least, middle) if self._count(finding, middle) >= number else (middle, most)
        return most

    def _count(self, finding: Finding, lines: int) -> int:
        if lines not in self._found:
            found = self._find("\n".join(self._lines[:lines]))
            self._found[lines] = Counter(finding.message for finding in found)
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
