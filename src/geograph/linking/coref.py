"""Resolve what has no name of its own: pronouns and definite descriptions. Precision first; in doubt, left open."""

from __future__ import annotations

from collections.abc import Iterator

from geograph.lexicons.atlas import NameKind
from geograph.lexicons.linking import Pronoun
from geograph.linking.describe import organ_entity, owner_of
from geograph.linking.mentions import Draft
from geograph.linking.scene import Link, Registry, Scene
from geograph.linking.speakers import addressee_of, speaker_of
from geograph.types import Entity, EntityKind, MentionForm, MentionKind

__all__ = ["OPEN", "resolve_body", "resolve_description", "resolve_group", "resolve_pronoun"]

_PERSON_WINDOW = 3
_THING_WINDOW = 2
_GROUP_WINDOW = 12
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_GROUP_KINDS = frozenset({EntityKind.ARMED_GROUP, EntityKind.PARTY, EntityKind.IGO, EntityKind.ORGANISATION, EntityKind.COMPANY})
_MILITANT = frozenset({"militant", "jihadist", "terrorist", "rebel", "insurgent", "extremist", "group", "organization"})
_BODY_KINDS = frozenset({EntityKind.GOVERNMENT, EntityKind.MILITARY, EntityKind.SECURITY})
_ACTING_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "OPP"})
_NO_PLACE = frozenset({EntityKind.PLACE, EntityKind.POPULATION})
OPEN = Link(entity=None, score=0.0, rule="open")


# ---------------------------------------------------------------- pronouns
def resolve_pronoun(scene: Scene, registry: Registry, number: int) -> Link:
    """Resolve the pronoun that draft ``number`` is."""
    draft = scene.drafts[number]
    if draft.kind is MentionKind.PLACE:
        return _there(scene, registry, number)
    pronoun = scene.tables.pronouns[scene.tree.words[draft.head].lower()]
    if pronoun.person == 2:
        entity = addressee_of(scene, registry, draft.head)
        return Link(entity=entity, score=0.7, rule="pronoun.addressee") if entity else OPEN
    if pronoun.person == 1:
        return _first_person(scene, registry, draft, pronoun)
    if pronoun.animacy == "person":
        return _third_person(scene, registry, number)
    if pronoun.number == "plural":
        return _plural(scene, registry, number)
    return _neuter(scene, registry, number)


def _there(scene: Scene, registry: Registry, number: int) -> Link:
    """"Here", "there": the place named last."""
    for earlier in _history(scene, number, _PERSON_WINDOW):
        entity = registry.entity_of(earlier)
        if entity is not None and scene.drafts[earlier].kind is MentionKind.PLACE:
            return Link(entity=entity.id, score=0.6, rule="pronoun.place")
    return OPEN


def _first_person(scene: Scene, registry: Registry, draft: Draft, pronoun: Pronoun) -> Link:
    token = speaker_of(scene, draft.head)
    number = scene.draft_at.get(token) if token is not None else None
    speaker = registry.entity_of(number) if number is not None else None
    if speaker is None:
        return OPEN
    state = registry.state_of(speaker) if pronoun.number == "plural" and speaker.office else None
    meant = state or speaker
    return Link(entity=meant.id, score=0.75, rule="pronoun.speaker-state" if state else "pronoun.speaker")


def _third_person(scene: Scene, registry: Registry, number: int) -> Link:
    def is_person(entity: Entity, draft: Draft) -> bool:  # noqa: ARG001 (one signature for all tests)
        return entity.kind is EntityKind.PERSON

    return _nearest(scene, registry, number, is_person, _PERSON_WINDOW, "pronoun.person")


def _plural(scene: Scene, registry: Registry, number: int) -> Link:
    def is_plural(entity: Entity, draft: Draft) -> bool:
        if entity.kind in {EntityKind.VEHICLE, EntityKind.PLACE}:
            return False
        plural = scene.tree.tags[draft.head] in {"NNS", "NNPS"}
        if entity.kind is EntityKind.PERSON:
            return plural
        return plural or entity.kind in _GROUP_KINDS or _is_people(scene, draft)

    return _nearest(scene, registry, number, is_plural, _THING_WINDOW, "pronoun.plural")


def _is_people(scene: Scene, draft: Draft) -> bool:
    """"The French": an adjective with an article that means the people or the state."""
    name = draft.name
    return name is not None and bool(name.candidates) and name.candidates[0].name_kind is NameKind.DEMONYM and (
        draft.kind is MentionKind.STATE
    )


def _neuter(scene: Scene, registry: Registry, number: int) -> Link:
    tree, draft = scene.tree, scene.drafts[number]
    if _pleonastic(scene, draft.head):
        return Link(entity=None, score=0.0, rule="pronoun.pleonastic")
    controller = _clause_subject(scene, draft.head)
    entity = registry.entity_of(controller) if controller is not None and controller < number else None
    if entity is not None and entity.kind not in _NO_PLACE and entity.kind is not EntityKind.PERSON:
        singular = tree.tags[scene.drafts[controller or 0].head] not in {"NNS", "NNPS"} or entity.kind in _GROUP_KINDS
        if singular:
            return Link(entity=entity.id, score=0.85, rule="pronoun.clause-subject")

    def is_thing(entity: Entity, draft: Draft) -> bool:
        return entity.kind is not EntityKind.PERSON and draft.kind is not MentionKind.PLACE

    return _nearest(scene, registry, number, is_thing, 1, "pronoun.thing")


def _pleonastic(scene: Scene, token: int) -> bool:
    """"It is clear that", "it rained": an ``it`` that means nothing."""
    tree = scene.tree
    verb = tree.heads[token]
    if tree.deps[token] == "expl" or tree.deps[token] not in {"nsubj", "nsubjpass"}:
        return tree.deps[token] == "expl"
    if any(tree.lemmas[kid] in scene.tables.classes["personal_adjective"] for kid in tree.kids(verb, "acomp")):
        return False  # "it is willing to talk" is somebody, "it is clear that" is nobody
    return tree.lemmas[verb] in {"be", "seem", "appear", "take"} and bool(tree.kids(verb, "acomp", "ccomp", "xcomp"))


def _clause_subject(scene: Scene, token: int) -> int | None:
    """The draft that is the subject of the clause around ``token``, or of the clause that governs it."""
    tree = scene.tree
    verb = token
    own_subject = tree.deps[token] in _SUBJECTS
    for above in tree.ancestors(token):
        if tree.pos[above] not in {"VERB", "AUX"}:
            continue
        verb = above
        subject = tree.kid(verb, "nsubj", "nsubjpass")
        if subject is not None and subject != token and not (own_subject and above == tree.heads[token]):
            return scene.draft_at.get(subject)
    return None


def _history(scene: Scene, number: int, window: int) -> Iterator[int]:
    """Numbers of the drafts before ``number`` within ``window`` sentences: nearest sentence first, subjects first."""
    tree, drafts = scene.tree, scene.drafts
    here = tree.sentences[drafts[number].head]
    by_sentence: dict[int, list[int]] = {}
    for earlier in range(number - 1, -1, -1):
        distance = here - tree.sentences[drafts[earlier].head]
        if distance > window:
            break
        by_sentence.setdefault(distance, []).append(earlier)
    for distance in sorted(by_sentence):
        yield from sorted(by_sentence[distance], key=lambda n: (tree.deps[drafts[n].head] not in _SUBJECTS, -n))


def _nearest(scene: Scene, registry: Registry, number: int, fits: object, window: int, rule: str) -> Link:
    assert callable(fits)
    for earlier in _history(scene, number, window):
        entity = registry.entity_of(earlier)
        if entity is None or _clashes(scene, earlier, number):
            continue
        if fits(entity, scene.drafts[earlier]):
            return Link(entity=entity.id, score=0.75, rule=rule)
    return OPEN


def _clashes(scene: Scene, earlier: int, number: int) -> bool:
    """The object of a verb is not its subject ("Obama met him"), nor is what holds the pronoun ("his military")."""
    tree = scene.tree
    a, b = scene.drafts[earlier], scene.drafts[number]
    if a.first <= b.first <= a.last:
        return True
    subject_and_object = tree.deps[a.head] in _SUBJECTS and tree.deps[b.head] in {"dobj", "dative"}
    return subject_and_object and tree.heads[a.head] == tree.heads[b.head]


# ---------------------------------------------------------------- definite descriptions
def resolve_description(scene: Scene, registry: Registry, number: int) -> Link | None:
    """Resolve a description without an owner of its own by what stands before it; None when it must be new."""
    draft = scene.drafts[number]
    lemma = scene.tree.lemmas[draft.head]
    classes = scene.tables.classes
    owner = _possessor(scene, registry, draft)
    if owner is not None:
        return _body_of(scene, registry, draft, owner, "possessive")
    definite = _is_definite(scene, draft)
    if definite and draft.kind is MentionKind.PERSON:
        held = _office_holder(scene, registry, number)
        if held is not None:
            return held
    if definite and draft.kind is MentionKind.VEHICLE:
        return _same_vehicle(scene, registry, number)
    if definite and lemma in classes["country"]:
        return _country(scene, registry, number)
    if definite and lemma in classes["group"]:
        found = _group(scene, registry, number, lemma)
        if found is not None:
            return found
    bare = draft.first == draft.last
    if (definite and lemma in scene.tables.organs) or ((definite or bare) and lemma in classes["body"]):
        return resolve_body(scene, registry, number)
    return None


def _possessor(scene: Scene, registry: Registry, draft: Draft) -> Entity | None:
    token = scene.tree.kid(draft.head, "poss")
    number = scene.draft_at.get(token) if token is not None else None
    return registry.entity_of(number) if number is not None else None


def _is_definite(scene: Scene, draft: Draft) -> bool:
    first = scene.tree.words[draft.first].lower()
    return first in {"the", "this", "that", "these", "those", "both"}


def _country(scene: Scene, registry: Registry, number: int) -> Link | None:
    for earlier in _history(scene, number, _THING_WINDOW):
        state = registry.entity_of(earlier)
        if state is not None and state.kind is EntityKind.STATE:
            return Link(entity=state.id, score=0.75, rule="description.country")
    return None


def resolve_group(scene: Scene, registry: Registry, number: int) -> Link | None:
    """"The Lebanese group": the group of that country that was named before."""
    draft = scene.drafts[number]
    lemma = scene.tree.lemmas[draft.head]
    if not _is_definite(scene, draft) or lemma not in scene.tables.classes["group"]:
        return None
    state, _ = owner_of(scene, registry, draft.head)
    if state is None or state.kind is not EntityKind.STATE:
        return None
    return _group(scene, registry, number, lemma, country=state.country)


def _group(
    scene: Scene, registry: Registry, number: int, lemma: str, *, country: str | None = None
) -> Link | None:
    """"The terrorist group", "the organization": the armed group, else the organisation, named last."""
    violent = lemma in _MILITANT
    wanted = [EntityKind.ARMED_GROUP] if violent else []
    for kinds in (wanted, list(_GROUP_KINDS)):
        for earlier in range(number - 1, -1, -1):
            draft = scene.drafts[earlier]
            if scene.tree.sentences[scene.drafts[number].head] - scene.tree.sentences[draft.head] > _GROUP_WINDOW:
                break
            entity = registry.entity_of(earlier)
            if entity is None or entity.kind not in kinds or (country is not None and entity.country != country):
                continue
            if draft.form is MentionForm.NAMED or entity.known:
                return Link(entity=entity.id, score=0.8, rule="description.group")
    return None


def _same_vehicle(scene: Scene, registry: Registry, number: int) -> Link | None:
    for earlier in range(number - 1, -1, -1):
        entity = registry.entity_of(earlier)
        if entity is not None and entity.kind is EntityKind.VEHICLE:
            return Link(entity=entity.id, score=0.7, rule="description.same-vehicle")
    # "The plane" may be named before its owner is ("the Russian plane"): look ahead once.
    for later in range(number + 1, len(scene.drafts)):
        draft = scene.drafts[later]
        if draft.kind is MentionKind.VEHICLE and scene.tree.lemmas[draft.head] == scene.tree.lemmas[
            scene.drafts[number].head
        ]:
            entity = registry.entity_of(later)
            if entity is not None and entity.kind is EntityKind.VEHICLE:
                return Link(entity=entity.id, score=0.6, rule="description.same-vehicle")
    return None


def resolve_body(scene: Scene, registry: Registry, number: int) -> Link | None:
    """"The government", "authorities": the body of the state whose people or bodies acted last."""
    draft = scene.drafts[number]
    if draft.name is None and any(token in scene.name_at for token in range(draft.first, draft.head)):
        return None  # "the Assad regime": whoever is named there, it is not the state that acted last
    if scene.tables.offices.get(scene.tree.lemmas[draft.head]) is not None:
        return _office_holder(scene, registry, number)
    state = acting_state(scene, registry, number)
    return _body_of(scene, registry, draft, state, "acting-state") if state is not None else None


def _office_holder(scene: Scene, registry: Registry, number: int) -> Link | None:
    """"The president", "the foreign secretary": the person of this document whose office it is, or ever was."""
    draft = scene.drafts[number]
    title = scene.tree.text(draft.first, draft.head).lower().split(" ", 1)[-1]
    if scene.tree.lemmas[draft.head] not in {word.split(" ")[-1] for word in scene.tables.offices}:
        return None
    for earlier in range(number - 1, -1, -1):
        entity = registry.entity_of(earlier)
        if entity is None or entity.kind is not EntityKind.PERSON:
            continue
        if any(held.endswith(title) for held in _titles(scene, entity)):
            return Link(entity=entity.id, score=0.75, rule="description.office")
    return None


def _titles(scene: Scene, entity: Entity) -> list[str]:
    entry = scene.atlas.get(entity.id)
    ever = [tenure.title for tenure in entry.tenures] if entry is not None else []
    return [title.lower() for title in ([entity.office] if entity.office else ever)]


def acting_state(scene: Scene, registry: Registry, number: int) -> Entity | None:
    """The state whose people or bodies were a subject last, before draft ``number``."""
    tree = scene.tree
    for earlier in range(number - 1, -1, -1):
        draft = scene.drafts[earlier]
        if tree.deps[draft.head] not in _SUBJECTS or draft.kind is MentionKind.VEHICLE:
            continue
        state = registry.state_of(registry.entity_of(earlier))
        if state is not None:
            return state
    return None


def _body_of(scene: Scene, registry: Registry, draft: Draft, owner: Entity, why: str) -> Link | None:
    state = registry.state_of(owner)
    lemma = scene.tree.lemmas[draft.head]
    if state is None:
        member = lemma in scene.tables.classes["member"] and owner.kind in _GROUP_KINDS
        return Link(entity=owner.id, score=0.7, rule="description.member") if member else None
    modifiers = {scene.tree.lemmas[token] for token in range(draft.first, draft.last + 1)}
    for organ in scene.tables.organs.get(lemma, ()):
        if why == "acting-state" and organ.sector not in _ACTING_SECTORS:
            continue  # "the civilians" are not those of whoever spoke last
        if not organ.when or modifiers & set(organ.when):
            return Link(
                entity=registry.add(organ_entity(scene, state, organ)), score=0.75, rule=f"description.{why}.{organ.organ}"
            )
    return None
