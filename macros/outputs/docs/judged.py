"""A written page as it was read and judged: its title, its Markdown, and every fault with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from macros.content.faults import Fault
from macros.content.privacy import private_lines
from macros.outputs.docs.allowed import Finding, forbidden, misplaced, text_of
from macros.outputs.docs.calls import PLACE, Call, leftovers, name_of, neutral, problem, without_code
from macros.outputs.docs.files import DocsFile
from macros.outputs.docs.head import Head, head_of
from macros.outputs.docs.letters import UNUSABLE, seen, wrong_in_title
from macros.outputs.docs.lines import Lines
from macros.outputs.docs.links import Places, address_of, wrong_links
from macros.outputs.docs.tree import Converter, Tree, UnreadableError
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
    clean = UNUSABLE.sub(" ", text)
    head = head_of(file.where, clean)
    told += private_lines(clean)
    page, calls = neutral(head.body)
    bare = without_code(head.body)
    told += leftovers(bare)
    heading = ""
    try:
        tree = converter.tree(page)
        told += _of_calls(calls, tree, setting)
        lines = Lines(bare, lambda part: _found(converter.tree(part), name, places))
        findings = list(_found(tree, name, places))
        told += lines.placed(findings)
        if not tree.whole and not findings:
            told.append((lines.unbalanced(), _UNBALANCED))
        heading = _heading(tree, calls, setting)
    except UnreadableError as error:
        told.append((1, str(error)))
    title = head.title or heading
    if not head.title and (message := wrong_in_title(title)):
        told.append((1, message))
    faults = {*head.faults, *(Fault(file.where, line, message) for line, message in told)}
    return Judged(name, file.where, head, heading or address_of(name).strip("/").replace("-", " "), (*sorted(faults),))


def _unusable(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if match := UNUSABLE.search(line):
            remedy = "Slett tegnet og skriv på nytt."
            yield number, f"Linjen har tegnet {seen(match[0])}, som ikke kan brukes i tekst. {remedy}"


def _found(tree: Tree, name: str, places: Places | None) -> Iterator[Finding]:
    yield from forbidden(tree)
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
    return PLACE.sub(
        lambda sign: "" if problem(setting, calls[int(sign[1])]) else name_of(calls[int(sign[1])], view), heading
    ).strip()
