"""The closed vocabularies that code branches on, in the words of the field.

Values are what stands in YAML and on the page. Order matters where it is said.
"""

from __future__ import annotations

from enum import StrEnum


class Strength(StrEnum):
    """How binding a ground is, strongest first; `RIGHT` stands beside the others (the person's own right)."""

    SHALL = "skal"
    RESPONSIBLE = "har-ansvar"
    SHOULD = "bør"
    MAY = "kan"
    DOES = "gjør"
    RIGHT = "rett"


class SourceType(StrEnum):
    """What kind of source says so, weightiest first (rundskriv and avtale weigh the same)."""

    LAW = "lov"
    REGULATION = "forskrift"
    CIRCULAR = "rundskriv"
    AGREEMENT = "avtale"
    GUIDELINE = "nasjonal veileder"
    DRAFT = "utkast"
    MUNICIPAL = "kommunal rutine"
    METHOD = "metode"
    EXPERIENCE = "erfaring"
    PROPOSAL = "forslag fra redaksjonen"


class StandingState(StrEnum):
    """Whether a source or provision holds today, as far as it was read."""

    IN_FORCE = "i kraft"
    CHANGED_UNREAD = "endret, ny tekst ikke lest"
    NOT_IN_FORCE = "vedtatt, ikke i kraft"
    REPLACED = "erstattet"
    REPEALED = "opphevet"
    DRAFT = "utkast"
    DISPUTED = "omstridt"
    UNCLEAR = "ikke avklart"
    UNREAD = "ikke lest"


class Participation(StrEnum):
    """How several doers of one task share it."""

    TOGETHER = "sammen"
    EACH = "hver for seg"
    ALL_CONCERNED = "alle berørte"
    NOT_SAID = "ikke sagt"


class WhichMunicipality(StrEnum):
    """Which municipality a municipal doer belongs to."""

    PRISON = "fengselskommunen"
    BEFORE = "før innsettelse"
    DURING = "bor i under soning"
    MOVES_TO = "flytter til"
    STAY = "der personen oppholder seg"
    UNCLEAR = "ikke avklart"


class DraftSort(StrEnum):
    """What the handbook drafts for the municipality to treat with an actor."""

    AGREEMENT = "avtale"
    LETTER = "brev"


class ConditionSort(StrEnum):
    """Only a *situation* filters; the others are shown beside the task."""

    SITUATION = "situasjon"
    PREREQUISITE = "forutsetning"
    DISCRETION = "skjønn"


class Requirement(StrEnum):
    """What it takes before one may tell another."""

    CONSENT = "samtykke"
    MAY_WITHOUT = "kan uten samtykke"
    SHALL_WITHOUT = "skal uten samtykke"
    NOT_ALLOWED = "ikke lov"
    ASK_LAWYER = "avklar med jurist"


class TimingKind(StrEnum):
    """What a timing says: when to begin, when at the latest, how much must remain, how often."""

    START = "start"
    LATEST = "senest"
    REMAINING = "minst igjen"
    REPEATED = "gjentas"


class Unit(StrEnum):
    """The unit of a timing's numbers."""

    HOURS = "timer"
    DAYS = "dager"
    WORKING_DAYS = "virkedager"
    WEEKS = "uker"
    MONTHS = "måneder"
    YEARS = "år"


class Direction(StrEnum):
    """On which side of the event the time lies."""

    BEFORE = "før"
    AFTER = "etter"
    AT = "ved"


class ItemSort(StrEnum):
    """What a list or form has room for at an item."""

    TICK = "kryss"
    FIELD = "felt"
    TEXT = "tekst"


class StatementSort(StrEnum):
    """What sort of fact a statement is; search says it."""

    BACKGROUND = "bakgrunn"
    AIM = "mål"
    RULE = "regel"
    ORGANISATION = "organisering"
    CHARACTERISTIC = "kjennetegn"
    LIMIT = "grense"
    RESULT = "resultat"
    SUCCESS_FACTOR = "suksessfaktor"
    CHALLENGE = "utfordring"
    TIP = "tips"


class Audience(StrEnum):
    """Whom the handbook speaks to as «du»."""

    PERSON = "personen"
    CLOSE = "nærmeste"


class Approval(StrEnum):
    """Whether a file's content is approved by its owner."""

    DRAFT = "utkast"
    APPROVED = "godkjent"


class OverlayMode(StrEnum):
    """How a municipality's record relates to the core record of the same id."""

    COMPLETES = "utfyller"
    REPLACES = "erstatter"
    REMOVES = "tar bort"


class ReadingManner(StrEnum):
    """How a law's text was read."""

    UNOFFICIAL_COPY = "uoffisiell kopi av Lovdatas åpne data"
    LOVDATA = "lovdata.no"
    COMPARED = "sammenlignet ord for ord med teksten som var lest"
    OTHER_LAW = "omtalt i en annen lov eller forskrift"
