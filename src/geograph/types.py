"""The frozen domain types that the stages hand to each other.

Everything here is a value: frozen, hashable where its fields are, made of strings, numbers, dates and tuples, and
importing nothing of geograph. All offsets are Unicode code points into ``Article.text``, half-open: ``[start, end)``.

Reading order is the data flow: ``Article`` (what was read), ``Mention`` and ``Entity`` (who and what is in it),
``Event`` and ``Claim`` (what happened, and who says so), ``Document`` (all of it together).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Claim",
    "Coordinates",
    "Document",
    "Entity",
    "EntityKind",
    "Event",
    "Mention",
    "MentionForm",
    "MentionKind",
    "Polarity",
    "Problem",
    "Provenance",
    "Quantity",
    "Relation",
    "Role",
    "RoleName",
    "Sentence",
    "Severity",
    "SpeechAct",
    "Status",
    "TimeValue",
    "Uncoded",
]


# ---------------------------------------------------------------- what was read
class Severity(StrEnum):
    """How bad a problem is: an error lost something, a warning may have, a note explains."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something odd in the input, recorded instead of raised.

    ``where`` names the file (and line) for problems of reading; ``start``/``end`` are offsets into the article's text
    for problems of later stages. ``hint`` says what the user can do.
    """

    severity: Severity
    stage: str
    message: str
    where: str | None = None
    start: int | None = None
    end: int | None = None
    hint: str | None = None


class BlockKind(StrEnum):
    """What a stretch of the text is: only boilerplate is never read."""

    HEADLINE = "headline"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch ``[start, end)`` of the text that is set apart by its layout. No sentence crosses a block's border."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text as it was read.

    ``id`` is the SHA-256 (hexadecimal) of ``text`` in UTF-8, so the same text has the same id wherever it lies.
    ``source`` says where it was read (a path, ``path:line`` or ``-``) and never enters a file that is written.
    ``language`` is a BCP 47 tag. ``published`` is the day that relative times count from, or None when unknown.
    """

    id: str
    text: str
    source: str = ""
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "en"
    published: datetime.date | None = None
    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()


# ---------------------------------------------------------------- who and what is in it
class MentionKind(StrEnum):
    """What a mention denotes where it stands: "Russia" is a STATE when it acts, a PLACE when things happen in it."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    PLACE = "place"
    NATIONALITY = "nationality"
    TIME = "time"
    QUANTITY = "quantity"
    MONEY = "money"
    WEAPON = "weapon"
    PLATFORM = "platform"
    VEHICLE = "vehicle"


class MentionForm(StrEnum):
    """How a mention denotes: by a name, a description, a pronoun, or a value (times, numbers, sums)."""

    NAMED = "named"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    VALUE = "value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span of text that denotes something.

    ``head`` is the offset of the first character of its syntactic head, which is what other stages join on.
    ``entity`` is the id of the entity it was resolved to, None when it was left open. ``score`` in [0, 1] says how
    sure the resolution is, ``rule`` by which rule it was made.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    form: MentionForm
    sentence: int
    entity: str | None = None
    score: float = 1.0
    rule: str = ""


class EntityKind(StrEnum):
    """The type of an entity; the values are local names of the ontology's classes."""

    STATE = "State"
    PERSON = "Person"
    GOVERNMENT = "GovernmentBody"
    MILITARY = "MilitaryForce"
    SECURITY = "SecurityService"
    ARMED_GROUP = "ArmedGroup"
    PARTY = "Party"
    IGO = "InternationalOrganisation"
    MEDIA = "MediaOrganisation"
    COURT = "Court"
    COMPANY = "Company"
    ORGANISATION = "Organisation"
    POPULATION = "Population"
    PLACE = "Place"
    VEHICLE = "Vehicle"
    INCIDENT = "IncidentReference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinates:
    """A point in WGS 84, in decimal degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What mentions resolve to: an actor of the atlas, or one that only this text knows.

    ``id`` is the local name of its IRI and is made of content. ``country`` is a PLOVER actor code (ISO 3166-1 alpha-3,
    or IGO, UNO, EUR, NGO, IMG, MNC ...), ``sector`` a PLOVER sector (GOV, MIL, REB ...), None where it has none.
    ``known`` is True when it is in the atlas or in a table of the user's. ``represents`` is the id of the state in
    whose name it acts.
    """

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    geonames: str | None = None
    coordinates: Coordinates | None = None
    office: str | None = None
    represents: str | None = None
    known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where and by what something was read: article, evidence span, sentence number, rule, lexicon version."""

    article: str
    start: int
    end: int
    sentence: int
    rule: str
    lexicon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A standing tie between two entities that the text or the atlas gives: partOf, affiliatedWith, presidentOf ..."""

    subject: str
    predicate: str
    object: str
    provenance: Provenance
    since: datetime.date | None = None
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeValue:
    """A normalised time expression.

    ``first`` and ``last`` are the days (inclusive) it covers; ``precision`` is day, part-of-day, week, month, season,
    year, decade or range; ``direction`` is past, present or future as seen from the publication date, None if unknown.
    Unresolved expressions ("Tuesday" without a publication date) have neither day.
    """

    start: int
    end: int
    text: str
    first: datetime.date | None = None
    last: datetime.date | None = None
    precision: str = "day"
    direction: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with what it counts.

    ``kind`` is killed, injured, detained, troops, sorties, targets, strikes, money, people or other; ``bound`` is
    exactly, at-least, at-most, about; ``unit`` is what is counted or measured, as a lemma or a currency code.
    """

    start: int
    end: int
    text: str
    value: float
    kind: str = "other"
    unit: str | None = None
    bound: str = "exactly"
    rule: str = ""


# ---------------------------------------------------------------- what happened, and who says so
class Status(StrEnum):
    """The standing of a proposition. Only REPORTED and DECLARED make a flat edge."""

    REPORTED = "Reported"
    DECLARED = "Declared"
    CLAIMED = "Claimed"
    ALLEGED = "Alleged"
    PLANNED = "Planned"
    ORDERED = "Ordered"
    THREATENED = "Threatened"
    DENIED = "Denied"
    DISPUTED = "Disputed"
    HYPOTHETICAL = "Hypothetical"

    @property
    def factual(self) -> bool:
        """Whether a proposition of this standing may be drawn as a fact."""
        return self in (Status.REPORTED, Status.DECLARED)


class SpeechAct(StrEnum):
    """How a claimer says it."""

    STATEMENT = "Statement"
    DECLARATION = "Declaration"
    CLAIM_OF_RESPONSIBILITY = "ClaimOfResponsibility"
    ACCUSATION = "Accusation"
    DENIAL = "Denial"
    ORDER = "Order"
    REQUEST = "Request"
    THREAT = "Threat"
    PROMISE = "Promise"
    DOUBT = "Doubt"


class Polarity(StrEnum):
    """Whether a claim affirms its proposition."""

    POSITIVE = "Positive"
    NEGATIVE = "Negative"


class RoleName(StrEnum):
    """PLOVER's actor and recipient, and the circumstances that are entities."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    CO_ACTOR = "co_actor"
    PLACE = "place"
    DESTINATION = "destination"
    INSTRUMENT = "instrument"
    AFFECTED = "affected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An entity's part in an event, with the span of the mention that plays it and the rule that found it."""

    name: RoleName
    entity: str
    start: int
    end: int
    rule: str = ""


class ThingPart(StrEnum):
    """What a thing is to an event: what it is done with, or what it hits."""

    INSTRUMENT = "instrument"
    TARGET = "target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A thing in an event that no entity stands for: a weapon, a vehicle, a building, as the text names it."""

    part: ThingPart
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A proposition about what happened.

    ``type`` is one of PLOVER's 16 types, INCIDENT for crashes and other happenings without an actor, or SPEECH for a
    speech act that PLOVER has no type for. ``standing`` names the cues that decided ``status``, innermost first.
    ``relation`` is the plain predicate that this event gives an edge (strikes, alliesWith ...), or None.
    ``start``/``end`` is the trigger; ``provenance`` holds the span of the clause. ``content`` is the id of the event
    that this one is about (what is ordered, blamed, denied, claimed), ``cause`` that of what it answers
    ("in retaliation for").
    """

    id: str
    type: str
    start: int
    end: int
    trigger: str
    status: Status
    provenance: Provenance
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    relation: str | None = None
    roles: tuple[Role, ...] = ()
    time: TimeValue | None = None
    quantities: tuple[Quantity, ...] = ()
    things: tuple[Thing, ...] = ()
    reciprocal: bool = False
    content: str | None = None
    cause: str | None = None
    confidence: float = 1.0
    standing: tuple[str, ...] = ()

    def entities(self, *names: RoleName) -> tuple[str, ...]:
        """Ids of the entities that play one of ``names``, in the text's order, each once."""
        return tuple(dict.fromkeys(role.entity for role in self.roles if role.name in names))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody says that an event is, was or will be so, or that it is not.

    ``claimer`` and ``via`` are entity ids; ``via`` is who passes the claim on (Al Arabiya, which reports Kamal, who
    says ...). ``about`` holds event ids. ``contradicts`` holds ids of other claims on the same events.
    """

    id: str
    claimer: str
    about: tuple[str, ...]
    speech_act: SpeechAct
    polarity: Polarity
    provenance: Provenance
    via: tuple[str, ...] = ()
    certainty: str = "Certain"
    date: datetime.date | None = None
    contradicts: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence ``[start, end)`` and the kind of block it stands in."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncoded:
    """A possible trigger that was seen and not coded, and why: what ``geograph explain`` owes its reader."""

    start: int
    end: int
    text: str
    sentence: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article with all that was read from it, the input of the graph. Tuples are in the text's order."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    times: tuple[TimeValue, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    uncoded: tuple[Uncoded, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
