"""Records told whole on paper: what is done, by whom, how binding, under what conditions, when, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from macros.handbook.weighing import Footing, footing, weigh
from macros.outputs import phrases
from macros.outputs.paper.blocks import Entry
from macros.outputs.paper.facts import conflicts_text, facts_of, marks, told_facts
from macros.outputs.told.teller import Teller
from macros.records import Conflict, Disclosure, Handover, OpenPoint, Record, Statement, Task
from macros.records.grounds import Ground


def entry(teller: Teller, record: Record, number: int = 0, level: int = 3) -> Entry | None:
    """Tell of *record* where it is told whole, else nothing: a list or a routine has a sheet of its own."""
    match record:
        case Task():
            return task_entry(teller, record, number, level)
        case Disclosure():
            return _entry(
                teller, record, level, record.grounds, phrases.capital(phrases.required_words(record.requires))
            )
        case Statement() | Handover() | OpenPoint():
            return _entry(teller, record, level, record.grounds)
        case Conflict():
            return _entry(teller, record, level)
    return None


def task_entry(teller: Teller, task: Task, number: int = 0, level: int = 3) -> Entry:
    """Tell of *task*."""
    weighed = weigh(teller.handbook, task)
    return Entry(
        task.title,
        level,
        number,
        doers=phrases.capital(phrases.doers_words(teller.handbook, task)),
        marks=marks(weighed.headline),
        text=tuple(teller.paragraphs(task.text)),
        facts=(
            *told_facts(teller, task),
            *facts_of(
                ("grunnlag.overskrift", _places([weighed.headline] if weighed.headline else [])),
                ("grunnlag.rett", _places(weighed.rights)),
                ("oppgave.uenighet", conflicts_text(teller, task.ref)),
            ),
        ),
    )


def statement_entry(teller: Teller, one: Statement) -> Entry:
    """Tell of the statement *one*."""
    return _entry(teller, one, 3, one.grounds)


def _entry(teller: Teller, one: Record, level: int, grounds: Sequence[Ground] = (), marks: str = "") -> Entry:
    """Tell of *one*: its text, what it says in a line each, where it stands, and what the sources disagree on."""
    stands = facts_of(
        ("grunnlag.overskrift", _places([footing(teller.handbook, ground) for ground in grounds])),
        ("oppgave.uenighet", conflicts_text(teller, one.ref)),
    )
    text = tuple(teller.paragraphs(one.text))
    return Entry(one.title, level, marks=marks, text=text, facts=(*told_facts(teller, one), *stands))


def _places(footings: Sequence[Footing]) -> str:
    """Where it stands; the editors' own proposals are said to be so."""
    named = (
        one.title if one.ground.cited else phrases.capital(phrases.kind_words(one.source_type)) for one in footings
    )
    return "; ".join(dict.fromkeys(named))
