"""Read a law's text as the open copies have it.

It is anybody's: every line is read once, by patterns that cannot go back and forth, and no sign of it that a terminal
obeys is kept. What the Markdown should have been and is not – bold for a heading, lines cut anywhere, numbers in front
of the subsections – is read as what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import category, normalize

from macros.lawcheck.text import LawText, Section, Subsection, iso

_HEADING: Final = re.compile(r" {0,3}(#{1,6})\s*(.*)")
_NUMBER: Final = r"\d{1,4}[A-Za-z]?(?:-\d{1,4}[A-Za-z]?){0,3}(?:\s[a-zæøå](?=\.|\s*$|\s*[,–-]|\s+(?:og|til)\b))?"
_SECTION: Final = re.compile(rf"§\s*({_NUMBER})(?![\w-])\s*\.?\s*(.*)")
_SEVERAL: Final = re.compile(rf"§§\s*({_NUMBER}(?:\s*(?:,|og|til|–|-)\s*{_NUMBER}){{1,20}})\s*\.?\s*(.*)")
_CHAPTER: Final = re.compile(r"Kap(?:ittel|itlet|\.)\s*(\d{1,3}(?:\s?[A-Za-z](?![\w]))?|[IVXLC]{1,7})\b", re.IGNORECASE)
_ITEM: Final = re.compile(r"(\s*)(?:[-+*•–]|(\d{1,3}[.)]|[a-zæøå][.)]))\s+(.*)")
_NUMBERED: Final = re.compile(r"\(\d{1,2}\)\s")
_NOTE: Final = re.compile(r"(?:Endr(?:et|a|es|ast)|Tilføy(?:d|es)|Lagt? til|Opphev(?:et|a|es)|Føyd til)\s+ved\b")
_HEAD: Final = re.compile(r"([a-zæøå-]{1,40}):\s*\"?([^\"]*)\"?\s*$")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")


def parse(text: str) -> LawText:
    """Read a law's text."""
    head, lines = _head(clean(text).splitlines())
    sections: dict[str, Section] = {}
    chapter, level, numbers, title, body = "", 7, list[str](), "", list[str]()

    def close() -> None:
        for number in numbers:
            made = _section(number, title, chapter, body)
            before = sections.get(number)
            sections[number] = made if before is None else _joined(before, made)

    for line in lines:
        depth, heading = _heading(line)
        if not heading:
            body.append(line)
            continue
        close()
        numbers, title, body = *_numbers(heading), []
        if numbers:
            continue
        if found := _CHAPTER.match(heading):
            chapter, level = found[1].replace(" ", "").lower(), depth
        elif depth <= level:
            chapter = ""
    close()
    dates = [_ISO.match(head.get(key, "")) for key in ("sist-endret-ikrafttredelse", "ikrafttredelse")]
    newest = next((found[0] for found in dates if found), None)
    return LawText(sections, iso(newest), not head.get("ikrafttredelse", "").startswith("Kongen"))


def whole(parts: list[LawText]) -> LawText:
    """Return the law that is cut into *parts* as one."""
    sections: dict[str, Section] = {}
    for number, section in (pair for part in parts for pair in part.sections.items()):
        sections[number] = _joined(sections[number], section) if number in sections else section
    days = [part.holds_from for part in parts if part.holds_from]
    return LawText(sections, max(days, default=None), all(part.in_force for part in parts))


def clean(text: str) -> str:
    """Return *text* in composed letters, without signs that nobody sees or that a terminal obeys."""
    if text.isascii() and text.isprintable():
        return text
    kept = (sign if sign.isprintable() or sign in "\n\r\t" else _unseen(sign) for sign in normalize("NFC", text))
    return "".join(kept)


def _unseen(sign: str) -> str:
    return "" if category(sign) == "Cf" else " "


def _head(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Cut the fields between two lines of hyphens off *lines*."""
    if not lines or lines[0].strip() != "---":
        return {}, lines
    end = next((number for number, line in enumerate(lines[1:60], 1) if line.strip() == "---"), 0)
    fields = (_HEAD.match(line.strip()) for line in lines[1:end])
    return {found[1]: found[2].strip() for found in fields if found}, lines[end + 1 :] if end else lines


def _heading(line: str) -> tuple[int, str]:
    """Return how deep the heading *line* is and what it says; nothing when it is none."""
    if found := _HEADING.match(line):
        return len(found[1]), found[2].strip(" #*_")
    bold = line.strip()
    if bold.startswith("**") and bold.endswith("**") and bold.strip("* ").startswith(("§", "Kap")):
        return 6, bold.strip("* ")
    return 0, ""


def _numbers(heading: str) -> tuple[list[str], str]:
    """Return the sections that *heading* is of, and their title."""
    if found := _SEVERAL.match(heading):
        return _between(re.findall(rf"(?:(og|til|,|–|-)\s*)?({_NUMBER})", found[1])), found[2]
    if found := _SECTION.match(heading):
        return [_as_written(found[1])], found[2]
    return [], ""


def _between(named: list[tuple[str, str]]) -> list[str]:
    """Return the numbers *named*, and those that lie between two of them where they are a range of plain numbers."""
    found: list[str] = []
    for joined, raw in named:
        number = _as_written(raw)
        if joined in ("til", "–", "-") and found and found[-1].isdigit() and number.isdigit():
            found += map(str, range(int(found[-1]) + 1, min(int(number), int(found[-1]) + 200)))
        found.append(number)
    return found


def _as_written(number: str) -> str:
    return number.replace(" ", "").lower()


def _section(number: str, title: str, chapter: str, body: list[str]) -> Section:
    notes: list[str] = []
    ledd = tuple(_in_order(list(_paragraphs(body, notes))))
    return Section(number, title.strip(), chapter, ledd, tuple(notes))


def _joined(one: Section, other: Section) -> Section:
    """Return a section that stands twice, as when it is cut over two files, as one."""
    return Section(
        one.number, one.title or other.title, one.chapter, one.subsections + other.subsections, one.notes + other.notes
    )


def _paragraphs(body: list[str], notes: list[str]) -> Iterator[Subsection]:
    """Yield each paragraph of *body* with the list after it; what is a note goes to *notes*."""
    text, items, after, fresh = list[str](), list[str](), list[str](), True
    for line in [*body, ""]:
        plain = line.strip().lstrip(">").strip()
        if not plain.strip("-*_= "):  # an empty line, or a rule across the page
            fresh = True
            continue
        bare = plain.strip("*_ ")
        if _NOTE.match(bare) or (
            len(plain) > 2 and plain[0] == plain[-1] and plain[0] in "*_" and plain[1] != plain[0]
        ):
            notes.append(" ".join(bare.split()))
            continue
        item = _ITEM.match(line.lstrip(">"))
        if item and not (item[2] and text and not items and not fresh):  # «3. ledd» may begin a line of running text
            if items and len(item[1]) > 1:  # a list in the list
                items[-1] += f" {item[3]}"
            else:
                items.append(item[3])
        elif fresh and (text or items) and not (items and plain[0].islower()):
            yield Subsection(_flat(text), tuple(map(_flat_one, items)), _flat(after))
            text, items, after = [plain], [], []
        elif items and fresh:
            after.append(plain)
        elif items and not after:
            items[-1] += f" {plain}"
        else:
            (after if items else text).append(plain)
        fresh = False
    if text or items:
        yield Subsection(_flat(text), tuple(map(_flat_one, items)), _flat(after))


def _in_order(found: list[Subsection]) -> Iterator[Subsection]:
    """Yield *found*; where subsections are numbered, what has no number goes on with the one before."""
    numbered = any(_NUMBERED.match(one.text) for one in found)
    waiting: Subsection | None = None
    for one in found:
        if waiting is not None and numbered and not _NUMBERED.match(one.text):
            rest = " ".join(one.words)
            waiting = Subsection(waiting.text, waiting.items, f"{waiting.after} {rest}".strip())
            continue
        if waiting is not None:
            yield waiting
        waiting = one
    if waiting is not None:
        yield waiting


def _flat(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


def _flat_one(line: str) -> str:
    return " ".join(line.split())
