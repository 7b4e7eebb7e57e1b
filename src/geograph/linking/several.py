"""Several that one word means: "both sides", "the two leaders", "they" after "Trump and Kim". Certain cases only."""

from __future__ import annotations

from collections.abc import Sequence

from geograph.lexicons.coref import coref_tables
from geograph.linking.antecedents import SUBJECTS, object_of, subject_of, subjects_above
from geograph.linking.scene import Link, Registry, Scene
from geograph.linking.spans import counted
from geograph.types import Entity, EntityKind, MentionForm, MentionKind

__all__ = ["joined", "several_before"]

_REACH = 2
_ACTORS = frozenset(
    {EntityKind.STATE, EntityKind.ARMED_GROUP, EntityKind.PARTY, EntityKind.IGO, EntityKind.ORGANISATION}
    | {EntityKind.COMPANY, EntityKind.GOVERNMENT, EntityKind.MILITARY, EntityKind.SECURITY, EntityKind.PERSON}
)


def several_before(scene: Scene, registry: Registry, number: int) -> Link | None:
    """The entities that "both sides", "the two leaders" means: as many of a fitting kind as are named just before.

    They are looked for in the same sentence, then in the two before it, until there are so many ("sides" only in the
    nearest sentence that names any); if there are more, it stays open which are meant.
    """
    draft, tree = scene.drafts[number], scene.tree
    count = counted(tree, draft.first, draft.head)
    kinds = _kinds_of(tree.lemmas[draft.head])
    if not count or not kinds:
        return None
    here = tree.sentences[draft.head]
    doing = _subjects(scene, registry, draft.head) if tree.deps[draft.head] not in SUBJECTS else set()
    wide = tree.lemmas[draft.head] not in coref_tables().classes["several_sides"]
    found: dict[str, Entity] = {}
    for distance in range(_REACH + 1):
        for entity in _named_in(scene, registry, here - distance, kinds, before=draft.first):
            if entity.id not in doing:
                found.setdefault(entity.id, entity)
        if len(found) >= count or (found and not wide):
            break
    return _link(list(found.values()), "description.several") if len(found) == count else None


def joined(scene: Scene, registry: Registry, token: int) -> Link | None:
    """The entities of a noun and of those joined to it, if each of them is known: "Trump and Kim"."""
    tree = scene.tree
    while tree.deps[token] == "conj":
        token = tree.heads[token]
    members: list[Entity] = []
    for item in tree.conjuncts(token):
        number = scene.draft_at.get(item)
        entity = registry.entity_of(number) if number is not None else None
        if entity is None or entity.kind not in _ACTORS:
            return None
        members.append(entity)
    distinct = {entity.id: entity for entity in members}
    return _link(list(distinct.values()), "pronoun.several") if len(distinct) > 1 else None


def _kinds_of(noun: str) -> frozenset[EntityKind]:
    classes = coref_tables().classes
    if noun in classes["several_people"]:
        return frozenset({EntityKind.PERSON})
    if noun in classes["several_states"]:
        return frozenset({EntityKind.STATE})
    return _ACTORS - {EntityKind.PERSON} if noun in classes["several_sides"] else frozenset()


def _subjects(scene: Scene, registry: Registry, head: int) -> set[str]:
    """Who does it to them: "Mexico and Uruguay invited both sides" are two other sides."""
    tree = scene.tree
    tokens = set(subjects_above(scene, head))
    verb = object_of(scene, head)
    own = subject_of(scene, verb) if verb is not None else None
    tokens |= {own} if own is not None else set()
    found: set[str] = set()
    for item in (item for token in sorted(tokens) for item in tree.conjuncts(token)):
        number = scene.draft_at.get(item)
        link = registry.links.get(number) if number is not None else None
        found |= {link.entity, *link.others} if link is not None and link.entity else set()
    return found


def _named_in(
    scene: Scene, registry: Registry, sentence: int, kinds: frozenset[EntityKind], *, before: int
) -> list[Entity]:
    """The entities of ``kinds`` that act or are acted on by name in a sentence, in its order."""
    found: dict[str, Entity] = {}
    for number, draft in enumerate(scene.drafts):
        if draft.head >= before or scene.tree.sentences[draft.head] != sentence:
            continue
        entity = registry.entity_of(number)
        place = draft.kind in {MentionKind.PLACE, MentionKind.NATIONALITY} and not _is_aimed_at(scene, draft.head)
        if entity is None or entity.kind not in kinds or place or draft.form is MentionForm.PRONOUN:
            continue
        found.setdefault(entity.id, entity)
    served = {entity.represents for entity in found.values()}
    return [entity for entity in found.values() if entity.id not in served]  # Yemen and its army are one side


def _is_aimed_at(scene: Scene, token: int) -> bool:
    """As in "fired rockets at Israel": what is named as a place, and is dealt with."""
    tree = scene.tree
    return tree.deps[token] == "pobj" and tree.lemmas[tree.heads[token]] in coref_tables().classes["aiming"]


def _link(entities: Sequence[Entity], rule: str) -> Link:
    first, *others = entities
    return Link(entity=first.id, score=0.7, rule=rule, others=tuple(other.id for other in others))
