"""Two have changed one record: what only one of them changed is taken from that one, the rest is asked."""

from __future__ import annotations

from collections.abc import Mapping

from macros.content.yamltext import Node
from macros.editing.rewriting import alike

MINE, THEIRS = "mitt", "deres"

Fields = dict[str, Node]


def merged(before: Fields, theirs: Fields, mine: Fields, chosen: Mapping[str, str]) -> tuple[Fields, list[str]]:
    """Return *mine* with what others have saved since *before*, and the fields that both changed otherwise.

    *chosen* says for such a field whose is to stand; what is not chosen stays mine, and is named.
    """
    made: Fields = {}
    asked: list[str] = []
    for name in dict.fromkeys((*theirs, *mine)):
        was, is_theirs, is_mine = before.get(name), theirs.get(name), mine.get(name)
        if alike(is_theirs, was) or alike(is_theirs, is_mine):
            taken = is_mine
        elif alike(is_mine, was):
            taken = is_theirs
        else:
            taken = is_theirs if chosen.get(name) == THEIRS else is_mine
            asked += [] if name in chosen else [name]
        if taken is not None:
            made[name] = taken
    return made, asked
