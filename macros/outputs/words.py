"""The words of the interface, from `theme/nb.yml`: one file per language, nothing spelled in code or templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from string import Formatter
from typing import Final

from macros.content.faults import ContentError, Fault
from macros.content.yamltext import YamlText, read
from macros.project import THEME, shown_code

_FILE: Final = THEME / "nb.yml"


@dataclass(slots=True)
class _Vocabulary:
    """What `nb.yml` said when it last was whole, and the bytes that said it."""

    data: bytes = b""
    text: YamlText = field(default_factory=lambda: YamlText("", {}, {}))
    said: dict[str, str] | None = None


_VOCABULARY: Final = _Vocabulary()


def read_words() -> dict[str, str]:
    """Read the words anew if their file has changed, and return them by group and key (`side.meny`).

    Raises `ContentError` with every fault of the file; the words that were, stay.
    """
    data = _FILE.read_bytes()
    if _VOCABULARY.said is None or data != _VOCABULARY.data:
        text = read(shown_code(_FILE), data)
        if faults := [*text.faults, *_misshapen(text)]:
            raise ContentError(faults)
        said = {f"{group}.{key}": str(words[key]) for group, words in _groups(text) for key in words}
        _VOCABULARY.data, _VOCABULARY.text, _VOCABULARY.said = data, text, said
    return _VOCABULARY.said


def word(key: str, /, **values: object) -> str:
    """Return the words for *key* with *values* put in. Raises `ContentError` when the file lacks what is asked for."""
    said = _VOCABULARY.said or read_words()
    try:
        text = said[key]
        return text.format(**values) if values else text
    except KeyError as error:
        group, _, name = key.partition(".")
        remedy = "Hent det tilbake: nøklene er kodens, bare ordene kan endres."
        if key in said:
            remedy = f"«{{{error.args[0]}}}» finnes ikke. Her kan stå: {', '.join(f'{{{one}}}' for one in values)}."
        raise ContentError([_VOCABULARY.text.fault((group, name), f"«{key}»: {remedy}")]) from error


def words(group: str) -> dict[str, str]:
    """Return all the words of *group* by their keys, as they stand."""
    said = _VOCABULARY.said or read_words()
    return {key.partition(".")[2]: text for key, text in said.items() if key.startswith(f"{group}.")}


def _groups(text: YamlText) -> list[tuple[str, dict[str, object]]]:
    return [(group, {**words}) for group, words in text.root.items() if isinstance(words, dict)]


def _misshapen(text: YamlText) -> list[Fault]:
    """Tell of what is no group of words, and of braces that nothing can be put into."""
    faults = [
        text.fault((group,), f"«{group}» må ha ord under seg, på formen «nøkkel: ord».")
        for group, words in text.root.items()
        if not isinstance(words, dict)
    ]
    for group, words in _groups(text):
        for key, value in words.items():
            try:
                parts = [*Formatter().parse(str(value))]
                if not isinstance(value, str):
                    faults.append(
                        text.fault((group, key), f"«{group}.{key}» må være ord, ikke en liste eller flere felt.")
                    )
                elif any(name is not None and (spec or how or not name.isidentifier()) for _, name, spec, how in parts):
                    raise ValueError(value)
            except ValueError:
                remedy = "Mellom { og } skal det stå ett navn, som {antall}."
                faults.append(text.fault((group, key), f"«{group}.{key}» kan ikke fylles ut. {remedy}"))
    return faults
