"""How often search puts a right answer first, and among the first three, by kind of query. `make search-quality`.

With each share stands the interval that it lies in with 95 % certainty: fifteen queries of a kind tell little.
"""

# ruff: noqa: T201

from __future__ import annotations

import math
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from macros.edition import edition
from macros.outputs.search.findable import Entry
from macros.outputs.search.norwegian import stem
from macros.project import Project

HERE = Path(__file__).parent
EVERY = "alle"
SETS = ("", "_heldout", "_unseen", "_everyday", "_new", "_practice", "_second", "_third", "_fourth", "_fifth", "_sixth")
WRITTEN = tuple(f"queries{name}.yml" for name in SETS)
NAMED = {"tema", "begrep", "liste", "skjema", "rutine", "rolle", "fase", "samtale", "oppgave", "uenighet", "kilde"}
"""Types whose titles are names that somebody may type."""


@dataclass(frozen=True)
class Query:
    """What somebody types, and the addresses that answer it."""

    text: str
    category: str
    expected: tuple[str, ...]


def queries(name: str) -> list[Query]:
    """Return the queries of the file *name*."""
    rows: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text("utf-8"))
    return [Query(row["query"], row["category"], tuple(row["expected"])) for row in rows]


def nothing() -> list[str]:
    """Return the words that the handbook has nothing about."""
    words: list[str] = yaml.safe_load((HERE / "queries_nothing.yml").read_text("utf-8"))
    return words


def rank(found: Sequence[str], query: Query) -> int:
    """Return the place of the first right answer, counted from 1; 99 where there is none."""
    return next((place for place, url in enumerate(found, 1) if url in query.expected), 99)


def shares(ranks: Iterable[tuple[str, int]]) -> dict[str, tuple[int, float, float]]:
    """Return for each category, and for all: how many, and the shares right at first and among three."""
    by: defaultdict[str, list[int]] = defaultdict(list)
    for category, place in ranks:
        by[category].append(place)
        by[EVERY].append(place)
    return {
        category: (len(places), _share(places, 1), _share(places, 3)) for category, places in by.items()
    }  # fmt: skip


def _share(places: list[int], within: int) -> float:
    return sum(place <= within for place in places) / len(places)


def interval(share: float, number: int) -> tuple[float, float]:
    """Return what a *share* of *number* tries may truly be, with 95 % certainty (Wilson)."""
    z = 1.96
    middle = (share + z * z / (2 * number)) / (1 + z * z / number)
    half = z * math.sqrt(share * (1 - share) / number + z * z / (4 * number * number)) / (1 + z * z / number)
    return max(0.0, middle - half), min(1.0, middle + half)


def stripped(text: str) -> str:
    """Return *text* as typed on a keyboard without Norwegian letters."""
    return text.translate(str.maketrans("øåØÅ", "oaOA")).replace("æ", "ae").replace("Æ", "AE")


def slipped(text: str, chance: random.Random) -> str:
    """Return *text* with one letter of its longest word wrong, missing, doubled or swapped with the next."""
    word = max(text.split(), key=len)
    at = chance.randrange(1, len(word) - 1)
    slip = chance.choice(("wrong", "missing", "extra", "swapped"))
    letter = chance.choice("abdefgiklmnoprstuv")
    made = {
        "wrong": word[:at] + letter + word[at + 1 :],
        "missing": word[:at] + word[at + 1 :],
        "extra": word[:at] + letter + word[at:],
        "swapped": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    }[slip]
    return text.replace(word, made, 1)


def slips(entries: Iterable[Entry], seed: int = 7) -> list[Query]:
    """Return each title that is a name, with one slip of the keyboard in it."""
    chance = random.Random(seed)
    return [
        Query(slipped(entry.title, chance), "tastefeil", (entry.address,))
        for entry in entries
        if entry.type in NAMED and len(max(entry.title.split(), key=len)) > 5
    ]


def without_letters(entries: Iterable[Entry]) -> list[Query]:
    """Return each title with æ, ø or å, typed without them."""
    return [
        Query(stripped(entry.title), "uten æøå", (entry.address,))
        for entry in entries
        if entry.type in NAMED and stripped(entry.title) != entry.title
    ]


def inflections(entries: Sequence[Entry]) -> list[Query]:
    """Return the other forms that our own texts have of each title of one word."""
    forms = {word for entry in entries for word in re.findall(r"[a-zæøå]+", f"{entry.answer} {entry.body}".lower())}
    by_stem: defaultdict[str, set[str]] = defaultdict(set)
    for form in forms:
        by_stem[stem(form)].add(form)
    named = [entry for entry in entries if entry.type in NAMED and entry.title.isalpha()]
    titles: defaultdict[str, list[str]] = defaultdict(list)
    for entry in named:
        titles[stem(entry.title.lower())].append(entry.address)
    return [
        Query(form, "bøyning", tuple(addresses))
        for short, addresses in titles.items()
        for form in sorted(by_stem[short] - {entry.title.lower() for entry in named})
    ]


def main() -> None:
    """Print the table for every set, the queries that miss, and the false hits."""
    index = edition(Project(HERE.parent)).index
    engine = index.engine()
    sets = {name: queries(name) for name in WRITTEN}
    sets["laget av maskin"] = [*without_letters(index.entries), *slips(index.entries), *inflections(index.entries)]
    for name, asked in sets.items():
        ranks = []
        print(f"\n{name:24} {'antall':>6} {'først':>16} {'blant 3':>16}")
        for query in asked:
            hits = [hit["url"] for hit in engine.search(query.text)]
            ranks.append((query.category, rank(hits, query)))
            if ranks[-1][1] > 1 and "-v" in sys.argv:
                print(f"  {query.text!r}: {ranks[-1][1]}; {hits[:3]}, not {query.expected[:2]}")
        for category, (number, first, three) in shares(ranks).items():
            print(f"{category:24} {number:6} {_told(first, number):>16} {_told(three, number):>16}")
    words = nothing()
    print(f"\n{len(words)} ord håndboken ikke har noe om")
    for when, end in (("mens det skrives", ""), ("etter Enter", " ")):
        found = {word: len(hits) for word in words if (hits := engine.search(word + end))}
        print(f"  falske treff {when}: {len(found)} ord, {sum(found.values())} treff {found or ''}")


def _told(share: float, number: int) -> str:
    low, high = interval(share, number)
    return f"{share:.0%} ({low:.0%}–{high:.0%})"


if __name__ == "__main__":
    main()
