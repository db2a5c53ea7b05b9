"""Forms: the fields of a shape as WTForms names, reads and draws them."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from wtforms import FieldList, Form, FormField, HiddenField, StringField, TextAreaField

from macros.editor.shapes import Shape

FROM: Final = "fra_plass"
"""The field that remembers where in its list a thing stood, so that it is itself when it is moved."""
_KEYBOARDS: Final = {"number": "numeric", "email": "email", "phone": "tel", "url": "url"}


@cache
def form_of(shape: Shape) -> type[Form]:
    """Return the form that asks for what a group of *shape* says."""
    return type("RecordForm", (Form,), {name: _field(one) for name, one in shape.fields})


@cache
def _form_in_list(shape: Shape) -> type[Form]:
    return type("PartForm", (form_of(shape),), {FROM: HiddenField()})


def _field(shape: Shape) -> Any:
    about: dict[str, Any] = {"label": shape.label, "description": shape.help}
    match shape.sort:
        case "group":
            return FormField(form_of(shape), **about)
        case "many" | "named":
            assert shape.one is not None
            if shape.one.sort == "group":
                return FieldList(FormField(_form_in_list(shape.one)), **about)
            return FieldList(_field(shape.one), **about)
        case "text":
            return TextAreaField(render_kw={"rows": 4}, **about)
        case "lines":
            return TextAreaField(render_kw={"rows": 3}, **about)
        case "day":
            return _Day(**about)
        case "ref":
            return StringField(render_kw={"data-valg": " ".join(shape.kinds), "autocomplete": "off"}, **about)
    keyboard = {"inputmode": _KEYBOARDS[shape.sort]} if shape.sort in _KEYBOARDS else {}
    return StringField(render_kw={"autocomplete": "off", **keyboard}, **about)


class _Day(StringField):
    """A day, chosen in a calendar; what is no day is shown as it stands."""

    def __call__(self, **how: Any) -> Any:
        """Draw it."""
        is_day = len(self.data or "") in (0, 10)
        return super().__call__(**({"type": "date"} if is_day else {}), **how)
