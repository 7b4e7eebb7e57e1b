"""MultiDiGraph -> an actor's surroundings."""

from __future__ import annotations

from typing import Any

import networkx as nx

from geograph.analysis.actors import find_actor
from geograph.analysis.networks import undirected
from geograph.analysis.rows import TieRow
from geograph.analysis.ties import Tie, label, read_ties

__all__ = ["egonet"]


def egonet(
    graph: nx.MultiDiGraph[Any], actor: str, *, radius: int = 1, with_claims: bool = False
) -> tuple[TieRow, ...]:
    """The relations among an actor and all who are at most ``radius`` steps away, standing ones too.

    Args:
        graph: ``kg.graph``.
        actor: label, alias or id.
        radius: 1 for whom it has ties with, 2 for these actors' partners too ...
        with_claims: count also what may not be taken as a fact.

    Returns:
        A row for each relation and status, by the names of its ends.

    Raises:
        AnalysisError: if the actor is unknown or ambiguous.
    """
    centre = find_actor(graph, actor)
    ties = read_ties(graph, with_claims=with_claims, standing=True)
    plain = undirected(ties)
    near = set(nx.ego_graph(plain, centre, radius=radius)) if centre in plain else {centre}
    groups: dict[tuple[str, str, str, str], list[Tie]] = {}
    for tie in ties:
        if {tie.source, tie.target} <= near:
            groups.setdefault((tie.source, tie.relation, tie.target, tie.status), []).append(tie)
    rows = (_row(graph, group) for group in groups.values())
    return tuple(sorted(rows, key=lambda r: (r.source_name, r.relation, r.target_name, r.status, r.source, r.target)))


def _row(graph: nx.MultiDiGraph[Any], ties: list[Tie]) -> TieRow:
    days = [str(day) for tie in ties for day in (tie.first, tie.last) if day]
    tie = ties[0]
    return TieRow(
        source=tie.source,
        source_name=label(graph, tie.source),
        relation=tie.relation,
        target=tie.target,
        target_name=label(graph, tie.target),
        status=tie.status,
        events=sum(tie.event is not None for tie in ties),
        sources=len({source for tie in ties for source in tie.sources}),
        first=min(days, default=None),
        last=max(days, default=None),
    )
