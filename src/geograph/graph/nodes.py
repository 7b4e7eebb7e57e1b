"""Entities of all documents merged by id, and the node attributes made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from geograph.types import Article, Document, Entity, EntityKind, Event, MentionForm, RoleName

__all__ = [
    "EVENT_KIND",
    "Cast",
    "collect_cast",
    "event_label",
    "event_node",
    "iter_stubs",
    "merge_entities",
    "settle_entity",
]

EVENT_KIND = "Event"

Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everyone in the documents: merged entities, their mentions' spans and the names the texts call them by."""

    entities: dict[str, Entity]
    spans: dict[str, list[Span]]
    mentions: dict[str, int]
    names: dict[str, set[str]]

    def name(self, entity: str) -> str:
        """The preferred name of ``entity``."""
        return self.entities[entity].name

    def node(self, entity: str) -> dict[str, Any]:
        """The node attributes of ``entity``, as docs/graph.md lists them."""
        merged = self.entities[entity]
        aliases = (set(merged.aliases) | self.names.get(entity, set())) - {merged.name}
        point = merged.coordinates
        return {
            "label": merged.name,
            "kind": merged.kind.value,
            "country": merged.country,
            "sector": merged.sector,
            "aliases": sorted(aliases),
            "wikidata": merged.wikidata,
            "geonames": merged.geonames,
            "lat": point.lat if point else None,
            "lon": point.lon if point else None,
            "office": merged.office,
            "represents": merged.represents,
            "known": merged.known,
            "mentions": self.mentions.get(entity, 0),
            "spans": [list(span) for span in sorted(self.spans.get(entity, ()))],
        }


def collect_cast(documents: Iterable[Document]) -> Cast:
    """Gather and merge the entities of ``documents``, also those that are only referred to by id."""
    documents = tuple(documents)
    described: dict[str, dict[Entity, None]] = {}
    assumed: dict[str, dict[Entity, None]] = {}
    for document in documents:
        for entity in document.entities:
            described.setdefault(entity.id, {})[entity] = None
        for stub in iter_stubs(document):
            assumed.setdefault(stub.id, {})[stub] = None
    keys = sorted(described.keys() | assumed.keys())
    settled = {key: settle_entity(described.get(key, ()), assumed.get(key, ())) for key in keys}
    cast = Cast(entities=settled, spans={}, mentions={}, names={})
    for document in documents:
        _add_mentions(cast, document)
    return cast


def settle_entity(described: Iterable[Entity], assumed: Iterable[Entity]) -> Entity:
    """One entity of all that is said of it: its descriptions merged, or the best stand-in if nobody describes it."""
    variants = tuple(described)
    return merge_entities(variants) if variants else min(assumed, key=_stub_rank)


def iter_stubs(document: Document) -> Iterator[Entity]:
    """A stand-in for whatever is referred to by id: none of it may be missing from the graph."""
    for key, name, kind in _iter_referred(document):
        yield Entity(id=key, name=name or key, kind=kind)


def merge_entities(variants: Iterable[Entity]) -> Entity:
    """Merge descriptions of one entity: known ones win, aliases are united, gaps are filled, order is no matter."""
    ranked = sorted(set(variants), key=_rank)
    best = ranked[0]
    if len(ranked) == 1:
        return best
    names = {name for entity in ranked for name in (entity.name, *entity.aliases)} - {best.name}

    def first(attribute: str) -> Any:
        values = (getattr(entity, attribute) for entity in ranked)
        return next((value for value in values if value is not None), None)

    filled = ("country", "sector", "wikidata", "geonames", "coordinates", "office", "represents")
    return replace(best, aliases=tuple(sorted(names)), **{attribute: first(attribute) for attribute in filled})


def event_label(event: Event, name: Callable[[str], str]) -> str:
    """Say an event in a line: who, the trigger, whom; ``name`` gives the name of an entity."""
    actors = [name(entity) for entity in event.entities(RoleName.ACTOR, RoleName.CO_ACTOR)]
    recipients = [name(entity) for entity in event.entities(RoleName.RECIPIENT)]
    parts = (" and ".join(actors), event.trigger, " and ".join(recipients))
    return " ".join(" ".join(parts).split()) or event.type


def event_node(event: Event, cast: Cast) -> dict[str, Any]:
    """The node attributes of an event that is the object of a relation."""
    prov = event.provenance
    attributes: dict[str, Any] = dict.fromkeys(
        ("country", "sector", "wikidata", "geonames", "lat", "lon", "office", "represents")
    )
    return attributes | {
        "label": event_label(event, cast.name),
        "kind": EVENT_KIND,
        "aliases": [],
        "known": False,
        "mentions": 1,
        "spans": [[prov.article, prov.start, prov.end]],
    }


def _add_mentions(cast: Cast, document: Document) -> None:
    article = document.article
    for mention in document.mentions:
        if mention.entity is None:
            continue
        cast.mentions[mention.entity] = cast.mentions.get(mention.entity, 0) + 1
        cast.spans.setdefault(mention.entity, []).append((article.id, mention.start, mention.end))
        if mention.form is MentionForm.NAMED:
            name = _words(article, mention.start, mention.end)
            if name:
                cast.names.setdefault(mention.entity, set()).add(name)


def _iter_referred(document: Document) -> Iterator[tuple[str, str, EntityKind]]:
    """Id, name and kind of whatever is referred to by id."""
    article, unknown = document.article, EntityKind.ORGANISATION
    for entity in document.entities:
        if entity.represents is not None:
            yield entity.represents, "", EntityKind.STATE
    for mention in document.mentions:
        if mention.entity is not None:
            yield mention.entity, _words(article, mention.start, mention.end), unknown
    for event in document.events:
        for role in event.roles:
            yield role.entity, _words(article, role.start, role.end), unknown
    for relation in document.relations:
        yield relation.subject, "", unknown
        yield relation.object, "", unknown
    for claim in document.claims:
        for key in (claim.claimer, *claim.via):
            yield key, "", unknown


def _words(article: Article, start: int, end: int) -> str:
    return " ".join(article.text[start:end].split())


def _stub_rank(stub: Entity) -> tuple[object, ...]:
    """Of several stand-ins for an entity nobody described: a state, then one with a name, then the usual order."""
    return (stub.kind is not EntityKind.STATE, stub.name == stub.id, *_rank(stub))


def _rank(entity: Entity) -> tuple[bool, int, str, str]:
    """Known ones first, then the longest name, then the alphabet; the rest decides between equals."""
    return (not entity.known, 0 if entity.known else -len(entity.name), entity.name, repr(entity))
