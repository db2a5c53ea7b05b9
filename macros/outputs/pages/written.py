"""The written pages in `docs/`: Markdown that calls macros, each the very fragment that record pages are made of."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, normpath
from typing import Final

from markupsafe import Markup

from macros.content.faults import Fault, guess, shown
from macros.content.privacy import private_lines
from macros.content.records import Origin
from macros.content.references import KINDS, Ref, fold
from macros.handbook.municipalities import by_municipality
from macros.outputs.pages.contents import contents
from macros.outputs.pages.page import Page
from macros.outputs.pages.setting import Setting
from macros.outputs.pages.view import View
from macros.outputs.printed import shelves
from macros.outputs.words import word

_CALL: Final = re.compile(r"\{\{\s*(\w+)\((.*?)\)\s*\}\}")
_LINK: Final = re.compile(r"\[[^\]]*\]\(\s*<?([^)>\s]+)|^\s*\[[^\]]+\]:\s*<?(\S+)")
_HTML_LINK: Final = re.compile(r"(?:href|src)\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_SCRIPT: Final = re.compile(r"<\s*(script|iframe|object|embed|style)\b|\son\w+\s*=", re.IGNORECASE)
_LEFT: Final = re.compile(r"\{\{|\[\[")
_CALL_OR_CODE: Final = re.compile(rf"`[^`]*`|{_CALL.pattern}")
_FENCE: Final = re.compile(r"^\s*(```|~~~)")


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro: the kinds of record its one argument may name (none for no argument), and what it makes."""

    kinds: tuple[str, ...]
    make: Callable[[View, Ref | None], str]


def _fragment(template: str) -> Callable[[View, Ref | None], str]:
    def make(view: View, ref: Ref | None) -> str:
        record = view.handbook.get(ref) if ref else None
        return view.render(template, record=record, ref=ref)

    return make


MACROS: Final[dict[str, Macro]] = {
    "oppgave": Macro(("oppgave",), _fragment("macro_any.html")),
    "opplysning": Macro(("opplysning",), _fragment("macro_any.html")),
    "sjekkliste": Macro(("sjekkliste",), _fragment("macro_list.html")),
    "skjema": Macro(("skjema",), _fragment("macro_list.html")),
    "kontakt": Macro((), _fragment("macro_contact.html")),
    "ark": Macro((), lambda view, _: view.render("macro_sheets.html", shelves=shelves(view.handbook))),
    "kommuner": Macro((), lambda v, _: v.render("macro_municipalities.html", served=by_municipality(v.handbook))),
    "innhold": Macro((), lambda view, _: view.render("macro_contents.html", entries=contents(view.handbook))),
    "søkefelt": Macro((), _fragment("macro_search.html")),
    "lenke": Macro(KINDS, lambda view, ref: str(view.link(ref)) if ref else ""),
}


def written_pages(setting: Setting, docs: Path, shown_as: Callable[[Path], str]) -> Iterator[Page]:
    """Yield a page for each Markdown file under *docs*."""
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        address = address_of(name)
        text = path.read_text("utf-8-sig")
        head, body = _split(text)
        title = head.get("title") or _heading(body) or address.strip("/").replace("-", " ")
        view = setting.view
        page = Page(
            address,
            title,
            lambda body=body, view=view: _expanded(body, view),  # type: ignore[misc]  # bound now
            head.get("description", word("side.beskrivelse")),
            (Origin(shown_as(path), 1),),
            markdown=True,
            index=name.endswith("index.md"),
        )
        yield setting.finished(page)


def address_of(name: str) -> str:
    """Return the address of the Markdown file called *name* in `docs/`."""
    place = name.removesuffix("index.md").removesuffix(".md").rstrip("/")
    return f"{place}/" if place else ""


def faults_in(
    docs: Path, shown_as: Callable[[Path], str], setting: Setting | None = None, known: frozenset[str] = frozenset()
) -> Iterator[Fault]:
    """Yield what is wrong with macros and links in *docs*.

    *known* is the source of every page (`rutiner/x.md`). Without a *setting* the content itself has faults; then only
    the calls are judged, not what they lead to.
    """
    for path in sorted(docs.rglob("*.md")):
        name, where = path.relative_to(docs).as_posix(), shown_as(path)
        if path.name == "README.md":
            yield Fault(
                where, 1, "En README blir en oversiktsside her. Gi filen navnet index.md, eller flytt den ut av docs/."
            )
        try:
            text = path.read_text("utf-8-sig")
        except UnicodeDecodeError:
            yield Fault(where, 1, "Filen er ikke lagret som UTF-8. Lagre den på nytt med tegnkoding UTF-8.")
            continue
        for number, line in _prose(text):
            for call in _CALL.finditer(line):
                if message := _problem(setting, call[1], call[2]):
                    yield Fault(where, number, message)
            for link in _LINK.finditer(line):
                if message := _dead(link[1] or link[2], name, docs, known, judge_pages=setting is not None):
                    yield Fault(where, number, message)
            for html_link in _HTML_LINK.finditer(line):
                if message := _dead_address(html_link[1], name, known, judge_pages=setting is not None):
                    yield Fault(where, number, message)
            if _SCRIPT.search(line):
                yield Fault(where, number, "Skript, stil og innbygde sider kan ikke stå her. Slett det.")
            if left := _LEFT.search(_CALL.sub("", line)):
                what = (
                    "en makro, men kan ikke leses" if left[0] == "{{" else "en lenke, men her skrives den som en makro"
                )
                remedy = 'Skriv {{ lenke("type/id") }}, eller sett teksten i `kodetegn`.'
                yield Fault(where, number, f"«{left[0]}» ser ut som {what}. {remedy}")
        yield from (Fault(where, number, message) for number, message in private_lines(text))


def _prose(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines of *text* outside code."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if _FENCE.match(line):
            inside = not inside
        elif not inside:
            yield number, re.sub(r"`[^`]*`", "", line)


def _problem(setting: Setting | None, name: str, arguments: str) -> str:
    """What is wrong with the call of the macro *name*, or nothing."""
    macro = MACROS.get(name)
    if macro is None:
        return f"Makroen «{name}» finnes ikke.{guess(name, MACROS)} Makroene er: {', '.join(MACROS)}."
    try:
        values = _arguments(arguments)
    except ValueError:
        return f'«{shown(arguments)}» kan ikke leses. Skriv id-en i anførselstegn, som {{{{ {name}("loslatelse") }}}}.'
    if len(values) != (1 if macro.kinds else 0):
        return f"Makroen «{name}» tar {'én id i anførselstegn' if macro.kinds else 'ingenting'} i parentesen."
    if not macro.kinds or setting is None:
        return ""
    ref = _ref(macro, values[0])
    known = setting.handbook.by_kind.get(ref.kind, {})
    if ref.kind not in macro.kinds:
        return f"Makroen «{name}» viser {' eller '.join(macro.kinds)}, ikke {ref.kind}."
    if moved := setting.handbook.moved.get(ref):
        return f"«{ref.id}» har flyttet. Skriv «{moved.id}»."
    if not setting.handbook.knows(ref):
        return f"{ref.kind} «{ref.id}» finnes ikke.{guess(ref.id, known)}"
    return ""


def _arguments(text: str) -> list[str]:
    """Read *text* as strings between commas. Raises `ValueError` for anything else: no code is run."""
    try:
        call = ast.parse(f"f({text})", mode="eval").body
    except (SyntaxError, MemoryError, RecursionError) as error:
        raise ValueError(text) from error
    if not isinstance(call, ast.Call) or call.keywords:
        raise ValueError(text)
    values = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if len(values) != len(call.args):
        raise ValueError(text)
    return values


def _ref(macro: Macro, text: str) -> Ref:
    kind, slash, name = text.partition("/")
    return Ref(fold(kind), name) if slash else Ref(macro.kinds[0], text)


def _dead(target: str, page: str, docs: Path, known: frozenset[str], *, judge_pages: bool) -> str:
    """What is wrong with the link to *target* from the file *page*, or nothing."""
    if re.match(r"(https?:|mailto:|tel:|#)", target):
        return ""
    if re.match(r"[a-zA-Z][\w+.-]*:", target):
        return f"Lenken «{shown(target)}» er ikke trygg. Bruk https://, mailto:, tel: eller en side i håndboken."
    path = normpath(f"{dirname(page)}/{target.partition('#')[0]}").lstrip("/")
    if not judge_pages or path in known or (docs / path).is_file():
        return ""
    remedy = "Skriv filen til siden, som sjekklister/loslatelse.md."
    return f"Lenken «{shown(target)}» fører ingen steder.{guess(path, known)} {remedy}"


def _dead_address(target: str, page: str, known: frozenset[str], *, judge_pages: bool) -> str:
    """What is wrong with the address *target* in HTML on the page of the file *page*, or nothing."""
    if re.match(r"(https?:|mailto:|tel:|#)", target):
        return ""
    if re.match(r"[a-zA-Z][\w+.-]*:", target):
        return f"Adressen «{shown(target)}» er ikke trygg. Bruk https://, mailto:, tel: eller en side i håndboken."
    here = page.removesuffix("index.md").removesuffix(".md")
    path = normpath(f"{here}/{target.partition('#')[0]}").strip("/").removeprefix("./")
    if not judge_pages or path in (".", "") or f"{path}.md" in known or f"{path}/index.md" in known:
        return ""
    return f"Adressen «{shown(target)}» fører ingen steder.{guess(f'{path}.md', known)} Rett den, eller slett lenken."


def _expanded(body: str, view: View) -> str:
    """Put what each macro makes in its place."""
    lines, inside = [], False
    for line in body.splitlines():
        inside = inside != bool(_FENCE.match(line))
        lines.append(line if inside else _CALL_OR_CODE.sub(lambda found: _made(found, view), line))
    return "\n".join(lines)


def _made(call: re.Match[str], view: View) -> str:
    """What stands in place of a call; code between backticks stays as it is."""
    if call[1] is None:
        return call[0]
    macro = MACROS[call[1]]
    values = _arguments(call[2])
    html = macro.make(view, _ref(macro, values[0]) if values else None)
    return html if call[1] == "lenke" else str(Markup("\n{}\n").format(Markup(html)))  # made by our templates


def _split(text: str) -> tuple[dict[str, str], str]:
    """Part *text* into its front matter's plain `key: value` lines and the rest."""
    match = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    if not match:
        return {}, text
    pairs = (line.partition(":") for line in match[1].splitlines())
    return {key.strip(): value.strip().strip('"') for key, _, value in pairs}, text[match.end() :]


def _heading(body: str) -> str:
    match = re.search(r"^# (.+)$", body, re.MULTILINE)
    return match[1].strip() if match else ""
