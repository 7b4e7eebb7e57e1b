"""Document -> Card: the little that is needed of an article to tell what of it other articles tell too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geograph.types import Document, Entity, EntityKind, Event, MentionForm, Polarity, RoleName, Status

__all__ = ["ActorCard", "Card", "ClaimCard", "EventCard", "Figure", "card_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCard:
    """An entity of one article. ``named`` is whether a name of it stands there, and not just a description."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    office: str | None
    state: str
    known: bool
    named: bool
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of an event: what kind of thing it counts, and how many."""

    kind: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCard:
    """An event of one article with what it is compared by; ``place``, ``names`` and the players are ids of entities.

    ``place`` is where it happened, or else the one place that its clause names; ``names`` are all that the clause
    names; ``precise`` is whether the text gives the day; ``words`` are those of the trigger.
    """

    id: str
    type: str
    mode: str | None
    relation: str | None
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    first: date | None
    last: date | None
    precise: bool
    names: frozenset[str]
    words: frozenset[str]
    figures: tuple[Figure, ...]
    content: str | None
    reciprocal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """A claim with what tells whether another contradicts it."""

    id: str
    claimer: str
    about: tuple[str, ...]
    polarity: Polarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An article as merging sees it. All tuples are sorted by id."""

    article: str
    published: date | None
    publisher: str | None
    actors: tuple[ActorCard, ...]
    events: tuple[EventCard, ...]
    claims: tuple[ClaimCard, ...]


def card_of(document: Document) -> Card:
    """Take from ``document`` what merging compares."""
    named = {mention.entity for mention in document.mentions if mention.form is MentionForm.NAMED}
    scene = _Scene(document)
    return Card(
        article=document.article.id,
        published=document.article.published,
        publisher=document.article.publisher,
        actors=tuple(sorted((_actor(e, e.id in named) for e in document.entities), key=lambda card: card.id)),
        events=tuple(sorted((scene.event(event) for event in document.events), key=lambda card: card.id)),
        claims=tuple(
            sorted(
                (
                    ClaimCard(id=c.id, claimer=c.claimer, about=tuple(sorted(c.about)), polarity=c.polarity)
                    for c in document.claims
                ),
                key=lambda card: card.id,
            )
        ),
    )


def _actor(entity: Entity, named: bool) -> ActorCard:
    return ActorCard(
        id=entity.id,
        name=entity.name,
        kind=entity.kind.value,
        country=entity.country,
        sector=entity.sector,
        office=entity.office,
        state=entity.represents or entity.id,
        known=entity.known,
        named=named,
        aliases=tuple(sorted(entity.aliases)),
    )


class _Scene:
    """A document with what its events need looked up."""

    def __init__(self, document: Document) -> None:
        self._kinds = {entity.id: entity.kind for entity in document.entities}
        self._named = [m for m in document.mentions if m.form is MentionForm.NAMED and m.entity in self._kinds]

    def event(self, event: Event) -> EventCard:
        prov, time = event.provenance, event.time
        names = {str(m.entity) for m in self._named if prov.start <= m.start and m.end <= prov.end}
        return EventCard(
            id=event.id,
            type=event.type,
            mode=event.mode,
            relation=event.relation,
            status=event.status,
            actors=tuple(sorted(event.entities(RoleName.ACTOR, RoleName.CO_ACTOR))),
            recipients=tuple(sorted(event.entities(RoleName.RECIPIENT, RoleName.AFFECTED))),
            place=self._place(event, names),
            first=time.first if time else None,
            last=(time.last or time.first) if time else None,
            precise=time is not None and time.first is not None and time.precision == "day",
            names=frozenset(names),
            words=frozenset(word for word in event.trigger.lower().split() if word.isalpha()),
            figures=tuple(Figure(kind=q.kind, value=q.value) for q in event.quantities),
            content=event.content,
            reciprocal=event.reciprocal,
        )

    def _place(self, event: Event, names: set[str]) -> str | None:
        places = {name for name in names if self._kinds[name] is EntityKind.PLACE}
        told = [role.entity for role in event.roles if role.name is RoleName.PLACE and role.entity in self._kinds]
        if told and (self._kinds[told[0]] is EntityKind.PLACE or len(places) != 1):
            return told[0]
        return min(places) if len(places) == 1 else None
