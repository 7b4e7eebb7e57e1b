"""MultiDiGraph -> relation statements: one for each distinct (subject, predicate, object)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import networkx as nx

from geograph.graph.merged import STANDING
from geograph.merging.rules import load_rules
from geograph.types import Status

__all__ = ["RelationStatement", "relation_statements", "statement_id"]

_RANK = {status: rank for rank, status in enumerate(STANDING)}


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationStatement:
    """All edges with the same ends and the same relation, taken together.

    ``status`` is the best of its edges', ``flat`` whether one of them may be drawn as a fact, ``rolled_up`` whether
    all of them stand between states while the texts name their organs. ``evidence`` holds (article, start, end).
    ``sources`` counts publishers, ``happenings`` events, of which several accounts of one count once. ``ended`` is the
    day of a later relation that is contrary to this one, and ``ended_by`` the id of that relation's statement.
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
    sources: int
    happenings: int
    events: tuple[str, ...]
    evidence: tuple[tuple[str, int, int], ...]
    flat: bool
    rolled_up: bool
    ended: str | None = None
    ended_by: str | None = None


def relation_statements(graph: nx.MultiDiGraph[Any]) -> tuple[RelationStatement, ...]:
    """Sum up the edges of ``graph``, sorted by subject, predicate and object."""
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for source, target, edge in graph.edges(data=True):
        groups.setdefault((source, edge["relation"], target), []).append(edge)
    articles: dict[str, dict[str, Any]] = graph.graph["articles"]
    sources = {key: str(article.get("source") or key) for key, article in articles.items()}
    return _ended(tuple(_statement(triple, edges, sources) for triple, edges in sorted(groups.items())))


def _statement(triple: tuple[str, str, str], edges: list[dict[str, Any]], sources: dict[str, str]) -> RelationStatement:
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
        sources=len({sources.get(article, article) for article, _, _ in evidence}),
        happenings=len(_present({edge.get("merged") or edge["event"] for edge in edges})),
        events=tuple(sorted(_present({edge["event"] for edge in edges}))),
        evidence=tuple(evidence),
        flat=any(edge["flat"] for edge in edges),
        rolled_up=all(edge["rolled_up"] for edge in edges),
    )


def _ended(statements: tuple[RelationStatement, ...]) -> tuple[RelationStatement, ...]:
    """Say of each fact whether a later fact between the same two is contrary to it, by the table of merging."""
    facts: dict[frozenset[str], list[RelationStatement]] = {}
    for statement in statements:
        if statement.flat and statement.events:
            facts.setdefault(frozenset((statement.subject, statement.object)), []).append(statement)
    return tuple(
        _end(statement, facts.get(frozenset((statement.subject, statement.object)), ())) for statement in statements
    )


def _end(statement: RelationStatement, others: Iterable[RelationStatement]) -> RelationStatement:
    last = statement.last_date
    if not statement.flat or last is None:
        return statement
    contrary = {name for rule in load_rules().contrary if statement.predicate in rule.ends for name in rule.later}
    later = [
        (other.first_date, other.id)
        for other in others
        if other.predicate in contrary and other.first_date is not None and other.first_date > last
    ]
    return replace(statement, ended=min(later)[0], ended_by=min(later)[1]) if later else statement


def statement_id(triple: tuple[str, str, str]) -> str:
    """Name the statement by its content. Ids may hold any character, so their lengths keep the parts apart."""
    text = "".join(f"{len(part)}:{part}" for part in triple)
    return f"rel-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def _present(values: Iterable[str | None]) -> list[str]:
    return [value for value in values if value is not None]
