"""The edges that an analysis counts, as frozen ties: facts between actors, with score and independent sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import networkx as nx

from geograph.errors import AnalysisError
from geograph.graph.nodes import EVENT_KIND
from geograph.lexicons.intensity import intensity
from geograph.vocabulary import load_vocabulary

__all__ = ["Tie", "label", "pair_of", "read_ties"]

_NO_DAY = 10**7  # more than there are in the calendar
_FOREIGN = "is it the graph of geograph build?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What one actor did to another: an edge, or several that are accounts of one happening.

    ``first`` and ``last`` are the days that its event lies between, None where they are not known. ``score`` is the
    event's intensity from -10 to 10 and ``quad`` its quad class, None for what PLOVER has no type for. ``sources`` are
    the independent sources that tell of it. ``merged`` is the id of the merged event. Standing relations have
    ``event`` None.
    """

    source: str
    target: str
    event: str | None
    merged: str | None
    relation: str
    type: str | None
    mode: str | None
    status: str
    flat: bool
    first: date | None
    last: date | None
    score: float | None
    quad: str | None
    sources: frozenset[str]
    article: str
    start: int
    sentence: str
    confidence: float


def read_ties(graph: nx.MultiDiGraph[Any], *, with_claims: bool = False, standing: bool = False) -> tuple[Tie, ...]:
    """The ties of a graph, sorted.

    Accounts of one merged event are one tie, and what stands in copies of one article is counted once.

    Args:
        graph: ``kg.graph``, or what ``read_nodelink`` gives.
        with_claims: also what is claimed, alleged, planned, ordered, threatened, denied, disputed or hypothetical.
        standing: also relations that last (partOf, presidentOf ...).

    Raises:
        AnalysisError: if it is not a graph as docs/graph.md describes it.
    """
    articles: dict[str, dict[str, Any]] = graph.graph.get("articles", {})
    sources = {key: str(known.get("source") or key) for key, known in articles.items()}
    origins = {key: str(known.get("copy_of") or key) for key, known in articles.items()}
    ties = (
        _tie(source, target, edge, sources)
        for source, target, edge in graph.edges(data=True)
        if (with_claims or edge["flat"])
        and (standing or edge["event"] is not None)
        and source != target
        and EVENT_KIND not in (graph.nodes[source]["kind"], graph.nodes[target]["kind"])
    )
    try:
        return _once(sorted(ties, key=_order), origins)
    except KeyError as error:
        raise AnalysisError(f"an edge or node has no attribute {error}", hint=_FOREIGN) from error


def label(graph: nx.MultiDiGraph[Any], actor: str) -> str:
    """The preferred name of an actor."""
    return str(graph.nodes[actor]["label"])


def pair_of(tie: Tie) -> tuple[str, str]:
    """The two ends of a tie, whatever its direction."""
    return (tie.source, tie.target) if tie.source < tie.target else (tie.target, tie.source)


def _tie(source: str, target: str, edge: dict[str, Any], sources: dict[str, str]) -> Tie:
    type_, articles = edge["type"], {article for article, _, _ in edge.get("evidence") or [(edge["article"], 0, 0)]}
    return Tie(
        source=source,
        target=target,
        event=edge["event"],
        merged=edge.get("merged"),
        relation=edge["relation"],
        type=type_,
        mode=edge["mode"],
        status=edge["status"],
        flat=edge["flat"],
        first=_day(edge["date"]),
        last=_day(edge["date_end"] or edge["date"]),
        score=intensity(type_, edge["mode"]),
        quad=load_vocabulary().quad(type_) if type_ else None,
        sources=frozenset(sources.get(article, article) for article in articles),
        article=edge["article"],
        start=edge["start"],
        sentence=edge["sentence"],
        confidence=edge["confidence"],
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _order(tie: Tie) -> tuple[Any, ...]:
    day = tie.first.isoformat() if tie.first else ""
    return (tie.source, tie.target, tie.relation, day, tie.article, tie.start, tie.event or "", tie.status)


# ---------------------------------------------------------------- what is told more than once
def _once(ties: Iterable[Tie], origins: dict[str, str]) -> tuple[Tie, ...]:
    """Join the accounts of one merged event, and what a copy of an article repeats.

    A copy tells of the same events in the same words, under ids of its own; so the second strike of an article is the
    second of its copy.
    """
    seen: Counter[tuple[Any, ...]] = Counter()
    told: dict[tuple[Any, ...], Tie] = {}
    for tie in ties:
        if tie.merged is not None:
            mark: tuple[Any, ...] = (tie.source, tie.target, tie.status, tie.merged)
        else:
            what = (tie.source, tie.target, tie.status, tie.relation, tie.type, tie.mode, tie.first, tie.last)
            seen[tie.article, what] += 1
            mark = (*what, origins.get(tie.article, tie.article), seen[tie.article, what])
        known = told.get(mark)
        told[mark] = _joined(known, tie) if known else tie
    return tuple(sorted(told.values(), key=_order))


def _joined(one: Tie, other: Tie) -> Tie:
    """The account that knows the day best, then the surer one, with the sources of both."""
    best = min(one, other, key=_doubt)
    return replace(best, sources=one.sources | other.sources)


def _doubt(tie: Tie) -> tuple[Any, ...]:
    days = (tie.last - tie.first).days if tie.first and tie.last else _NO_DAY
    return (days, -tie.confidence, *_order(tie))
