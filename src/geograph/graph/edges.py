"""The edges of one document: who stands at their ends, and what they carry."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import Any

from geograph.graph.documents import claims_by_event, sentence_bounds
from geograph.graph.nodes import Cast
from geograph.graph.rollup import RollupTable, state_of
from geograph.types import Claim, Document, Event, Provenance, Relation, Role, RoleName, Status

__all__ = ["Edge", "iter_event_edges", "iter_standing_edges"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An edge as networkx takes it: its ends, its key, its attributes."""

    source: str
    target: str
    key: str
    attributes: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """The two ends of an edge, with the spans of the mentions that stand there."""

    source: str
    target: str
    source_span: list[int] | None
    target_span: list[int] | None


@dataclass(frozen=True, kw_only=True)
class _Scene:
    """A document with what its edges need looked up."""

    document: Document
    cast: Cast
    table: RollupTable

    @cached_property
    def events(self) -> frozenset[str]:
        return frozenset(event.id for event in self.document.events)

    @cached_property
    def claims(self) -> dict[str, list[Claim]]:
        return claims_by_event(self.document)


def iter_event_edges(document: Document, cast: Cast, table: RollupTable) -> Iterator[Edge]:
    """Give the edges of the document's events, in the text's order."""
    scene = _Scene(document=document, cast=cast, table=table)
    for event in sorted(document.events, key=lambda event: (event.start, event.end, event.id)):
        if event.relation is not None:
            yield from _edges_of(event, event.relation, scene)


def iter_standing_edges(document: Document) -> Iterator[Edge]:
    """Give the edges of the document's standing relations (partOf, presidentOf ...)."""
    for relation in sorted(document.relations, key=_relation_order):
        attributes = _standing_attributes(relation, document)
        yield Edge(source=relation.subject, target=relation.object, key=relation.predicate, attributes=attributes)


def _relation_order(relation: Relation) -> tuple[int, int, str, str, str]:
    prov = relation.provenance
    return (prov.start, prov.end, relation.subject, relation.predicate, relation.object)


def _edges_of(event: Event, relation: str, scene: _Scene) -> Iterator[Edge]:
    pairs = tuple(_iter_pairs(event, scene))
    if not pairs:
        return
    base = _event_attributes(event, relation, scene)
    for pair in pairs:
        yield _edge(pair, event.id, base, rolled_up=False)
    yield from (_edge(pair, f"{event.id}~state", base, rolled_up=True) for pair in _iter_rolled(event, pairs, scene))


def _edge(pair: _Pair, key: str, base: dict[str, Any], *, rolled_up: bool) -> Edge:
    own = {"rolled_up": rolled_up, "actor_span": pair.source_span, "recipient_span": pair.target_span}
    return Edge(source=pair.source, target=pair.target, key=key, attributes=base | own)


# ---------------------------------------------------------------- ends
def _iter_pairs(event: Event, scene: _Scene) -> Iterator[_Pair]:
    actors, co_actors = _players(event, RoleName.ACTOR), _players(event, RoleName.CO_ACTOR)
    recipients = _players(event, RoleName.RECIPIENT)
    # In a conflict co-actors are accomplices: without a recipient, "A and B bombed" is no edge between A and B.
    joint = event.type in scene.table.co_actor_types
    acting = actors | co_actors if joint else actors
    if recipients:
        yield from _crossed(acting, recipients, event)
    elif event.reciprocal or (co_actors and not joint):
        yield from _paired(actors | co_actors)
    elif event.content in scene.events:
        for actor, span in acting.items():
            yield _Pair(source=actor, target=str(event.content), source_span=span, target_span=None)


def _players(event: Event, name: RoleName) -> dict[str, list[int]]:
    """Who plays a role, each with the span of the first mention that does, in the text's order."""
    players: dict[str, list[int]] = {}
    for role in sorted((role for role in event.roles if role.name is name), key=_role_order):
        players.setdefault(role.entity, [role.start, role.end])
    return players


def _role_order(role: Role) -> tuple[int, int, str]:
    return (role.start, role.end, role.entity)


def _crossed(acting: dict[str, list[int]], recipients: dict[str, list[int]], event: Event) -> Iterator[_Pair]:
    drawn: set[tuple[str, str]] = set()
    for (actor, span), (recipient, target_span) in product(acting.items(), recipients.items()):
        pair = _Pair(source=actor, target=recipient, source_span=span, target_span=target_span)
        # Nobody acts on himself here: such a pair comes from a wrong link, and the event itself is kept.
        if actor != recipient and _ends(pair, event) not in drawn:
            drawn.add(_ends(pair, event))
            yield pair


def _paired(partners: dict[str, list[int]]) -> Iterator[_Pair]:
    ordered = sorted(partners.items(), key=lambda item: (item[1], item[0]))
    for (first, span), (second, target_span) in combinations(ordered, 2):
        yield _Pair(source=first, target=second, source_span=span, target_span=target_span)


def _iter_rolled(event: Event, pairs: tuple[_Pair, ...], scene: _Scene) -> Iterator[_Pair]:
    # Between the same states a second edge for the same event would count one act twice.
    drawn = {_ends(pair, event) for pair in pairs}
    for pair in pairs:
        rolled = _rolled(pair, str(event.relation), scene)
        if rolled is not None and _ends(rolled, event) not in drawn:
            drawn.add(_ends(rolled, event))
            yield rolled


def _ends(pair: _Pair, event: Event) -> tuple[str, str]:
    """What tells two edges of an event apart: the direction only where it means something."""
    swap = event.reciprocal and pair.target < pair.source
    return (pair.target, pair.source) if swap else (pair.source, pair.target)


def _rolled(pair: _Pair, relation: str, scene: _Scene) -> _Pair | None:
    entities = scene.cast.entities
    ends = [entities.get(end) for end in (pair.source, pair.target)]  # the content of a claim is an event: None
    homes = [scene.table.home(entity) for entity in ends if entity]
    if len(homes) == 2 and homes[0] == homes[1]:
        return None  # a president who orders his own navy does not order his country
    states = [state_of(entity, relation, scene.table) if entity else None for entity in ends]
    if states == [None, None]:
        return None
    source, target = states[0] or pair.source, states[1] or pair.target
    return _Pair(source=source, target=target, source_span=pair.source_span, target_span=pair.target_span)


# ---------------------------------------------------------------- attributes
def _event_attributes(event: Event, relation: str, scene: _Scene) -> dict[str, Any]:
    places = event.entities(RoleName.PLACE)
    time = event.time
    return {
        "relation": relation,
        "event": event.id,
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "contexts": list(event.contexts),
        "status": event.status.value,
        "flat": event.status.factual,
        "confidence": event.confidence,
        "date": _iso(time.first) if time else None,
        "date_end": _iso(time.last) if time else None,
        "date_precision": time.precision if time and time.first else None,
        "place": places[0] if places else None,
        "place_name": scene.cast.name(places[0]) if places else None,
        "quantities": [
            {"kind": q.kind, "value": _plain(q.value), "bound": q.bound, "unit": q.unit, "text": q.text}
            for q in event.quantities
        ],
        "things": [{"part": t.part.value, "text": t.text} for t in event.things],
        "speakers": [_speaker(claim, scene.cast) for claim in scene.claims.get(event.id, ())],
        "trigger": [event.start, event.end],
        "rule": event.provenance.rule,
        **_evidence(event.provenance, scene.document),
    }


def _standing_attributes(relation: Relation, document: Document) -> dict[str, Any]:
    nothing = ("event", "type", "mode", "cameo", "place", "place_name", "trigger", "actor_span", "recipient_span")
    return {
        **dict.fromkeys(nothing),
        "relation": relation.predicate,
        "contexts": [],
        "status": Status.REPORTED.value,
        "flat": True,
        "rolled_up": False,
        "confidence": 1.0,
        "date": _iso(relation.since),
        "date_end": _iso(relation.until),
        "date_precision": "range" if relation.since or relation.until else None,
        "quantities": [],
        "things": [],
        "speakers": [],
        "rule": relation.provenance.rule,
        **_evidence(relation.provenance, document),
    }


def _speaker(claim: Claim, cast: Cast) -> dict[str, Any]:
    return {
        "entity": claim.claimer,
        "name": cast.name(claim.claimer),
        "via": [cast.name(entity) for entity in claim.via],
        "act": claim.speech_act.value,
        "polarity": claim.polarity.value,
        "date": _iso(claim.date),
    }


def _evidence(prov: Provenance, document: Document) -> dict[str, Any]:
    start, end = sentence_bounds(prov, document)
    return {
        "article": document.article.id,
        "sentence": document.article.text[start:end],
        "sentence_start": start,
        "sentence_end": end,
        "start": prov.start,
        "end": prov.end,
        "evidence": [[document.article.id, prov.start, prov.end]],
    }


def _iso(day: Any) -> str | None:
    return day.isoformat() if day is not None else None


def _plain(value: float) -> float | None:
    """JSON has no infinity."""
    return value if math.isfinite(value) else None
