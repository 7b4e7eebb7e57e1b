"""Index -> the triples that belong to no article alone: entities, relations, merged events and incidents."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import networkx as nx
from pyoxigraph import NamedNode, Triple

from geograph.export.rdf_entities import iter_entity, iter_relations
from geograph.export.terms import entity_iri
from geograph.export.terms import relation_iri as predicate_iri
from geograph.graph.statements import statement_id
from geograph.store.groups import INCIDENTS, MERGED, group_triples, iter_groups
from geograph.store.rows import article_sources, draw_edges
from geograph.store.settling import Settled, known_node

__all__ = ["Ends", "entity_triples", "flat_edge", "iter_shared", "relation_iri", "relations_between"]

Ends = tuple[str, str, str]
"""Source, relation and target."""


def entity_triples(key: str, settled: Settled | None) -> set[Triple]:
    """What the default graph says of an entity, nothing if there is none."""
    return set(iter_entity(key, settled.node, settled.language)) if settled else set()


def relations_between(index: sqlite3.Connection, one: str, other: str) -> set[Triple]:
    """The relations between two nodes in both directions, since a later one may end an earlier one."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for ends in {(one, other), (other, one)}:
        draw_edges(graph, index, "WHERE source = ? AND target = ?", ends)
    articles = {article for *_, evidence in graph.edges(data="evidence") for article, _, _ in evidence}
    graph.graph["articles"] = article_sources(index, articles)
    return set(iter_relations(graph))


def flat_edge(ends: Ends) -> Triple:
    """The edge that stands where the relation is a fact."""
    source, relation, target = ends
    return Triple(entity_iri(source), predicate_iri(relation), entity_iri(target))


def relation_iri(ends: Ends) -> NamedNode:
    """The relation's node."""
    return entity_iri(statement_id(ends))


def iter_shared(index: sqlite3.Connection) -> Iterator[Triple]:
    """Give all of them, in no order."""
    for (key,) in index.execute("SELECT id FROM nodes"):
        yield from entity_triples(key, known_node(index, key))
    for one, other in index.execute("SELECT DISTINCT min(source, target), max(source, target) FROM edges"):
        yield from relations_between(index, one, other)
    for kind in (MERGED, INCIDENTS):
        for key, node in iter_groups(index, kind):
            yield from group_triples(index, (kind, key), node)
