"""How plain the language is: LIX for every page, and sentences too long to read, with where they stand.

LIX is the number of words in a sentence plus the share of words with more than six letters (Björnsson 1968): under 35
is easy, 35 to 45 is middling. A heading, an item of a list and a cell are each a sentence. What is a link and nothing
more is a name, chosen by others; so are badges and the heading of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from macros.content.faults import Fault
from macros.content.load import Memory
from macros.edition import Edition
from macros.outputs.docs.files import read
from macros.outputs.pages import Page
from macros.project import Project
from macros.records.walk import QUOTED, texts

MOST_WORDS: Final = 25
MOST_LIX: Final = 45
MOST_LIX_FOR_THE_PERSON: Final = 35
_LONG: Final = 6
_FEW: Final = 3

_NOT_OURS: Final = QUOTED | {"fullt_navn"}
_NAME: Final = re.compile(
    r"<a\b(?! class=\"ord\").*?</a>|<span class=\"(?:merke|slag|antall)\b.*?</span>|<[^>]*>", re.DOTALL
)
_ASIDE: Final = re.compile(
    r"<(footer|nav|svg|code|h1|select|script)\b.*?</\1>|<pre.*?</pre>|^```.*?^```$|<p class=\"kodenøkkel\">.*?</p>"
    r"|<table class=\"[^\"]*matrise\">.*?</table>|<dd class=\"navn\">.*?</dd>|^#+ |[*_`]",  # lists and tables of names
    re.DOTALL | re.MULTILINE,
)
_BLOCK: Final = re.compile(
    r"</?(?:p|li|h\d|d[tdl]|div|t[dhr]|section|article|summary|ul|ol|label|br)\b[^>]*>"
    r'|<span class="kort-tekst">|(?<=</a>) – |\n\s*\n|\n- '
)
_END: Final = re.compile(r"(?<=[.!?:])\s+(?=[«A-ZÆØÅ0-9])")
_WORD: Final = re.compile(r"[^\W\d_][\w-]*")
_ABBREVIATED: Final = re.compile(r"\b(nr|jf|bl|f|mv|ca|kl)\.")


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of plain *text*."""
    shown = _ABBREVIATED.sub(r"\1", re.sub(r"\[\[[^\]]*/([^\]]*)\]\]", r"\1", text))
    yield from (one for one in _END.split(" ".join(shown.split())) if _WORD.search(one))


def lix(page: Page) -> float:
    """Return the LIX of what a reader of *page* meets, the foot and the drawn picture aside."""
    blocks = _BLOCK.split(_ASIDE.sub("", page.body))
    plain = [unescape(re.sub(r"<[^>]*>", "", block)) for block in blocks if not _only_names(block)]
    every = [one for block in plain for one in sentences(block)]
    words = [word for one in every for word in _WORD.findall(one)]
    if not words:
        return 0
    return len(words) / len(every) + 100 * sum(len(word) > _LONG for word in words) / len(words)


def _only_names(block: str) -> bool:
    """Whether *block* is links, with perhaps «spør» and «og» between them."""
    return "<a" in block and len(_WORD.findall(_NAME.sub("", block))) < _FEW


def most_lix(made: Edition, page: Page) -> float:
    """Return how hard *page* may be: what goes to the person is held to more, a source's own headings to nothing."""
    if page.address.startswith("kilder/") and page.address != "kilder/":
        return float("inf")
    forms = made.handbook.by_kind.get("skjema", {}).values()
    given = {f"skjemaer/{form.id}/" for form in forms if getattr(form, "for_person", False)} | {"gjelder-det-deg/"}
    return MOST_LIX_FOR_THE_PERSON if page.address in given else MOST_LIX


def long_sentences(project: Project, memory: Memory) -> Iterator[Fault]:
    """Yield each sentence of more than 25 words in records and written pages."""
    for entry, _, record in memory.records.values():
        for keys, text in texts(record):
            if _NOT_OURS.isdisjoint(keys):
                yield from (entry.fault(keys, message) for message in _too_long(text))
    for file in read(project.docs, project.shown).pages.values():
        for number, line in enumerate(file.data.decode("utf-8-sig", "replace").splitlines(), 1):
            plain = re.sub(r"<[^>]*>|\]\([^)]*\)|\{\{.*?\}\}", " ", line)
            yield from (Fault(file.where, number, message) for message in _too_long(plain))


def _too_long(text: str) -> Iterator[str]:
    for one in sentences(text):
        if (count := len(one.split())) > MOST_WORDS:
            yield f"{count} ord: «{one[:60]}…»"


def plain_language(project: Project, made: Edition, memory: Memory) -> Iterator[str]:
    """Yield the report as lines of Markdown, the hardest page first."""
    weighed = sorted(((lix(page), page) for page in made.pages.values()), key=lambda pair: (-pair[0], pair[1].address))
    hard = [(figure, page) for figure, page in weighed if figure > most_lix(made, page)]
    faults = sorted(set(long_sentences(project, memory)))
    yield f"# Klarspråk\n\n{len(weighed)} sider. {len(hard)} er for tunge. {len(faults)} setninger er for lange."
    yield f"\n## For tunge sider (LIX over {MOST_LIX}, ark til personen over {MOST_LIX_FOR_THE_PERSON})\n"
    yield from (f"- {figure:.0f}: {page.address or '/'} ({page.title})" for figure, page in hard)
    yield f"\n## Setninger med mer enn {MOST_WORDS} ord\n"
    yield from (f"- {fault}" for fault in faults)
    yield "\n## LIX for hver side\n"
    yield from (f"- {figure:.0f}: {page.address or '/'}" for figure, page in weighed)
