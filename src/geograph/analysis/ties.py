"""The edges that an analysis counts, as frozen ties: facts between actors, with score and independent sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import networkx as nx

from geograph.errors import AnalysisError
from geograph.graph.nodes import EVENT_KIND
from geograph.lexicons.intensity import intensity
from geograph.reading import independent_sources, segment_blocks
from geograph.types import Article
from geograph.vocabulary import load_vocabulary

__all__ = ["Tie", "label", "pair_of", "read_ties"]

_FOREIGN = "is it the graph of geograph build?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """An edge between two actors.

    ``first`` and ``last`` are the days that its event lies between, None where they are not known. ``score`` is the
    event's intensity from -10 to 10 and ``quad`` its quad class, None for what PLOVER has no type for. ``sources`` are
    the ids of the independent articles that tell of it. Standing relations have ``event`` None.
    """

    source: str
    target: str
    event: str | None
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
    """The ties of a graph, sorted; what stands in copies of one article is counted once.

    Args:
        graph: ``kg.graph``, or what ``read_nodelink`` gives.
        with_claims: also what is claimed, alleged, planned, ordered, threatened, denied, disputed or hypothetical.
        standing: also relations that last (partOf, presidentOf ...).

    Raises:
        AnalysisError: if it is not a graph as docs/graph.md describes it.
    """
    sources = _sources(graph)
    ties = (
        _tie(source, target, edge, sources)
        for source, target, edge in graph.edges(data=True)
        if (with_claims or edge["flat"])
        and (standing or edge["event"] is not None)
        and source != target
        and EVENT_KIND not in (graph.nodes[source]["kind"], graph.nodes[target]["kind"])
    )
    try:
        return tuple(_once(sorted(ties, key=_order)))
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
    return (tie.source, tie.target, tie.relation, day, tie.article, tie.start, tie.event or "")


def _sources(graph: nx.MultiDiGraph[Any]) -> dict[str, str]:
    articles = (_article(key, known) for key, known in graph.graph.get("articles", {}).items())
    return independent_sources(articles)


def _article(key: str, known: dict[str, Any]) -> Article:
    text, title = known.get("text") or "", known.get("title")
    return Article(
        id=key, text=text, title=title, published=_day(known.get("published")), blocks=segment_blocks(text, title=title)
    )


def _once(ties: Iterable[Tie]) -> Iterator[Tie]:
    """Leave out the ties that a copy of an article repeats.

    A copy tells of the same events in the same words, under ids of its own; so the second strike of an article is the
    second of its copy, and each counts for their one source once.
    """
    seen: Counter[tuple[Any, ...]] = Counter()
    told: set[tuple[Any, ...]] = set()
    for tie in ties:
        what = (tie.source, tie.target, tie.relation, tie.type, tie.mode, tie.status, tie.first, tie.last)
        seen[tie.article, what] += 1
        mark = (tie.sources, what, seen[tie.article, what])
        if mark not in told:
            told.add(mark)
            yield tie
