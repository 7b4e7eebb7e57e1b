"""Index -> the triples that belong to no article alone: entities and relations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import networkx as nx
from pyoxigraph import NamedNode, Triple

from geograph.export.rdf_entities import iter_entity, iter_relations
from geograph.export.terms import entity_iri, term
from geograph.graph.build import add_edge, add_standing
from geograph.graph.statements import statement_id
from geograph.store.rows import iter_edge_rows
from geograph.store.settling import Settled, known_node

__all__ = ["Ends", "entity_triples", "flat_edge", "iter_shared", "relation_iri", "relation_triples"]

Ends = tuple[str, str, str]
"""Source, relation and target."""


def entity_triples(key: str, settled: Settled | None) -> set[Triple]:
    """What the default graph says of an entity, nothing if there is none."""
    return set(iter_entity(key, settled.node, settled.language)) if settled else set()


def relation_triples(index: sqlite3.Connection, ends: Ends) -> set[Triple]:
    """The relation node of all edges with these ends, and the flat edge where it may stand."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for standing, edge in iter_edge_rows(index, "WHERE source = ? AND relation = ? AND target = ?", ends):
        (add_standing if standing else add_edge)(graph, edge)
    return set(iter_relations(graph))


def flat_edge(ends: Ends) -> Triple:
    """The edge that stands where the relation is a fact."""
    source, relation, target = ends
    return Triple(entity_iri(source), term("gg", relation), entity_iri(target))


def relation_iri(ends: Ends) -> NamedNode:
    """The relation's node."""
    return entity_iri(statement_id(ends))


def iter_shared(index: sqlite3.Connection) -> Iterator[Triple]:
    """Give all of them, in no order."""
    for (key,) in index.execute("SELECT id FROM nodes"):
        yield from entity_triples(key, known_node(index, key))
    for ends in index.execute("SELECT DISTINCT source, relation, target FROM edges"):
        yield from relation_triples(index, ends)
