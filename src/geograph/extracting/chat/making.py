"""An event as a model tells it -> ``Event`` and ``Claim``, if all of its words stand in the text and mean somebody."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geograph.events.places import state_of_place
from geograph.extracting.chat.answer import AnsweredEvent
from geograph.extracting.chat.catalogue import STATUSES, load_catalogue, load_settings
from geograph.extracting.chat.quotes import Named, Quotes
from geograph.types import (
    Claim,
    Entity,
    EntityKind,
    Event,
    Polarity,
    Provenance,
    Role,
    RoleName,
    SpeechAct,
    Status,
    TimeValue,
)
from geograph.vocabulary import load_vocabulary

__all__ = ["Made", "UnusableError", "joined", "make_event"]

_INCIDENT = "INCIDENT"
_NO_ACTORS = frozenset({EntityKind.PLACE, EntityKind.INCIDENT})
_ACTS = {
    Status.DECLARED: SpeechAct.DECLARATION,
    Status.ALLEGED: SpeechAct.ACCUSATION,
    Status.PLANNED: SpeechAct.PROMISE,
    Status.ORDERED: SpeechAct.ORDER,
    Status.THREATENED: SpeechAct.THREAT,
    Status.DENIED: SpeechAct.DENIAL,
    Status.DISPUTED: SpeechAct.DOUBT,
}


class UnusableError(Exception):
    """An event of a model that cannot be one of the document; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An event with its claim if somebody says so, entities that only it brings in, and what of it was left out."""

    event: Event
    claim: Claim | None
    entities: tuple[Entity, ...]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """An entity that plays a part, and the span that names it."""

    named: Named
    entity: Entity


def make_event(answered: AnsweredEvent, quotes: Quotes, rule: str, lexicon: str) -> Made:
    """Make the event that ``answered`` tells of.

    Offsets are those of the quoted words nearest to each other in the sentence.

    Args:
        answered: what the model says; ``sentence`` counts from 1 and is one of the document.
        quotes: of the document.
        rule: for the provenance.
        lexicon: its version, for the provenance.

    Raises:
        UnusableError: if a code does not exist, or words do not stand in the sentence or mean nobody.
    """
    _check_codes(answered)
    index = answered.sentence - 1
    trigger = _trigger(answered, quotes, index)
    sides = {
        RoleName.ACTOR: _parts("actor", answered.actors, quotes, index, trigger),
        RoleName.RECIPIENT: _parts("recipient", answered.recipients, quotes, index, trigger),
    }
    both = {p.entity.id for p in sides[RoleName.ACTOR]} & {p.entity.id for p in sides[RoleName.RECIPIENT]}
    if both:
        raise UnusableError(f"its actor and its recipient are one, {min(both)}")
    speaker = _parts("speaker", [answered.speaker] if answered.speaker else [], quotes, index, trigger)
    time, place, without = _around(answered, quotes, index, trigger)
    if not any(sides.values()) and not (answered.type == _INCIDENT and (time or place)):
        raise UnusableError("it has neither actor nor recipient")
    roles = _roles(sides, place)
    sentence = quotes.document.sentences[index]
    provenance = Provenance(
        article=quotes.document.article.id,
        start=sentence.start,
        end=sentence.end,
        sentence=index,
        rule=rule,
        lexicon=lexicon,
    )
    players = [part for parts in (*sides.values(), speaker) for part in parts]
    event = _event(answered, quotes, trigger, roles, time, provenance, _confidence(players))
    return Made(
        event=event,
        claim=_claim(event, speaker[0].entity, provenance) if speaker else None,
        entities=tuple(part.entity for part in players),
        without=without,
    )


def joined(events: Iterable[Event]) -> tuple[Event, ...]:
    """Each event once, in whatever order they were told. What is told in two ways is a fact in neither.

    An event that is denied and is not is disputed.
    """
    told: dict[str, list[Event]] = {}
    for event in events:
        told.setdefault(event.id, []).append(event)
    return tuple(
        replace(min(same, key=repr), status=_status({event.status for event in same})) for same in told.values()
    )


def _status(told: set[Status]) -> Status:
    if len(told) > 1 and Status.DENIED in told:
        return Status.DISPUTED
    return min(told, key=lambda status: (status.factual, status))


def _check_codes(answered: AnsweredEvent) -> None:
    known = load_catalogue().get(answered.type)
    if known is None:
        raise UnusableError(f"there is no type {answered.type[:40]!r}")
    if answered.relation is not None and answered.relation not in known.relations:
        raise UnusableError(f"{answered.type} has no relation {answered.relation[:40]!r}")
    if answered.status not in STATUSES:
        raise UnusableError(f"there is no status {answered.status[:40]!r}")


# ---------------------------------------------------------------- where the words stand, and whom they mean
def _trigger(answered: AnsweredEvent, quotes: Quotes, index: int) -> tuple[int, int]:
    """Of several places where the trigger stands the one nearest to those who act."""
    spans = quotes.places(answered.trigger, index)
    if not spans:
        raise UnusableError("its trigger does not stand in the sentence")
    names = [quotes.places(words, index) for words in (*answered.actors, *answered.recipients)]
    return min(spans, key=lambda span: (sum(min(_distances(span, found)) for found in names if found), span))


def _distances(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> list[int]:
    return [max(start - span[1], span[0] - end, 0) for start, end in others]


def _parts(role: str, quoted: Sequence[str], quotes: Quotes, index: int, trigger: tuple[int, int]) -> tuple[_Part, ...]:
    found: dict[str, _Part] = {}
    for words in quoted:
        if not quotes.places(words, index):
            raise UnusableError(f"its {role} {words[:80]!r} does not stand in the sentence")
        named = _nearest(quotes.names(words, index), trigger)
        entities = [actor for entity in named.entities if (actor := _actor(entity)) is not None] if named else []
        if named is None or not entities:
            raise UnusableError(f"its {role} {words[:80]!r} is nobody who was found there")
        for entity in entities:
            found.setdefault(entity.id, _Part(named=named, entity=entity))
    return tuple(found.values())


def _nearest(found: Sequence[Named], trigger: tuple[int, int]) -> Named | None:
    def distance(named: Named) -> tuple[int, int]:
        return (_distances(trigger, [(named.start, named.end)])[0], named.start)

    return min(found, key=distance, default=None)


def _actor(entity: Entity) -> Entity | None:
    """Who acts: a place stands for its state, as the rules have it."""
    if entity.kind is EntityKind.PLACE:
        return state_of_place(entity)
    return None if entity.kind in _NO_ACTORS else entity


def _around(
    answered: AnsweredEvent, quotes: Quotes, index: int, trigger: tuple[int, int]
) -> tuple[TimeValue | None, Named | None, tuple[str, ...]]:
    """Time and place. Words that are not there make the event unusable; what means nothing known is only left out."""
    for words in (answered.date, answered.place):
        if words and not quotes.places(words, index):
            raise UnusableError(f"{words[:80]!r} does not stand in the sentence")
    times = quotes.times(answered.date, index) if answered.date else ()
    found = quotes.names(answered.place, index) if answered.place else ()
    place = _nearest([n for n in found if any(_is_place(entity) for entity in n.entities)], trigger)
    without = []
    if answered.date and not times:
        without.append(f"its date {answered.date[:80]!r}, which is no time that was found there")
    if answered.place and place is None:
        without.append(f"its place {answered.place[:80]!r}, which is no place that was found there")
    return (times[0] if times else None), place, tuple(without)


def _is_place(entity: Entity) -> bool:
    return entity.kind in {EntityKind.PLACE, EntityKind.STATE}


# ---------------------------------------------------------------- the values
def _roles(sides: dict[RoleName, tuple[_Part, ...]], place: Named | None) -> tuple[Role, ...]:
    roles = [
        Role(name=name, entity=part.entity.id, start=part.named.start, end=part.named.end, rule="quoted")
        for name, parts in sides.items()
        for part in parts
    ]
    taken = {role.entity for role in roles}
    for entity in place.entities if place else ():
        if _is_place(entity) and entity.id not in taken and place is not None:
            roles.append(Role(name=RoleName.PLACE, entity=entity.id, start=place.start, end=place.end, rule="quoted"))
    return tuple(roles)


def _event(
    answered: AnsweredEvent,
    quotes: Quotes,
    trigger: tuple[int, int],
    roles: tuple[Role, ...],
    time: TimeValue | None,
    provenance: Provenance,
    confidence: float,
) -> Event:
    term = load_vocabulary().relation(answered.relation) if answered.relation is not None else None
    coded = term is not None and term.plover == answered.type
    who = [f"{role.name}={role.entity}" for role in roles]
    return Event(
        id=_identifier("event", provenance.article, answered.type, answered.relation or "", *map(str, trigger), *who),
        type=answered.type,
        mode=term.mode if term is not None and coded else None,
        cameo=term.cameo if term is not None and coded else None,
        relation=answered.relation,
        start=trigger[0],
        end=trigger[1],
        trigger=quotes.document.article.text[slice(*trigger)],
        status=Status(answered.status),
        provenance=provenance,
        roles=roles,
        time=time,
        reciprocal=term is not None and term.symmetric,
        confidence=confidence,
    )


def _claim(event: Event, claimer: Entity, provenance: Provenance) -> Claim:
    polarity = Polarity.NEGATIVE if event.status is Status.DENIED else Polarity.POSITIVE
    return Claim(
        id=_identifier("claim", event.id, claimer.id, polarity),
        claimer=claimer.id,
        about=(event.id,),
        speech_act=_ACTS.get(event.status, SpeechAct.STATEMENT),
        polarity=polarity,
        provenance=provenance,
        certainty="Possible" if event.status is Status.HYPOTHETICAL else "Certain",
        confidence=event.confidence,
    )


def _identifier(sort: str, *content: str) -> str:
    return f"{sort}-{hashlib.sha256(chr(0).join((sort, 'chat', *content)).encode()).hexdigest()[:16]}"


def _confidence(players: Iterable[_Part]) -> float:
    return round(load_settings().confidence * min((part.named.score for part in players), default=1.0), 3)
