"""Event records -> the columns of ICEWS, a row for each source and target.

Columns and order are those of the yearly files of the ICEWS Coded Event Data (Boschee and others 2015, Harvard
Dataverse, doi:10.7910/DVN/28075). docs/formats.md has the map of columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import permutations, product
from typing import Any

import networkx as nx

from geograph.export.event_rows import STATUS_COLUMN, Row, event_day, iter_told, one_line, placed
from geograph.lexicons.countries import country_name
from geograph.lexicons.intensity import intensity
from geograph.types import EntityKind
from geograph.vocabulary import load_vocabulary

__all__ = ["ICEWS_COLUMNS", "iter_icews"]

ICEWS_COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def iter_icews(
    events: Iterable[dict[str, Any]], graph: nx.MultiDiGraph[Any], *, all_statuses: bool = False
) -> Iterator[Row]:
    """Give a row for each pair of source and target of each event with a CAMEO code; a reciprocal event gives two.

    Args:
        events: records of ``events.jsonl``.
        graph: the graph of the same documents.
        all_statuses: also what is claimed, planned, ordered, denied ..., with its standing in a last column.
    """
    for event in iter_told(events, all_statuses=all_statuses):
        if event["cameo"] is None:
            continue
        shared = _shared(event, graph.nodes)
        for source, target in _pairs(event):
            row = shared | _player("Source", source) | _player("Target", target)
            ordered: Row = {column: row.get(column) for column in ICEWS_COLUMNS}
            yield ordered | {STATUS_COLUMN: event["status"]} if all_statuses else ordered


def _pairs(event: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    acting = [*event["actors"], *event["co_actors"]]
    if event["reciprocal"]:
        partners = {player["id"]: player for player in (*acting, *event["recipients"])}
        yield from permutations(partners.values(), 2)
        return
    for source, target in product(acting, event["recipients"]):
        if source["id"] != target["id"]:
            yield source, target


def _shared(event: dict[str, Any], nodes: Any) -> Row:
    place = placed(event, nodes)
    cameo = load_vocabulary().cameo(event["cameo"])
    return {
        "Event ID": event["id"],
        "Event Date": event_day(event),
        "Event Text": cameo.label if cameo else None,
        "CAMEO Code": event["cameo"],
        "Intensity": intensity(event["type"], event["mode"]),
        "Story ID": event["article"]["id"],
        "Sentence Number": event["sentence"]["number"],
        "Publisher": one_line(event["article"]["publisher"]),
        "City": one_line(place["name"]) if place["kind"] == EntityKind.PLACE.value else None,
        "Country": country_name(place["country"]),
        "Latitude": place["lat"],
        "Longitude": place["lon"],
    }


def _player(side: str, player: dict[str, Any]) -> Row:
    sector = load_vocabulary().term("sector", player["sector"]) if player["sector"] else None
    return {
        f"{side} Name": one_line(player["name"]),
        f"{side} Sectors": sector.label.capitalize() if sector else None,
        f"{side} Country": country_name(player["country"]),
    }
