"""What is said to somebody stands under a question of theirs, and loses no condition on the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from macros.content.checks.finding import Finding
from macros.handbook import Handbook
from macros.handbook.concerns import answer
from macros.records import Concern, Condition, Spoken
from macros.records.frames import ItemFrame
from macros.records.references import Ref
from macros.records.vocabulary import Audience

_FIELDS: Final = {Audience.PERSON: "til_deg", Audience.CLOSE: "til_nære"}


def check_spoken(handbook: Handbook) -> Iterator[Finding]:
    """Every answer has a sentence for the one who asks, every sentence answers something, and so do its conditions."""
    said: set[tuple[Ref, Audience]] = set()
    for concern in handbook.all(Concern).values():
        for number, ref in enumerate(concern.answers):
            said.add((ref, concern.asker))
            for message in _wrong(handbook, ref, concern.asker):
                yield Finding(concern.ref, ("svar", number), message)
        for number, ref in enumerate(concern.bring):
            if not _for_the_person(handbook, ref):
                yield Finding(concern.ref, ("ta_med", number), _NOT_THEIRS.format(ref=ref))
    for record in handbook:
        if isinstance(record, Spoken):
            for audience, field in _FIELDS.items():
                if record.said_to(audience) and (record.ref, audience) not in said:
                    remedy = "Skriv posten under «svar» på et spørsmål i sporsmal.yml, eller slett setningen."
                    yield Finding(record.ref, (field,), f"Setningen svarer ikke på noe spørsmål. {remedy}")


_NOT_THEIRS: Final = "«{ref}» står ikke på et ark til personen. Velg et punkt fra et ark med «til_personen: ja»."


def _wrong(handbook: Handbook, ref: Ref, audience: Audience) -> Iterator[str]:
    field = _FIELDS[audience]
    if ref.kind == "punkt" and not _for_the_person(handbook, ref):
        yield _NOT_THEIRS.format(ref=ref)
        return
    found = answer(handbook, ref, audience)
    if found is None:
        yield f"«{ref}» har ingen setning til den som spør. Skriv «{field}» på den, eller ta den bort fra «svar»."
        return
    in_times = (handbook.all(Condition)[one.id] for time in found.timings for one in (*time.when, *time.unless))
    for condition in dict.fromkeys((*found.when, *found.unless, *found.otherwise, *in_times)):
        if not condition.said_to(audience):
            remedy = f"Skriv «{field}» på vilkåret, så det ikke går tapt."
            yield f"«{ref}» gjelder under vilkåret «{condition.title}», som ikke er sagt til den som spør. {remedy}"


def _for_the_person(handbook: Handbook, ref: Ref) -> bool:
    frame = handbook.get(ref)
    return isinstance(frame, ItemFrame) and frame.for_person
