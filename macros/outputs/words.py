"""The words of the interface, from `theme/nb.yml`: one file per language, nothing spelled in code or templates."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import yaml

from macros.project import THEME

_LOADER: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads every value as the text it is; in C where there is C."""


@cache
def _words() -> dict[str, str]:
    data: dict[str, Any] = yaml.load((THEME / "nb.yml").read_text("utf-8"), Loader=_LOADER)
    return {f"{group}.{key}": text for group, words in data.items() for key, text in words.items()}


def word(key: str, /, **values: object) -> str:
    """Return the words for *key* with *values* put in. Raises `KeyError` for an unknown key: a bug of ours."""
    text = _words()[key]
    return text.format(**values) if values else text


@cache
def words(group: str) -> dict[str, str]:
    """Return all the words of *group* by their keys, as they stand."""
    return {key.partition(".")[2]: text for key, text in _words().items() if key.startswith(f"{group}.")}
