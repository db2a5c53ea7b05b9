"""The answer in one line that a hit carries: who, how binding and when; what a word means; the number to call."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from macros import records as r
from macros.handbook import Handbook
from macros.handbook.weighing import weigh
from macros.outputs.phrases import (
    capital,
    doer_words,
    kind_words,
    listed,
    required_words,
    standing_words,
    strength_words,
    timing_words,
)
from macros.outputs.words import word
from macros.records import Contact, Provision, Record
from macros.records.references import Ref
from macros.records.richtext import Text

_LONGEST: Final = 90
_WHOLE: Final = 140
_SHORT: Final = 75
"""How long an answer is on a hit; a word's meaning is told whole, and there are hundreds of statements."""
_SENTENCE: Final = re.compile(r"(?<=[.!?]) ")
_MANY: Final = 5
"""A task of so many stages is done all the way."""
_BETWEEN: Final = " · "


def answer(handbook: Handbook, record: Record) -> str:
    """Return the answer that *record* gives, in a line."""
    match record:
        case r.Task():
            return _task(handbook, record)
        case r.Role():
            told = record.purpose or record.text
            return _first(handbook, told) if told else capital(handbook.name(record.inside))
        case r.Law():
            return _BETWEEN.join([record.full_title, standing_words(record.standing, record)])
        case r.Conflict():
            return _first(handbook, record.advice)
        case r.Handover():
            return " → ".join(handbook.name(one) for one in (record.gives, record.takes))
        case r.OpenPoint():
            return f"{word('avklaring.med')} {listed([handbook.name(ref) for ref in record.settle_with])}"
        case r.Disclosure():
            return _BETWEEN.join([capital(required_words(record.requires)), _first(handbook, record.what)])
        case r.Source():
            return _BETWEEN.join([record.publisher, record.dated])
        case r.Statement():  # its title is the fact; a short sentence may say more
            return _opening(handbook, record.text) or _topics(handbook, record.topics[:1])
        case r.Conversation():
            return _first(handbook, record.aim)
        case r.Concern():
            return _topics(handbook, record.topics[:1])
    text = getattr(record, "purpose", None) or record.text
    return _first(handbook, text, _WHOLE if isinstance(record, r.Term) else _LONGEST) if text else ""


def provision_answer(handbook: Handbook, law: r.Law, provision: Provision) -> str:
    """Return what *provision* says in a sentence, or else its topics, and whether it holds today."""
    standing = standing_words(law.standing_of(provision), law, provision)
    says = _first(handbook, provision.text, _SHORT) if provision.text else _topics(handbook, provision.topics)
    return _BETWEEN.join([*filter(None, [says.removesuffix(".")]), standing])


def contact_answer(contact: Contact) -> str:
    """Return the number and the mailbox."""
    ways = (contact.phone, contact.email, None if contact.phone or contact.email else contact.url)
    return _BETWEEN.join(way for way in ways if way)


def plain(handbook: Handbook, text: Text) -> str:
    """Return *text* as one run of words."""
    return " ".join(handbook.plain(paragraph) for paragraph in text.paragraphs)


def _task(handbook: Handbook, task: r.Task) -> str:
    headline = weigh(handbook, task).headline
    binding = f"{strength_words(headline)} ({kind_words(headline.source_type)})" if headline else word("grunnlag.ingen")
    doers = capital(listed([doer_words(handbook, doer) for doer in task.doers]))
    return _BETWEEN.join([doers, binding, _topics(handbook, task.topics[:1]), _when(handbook, task)])


def _when(handbook: Handbook, task: r.Task) -> str:
    """Return when *task* is done: the first time that is said of it, or its stages."""
    if task.timings and (said := timing_words(handbook, task.timings[0])):
        return said
    stages = [handbook.all(r.Stage)[ref.id].short.lower() for ref in task.stages]
    return listed(stages) if 0 < len(stages) < _MANY else word("oppgave.hele_forlopet")


def _topics(handbook: Handbook, topics: Sequence[Ref]) -> str:
    return listed([handbook.all(r.Topic)[ref.id].short for ref in topics])


def _opening(handbook: Handbook, text: Text | None) -> str:
    """Return the first sentence of *text* if it is short."""
    first = _SENTENCE.split(plain(handbook, text))[0] if text else ""
    return first if len(first) <= _SHORT else ""


def _first(handbook: Handbook, text: Text, longest: int = _LONGEST) -> str:
    """Return the first sentences of *text*, as many as a line holds."""
    words = plain(handbook, text)
    if len(words) <= longest:
        return words
    end = words.rfind(". ", longest // 3, longest)
    return words[: end + 1] if end > 0 else f"{words[: words.rfind(' ', 0, longest)]} …"
