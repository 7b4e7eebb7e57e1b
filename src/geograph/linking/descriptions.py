"""Resolve definite descriptions by what stands before them: "the group", "the country", "the president", "the army"."""

from __future__ import annotations

from geograph.lexicons.coref import coref_tables
from geograph.linking.antecedents import object_of, rivals, subject_of
from geograph.linking.describe import organ_entity, organ_of, owner_of
from geograph.linking.mentions import Draft
from geograph.linking.scene import Link, Registry, Scene
from geograph.linking.several import several_before
from geograph.linking.spans import counted
from geograph.linking.speakers import speaker_entity
from geograph.linking.states import (
    acting_state,
    acts_here,
    fronted_state,
    local_state,
    main_state,
    resolve_country,
    state_behind,
)
from geograph.types import Entity, EntityKind, MentionForm, MentionKind

__all__ = ["SEVERAL", "named_beside", "resolve_body", "resolve_description", "resolve_former", "resolve_group"]

_GROUP_WINDOW = 12
_GROUP_KINDS = frozenset(
    {EntityKind.ARMED_GROUP, EntityKind.PARTY, EntityKind.IGO, EntityKind.ORGANISATION, EntityKind.COMPANY}
)
_ACTING_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "OPP"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
SEVERAL = "description.several"


def resolve_description(scene: Scene, registry: Registry, number: int) -> Link | None:
    """Resolve a description without an owner of its own by what stands before it; None when it must be new."""
    draft = scene.drafts[number]
    lemma = scene.tree.lemmas[draft.head]
    classes = scene.tables.classes
    if counted(scene.tree, draft.first, draft.head):
        return several_before(scene, registry, number) or Link(entity=None, score=0.0, rule=SEVERAL)
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
        return resolve_country(scene, registry, number)
    if definite and (lemma in classes["group"] or lemma in coref_tables().group_nouns):
        found = _group(scene, registry, number, lemma)
        if found is not None:
            return found
    if definite and draft.head == draft.first + 1:
        same = _same_called(scene, registry, number, lemma)
        if same is not None:
            return same
    bare = draft.first == draft.last
    if (definite and lemma in scene.tables.organs) or ((definite or bare) and lemma in classes["body"]):
        return resolve_body(scene, registry, number)
    return None


def _same_called(scene: Scene, registry: Registry, number: int, lemma: str) -> Link | None:
    """As in "The frigate", "the soldiers": who or what was called so before."""
    draft = scene.drafts[number]
    if draft.kind is MentionKind.PLATFORM:
        return _same_platform(scene, registry, number, lemma)
    people = scene.tree.tags[draft.head] in _PLURAL_TAGS or draft.kind is MentionKind.PERSON
    return _same_noun(scene, registry, number, lemma) if people and draft.agent is not None else None


def _possessor(scene: Scene, registry: Registry, draft: Draft) -> Entity | None:
    token = scene.tree.kid(draft.head, "poss")
    number = scene.draft_at.get(token) if token is not None else None
    link = registry.links.get(number) if number is not None else None
    shared = link is not None and bool(link.others)  # "their armies" are nobody's alone
    return registry.entity_of(number) if number is not None and not shared else None


def _is_definite(scene: Scene, draft: Draft) -> bool:
    first = scene.tree.words[draft.first].lower()
    return first in {"the", "this", "that", "these", "those"}


# ---------------------------------------------------------------- groups
def resolve_group(scene: Scene, registry: Registry, number: int) -> Link | None:
    """As in "The Lebanese group": the group of that country that was named before."""
    draft = scene.drafts[number]
    lemma = scene.tree.lemmas[draft.head]
    if not _is_definite(scene, draft) or lemma not in coref_tables().group_nouns:
        return None
    state, _ = owner_of(scene, registry, draft.head)
    if state is None or state.kind is not EntityKind.STATE:
        return None
    return _by_kind(scene, registry, number, lemma, country=state.country)


def _group(scene: Scene, registry: Registry, number: int, lemma: str) -> Link | None:
    """As in "The terrorist group", "the council": what is called so by name, else the nearest of a fitting kind."""
    if len(scene.tree.kids(scene.drafts[number].head, "prep", "relcl", "acl")) > 0 and not _plain(scene, number):
        return None  # "the group that attacked Lyon" is told by what follows
    if lemma in coref_tables().classes["of_a_task"] and scene.drafts[number].head > scene.drafts[number].first + 1:
        return _same_noun(scene, registry, number, lemma)  # "the electoral commission" is none that was not called so
    return _same_noun(scene, registry, number, lemma) or _by_kind(scene, registry, number, lemma)


def _plain(scene: Scene, number: int) -> bool:
    """Whether a relative clause after the noun only adds to it (it follows a comma)."""
    tree, head = scene.tree, scene.drafts[number].head
    return head + 1 < len(tree) and tree.words[head + 1] == ","


def _earlier(scene: Scene, number: int) -> list[int]:
    tree, drafts = scene.tree, scene.drafts
    here = tree.sentences[drafts[number].head]
    return [n for n in range(number - 1, -1, -1) if here - tree.sentences[drafts[n].head] <= _GROUP_WINDOW]


def _same_noun(scene: Scene, registry: Registry, number: int, lemma: str) -> Link | None:
    """As in "The council" after "a military council" or "the Security Council"."""
    tree, draft = scene.tree, scene.drafts[number]
    plural = tree.tags[draft.head] in _PLURAL_TAGS
    for earlier in _earlier(scene, number):
        other, entity = scene.drafts[earlier], registry.entity_of(earlier)
        if entity is None or other.form is MentionForm.PRONOUN or entity.kind is EntityKind.STATE:
            continue
        if entity.kind is EntityKind.PERSON and not plural and draft.kind is not MentionKind.PERSON:
            continue
        named = other.name is not None and _ends_in(scene, other, lemma)
        nominal = other.name is None and tree.lemmas[other.head] == lemma
        same_number = (tree.tags[other.head] in _PLURAL_TAGS) == plural
        if (named and not plural) or (nominal and same_number):
            return Link(entity=entity.id, score=0.8, rule="description.same-noun")
    return None


def _ends_in(scene: Scene, draft: Draft, lemma: str) -> bool:
    """Whether a name has the noun at its end, or before an "of": "Council", "Federation of Schools"."""
    assert draft.name is not None
    words = [scene.tree.words[token].lower() for token in range(draft.name.first, draft.name.last + 1)]
    stop = words.index("of") if "of" in words else len(words)
    return lemma in {words[-1], words[stop - 1] if stop else ""}


def _by_kind(scene: Scene, registry: Registry, number: int, lemma: str, *, country: str | None = None) -> Link | None:
    tree = scene.tree
    words = {tree.lemmas[token] for token in range(scene.drafts[number].first, scene.drafts[number].head)}
    fighters = coref_tables().classes["fighting"]
    kinds = coref_tables().group_nouns.get(lemma, frozenset())
    ruled_out = rivals(scene, registry, scene.drafts[number])
    for wanted in ({EntityKind.ARMED_GROUP} & kinds if lemma in fighters or words & fighters else set(), kinds):
        for earlier in _earlier(scene, number):
            entity, draft = registry.entity_of(earlier), scene.drafts[earlier]
            if entity is None or entity.kind not in wanted or entity.id in ruled_out:
                continue
            if country is not None and entity.country != country:
                continue
            if draft.form is MentionForm.NAMED or entity.known:
                return Link(entity=entity.id, score=0.8, rule="description.group")
    return None


def named_beside(scene: Scene, registry: Registry, draft: Draft) -> Link | None:
    """As in "his party, Fidesz", "the group's Afghan branch, known as ISIS-K": what stands beside it as its name."""
    tree = scene.tree
    if draft.kind is not MentionKind.ORGANISATION or tree.tags[draft.head] != "NN":
        return None
    called = [kid for kid in tree.kids(draft.head, "acl") if tree.lemmas[kid] in coref_tables().classes["called"]]
    names = [obj for kid in called for obj in (*tree.pobj(kid, "as"), *tree.kids(kid, "oprd", "dobj"))]
    for token in (*tree.kids(draft.head, "appos"), *names):
        number = scene.draft_at.get(token)
        entity = registry.entity_of(number) if number is not None else None
        named = number is not None and scene.drafts[number].form is MentionForm.NAMED
        if named and entity is not None and entity.kind in _GROUP_KINDS:
            return Link(entity=entity.id, score=0.9, rule="description.apposition")
    return None


# ---------------------------------------------------------------- vehicles
def _same_vehicle(scene: Scene, registry: Registry, number: int) -> Link | None:
    for earlier in range(number - 1, -1, -1):
        entity = registry.entity_of(earlier)
        if entity is not None and entity.kind is EntityKind.VEHICLE and not _other_craft(scene, earlier, number):
            return Link(entity=entity.id, score=0.7, rule="description.same-vehicle")
    # "The plane" may be named before its owner is ("the Russian plane"): look ahead once.
    for later in range(number + 1, len(scene.drafts)):
        draft = scene.drafts[later]
        if (
            draft.kind is MentionKind.VEHICLE
            and scene.tree.lemmas[draft.head] == scene.tree.lemmas[scene.drafts[number].head]
        ):
            entity = registry.entity_of(later)
            if entity is not None and entity.kind is EntityKind.VEHICLE:
                return Link(entity=entity.id, score=0.6, rule="description.same-vehicle")
    return None


def _other_craft(scene: Scene, one: int, two: int) -> bool:
    """Whether one of two descriptions speaks of what flies, the other of what floats."""
    lemmas = {scene.tree.lemmas[scene.drafts[number].head] for number in (one, two)}
    classes = scene.tables.classes
    return bool(lemmas & classes["aircraft"]) and bool(lemmas & classes["watercraft"])


def _same_platform(scene: Scene, registry: Registry, number: int, lemma: str) -> Link | None:
    """As in "The frigate" after "a Chinese frigate"."""
    tree = scene.tree
    if tree.tags[scene.drafts[number].head] in _PLURAL_TAGS:
        return None
    for earlier in range(number - 1, -1, -1):
        entity = registry.entity_of(earlier)
        same = tree.lemmas[scene.drafts[earlier].head] == lemma
        if same and entity is not None and entity.kind is EntityKind.VEHICLE:
            return Link(entity=entity.id, score=0.7, rule="description.same-vehicle")
    return None


# ---------------------------------------------------------------- bodies of states and who holds office
def resolve_body(scene: Scene, registry: Registry, number: int) -> Link | None:
    """As in "The government", "authorities": the body of the state whose people or bodies acted last."""
    draft = scene.drafts[number]
    if draft.name is None and any(token in scene.name_at for token in range(draft.first, draft.head)):
        return None  # "the Assad regime": whoever is named there, it is not the state that acted last
    if scene.tables.offices.get(scene.tree.lemmas[draft.head]) is not None:
        return _office_holder(scene, registry, number)
    if _is_definite(scene, draft) and draft.name is None:
        called = _same_government(scene, registry, number)
        if called is not None:
            return called
    speaker = speaker_entity(scene, registry, draft.head) if scene.quoted(draft.head) is not None else None
    local = local_state(scene, registry, number) if _is_police(scene, draft) else None
    acting = acting_state(scene, registry, number)
    state = local or registry.state_of(speaker) or state_behind(scene, registry, number)
    if state is None and acting is not None and acts_here(scene, registry, number, acting):
        state = acting
    state = state or fronted_state(scene, registry, number)
    if state is None and acting is not None:
        state = main_state(scene, registry, number, acting)
    if state is not None and _is_against(scene, registry, draft, state):
        state = local_state(scene, registry, number)  # "Egypt condemned the army's coup in Mali": not Egypt's army
    return _body_of(scene, registry, draft, state, "acting-state") if state is not None else None


def _is_against(scene: Scene, registry: Registry, draft: Draft, state: Entity) -> bool:
    """Whether ``state`` does something against the body that ``draft`` means, or against a deed of it."""
    tree = scene.tree
    token = tree.heads[draft.head] if tree.deps[draft.head] == "poss" else draft.head
    verb = object_of(scene, token) if tree.deps[tree.heads[token]] != "agent" else None
    subject = subject_of(scene, verb) if verb is not None else None
    number = scene.draft_at.get(subject) if subject is not None else None
    if verb is None or number is None or tree.lemmas[verb] not in coref_tables().classes["against"]:
        return False
    return registry.state_of(registry.entity_of(number)) == state


def _same_government(scene: Scene, registry: Registry, number: int) -> Link | None:
    """As in "The regime" after "the Assad regime": a government that was called so, by whoever spoke of it."""
    tree, head = scene.tree, scene.drafts[number].head
    for earlier in _earlier(scene, number):
        other, entity = scene.drafts[earlier], registry.entity_of(earlier)
        if other.name is None and entity is not None and tree.lemmas[other.head] == tree.lemmas[head]:
            government = entity.kind is EntityKind.GOVERNMENT
            return Link(entity=entity.id, score=0.8, rule="description.same-noun") if government else None
    return None


def _is_police(scene: Scene, draft: Draft) -> bool:
    organ = organ_of(scene, draft)
    return organ is not None and organ.sector == "COP"


def _office_holder(scene: Scene, registry: Registry, number: int) -> Link | None:
    """As in "The president", "the foreign secretary": the person of this document whose office it is, or ever was."""
    draft = scene.drafts[number]
    title = scene.tree.text(draft.first, draft.head).lower().split(" ", 1)[-1]
    if scene.tree.lemmas[draft.head] not in {word.split(" ")[-1] for word in scene.tables.offices}:
        return None
    people = [e for n in range(number - 1, -1, -1) if (e := registry.entity_of(n)) and e.kind is EntityKind.PERSON]
    for titles in (_titles_now, _titles_ever):
        for person in people:
            if any(held.endswith(title) for held in titles(scene, person)):
                return Link(entity=person.id, score=0.75, rule="description.office")
    return None


def resolve_former(scene: Scene, registry: Registry, number: int) -> Link | None:
    """As in "the former U.S. secretary of state": the person of this document who once held that office."""
    tree, draft = scene.tree, scene.drafts[number]
    former = [t for t in range(draft.first, draft.head) if tree.words[t].lower() in scene.tables.classes["former"]]
    if draft.kind is not MentionKind.PERSON or not former or not _is_definite(scene, draft):
        return None
    title = " ".join(tree.words[t].lower() for t in range(former[-1] + 1, draft.last + 1) if t not in scene.name_at)
    for earlier in range(number - 1, -1, -1):
        entity = registry.entity_of(earlier)
        person = title and entity is not None and entity.kind is EntityKind.PERSON
        if person and entity is not None and any(held.endswith(title) for held in _titles_ever(scene, entity)):
            return Link(entity=entity.id, score=0.75, rule="description.former-office")
    return None


def _titles_now(scene: Scene, entity: Entity) -> list[str]:  # noqa: ARG001 (both readers of titles are called alike)
    return [entity.office.lower()] if entity.office else []


def _titles_ever(scene: Scene, entity: Entity) -> list[str]:
    entry = scene.atlas.get(entity.id)
    return [tenure.title.lower() for tenure in entry.tenures] if entry is not None and not entity.office else []


def _body_of(scene: Scene, registry: Registry, draft: Draft, owner: Entity, why: str) -> Link | None:
    state = registry.state_of(owner)
    lemma = scene.tree.lemmas[draft.head]
    if state is None:
        member = lemma in scene.tables.classes["member"] and owner.kind in _GROUP_KINDS
        return Link(entity=owner.id, score=0.7, rule="description.member") if member else None
    classes = scene.tables.classes
    if why == "possessive" and lemma in classes["country"] - classes["people"] and owner.kind is EntityKind.PERSON:
        return Link(entity=state.id, score=0.75, rule="description.possessive.country")
    modifiers = {scene.tree.lemmas[token] for token in range(draft.first, draft.last + 1)}
    for organ in scene.tables.organs.get(lemma, ()):
        if why == "acting-state" and organ.sector not in _ACTING_SECTORS:
            continue  # "the civilians" are not those of whoever spoke last
        if not organ.when or modifiers & set(organ.when):
            return Link(
                entity=registry.add(organ_entity(scene, state, organ)),
                score=0.75,
                rule=f"description.{why}.{organ.organ}",
            )
    return None
