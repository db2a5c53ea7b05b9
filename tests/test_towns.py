"""Other municipalities than the first: nothing is left of it, a small one loses no task, and a site may lie below."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from macros.__main__ import main
from macros.content.faults import ContentError
from macros.content.load import Memory, load
from macros.edition import Edition, edition
from macros.handbook import Handbook
from macros.handbook.lookup import tasks_of, tasks_of_role
from macros.handbook.pact import pact, partners_for
from macros.handbook.weighing import weigh
from macros.outputs.feed import feed
from macros.outputs.opendata import opendata
from macros.outputs.pages import Page, pages
from macros.outputs.pages.setting import Setting
from macros.outputs.paper import everything
from macros.outputs.paper.typeset import data_of
from macros.outputs.phrases import capital, doers_words, scope_words
from macros.outputs.told.teller import Teller
from macros.project import Project
from macros.records import Exercise, Record, Role, Source, Task
from macros.records.grounds import Scope
from macros.records.references import Ref
from macros.records.richtext import Text
from macros.records.vocabulary import DraftSort, SourceType
from macros.records.walk import grounds, references, walk

BELOW = "https://x.example/fengsel/"
ANOTHERS = re.compile(r"\b(?:Asker|[Bb]rukertorg|Oslo|[Bb]ydel|Søndre Nordstrand)\w*")
ANY_DISTRICT = re.compile(r"[Bb]ydel\w* (?:og|eller) kommune\w*|[Kk]ommune\w* (?:og|eller) bydel\w*")
"""Said of municipalities and districts in general."""
ADDRESS = re.compile(r"[a-z0-9/:#._-]+")
"""An id or a path, which is not read as words."""
WHOSE = {"asker": ("asker-rutine", "veiviseren"), "brukertorg": ("asker-rutine",)}
"""The sources that tell of the first municipality. All else that is another's is told by the guide to EX/IN."""
EXIN = ("exin-veileder",)
OF_THE_METHOD = (
    "Metode: EX/IN (Oslo)",
    "En metode fra en bydel i Oslo. Gjelder plass i EX/IN, ikke retten til hjelp.",
    "Seks leksjoner for faser i en metode fra Oslo. Kommunen har ikke vedtatt den. Les dem når du arbeider med EX/IN.",
    "EX/IN er en metode fra en bydel i Oslo. Det som bare bygger på den, sier det øverst på siden.",
)
"""What the site itself says of where that method comes from: it names the source."""
MEMORY = Memory()

ROLES = """
  kommunen-fengselskontakt:
    tittel: fengselskontakten
    hos: kommunen
"""
HELD = ("kommunen-koordinator", "kommunen-utforer", "kommunen-virksomhetsleder", "fengselsteamet-radgiver")


def started(folder: Path) -> Project:
    """Make the folder of «Eksempel kommune» by the command."""
    answers = ["--mottak", "Innbyggertorget", "--telefon", "22 11 11 11", "--epost", "post@eksempel.example"]
    code = main(["start", str(folder), "--navn", "Eksempel kommune", *answers, "--adresse", BELOW])
    assert code == 0
    return Project(folder)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return started(tmp_path_factory.mktemp("kommuner") / "eksempel")


@pytest.fixture(scope="module")
def town(project: Project) -> Edition:
    return edition(project, MEMORY, site_url=BELOW)


Small = Callable[[str], Project]


@pytest.fixture
def small(project: Project, tmp_path: Path) -> Small:
    """Make a municipality like the first, whose roles have more."""

    def made(more: str) -> Project:
        shutil.copytree(project.folder, tmp_path / "ny")
        roles = tmp_path / "ny" / "routines" / "kommune" / "roller.yml"
        roles.write_text(roles.read_text("utf-8") + more, "utf-8")
        return Project(tmp_path / "ny")

    return made


# What is another municipality's.


def cited_by(handbook: Handbook, record: Record) -> set[str]:
    """Return the sources that *record* cites anywhere, or is; those of what a case is built on are cited by it too."""
    if isinstance(record, Source):
        return {record.id}
    built_on = [handbook.get(ref) for ref in record.rests_on] if isinstance(record, Exercise) else []
    cited = {ref.id.partition(":")[0] for _, ref in references(record) if ref.kind in ("utdrag", "kilde")}
    return cited.union(*(cited_by(handbook, one) for one in built_on if one))


@dataclass(frozen=True)
class Told:
    """What is another's and is told by the source it is from: texts that may stand anywhere, and names that may not."""

    texts: list[str]
    names: set[str]
    """Names and words of a few letters, where they are all that stands in a place."""

    @classmethod
    def by_the_sources_of(cls, handbook: Handbook) -> Told:
        teller, found = Teller(handbook), {*OF_THE_METHOD}
        for record in handbook:
            sources = cited_by(handbook, record)
            for _, value in walk(record):
                text = value.source if isinstance(value, Text) else value
                text = scope_words(value) if isinstance(value, Scope) else text
                if isinstance(text, str) and ANOTHERS.search(text) and all(map(sources.intersection, _whose(text))):
                    found |= {text, *(teller.paragraphs(value) if isinstance(value, Text) else ())}
        found = {form for one in found for form in (_flat(one), capital(_flat(one)))}
        found |= {part for one in found for part in re.split(r"(?<=[.?!]) ", one) if ANOTHERS.search(part)}
        of_sources = {name for source in handbook.all(Source).values() for name in (source.title, source.short)}
        long = {one for one in found if len(one.split()) > 3} | {name for name in of_sources if ANOTHERS.search(name)}
        long |= {*OF_THE_METHOD}
        return cls(sorted(long, key=len, reverse=True), found - long)

    def left(self, text: str) -> list[str]:
        """Return what is left of another municipality in *text*, whose parts are on lines of their own."""
        return [rest for line in re.split(r"\n| [·|] ", text) for rest in self._left(_flat(line))]

    def _left(self, line: str) -> Iterator[str]:
        begins = re.split(r" \(|:| – ", line)[0]  # «Bydel: …» and «Bydel – hva betyr det?» tell of the word
        if not ANOTHERS.search(line) or begins in self.names or ADDRESS.fullmatch(line):
            return
        for one in self.texts:
            line = line.replace(one, " ")
        line = ANY_DISTRICT.sub(" ", line)
        yield from (line[max(0, found.start() - 60) : found.end() + 40] for found in ANOTHERS.finditer(line))


def _whose(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the sources of which one must be cited where *text* stands, for each name in it."""
    for name in ANOTHERS.findall(text):
        yield next((sources for word, sources in WHOSE.items() if name.lower().startswith(word)), EXIN)


def _flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def told(town: Edition) -> Told:
    return Told.by_the_sources_of(town.handbook)


def test_what_no_source_tells_is_found(told: Told) -> None:
    assert told.left("Ring Brukertorget.") == ["Ring Brukertorget."]
    assert told.left("Oppgaven gjelder i Asker kommune.\nDen bygger på Askers rutine.") != []
    assert told.left("Flytter ut av bydelen i Oslo") != []
    assert told.left("Den bygger på Askers rutine.") == []


def test_the_profile_is_short(project: Project) -> None:
    files = [*(project.folder / "routines" / "kommune").rglob("*.yml")]
    assert sum(len(path.read_text("utf-8").splitlines()) for path in files) < 100


def test_no_page_has_anything_of_another_municipality(town: Edition, told: Told) -> None:
    found = {
        page.address: rest
        for page in unfinished(town)
        if not page.address.startswith("kilder/")
        if (rest := told.left(f"{page.title}\n{page.description}\n{_shown(page.body)}"))
    }
    assert found == {}


class Unfinished(Setting):
    """Pages before words are explained in them and links made relative: that takes most of the time."""

    def finished(self, page: Page) -> Page:
        return page


def unfinished(town: Edition) -> Iterator[Page]:
    written = {source: page for source, page in town.pages.items() if page.markdown}
    return iter((written | {page.source: page for page in pages(Unfinished(town.handbook, BELOW))}).values())


def _shown(html: str) -> str:
    """Return the text of *html*, each block on a line."""
    parsed = LexborHTMLParser(f"<body>{html}</body>")
    parsed.strip_tags(["script"])
    root = parsed.body
    nodes = root.traverse(include_text=True) if root else ()
    inline = ("a", "abbr", "strong", "em", "code")
    return "".join(
        " ".join((node.text_content or "").split("\n")) if node.tag == "-text" else "" if node.tag in inline else "\n"
        for node in nodes
    )


def test_no_sheet_has_anything_of_another_municipality(town: Edition, told: Told) -> None:
    found = {
        path: rest
        for path, make in everything(Teller(town.handbook))
        for text in _strings(data_of(town.handbook, make(), BELOW))
        if (rest := told.left(text))
    }
    assert found == {}


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield str(value)


def test_search_finds_nothing_of_another_municipality(town: Edition, told: Told) -> None:
    found = {
        one.address: rest
        for one in town.index.entries
        for text in (one.title, one.answer, *one.names, *one.items)
        if (rest := told.left(text))
    }
    assert found == {}
    assert town.index.engine().search("Innbyggertorget")[0]["title"] == "Innbyggertorget"


def test_the_data_has_nothing_of_another_municipality(town: Edition, told: Told) -> None:
    whole = next(one for one in opendata(town.handbook, BELOW) if one.path.endswith("alt.json"))
    sheets = [one.make().decode("utf-8-sig") for one in opendata(town.handbook, BELOW) if one.path.endswith(".csv")]
    cells = [cell for sheet in sheets for row in csv.reader(sheet.splitlines(), delimiter=";") for cell in row]

    assert len(cells) > 1000
    assert [rest for text in (*_strings(json.loads(whole.make())), *cells) for rest in told.left(text)] == []


def test_everything_is_still_sourced(town: Edition, real: Edition) -> None:
    ours = {record.ref: record for record in town.handbook}
    for record in real.handbook:
        if not record.overlay and record.ref in ours:
            assert len([*grounds(ours[record.ref])]) == len([*grounds(record)])
    assert {*real.handbook.all(Task)} == {*town.handbook.all(Task)}


def test_an_agreement_has_no_duty_that_another_municipality_gave_itself(town: Edition, real: Edition) -> None:
    def routines(edition: Edition) -> set[str]:
        handbook = edition.handbook
        held = [
            weigh(handbook, one).headline
            for partner in partners_for(handbook, DraftSort.AGREEMENT)
            for one in pact(handbook, partner).records
            if isinstance(one, Task)
        ]
        return {one.title for one in held if one and one.source_type in (SourceType.MUNICIPAL, SourceType.EXPERIENCE)}

    assert routines(town) == set()
    assert any("Askers rutine" in title for title in routines(real))


def test_the_telephone_and_the_name_are_where_the_reader_looks(town: Edition) -> None:
    front, about = town.pages["index.md"].body, town.pages["om/index.md"].body
    assert "22 11 11 11" in front
    assert "Innbyggertorget" in front
    assert "Eksempel kommune" in about


def test_what_nobody_answered_is_said_to_be_open(tmp_path: Path) -> None:
    assert main(["start", str(tmp_path / "ny"), *_unanswered("Eksempel kommune")]) == 0
    front = edition(Project(tmp_path / "ny"), MEMORY).pages["index.md"].body
    assert "Telefon og e-post er ikke fylt ut." in front
    assert "mottaket for henvendelser (kommunen)" in front


def _unanswered(name: str) -> list[str]:
    return [
        "--navn",
        name,
        *(part for option in ("mottak", "telefon", "epost", "adresse") for part in (f"--{option}", "")),
    ]


@pytest.mark.parametrize("name", ["Oslo", "Asker", "Halden"])
def test_a_municipality_that_the_core_names_as_a_place_can_have_the_handbook(name: str, small: Small) -> None:
    made = small("")
    profile = made.folder / "routines" / "kommune" / "kommune.yml"
    profile.write_text(profile.read_text("utf-8").replace("Eksempel", name), "utf-8")
    town = load(made.roots, shown_from=made.folder, memory=MEMORY).municipality
    assert town is not None
    assert town.title == f"{name} kommune"


# A small one.


def test_one_who_holds_several_roles_is_named_wherever_they_do_something(small: Small) -> None:
    change = "    endring: {måte: utfyller, hvorfor: Samme person.}\n    ivaretas_av: kommunen-fengselskontakt\n"
    made = edition(small(ROLES + "".join(f"  {role}:\n{change}" for role in HELD)), MEMORY)
    handbook = made.handbook
    contact = handbook.all(Role)["kommunen-fengselskontakt"]
    held = {Ref("rolle", role) for role in HELD}
    theirs = [task for task in handbook.all(Task).values() if held.intersection(doer.who for doer in task.doers)]

    assert len(theirs) > 2
    assert all("(fengselskontakten)" in doers_words(handbook, task) for task in theirs)
    assert {one.task.ref for one in tasks_of_role(handbook, contact.ref)} == {task.ref for task in theirs}
    assert {task.ref for task in theirs} <= {one.task.ref for one in tasks_of(handbook, handbook.actor(contact.ref))}
    page = made.pages["roller/kommunen-fengselskontakt.md"].body
    assert "Har hos oss også rollen" in page
    assert all(task.title in _shown(page) for task in theirs)


def test_a_role_that_is_taken_away_leaves_no_task_without_a_doer(small: Small, real: Edition) -> None:
    away = "    endring: {måte: tar bort, hvorfor: Vi har ingen.}\n    flyttet_til: kommunen-ledelse\n"
    handbook = edition(small(f"  kommunen-virksomhetsleder:\n{away}"), MEMORY).handbook
    gone, instead = Ref("rolle", "kommunen-virksomhetsleder"), Ref("rolle", "kommunen-ledelse")
    theirs = [task for task in real.handbook.all(Task).values() if gone in [doer.who for doer in task.doers]]

    assert theirs
    for task in theirs:
        assert instead in [doer.who for doer in handbook.all(Task)[task.id].doers]
    assert handbook.moved[gone] == instead
    assert "[[rolle/kommunen-virksomhetsleder]]" not in str([[*walk(record)] for record in handbook])


def test_a_role_that_is_taken_away_with_nobody_instead_is_a_fault_for_each_task(small: Small, real: Edition) -> None:
    away = "    endring: {måte: tar bort, hvorfor: Vi har ingen.}\n"
    project = small(f"  kommunen-virksomhetsleder:\n{away}")
    with pytest.raises(ContentError) as told:
        edition(project, MEMORY)
    gone = Ref("rolle", "kommunen-virksomhetsleder")
    theirs = [task for task in real.handbook.all(Task).values() if gone in [doer.who for doer in task.doers]]

    assert theirs
    for task in theirs:
        assert any(f"men {task.ref} bruker den. Skriv «flyttet_til»" in fault.message for fault in told.value.faults)


def test_the_municipality_itself_names_what_holds_instead(small: Small) -> None:
    away = "    endring: {måte: tar bort, hvorfor: En annen.}\n    flyttet_til: kommunen-ledelse\n"
    project = small(f"  kommunen-rutineeier:\n{away}")
    with pytest.raises(ContentError) as told:
        edition(project, MEMORY)
    said = [str(fault) for fault in told.value.faults]
    assert said
    assert all("«kommunen-rutineeier» har flyttet. Skriv «kommunen-ledelse»." in one for one in said)
    assert any(one.startswith("routines/kommune/kommune.yml:3: ") for one in said)


@pytest.mark.parametrize(
    ("holder", "said"),
    [
        ("kommunen-koordinator", "Rollen ivaretas av seg selv. Skriv rollen som har dem alle."),
        ("kommunen-ledelse", "«kommunen-ledelse», som «kommunen-fengselskontakt» ivaretar. Skriv rollen"),
    ],
)
def test_whoever_holds_a_role_is_the_one_to_ask(holder: str, said: str, small: Small) -> None:
    change = "    endring: {måte: utfyller, hvorfor: Samme.}\n    ivaretas_av: "
    lines = f"  kommunen-ledelse:\n{change}kommunen-fengselskontakt\n  kommunen-koordinator:\n{change}{holder}\n"
    with pytest.raises(ContentError) as told:
        edition(small(ROLES + lines), MEMORY)
    assert [said in fault.message for fault in told.value.faults] == [True]


# Below another site.


def test_what_is_printed_and_shared_leads_below_the_address_of_the_site(town: Edition) -> None:
    live = "https://eksempel.kommune.no/fengsel/"
    addresses = {
        sheet["address"]
        for _, make in [*everything(Teller(town.handbook))][-3:]
        for sheet in data_of(town.handbook, make(), live)["chapters"][0]["sheets"]
    }
    shared = "".join(one.make().decode() for one in feed(town.handbook, live))
    assert addresses
    assert all(one.startswith(live) for one in addresses)
    assert shared.count(live) > 5
    assert not re.search(r"https://eksempel\.kommune\.no/(?!fengsel/)", shared)


def test_no_link_of_a_page_begins_at_the_root_of_the_host(town: Edition) -> None:
    for address in ("index.md", "om/index.md", "roller/kommunen-mottak.md", "utskrift.md"):
        assert not re.search(r'(?:href|src|action)="/', town.pages[address].body)
