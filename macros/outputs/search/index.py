"""The index as the browser gets it: the entries as readers see them, and the vocabulary that leads to them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from macros.handbook import Handbook
from macros.outputs.assets import joined
from macros.outputs.search.engine import Engine
from macros.outputs.search.findable import Entry
from macros.outputs.search.norwegian import STOPS, kin, spellings, stem
from macros.outputs.words import words

PATH: Final = "sok/indeks.js"
"""Where the index lies: a fixed name, so that no page's HTML changes when the content of another does."""

SPELT_OTHERWISE, AKIN = 0.95, 0.8
"""How well a word fits what is only another spelling of it, or nearly the same word."""

_SEEN: Final = 3
"""An ending must be seen this often to count as one."""


@dataclass(frozen=True)
class Index:
    """What search knows of one edition."""

    handbook: Handbook
    entries: Sequence[Entry]

    @cached_property
    def data(self) -> dict[str, Any]:
        """The index as the engine takes it."""
        engine = Engine(joined("search"))
        types = list(dict.fromkeys((entry.type, entry.prior) for entry in self.entries))
        actors = [actor.id for actor in self.handbook.actors_in_order]
        data: dict[str, Any] = {
            "words": words("søk"),
            "types": [{"id": t, "words": words("søk_slag")[t], "prior": prior} for t, prior in types],
            "actors": [self.handbook.name(actor.ref) for actor in self.handbook.actors_in_order],
            "stops": sorted(set(engine.folded(STOPS))),
            **_vocabulary(engine, [text for entry in self.entries for text in _all_texts(entry)]),
        }
        shown = [
            {
                "type": types.index((entry.type, entry.prior)),
                "address": entry.address,
                "title": entry.title,
                "answer": entry.answer,
                "names": entry.names,
                "actors": [actors.index(actor) for actor in entry.actors],
            }
            for entry in self.entries
        ]
        bodies = engine.classes(data, [entry.body for entry in self.entries])
        seen = engine.classes(data, [f"{one.title} {one.answer} {' '.join(one.names)}" for one in self.entries])
        data["entries"] = [
            {**one, "body": sorted(set(body) - set(known))}
            for one, body, known in zip(shown, bodies, seen, strict=True)
        ]
        return data

    @cached_property
    def script(self) -> bytes:
        """The index as a script that hands it to the engine, for `<script src>` works from a folder too."""
        text = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))
        return f"handboksok.load({text});\n".encode()

    def engine(self) -> Engine:
        """Return the engine with this index, as a browser has it."""
        return Engine(joined("search")).load(self.script)


def _all_texts(entry: Entry) -> tuple[str, ...]:
    return (entry.title, entry.answer, *entry.names, entry.body)


def _vocabulary(engine: Engine, texts: Iterable[str]) -> dict[str, Any]:
    """Return the keys with the classes each leads to: one class for each stem, more keys for other spellings of it."""
    forms = sorted(engine.words("\n".join(texts)) | set(engine.words(" ".join(words("søk_slag").values()))))
    spelt = {form: [stem(other) for other in spellings(form)] for form in forms}
    akin = {cut: list(kin(cut)) for cut in {stem(form) for form in forms}}
    every = {*forms, *akin, *(s for many in (*spelt.values(), *akin.values()) for s in many)}
    fold = dict(zip(every, engine.folded(every), strict=True))
    meanings: defaultdict[str, dict[str, float]] = defaultdict(dict)
    endings: Counter[str] = Counter()

    def lead(key: str, to: str, fit: float) -> None:
        meanings[fold[key]][fold[to]] = max(fit, meanings[fold[key]].get(fold[to], 0))

    for form in forms:
        cut = stem(form)
        lead(cut, cut, 1)
        endings[fold[form].removeprefix(fold[cut])] += 1
        for other in spelt[form]:
            lead(other, cut, SPELT_OTHERWISE)
        for near in akin[cut]:
            lead(near, cut, AKIN)
    keys = sorted(meanings)
    classes = {key: number for number, key in enumerate(key for key in keys if meanings[key].get(key) == 1)}
    return {
        "keys": keys,
        "meanings": [
            [[classes[to], fit] for to, fit in sorted(meanings[key].items(), key=lambda pair: -pair[1])] for key in keys
        ],
        "endings": sorted(ending for ending, times in endings.items() if ending and times >= _SEEN),
    }
