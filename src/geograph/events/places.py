"""Places in events: the place that a noun names, and the state that a place lies in."""

from __future__ import annotations

from geograph.events.scene import EventScene
from geograph.lexicons.atlas import load_atlas
from geograph.types import Entity, EntityKind, Mention

__all__ = ["place_at", "state_of_place"]


def place_at(scene: EventScene, token: int) -> Mention | None:
    """The mention headed by ``token``, if it is resolved to a place."""
    entity = scene.entity_at(token)
    return scene.mention_at[token] if entity is not None and entity.kind is EntityKind.PLACE else None


def state_of_place(place: Entity) -> Entity | None:
    """The state in which ``place`` lies, by its country code; None where it has none."""
    entry = load_atlas().state_of_code(place.country) if place.country else None
    return entry.entity if entry is not None else None
