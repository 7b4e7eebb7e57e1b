"""Who speaks as "we" in a text that an actor published himself: a press release of a ministry, an army, a party."""

from __future__ import annotations

from geograph.lexicons.atlas import Atlas, AtlasEntry
from geograph.lexicons.coref import coref_tables
from geograph.types import EntityKind

__all__ = ["publishing_actor"]

_SPEAKING = frozenset(
    {
        EntityKind.STATE,
        EntityKind.GOVERNMENT,
        EntityKind.MILITARY,
        EntityKind.SECURITY,
        EntityKind.ARMED_GROUP,
        EntityKind.PARTY,
        EntityKind.IGO,
        EntityKind.COURT,
        EntityKind.ORGANISATION,
    }
)
"""Not media: "we" in a newspaper is its writer and his readers."""


def publishing_actor(atlas: Atlas, publisher: str | None) -> AtlasEntry | None:
    """The actor of the atlas that ``publisher`` names, or the state whose ministry or government it is.

    Args:
        atlas: where to look.
        publisher: who published an article, as its metadata say.
    """
    if not publisher:
        return None
    named = atlas.candidates(publisher)
    if named:
        return next((found.entry for found in named if found.entry.entity.kind in _SPEAKING), None)
    words = publisher.split()
    issuing = coref_tables().classes["issuing"]
    if not any(word.lower() in issuing for word in words):
        return None
    return _state_of(atlas, words[:1]) or _state_of(atlas, words[words.index("of") + 1 :] if "of" in words else [])


def _state_of(atlas: Atlas, words: list[str]) -> AtlasEntry | None:
    """The state that the words name, as a noun or an adjective."""
    found = atlas.candidates(" ".join(words)) if words else ()
    return next((each.entry for each in found if each.entry.entity.kind is EntityKind.STATE), None)
