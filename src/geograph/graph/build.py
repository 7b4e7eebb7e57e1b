"""Documents -> MultiDiGraph, as docs/graph.md describes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import networkx as nx

from geograph.graph.documents import distinct_documents
from geograph.graph.edges import Edge, iter_event_edges, iter_standing_edges
from geograph.graph.merged import incident_nodes, merged_id, merged_nodes
from geograph.graph.nodes import Cast, collect_cast, event_node
from geograph.graph.rollup import load_rollup
from geograph.merging import MergePlan
from geograph.reading import independent_sources
from geograph.types import Article, Document

__all__ = ["add_edge", "add_standing", "article_attributes", "build_graph", "iter_event_nodes"]


def build_graph(documents: Iterable[Document], plan: MergePlan | None = None) -> nx.MultiDiGraph[Any]:
    """Build the graph of actors and what they do to each other.

    The order of ``documents`` does not matter, and of several with the same article id one counts.

    Args:
        documents: what was read, one for each article; where a plan is given, under its names.
        plan: what in them is one.

    Returns:
        A graph whose node and edge attributes are JSON-plain.
    """
    distinct = distinct_documents(documents)
    cast = collect_cast(distinct)
    plan = MergePlan() if plan is None else plan
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(
        articles=_articles(doc.article for doc in distinct),
        merged=merged_nodes(distinct, plan, cast),
        incidents=incident_nodes(distinct, plan, cast),
    )
    graph.add_nodes_from((entity, cast.node(entity)) for entity in cast.entities)
    table, merged = load_rollup(), {event: merged_id(group) for group in plan.events for event in group.events}
    for document in distinct:
        events = list(iter_event_edges(document, cast, table))
        graph.add_nodes_from(iter_event_nodes(document, events, cast))
        for edge in events:
            add_edge(graph, edge, merged.get(edge.attributes["event"]))
    for document in distinct:
        for edge in iter_standing_edges(document):
            add_standing(graph, edge)
    return graph


def _articles(articles: Iterable[Article]) -> dict[str, dict[str, Any]]:
    by_id = {article.id: article for article in articles}
    origins = independent_sources(by_id.values())
    return {key: article_attributes(article, by_id[origins[key]]) for key, article in by_id.items()}


def article_attributes(article: Article, origin: Article) -> dict[str, Any]:
    """What the graph says of an article, as docs/graph.md lists it; ``origin`` is the text that it is a copy of."""
    return {
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "url": article.url,
        "language": article.language,
        "published": article.published.isoformat() if article.published else None,
        "text": article.text,
        "copy_of": None if origin.id == article.id else origin.id,
        # Two articles of one publisher are no independent witnesses, nor is who prints what another one wrote.
        "source": origin.publisher or origin.id,
    }


def iter_event_nodes(document: Document, edges: list[Edge], cast: Cast) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the events that are the object of a relation, each with its node attributes."""
    targets = {edge.target for edge in edges if edge.target not in cast.entities}
    for event in sorted(document.events, key=lambda event: event.id):
        if event.id in targets:
            yield event.id, event_node(event, cast)


def add_edge(graph: nx.MultiDiGraph[Any], edge: Edge, merged: str | None) -> None:
    """Add an edge, with the merged event that its event is an account of, under a key that is new between its ends."""
    key, number = edge.key, 1
    while graph.has_edge(edge.source, edge.target, key):
        number += 1
        key = f"{edge.key}~{number}"
    graph.add_edge(edge.source, edge.target, key, **edge.attributes, merged=merged)


def add_standing(graph: nx.MultiDiGraph[Any], edge: Edge) -> None:
    """Add a standing relation, or its evidence where another article gave it already."""
    if not graph.has_edge(edge.source, edge.target, edge.key):
        graph.add_edge(edge.source, edge.target, edge.key, **edge.attributes, merged=None)
        return
    known = graph.edges[edge.source, edge.target, edge.key]
    known["evidence"] += edge.attributes["evidence"]  # stays sorted: documents and their edges come in order
    for name, choose in (("date", min), ("date_end", max)):
        days = [day for day in (known[name], edge.attributes[name]) if day is not None]
        known[name] = choose(days) if days else None
    if known["date"] or known["date_end"]:
        known["date_precision"] = "range"
