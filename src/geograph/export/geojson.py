"""Event records -> GeoJSON (RFC 7946): a point for each event whose place has coordinates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geograph.export.files import write_atomically

__all__ = ["iter_features", "write_geojson"]

_SAME = ("type", "mode", "cameo", "relation", "status", "date", "date_end", "confidence")


def write_geojson(events: Iterable[dict[str, Any]], path: Path | str) -> Path:
    """Write the located ones of ``events`` (records of ``events.jsonl``) as a FeatureCollection, a feature a line.

    Raises:
        ExportError: if ``path`` cannot be written.
    """
    return write_atomically(path, _iter_lines(iter_features(events)))


def iter_features(events: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give a GeoJSON feature for each event that has a place with coordinates; longitude comes first there."""
    for event in events:
        place = event["place"]
        if place is not None and place["lat"] is not None and place["lon"] is not None:
            point = {"type": "Point", "coordinates": [place["lon"], place["lat"]]}
            yield {"type": "Feature", "id": event["id"], "geometry": point, "properties": _properties(event)}


def _properties(event: dict[str, Any]) -> dict[str, Any]:
    return {name: event[name] for name in _SAME} | {
        "actors": [player["name"] for player in event["actors"]],
        "recipients": [player["name"] for player in event["recipients"]],
        "place": event["place"]["name"],
        "country": event["place"]["country"],
        "quantities": [quantity["text"] for quantity in event["quantities"]],
        "said_by": [claim["claimer"]["name"] for claim in event["attribution"]],
        "sentence": event["sentence"]["text"],
        "article": event["article"]["title"] or event["article"]["id"],
        "url": event["article"]["url"],
        "published": event["article"]["published"],
    }


def _iter_lines(features: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    yield b'{"type": "FeatureCollection", "features": [\n'
    separator = b""
    for feature in features:
        yield separator + json.dumps(feature, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
        separator = b",\n"
    yield b"\n]}\n"
