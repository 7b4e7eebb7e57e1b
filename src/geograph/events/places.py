"""Places as actors: the state that a place lies in."""

from __future__ import annotations

from geograph.lexicons.atlas import load_atlas
from geograph.types import Entity

__all__ = ["state_of_place"]


def state_of_place(place: Entity) -> Entity | None:
    """The state in which ``place`` lies, by its country code; None where it has none."""
    entry = load_atlas().state_of_code(place.country) if place.country else None
    return entry.entity if entry is not None else None
