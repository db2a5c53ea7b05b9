"""That what a municipality lays over the core was decided about the core of today, written where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from macros.content.faults import ContentError
from macros.content.load import load
from macros.editing.changes import Change, made_in_a_copy, text_of
from macros.editing.written import Written, value_at
from macros.handbook.adaptations import Adaptation, adaptations
from macros.project import Project
from macros.records.kinds import BY_NAME
from macros.records.references import Ref

_OVERLAY: Final = "endring"
_VERSION: Final = "kjernen_var"


def decided(project: Project, chosen: Iterable[Adaptation]) -> list[Change]:
    """Return what changes when all of *chosen* is decided about the core as it is."""
    by_file: dict[str, list[Adaptation]] = {}
    for one in chosen:
        by_file.setdefault(one.origin.path, []).append(one)
    return [_written(project, place, held) for place, held in by_file.items()]


def still_decided(
    project: Project, changes: Sequence[Change], old: Ref, new: Ref, *, anew: bool = False
) -> list[Change]:
    """Return *changes*, by which *old* is called *new*, and that what was decided before them is so after them.

    What only changes its name in the core is no news to whoever decided; *anew*: so is what is laid over *new*, for it
    is looked at now. Content with faults is told of when the changes are made.
    """
    try:
        before = adaptations(load(project.roots, shown_from=project.folder, deciding=True))
        known = {new if one.ref == old else one.ref for one in before if one.overlay and one.decided}
        known |= {new} if anew else set()
        with made_in_a_copy(project, changes) as copy:
            after = adaptations(load(copy.roots, shown_from=copy.folder, deciding=True))
            again = decided(copy, (one for one in after if one.ref in known and not one.decided))
            texts = {project.folder / one.path.relative_to(copy.folder): one.after for one in again}
    except ContentError:
        return [*changes]
    given = {change.path: change for change in changes}
    return [*(given | {path: Change(path, _before(given, path), text) for path, text in texts.items()}).values()]


def _before(given: Mapping[Path, Change], path: Path) -> str | bytes | None:
    return given[path].before if path in given else text_of(path)


def _written(project: Project, place: str, held: Iterable[Adaptation]) -> Change:
    """Return the file at *place* with the version of the core that each of *held* is decided about."""
    path = project.folder / place
    before = text_of(path)
    written = Written(path, before or "")
    for one in held:
        assert one.core is not None  # nothing else can be decided about
        kind = BY_NAME[one.ref.kind]
        fields, last = value_at(written.data, (kind.place, one.ref.id, _OVERLAY) if kind.holds_many else (_OVERLAY,))
        fields[last][_VERSION] = one.core.version
    return Change(path, before, written.after)
