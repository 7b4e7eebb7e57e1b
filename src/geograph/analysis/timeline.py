"""MultiDiGraph -> what two actors did to each other, week by week or month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Literal

import networkx as nx

from geograph.analysis.actors import find_actor
from geograph.analysis.rows import TimelineRow
from geograph.analysis.ties import Tie, pair_of, read_ties
from geograph.errors import AnalysisError

__all__ = ["Unit", "timeline"]

Unit = Literal["week", "month"]

_DAYS = {"week": 7, "month": 31}
_DIGITS = 2
_UNDATED = "undated"


def timeline(
    graph: nx.MultiDiGraph[Any], first: str, second: str, *, by: Unit = "month", with_claims: bool = False
) -> tuple[TimelineRow, ...]:
    """Conflict and cooperation between two actors over time.

    Events are counted by PLOVER's quad classes, and their intensities (the table ``intensity.csv``) summed up.

    Args:
        graph: ``kg.graph``.
        first: label, alias or id of the one, whose acts are ``forth``.
        second: and of the other, whose acts are ``back``.
        by: "week" (ISO 8601, from Monday) or "month".
        with_claims: count also what may not be taken as a fact.

    Returns:
        A row for each period from the first event to the last, those without events too. An event is in the period of
        its first day; what is not known to a period (a year, no day at all) is in a last row, "undated".

    Raises:
        AnalysisError: if an actor is unknown or ambiguous, or if both are the same.
    """
    one, other = find_actor(graph, first), find_actor(graph, second)
    if one == other:
        raise AnalysisError(f"{first!r} and {second!r} are the same actor", hint="name two")
    pair = (min(one, other), max(one, other))
    groups: dict[date | None, list[Tie]] = {}
    for tie in read_ties(graph, with_claims=with_claims):
        if pair_of(tie) == pair:
            groups.setdefault(_start(tie, by), []).append(tie)
    starts = [start for start in groups if start is not None]
    periods = [*_iter_starts(min(starts), max(starts), by)] if starts else []
    rows = [_row(_name(start, by), start, groups.get(start, []), one) for start in periods]
    undated = groups.get(None)
    return (*rows, *([_row(_UNDATED, None, undated, one)] if undated else []))


# ---------------------------------------------------------------- periods
def _start(tie: Tie, by: Unit) -> date | None:
    """The first day of the period that a tie is in, None if it is not known to a period."""
    if tie.first is None or tie.last is None or (tie.last - tie.first).days >= _DAYS[by]:
        return None
    return tie.first.replace(day=1) if by == "month" else tie.first - timedelta(tie.first.weekday())


def _iter_starts(first: date, last: date, by: Unit) -> Iterator[date]:
    yield first
    while first < last:
        first = first + timedelta(7) if by == "week" else (first + timedelta(31)).replace(day=1)
        yield first


def _name(start: date, by: Unit) -> str:
    if by == "month":
        return start.isoformat()[:7]
    year, week, _ = start.isocalendar()
    return f"{year}-W{week:02}"


# ---------------------------------------------------------------- rows
def _row(period: str, start: date | None, ties: list[Tie], one: str) -> TimelineRow:
    quads = Counter(tie.quad for tie in ties)
    scores = [(tie.source == one, tie.score) for tie in ties if tie.score is not None]
    total = sum((score for _, score in scores), 0.0)
    forth = sum((score for is_forth, score in scores if is_forth), 0.0)
    return TimelineRow(
        period=period,
        start=start.isoformat() if start else None,
        events=len(ties),
        verbal_cooperation=quads["verbal-cooperation"],
        material_cooperation=quads["material-cooperation"],
        verbal_conflict=quads["verbal-conflict"],
        material_conflict=quads["material-conflict"],
        other=quads[None],
        score=round(total, _DIGITS),
        forth=round(forth, _DIGITS),
        back=round(total - forth, _DIGITS),
        mean=round(total / len(scores), _DIGITS) if scores else None,
    )
