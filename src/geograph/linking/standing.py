"""Standing relations: offices that the text gives, and the ties of descriptions (affiliates, bodies of states)."""

from __future__ import annotations

from geograph.linking.mentions import Draft
from geograph.linking.offices import OfficeReading
from geograph.linking.scene import Registry, Scene
from geograph.types import EntityKind, Provenance, Relation

__all__ = ["standing_relations"]


def standing_relations(
    scene: Scene, registry: Registry, readings: tuple[tuple[int, OfficeReading], ...], *, version: str
) -> tuple[Relation, ...]:
    """The standing relations that the document gives, each once, with the mention that shows it.

    Args:
        scene: the document.
        registry: with all drafts linked.
        readings: draft numbers of persons with the office that the text gives them.
        version: of the lexicons.
    """
    found: dict[tuple[str, str, str], Relation] = {}

    def add(subject: str, predicate: str, other: str, draft: Draft, rule: str) -> None:
        if subject != other:
            relation = Relation(
                subject=subject, predicate=predicate, object=other, provenance=_provenance(scene, draft, rule, version)
            )
            found.setdefault((subject, predicate, other), relation)

    for number, reading in readings:
        person = registry.entity_of(number)
        if person is None or person.kind is not EntityKind.PERSON:
            continue
        held_in = reading.holder_of or person.represents
        if held_in is not None and held_in in registry.entities:
            add(person.id, reading.office.relation, held_in, scene.drafts[number], "office.title")
    for number, draft in enumerate(scene.drafts):
        link = registry.links.get(number)
        if link is None or link.entity is None:
            continue
        if link.rule == "description.affiliate":
            _affiliate(scene, registry, draft, link.entity, add)
        elif link.rule.startswith("description.") and registry.entities[link.entity].represents is not None:
            entity = registry.entities[link.entity]
            if entity.kind in {EntityKind.MILITARY, EntityKind.GOVERNMENT, EntityKind.SECURITY} and entity.represents:
                add(entity.id, "partOf", entity.represents, draft, "description.body")
    return tuple(found[key] for key in sorted(found))


def _affiliate(scene: Scene, registry: Registry, draft: Draft, entity: str, add: object) -> None:
    assert callable(add)
    tree = scene.tree
    for token in range(draft.first, draft.head):
        number = scene.draft_at.get(token)
        owner = registry.entity_of(number) if number is not None else None
        if owner is not None and owner.kind not in {EntityKind.PLACE, EntityKind.STATE}:
            add(entity, "affiliatedWith", owner.id, draft, "description.affiliate")
    for obj in tree.pobj(draft.head, "in"):
        number = scene.draft_at.get(obj)
        place = registry.entity_of(number) if number is not None else None
        if place is not None:
            add(entity, "basedIn", place.id, draft, "description.affiliate")


def _provenance(scene: Scene, draft: Draft, rule: str, version: str) -> Provenance:
    tree = scene.tree
    last = max(draft.last, draft.head)
    return Provenance(
        article=scene.article,
        start=tree.starts[draft.first],
        end=tree.ends[last],
        sentence=tree.sentences[draft.head],
        rule=rule,
        lexicon=version,
    )
