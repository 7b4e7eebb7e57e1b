"""MultiDiGraph -> how central its actors are."""

from __future__ import annotations

from typing import Any

import networkx as nx

from geograph.analysis.networks import Side, directed, on_side, undirected
from geograph.analysis.rows import CentralityRow
from geograph.analysis.ties import label, read_ties

__all__ = ["centrality"]

_DIGITS = 6


def centrality(
    graph: nx.MultiDiGraph[Any], *, side: Side = "all", with_claims: bool = False
) -> tuple[CentralityRow, ...]:
    """Degree, betweenness (Freeman 1977) and PageRank (Page and others 1999) of all actors that have ties.

    A tie weighs as many relations as there are, each times the independent sources that tell of it. Betweenness takes
    the ties without direction, the heavier the shorter, and is exact: its time grows with actors times ties (20 s for
    2,000 actors and 20,000 ties). PageRank flows from who acts to whom it acts on.

    Args:
        graph: ``kg.graph``.
        side: ties of "cooperation", of "conflict", or "all".
        with_claims: count also what may not be taken as a fact.

    Returns:
        Rows by PageRank, the highest first, then by name.
    """
    ties = on_side(read_ties(graph, with_claims=with_claims), side)
    both, plain = directed(ties), undirected(ties)
    if not len(plain):
        return ()
    between = nx.betweenness_centrality(plain, weight="distance")
    rank = nx.pagerank(both, weight="weight")
    rows = [
        CentralityRow(
            actor=actor,
            name=label(graph, actor),
            kind=graph.nodes[actor]["kind"],
            partners=plain.degree(actor),
            degree=plain.degree(actor, weight="weight"),
            acting=both.out_degree(actor, weight="weight"),
            receiving=both.in_degree(actor, weight="weight"),
            betweenness=round(between[actor], _DIGITS),
            pagerank=round(rank[actor], _DIGITS),
        )
        for actor in plain
    ]
    return tuple(sorted(rows, key=lambda row: (-row.pagerank, row.name, row.actor)))
