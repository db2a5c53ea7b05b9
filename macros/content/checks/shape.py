"""Records that hang together: trees, topics, conditions, tables, and grounds that can head a task."""

from __future__ import annotations

from collections.abc import Iterator

from macros.content.checks.finding import Finding
from macros.handbook import Handbook
from macros.handbook.weighing import footing, may_head, scope_of
from macros.records import Actor, Condition, Frame, OpenPoint, Stage, Task
from macros.records.frames import ItemFrame
from macros.records.references import Ref
from macros.records.vocabulary import ConditionSort


def check_trees(handbook: Handbook) -> Iterator[Finding]:
    """No actor is part of itself."""
    for actor in handbook.all(Actor).values():
        if actor in handbook.wholes_of(actor):
            chain = " → ".join(dict.fromkeys([actor.id, *(whole.id for whole in handbook.wholes_of(actor))]))
            chain += f" → {actor.id}"
            yield Finding(actor.ref, ("del_av",), f"Aktøren er en del av seg selv: {chain}. Rett «del_av».")


def check_threads(handbook: Handbook) -> Iterator[Finding]:
    """What says who holds the threads at a stage, belongs to that stage."""
    for stage in handbook.all(Stage).values():
        for number, ref in enumerate(stage.leads):
            named = handbook.get(ref)
            if isinstance(named, Task | OpenPoint) and named.stages and stage.ref not in named.stages:
                remedy = "Ta den ut av «holder_trådene», eller legg til stadiet i posten."
                message = f"«{ref.id}» hører ikke til stadiet «{stage.id}». {remedy}"
                yield Finding(stage.ref, ("holder_trådene", number), message)


def check_conditions(handbook: Handbook) -> Iterator[Finding]:
    """No record is for and against one condition, or needs two that exclude each other; situations have questions."""
    for record in handbook:
        groups = [handbook.all(Condition)[ref.id].group for ref in getattr(record, "when", ())]
        for group in sorted({one for one in groups if one and groups.count(one) > 1}):
            remedy = "Lag ett vilkår med «omfatter», eller del posten."
            message = f"To vilkår i gruppen «{group}» kan ikke gjelde samtidig. {remedy}"
            yield Finding(record.ref, ("når",), message)
        both = set(getattr(record, "when", ())) & set(getattr(record, "unless", ()))
        for ref in sorted(both):
            yield Finding(record.ref, ("ikke_når",), f"«{ref.id}» står både i «når» og «ikke_når». Slett den ene.")
    for condition in handbook.all(Condition).values():
        if condition.sort is ConditionSort.SITUATION and condition.question is None:
            remedy = "Skriv «spørsmål: …», som brukes når lister settes sammen."
            yield Finding(condition.ref, (), f"Situasjonen «{condition.title}» mangler «spørsmål». {remedy}")
        if condition.ref in _included(handbook, condition, set()):
            yield Finding(condition.ref, ("omfatter",), "Vilkåret omfatter seg selv. Ta det ut av «omfatter».")


def _included(handbook: Handbook, condition: Condition, seen: set[Ref]) -> set[Ref]:
    for ref in condition.includes:
        if ref not in seen:
            seen.add(ref)
            _included(handbook, handbook.all(Condition)[ref.id], seen)
    return seen


def check_rows(handbook: Handbook) -> Iterator[Finding]:
    """An item has an id of its own on the whole site; items stand on lists and forms only."""
    whole: dict[str, Ref] = {}
    for record in handbook:
        if not isinstance(record, Frame):
            continue
        seen: set[str] = set()
        for number, part in enumerate(record.parts):
            for name in part.items:
                if name in seen:
                    keys = ("deler", number, "punkter", name)
                    yield Finding(
                        record.ref, keys, f"Punktet «{name}» finnes to ganger på listen. Gi det ene nytt navn."
                    )
                seen.add(name)
                other = whole.setdefault(f"{record.id}-{name}", record.ref)
                if other != record.ref:
                    keys = ("deler", number, "punkter", name)
                    yield Finding(record.ref, keys, f"Punktet får samme id som et punkt på {other}. Gi det nytt navn.")
            if part.items and not isinstance(record, ItemFrame):
                yield Finding(record.ref, ("deler", number, "punkter"), "Punkter hører til i sjekklister og skjemaer.")


def check_doers_of_grounds(handbook: Handbook) -> Iterator[Finding]:
    """No doer stands twice; a ground that names doers names some of the task's own, not all and nobody else."""
    for task in handbook.all(Task).values():
        doers = {doer.who for doer in task.doers}
        if len(doers) < len(task.doers):
            yield Finding(task.ref, ("hvem",), "Samme aktør eller rolle står to ganger i «hvem». Slett den ene.")
        for number, ground in enumerate(task.grounds):
            if ground.doers and not set(ground.doers) < doers:
                message = "«hvem» på et grunnlag må være noen av dem i oppgavens «hvem», ikke alle og ingen andre."
                yield Finding(task.ref, ("grunnlag", number, "hvem"), message)


def check_something_heads(handbook: Handbook) -> Iterator[Finding]:
    """What holds today covers the whole task, so that it can head; else it is several, or says whom it is about."""
    for task in handbook.all(Task).values():
        footings = [footing(handbook, ground) for ground in task.grounds]
        scopes = {one.scope for one in footings}
        if task.scope is None and len(scopes) > 1 and None not in scopes:
            groups = ", ".join(sorted(_words(scope) for scope in scopes if scope))
            remedy = "Skriv «gjelder» på oppgaven, eller del den i flere."
            yield Finding(task.ref, ("grunnlag",), f"Grunnlagene gjelder hver sin gruppe ({groups}). {remedy}")
        elif footings and all(one.scope not in (None, scope_of(task, footings)) for one in footings):
            remedy = "Rett «gjelder» så den er lik kildens, eller legg til et grunnlag som gjelder alle."
            yield Finding(task.ref, ("gjelder",), f"Ingen av grunnlagene gjelder like mange som oppgaven. {remedy}")
        elif any(one.holds_today for one in footings) and not any(
            may_head(one, scope_of(task, footings)) for one in footings
        ):
            remedy = "Del oppgaven, så hver del har et grunnlag som gjelder hele."
            yield Finding(task.ref, ("grunnlag",), f"Grunnlagene gjelder bare noen av dem i «hvem». {remedy}")


def _words(scope: object) -> str:
    return " ".join(str(value) for value in vars(scope).values() if value is not None)
