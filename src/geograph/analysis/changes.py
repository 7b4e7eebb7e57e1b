"""MultiDiGraph -> what is other between two periods."""

from __future__ import annotations

from datetime import date
from typing import Any

import networkx as nx

from geograph.analysis.balance import net_scores
from geograph.analysis.rows import ChangeRow
from geograph.analysis.ties import Tie, label, pair_of, read_ties
from geograph.errors import AnalysisError

__all__ = ["Period", "changes"]

Period = tuple[date, date]

_Pairs = dict[tuple[str, str], list[Tie]]


def changes(
    graph: nx.MultiDiGraph[Any], before: Period, after: Period, *, with_claims: bool = False
) -> tuple[ChangeRow, ...]:
    """The pairs of actors that have ties in one of two periods only, or whose net score has another sign.

    An event is in a period if all days that it may have happened on are. Events without a day are in none.

    Args:
        graph: ``kg.graph``.
        before: the first and last day of the earlier period, both in it.
        after: of the later.
        with_claims: count also what may not be taken as a fact.

    Returns:
        Rows by change (changed sign, gone, new) and names. The signs are those of summed intensities.

    Raises:
        AnalysisError: if a period ends before it begins, or if the second does not begin after the first ends.
    """
    for first, last in (before, after):
        if last < first:
            raise AnalysisError(f"the period {first}..{last} ends before it begins")
    if after[0] <= before[1]:
        raise AnalysisError(f"{after[0]}..{after[1]} does not come after {before[0]}..{before[1]}")
    ties = read_ties(graph, with_claims=with_claims)
    then, now = _within(ties, before), _within(ties, after)
    rows = (_row(graph, pair, then.get(pair, []), now.get(pair, [])) for pair in sorted(then.keys() | now.keys()))
    changed = (row for row in rows if row is not None)
    return tuple(sorted(changed, key=lambda row: (row.change, row.first_name, row.second_name, row.first, row.second)))


def _within(ties: tuple[Tie, ...], period: Period) -> _Pairs:
    found: _Pairs = {}
    for tie in ties:
        if tie.first and tie.last and period[0] <= tie.first <= tie.last <= period[1]:
            found.setdefault(pair_of(tie), []).append(tie)
    return found


def _row(graph: nx.MultiDiGraph[Any], pair: tuple[str, str], then: list[Tie], now: list[Tie]) -> ChangeRow | None:
    scores = [net_scores(ties).get(pair, 0.0) for ties in (then, now)]
    change = "new" if not then else "gone" if not now else "changed sign" if scores[0] * scores[1] < 0 else None
    if change is None:
        return None
    return ChangeRow(
        first=pair[0],
        first_name=label(graph, pair[0]),
        second=pair[1],
        second_name=label(graph, pair[1]),
        change=change,
        events_before=len(then),
        events_after=len(now),
        score_before=scores[0],
        score_after=scores[1],
        relations_before=_relations(then),
        relations_after=_relations(now),
    )


def _relations(ties: list[Tie]) -> str:
    return ", ".join(sorted({tie.relation for tie in ties}))
