"""The index as the browser gets it: the entries as readers see them, and the vocabulary that leads to them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Any, Final

from macros.handbook import Handbook
from macros.outputs.assets import asset, joined
from macros.outputs.output import Output
from macros.outputs.pages.page import Page
from macros.outputs.phrases import capital
from macros.outputs.search.engine import Engine
from macros.outputs.search.findable import Entry, findable
from macros.outputs.search.norwegian import ENDINGS, STOPS, WEAK, alike, cut, irregular, kin, spellings, stem
from macros.outputs.words import words
from macros.records.references import suggest_id

_BETWEEN: Final = "|"
"""Between the other names of an entry, and between its items."""

_CAPITALS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

FEW: Final = 8
"""A running text is found by the words that so few things say, or that no title, name or answer says."""


@dataclass(frozen=True)
class Index:
    """What search knows of one edition."""

    handbook: Handbook
    pages: Mapping[str, Page]

    @cached_property
    def entries(self) -> list[Entry]:
        """Everything that can be found, worked out when first asked for."""
        return findable(self.handbook, self.pages.values())

    @cached_property
    def data(self) -> dict[str, Any]:
        """The index as the engine takes it: a column for each field, for like things side by side press together."""
        engine = Engine(joined("search"))
        entries = self.entries
        types = list(dict.fromkeys((entry.type, entry.prior) for entry in entries))
        actors = [actor.id for actor in self.handbook.actors_in_order]
        vocabulary = _vocabulary(engine, entries)
        bodies = _telling(
            *(
                engine.classes(vocabulary, texts)
                for texts in ([entry.body for entry in entries], [" ".join(entry.shown) for entry in entries])
            )
        )
        return {
            "words": words("søk"),
            "types": [{"id": one, "words": words("søk_slag")[one], "prior": prior} for one, prior in types],
            "actors": [capital(self.handbook.name(actor.ref)) for actor in self.handbook.actors_in_order],
            **vocabulary,
            "type": [types.index((entry.type, entry.prior)) for entry in entries],
            "address": _column(_short(entry) for entry in entries),
            "answer": _column(entry.answer for entry in entries),
            "title": _column(entry.title for entry in entries),
            "names": _column(_BETWEEN.join(entry.names) for entry in entries),
            "items": _column(_BETWEEN.join(entry.items) for entry in entries),
            "concerns": [_steps(sorted(actors.index(actor) for actor in entry.actors)) for entry in entries],
            "body": [_steps(body) for body in bodies],
        }

    @cached_property
    def script(self) -> bytes:
        """The index as a script that hands it to the engine, for `<script src>` works from a folder too."""
        text = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))
        return f"handboksok.load({text});\n".encode()

    def output(self) -> Output:
        """Return the index as a file of the site."""
        return Output(asset("sok-indeks.js"), lambda: self.script)

    def engine(self) -> Engine:
        """Return the engine with this index, as a browser has it."""
        return Engine(joined("search")).load(self.script)


def _column(lines: Iterable[str]) -> str:
    return "\n".join(" ".join(line.split("\n")) for line in lines)


def _telling(bodies: Sequence[Sequence[int]], shown: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the classes of each of *bodies* that few entries say, or none shows, and that its own *shown* does not."""
    said = Counter(one for body, text in zip(bodies, shown, strict=True) for one in {*body, *text})
    seen = {one for text in shown for one in text}
    return [
        sorted(one for one in body if (said[one] <= FEW or one not in seen) and one not in text)
        for body, text in zip(bodies, shown, strict=True)
    ]


def _short(entry: Entry) -> str:
    """Return the address with a capital letter for each word that also stands in the title: A is the title's first."""
    title = suggest_id(entry.title).split("-")[: len(_CAPITALS)]
    letter = {word: _CAPITALS[place] for place, word in reversed(list(enumerate(title)))}
    return re.sub(r"[a-z0-9]+", lambda found: letter.get(found[0], found[0]), entry.address)


def _steps(numbers: Sequence[int]) -> list[int]:
    """Return rising *numbers* as the step from each to the next: small numbers press well."""
    return [number - before for before, number in zip((0, *numbers), numbers, strict=False)]


def _vocabulary(engine: Engine, entries: Iterable[Entry]) -> dict[str, Any]:
    """Return the stems in order, each with its other spellings after «/» and its near kin after «~», and the endings.

    A class of words is the place of its stem.
    """
    called = engine.words("\n".join([*words("søk_slag").values(), *(t for e in entries for t in (e.title, *e.names))]))
    forms = sorted(called | engine.words("\n".join(text for entry in entries for text in (*entry.shown, entry.body))))
    stems = {form: stem(form) for form in forms}
    known = {*stems.values()}
    leads = [("/", cut(form), stems[form]) for form in forms]
    leads += [("/", cut(other), stems[form]) for form in sorted(called) for other in spellings(form)]
    leads += [("/", cut(other), stem(one)) for one, other in irregular() if stem(one) in known]
    leads += [("~", kin(one), one) for one in known]
    leads += [("=", cut(other), stem(one)) for one, other in alike() if stem(one) in known]
    every = list({*forms, *stems.values(), *(key for _, key, _ in leads)})
    fold = dict(zip(every, engine.folded(every), strict=True))
    keys: dict[str, dict[str, str]] = {fold[one]: {} for one in stems.values()}
    # A form that is spelt as another stem is, «kollega» beside «kollegaen», means what its own stem does too.
    leads += [("/", form, to) for form, to in stems.items() if fold[form] in keys]
    for mark, key, to in leads:
        if key and fold[key] != fold[to]:
            keys[fold[to]].setdefault(fold[key], mark)
    endings = {fold[form].removeprefix(fold[cut(form)]) for form in forms if fold[form].startswith(fold[cut(form)])}
    return {
        "keys": _written(keys),
        "endings": " ".join(sorted((endings | ENDINGS) - {"", "t"})),
        "stops": " ".join(sorted(set(engine.folded(STOPS)))),
        "weak": " ".join(sorted(set(engine.folded(form for one in WEAK for form in (one, stem(one)))))),
    }


def _written(keys: Mapping[str, Mapping[str, str]]) -> str:
    """Return *keys* in order, each with a capital letter for how many letters it begins with of the stem before.

    The other spellings of a stem begin as the stem does.
    """
    written, before = [], ""
    for key, more in sorted(keys.items()):
        written.append(_after(before, key))
        written.extend(mark + _after(key, other) for other, mark in sorted(more.items()))
        before = key
    return "".join(written)


def _after(before: str, key: str) -> str:
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, key, strict=False)))
    same = min(alike, len(_CAPITALS) - 1)
    return _CAPITALS[same] + key[same:]
