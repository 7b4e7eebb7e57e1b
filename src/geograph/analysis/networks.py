"""Ties -> the simple weighted graphs that NetworkX's measures take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import networkx as nx

from geograph.analysis.ties import Tie

__all__ = ["Side", "directed", "on_side", "undirected"]

Side = Literal["all", "cooperation", "conflict"]


def on_side(ties: Iterable[Tie], side: Side) -> tuple[Tie, ...]:
    """The ties of cooperation (a score above zero), of conflict (below), or all."""
    sign = {"all": 0, "cooperation": 1, "conflict": -1}[side]
    return tuple(tie for tie in ties if not sign or (tie.score or 0) * sign > 0)


def directed(ties: Iterable[Tie]) -> nx.DiGraph[Any]:
    """Who acts on whom; ``weight`` counts for each relation the independent sources that tell of it.

    Nodes and edges are added in order, so that sums of floats come out the same each time.
    """
    told = {(tie.source, tie.target, tie.relation, source) for tie in ties for source in tie.sources}
    weights: dict[tuple[str, str], int] = {}
    for source, target, _, _ in told:
        weights[source, target] = weights.get((source, target), 0) + 1
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(sorted({actor for pair in weights for actor in pair}))
    graph.add_weighted_edges_from((*pair, weight) for pair, weight in sorted(weights.items()))
    return graph


def undirected(ties: Iterable[Tie]) -> nx.Graph[Any]:
    """The same without directions: weights of both are added; ``distance`` is one over the weight."""
    both = directed(ties)
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(both)
    for source, target, weight in both.edges(data="weight"):
        known = graph.get_edge_data(source, target, {"weight": 0})["weight"]
        graph.add_edge(source, target, weight=known + weight, distance=1 / (known + weight))
    return graph
