"""What a file would be with what is typed in a form, and what the check says of it: tried, and nothing written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from macros.addresses_kept import vanished
from macros.content.faults import ContentError, Fault
from macros.content.heads import DRAFT, HEAD, STATE
from macros.content.messages import is_missing
from macros.content.yamltext import Node, read
from macros.editing.changes import Change
from macros.editing.new import added
from macros.editing.rewriting import in_yaml, rewrite
from macros.editing.written import Written
from macros.edition import Edition, edition
from macros.editor.exchange import FILL_IT_IN, Taken
from macros.editor.places import Place
from macros.live import Live
from macros.records.inside import HOLDERS
from macros.records.references import Keys


def draft(place: Place, node: dict[str, Node], today: date, told: str) -> Change:
    """Return the file of *place* with *node* there, and what readers are *told* of it in its head. The rest stays."""
    if not place.data:
        lines = in_yaml(node)
        topic = place.path.stem
        return added(
            place.project, place.kind, place.ref.id, lines, folder=place.root, topic=topic, said=told, today=today
        )
    written = Written(place.path, place.text)
    if place.of_head and not place.is_there:
        node = {STATE: DRAFT, **node}
    rewrite(written.data, place.keys, place.node if place.is_there else None, node, place.names)
    if told:
        _tell(place, written, today, told)
    return Change(place.path, place.data.decode("utf-8"), written.after)


def _tell(place: Place, written: Written, today: date, told: str) -> None:
    """Put what readers are *told* first among the changes in the head of the file."""
    head = place.yaml.root.get(HEAD)
    before = head.get("endret") if isinstance(head, dict) else None
    row: dict[str, Node] = {"dato": today.isoformat(), "hva": told}
    if place.kind.holds_many or place.ref.kind in HOLDERS:
        own = place.ref.id.removeprefix(place.whole.id)[1:] if place.ref != place.whole else place.ref.id
        row["gjelder"] = [own]
    if isinstance(before, list):
        rewrite(written.data, (HEAD, "endret"), before, [row, *before], place.head().names)


@dataclass
class Tried:
    """What came of trying: the edition when there is one, the faults by field, and those of other places."""

    made: Edition | None = None
    by_field: dict[str, list[str]] = field(default_factory=dict)
    elsewhere: list[Fault] = field(default_factory=list)
    known: list[Fault] = field(default_factory=list)
    """Faults that were there before, in other places: they are none of this change's."""

    @property
    def is_refused(self) -> bool:
        """Whether it cannot be written."""
        return bool(self.by_field or self.elsewhere)


def tried(live: Live, place: Place, change: Change, taken: Taken) -> Tried:
    """Return what the check says of *change*, which says what was *taken* from a form at *place*."""
    made, faults = _read(live, change)
    is_known = _known_to(live)
    shown = live.project.shown(change.path)
    ours = read(shown, change.data)
    keys = place.keys
    told = Tried(made)
    by_field = defaultdict[str, list[str]](list, {name: [*said] for name, said in taken.faults.items()})
    for fault in faults:
        at = fault.keys or _keys_on(ours.lines, fault.line)
        if fault.path == shown and at[: len(keys)] == keys and (keys or at[:1] != (HEAD,)):
            by_field[taken.name_of(at[len(keys) :])].append(_plainly(fault.message))
        elif is_known(fault):
            told.known.append(fault)
        else:
            told.elsewhere.append(fault)
    told.by_field = dict(by_field)
    return told


def refuse_faults(live: Live, change: Change) -> None:
    """Raise `ContentError` when the content would have faults with *change* that it has not today."""
    _, faults = _read(live, change)
    is_known = _known_to(live)
    if new := [fault for fault in faults if not is_known(fault)]:
        raise ContentError(new)


def _known_to(live: Live) -> Callable[[Fault], bool]:
    """Return whether a fault is there today: on another line too, for a change moves what stands under it."""
    there = {(fault.path, fault.message) for fault in live.faults}
    return lambda fault: (fault.path, fault.message) in there


def _read(live: Live, change: Change) -> tuple[Edition | None, list[Fault]]:
    """Return the edition with *change*, when there is one, and every fault. No file is touched."""
    unsaved = {change.path: change.data}
    live.trials += 1
    try:
        made = edition(live.project, live.memory.copy(), site_url=live.address, unsaved=unsaved, deciding=True)
    except ContentError as error:
        return None, [*error.faults]
    return made, vanished(live.project, made)


def _keys_on(lines: dict[Keys, int], line: int) -> Keys:
    """Return the keys of the last value that begins on *line* or before it."""
    begun = [(number, len(keys), keys) for keys, number in lines.items() if number <= line]
    return max(begun, default=(0, 0, ()), key=lambda one: one[:2])[2]


def _plainly(message: str) -> str:
    """Return *message* to somebody who sees no file."""
    return FILL_IT_IN if is_missing(message) else message


def place_of(fault: Fault, live: Live) -> str:
    """Return the address of the form for what *fault* is in, or nothing."""
    made = live.edition
    near = [
        (origin.line, origin.root, record)
        for record in (made.handbook if made else ())
        for origin in record.origins
        if origin.path == fault.path and origin.line <= fault.line
    ]
    if not near:
        return ""
    _, root, record = max(near, key=lambda one: one[0])
    return f"/.rediger/{root}/{record.kind}/{record.id}/"
