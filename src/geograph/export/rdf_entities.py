"""The default graph: entities, flat edges and relation nodes, all of it read from the MultiDiGraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx
from pyoxigraph import Triple

from geograph.export.terms import (
    article_iri,
    boolean,
    day,
    decimal,
    entity_iri,
    geonames_iri,
    integer,
    relation_iri,
    term,
    text,
)
from geograph.graph import RelationStatement, relation_statements
from geograph.graph.nodes import EVENT_KIND
from geograph.types import EntityKind
from geograph.vocabulary import load_vocabulary

__all__ = [
    "ORGANISATIONS",
    "iter_entities",
    "iter_entity",
    "iter_own_relations",
    "iter_relations",
    "label_language",
    "media_by_name",
    "span_local",
]

ORGANISATIONS = frozenset(
    {
        EntityKind.GOVERNMENT,
        EntityKind.MILITARY,
        EntityKind.SECURITY,
        EntityKind.ARMED_GROUP,
        EntityKind.PARTY,
        EntityKind.IGO,
        EntityKind.MEDIA,
        EntityKind.COURT,
        EntityKind.COMPANY,
        EntityKind.ORGANISATION,
    }
)
"""The kinds that are bodies of people."""
_THINGS = frozenset({EntityKind.PLACE, EntityKind.VEHICLE, EntityKind.INCIDENT})


def iter_entities(graph: nx.MultiDiGraph[Any]) -> Iterator[Triple]:
    """Say who and what the entities are. Events have their place in the graph of their article."""
    for key, node in graph.nodes(data=True):
        if node["kind"] != EVENT_KIND:
            yield from iter_entity(key, node, label_language(node, graph))


def label_language(node: dict[str, Any], graph: nx.MultiDiGraph[Any]) -> str:
    """English for what the atlas knows, else the language of the first article that names it."""
    if node["known"] or not node["spans"]:
        return "en"
    articles: dict[str, dict[str, str]] = graph.graph["articles"]
    return articles[node["spans"][0][0]]["language"]


def media_by_name(graph: nx.MultiDiGraph[Any]) -> dict[str, str]:
    """Ids of media by the names they go by; where two share a name, the one that the atlas knows."""
    media = [(key, node) for key, node in graph.nodes(data=True) if node["kind"] == EntityKind.MEDIA.value]
    ranked = sorted(media, key=lambda item: (item[1]["known"], item[0]))
    return {name: key for key, node in ranked for name in (*node["aliases"], node["label"])}


def span_local(start: int, end: int) -> str:
    """The local name of an evidence span."""
    return f"char_{start}_{end}"


def iter_entity(key: str, node: dict[str, Any], language: str) -> Iterator[Triple]:
    """Say who and what one entity is, its names in ``language``."""
    subject = entity_iri(key)
    for prefix, local in _classes(EntityKind(node["kind"]), located=node["lat"] is not None):
        yield Triple(subject, term("rdf", "type"), term(prefix, local))
    yield Triple(subject, term("skos", "prefLabel"), text(node["label"], language))
    for alias in node["aliases"]:
        yield Triple(subject, term("skos", "altLabel"), text(alias, language))
    if node["country"]:
        yield Triple(subject, term("gg", "country"), text(node["country"]))
    if node["sector"]:
        yield Triple(subject, term("gg", "sector"), term("plv", node["sector"]))
    if node["office"]:
        yield Triple(subject, term("gg", "office"), text(node["office"], language))
    if node["represents"]:
        yield Triple(subject, term("gg", "represents"), entity_iri(node["represents"]))
    yield Triple(subject, term("gg", "known"), boolean(node["known"]))
    yield Triple(subject, term("gg", "mentionCount"), integer(node["mentions"]))
    yield from _iter_identity(key, node)


def _classes(kind: EntityKind, *, located: bool) -> Iterator[tuple[str, str]]:
    yield "gg", kind.value
    if kind not in _THINGS:
        yield "gg", "Actor"
    if kind is EntityKind.PERSON:
        yield "foaf", "Person"
    elif kind in ORGANISATIONS:
        yield "org", "Organization"
    # A state acts, and things happen in it.
    if kind in (EntityKind.STATE, EntityKind.PLACE) or located:
        yield "schema", "Place"


def _iter_identity(key: str, node: dict[str, Any]) -> Iterator[Triple]:
    subject = entity_iri(key)
    if node["wikidata"]:
        yield Triple(subject, term("owl", "sameAs"), term("wd", node["wikidata"]))
    if node["geonames"]:
        yield Triple(subject, term("owl", "sameAs"), geonames_iri(node["geonames"]))
    if node["lat"] is not None and node["lon"] is not None:
        yield Triple(subject, term("wgs", "lat"), decimal(node["lat"]))
        yield Triple(subject, term("wgs", "long"), decimal(node["lon"]))


def iter_relations(graph: nx.MultiDiGraph[Any]) -> Iterator[Triple]:
    """Give a relation node for each distinct edge, and the flat edge itself where it may stand as a fact."""
    for statement in relation_statements(graph):
        subject, target = entity_iri(statement.subject), entity_iri(statement.object)
        predicate = relation_iri(statement.predicate)
        if statement.flat:
            yield Triple(subject, predicate, target)
        node = entity_iri(statement.id)
        yield Triple(node, term("rdf", "type"), term("gg", "Relation"))
        yield Triple(node, term("rdf", "type"), term("rdf", "Statement"))
        yield Triple(node, term("rdf", "subject"), subject)
        yield Triple(node, term("rdf", "predicate"), predicate)
        yield Triple(node, term("rdf", "object"), target)
        yield from _iter_standing(statement)


def iter_own_relations(graph: nx.MultiDiGraph[Any]) -> Iterator[Triple]:
    """Declare the relations that are a user's own: who reads the graph must not need his files."""
    declared = graph.graph.get("relations", {})
    used = {edge["relation"] for *_, edge in graph.edges(data=True)}
    for name in sorted(used):
        if load_vocabulary().relation(name) is None:
            yield from _iter_declared(name, declared.get(name, {}))


def _iter_declared(name: str, own: dict[str, Any]) -> Iterator[Triple]:
    predicate = relation_iri(name)
    yield Triple(predicate, term("rdf", "type"), term("owl", "ObjectProperty"))
    yield Triple(predicate, term("rdfs", "label"), text(own.get("label") or name, "en"))
    yield Triple(predicate, term("rdfs", "subPropertyOf"), term("gg", own.get("under") or "relation"))
    if own.get("definition"):
        yield Triple(predicate, term("rdfs", "comment"), text(own["definition"], "en"))
    if own.get("symmetric"):
        yield Triple(predicate, term("rdf", "type"), term("owl", "SymmetricProperty"))


def _iter_standing(statement: RelationStatement) -> Iterator[Triple]:
    node = entity_iri(statement.id)
    yield Triple(node, term("gg", "status"), term("gg", statement.status.value))
    yield Triple(node, term("gg", "confidence"), decimal(statement.confidence))
    yield Triple(node, term("gg", "mentionCount"), integer(statement.mentions))
    yield Triple(node, term("gg", "articleCount"), integer(statement.articles))
    yield Triple(node, term("gg", "sourceCount"), integer(statement.sources))
    if statement.events:
        yield Triple(node, term("gg", "eventCount"), integer(statement.happenings))
    if statement.ended and statement.ended_by:
        yield Triple(node, term("gg", "until"), day(statement.ended))
        yield Triple(node, term("gg", "endedBy"), entity_iri(statement.ended_by))
    yield Triple(node, term("gg", "rolledUp"), boolean(statement.rolled_up))
    for event in statement.events:
        yield Triple(node, term("gg", "derivedFromEvent"), entity_iri(event))
    for article, start, end in statement.evidence:
        yield Triple(node, term("prov", "wasDerivedFrom"), article_iri(article, span_local(start, end)))
    # Events have dates; a standing tie has a time in which it holds.
    first, last = ("firstDate", "lastDate") if statement.events else ("since", "until")
    if statement.first_date:
        yield Triple(node, term("gg", first), day(statement.first_date))
    if statement.last_date:
        yield Triple(node, term("gg", last), day(statement.last_date))
