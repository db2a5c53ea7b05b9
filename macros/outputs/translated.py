"""The words of another language, each beside the bokmål that it was made from.

    ramme:
      lukk: {nb: Lukk menyen, nn: Lukk menyen}

So whoever translates sees both, and a translation whose bokmål has changed since is known: until somebody has looked at
it, the bokmål is said, and the site never says one thing in one language and another in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Final

from macros.content.faults import Fault
from macros.content.yamltext import YamlText, read

_FROM: Final = "nb"
_IN_SCRIPTS: Final = re.compile(r"\b[A-ZÆØÅ]{3,}\b")
"""What scripts put something in the place of, such as ANTALL. Names in capitals stay what they are too."""


@dataclass(slots=True)
class Translation:
    """What a file of another language says, and what is to be done there."""

    said: dict[str, str] = field(default_factory=dict)
    """The words that hold, by group and key."""
    there: set[str] = field(default_factory=set)
    """All that stand in the file, by group and key."""
    faults: list[Fault] = field(default_factory=list)
    outdated: list[Fault] = field(default_factory=list)
    unknown: list[Fault] = field(default_factory=list)


def translated(language: str, path: str, data: bytes, base: Mapping[str, str]) -> Translation:
    """Return what *data*, of the file *path*, says in *language* for the words of *base*."""
    text, made = read(path, data), Translation()
    made.faults += text.faults
    for group, key, pair in _pairs(text, made.faults):
        name, place = f"{group}.{key}", (group, key)
        made.there.add(name)
        if not isinstance(pair, dict) or {*pair} != {_FROM, language} or not all(map(_is_words, pair.values())):
            made.faults.append(text.fault(place, f"«{name}» må være slik: {{{_FROM}: …, {language}: …}}."))
            continue
        source, words = str(pair[_FROM]), str(pair[language])
        if name not in base:
            made.unknown.append(text.fault(place, f"«{name}» finnes ikke på bokmål lenger. Slett den."))
        elif base[name] != source:
            made.outdated.append(text.fault(place, f"«{name}» er endret på bokmål, til: {base[name]}"))
        elif differing := _differing(source, words):
            made.faults.append(text.fault((*place, language), f"«{name}»: {differing}"))
        else:
            made.said[name] = words
    return made


def _pairs(text: YamlText, faults: list[Fault]) -> Iterator[tuple[str, str, object]]:
    for group, words in text.root.items():
        if isinstance(words, dict):
            yield from ((group, key, pair) for key, pair in words.items())
        else:
            faults.append(text.fault((group,), f"«{group}» må ha ord under seg, på formen «nøkkel: {{{_FROM}: …}}»."))


def _is_words(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _differing(source: str, words: str) -> str:
    """Say what a translation lacks or adds of what code puts in, or cuts words by; nothing when all is there."""
    try:
        names, theirs = _names(source), _names(words)
    except ValueError:
        return "Klammene { og } går ikke opp. Skriv dem som på bokmål."
    if names != theirs:
        return f"Her skal stå det samme i klammer som på bokmål: {', '.join(names) or 'ingenting'}."
    if sorted(_IN_SCRIPTS.findall(source)) != sorted(_IN_SCRIPTS.findall(words)):
        return f"Ord i store bokstaver skal være som på bokmål: {', '.join(_IN_SCRIPTS.findall(source)) or 'ingen'}."
    if source.count("|") != words.count("|"):
        return f"Her skal være {source.count('|') + 1} navn med | mellom."
    ends = (source[:1] == " ", source[-1:] == " ") == (words[:1] == " ", words[-1:] == " ")
    return "" if ends else "Mellomrom først og sist skal være som på bokmål."


def _names(words: str) -> list[str]:
    return sorted(f"{{{name}}}" for _, name, _, _ in Formatter().parse(words) if name is not None)
