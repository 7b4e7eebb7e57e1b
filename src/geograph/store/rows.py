"""Facts, nodes and edges <-> rows of the index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import networkx as nx

from geograph.graph.build import add_edge, add_standing
from geograph.graph.edges import Edge
from geograph.plain import from_plain, to_plain
from geograph.store.facts import Fact, iter_facts, iter_items, iter_pointers
from geograph.types import Document, Entity

__all__ = [
    "add_edges",
    "add_facts",
    "article_sources",
    "draw_edges",
    "dump",
    "forget_article",
    "forget_edges",
    "forget_facts",
    "iter_event_nodes",
    "load_entities",
]

_EDGE = "SELECT source, target, key, standing, merged, attributes FROM edges"


# An event that is an account of a merged one is looked up among the accounts.
_ADD_EDGE = """
INSERT INTO edges VALUES (?, ?, ?, ?, ?, ?, ?, ?,
  (SELECT id FROM accounts WHERE accounts.event = ? AND kind = 'merged'), ?)
"""


def dump(value: object) -> str:
    """JSON in ASCII, so that a lone surrogate survives, with keys as they come: their order is part of a node."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def forget_article(index: sqlite3.Connection, article: str) -> None:
    """Remove everything that an article gives."""
    forget_facts(index, article)
    forget_edges(index, article)
    index.execute("DELETE FROM cards WHERE article = ?", (article,))
    index.execute("DELETE FROM articles WHERE id = ?", (article,))


def forget_facts(index: sqlite3.Connection, article: str) -> None:
    """Remove what an article says of entities, what it has, and what it points at."""
    for table in ("facts", "items", "pointers"):
        index.execute(f"DELETE FROM {table} WHERE article = ?", (article,))


def forget_edges(index: sqlite3.Connection, article: str) -> None:
    """Remove the edges and event nodes of an article."""
    index.execute("DELETE FROM edges WHERE article = ?", (article,))
    index.execute("DELETE FROM event_nodes WHERE article = ?", (article,))


def add_facts(index: sqlite3.Connection, document: Document) -> None:
    """Add what a document says of entities, what it has, and what it points at."""
    article = document.article.id
    index.executemany(
        "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)", (_fact_row(article, fact) for fact in iter_facts(document))
    )
    for table, pairs in (("items", iter_items(document)), ("pointers", iter_pointers(document))):
        index.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", ((kind, key, article) for kind, key in pairs))


def _fact_row(article: str, fact: Fact) -> tuple[Any, ...]:
    described, assumed = dump(to_plain(fact.variants)), dump(to_plain(fact.stubs))
    return fact.entity, article, described, assumed, fact.mentions, dump(fact.spans), dump(fact.names)


def load_entities(texts: Iterable[str]) -> list[Entity]:
    """The entities in columns that ``add_facts`` wrote."""
    return [from_plain(Entity, plain) for text in texts for plain in json.loads(text)]


def add_edges(
    index: sqlite3.Connection,
    article: str,
    edges: Iterable[Edge],
    standing: Iterable[Edge],
    nodes: Iterable[tuple[str, dict[str, Any]]],
) -> None:
    """Add the edges of an article's events, its standing ones and the nodes of its events."""
    for number, group in enumerate((edges, standing)):
        index.executemany(_ADD_EDGE, (_edge_row(article, number, place, edge) for place, edge in enumerate(group)))
    events = ((article, place, key, dump(node)) for place, (key, node) in enumerate(nodes))
    index.executemany("INSERT INTO event_nodes VALUES (?, ?, ?, ?)", events)


def _edge_row(article: str, standing: int, ordinal: int, edge: Edge) -> tuple[Any, ...]:
    attributes = edge.attributes
    ends = (edge.source, attributes["relation"], edge.target)
    event = attributes["event"]
    return (article, standing, ordinal, *ends, edge.key, event, event, dump(attributes))


def draw_edges(
    graph: nx.MultiDiGraph[Any], index: sqlite3.Connection, where: str = "", values: Iterable[object] = ()
) -> None:
    """Add edges to a graph, in the order in which ``build_graph`` does."""
    found = index.execute(f"{_EDGE} {where} ORDER BY standing, article, ordinal", tuple(values))
    for source, target, key, standing, merged, attributes in found:
        edge = Edge(source=source, target=target, key=key, attributes=json.loads(attributes))
        if standing:
            add_standing(graph, edge)
        else:
            add_edge(graph, edge, merged)


def article_sources(index: sqlite3.Connection, articles: Iterable[str]) -> dict[str, dict[str, str]]:
    """Of articles, who stands behind them: the one attribute by which relations and merged events count sources."""
    found = (index.execute("SELECT id, told_by FROM articles WHERE id = ?", (key,)).fetchone() for key in articles)
    return {key: {"source": told_by} for key, told_by in found}


def iter_event_nodes(
    index: sqlite3.Connection, where: str = "", values: Iterable[object] = ()
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the nodes of events in the order in which a graph takes them up."""
    found = index.execute(f"SELECT id, node FROM event_nodes {where} ORDER BY article, ordinal", tuple(values))
    for key, node in found:
        yield key, json.loads(node)
