"""What version 1 of the open data has promised: nothing in it may vanish or become another thing. More may come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]


def broken_promises(old: Schema, new: Schema) -> list[str]:
    """Return where *new*, a JSON Schema of what is published, breaks what *old* promised to those who read it."""
    return [*_broken(old, new, old.get("$defs", {}), new.get("$defs", {}), "", frozenset())]


def _broken(
    old: Schema, new: Schema, olds: Schema, news: Schema, at: str, seen: frozenset[tuple[str, str]]
) -> Iterator[str]:
    """Compare two places. A definition that lies in itself is *seen* once; its own name is nobody's business."""
    names = _name(old), _name(new)
    if all(names):
        if names in seen:
            return
        seen |= {names}
    old, new = _resolved(old, olds), _resolved(new, news)
    was, now = _types(old, olds), _types(new, news)
    if was != now:
        yield f"{at}: was {' or '.join(sorted(was))}, is {' or '.join(sorted(now))}"
        return
    if "const" in old and old["const"] != new.get("const"):
        yield f"{at}: was {old['const']!r}, is {new.get('const')!r}"
    if "enum" in old and "enum" not in new:
        yield f"{at}: was one of {old['enum']}, is anything"
    yield from (f"{at}: «{one}» is gone" for one in old.get("enum", ()) if "enum" in new and one not in new["enum"])
    yield from (
        f"{at}: {word} was {old[word]}" for word in ("format", "pattern") if word in old and old[word] != new.get(word)
    )
    for name, inner in old.get("properties", {}).items():
        if name not in new.get("properties", {}):
            yield f"{at}.{name}: is gone"
        else:
            yield from _broken(inner, new["properties"][name], olds, news, f"{at}.{name}", seen)
    yield from (
        f"{at}.{name}: was always there" for name in old.get("required", ()) if name not in new.get("required", ())
    )
    for word, sign in (("items", "[]"), ("additionalProperties", ".*")):
        if isinstance(old.get(word), Mapping):
            yield from _broken(old[word], new.get(word) or {}, olds, news, f"{at}{sign}", seen)
    for choice in _choices(old):
        yield from _lost_choice(choice, [*_choices(new)], olds, news, at, seen)


def _lost_choice(
    old: Schema, choices: list[Schema], olds: Schema, news: Schema, at: str, seen: frozenset[tuple[str, str]]
) -> Iterator[str]:
    """Tell what is lost of one of several things that a place could be; the best of what it can be now answers."""
    answers = [[*_broken(old, one, olds, news, at, seen)] for one in choices]
    named = [answer for one, answer in zip(choices, answers, strict=True) if _name(one) and _name(one) == _name(old)]
    best = min(named or answers, key=len, default=[f"{at}: {_name(old) or old} is gone"])
    yield from best


def _choices(schema: Schema) -> Iterator[Schema]:
    for word in ("anyOf", "oneOf"):
        yield from schema.get(word, ())


def _name(schema: Schema) -> str:
    return str(schema.get("$ref", "")).removeprefix("#/$defs/")


def _resolved(schema: Schema, definitions: Schema) -> Schema:
    return definitions[_name(schema)] if _name(schema) else schema


def _types(schema: Schema, definitions: Schema) -> frozenset[str]:
    """Return the types of JSON that *schema* allows; nothing said is anything."""
    schema = _resolved(schema, definitions)
    if choices := [*_choices(schema)]:
        return frozenset(one for choice in choices for one in _types(choice, definitions))
    if "const" in schema:
        return frozenset({"string" if isinstance(schema["const"], str) else "integer"})
    said = schema.get("type", "string" if "enum" in schema else "anything")
    return frozenset([said] if isinstance(said, str) else said)
