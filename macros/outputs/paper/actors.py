"""One actor's part on paper: what it must do, in the order of time, what it shares, and what others do for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from macros.handbook.concerns import audience_of
from macros.handbook.crucial import crucial_to
from macros.handbook.lookup import Found, around, by_part, open_points_of, selves, tasks_of
from macros.handbook.together import handovers_of, shared_by, tasks_with
from macros.handbook.weighing import by_method
from macros.outputs import phrases, printed
from macros.outputs.addresses import home
from macros.outputs.paper.blocks import Block, Entry, Heading, Points, Sheet, Words
from macros.outputs.paper.entries import entry, task_entry
from macros.outputs.paper.facts import contacts_text, crucial_words, facts_of, limits_of, marks, team_contact
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.records import Actor, OpenPoint, Record, Role, Stage, Task
from macros.records.references import Ref


def sheet_of_actor(teller: Teller, actor: Actor, *, brief: bool = False) -> Sheet:
    """Return the part of *actor*: its tasks in the order of time, and what it may tell. *brief* only names them.

    What a method alone asks of an actor comes last, under the method's name: it binds nobody outside it.
    """
    handbook = teller.handbook
    found = tasks_of(handbook, actor)
    own: list[Found] = []
    method: list[Found] = []
    for one in found:
        if one.own:
            (method if by_method(handbook, one.task.grounds) else own).append(one)
    if not own:
        own, method = method, []
    none = word("aktør.bare_felles" if found else "aktør.ingen_egne", aktør=teller.name(actor.ref))
    vital = crucial_words(teller, crucial_to(handbook, around(handbook, actor)))
    blocks = _pointed(word("punkt.dette_må_ikke_svikte"), vital)
    blocks += _in_time(teller, actor, own, brief=brief) if own else [Words(none)]
    blocks += _others(teller, by_part(found))
    for whole in reversed(handbook.wholes_of(actor)):
        shared = tuple(_named(one) for one in found if one.whole is whole)
        blocks += _pointed(word("aktør.felles", hel=teller.name(whole.ref)), shared)
    blocks += _others(teller, by_part(found, Role))
    beside, told = ([], []) if brief else _around(teller, actor)
    last: list[Block] = []
    if method:
        caveats = teller.caveats([one.task for one in method])
        last += [Heading(word("indeks.faser")), *(Words(teller.plain(one), strong=True) for one in caveats)]
        last += _in_time(teller, actor, method, brief=brief, level=3)
    roles = sorted(teller.name(ref) for ref in selves(handbook, actor) - {actor.ref})
    return Sheet(
        name=printed.name(actor),
        kind=word("indeks.hvem-gjor-hva"),
        title=printed.title(handbook, actor),
        page=home(actor),
        about=(actor, *(one.task for one in found), *told),
        lead=tuple(teller.paragraphs(actor.text)),
        contact=team_contact(handbook),
        facts=facts_of(
            ("aktør.del_av", phrases.listed([teller.name(whole.ref) for whole in handbook.wholes_of(actor)])),
            ("aktør.deler", phrases.listed([teller.name(part.ref) for part in handbook.parts_of(actor)])),
            ("aktør.roller", phrases.listed(roles)),
            ("aktør.tidligere", "" if audience_of(handbook, actor) else phrases.listed(list(actor.former_names))),
            ("kontakt.overskrift", contacts_text(actor.contacts)),
        ),
        caution=limits_of(teller, [actor.ref]),
        blocks=(*blocks, *beside, *last),
    )


def _others(teller: Teller, groups: dict[tuple[Actor | Role, ...], list[Found]]) -> list[Block]:
    """Name what lies with parts of the actor, or with roles of a whole, under those who have it."""
    blocks: list[Block] = []
    for others, held in groups.items():
        names = phrases.listed([teller.name(one.ref) for one in others])
        blocks += _pointed(word("aktør.har", aktør=names), tuple(map(_named, held)))
    return blocks


def _in_time(teller: Teller, actor: Actor, found: Sequence[Found], *, brief: bool, level: int = 2) -> list[Block]:
    """Tell of *found* by the first stage of each; what holds for the whole course comes last, to come back to."""
    stages: dict[tuple[Ref, ...], str] = {(one.ref,): one.title for one in teller.handbook.all(Stage).values()}
    blocks: list[Block] = []
    for first, title in (stages | {(): phrases.stage_words(None)}).items():
        here = [one for one in found if one.task.stages[:1] == first]
        blocks += [Heading(title, level)] if here else []
        if brief:
            blocks += [Points(tuple(map(_named, here)))] if here else []
        else:
            blocks += [_own_entry(teller, actor, one.task, level + 1) for one in here]
    return blocks


def _own_entry(teller: Teller, actor: Actor, task: Task, level: int) -> Entry:
    """Tell of *task*, without saying on an actor's own sheet that it is the actor who does it."""
    told = task_entry(teller, task, level=level)
    return replace(told, doers="") if told.doers == phrases.capital(teller.name(actor.ref)) else told


def _named(one: Found) -> str:
    return f"{one.task.title} ({marks(one.weighed.headline).lower()})"


def _around(teller: Teller, actor: Actor) -> tuple[list[Block], list[Record]]:
    """What others do for the actor, what it hands over and may tell, and what is left open; and the records of it."""
    handbook = teller.handbook
    meant = around(handbook, actor)
    received, shared = tasks_with(handbook, actor)
    blocks = [
        *_by_doer(teller, word("oppgave.du_får"), received),
        *_by_doer(teller, word("oppgave.du_er_med"), shared),
    ]
    told: list[Record] = [*received, *shared]
    handovers, sharings = handovers_of(handbook, meant), shared_by(handbook, actor)
    for key, records in (("overlevering.overskrift", handovers), ("deling.overskrift", sharings.tells)):
        entries = [told_one for one in records if (told_one := entry(teller, one))]
        blocks += [Heading(word(key)), *entries] if entries else []
    heard = tuple(f"{one.title} – {phrases.required_words(one.requires)}" for one in sharings.hears)
    blocks += _pointed(word("deling.får_vite"), heard)
    statements, points = teller.statements_about(actor.ref), open_points_of(handbook, meant, None, (*received, *shared))
    known = tuple(f"{one.title}. {teller.plain(one.text) if one.text else ''}" for one in statements)
    blocks += _pointed(word("aktør.opplysninger"), known)
    blocks += _pointed(word("avklaring.overskrift"), tuple(_asked(teller, one) for one in points))
    told += [*handovers, *sharings.tells, *sharings.hears, *statements, *points]
    return blocks, told


def _by_doer(teller: Teller, title: str, tasks: Sequence[Task]) -> list[Block]:
    """Name *tasks* under those who do them: one looks for whom to ask."""
    handbook = teller.handbook
    order = [actor.ref for actor in handbook.actors_in_order]
    groups: dict[str, list[str]] = {}
    for task in sorted(tasks, key=lambda task: [order.index(handbook.actor(one.who).ref) for one in task.doers]):
        groups.setdefault(phrases.doers_words(handbook, task), []).append(task.title)
    blocks: list[Block] = [Heading(title)] if groups else []
    for doers, titles in groups.items():
        blocks += [Heading(phrases.capital(doers), 3), Points(tuple(titles))]
    return blocks


def _asked(teller: Teller, point: OpenPoint) -> str:
    return f"{point.title} – {word('avklaring.spør')} {phrases.listed(teller.names(point.settle_with))}"


def _pointed(title: str, items: tuple[str, ...]) -> list[Block]:
    return [Heading(title), Points(items)] if items else []
