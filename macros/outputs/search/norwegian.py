"""The Norwegian of search: stems, nynorsk and older spellings of a word, and words that only bind a sentence together.

The stemmer is Snowball's. How a word is cut and folded is said in `theme/search/1-words.js` alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import snowballstemmer

_DERIVED: Final = re.compile(r".*?(?:leg|ig|lov)")
"""Word parts that Snowball takes for endings, but that tell a bolig, a fastlege and a lov from something else."""

_UNCUT: Final = frozenset({"fare", "passe", "dato"})
"""Words that would be others without their ending: a fare is no far."""

_SYNCOPE: Final = re.compile(r"(?<=[bdfgklmnprstv])e(?=l$)")
"""The vowel that falls out in «fengsel – fengsler», «middel – midler», «nøkkel – nøkler»."""

_SPELLINGS: Final = (
    ("løs", "laus"), ("hjem", "heim"), ("tjeneste", "teneste"), ("giv", "gjev"), ("frem", "fram"), ("fram", "frem"),
    ("bolig", "bustad"), ("taushet", "teie"), ("enhet", "eining"), ("syk", "sjuk"), ("skole", "skule"),
    ("uke", "veke"), ("hold", "hald"), ("veiled", "rettlei"), ("mulig", "mogleg"), ("midlertidig", "mellombels"),
    ("selv", "sjølv"), ("virksomhet", "verksemd"), ("sikkerhet", "tryggleik"), ("henvis", "tilvis"),
    ("bestemmelse", "føresegn"), ("betjent", "betent"), ("øyeblikk", "augeblikk"), ("verge", "verje"),
    ("medvirk", "medverk"), ("forskjell", "skilnad"), ("begynn", "byrj"), ("navn", "namn"), ("besøk", "vitj"),
    ("søk", "søkj"), ("tenk", "tenkj"), ("ks", "x"),
)  # fmt: skip
"""Bokmål, and how nynorsk (or the other bokmål, or an older hand) spells it. A word of ours is found by both."""

_IRREGULAR: Final = """
slippe slipp slapp sluppet slepp sleppe sleppt | sitte sittet sit sete | skrive skrev skrevet skreiv
bo bodde bodd bur bu budde | bryte brøt brutt braut | komme kom kjem | gå gikk gått gjekk | dra dro dratt drog
si sa sagt sier seier | vite vet visste visst veit | spørre spør spurte spurt | hjelpe hjalp hjulpet
følge fulgte fulgt følgde | fortelle fortalte fortalt fortel | ta tok tatt tek teke
finne fant funnet fann | drikke drakk drukket | sprekke sprakk sprukket | sove sov sovet søv | be ba bedt ber
trekke trakk trukket | treffe traff truffet | forsvinne forsvant forsvunnet | falle falt | forlate forlot forlatt
holde holdt held | ligge lå ligget | legge lagt | stå stod sto stått | rekke rakk rukket | fryse frøs frosset
selge solgte solgt | drive drev drevet | slå slo slått | mor mora moren mødre | bror broren brødre | søster søstre
datter døtre | natt netter | tann tenner | psykisk psyke psyken | ny nytt | trygg trygt | klar klart | sikker sikkert
åpen åpent | rask raskt | sen sent | enkel enkelt | passe passer | avslå avslo avslått | pågripe pågrep pågrepet
"""
"""Words whose forms no rule of endings brings together, in bokmål and nynorsk; the first is the one we write."""

_ALIKE: Final = """
løslatelse løslate slippe utskriving utslipp frigi | fengsel anstalt | innsatt fange | straff soning dom dømt domfelt
bolig leilighet hybel husrom bosted bopel | arbeid jobb yrke sysselsetting | opplæring utdanning skole studier kurs
penger økonomi midler kontanter lønn | stønad trygd ytelse sosialhjelp | dekke betale koste utgift kostnad regning
klage anke protest | vedtak avgjørelse beslutning avgjøre beslutte | nekte avslag avslå avvise nei
frist ventetid tidsfrist venteliste | lege doktor fastlege fengselslege | sykehus spesialisthelsetjeneste klinikk
psykisk psykiatri mental psyke psykolog psykiater | sykdom syk lidelse plage | medisin legemiddel tablett pille
øyeblikkelig akutt haster krise | tilbakefall sprekk | fare risiko farlig trussel
pårørende familie foreldre slektning | forsvarer advokat jurist | møte treffe samling
samtale prate snakke drøfte diskutere | besøk oppsøke | reise transport billett tog buss taxi kjøre skyss
hente levere kjøre følge | postkasse post epost mail brev | kontortid kveld natt helg stengt ferie helligdag
klær tøy jakke sko | utstyr møbler innbo seng | flytte bytte overføre skifte endre
slutte avslutte opphøre stoppe ferdig utfasing | starte begynne oppstart | leder sjef ledelse
kollega medarbeider ansatt | tvist uenighet krangel konflikt | informere opplyse varsle beskjed melde fortelle
opplysning informasjon | taushet taushetsplikt hemmelig konfidensiell | samtykke tillatelse godkjenning
skjema blankett papir | vilkår krav betingelse kriterium | brudd bryte overtredelse | koordinere samordne
råd veiledning rådgivning | hjelp bistand støtte assistanse | kunnskap kompetanse
nettverk venner kamerat kompis omgangskrets | sosial samvær fritid gøy kino | aktivitet trening | lokale kontor rom
journal dokumentasjon notat logg referat | gjeld lån skylde inkasso | arbeidsgiver bedrift firma | tiltak program
metode modell opplegg | evaluere oppsummere | rutine prosedyre framgangsmåte | dato tidspunkt | forlenge utsette
permisjon perm | frigang utgang | varetekt arrest pågripe fengsling | rett rettighet | unntak fritak | antall mange
alder år | utrygg redd truet | skjermet diskret uforstyrret | ensom alene | vanskelig tungt sliten | ung ungdom
bakgrunn oppvekst fortid | beholde miste | nett internett innlogging | dokumentere registrere
virke effekt resultat bevis | erfaring praksis | opprette etablere danne | forberede planlegge klargjøre
hindre unngå forebygge | innkalle invitere kalle | innsettelse innkomst fengsling | jevnlig ofte regelmessig ukentlig
kartlegge utrede undersøke | midlertidig akutt | mål drøm ønske | plassering organisering | vandel politiattest
relasjon tillit | regel bestemmelse | ressurs bemanning kapasitet | trygg trygghet sikker sikkerhet | skriftlig brev
nervøs stress grue engstelig | utleier huseier | ungdom tenåring | betjent vokter | ansette rekruttere | år åring
edru rusfri | savne mangle | huske glemme | krangle sint | sove overnatte overnatting seng | deltaker bruker
etat organ instans | kjøpe handle | fullmektig representant | frafall forsvinne | refusjon tilbakebetaling
søknad søke | ansvar oppgave plikt | tilsyn kontroll | avtale kontrakt | notere skrive | hente plukke
delta stille medvirke bidra | program opplegg prosjekt | opptak inntak | love garantere | lovlig gyldig tillatt
angre ombestemme | sms melding tekstmelding | krone penger | innsyn lese | grunn årsak begrunne
vurdering mening syn | hus bolig | faktura regning | stoff dop narkotika heroin amfetamin rus
dokument papir sakspapir | forsvinne borte vekk | gutt sønn | jente datter | celle avdeling | mobil telefon
sykmeldt syk fravær | avbryte pause | lås låse nøkkel | sulten mat | øve trene | selvstendig alene | leietaker leie
dårlig syk | opphold overnatting | legekontor lege | rett krav | lærer skole
kontaktperson kontakt | farlig fare
"""
"""Words that a reader may use for each other, whatever they are about. Each group ends with «|» or its line."""

_ACTION: Final = re.compile(r"(?:els|n?ing|er)$")
"""Endings of an action and of the one who acts, which come from one verb: rådgivning – rådgiver, henting – hente."""

_ENDINGS: Final = """
ing inga ingen ingar ingane inger ning ninga ningen else elsen elser ere eren erens erne ernes ar arar arane aren ane
ande ende ene en et er e a s heit heita leg leik
"""

_STOPS: Final = """
alle alt and andre at av bare ble bli blir bør da de deg dei deira dem den denne der deres det dette din disse du eg
ein eit ei eller en enn er et etter for fra frå få får fått gang gi gir gjelder gjer gjera gjør gjøre går ha hadde han
hans har hennes henne her ho hos hun hva hvem hvilke hvilken hvilket hvis hvor hvordan hvorfor i ifra ikke ikkje inn
innen jeg kan kor korleis kven kva kvar kvifor kunne man med meg mellom men mer mine min mitt mot må måtte ned noe
noen nokon noko nå når og også om opp oss over på sin sine sitt skal skulle slik som så til trenger treng under ut
vart ved vedrørende vere vi vil vår vårt være var å åt eigen sjå se ham dere dokker slike slikt sånn sånt altså jo
dersom fordi siden mens mest allerede både enten verken likevel seg vært blitt egentlig kanskje veldig ennå hit dit
etterpå liksom via derfor dermed heller
"""

_WEAK: Final = """
alltid annen annet begynne begynner beste bestemme bestemmer bruke bruker bør egen eget egne enda fikse fikser finne
finner flere fleire folk fortelle forteller fortsette fortsetter full følge følger gjort gjøre god gode godt greie ha
hel hele heile helt henne hjelpe hjelper hjelp hjemme hos hver hvert igjen ingen inne komme kommer lage lager lang
lange lenge lengre lese leser ligge ligger liten litt lov mange meste mye mykje mens ny nye nok noensinne ordne ordner
person personen prate rett riktig ringe ringer samme selv sende sender si sier sist siste sitte sitter skje skjer
skaffe skaffer skrive skriver slutte slutter snakke snakker spør spørre starte starter stor store sted stad står stå
svare svarer ta tar tatt ting tid tiden ute uten vanlig vare varer vet vite venter vente vise viser virkelig bli ble
gjennom paragraf gå dra kreve krever kreves fort snart samtidig to tør bra ganske begge kunne slags be betyr betydning
hverandre neste ekstra passe rundt uke uker uka måned måneder tre fire fem seks sju åtte
"""


def _groups(text: str) -> list[list[str]]:
    """Return the groups of words in *text*; each ends with «|» or its line."""
    return [words for group in text.replace("\n", "|").split("|") if (words := group.split())]


_FIRST: Final = {form: first for first, *forms in _groups(_IRREGULAR) for form in forms}

ENDINGS: Final = frozenset(_ENDINGS.split())
"""Endings that may follow a word though none of our texts has it with them, those of nynorsk too."""

STOPS: Final = frozenset(_STOPS.split())
"""Words that a query is understood without."""

WEAK: Final = frozenset(_WEAK.split())
"""Words that say little of what is asked for: to ask, to do and to come, how long and how much."""


def irregular() -> Iterator[tuple[str, str]]:
    """Yield the word that we write with each of its forms that no ending makes."""
    for form, first in _FIRST.items():
        yield first, form


@cache
def stem(word: str) -> str:
    """Return *word* without its endings, and without the vowel that falls out before some of them."""
    return _SYNCOPE.sub("", cut(_FIRST.get(word, word)))


@cache
def cut(word: str) -> str:
    """Return *word* without its endings."""
    short: str = word if word in _UNCUT else _stemmer().stemWord(word)
    kept = _DERIVED.match(word[len(short) :])
    return short + kept[0] if kept else short


def spellings(word: str) -> Iterator[str]:
    """Yield how else *word* may be spelt: nynorsk, each rule alone and all together."""
    whole = word
    for ours, other in _SPELLINGS:
        if ours in word and ours != other:
            yield word.replace(ours, other, 1)
            whole = whole.replace(ours, other, 1)
    if word.endswith("else"):
        yield f"{word.removesuffix('else')}ing"
        whole = f"{whole.removesuffix('else')}ing"
    if whole != word:
        yield whole


def alike() -> Iterator[tuple[str, str]]:
    """Yield every word with each that a reader may use for it."""
    for group in _groups(_ALIKE):
        yield from permutations(group, 2)


def kin(short: str) -> str:
    """Return the stem of the verb that the stem *short* comes from, or nothing."""
    without = _ACTION.sub("", short)
    return without if without != short and len(without) > 3 else ""


@cache
def _stemmer() -> snowballstemmer.stemmer:
    import snowballstemmer  # what only a build needs is not imported for a check

    return snowballstemmer.stemmer("norwegian")
