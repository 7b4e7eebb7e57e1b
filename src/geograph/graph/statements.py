"""MultiDiGraph -> relation statements: one for each distinct (subject, predicate, object)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import networkx as nx

from geograph.types import Status

__all__ = ["RelationStatement", "relation_statements", "statement_id"]

# From what may be taken as fact down to what is said not to be so.
_STANDING = (
    Status.REPORTED,
    Status.DECLARED,
    Status.DISPUTED,
    Status.CLAIMED,
    Status.ALLEGED,
    Status.ORDERED,
    Status.PLANNED,
    Status.THREATENED,
    Status.HYPOTHETICAL,
    Status.DENIED,
)
_RANK = {status: rank for rank, status in enumerate(_STANDING)}


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationStatement:
    """All edges with the same ends and the same relation, taken together.

    ``status`` is the best of its edges', ``flat`` whether one of them may be drawn as a fact, ``rolled_up`` whether
    all of them stand between states while the texts name their organs. ``evidence`` holds (article, start, end).
    """

    id: str
    subject: str
    predicate: str
    object: str
    status: Status
    confidence: float
    first_date: str | None
    last_date: str | None
    mentions: int
    articles: int
    events: tuple[str, ...]
    evidence: tuple[tuple[str, int, int], ...]
    flat: bool
    rolled_up: bool


def relation_statements(graph: nx.MultiDiGraph[Any]) -> tuple[RelationStatement, ...]:
    """Sum up the edges of ``graph``, sorted by subject, predicate and object."""
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for source, target, edge in graph.edges(data=True):
        groups.setdefault((source, edge["relation"], target), []).append(edge)
    return tuple(_statement(triple, edges) for triple, edges in sorted(groups.items()))


def _statement(triple: tuple[str, str, str], edges: list[dict[str, Any]]) -> RelationStatement:
    subject, predicate, target = triple
    evidence = sorted({(str(article), int(start), int(end)) for e in edges for article, start, end in e["evidence"]})
    days = _present(day for edge in edges for day in (edge["date"], edge["date_end"]))
    return RelationStatement(
        id=statement_id(triple),
        subject=subject,
        predicate=predicate,
        object=target,
        status=min((Status(edge["status"]) for edge in edges), key=_RANK.__getitem__),
        confidence=max(edge["confidence"] for edge in edges),
        first_date=min(days, default=None),
        last_date=max(days, default=None),
        mentions=sum(len(edge["evidence"]) for edge in edges),
        articles=len({article for article, _, _ in evidence}),
        events=tuple(sorted(_present({edge["event"] for edge in edges}))),
        evidence=tuple(evidence),
        flat=any(edge["flat"] for edge in edges),
        rolled_up=all(edge["rolled_up"] for edge in edges),
    )


def statement_id(triple: tuple[str, str, str]) -> str:
    """Name the statement by its content. Ids may hold any character, so their lengths keep the parts apart."""
    text = "".join(f"{len(part)}:{part}" for part in triple)
    return f"rel-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def _present(values: Iterable[str | None]) -> list[str]:
    return [value for value in values if value is not None]
