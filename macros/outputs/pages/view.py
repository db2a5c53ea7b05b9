"""What a template sees: the handbook, links, and record text as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup, escape

from macros.handbook.changes import About
from macros.handbook.unread import unread
from macros.handbook.weighing import Footing, Weighed, footing, places_of, weigh
from macros.outputs import phrases, upkeep
from macros.outputs.addresses import address, anchor, from_root, lasting, stage_page, together
from macros.outputs.attached import path_of, told
from macros.outputs.pages.foot import Changed, changed, rests_on
from macros.outputs.printed import files
from macros.outputs.templates import Templates
from macros.outputs.told.facts import facts
from macros.outputs.told.lines import STRONG, Fact, Run, of_times
from macros.outputs.told.teller import Teller
from macros.outputs.words import word
from macros.project import THEME
from macros.records import Item, Law, Record, Stage, Statement, Task
from macros.records.grounds import Doer, Ground, Timing
from macros.records.references import Ref
from macros.records.richtext import Paragraph, Text

LOVDATA = "https://lovdata.no/"
WHEN_STUCK = Ref("rutine", "nar-ingen-svarer")
"""The routine for when nobody answers or bodies disagree: every task leads to it."""
TEMPLATES: Final = Templates(THEME / "fragments")


def _compiled() -> BytecodeCache | None:
    """Return where compiled templates are kept from one command to the next, by their text; compiling takes long."""
    try:
        return FileSystemBytecodeCache()
    except (OSError, RuntimeError):  # no folder of ours alone to keep them in
        return None


class _Context(Context):
    """Calls what a template calls, and no more. No function of ours asks for the context, and a build calls 150,000."""

    def call(self, called: Callable[..., Any], /, *values: Any, **named: Any) -> Any:
        """Call *called*."""
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return called(*values, **named)


@cache
def environment() -> Environment:
    """The templates of records: HTML, autoescaped, a wrong name is a fault."""
    env = Environment(
        loader=TEMPLATES,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled(),
    )
    env.context_class = _Context
    env.globals.update(word=word, anchor=anchor, printed=files, attached_at=path_of, attached_told=told)
    return env


@dataclass(frozen=True)
class View(Teller):
    """The eyes of every page. Links are from the site's root until a page takes them over (`Links.relative`)."""

    @cached_property
    def _cards(self) -> dict[tuple[Ref, int], Markup]:
        """The cards made so far, by heading: the same ones stand on many pages."""
        return {}

    @cached_property
    def _badges(self) -> dict[Ref, Markup]:
        """The badges made so far, by task."""
        return {}

    @cached_property
    def _links(self) -> dict[Ref, Markup]:
        """The links made so far, by what they lead to."""
        return {}

    @cached_property
    def _parts(self) -> Any:
        """The pieces that every page is made of, as functions."""
        return environment().get_template("parts.html").make_module(self._known)

    @cached_property
    def _known(self) -> dict[str, object]:
        """What every template knows: this view, the handbook, how things are said, and the shapes of HTML."""
        shapes = environment().get_template("shapes.html").module
        return {"v": self, "h": self.handbook, "say": phrases, "upkeep": upkeep, "s": shapes}

    def card(self, record: Task | Statement, level: int = 3) -> Markup:
        """Return the card of *record* under a heading of *level*."""
        key = (record.ref, level)
        if key not in self._cards:
            self._cards[key] = getattr(self._parts, "task" if isinstance(record, Task) else "statement")(record, level)
        return self._cards[key]

    def badge(self, task: Task) -> Markup:
        """Return how binding *task* is, by its weightiest ground."""
        if task.ref not in self._badges:
            self._badges[task.ref] = self._parts.badge(self.weigh(task).headline)
        return self._badges[task.ref]

    @cached_property
    def contact(self) -> Markup:
        """How to reach the team, as every page's foot says it."""
        contact: Markup = self._parts.team_contact()
        return contact

    def render(self, template: str, **values: object) -> str:
        """Fill *template* with what all know, the pieces that every page is made of as `p`, and *values*."""
        html = environment().get_template(template).render(self._known, p=self._parts, **values)
        return "\n".join(filter(None, map(str.strip, html.splitlines())))

    def href(self, target: Ref | str) -> str:
        """Return a link to *target*, from the site's root."""
        if isinstance(target, str):
            return from_root(target)
        return from_root(address(self.handbook, target).target)

    def permanent(self, ref: Ref) -> str:
        """Return a link to the address of *ref* that never changes."""
        return self.href(lasting(self.handbook, ref))

    def moved_choices(self) -> str:
        """Return the old ids that a look-up's address may have: their place in it, the old one, and today's."""
        place = {"aktor": 0, "rolle": 0, "stadium": 1, "fase": 1, "tema": 2}
        moved = [(old, new) for old, new in self.handbook.moved.items() if old.kind in place]
        return " ".join(f"{place[old.kind]}/{old.id}/{new.id}" for old, new in moved)

    def link(self, ref: Ref, text: str = "") -> Markup:
        """Return a link to *ref*, under its own name unless *text* says another."""
        if text:
            return Markup('<a href="{}">{}</a>').format(self.href(ref), text)
        if ref not in self._links:
            self._links[ref] = self.link(ref, self.name(ref))
        return self._links[ref]

    def when_stuck(self) -> Ref | None:
        """Return the routine for when nobody answers, where the content has it."""
        routine = self.handbook.today(WHEN_STUCK)
        return routine if self.handbook.get(routine) else None

    def links_to(self, refs: tuple[Ref, ...]) -> Markup:
        """Return links to *refs* as a sentence lists them."""
        return _listed([self.link(ref) for ref in dict.fromkeys(refs)])

    def links_between(self, records: Iterable[Record], between: str) -> Markup:
        """Return links to *records* with the sign *between* them."""
        return escape(between).join(self.link(record.ref) for record in records)

    def stage_page(self, actor: Record | Ref, stage: Stage) -> str:
        """Return a link to the page of *actor* at *stage*."""
        return self.href(stage_page(actor.id, stage.id))

    def doers(self, doers: tuple[Doer, ...], *, begins: bool = False) -> Markup:
        """Return links to *doers* as a sentence lists them, with which municipality's; or as it *begins*."""
        named = {phrases.doer_words(self.handbook, doer): doer.who for doer in doers}  # two may be one today
        names = [phrases.capital(name) if begins and not number else name for number, name in enumerate(named)]
        return _listed([self.link(who, name) for who, name in zip(named.values(), names, strict=True)])

    def rich(self, text: Text | None) -> Markup:
        """Return *text* as paragraphs."""
        if text is None:
            return Markup("")
        return Markup("").join(Markup("<p>{}</p>").format(self.runs(paragraph)) for paragraph in text.paragraphs)

    def inline(self, text: Text | None) -> Markup:
        """Return *text* in one run, for list items and cells."""
        return Markup("<br>").join(self.runs(paragraph) for paragraph in text.paragraphs) if text else Markup("")

    def runs(self, paragraph: Paragraph) -> Markup:
        """Return one paragraph with its links."""
        return Markup("").join(self.link(ref, words) if ref else escape(words) for words, ref in self.spoken(paragraph))

    def facts(self, record: Record | Item) -> Markup:
        """Return what *record* says in a line each, as a list; nothing when it says nothing so."""
        row = Markup("<div><dt>{}</dt><dd>{}</dd></div>\n")
        said = [row.format(fact.label, self.lines(fact)) for fact in facts(self, record)]
        return Markup('<dl class="fakta">\n{}</dl>').format(Markup("").join(said)) if said else Markup("")

    def times(self, timings: tuple[Timing, ...]) -> Markup:
        """Return *timings*, each on its line."""
        return self.lines(of_times(self, timings))

    def lines(self, fact: Fact) -> Markup:
        """Return what *fact* says."""
        return Markup("<br>").join(Markup("").join(map(self._run, line)) for line in fact.lines)

    def _run(self, run: Run) -> Markup:
        if run.ref:
            return self.link(run.ref, run.words)
        if run.mark == STRONG:
            return Markup("<strong>{}</strong>").format(run.words)
        return Markup('<span class="{}">{}</span>').format(run.mark, run.words) if run.mark else escape(run.words)

    def weigh(self, task: Task) -> Weighed:
        """Put the grounds of *task* in order."""
        return weigh(self.handbook, task)

    def footing(self, ground: Ground) -> Footing:
        """Work out what *ground* stands on."""
        return footing(self.handbook, ground)

    def grounds_of(self, record: Record, told: Iterable[Ground] = ()) -> list[Ground]:
        """Return what *record* and its parts rest on, each place once, without what the grounds *told* lead to."""
        return places_of(record, told)

    def lovdata(self, footing: Footing) -> str:
        """Return the address of the provision at Lovdata, or nothing."""
        if footing.law is None or footing.law.lovdata is None or footing.ground.provision is None:
            return ""
        return self.lovdata_section(footing.law.lovdata, footing.ground.provision)

    def lovdata_section(self, law: str, ref: Ref) -> str:
        """Return the address at Lovdata of the provision *ref* of *law*."""
        number = ref.id.partition(":")[2]
        return f"{LOVDATA}{law}" if number.startswith("kap-") else f"{LOVDATA}{law}/§{number}"

    def rests_on(self, records: list[Record]) -> list[tuple[Ref, str]]:
        """Return the laws and sources that *records* rest on, and how old the text of each is."""
        return rests_on(self.handbook, records)

    def unread(self, records: list[Record]) -> list[tuple[Law, list[Ref]]]:
        """Return the provisions that *records* rest on whose text of today is not read, by law."""
        laws: dict[str, list[Ref]] = {}
        for ref in unread(self.handbook, records):
            laws.setdefault(ref.id.partition(":")[0], []).append(ref)
        return [(self.handbook.all(Law)[name], refs) for name, refs in laws.items()]

    def changed(self, records: list[Record]) -> Changed:
        """Return what was changed on a page of *records*."""
        return changed(self.handbook, records)

    def about(self, about: About) -> Markup:
        """Return a link to what a change note is *about*, or the name of what is no more."""
        first = about.refs[0]
        if about.together:
            page, name = together(self.handbook, first), phrases.named_together(self.handbook, first)
            return Markup('<a href="{}">{}</a>').format(self.href(page), name)
        return self.link(first) if self.handbook.get(first) else escape(self.name(first))


def _listed(marks: list[Markup]) -> Markup:
    """Join *marks* as a sentence does."""
    return Markup(phrases.listed([str(mark) for mark in marks]))  # each is a Markup already
