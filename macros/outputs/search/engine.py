"""The browser's own search engine, run here: the build, the command and the tests find what the browser finds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import quickjs


class Engine:
    """The script of search in a JavaScript engine without a document."""

    def __init__(self, script: bytes) -> None:
        self._context = quickjs.Context()
        self._context.set_memory_limit(512 * 1024 * 1024)
        self._context.eval(script.decode())

    def load(self, index: bytes) -> Engine:
        """Take the index that `index.py` made."""
        self._context.eval(index.decode())
        return self

    def search(self, query: str, **chosen: str | int) -> list[dict[str, Any]]:
        """Return the hits on *query*, best first. One may choose a `type`, and an `actor` by its place."""
        return list(self._ask("handboksok.told(...arguments)", query, chosen))

    def missed(self, query: str) -> list[str]:
        """Return the words of *query* that nothing is known of."""
        return list(self._ask("handboksok.search(arguments[0]).missed", query))

    def words(self, text: str) -> set[str]:
        """Return each word of *text* once, in small letters."""
        return set(self._ask("[...new Set(handboksok.cut(arguments[0]))]", text))

    def folded(self, words: Iterable[str]) -> list[str]:
        """Return *words* as they are spelt in the index."""
        return list(self._ask("arguments[0].map(handboksok.fold)", list(words)))

    def classes(self, vocabulary: dict[str, Any], texts: Sequence[str]) -> list[list[int]]:
        """Return the classes of words that each of *texts* has."""
        return list(self._ask("handboksok.classesOf(...arguments)", vocabulary, list(texts)))

    def _ask(self, expression: str, *given: object) -> Any:
        ask = self._context.eval(f"(function (given) {{ return (function () {{ return JSON.stringify({expression}); }})"
                                 ".apply(null, JSON.parse(given)); })")  # fmt: skip
        return json.loads(ask(json.dumps(given)))
