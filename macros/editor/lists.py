"""What the buttons of a list in a form do: put in, take out, move. The form is made anew of what it then says."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from wtforms import FieldList, Form, FormField

from macros.editor.forms import FROM


def pressed(form: Form, button: str) -> tuple[dict[str, Any], str]:
    """Return what *form* says when *button* («legg-til:grunnlag», «opp:grunnlag-1») has been pressed.

    Also returns the name of what is to have the focus. A button that means nothing changes nothing.
    """
    what, _, name = button.partition(":")
    data = _said(form)
    steps = [int(step) if step.isdecimal() else step for step in name.split("-")]
    with suppress(AttributeError, KeyError, IndexError, TypeError, ValueError):
        if what == "legg-til":
            listed = _at(data, steps)
            listed.append({FROM: ""} if _holds_groups(form, steps) else "")
            return data, f"{name}-{len(listed) - 1}"
        listed, place = _at(data, steps[:-1]), int(steps[-1])
        if what == "ta-bort":
            del listed[place]
            left = min(place, len(listed) - 1)
            return data, "-".join(map(str, [*steps[:-1], *([left] if listed else [])]))
        to = place + {"opp": -1, "ned": 1}[what]
        if 0 <= to < len(listed):
            listed.insert(to, listed.pop(place))
            return data, "-".join(map(str, [*steps[:-1], to]))
    return data, name


def _at(data: Any, steps: list[str | int]) -> Any:
    for step in steps:
        data = data[step]
    return data


def _said(form: Form) -> dict[str, Any]:
    return {field.short_name: _value(field) for field in form}


def _value(field: Any) -> Any:
    if isinstance(field, FormField):
        return _said(field.form)
    return [_value(entry) for entry in field.entries] if isinstance(field, FieldList) else field.data


def _holds_groups(form: Form, steps: list[Any]) -> bool:
    found: Any = form
    for step in steps:
        inner: Any = found.form if isinstance(found, FormField) else found
        found = inner.entries[step] if isinstance(inner, FieldList) else inner[step]
    made = found.unbound_field
    return bool(issubclass(made.field_class, FormField))
