"""MultiDiGraph -> communities of actors."""

from __future__ import annotations

from typing import Any

import networkx as nx

from geograph.analysis.networks import Side, on_side, undirected
from geograph.analysis.rows import CommunityRow
from geograph.analysis.ties import label, read_ties

__all__ = ["communities"]


def communities(
    graph: nx.MultiDiGraph[Any], *, side: Side = "all", with_claims: bool = False
) -> tuple[CommunityRow, ...]:
    """Communities by greedy modularity (Clauset, Newman and Moore 2004), which leaves nothing to chance.

    Args:
        graph: ``kg.graph``.
        side: with "cooperation" those who work together, with "all" those who have to do with each other.
        with_claims: count also what may not be taken as a fact.

    Returns:
        Rows by community, the largest first, and in it by weight of ties inside.
    """
    plain = undirected(on_side(read_ties(graph, with_claims=with_claims), side))
    if not plain.number_of_edges():
        return ()
    names = list(plain)
    # Numbers, whose sets have one order each time; those of strings change with the hash seed.
    numbered = nx.convert_node_labels_to_integers(plain)
    found = nx.community.greedy_modularity_communities(numbered, weight="weight")
    groups = [sorted(names[number] for number in group) for group in found]
    groups.sort(key=lambda group: (-len(group), group))
    rows = (_row(graph, plain, number, group, actor) for number, group in enumerate(groups, 1) for actor in group)
    return tuple(sorted(rows, key=lambda row: (row.community, -row.inside, row.name, row.actor)))


def _row(graph: nx.MultiDiGraph[Any], plain: nx.Graph[Any], number: int, group: list[str], actor: str) -> CommunityRow:
    members = set(group)
    inside = sum(data["weight"] for other, data in plain[actor].items() if other in members)
    return CommunityRow(
        community=number,
        size=len(group),
        actor=actor,
        name=label(graph, actor),
        kind=graph.nodes[actor]["kind"],
        inside=inside,
        outside=plain.degree(actor, weight="weight") - inside,
    )
