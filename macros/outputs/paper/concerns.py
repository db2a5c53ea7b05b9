"""«Gjelder det deg?» to give away, in large letters: a sheet for each question, and all of them in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.handbook.concerns import Answer, answers_of, concerns_of
from macros.outputs import phrases, printed
from macros.outputs.addresses import address
from macros.outputs.paper.blocks import Block, Heading, Points, Sheet, Words
from macros.outputs.paper.facts import reached, team_contact
from macros.outputs.told.answers import limits
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.records import Concern, Record
from macros.records.references import Ref
from macros.records.vocabulary import Audience


def sheet_of_concern(teller: Teller, concern: Concern) -> Sheet:
    """Return *concern* with its answers, whom to ring and what to bring."""
    place = address(teller.handbook, concern.ref).page
    blocks = tuple(_answered(teller, concern))
    return _sheet(teller, [concern], printed.name(concern), concern.title, place, blocks)


def sheet_to_the_person(teller: Teller) -> Sheet | None:
    """Return all that is said to the person and to those close, or nothing where nothing is."""
    return teller.handbook.keep("to the person", lambda: _to_all(teller))  # it stands alone, and in a pack


def _to_all(teller: Teller) -> Sheet | None:
    asked = list(teller.handbook.all(Concern).values())
    if not asked:
        return None
    title, page = word(f"indeks.{printed.PERSON}"), address(teller.handbook, asked[0].ref).page
    blocks = tuple(block for audience in Audience for block in _to(teller, audience))
    return _sheet(teller, asked, printed.PERSON, title, page, blocks, word(f"indeks_hjelp.{printed.PERSON}"))


def _sheet(
    teller: Teller,
    asked: Sequence[Concern],
    name: str,
    title: str,
    page: str,
    blocks: tuple[Block, ...],
    lead: str = "",
) -> Sheet:
    answers = (one.record for concern in asked for one in answers_of(teller.handbook, concern))
    return Sheet(
        name=name,
        kind=word(f"kinds.{Concern.kind}"),
        title=title,
        page=page,
        about=(*asked, *dict.fromkeys(one for one in answers if isinstance(one, Record))),
        lead=(*filter(None, [lead]), word("til_deg.forbehold")),
        contact=team_contact(teller.handbook),
        blocks=blocks,
        large=True,
    )


def _to(teller: Teller, audience: Audience) -> Iterator[Block]:
    if concerns := concerns_of(teller.handbook, audience):
        yield Heading(word(f"til_deg.{audience}"))
    for concern in concerns:
        yield Heading(concern.title, 3)
        yield from _answered(teller, concern)


def _answered(teller: Teller, concern: Concern) -> Iterator[Block]:
    yield from (Words(one) for one in teller.paragraphs(concern.text))
    yield Points(tuple(_line(teller, one, concern.asker) for one in answers_of(teller.handbook, concern)))
    if concern.bring:
        brought = [teller.plain(teller.handbook.items[ref][1].text) for ref in concern.bring]
        yield Words(f"{word('til_deg.ta_med')}: {phrases.listed(brought)}.")
    if concern.call:
        called = "; ".join(_named(teller, ref) for ref in concern.call)
        yield Words(f"{word('til_deg.ring')}: {called}.", strong=True)


def _line(teller: Teller, answer: Answer, audience: Audience) -> str:
    """The sentence, when it holds, how binding it is, and where it stands."""
    return " ".join([teller.plain(answer.said), *limits(teller.handbook, answer, audience), f"[{_stands(answer)}.]"])


def _stands(answer: Answer) -> str:
    one = answer.footing
    if answer.left_open:
        return word("avklaring.ikke_avklart")
    if one is None:
        return word("grunnlag.ingen")
    said = [phrases.strength_words(one)] if answer.binds else []
    said += [phrases.standing_words(one.standing), *([one.title] if one.ground.cited else [])]
    return phrases.capital(" · ".join(said))


def _named(teller: Teller, ref: Ref) -> str:
    phones = [reached(one) for one in getattr(teller.handbook.get(ref), "contacts", ()) if one.phone]
    return " ".join([phrases.capital(teller.name(ref)), *phones[:1]]).replace("\n", ", ")
