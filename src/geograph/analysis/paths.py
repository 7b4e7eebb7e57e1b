"""MultiDiGraph -> how two actors are connected, with the sentences that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, pairwise, takewhile
from typing import Any

import networkx as nx

from geograph.analysis.actors import find_actor
from geograph.analysis.networks import undirected
from geograph.analysis.rows import PathRow
from geograph.analysis.ties import Tie, label, pair_of, read_ties
from geograph.errors import AnalysisError

__all__ = ["shortest_paths", "simple_paths"]

_Ties = dict[tuple[str, str], list[Tie]]


def shortest_paths(
    graph: nx.MultiDiGraph[Any], first: str, second: str, *, most: int = 10, with_claims: bool = False
) -> tuple[PathRow, ...]:
    """The paths of fewest steps between two actors, over ties in either direction and standing relations.

    Args:
        graph: ``kg.graph``.
        first: label, alias or id of the one.
        second: and of the other.
        most: how many paths at most.
        with_claims: go also over what may not be taken as a fact.

    Returns:
        For each path and step a row for each relation, with its best evidence; nothing if there is no path.

    Raises:
        AnalysisError: if an actor is unknown or ambiguous, or if both are the same.
    """
    ties, paths = _search(graph, first, second, with_claims=with_claims)
    path = next(paths, None)
    if path is None:
        return ()
    others = takewhile(lambda other: len(other) == len(path), paths)
    return _rows(graph, ties, [path, *islice(others, max(0, most - 1))])


def simple_paths(
    graph: nx.MultiDiGraph[Any],
    first: str,
    second: str,
    *,
    longest: int = 4,
    most: int = 50,
    with_claims: bool = False,
) -> tuple[PathRow, ...]:
    """All paths between two actors that pass nobody twice, the shorter first; see ``shortest_paths``.

    Args:
        graph: ``kg.graph``.
        first: label, alias or id of the one.
        second: and of the other.
        longest: how many steps at most.
        most: how many paths at most.
        with_claims: go also over what may not be taken as a fact.

    Raises:
        AnalysisError: if an actor is unknown or ambiguous, or if both are the same.
    """
    ties, paths = _search(graph, first, second, with_claims=with_claims)
    return _rows(graph, ties, list(islice(takewhile(lambda path: len(path) <= longest + 1, paths), most)))


def _search(
    graph: nx.MultiDiGraph[Any], first: str, second: str, *, with_claims: bool
) -> tuple[_Ties, Iterator[list[str]]]:
    ends = find_actor(graph, first), find_actor(graph, second)
    if ends[0] == ends[1]:
        raise AnalysisError(f"{first!r} and {second!r} are the same actor", hint="name two")
    ties = read_ties(graph, with_claims=with_claims, standing=True)
    between: _Ties = {}
    for tie in ties:
        between.setdefault(pair_of(tie), []).append(tie)
    return between, _iter_paths(undirected(ties), *ends)


def _iter_paths(plain: nx.Graph[Any], first: str, second: str) -> Iterator[list[str]]:
    """Paths by their length (Yen 1971)."""
    if first not in plain or second not in plain:
        return
    try:
        yield from nx.shortest_simple_paths(plain, first, second)
    except nx.NetworkXNoPath:
        return


def _rows(graph: nx.MultiDiGraph[Any], ties: _Ties, paths: Iterable[list[str]]) -> tuple[PathRow, ...]:
    return tuple(
        row
        for number, path in enumerate(sorted(paths, key=lambda path: (len(path), path)), 1)
        for step, ends in enumerate(pairwise(path), 1)
        for row in _step(graph, ties[min(ends), max(ends)], number, step)
    )


def _step(graph: nx.MultiDiGraph[Any], ties: list[Tie], number: int, step: int) -> Iterator[PathRow]:
    groups: dict[tuple[str, str, str, str], list[Tie]] = {}
    for tie in ties:
        groups.setdefault((tie.source, tie.relation, tie.target, tie.status), []).append(tie)
    for (source, relation, target, status), group in sorted(groups.items()):
        best = min(group, key=lambda tie: (-tie.confidence, str(tie.first), tie.article, tie.start))
        yield PathRow(
            path=number,
            step=step,
            source=source,
            source_name=label(graph, source),
            relation=relation,
            target=target,
            target_name=label(graph, target),
            status=status,
            date=str(best.first) if best.first else None,
            events=len(group),
            article=best.article,
            sentence=best.sentence,
        )
