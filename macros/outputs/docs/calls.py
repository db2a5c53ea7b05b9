"""The macros of written pages: calls are found where Markdown has no code, judged, and given what they call for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markupsafe import Markup, escape

from macros.content.faults import guess, shown
from macros.handbook.municipalities import by_municipality
from macros.outputs.pages.contents import contents
from macros.outputs.pages.open_data import told_files
from macros.outputs.pages.setting import Setting
from macros.outputs.pages.view import View
from macros.outputs.printed import CARDS
from macros.outputs.shelves import shelves
from macros.records.inside import parts
from macros.records.references import KINDS, Ref, fold

_CALL: Final = r"\{\{[ \t]*(?P<name>\w+)\((?P<arguments>[^\n]*?)\)[ \t]*\}\}"
_PIECE: Final = re.compile(
    rf"((?msx:{FencedBlockPreprocessor.FENCED_BLOCK_RE.pattern})"
    r"|<!--.*?-->|(?<!\\)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))"
    rf"|(?P<call>{_CALL})|(?P<plain>\\[\\`]|`+)",
    re.MULTILINE | re.DOTALL,
)
"""What Markdown takes for code, and comments: there nothing is called. Else a call."""
_STRINGS: Final = re.compile(r"""\s*(?:(?:"[^"\\]*"|'[^'\\]*')\s*(?:,\s*(?=["'])|$))*""")
_STRING: Final = re.compile(r""""([^"]*)"|'([^']*)'""")
_MARKDOWN: Final = re.compile(r"[\\`*_\[\](){}!|~^=:$]")
"""Signs in a name that Markdown would read as markup."""
_LEFT: Final = re.compile(r"\{\{|\[\[")
_PLACE: Final = "\ue000{}\ue001"
PLACE: Final = re.compile("\ue000([0-9]{1,7})\ue001")
"""What stands for a call while a page is judged: no text has these signs."""


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro: the kinds of record its one argument may name (none for no argument), and what it makes."""

    kinds: tuple[str, ...]
    make: Callable[[View, Ref | None], str]
    inline: bool = False
    """Whether what it makes stands in a line of text."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it was written, and the line it stands on."""

    name: str
    arguments: str
    line: int


def _fragment(template: str) -> Callable[[View, Ref | None], str]:
    def make(view: View, ref: Ref | None) -> str:
        record = view.handbook.get(ref) if ref else None
        return view.render(template, record=record, ref=ref)

    return make


def _link(view: View, ref: Ref | None) -> str:
    if ref is None:
        return ""
    name = Markup(_MARKDOWN.sub(lambda sign: f"&#{ord(sign[0])};", escape(view.name(ref))))  # escaped twice over
    return view.link(ref, name)


MACROS: Final[dict[str, Macro]] = {
    "oppgave": Macro(("oppgave",), _fragment("macro_any.html")),
    "opplysning": Macro(("opplysning",), _fragment("macro_any.html")),
    "sjekkliste": Macro(("sjekkliste",), _fragment("macro_list.html")),
    "skjema": Macro(("skjema",), _fragment("macro_list.html")),
    "kontakt": Macro((), _fragment("macro_contact.html")),
    "kommunen": Macro((), _fragment("macro_municipality.html")),
    "ark": Macro((), lambda view, _: view.render("macro_sheets.html", shelves=shelves(view.handbook), cards=CARDS)),
    "kommuner": Macro((), lambda v, _: v.render("macro_municipalities.html", served=by_municipality(v.handbook))),
    "innhold": Macro((), lambda view, _: view.render("macro_contents.html", entries=contents(view.handbook))),
    "åpne_data": Macro((), lambda view, _: view.render("macro_data.html", **told_files(view.handbook))),
    "søkefelt": Macro((), _fragment("macro_search.html")),
    "lenke": Macro(KINDS, _link, inline=True),
}


def expanded(body: str, view: View) -> str:
    """Return *body* with what each macro makes in its place."""
    return _put(body, lambda name, arguments: _made(name, arguments, view))


def renamed(body: str, today: Mapping[Ref, Ref]) -> str:
    """Return *body* where each call names what *today* gives another id by that; all else is as it was written."""

    def made(found: re.Match[str]) -> str:
        call = Call(found["name"], found["arguments"], 0)
        if not found["call"] or problem(None, call) or not MACROS[call.name].kinds:
            return found[0]
        old = _ref(MACROS[call.name], _arguments(call.arguments)[0])
        before, _, after = found[0].rpartition(old.id)
        return f"{before}{today[old].id}{after}" if old in today else found[0]

    return _PIECE.sub(made, body)


def neutral(body: str) -> tuple[str, list[Call]]:
    """Return *body* with a sign in place of what each call will make, and the calls by the numbers in those signs."""
    calls: list[Call] = []

    def place(match: re.Match[str]) -> str:
        if match["call"] is None:
            return match[0]
        calls.append(Call(match["name"], match["arguments"], body.count("\n", 0, match.start()) + 1))
        sign, macro = _PLACE.format(len(calls) - 1), MACROS.get(match["name"])
        return sign if macro is None or macro.inline else f"\n<div>{sign}</div>\n"

    return _PIECE.sub(place, body), calls


def without_code(body: str) -> str:
    """Return *body* line for line with code, comments and calls blotted out."""

    def blotted(match: re.Match[str]) -> str:
        return match[0] if match["plain"] else re.sub(r"[^\s]", "x", match[0])

    return _PIECE.sub(blotted, body)


def name_of(call: Call, view: View) -> str:
    """Return the name that *call* of a link shows, as plain text."""
    return view.name(_ref(MACROS[call.name], _arguments(call.arguments)[0])) if call.name == "lenke" else ""


def leftovers(bare: str) -> Iterator[tuple[int, str]]:
    """Yield line and message for each beginning of a call or a link that *bare*, a body without code, is left with."""
    for number, line in enumerate(bare.split("\n"), 1):
        if left := _LEFT.search(line):
            what = "en makro, men kan ikke leses" if left[0] == "{{" else "en lenke, men her skrives den som en makro"
            remedy = 'Skriv {{ lenke("type/id") }}, eller sett teksten i `kodetegn`.'
            yield number, f"«{left[0]}» ser ut som {what}. {remedy}"


def problem(setting: Setting | None, call: Call) -> str:
    """What is wrong with *call*, or nothing. Without a *setting*, what it leads to is not judged."""
    name, macro = call.name, MACROS.get(call.name)
    if macro is None:
        return f"Makroen «{name}» finnes ikke.{guess(name, MACROS)} Makroene er: {', '.join(MACROS)}."
    try:
        values = _arguments(call.arguments)
    except ValueError:
        example = f'{{{{ {name}("loslatelse") }}}}'
        return f"«{shown(call.arguments)}» kan ikke leses. Skriv id-en i anførselstegn, som {example}."
    if len(values) != (1 if macro.kinds else 0):
        return f"Makroen «{name}» tar {'én id i anførselstegn' if macro.kinds else 'ingenting'} i parentesen."
    if not macro.kinds or setting is None:
        return ""
    ref, handbook = _ref(macro, values[0]), setting.handbook
    if ref.kind not in macro.kinds:
        if macro.kinds == KINDS:
            return f"«{shown(ref.kind)}» er ikke en type.{guess(ref.kind, KINDS)} Typene er: {', '.join(KINDS)}."
        return f"Makroen «{name}» viser {' eller '.join(macro.kinds)}, ikke {shown(ref.kind)}."
    if moved := handbook.moved.get(ref):
        before, after = (str(ref), str(moved)) if macro.inline or moved.kind != ref.kind else (ref.id, moved.id)
        return f"«{before}» har flyttet. Skriv «{after}»."
    if not handbook.knows(ref):
        return f"{ref.kind} «{shown(ref.id)}» finnes ikke.{guess(ref.id, _known(setting, ref.kind))}"
    return ""


def _known(setting: Setting, kind: str) -> list[str]:
    """Return the ids of *kind*, those of items, passages and provisions too."""
    if kind == "kommune":
        return ["kommune"]
    inside = (ref.id for record in setting.handbook for ref, _ in parts(record) if ref.kind == kind)
    return [*setting.handbook.by_kind.get(kind, {}), *inside]


def _arguments(text: str) -> list[str]:
    """Read *text* as strings between commas. Raises `ValueError` for anything else: no code is run."""
    if not _STRINGS.fullmatch(text):
        raise ValueError(text)
    return [double or single for double, single in _STRING.findall(text)]


def _ref(macro: Macro, text: str) -> Ref:
    kind, slash, name = text.strip().partition("/")
    return Ref(fold(kind), name) if slash else Ref(macro.kinds[0], kind)


def _put(body: str, make: Callable[[str, str], str]) -> str:
    return _PIECE.sub(lambda found: make(found["name"], found["arguments"]) if found["call"] else found[0], body)


def _made(name: str, arguments: str, view: View) -> str:
    macro, values = MACROS[name], _arguments(arguments)
    html = macro.make(view, _ref(macro, values[0]) if values else None)
    return html if macro.inline else f"\n{html}\n"
