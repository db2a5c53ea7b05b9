"""What each explained word means, in one script: fetched when a reader first touches a word, and kept by the browser.

So no page is heavier for its words, or another when a word gets a better explanation.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from macros.handbook import Handbook
from macros.outputs.output import Output
from macros.outputs.words import word
from macros.records import Term

_NAMED: Final = ("aktor", "begrep", "lov")
"""Kinds whose name is what an older word is called today."""


def meanings(handbook: Handbook) -> Iterator[Output]:
    """Yield the script, beside the pages of the words: their links lead to it."""
    if told := {term.id: _meaning(handbook, term) for term in handbook.all(Term).values() if term.marked}:
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        yield Output("begreper/ord.js", lambda: f"var handbokforklart = {text};\n".encode())


def _meaning(handbook: Handbook, term: Term) -> str:
    meaning = handbook.plain(term.text.paragraphs[0])
    if term.today is not None and term.today.kind in _NAMED and term.title.lower() not in handbook.name(term.today):
        meaning += " " + word("begrep.heter_i_dag", navn=handbook.name(term.today))
    return meaning
