"""What rests on a provision or passage, told once: by the place they cite, and by what way they come to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.handbook.resting import OPENLY, How, Use, chapter_of, losing, resting, sections_of, uses
from macros.handbook.weighing import within
from macros.outputs.phrases import capital
from macros.outputs.told.lines import NAME, Fact, Line, Run
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.records.grounds import Ground
from macros.records.references import Ref


def uses_of(teller: Teller, ref: Ref) -> tuple[Fact, ...]:
    """Return all that uses the provision *ref*, a fact for each place in it and each way, itself first."""
    return tuple(fact for fact in _uses(teller, ref) if fact.lines)


def _uses(teller: Teller, ref: Ref) -> Iterator[Fact]:
    handbook = teller.handbook
    own = uses(handbook).get(ref, ())
    yield from _by_place(teller, [use for use in resting(handbook, ref) if use.how is How.RESTS])
    for how in (How.NAMED, How.MENTIONED, How.CITED):
        yield _fact(teller, word(f"bruk.{how.name.lower()}"), (use.by for use in own if use.how is how))
    yield from _falling_away(teller, ref)
    for how in (How.TAKES_AWAY, How.INSTEAD):
        for condition, refs in _under_conditions(teller, own, how).items():
            yield _fact(teller, word(f"bruk.{how.name.lower()}", vilkår=teller.name(condition)), refs)
    for older in (use.by for use in own if use.how is How.OLDER):
        found = _through(teller, word("bruk.older", paragraf=teller.name(older)), older)
        yield found if found.lines else Fact(found.label, ((Run(word("bruk.ingen")),),))
    if chapter := chapter_of(handbook, ref):
        yield _through(teller, word("bruk.chapter", paragraf=teller.name(chapter)), chapter)
    yield _fact(teller, word("bruk.sections"), sections_of(handbook, ref))


def _by_place(teller: Teller, found: list[Use]) -> Iterator[Fact]:
    """Yield what rests on a place, the whole first, then by subsection, sentence and letter."""
    places: dict[str, list[Ref]] = {}
    for use in sorted(found, key=lambda use: _order(use.ground)):
        place = within(use.ground).strip() if use.ground else ""
        places.setdefault(place, []).append(use.by)
    for place, refs in places.items():
        yield _fact(teller, capital(place) or word("bruk.rests"), refs)


def _order(ground: Ground | None) -> tuple[int, str, int]:
    return (ground.subsection or 0, ground.letter or "", ground.sentence or 0) if ground else (0, "", 0)


def _falling_away(teller: Teller, ref: Ref) -> Iterator[Fact]:
    """Yield for each condition the tasks that lose *ref*, each with what it then rests on."""
    found: dict[str, list[Line]] = {}
    for task, gone in losing(teller.handbook, ref):
        left = word("vilkår.da_gjelder", kilde=gone.left.title) if gone.left else word("vilkår.faller_bort_helt")
        line = (Run(teller.name(task.ref), task.ref, NAME), Run(f". {left}"))
        found.setdefault(gone.condition.title, []).append(line)
    for condition, lines in found.items():
        yield Fact(word("vilkår.faller_bort", vilkår=condition), tuple(lines))


def _under_conditions(teller: Teller, own: Iterable[Use], how: How) -> dict[Ref, list[Ref]]:
    """Return the provisions that *own* takes away, or holds instead of, by the condition they name."""
    found: dict[Ref, list[Ref]] = {}
    for use in own:
        if use.how is how:
            exception = teller.handbook.provision(use.by).not_when[int(use.keys[3])]
            found.setdefault(exception.condition, []).append(use.by)
    return found


def _through(teller: Teller, label: str, ref: Ref) -> Fact:
    """Return all that uses *ref* itself."""
    return _fact(teller, label, (use.by for use in uses(teller.handbook).get(ref, ()) if use.how in OPENLY))


def _fact(teller: Teller, label: str, refs: Iterable[Ref]) -> Fact:
    """Return *refs*, each once, a line for each kind: what sort they are, and their names."""
    kinds: dict[str, list[Ref]] = {}
    for ref in dict.fromkeys(refs):
        kinds.setdefault(ref.kind, []).append(ref)
    return Fact(label, tuple(_row(teller, kind, kinds[kind]) for kind in kinds))


def _row(teller: Teller, kind: str, refs: list[Ref]) -> Line:
    row = [Run(f"{word(f'bruk_slag.{kind}')}: ")]
    for number, ref in enumerate(refs):
        row += [Run("; ")] * (number > 0) + [Run(teller.name(ref), ref, NAME)]
    return tuple(row)
