"""Documents as event coders write them: PLOVER type with country codes of source and target."""

from __future__ import annotations

from typing import Any

from geograph.types import Document, Entity, Event, RoleName, Status

__all__ = ["coded_events"]

_NO_PLOVER = frozenset({"INCIDENT", "SPEECH"})
_NOT_CODED = frozenset({Status.DENIED, Status.HYPOTHETICAL})
_OTHERS = frozenset({"REJECT", "ACCUSE", "REQUEST", "THREATEN", "AGREE"})


def coded_events(document: Document) -> list[dict[str, Any]]:
    """The events that an event coder would write for a text: what others are about is left to the event about it."""
    contents = {event.content for event in document.events if event.type in _OTHERS}
    entities = {entity.id: entity for entity in document.entities}
    rows: list[dict[str, Any]] = []
    for event in document.events:
        if event.type in _NO_PLOVER or event.id in contents or event.status in _NOT_CODED:
            continue
        row = _row(event, entities)
        if row not in rows:
            rows.append(row)
    return rows


def _row(event: Event, entities: dict[str, Entity]) -> dict[str, Any]:
    return {
        "type": event.type,
        "source": _codes(event, entities, RoleName.ACTOR),
        "target": _codes(event, entities, RoleName.RECIPIENT),
    }


def _codes(event: Event, entities: dict[str, Entity], role: RoleName) -> list[str]:
    found = (entities[identifier].country for identifier in event.entities(role) if identifier in entities)
    return list(dict.fromkeys(code for code in found if code))
