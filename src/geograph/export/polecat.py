"""Event records -> the columns of POLECAT, a row an event.

Columns and order are those of the weekly files of POLECAT (Harvard Dataverse, doi:10.7910/DVN/AJGVIT). What geograph
does not know stays empty; docs/formats.md has the map of columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import networkx as nx

from geograph.export.event_rows import STATUS_COLUMN, Row, event_day, iter_told, joined, one_line, placed
from geograph.export.rdf_entities import ORGANISATIONS
from geograph.lexicons.countries import cow_code
from geograph.lexicons.intensity import intensity
from geograph.types import EntityKind
from geograph.vocabulary import load_vocabulary

__all__ = ["POLECAT_COLUMNS", "iter_polecat"]

POLECAT_COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip
_PLACES = frozenset({EntityKind.PLACE.value, EntityKind.STATE.value})
_BODIES = frozenset(kind.value for kind in ORGANISATIONS)


def iter_polecat(
    events: Iterable[dict[str, Any]], graph: nx.MultiDiGraph[Any], *, all_statuses: bool = False
) -> Iterator[Row]:
    """Give a row for each event of a PLOVER type that has an actor or a recipient.

    Args:
        events: records of ``events.jsonl``.
        graph: the graph of the same documents, for offices, identifiers and what else a story tells of.
        all_statuses: also what is claimed, planned, ordered, denied ..., with its standing in a last column.
    """
    stories = _Stories(graph)
    for event in iter_told(events, all_statuses=all_statuses):
        quad = load_vocabulary().quad(event["type"])
        if quad is not None and (event["actors"] or event["recipients"]):
            row = _row(event, quad, graph.nodes, stories)
            yield row | {STATUS_COLUMN: event["status"]} if all_statuses else row


def _row(event: dict[str, Any], quad: str, nodes: Any, stories: _Stories) -> Row:
    place, article = placed(event, nodes), event["article"]
    filled: Row = {
        "Event ID": event["id"],
        "Event Date": event_day(event),
        "Event Type": event["type"],
        "Event Mode": event["mode"],
        "Intensity": intensity(event["type"], event["mode"]),
        "Quad Code": quad.replace("-", " ").upper(),
        "Contexts": joined(event["contexts"]),
        **_players("Actor", [*event["actors"], *event["co_actors"]], nodes),
        **_players("Recipient", event["recipients"], nodes),
        "Placename": one_line(place["name"]),
        "City": one_line(place["name"]) if place["kind"] == EntityKind.PLACE.value else None,
        "Country": place["country"],
        "Latitude": place["lat"],
        "Longitude": place["lon"],
        "GeoNames ID": place["geonames"],
        "Raw Placename": one_line(place["text"]),
        "Source": one_line(article["publisher"]),
        "Publication Date": article["published"],
        **stories.row(article["id"]),
    }
    return {column: filled.get(column) for column in POLECAT_COLUMNS}


def _players(side: str, players: list[dict[str, Any]], nodes: Any) -> Row:
    sectors = [player["sector"] for player in players if player["sector"]]
    known = [nodes.get(player["id"], {}) for player in players]
    return {
        f"{side} Name": joined(player["name"] for player in players),
        f"{side} Country": joined(player["country"] for player in players),
        f"{side} COW": joined(cow_code(player["country"]) for player in players),
        f"Primary {side} Sector": sectors[0] if sectors else None,
        f"{side} Sectors": joined(sectors),
        f"{side} Title": joined(node.get("office") for node in known),
        f"{side} Name Raw": joined(player["text"] for player in players),
    }


class _Stories:
    """Who and what each article names, for the columns that speak of the story and not of the event."""

    def __init__(self, graph: nx.MultiDiGraph[Any]) -> None:
        self._articles = graph.graph["articles"]
        self._named: dict[str, list[dict[str, Any]]] = {}
        for _, node in sorted(graph.nodes(data=True)):
            for article in dict.fromkeys(article for article, _, _ in node["spans"]):
                self._named.setdefault(article, []).append(node)

    def row(self, article: str) -> Row:
        named = self._named.get(article, [])
        people = [node["label"] for node in named if node["kind"] == EntityKind.PERSON.value]
        places = [node["label"] for node in named if node["kind"] in _PLACES]
        bodies = [node["label"] for node in named if node["kind"] in _BODIES]
        return {
            "Story People": joined(people),
            "Story Organizations": joined(bodies),
            "Story Locations": joined(places),
            "Language": self._articles.get(article, {}).get("language"),
        }
