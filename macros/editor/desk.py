"""One form at work: what it was made from, what is typed in it, and what would be written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, Final

from werkzeug.datastructures import MultiDict
from wtforms import Form

from macros.content.faults import ContentError
from macros.content.heads import HEAD
from macros.content.yamltext import Node
from macros.diff.differences import Difference, of_record
from macros.editing.changes import Change
from macros.editing.rewriting import alike
from macros.editor.choices import Choices
from macros.editor.drafts import Tried, draft, tried
from macros.editor.exchange import Taken, in_form, left_in_file
from macros.editor.forms import form_of
from macros.editor.lists import pressed
from macros.editor.merging import merged
from macros.editor.places import Place, find
from macros.editor.shapes import BY_COMMANDS, Shape, shape_of
from macros.live import Live
from macros.outputs.told.units import labelled
from macros.records.inside import PLACES
from macros.records.vocabulary import OverlayMode

BASE: Final = "_fra_fil"
"""The field of a form that says what it was made from."""
CHOSEN: Final = "_valgt-"
"""What the fields begin with that say whose is to stand."""
TOLD: Final = "_endret"
"""The field with what readers are told of the change."""
OVERLAY: Final = "endring"
_APART: Final = (*PLACES.values(), HEAD, *BY_COMMANDS)


class Desk:
    """The form for *place*, with what has been *sent* from it; nothing when it is opened.

    Raises `ContentError` when there is no good edition to choose names from, and the file's own faults if it has them.
    """

    def __init__(self, live: Live, place: Place, sent: MultiDict[str, str] | None, given: dict[str, Node]) -> None:
        if live.edition is None or (place.data and not place.yaml.root):
            raise ContentError(live.faults or place.yaml.faults)
        self.live, self.place, self.sent = live, place, sent
        self.handbook = live.edition.handbook
        self.choices = Choices(self.handbook)
        self.base: dict[str, Node] = _base(sent) if sent is not None else place.node
        self.shape = _shape(place, self.base or given)
        kind = form_of(self.shape)
        self.form: Form = kind(sent) if sent is not None else kind(data=self._shown(self.base or given))
        if sent is None and not place.is_there:
            self._begin_lists()
        self.focus = ""

    def _shown(self, node: dict[str, Node]) -> Any:
        return in_form(self.shape, node, self.choices.shown)

    def _begin_lists(self) -> None:
        """Let each list that must have something have a place for the first."""
        for name, one in self.shape.fields:
            if one.sort == "many" and one.required and not self.form[name].data:
                self.press(f"legg-til:{name}")
        self.focus = ""

    def press(self, button: str) -> None:
        """Do what a *button* of a list does."""
        data, self.focus = pressed(self.form, button)
        self.form = form_of(self.shape)(data=data)

    @cached_property
    def taken(self) -> Taken:
        """What the form says."""
        return Taken(self.shape, self.form, self.base, self.choices.meant)

    @cached_property
    def _merged(self) -> tuple[dict[str, Node], list[str]]:
        return merged(self.base, self.place.node, self.taken.node, self.chosen)

    @property
    def chosen(self) -> Mapping[str, str]:
        """For fields that others changed too: whose is to stand."""
        sent = self.sent if self.sent is not None else {}
        return {name.removeprefix(CHOSEN): value for name, value in sent.items() if name.startswith(CHOSEN)}

    @property
    def asked(self) -> list[str]:
        """The fields that others have changed too, to something else."""
        return self._merged[1]

    @property
    def is_behind(self) -> bool:
        """Whether others have saved the record since the form was made."""
        return not alike(self.base, self.place.node)

    @property
    def changes_nothing(self) -> bool:
        """Whether what would be written is what stands there."""
        return self.place.is_there and all(
            alike(self._merged[0].get(name), self.place.node.get(name)) for name in {*self._merged[0], *self.place.node}
        )

    def change(self, today: date, told: str = "") -> Change:
        """Return the file as it would be written."""
        begun = "" if self.place.data else f"{self.name} er {'tilpasset for kommunen' if self._lays_over else 'ny'}."
        return draft(self.place, self._merged[0], today, told or begun)

    @property
    def name(self) -> str:
        """What is edited is called; for something new, what is typed, or what the core calls what it is laid over."""
        if self.place.is_there:
            return self.choices.name(self.place.ref)
        title = self.taken.node.get("tittel") or self.taken.node.get("tekst")
        return str(title or (self.choices.name(self.place.ref) if self._lays_over else self.place.ref.id))

    @property
    def _lays_over(self) -> bool:
        return OVERLAY in self.taken.node and self.handbook.get(self.place.ref) is not None

    def tried(self, change: Change) -> Tried:
        """Return what comes of trying *change*."""
        return tried(self.live, self.place, change, self.taken)

    def differences(self, result: Tried) -> list[Difference]:
        """Return what *result* has otherwise than the newest good edition."""
        return of_record(self.handbook, result.made.handbook, self.place.whole) if result.made else []

    @property
    def changed(self) -> list[tuple[str, str, str]]:
        """Each field that would be other than it is in the file, with what it says there and would say."""
        was, now = self.place.node, self._merged[0]
        names = [name for name in dict.fromkeys((*now, *was)) if not alike(was.get(name), now.get(name))]
        return [(labelled(name), _in_words(was.get(name)), _in_words(now.get(name))) for name in names]

    def both(self, name: str) -> tuple[str, str]:
        """Return what the field *name* says in the file, and in the form."""
        theirs, mine = (_in_words(one.get(name)) for one in (self.place.node, self.taken.node))
        return theirs, mine

    @property
    def left(self) -> list[str]:
        """What stands in the file that the form has no field for."""
        keys = left_in_file(self.shape, self.base)
        return [" → ".join(map(str, one)) for one in keys if one[-1] not in _APART]

    @property
    def reference_kinds(self) -> list[tuple[str, ...]]:
        """What may be chosen in the form, for a browser without scripts."""
        return sorted({*_kinds_in(self.shape)})

    @property
    def base_text(self) -> str:
        """What the form was made from, to be sent with it."""
        return json.dumps(self.base, ensure_ascii=False)


def _shape(place: Place, node: dict[str, Node]) -> Shape:
    """Return the shape of the form for *place*, where *node* stands.

    Only a municipality says how it differs from the core, and what completes the core's need not be whole.
    """
    shape = shape_of(place.model)
    lays_over = OVERLAY in node or find(place.project, "kjerne", place.whole) is not None
    if place.root != "kommune" or not lays_over:
        return replace(shape, fields=tuple((name, one) for name, one in shape.fields if name != OVERLAY))
    change = node.get(OVERLAY)
    if not isinstance(change, dict) or change.get("måte") == OverlayMode.REPLACES:
        return shape
    fields = tuple((name, replace(one, required=name == OVERLAY)) for name, one in shape.fields)
    return replace(shape, fields=fields, first=(OVERLAY,))


def _base(sent: MultiDict[str, str]) -> dict[str, Node]:
    try:
        base = json.loads(sent.get(BASE, "{}"))
    except ValueError:
        return {}
    return base if isinstance(base, dict) else {}


def _kinds_in(shape: Shape) -> Iterator[tuple[str, ...]]:
    yield from [shape.kinds] if shape.kinds else []
    for one in (*(inner for _, inner in shape.fields), *([shape.one] if shape.one else [])):
        yield from _kinds_in(one)


def _in_words(node: Node | None) -> str:
    """Return *node* as it can be read by somebody who sees no file."""
    if isinstance(node, dict):
        return "; ".join(f"{name.replace('_', ' ')}: {_in_words(one)}" for name, one in node.items())
    if isinstance(node, list):
        return " · ".join(map(_in_words, node))
    return node or "(tomt)"
