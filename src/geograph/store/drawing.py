"""One document and the index -> its edges, and the triples of its named graph."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import networkx as nx
from pyoxigraph import Triple

from geograph.export.rdf import iter_article
from geograph.export.rdf_events import Index
from geograph.graph.build import iter_event_nodes
from geograph.graph.edges import iter_event_edges, iter_standing_edges
from geograph.graph.nodes import Cast
from geograph.graph.rollup import load_rollup
from geograph.store.facts import CLAIM, EVENT, iter_items, iter_pointers
from geograph.store.rows import add_edges
from geograph.types import Document, EntityKind

__all__ = ["draw_article", "iter_article_triples"]


def draw_article(index: sqlite3.Connection, document: Document, cast: Cast) -> None:
    """Add the edges of a document, and the nodes of its events, to the index."""
    edges = list(iter_event_edges(document, cast, load_rollup()))
    nodes = iter_event_nodes(document, edges, cast)
    add_edges(index, document.article.id, edges, iter_standing_edges(document), nodes)


def iter_article_triples(index: sqlite3.Connection, document: Document, cast: Cast) -> Iterator[Triple]:
    """Give the triples of a document's named graph."""
    labels: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    labels.add_nodes_from((key, {"label": entity.name}) for key, entity in cast.entities.items())
    return iter_article(document, labels, _items(index, document), _publishers(index, document.article.publisher))


def _publishers(index: sqlite3.Connection, name: str | None) -> dict[str, str]:
    """The medium of this name, if an article speaks of it: of several, the one that the atlas knows."""
    medium = index.execute(
        "SELECT entity FROM names WHERE name = ? AND kind = ? ORDER BY known DESC, entity DESC LIMIT 1",
        (name, EntityKind.MEDIA.value),
    ).fetchone()
    return {name: medium[0]} if name is not None and medium else {}


def _items(index: sqlite3.Connection, document: Document) -> Index:
    """The events and claims that a document may point at: its own, and those of others that are there."""
    events = {key for kind, key in iter_items(document) if kind == EVENT}
    claims = {key: {document.article.id} for kind, key in iter_items(document) if kind == CLAIM}
    for kind, pointer in iter_pointers(document):
        key, _, home = pointer.partition("@") if kind == CLAIM else (pointer, "", "")
        where = "kind = ?1 AND id = ?2 AND (?3 = '' OR article = ?3)"
        homes = {article for (article,) in index.execute(f"SELECT article FROM items WHERE {where}", (kind, key, home))}
        if kind == CLAIM:
            claims.setdefault(key, set()).update(homes)
        elif homes:
            events.add(key)
    return Index(events=frozenset(events), claims={key: tuple(sorted(homes)) for key, homes in claims.items()})
