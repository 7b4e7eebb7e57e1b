"""Abbreviations in brackets are other names of what stands before them: "the National Resistance Front (NRF)"."""

from __future__ import annotations

from geograph.linking.mentions import Draft
from geograph.linking.scene import Link, Registry, Scene
from geograph.types import Entity, EntityKind

__all__ = ["link_brackets"]

_LONGEST = 8
_UNABBREVIATED = frozenset({EntityKind.STATE, EntityKind.PLACE, EntityKind.PERSON, EntityKind.POPULATION})


def link_brackets(scene: Scene, registry: Registry) -> None:
    """Link each abbreviation that follows a name in brackets, wherever it is written, to what the name means."""
    meant: dict[str, str] = {}
    for number, draft in enumerate(scene.drafts):
        entity = registry.entity_of(number)
        short = _abbreviation(scene, draft) if entity is not None and _abbreviable(entity) else None
        if short is not None and entity is not None:
            meant.setdefault(short, entity.id)
    for number, draft in enumerate(scene.drafts):
        if draft.name is not None and draft.name.text in meant:
            registry.links[number] = Link(entity=meant[draft.name.text], score=0.95, rule="name.bracket")


def _abbreviable(entity: Entity) -> bool:
    return entity.kind not in _UNABBREVIATED


def _abbreviation(scene: Scene, draft: Draft) -> str | None:
    """The capitals in brackets right after a name of two words or more."""
    tree = scene.tree
    token = draft.last + 2
    if (
        draft.name is None
        or draft.name.first == draft.name.last
        or token + 1 >= len(tree)
        or tree.words[token - 1] != "("
    ):
        return None
    word = tree.words[token]
    fits = word.isupper() and word.isalpha() and 1 < len(word) <= _LONGEST and tree.words[token + 1] in {")", ",", ";"}
    return word if fits else None
