"""Which state is meant where none is named: by who acts, by where, by whom the text is about."""

from __future__ import annotations

from geograph.lexicons.coref import coref_tables
from geograph.linking.antecedents import SUBJECTS, subject_of
from geograph.linking.describe import state_of_place
from geograph.linking.scene import Link, Registry, Scene
from geograph.linking.speakers import speaker_entity
from geograph.types import Entity, EntityKind, MentionKind

__all__ = [
    "acting_state",
    "acts_here",
    "fronted_state",
    "local_state",
    "main_state",
    "resolve_country",
    "state_behind",
]

_ACTING = frozenset({EntityKind.STATE, EntityKind.GOVERNMENT, EntityKind.MILITARY, EntityKind.SECURITY})
_TOUCHED, _FAR_MORE = 2, 2  # named once just before, and the other at least twice as often
_LEAD = 2


def acting_state(scene: Scene, registry: Registry, number: int) -> Entity | None:
    """The state whose people or bodies were a subject last, before draft ``number``."""
    tree = scene.tree
    for earlier in range(number - 1, -1, -1):
        draft = scene.drafts[earlier]
        if tree.deps[draft.head] not in SUBJECTS or draft.kind is MentionKind.VEHICLE:
            continue
        state = registry.state_of(registry.entity_of(earlier))
        if state is not None:
            return state
    return None


def main_state(scene: Scene, registry: Registry, number: int, acting: Entity) -> Entity:
    """The state that the text is about, where ``acting`` was only touched upon: "the government" is rather its own."""
    if _acts_in(scene, registry, number, acting):
        return acting
    weights = _weights(scene, registry, number)
    top = max(sorted(weights), key=lambda state: weights[state], default=acting.id)
    touched, told = weights.get(acting.id, 0), weights.get(top, 0)
    outweighs = touched <= _TOUCHED and told >= _FAR_MORE * touched
    return registry.entities[top] if outweighs else acting


def _acts_in(scene: Scene, registry: Registry, number: int, state: Entity) -> bool:
    """Whether the sentence itself names the state, or a body or a place of it, before the description."""
    here = scene.tree.sentences[scene.drafts[number].head]
    near = (other for other in range(number) if scene.tree.sentences[scene.drafts[other].head] == here)
    return any(registry.state_of(registry.entity_of(other)) == state for other in near)


def acts_here(scene: Scene, registry: Registry, number: int, state: Entity) -> bool:
    """As in "In Gaza Israeli commandos fought on, the military said": a body of the state is a subject beside it."""
    tree = scene.tree
    here = tree.sentences[scene.drafts[number].head]
    for other in range(number):
        draft, entity = scene.drafts[other], registry.entity_of(other)
        subject = tree.sentences[draft.head] == here and tree.deps[draft.head] in SUBJECTS
        if subject and entity is not None and entity.kind in _ACTING and registry.state_of(entity) == state:
            return True
    return False


def state_behind(scene: Scene, registry: Registry, number: int) -> Entity | None:
    """As in "The parliament in Yerevan": the state of the place that stands right behind the body."""
    tree, last = scene.tree, scene.drafts[number].last
    beside = scene.draft_at.get(last + 2) if last + 2 < len(tree) and tree.words[last + 1].lower() == "in" else None
    entity = registry.entity_of(beside) if beside is not None else None
    return state_of_place(scene, registry, entity) if entity is not None else None


def local_state(scene: Scene, registry: Registry, number: int) -> Entity | None:
    """The state of the place named in the same sentence or the one before: "In Kisumu the police fired"."""
    tree = scene.tree
    here = tree.sentences[scene.drafts[number].head]
    for sentence in (here, here - 1):
        for other, draft in enumerate(scene.drafts):
            if tree.sentences[draft.head] != sentence or draft.kind is not MentionKind.PLACE:
                continue
            entity = registry.entity_of(other)
            state = state_of_place(scene, registry, entity) if entity is not None else None
            if state is not None:
                return state
    return None


def resolve_country(scene: Scene, registry: Registry, number: int) -> Link | None:
    """As in "The country", "the kingdom": the speaker's inside a quotation, else the one the text is most about."""
    draft = scene.drafts[number]
    lemma = scene.tree.lemmas[draft.head]
    if scene.quoted(draft.head) is not None:
        speaker = speaker_entity(scene, registry, draft.head)
        own = registry.state_of(speaker)
        if own is not None:
            return Link(entity=own.id, score=0.7, rule="description.speakers-country")
    barred = _same_clause(scene, registry, draft.head)
    if scene.tree.words[draft.first].lower() == "that":
        return _just_named(scene, registry, number, barred)
    weights = _weights(scene, registry, number)
    fitting = [i for i in weights if i not in barred and _is_called(scene, i, lemma)]
    if not fitting:
        return None
    best = max(fitting, key=lambda i: weights[i])
    rivals = [weights[i] for i in fitting if i != best]
    if rivals and weights[best] < max(rivals) + _LEAD:
        return None
    return Link(entity=best, score=0.7, rule="description.country")


def _just_named(scene: Scene, registry: Registry, number: int, barred: set[str]) -> Link | None:
    """As in "That country": the state named last."""
    tree = scene.tree
    here = tree.sentences[scene.drafts[number].head]
    for earlier in range(number - 1, -1, -1):
        entity = registry.entity_of(earlier)
        if here - tree.sentences[scene.drafts[earlier].head] > 1:
            break
        if entity is not None and entity.kind is EntityKind.STATE and entity.id not in barred:
            return Link(entity=entity.id, score=0.7, rule="description.that-country")
    return None


def fronted_state(scene: Scene, registry: Registry, number: int) -> Entity | None:
    """The state in "In Sudan, two men were shot; the Government ...": where a sentence says at once that it is."""
    tree = scene.tree
    sentence = tree.sentences[scene.drafts[number].head]
    first, _ = tree.sentence_tokens[sentence]
    if sentence and tree.words[first - 1] == ";":
        first, _ = tree.sentence_tokens[sentence - 1]
    for earlier in range(number):
        draft = scene.drafts[earlier]
        fronted = draft.first == first + 1 and tree.words[first].lower() == "in"
        entity = registry.entity_of(earlier) if fronted else None
        state = state_of_place(scene, registry, entity) if entity is not None else None
        if state is not None:
            return state
    return None


def _weights(scene: Scene, registry: Registry, number: int) -> dict[str, int]:
    """How often each state, its people or its places were named before; what is near counts double."""
    tree = scene.tree
    here = tree.sentences[scene.drafts[number].head]
    weights: dict[str, int] = {}
    for earlier in range(number):
        link = registry.links.get(earlier)
        if link is not None and link.others:
            continue  # "the two leaders" speak for no one state more than for another
        entity = registry.entity_of(earlier)
        state = registry.state_of(entity)
        if state is None and entity is not None:
            state = state_of_place(scene, registry, entity)
        if state is not None:
            near = here - tree.sentences[scene.drafts[earlier].head] <= 1
            weights[state.id] = weights.get(state.id, 0) + 1 + near
    return weights


def _same_clause(scene: Scene, registry: Registry, token: int) -> set[str]:
    """The subject of the clause is not the country that it does something to or in."""
    tree = scene.tree
    verb = next((above for above in tree.ancestors(token) if tree.pos[above] in {"VERB", "AUX"}), None)
    subject = subject_of(scene, verb) if verb is not None else None
    number = scene.draft_at.get(subject) if subject is not None and subject != token else None
    entity = registry.entity_of(number) if number is not None else None
    return {entity.id} if entity is not None and entity.kind is EntityKind.STATE else set()


def _is_called(scene: Scene, state: str, lemma: str) -> bool:
    """Whether a state is a kingdom, an emirate, a republic by one of its names."""
    if lemma not in coref_tables().classes["polity"]:
        return True
    entry = scene.atlas.get(state)
    names = (entry.entity.name, *entry.entity.aliases) if entry is not None else ()
    return any(lemma in name.lower().split() for name in names)
