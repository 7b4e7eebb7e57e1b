"""Builders of hand-made Documents: spans are found by their words, so that a test reads like its text."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Any

from geograph.types import (
    Article,
    BlockKind,
    Claim,
    Coordinates,
    Document,
    Entity,
    EntityKind,
    Event,
    Mention,
    MentionForm,
    MentionKind,
    Polarity,
    Provenance,
    Quantity,
    Relation,
    Role,
    RoleName,
    Sentence,
    SpeechAct,
    Status,
    TimeValue,
)

_KINDS = {
    EntityKind.PERSON: MentionKind.PERSON,
    EntityKind.STATE: MentionKind.STATE,
    EntityKind.PLACE: MentionKind.PLACE,
}


def make_article(text: str, **fields: Any) -> Article:
    """An article whose id is made of its text, as the reader makes it."""
    return Article(id=hashlib.sha256(text.encode("utf-8")).hexdigest(), text=text, **fields)


def make_entity(key: str, name: str | None = None, kind: EntityKind = EntityKind.STATE, **fields: Any) -> Entity:
    """An entity that is called by its id unless a name is given."""
    return Entity(id=key, name=key if name is None else name, kind=kind, **fields)


class DocumentMaker:
    """Collects what a text says and makes a Document of it.

    Words are found in the text, ``"words#2"`` means their second occurrence. Sentences end with a full stop and a
    space, or with a line.
    """

    def __init__(self, text: str, **article: Any) -> None:
        self.article = make_article(text, **article)
        ends = [match.end() for match in re.finditer(r"[.?!](?=\s)|[^.?!\s](?=\n)|\S(?=\s*\Z)", text)]
        self.sentences: list[Sentence] = []
        start = 0
        for end in ends:
            start += len(text[start:end]) - len(text[start:end].lstrip())
            self.sentences.append(Sentence(start=start, end=end, kind=BlockKind.PARAGRAPH))
            start = end
        self.entities: list[Entity] = []
        self.mentions: list[Mention] = []
        self.relations: list[Relation] = []
        self.events: list[Event] = []
        self.claims: list[Claim] = []

    def span(self, words: str) -> tuple[int, int]:
        """Start and end of ``words``."""
        words, _, number = words.partition("#") if re.search(r"#\d+\Z", words) else (words, "", "1")
        start = -1
        for _ in range(int(number)):
            start = self.article.text.index(words, start + 1)
        return start, start + len(words)

    def provenance(self, words: str, rule: str = "rule-1") -> Provenance:
        """Provenance with the span of ``words``."""
        start, end = self.span(words)
        number = next((n for n, s in enumerate(self.sentences) if s.start <= start < s.end), 0)
        return Provenance(article=self.article.id, start=start, end=end, sentence=number, rule=rule, lexicon="1")

    def entity(self, entity: Entity, *mentions: str, form: MentionForm = MentionForm.NAMED) -> str:
        """Add an entity with its mentions (its name, if none is given and it stands in the text)."""
        self.entities.append(entity)
        for words in mentions or ((entity.name,) if entity.name in self.article.text else ()):
            prov = self.provenance(words)
            kind = _KINDS.get(entity.kind, MentionKind.ORGANISATION)
            self.mentions.append(
                Mention(
                    start=prov.start,
                    end=prov.end,
                    head=prov.start,
                    kind=kind,
                    form=form,
                    sentence=prov.sentence,
                    entity=entity.id,
                )
            )
        return entity.id

    def event(
        self,
        clause: str,
        trigger: str,
        type_: str,
        relation: str | None = None,
        *,
        status: Status = Status.REPORTED,
        day: date | None = None,
        last: date | None = None,
        quantities: tuple[Quantity, ...] = (),
        fields: dict[str, Any] | None = None,
        **roles: tuple[str, str] | list[tuple[str, str]],
    ) -> str:
        """Add an event; ``roles`` are (entity id, words) or lists of these. Returns its id."""
        start, end = self.span(trigger)
        played = [
            Role(name=RoleName(name), entity=entity, start=self.span(words)[0], end=self.span(words)[1], rule="slot")
            for name, players in roles.items()
            for entity, words in ([players] if isinstance(players, tuple) else players)
        ]
        time = TimeValue(
            start=start,
            end=end,
            text=trigger,
            first=day,
            last=last or day,
            precision="range" if last else "day",
            direction="past",
            rule="time-1",
        )
        event = Event(
            id=f"ev-{self.article.id[:12]}-{start}-{type_}",
            type=type_,
            start=start,
            end=end,
            trigger=self.article.text[start:end],
            status=status,
            provenance=self.provenance(clause, rule="frame-1"),
            relation=relation,
            roles=tuple(played),
            time=time if day else None,
            quantities=quantities,
            **(fields or {}),
        )
        self.events.append(event)
        return event.id

    def quantity(self, words: str, value: float, kind: str, **fields: Any) -> Quantity:
        """A number with what it counts."""
        start, end = self.span(words)
        return Quantity(start=start, end=end, text=words.partition("#")[0], value=value, kind=kind, **fields)

    def claim(self, words: str, claimer: str, *about: str, act: SpeechAct = SpeechAct.STATEMENT, **fields: Any) -> str:
        """Add a claim about events. Returns its id."""
        key = f"claim-{len(self.claims) + 1}"
        polarity = Polarity.NEGATIVE if act is SpeechAct.DENIAL else Polarity.POSITIVE
        self.claims.append(
            Claim(
                id=key,
                claimer=claimer,
                about=about,
                speech_act=act,
                provenance=self.provenance(words, rule="claim-1"),
                **{"polarity": polarity, **fields},
            )
        )
        return key

    def relation(self, words: str, subject: str, predicate: str, object_: str, **fields: Any) -> None:
        """Add a standing relation."""
        prov = self.provenance(words, rule="standing-1")
        self.relations.append(Relation(subject=subject, predicate=predicate, object=object_, provenance=prov, **fields))

    def make(self) -> Document:
        """The Document."""
        return Document(
            article=self.article,
            sentences=tuple(self.sentences),
            mentions=tuple(sorted(self.mentions, key=lambda mention: (mention.start, mention.end))),
            entities=tuple(self.entities),
            relations=tuple(self.relations),
            events=tuple(self.events),
            claims=tuple(self.claims),
        )


# ---------------------------------------------------------------- a small world of its own
RUSSIA = make_entity(
    "Russia", aliases=("Russian Federation",), country="RUS", sector="GOV", wikidata="Q159", known=True
)
FRANCE = make_entity("France", country="FRA", sector="GOV", wikidata="Q142", geonames="3017382", known=True)
EGYPT = make_entity("Egypt", country="EGY", sector="GOV", wikidata="Q79", known=True)
SYRIA = make_entity("Syria", country="SYR", wikidata="Q858", coordinates=Coordinates(lat=35.0, lon=38.5), known=True)
PUTIN = make_entity(
    "VladimirPutin",
    "Vladimir Putin",
    EntityKind.PERSON,
    aliases=("Putin",),
    country="RUS",
    sector="GOV",
    office="President",
    represents="Russia",
    known=True,
)
NAVY = make_entity(
    "RussianNavy", "Russian Navy", EntityKind.MILITARY, country="RUS", sector="MIL", represents="Russia", known=True
)
FRENCH_NAVY = make_entity(
    "FrenchNavy", "French Navy", EntityKind.MILITARY, country="FRA", sector="MIL", represents="France"
)
MILITANTS = make_entity(
    "IslamicState", "Islamic State", EntityKind.ARMED_GROUP, sector="REB", country="IMG", known=True
)
AFFILIATE = make_entity("x-sinai-branch", "Sinai branch", EntityKind.ARMED_GROUP, sector="REB", country="EGY")
AIRLINER = make_entity("x-airliner", "airliner", EntityKind.VEHICLE, represents="Russia")
MINISTER = make_entity(
    "x-minister",
    "aviation minister",
    EntityKind.PERSON,
    country="EGY",
    sector="GOV",
    office="Minister",
    represents="Egypt",
)
AGENCY = make_entity("NileWire", "Nile Wire", EntityKind.MEDIA, country="EGY", sector="MED")

_CAMPAIGN = (
    "Vladimir Putin told the Russian Navy to stand with France as an ally. "
    "The Russian Navy struck Islamic State depots in Syria on Monday with 34 missiles, killing at least 12 fighters. "
    "French Navy ships joined the fleet."
)
_AIRLINER = (
    "The Sinai branch of Islamic State said it had brought down the airliner over Egypt on 31 October. "
    "There is no sign of a bomb, Egypt's aviation minister said, Nile Wire reported. "
    "Russia threatened to punish the Sinai branch."
)


def campaign_document() -> Document:
    """An order, a reported strike with numbers, and a cooperation without a recipient."""
    make = DocumentMaker(
        _CAMPAIGN,
        title="Fleet <b>strikes</b>",
        publisher="Nile Wire",
        published=date(2015, 11, 17),
        url="https://example.org/a?b=1&c=2",
    )
    for entity in (RUSSIA, FRANCE, SYRIA, PUTIN, NAVY, MILITANTS, FRENCH_NAVY):
        make.entity(entity)
    ally = make.event(
        "to stand with France as an ally",
        "stand with",
        "COOPERATE",
        "alliesWith",
        status=Status.ORDERED,
        actor=("RussianNavy", "Russian Navy"),
        recipient=("France", "France"),
        fields={"contexts": ("military",), "confidence": 0.8},
    )
    make.event(
        "Vladimir Putin told the Russian Navy to stand with France as an ally",
        "told",
        "REQUEST",
        "orders",
        actor=("VladimirPutin", "Vladimir Putin"),
        recipient=("RussianNavy", "Russian Navy"),
        fields={"content": ally, "confidence": 0.95},
    )
    make.event(
        "The Russian Navy struck Islamic State depots in Syria on Monday with 34 missiles",
        "struck",
        "ASSAULT",
        "strikes",
        day=date(2015, 11, 16),
        actor=("RussianNavy", "Russian Navy#2"),
        recipient=("IslamicState", "Islamic State"),
        place=("Syria", "Syria"),
        quantities=(
            make.quantity("34 missiles", 34, "strikes", unit="missile"),
            make.quantity("at least 12 fighters", 12, "killed", bound="at-least"),
        ),
        fields={"mode": "aerial", "contexts": ("military",), "cameo": "195", "confidence": 0.9},
    )
    make.event(
        "French Navy ships joined the fleet",
        "joined",
        "COOPERATE",
        "cooperatesWith",
        actor=("FrenchNavy", "French Navy"),
        co_actor=("RussianNavy", "fleet"),
    )
    make.claim(
        "Vladimir Putin told the Russian Navy", "VladimirPutin", ally, act=SpeechAct.ORDER, date=date(2015, 11, 17)
    )
    make.relation("Russian Navy", "RussianNavy", "partOf", "Russia")
    return make.make()


def airliner_document() -> Document:
    """A claim of responsibility, its denial through an agency, and a threat."""
    make = DocumentMaker(_AIRLINER, title="Who downed it?", published=date(2015, 11, 18))
    for entity in (RUSSIA, EGYPT, MILITANTS, AFFILIATE, AIRLINER, MINISTER, AGENCY):
        make.entity(entity)
    downed = make.event(
        "it had brought down the airliner over Egypt on 31 October",
        "brought down",
        "ASSAULT",
        "attacks",
        status=Status.DISPUTED,
        day=date(2015, 10, 31),
        actor=("x-sinai-branch", "it"),
        recipient=("x-airliner", "airliner"),
        place=("Egypt", "Egypt"),
        fields={"mode": "explosives"},
    )
    make.event(
        "The Sinai branch of Islamic State said it had brought down the airliner",
        "said",
        "ACCUSE",
        "claimsResponsibilityFor",
        actor=("x-sinai-branch", "Sinai branch"),
        fields={"content": downed},
    )
    make.event(
        "to punish the Sinai branch",
        "punish",
        "COERCE",
        "attacks",
        status=Status.THREATENED,
        day=date(2015, 11, 18),
        last=date(2015, 11, 30),
        actor=("Russia", "Russia"),
        recipient=("x-sinai-branch", "Sinai branch#2"),
        fields={"cause": downed},
    )
    first = make.claim(
        "The Sinai branch of Islamic State said", "x-sinai-branch", downed, act=SpeechAct.CLAIM_OF_RESPONSIBILITY
    )
    make.claim(
        "There is no sign of a bomb, Egypt's aviation minister said, Nile Wire reported.",
        "x-minister",
        downed,
        act=SpeechAct.DENIAL,
        via=("NileWire",),
        certainty="Probable",
        contradicts=(first,),
        confidence=0.85,
    )
    make.relation("Sinai branch of Islamic State", "x-sinai-branch", "affiliatedWith", "IslamicState")
    return make.make()


# ---------------------------------------------------------------- names that break careless writers
HOSTILE = [
    "<script>alert(1)</script>",
    "]]>&amp;<!--",
    '"quoted" \'twice\' \\ """',
    "two\nlines\r\nand\ttabs",
    '> . <urn:x> <urn:y> "z',
    "@prefix : <x> . #",
    "?s ?p ?o } ; DROP ALL",
    "\u202egnorts\u2066\u200f",
    "nul\x00bell\x07escape\x1b[31m",
    "\U0001f600\U0001f1eb\U0001f1f7 \u0301",
    "\ufeff\ufffe\uffff\u2028\x85",
    "عربي 中文 हिन्दी",
    " spaces ",
    "../../etc/passwd",
    "x" * 20_000,
    "%3Cb%3E&#60;",
    "__proto__",
    "null",
]


def hostile_document(name: str) -> Document:
    """A document in which ``name`` stands wherever a text can."""
    make = DocumentMaker(
        f"{name} met B. {name} denied it.", title=name, publisher=name, author=name, url=name, language="en"
    )
    one = make.entity(make_entity(name, kind=EntityKind.ORGANISATION, aliases=(f"{name}!",), office=name))
    two = make.entity(make_entity("B", kind=EntityKind.COMPANY), "B.")
    event = make.event("met B", "met", "CONSULT", "meets", actor=(one, name), recipient=(two, "B."), place=(two, "B."))
    make.claim("denied it", one, event)
    return make.make()
