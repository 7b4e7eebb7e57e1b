"""MultiDiGraph -> triads of friends and foes, and which of them are out of balance."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from typing import Any

import networkx as nx

from geograph.analysis.rows import TriadRow
from geograph.analysis.ties import Tie, label, pair_of, read_ties

__all__ = ["balance", "net_scores"]

_DIGITS = 2


def balance(graph: nx.MultiDiGraph[Any], *, with_claims: bool = False) -> tuple[TriadRow, ...]:
    """Structural balance: all triads of actors of whom each two have a net score other than zero.

    Two actors are friends if the intensities of what they did to each other sum up to more than zero, foes if to less.
    The friend of my friend is my friend, the enemy of my enemy too: such triads are balanced. Where the friend of my
    enemy is my friend, or all three are foes, something will give: these are frustrated.

    Args:
        graph: ``kg.graph``.
        with_claims: count also what may not be taken as a fact.

    Returns:
        Frustrated triads first, then by name; the actors of each stand in the order of their ids.
    """
    scores = {pair: score for pair, score in net_scores(read_ties(graph, with_claims=with_claims)).items() if score}
    signed: nx.Graph[Any] = nx.Graph()
    signed.add_edges_from(sorted(scores))
    cliques = takewhile(lambda clique: len(clique) <= 3, nx.enumerate_all_cliques(signed))
    rows = (_row(graph, sorted(clique), scores) for clique in cliques if len(clique) == 3)
    return tuple(sorted(rows, key=_order))


def _order(row: TriadRow) -> tuple[bool | str, ...]:
    return (row.balanced, row.first_name, row.second_name, row.third_name, row.first, row.second, row.third)


def net_scores(ties: Iterable[Tie]) -> dict[tuple[str, str], float]:
    """The sum of the scores of what each two actors did to each other, by pair of ids; nothing for unscored ties."""
    scores: dict[tuple[str, str], float] = {}
    for tie in ties:
        if tie.score is not None:
            scores[pair_of(tie)] = scores.get(pair_of(tie), 0.0) + tie.score
    return {pair: round(score, _DIGITS) for pair, score in scores.items()}


def _row(graph: nx.MultiDiGraph[Any], triad: list[str], scores: dict[tuple[str, str], float]) -> TriadRow:
    first, second, third = triad
    sides = scores[first, second], scores[first, third], scores[second, third]
    return TriadRow(
        first=first,
        first_name=label(graph, first),
        second=second,
        second_name=label(graph, second),
        third=third,
        third_name=label(graph, third),
        signs="".join("+" if side > 0 else "-" for side in sides),
        balanced=sum(side < 0 for side in sides) % 2 == 0,
        first_second=sides[0],
        first_third=sides[1],
        second_third=sides[2],
    )
