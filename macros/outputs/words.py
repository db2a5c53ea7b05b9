"""The words of the interface, from `theme/nb.yml`: one file per language, nothing spelled in code or templates.

One process speaks one language at a time: the one that the settings of the edition it makes say (`speak_as`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Final

from macros.content.faults import ContentError, Fault
from macros.content.yamltext import YamlText, read
from macros.outputs.translated import translated
from macros.project import THEME, Project, shown_code

BASE: Final = "nb"
"""The language that has every word. What another lacks is said in this."""


@dataclass(slots=True)
class _Vocabulary:
    """What the files of words said when they last were whole, in which language, and the bytes that said it."""

    language: str = BASE
    data: tuple[bytes, ...] = ()
    text: YamlText = field(default_factory=lambda: YamlText("", {}, {}))
    said: dict[str, str] | None = None


_VOCABULARY: Final = _Vocabulary()


def file_of(language: str) -> Path:
    """Return the file of the words in *language*, whether it is there or not."""
    return THEME / f"{language}.yml"


def read_words(language: str = "") -> dict[str, str]:
    """Read the words anew if a file of theirs has changed, and return them by group and key (`side.meny`).

    They are those of *language*, or of the one that was spoken last. Raises `ContentError` with every fault of the
    files; the words that were, stay.
    """
    language = language or _VOCABULARY.language
    data = tuple(file_of(one).read_bytes() for one in dict.fromkeys((BASE, language)))
    if _VOCABULARY.said is None or (language, data) != (_VOCABULARY.language, _VOCABULARY.data):
        text = base_text(data[0])
        said = words_of(text)
        faults = [*text.faults, *_misshapen(text)]
        if not faults and language != BASE:
            translation = translated(language, shown_code(file_of(language)), data[1], said)
            said, faults = said | translation.said, translation.faults
        if faults:
            raise ContentError(faults)
        _VOCABULARY.language, _VOCABULARY.data, _VOCABULARY.text, _VOCABULARY.said = language, data, text, said
    return _VOCABULARY.said


def base_text(data: bytes | None = None) -> YamlText:
    """Return the file that has every word, with the line of each."""
    return read(shown_code(file_of(BASE)), file_of(BASE).read_bytes() if data is None else data)


def words_of(text: YamlText) -> dict[str, str]:
    """Return the words of the file *text* by group and key."""
    return {f"{group}.{key}": str(words[key]) for group, words in _groups(text) for key in words}


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


def speak_as(project: Project) -> None:
    """Let all words be in the language that the settings of *project* say (`theme.language`).

    Raises `ContentError` for a language without words, and for words with faults.
    """
    try:
        settings = read(project.shown(project.config), project.config.read_bytes())
    except OSError:  # it is told of when all is read
        settings = YamlText("", {}, {})
    theme = settings.root.get("theme")
    language = str(theme.get("language", "")) if isinstance(theme, dict) else ""
    if language not in ("", *languages()):
        remedy = f"Håndboken har ikke ord på språket «{language}». Skriv ett av: {', '.join(languages())}."
        raise ContentError([settings.fault(("theme", "language"), remedy)])
    read_words(language or BASE)


def languages() -> list[str]:
    """Return every language that there are words in, the one that has all first."""
    return [BASE, *sorted(path.stem for path in THEME.glob("*.yml") if path.stem != BASE)]


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
