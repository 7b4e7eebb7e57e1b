"""Merged events and incidents, in the default graph: they stand above the accounts of the articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx
from pyoxigraph import NamedNode, Triple

from geograph.export.rdf_events import type_term
from geograph.export.terms import day, decimal, entity_iri, integer, term, text

__all__ = ["iter_merged"]


def iter_merged(graph: nx.MultiDiGraph[Any]) -> Iterator[Triple]:
    """Describe what several articles tell of: each merged event with its accounts, each incident with its rivals.

    Roles, places and numbers stay with the accounts: whoever counts the events of an actor must not count one twice.
    """
    articles: dict[str, dict[str, Any]] = graph.graph["articles"]
    for key, merged in graph.graph.get("merged", {}).items():
        subject = entity_iri(key)
        yield from _iter_common(subject, merged, articles, "MergedEvent")
        yield Triple(subject, term("sem", "eventType"), type_term(merged["type"]))
        yield Triple(subject, term("gg", "status"), term("gg", merged["status"]))
        for entity in sorted({*merged["actors"], *merged["recipients"]}):
            yield Triple(subject, term("sem", "hasActor"), entity_iri(entity))
        if merged["date"]:
            yield Triple(subject, term("sem", "hasEarliestBeginTimeStamp"), day(merged["date"]))
            yield Triple(subject, term("sem", "hasLatestEndTimeStamp"), day(merged["date_end"]))
    for key, incident in graph.graph.get("incidents", {}).items():
        subject = entity_iri(key)
        yield from _iter_common(subject, incident, articles, "ContestedIncident")
        for account in incident["accounts"]:
            yield Triple(entity_iri(account), term("gg", "partOfIncident"), subject)


def _iter_common(
    subject: NamedNode, node: dict[str, Any], articles: dict[str, dict[str, Any]], kind: str
) -> Iterator[Triple]:
    yield Triple(subject, term("rdf", "type"), term("gg", kind))
    yield Triple(subject, term("rdf", "type"), term("sem", "Event"))
    yield Triple(subject, term("rdfs", "label"), text(node["label"], "en"))
    for account in node["accounts"]:
        yield Triple(subject, term("gg", "account"), entity_iri(account))
    sources = {articles[article].get("source") or article for article in node["articles"]}
    yield Triple(subject, term("gg", "articleCount"), integer(len(node["articles"])))
    yield Triple(subject, term("gg", "sourceCount"), integer(len(sources)))
    yield Triple(subject, term("gg", "confidence"), decimal(node["score"]))
    yield Triple(subject, term("gg", "mergeReason"), text(node["reason"], "en"))
