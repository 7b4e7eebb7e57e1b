"""Index -> MultiDiGraph: the whole one, or what lies around some actors."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from typing import Any

import networkx as nx

from geograph.store.groups import INCIDENTS, MERGED, iter_groups
from geograph.store.rows import draw_edges, iter_event_nodes

__all__ = ["find", "has_node", "neighbourhood", "whole_graph"]

_GROUPS = """
SELECT id, node FROM groups WHERE kind = ?1
AND id IN (SELECT id FROM accounts WHERE kind = ?1 AND event IN (SELECT value FROM json_each(?2)))
ORDER BY ordinal
"""
_FOUND = """
SELECT nodes.id, node FROM nodes
WHERE nodes.id IN (SELECT names.entity FROM names WHERE folded >= ? AND folded < ?)
ORDER BY json_extract(node, '$.mentions') DESC, nodes.id LIMIT ?
"""
_LAST = "\U0010ffff"
_TOLD = ("label", "kind", "country", "mentions")
_INSIDE = """
SELECT target, standing, article, ordinal FROM edges
WHERE source = ? AND target IN (SELECT value FROM json_each(?))
"""


def whole_graph(index: sqlite3.Connection) -> nx.MultiDiGraph[Any]:
    """The graph of all articles, with nodes and edges in the order in which ``build_graph`` puts them."""
    articles = index.execute("SELECT id, attributes FROM articles ORDER BY id")
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(articles={key: json.loads(text) for key, text in articles})
    for kind in (MERGED, INCIDENTS):
        graph.graph[kind] = dict(iter_groups(index, kind))
    nodes = index.execute("SELECT id, node FROM nodes ORDER BY id")
    graph.add_nodes_from((key, json.loads(node) | {"spans": []}) for key, node in nodes)
    spans = index.execute("SELECT entity, article, spans FROM facts ORDER BY entity, article")
    for entity, article, found in spans:
        graph.nodes[entity]["spans"] += [[article, *span] for span in json.loads(found)]
    graph.add_nodes_from(iter_event_nodes(index))
    draw_edges(graph, index)
    return graph


def neighbourhood(
    index: sqlite3.Connection, actors: Sequence[str], *, depth: int, limit: int, edge_limit: int
) -> nx.MultiDiGraph[Any]:
    """The graph around ``actors``, as ``Reader.neighbourhood`` describes it."""
    hops, cut_nodes = _spread(index, actors, depth, limit)
    places, cut_edges = _places(index, hops, edge_limit)
    evidence = {article for _, article, _ in places}
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(articles=_articles(index, sorted(evidence)))
    graph.add_nodes_from(_iter_nodes(index, sorted(hops), evidence))
    for place in places:
        draw_edges(graph, index, "WHERE standing = ? AND article = ? AND ordinal = ?", place)
    for kind in (MERGED, INCIDENTS):
        graph.graph[kind] = _groups(index, kind, graph)
    graph.graph["cut"] = cut_nodes or cut_edges
    return graph


def find(index: sqlite3.Connection, name: str, limit: int) -> list[dict[str, Any]]:
    """Entities by the beginning of a name, as ``Reader.find`` describes it."""
    folded = name.casefold()
    found = index.execute(_FOUND, (folded, folded + _LAST, limit)).fetchall()
    nodes = ((key, json.loads(node)) for key, node in found)
    return [{"id": key, **{part: node[part] for part in _TOLD}} for key, node in nodes]


# ---------------------------------------------------------------- which nodes
def _spread(index: sqlite3.Connection, actors: Sequence[str], depth: int, limit: int) -> tuple[dict[str, int], bool]:
    """The nodes around ``actors`` with how far they are away, and whether the limit left some out."""
    start = [key for key in dict.fromkeys(actors) if has_node(index, key)]
    hops = dict.fromkeys(start[:limit], 0)
    cut = len(start) > limit
    for hop in range(depth):
        ranked = _neighbours(index, [key for key, far in hops.items() if far == hop], hops)
        room = limit - len(hops)
        cut = cut or len(ranked) > room
        hops |= dict.fromkeys(ranked[:room], hop + 1)
    return hops, cut


def has_node(index: sqlite3.Connection, key: str) -> bool:
    """Whether an entity, or an event that is a node, has this id."""
    found = index.execute("SELECT 1 FROM nodes WHERE id = ?1 UNION ALL SELECT 1 FROM event_nodes WHERE id = ?1", (key,))
    return found.fetchone() is not None


def _neighbours(index: sqlite3.Connection, border: Sequence[str], known: Container[str]) -> list[str]:
    """The nodes next to ``border``, those with most edges to it first."""
    counts: Counter[str] = Counter()
    for key in border:
        for here, there in (("source", "target"), ("target", "source")):
            found = index.execute(f"SELECT {there}, count(*) FROM edges WHERE {here} = ? GROUP BY {there}", (key,))
            counts.update({other: edges for other, edges in found if other not in known})
    return sorted(counts, key=lambda other: (-counts[other], other))


# ---------------------------------------------------------------- which edges
def _places(
    index: sqlite3.Connection, hops: Mapping[str, int], edge_limit: int
) -> tuple[list[tuple[int, str, int]], bool]:
    """Where the edges between nodes are kept, in the graph's order; and whether the limit left some out."""
    ranked: list[tuple[int, int, int, str, int]] = []
    inside = json.dumps(sorted(hops))
    for key, far in hops.items():
        found = index.execute(_INSIDE, (key, inside))
        for target, standing, article, ordinal in found:
            near, other = sorted((far, hops[target]))
            ranked.append((near, other, standing, article, ordinal))
    nearest = nsmallest(edge_limit, ranked)
    return sorted(place[2:] for place in nearest), len(ranked) > edge_limit


# ---------------------------------------------------------------- their attributes
def _iter_nodes(
    index: sqlite3.Connection, keys: Iterable[str], articles: Container[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    events = []
    for key in keys:
        row = index.execute("SELECT node FROM nodes WHERE id = ?", (key,)).fetchone()
        if row is None:
            events.append(key)
            continue
        facts = index.execute("SELECT article, spans FROM facts WHERE entity = ? ORDER BY article", (key,))
        spans = [[article, *span] for article, text in facts if article in articles for span in json.loads(text)]
        yield key, json.loads(row[0]) | {"spans": spans}
    for key in events:
        yield from iter_event_nodes(index, "WHERE id = ?", (key,))


def _groups(index: sqlite3.Connection, kind: str, graph: nx.MultiDiGraph[Any]) -> dict[str, Any]:
    """The merged events, or the incidents, that events of the graph's edges are accounts of."""
    events = {event for *_, event in graph.edges(data="event") if event is not None}
    found = index.execute(_GROUPS, (kind, json.dumps(sorted(events))))
    return {key: json.loads(node) for key, node in found}


def _articles(index: sqlite3.Connection, keys: Iterable[str]) -> dict[str, Any]:
    found = (index.execute("SELECT id, attributes FROM articles WHERE id = ?", (key,)).fetchone() for key in keys)
    return {key: json.loads(text) for key, text in found}
