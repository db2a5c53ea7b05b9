"""What changes id keeps every address it had: its pages, sheets, Word files, and what follows # in a link."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from browser import served
from trial import Trial

from macros.addresses_kept import keep, vanished
from macros.compare import decide
from macros.content.load import load
from macros.edition import Edition
from macros.publish import publish
from macros.records.kinds import KINDS
from macros.records.references import KINDS as REF_KINDS
from macros.records.references import Ref

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FILES = (
    "aktorer/kommunen-bolig", "kilder/rundskriv", "lover/boligloven", "leksjoner/forste-uke",
    "ovingscaser/mangler-nokkel", "rutiner/fengselsteam", "faser/forste", "sjekklister/loslatelse",
    "skjemaer/samarbeid",
)  # fmt: skip
KEYS = (
    "stadier.yml/i-fengsel", "temaer.yml/helse", "hendelser.yml/loslatelse", "vilkar.yml/varetekt",
    "roller.yml/kommunen-mottak", "begreper.yml/individuell-plan", "uenigheter.yml/tidlig-eller-sent",
    "avklaringer.yml/hvem-henter", "overleveringer.yml/medisinliste", "delinger.yml/medisinliste-til-kommunen",
    "oppgaver/bolig.yml/begynne-tidlig", "opplysninger/bolig.yml/mange-mangler-bolig",
    "samtaler/helse.yml/forste-samtale", "sporsmal.yml/trenger-seng",
)  # fmt: skip
"""One record of each kind, in a file of its own or by its key."""

CORE = "routines/kjerne"
LIST = f"{CORE}/sjekklister/loslatelse.yml"
SMALL = """tittel: Ut
formål: Ingenting skal være glemt.
grunnlag: [{utdrag: "metode:3"}]
deler:
  - punkter:
      vaske: {tekst: Rommet er vasket, grunnlag: [{utdrag: "metode:3"}]}
      las: {tekst: Døren er låst, grunnlag: [{utdrag: "metode:3"}]}
"""


class Html(HTMLParser):
    """The ids and links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" and "href" in found else []


def renamed(trial: Trial, files: tuple[str, ...], keys: tuple[str, ...] = ()) -> Edition:
    """Rename records as an editor does: the id first, and then whatever each message says, until there is none."""
    for name in files:
        path = trial.folder / CORE / f"{name}.yml"
        path.rename(path.with_name(f"{path.stem}-ny.yml"))
        trial.lay(f"{CORE}/{name}.yml", f"flyttet_til: {path.stem}-ny\n")
    for name in keys:
        place, _, key = name.rpartition("/")
        trial.edit(f"{CORE}/{place}", f"\n  {key}:\n", f"\n  {key}: {{flyttet_til: {key}-ny}}\n  {key}-ny:\n")
    for _ in range(6):
        told = trial.faults()
        for fault in sorted(told, key=lambda one: "Gi filen navnet" in one):
            _mended(trial, fault)
        if not told:
            return trial.edition()
    raise AssertionError(told)


def _mended(trial: Trial, fault: str) -> None:
    place, number, message = re.match(r"(.+?):(\d+): (.*)", fault).groups()  # type: ignore[union-attr]  # a fault is so
    path = trial.folder / place
    if named := re.search(r"compare --avgjort (\S+?)»", message):
        waiting = load(trial.project.roots, shown_from=trial.folder, deciding=True)
        [*decide(trial.project, waiting, [named[1]])]
        return
    if name := re.search(r"Gi filen navnet «(.+)»", message):
        path.rename(path.with_name(name[1]))
        return
    old, new = re.search(r"«([^»]+)»(?: har flyttet| fører).*«([^»]+)»", message.split(" Skriv filen")[0]).groups()  # type: ignore[union-attr]  # so is each of these
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = int(number) - 1
    lines[at] = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, lines[at])
    path.write_text("".join(lines), "utf-8")


def dead_ends(made: Edition) -> list[str]:
    """Return every link of a page that leads on whose page or anchor is not there."""
    pages = {f"/{page.address}": Html(page.body).ids for page in made.pages.values()}
    found = []
    for path, output in made.outputs.items():
        if path.endswith("index.html"):
            for link in Html(output.make().decode()).links:
                to, _, part = urljoin(f"/{path.removesuffix('index.html')}", link).partition("#")
                if to not in pages or (part and part not in pages[to]):
                    found.append(f"{path} → {link}")
    return found


def led(made: Edition, address: str) -> list[str]:
    """Return where the links of the page at *address* lead."""
    html = made.outputs[f"{address}index.html"].make().decode()
    return [urljoin(f"/{address}", link) for link in Html(html).links]


def test_every_kind_keeps_all_its_addresses_when_it_is_renamed(trial: Trial) -> None:
    before = trial.edition()
    keep(trial.project, before)
    had = {f"/{page.address}": Html(page.body).ids for page in before.pages.values()}

    made = renamed(trial, FILES, KEYS)

    assert {ref.kind for ref in made.handbook.moved} >= {kind.name for kind in KINDS} - {"kommune"}
    assert vanished(trial.project, made) == []
    assert dead_ends(made) == []
    now = {f"/{page.address}": Html(page.body).ids for page in made.pages.values()}
    assert [address for address, ids in now.items() if len(ids) != len({*ids})] == []
    prefixes = tuple(f"{kind}-" for kind in REF_KINDS)
    lost = {
        f"{address}#{one}"
        for address, ids in had.items()
        for one in ids
        if one.startswith(prefixes)
        and one not in now.get(address, ())
        and one not in Html(made.outputs[f"{address[1:]}index.html"].make().decode()).ids
        and one not in now[led(made, address[1:])[0]]
    }
    assert lost == set()


def test_sheets_packs_and_word_files_are_the_same_under_the_old_name(trial: Trial) -> None:
    made = renamed(trial, ("sjekklister/loslatelse", "faser/forste"))

    for old in ("pdf/sjekkliste-loslatelse.pdf", "word/sjekkliste-loslatelse.docx", "pdf/pakke-forste.pdf"):
        today = made.outputs[re.sub(r"(\.\w+)$", r"-ny\1", old)]
        assert made.outputs[old].make() == today.make()
        assert made.outputs[old].decided() == today.decided()


def test_old_ids_are_nowhere_but_where_they_lead_on(trial: Trial) -> None:
    made = renamed(trial, ("sjekklister/loslatelse",))
    page = made.outputs["sjekklister/loslatelse/index.html"].make().decode()

    assert "sjekklister/loslatelse/" not in {page.address for page in made.pages.values()}
    assert b'"loslatelse"' not in made.outputs["api/v1/sjekklister.json"].make()
    assert "<title>Siden har flyttet: Sjekkliste ved løslatelse</title>" in page
    assert '<link rel="canonical" href="../loslatelse-ny/">' in page
    assert 'name="robots" content="noindex"' in page
    assert '<li id="punkt-loslatelse-nokkel"><a href="../loslatelse-ny/#punkt-loslatelse-ny-nokkel">' in page


# What lies inside a record.


def test_an_item_moves_within_its_list_and_to_another(trial: Trial) -> None:
    trial.lay_record("kjerne/sjekklister/ut.yml", SMALL)
    trial.lay_record("kjerne/sjekklister/hjem.yml", SMALL.replace("vaske", "feie"))
    place = f"{CORE}/sjekklister/ut.yml"
    trial.edit(
        place,
        "      vaske:",
        "      vaske: {flyttet_til: punkt/hjem-feie}\n      skrubbe: {flyttet_til: las}\n      rydde:",
    )
    made = trial.edition()

    assert led(made, "p/punkt/ut-skrubbe/") == ["/sjekklister/ut/#punkt-ut-las"]
    assert led(made, "p/punkt/ut-vaske/") == ["/sjekklister/hjem/#punkt-hjem-feie"]
    html = Html(made.pages["sjekklister/ut.md"].body)
    assert {"punkt-ut-skrubbe", "punkt-ut-vaske"} < {*html.ids}
    assert "../hjem/#punkt-hjem-feie" in html.links


def test_what_moved_inside_a_list_moves_on_with_it(trial: Trial) -> None:
    trial.edit(LIST, "      nokkel:\n", "      nokkel: {flyttet_til: noklene}\n      noklene:\n")
    moved = renamed(trial, ("sjekklister/loslatelse",)).handbook.moved

    today = Ref("punkt", "loslatelse-ny-noklene")
    assert {old.id for old, new in moved.items() if new == today} == {
        "loslatelse-ny-nokkel", "loslatelse-nokkel", "loslatelse-noklene"
    }  # fmt: skip


def test_the_items_of_a_list_that_became_something_else_say_where_they_are(trial: Trial) -> None:
    trial.lay_record("kjerne/sjekklister/ut.yml", SMALL)
    keep(trial.project, trial.edition())
    moved = "flyttet_til: rutine/fengselsteam\ndeler:\n  - punkter:\n      vaske: {flyttet_til: oppgave/vaske-rommet}\n"
    trial.lay(f"{CORE}/sjekklister/ut.yml", moved)
    made = trial.edition()

    assert led(made, "sjekklister/ut/")[0] == "/rutiner/fengselsteam/"
    assert led(made, "p/punkt/ut-vaske/") == ["/tema/bolig/#oppgave-vaske-rommet"]
    [gone] = vanished(trial.project, made)
    assert gone.message.split()[1] == "/p/punkt/ut-las/"
    assert "under «punkter:» i filen sjekklister/ut.yml, ved siden av «flyttet_til» der" in gone.message


def test_a_passage_and_a_provision_move(trial: Trial) -> None:
    trial.edit(f"{CORE}/kilder/rundskriv.yml", '  "4":', '  "6": {flyttet_til: "4"}\n  "4":')
    trial.edit(
        f"{CORE}/lover/boligloven.yml", "bestemmelser:\n", "bestemmelser:\n  1a: {flyttet_til: boligforskriften:2}\n"
    )
    made = trial.edition()

    assert led(made, "p/utdrag/rundskriv-6/") == ["/kilder/rundskriv/#utdrag-rundskriv-4"]
    assert led(made, "p/bestemmelse/boligloven-1a/") == ["/lover/boligforskriften/#bestemmelse-boligforskriften-2"]


# The municipality's layer.


def test_the_municipality_puts_its_own_in_place_of_a_core_record(trial: Trial) -> None:
    trial.lay_record("kjerne/sjekklister/ut.yml", SMALL)
    keep(trial.project, trial.edition())
    trial.lay_record("kommune/sjekklister/var-liste.yml", SMALL)
    removed, change = "routines/kommune/sjekklister/ut.yml", "endring: {måte: tar bort, hvorfor: Vi har vår egen.}\n"

    told = [fault.message for fault in vanished(trial.project, trial.lay(removed, change).edition())]
    remedy = f"Legg inn «flyttet_til: ny-id» ved siden av «endring» i {removed}:1, med det som gjelder i stedet."
    assert len(told) == 5
    assert [one for one in told if not one.endswith(remedy)] == []

    made = trial.lay(removed, f"{change}flyttet_til: var-liste\n").edition()
    assert vanished(trial.project, made) == []
    assert led(made, "p/punkt/ut-vaske/") == ["/sjekklister/var-liste/#punkt-var-liste-vaske"]


def test_what_the_core_uses_of_a_list_that_was_taken_away_must_be_replaced_too(trial: Trial) -> None:
    place = "kommune/sjekklister/loslatelse.yml"
    trial.lay(f"routines/{place}", "endring: {måte: tar bort, hvorfor: Vi har vår egen.}\n")

    assert (
        f"routines/{place}:1: «loslatelse» er tatt bort, men avklaring/hvem-henter bruker den. "
        "Skriv «flyttet_til» med det som gjelder i stedet, erstatt også den, eller la begge stå."
    ) in trial.faults()


# In a browser.


def test_what_follows_the_hash_comes_along_with_and_without_a_server(browser: Browser, trial: Trial) -> None:
    made = renamed(trial, ("sjekklister/loslatelse",))
    site = trial.folder / "site"
    publish(trial.project, made, site, files=True)
    page = browser.new_page()
    without_scripts = browser.new_context(java_script_enabled=False).new_page()
    with served(site) as base:
        for root in (base, f"{site.as_uri()}/"):
            for asked, found in {
                "sjekklister/loslatelse/index.html#punkt-loslatelse-nokkel": "#punkt-loslatelse-ny-nokkel",
                "sjekklister/loslatelse/index.html#eksemplarer": "#eksemplarer",
                "p/punkt/loslatelse-nokkel/index.html": "#punkt-loslatelse-ny-nokkel",
            }.items():
                page.goto(root + asked)
                page.wait_for_url(f"{root}sjekklister/loslatelse-ny/index.html{found}")
                without_scripts.goto(root + asked)
                without_scripts.wait_for_url(f"{root}sjekklister/loslatelse-ny/index.html*")
            page.goto(f"{root}tema/bolig/index.html#oppgave-skaffe-bolig")
            page.wait_for_url("**#oppgave-finne-bolig")
    page.close()
    without_scripts.context.close()
