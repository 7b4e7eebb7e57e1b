"""People called after a state that is not theirs: "ethnic Russians in Estonia", "the Hungarians of northern Serbia"."""

from __future__ import annotations

from geograph.lexicons.atlas import AtlasEntry, Candidate
from geograph.linking.describe import organ_entity
from geograph.linking.labels import Name
from geograph.linking.mentions import Draft
from geograph.linking.scene import Link, Registry, Scene, local_id
from geograph.types import Entity, EntityKind

__all__ = ["people_abroad", "people_of"]

_PLACED = ("in", "of", "from", "inside", "within", "across", "throughout")


def people_abroad(scene: Scene, registry: Registry, draft: Draft, people: Candidate) -> Link | None:
    """The part of a people that lives in another state, if the text says so.

    Args:
        scene: the document.
        registry: takes the entity.
        draft: the mention of the people.
        people: the state that the people is called after.
    """
    home = _home(scene, draft, people.entry)
    if home is None:
        return None
    adjective = people.entry.demonyms[0] if people.entry.demonyms else people.name
    name = f"{adjective} people in {home.entity.name}"
    entity = Entity(id=local_id(name), name=name, kind=EntityKind.POPULATION, country=home.entity.country, sector="CVL")
    return Link(entity=registry.add(entity), score=0.7, rule="name.people-abroad")


def people_of(scene: Scene, registry: Registry, draft: Draft, people: Candidate) -> Link:
    """Some of a people ("two Bolivians") are no state; all of it ("the Bolivians") may act for one."""
    state = people.entry.entity
    registry.add_entry(people.entry)
    if scene.tree.words[draft.first].lower() == "the" and draft.first + 1 == draft.head:
        return Link(entity=state.id, score=0.8, rule="name.atlas.demonym")
    organ = next(iter(scene.tables.organs.get("people", ())), None)
    if organ is None:
        return Link(entity=state.id, score=0.6, rule="name.atlas.demonym")
    return Link(entity=registry.add(organ_entity(scene, state, organ)), score=0.8, rule="name.people")


def _home(scene: Scene, draft: Draft, people: AtlasEntry) -> AtlasEntry | None:
    tree = scene.tree
    for obj in tree.pobj(draft.head, *_PLACED):
        found = _other_state(scene, scene.name_at.get(obj), people)
        if found is not None:
            return found
    ethnic = scene.tables.classes["ethnic"]
    if not any(tree.words[token].lower() in ethnic for token in range(max(draft.head - 2, 0), draft.head)):
        return None
    first, last = tree.sentence_tokens[tree.sentences[draft.head]]
    for token in range(first, last):
        found = _other_state(scene, scene.name_at.get(token), people)
        if found is not None:
            return found
    return None


def _other_state(scene: Scene, name: Name | None, people: AtlasEntry) -> AtlasEntry | None:
    """The state that a name is in or is, unless it is the people's own."""
    code = name.candidates[0].entry.entity.country if name is not None and name.candidates else None
    state = scene.atlas.state_of_code(code) if code is not None and code != people.entity.country else None
    return state if state is not None and state.entity.kind is EntityKind.STATE else None
