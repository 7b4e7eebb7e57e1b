"""What merging puts together, events that are one and accounts that are rivals, as rows of the index and as RDF."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import networkx as nx
from pyoxigraph import Triple

from geograph.export.rdf_merged import iter_merged
from geograph.graph.merged import incident_id, incident_nodes, merged_id, merged_nodes
from geograph.graph.nodes import Cast
from geograph.merging import EventGroup, Incident, MergePlan
from geograph.store.rows import article_sources, dump
from geograph.types import Document

__all__ = ["INCIDENTS", "MERGED", "Group", "group_triples", "iter_groups", "make_node", "store_groups", "store_node"]

MERGED, INCIDENTS = "merged", "incidents"
"""The two kinds of groups, called as in the attributes of the graph."""

Group = tuple[str, str]
"""Kind and id."""


def store_groups(index: sqlite3.Connection, plan: MergePlan) -> set[Group]:
    """Put the groups of a plan in the place of those that are there.

    Returns:
        The groups that are new, have changed or are gone; the nodes of those that are there must be made.
    """
    before = {(kind, key): text for kind, key, text in index.execute("SELECT kind, id, decided FROM groups")}
    after = {group: dump([member.events, member.score, member.reason]) for group, member in _iter_members(plan)}
    changed = {group for group in before.keys() | after.keys() if before.get(group) != after.get(group)}
    index.executemany("DELETE FROM groups WHERE kind = ? AND id = ?", changed)
    index.executemany("DELETE FROM accounts WHERE kind = ? AND id = ?", changed)
    for ordinal, group in enumerate(after):
        if group in changed:
            index.execute("INSERT INTO groups VALUES (?, ?, ?, ?, '{}')", (*group, ordinal, after[group]))
            events = json.loads(after[group])[0]
            index.executemany("INSERT INTO accounts VALUES (?, ?, ?)", ((event, *group) for event in events))
        else:
            index.execute("UPDATE groups SET ordinal = ? WHERE kind = ? AND id = ?", (ordinal, *group))
    return changed


def _iter_members(plan: MergePlan) -> Iterator[tuple[Group, EventGroup | Incident]]:
    for group in plan.events:
        yield (MERGED, merged_id(group)), group
    for incident in plan.incidents:
        yield (INCIDENTS, incident_id(incident)), incident


def make_node(group: Group, decided: str, documents: Iterable[Document], cast: Cast) -> dict[str, Any]:
    """The attributes of a group.

    Args:
        group: its kind and id.
        decided: what the index has of the decision.
        documents: of the articles that its events are in, as the graph takes them up.
        cast: the actors of these.
    """
    kind, key = group
    events, score, reason = json.loads(decided)
    if kind == MERGED:
        merged = EventGroup(events=tuple(events), score=score, reason=reason)
        return merged_nodes(documents, MergePlan(events=(merged,)), cast)[key]
    incident = Incident(events=tuple(events), score=score, reason=reason)
    return incident_nodes(documents, MergePlan(incidents=(incident,)), cast)[key]


def store_node(index: sqlite3.Connection, group: Group, node: dict[str, Any]) -> None:
    """Note the attributes of a group."""
    index.execute("UPDATE groups SET node = ? WHERE kind = ? AND id = ?", (dump(node), *group))


def iter_groups(index: sqlite3.Connection, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the groups of a kind with their attributes, in the plan's order."""
    for key, node in index.execute("SELECT id, node FROM groups WHERE kind = ? ORDER BY ordinal", (kind,)):
        yield key, json.loads(node)


def group_triples(index: sqlite3.Connection, group: Group, node: dict[str, Any]) -> set[Triple]:
    """What the default graph says of a group."""
    kind, key = group
    groups = {kind: {key: node}}
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph(articles=article_sources(index, node["articles"]), **groups)
    return set(iter_merged(graph))
