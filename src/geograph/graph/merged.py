"""Documents and MergePlan -> what the graph says of merged events and of incidents, as JSON-plain attributes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geograph.graph.nodes import Cast, event_label
from geograph.merging import EventGroup, Incident, MergePlan
from geograph.types import Document, Event, RoleName, Status

__all__ = ["MERGED", "STANDING", "best_status", "incident_id", "incident_nodes", "merged_id", "merged_nodes"]

MERGED = "merged"
"""The prefix of the ids of merged events."""
# From what may be taken as fact down to what is said not to be so.
STANDING = (
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
_RANK = {status: rank for rank, status in enumerate(STANDING)}
_PREFIX = "event-"


def best_status(statuses: Iterable[Status]) -> Status:
    """The standing of several accounts together: disputed where one reports what another denies, else the best."""
    found = set(statuses)
    if Status.DENIED in found and len(found) > 1:
        return Status.DISPUTED
    return min(found, key=_RANK.__getitem__)


def merged_id(group: EventGroup) -> str:
    """The id of a merged event, made of its first account's."""
    return f"{MERGED}-{min(group.events).removeprefix(_PREFIX)}"


def incident_id(incident: Incident) -> str:
    """The id of an incident, made of its first account's."""
    return f"incident-{min(incident.events).removeprefix(_PREFIX)}"


def merged_nodes(documents: Iterable[Document], plan: MergePlan, cast: Cast) -> dict[str, dict[str, Any]]:
    """Merged events by id: label, type, status, accounts, actors, recipients, place, days, articles, score, reason."""
    told = _told(documents)
    return {merged_id(group): _node(group, told, cast) for group in plan.events}


def incident_nodes(documents: Iterable[Document], plan: MergePlan, cast: Cast) -> dict[str, dict[str, Any]]:
    """Incidents by id: their accounts, articles, score and reason."""
    told = _told(documents)
    return {incident_id(incident): _incident(incident, told, cast) for incident in plan.incidents}


def _told(documents: Iterable[Document]) -> dict[str, tuple[str, Event]]:
    return {event.id: (document.article.id, event) for document in documents for event in document.events}


def _node(group: EventGroup, told: dict[str, tuple[str, Event]], cast: Cast) -> dict[str, Any]:
    events = [told[key][1] for key in group.events]
    times = [event.time for event in events if event.time is not None and event.time.first is not None]
    # Of the days that are told the narrowest holds: one text says "on Monday" where another says "this month".
    time = min(times, key=lambda time: ((time.last or time.first) - time.first, time.first), default=None)  # type: ignore[operator]
    fullest = max(events, key=lambda event: (len(event.roles), event.id))
    return {
        "label": event_label(fullest, cast.name),
        "type": fullest.type,
        "status": best_status(event.status for event in events).value,
        "accounts": list(group.events),
        "actors": _players(events, RoleName.ACTOR, RoleName.CO_ACTOR),
        "recipients": _players(events, RoleName.RECIPIENT),
        "places": _players(events, RoleName.PLACE),
        "date": time.first.isoformat() if time and time.first else None,
        "date_end": (time.last or time.first).isoformat() if time and time.first else None,
        "articles": sorted({told[key][0] for key in group.events}),
        "score": group.score,
        "reason": group.reason,
    }


def _incident(incident: Incident, told: dict[str, tuple[str, Event]], cast: Cast) -> dict[str, Any]:
    labels = sorted({event_label(told[key][1], cast.name) for key in incident.events})
    return {
        "label": " / ".join(labels),
        "accounts": list(incident.events),
        "articles": sorted({told[key][0] for key in incident.events}),
        "score": incident.score,
        "reason": incident.reason,
    }


def _players(events: Iterable[Event], *names: RoleName) -> list[str]:
    return sorted({entity for event in events for entity in event.entities(*names)})
