"""What the tables of events have in common: their rows hold events that are facts, in plain values.

An event table of political science has no column for who says so. So what is claimed, planned, ordered or denied is
not in it, unless it is asked for: then a last column says the standing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from geograph.types import Status

__all__ = ["STATUS_COLUMN", "Row", "event_day", "iter_told", "joined", "one_line", "placed"]

Row = dict[str, str | float | int | None]
STATUS_COLUMN = "Status"


def iter_told(events: Iterable[dict[str, Any]], *, all_statuses: bool) -> Iterator[dict[str, Any]]:
    """Give the event records that are facts as reported, or all of them."""
    for event in events:
        if all_statuses or Status(event["status"]).factual:
            yield event


def event_day(event: dict[str, Any]) -> str | None:
    """The first day of the event, or the day of publication where the text gives none, as the field's coders do."""
    day: str | None = event["date"] or event["article"]["published"]
    return day


def joined(values: Iterable[object], separator: str = ";") -> str | None:
    """Values in one cell in their order, each once, without those that are None; None if nothing is left."""
    texts = dict.fromkeys(" ".join(str(value).split()) for value in values if value is not None)
    return separator.join(texts) or None


def one_line(text: str | None) -> str | None:
    """A text without line breaks and tabs, which would end a cell or a row in the eyes of simple readers."""
    return None if text is None else " ".join(text.split())


def placed(event: dict[str, Any], nodes: Any) -> dict[str, Any]:
    """The place of an event: name, text (its words), country, lat, lon, geonames and kind; all None without one."""
    told = ("name", "text", "country", "lat", "lon")
    place = event["place"]
    if place is None:
        return dict.fromkeys((*told, "geonames", "kind"))
    node = nodes.get(place["id"], {})
    return {name: place[name] for name in told} | {"geonames": node.get("geonames"), "kind": node.get("kind")}
