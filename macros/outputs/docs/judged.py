"""A written page as it was read and judged: its title, its Markdown, and every fault with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from macros.content.as_typed import seen as without_hidden
from macros.content.faults import Fault
from macros.content.privacy import private_lines
from macros.outputs.docs.allowed import Finding, deceptive, forbidden, misplaced, text_of
from macros.outputs.docs.calls import PLACE, Call, leftovers, name_of, neutral, problem
from macros.outputs.docs.files import DocsFile
from macros.outputs.docs.head import Head, head_of
from macros.outputs.docs.letters import UNUSABLE, seen
from macros.outputs.docs.lines import Lines
from macros.outputs.docs.links import Places, address_of, wrong_links
from macros.outputs.docs.tree import Converter, Tree, UnreadableError, readable
from macros.outputs.pages.setting import Setting

_NOT_UTF8: Final = "Filen er ikke lagret som UTF-8. Lagre den på nytt med tegnkoding UTF-8."
_UNBALANCED: Final = (
    "En HTML-kode er åpnet uten å være lukket, eller lukket uten å være åpnet. Rett den, eller slett den."
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A page of `docs/`: its name there, its path in messages, its head and body, and what is wrong with it."""

    name: str
    where: str
    head: Head
    heading: str
    """Its first heading as it is read, or nothing."""
    faults: tuple[Fault, ...]


def judged(
    name: str, file: DocsFile, converter: Converter, setting: Setting | None = None, places: Places | None = None
) -> Judged:
    """Read and judge the page *name*. Without *setting* and *places*, what it leads to is not judged."""
    try:
        text = file.text
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        return Judged(name, file.where, Head("", "", ""), "", (Fault(file.where, line, _NOT_UTF8),))
    told = list(_unusable(text))
    clean, hidden = without_hidden(UNUSABLE.sub(" ", text))
    told += hidden
    head = head_of(file.where, clean)
    told += private_lines(clean)
    heading = ""
    try:
        bare = readable(head.body)
        page, calls = neutral(head.body)
        told += leftovers(bare)
        tree = converter.tree(page)
        told += _of_calls(calls, tree, setting)
        lines = Lines(bare, lambda part: _found(converter.tree(part), name, places))
        findings = list(_found(tree, name, places, len(calls)))
        told += lines.placed(findings)
        if not tree.whole and not findings:
            told.append((lines.unbalanced(), _UNBALANCED))
        heading = _heading(tree, calls, setting)
    except UnreadableError as error:
        told.append((error.line, str(error)))
    faults = {*head.faults, *(Fault(file.where, line, message) for line, message in told)}
    return Judged(name, file.where, head, heading or address_of(name).strip("/").replace("-", " "), (*sorted(faults),))


def _unusable(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if match := UNUSABLE.search(line):
            remedy = "Slett tegnet og skriv på nytt."
            yield number, f"Linjen har tegnet {seen(match[0])}, som ikke kan brukes i tekst. {remedy}"


def _found(tree: Tree, name: str, places: Places | None, number_of_calls: int = 0) -> Iterator[Finding]:
    yield from forbidden(tree)
    yield from deceptive(tree, number_of_calls)
    yield from wrong_links(tree, name, places)


def _of_calls(calls: list[Call], tree: Tree, setting: Setting | None) -> Iterator[tuple[int, str]]:
    lost = misplaced(tree, len(calls))
    for number, call in enumerate(calls):
        if message := problem(setting, call):
            yield call.line, message
        elif number in lost:
            remedy = "Sett den i vanlig tekst, ikke i kode, en lenke eller en HTML-kode."
            yield call.line, f"Makroen «{call.name}» kan ikke vises her. {remedy}"


def _heading(tree: Tree, calls: list[Call], setting: Setting | None) -> str:
    """Return the text of the first main heading, with the names that its links show."""
    heading = next((text_of(node) for node, _ in tree.nodes() if node.tag == "h1"), "")
    if setting is None:
        return heading
    view = setting.view

    def named(sign: re.Match[str]) -> str:
        call = calls[int(sign[1])] if int(sign[1]) < len(calls) else None
        return "" if call is None or problem(setting, call) else name_of(call, view)

    return PLACE.sub(named, heading).strip()
