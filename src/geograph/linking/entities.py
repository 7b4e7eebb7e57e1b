"""Resolve all mentions of a document: names first, then descriptions and pronouns in the text's order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geograph.lexicons.atlas import AtlasEntry
from geograph.linking.brackets import link_brackets
from geograph.linking.coref import is_spoken, resolve_pronoun
from geograph.linking.describe import describe, described_place, nominal_entity, organ_entity
from geograph.linking.descriptions import (
    SEVERAL,
    named_beside,
    resolve_body,
    resolve_description,
    resolve_former,
    resolve_group,
)
from geograph.linking.labels import LOOSE_END
from geograph.linking.mentions import Draft
from geograph.linking.offices import OfficeReading, apply_office, read_office
from geograph.linking.resolve import resolve_name
from geograph.linking.scene import OPEN, Link, Registry, Scene
from geograph.linking.standing import standing_relations
from geograph.types import Entity, EntityKind, Mention, MentionForm, MentionKind, Relation

__all__ = ["Linked", "link_entities"]

_LEADER = "leader"
_HEADS = frozenset({"head-of-state", "head-of-government"})
_PAST = frozenset({"former", "ex", "late", "then"})
_NEW = frozenset({"name.new", "name.unresolved"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What linking gives: mentions with their entities, the entities, and the standing relations read."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]


def link_entities(scene: Scene, *, version: str) -> Linked:
    """Resolve the drafts of ``scene``.

    Args:
        scene: the document with its drafts.
        version: of the lexicons, for provenance.
    """
    registry = Registry(atlas=scene.atlas, published=scene.published)
    _link_names(scene, registry)
    readings = _link_offices(scene, registry)
    _link_the_rest(scene, registry)
    relations = standing_relations(scene, registry, readings, version=version)
    mentions = tuple(
        _to_mention(scene, number, registry.links.get(number, OPEN)) for number in range(len(scene.drafts))
    )
    used = {m.entity for m in mentions if m.entity} | {r.subject for r in relations} | {r.object for r in relations}
    used |= {other for link in registry.links.values() for other in link.others}
    used |= {e.represents for e in registry.entities.values() if e.id in used and e.represents}
    for identifier in sorted(used - registry.entities.keys()):
        entry = scene.atlas.get(identifier)
        if entry is not None:
            registry.add_entry(entry)
    entities = tuple(
        _with_aliases(registry.entities[i], mentions, scene) for i in sorted(used & registry.entities.keys())
    )
    whole = tuple(each for number, m in enumerate(mentions) for each in _with_others(m, registry.links.get(number)))
    return Linked(mentions=whole, entities=entities, relations=relations)


def _link_names(scene: Scene, registry: Registry) -> None:
    """Full names of persons come first, so that a bare surname anywhere finds its bearer."""
    people: dict[str, str] = {}
    named = [(number, draft) for number, draft in enumerate(scene.drafts) if draft.name is not None]
    full = [(n, d) for n, d in named if d.kind is MentionKind.PERSON and d.name and d.name.last > d.name.first]
    for number, draft in full:
        registry.links[number] = resolve_name(scene, registry, draft, {})
        _learn_surname(scene, registry, number, draft, people)
    for number, draft in named:
        if number not in registry.links:
            registry.links[number] = resolve_name(scene, registry, draft, people)
    for number, draft in named:
        if registry.links[number].rule in _NEW and draft.kind is MentionKind.ORGANISATION:
            _link_named_body(scene, registry, number, draft)
    link_brackets(scene, registry)


def _learn_surname(scene: Scene, registry: Registry, number: int, draft: Draft, people: dict[str, str]) -> None:
    entity = registry.entity_of(number)
    if entity is None or entity.kind is not EntityKind.PERSON or draft.name is None:
        return
    surname = scene.tree.words[draft.name.last]
    people.setdefault(surname, entity.id)
    people.setdefault(scene.tree.text(draft.name.first + 1, draft.name.last), entity.id)


def _link_named_body(scene: Scene, registry: Registry, number: int, draft: Draft) -> None:
    """As in "The Ministry of Interior", "Egyptian Foreign Ministry": a body of a state, whichever way it is written."""
    link = describe(scene, registry, draft)
    if link is not None and link.rule != "description.member":
        registry.links[number] = link


def _link_offices(scene: Scene, registry: Registry) -> tuple[tuple[int, OfficeReading], ...]:
    readings: list[tuple[int, OfficeReading]] = []
    for number, draft in enumerate(scene.drafts):
        if draft.kind is not MentionKind.PERSON or draft.form is not MentionForm.NAMED:
            continue
        person = registry.entity_of(number)
        reading = read_office(scene, registry, draft)
        if person is not None and reading is not None:
            apply_office(registry, person.id, reading)
            readings.append((number, reading))
    return tuple(readings)


def _link_the_rest(scene: Scene, registry: Registry) -> None:
    for number, draft in enumerate(scene.drafts):
        if draft.form is MentionForm.NOMINAL:
            _link_place_or_vehicle(scene, registry, number)
    late: list[int] = []
    # By head: a possessor ("his") is resolved before what it possesses ("his military"), though that begins with it.
    for number, draft in sorted(enumerate(scene.drafts), key=lambda item: item[1].head):
        if is_spoken(scene, draft) or _is_of_speaker(scene, draft):
            late.append(number)  # "I will go," he said: "he" first, though it comes later
        elif draft.form is MentionForm.PRONOUN:
            registry.links[number] = resolve_pronoun(scene, registry, number)
        elif draft.form is MentionForm.NOMINAL and number not in registry.links:
            registry.links[number] = _nominal(scene, registry, number)
        elif registry.links[number].rule in _NEW and draft.kind is MentionKind.ORGANISATION:
            registry.links[number] = resolve_body(scene, registry, number) or registry.links[number]
    for number in late:
        spoken = is_spoken(scene, scene.drafts[number])
        registry.links[number] = (resolve_pronoun if spoken else _nominal)(scene, registry, number)


def _is_of_speaker(scene: Scene, draft: Draft) -> bool:
    """As in "Our troops": known when it is known who speaks."""
    owner = scene.tree.kid(draft.head, "poss")
    number = scene.draft_at.get(owner) if owner is not None else None
    return draft.form is MentionForm.NOMINAL and number is not None and is_spoken(scene, scene.drafts[number])


def _link_place_or_vehicle(scene: Scene, registry: Registry, number: int) -> None:
    """First of all descriptions, so that "the plane" is known where "the Russian plane" comes after it."""
    draft = scene.drafts[number]
    link = None
    if draft.kind is MentionKind.PLACE:
        link = described_place(scene, registry, draft)
    elif draft.kind in {MentionKind.VEHICLE, MentionKind.PLATFORM}:
        link = describe(scene, registry, draft)
    if link is not None:
        registry.links[number] = link


def _nominal(scene: Scene, registry: Registry, number: int) -> Link:
    draft = scene.drafts[number]
    if draft.kind is MentionKind.PLACE:
        place = described_place(scene, registry, draft)
        if place is not None or draft.agent is None:
            return place or resolve_description(scene, registry, number) or OPEN
    if draft.kind is MentionKind.WEAPON and draft.agent is None:
        return OPEN
    person = _titled_person(scene, registry, draft)
    link = person or resolve_former(scene, registry, number) or named_beside(scene, registry, draft)
    link = link or resolve_group(scene, registry, number) or describe(scene, registry, draft)
    link = link or resolve_description(scene, registry, number)
    if link is None:
        link = _fielded(scene, registry, draft)
    if link is not None and (link.entity is not None or link.rule == SEVERAL):
        return link
    new = nominal_entity(scene, registry, draft)
    return Link(entity=new, score=0.5, rule="description.new") if new else OPEN


def _titled_person(scene: Scene, registry: Registry, draft: Draft) -> Link | None:
    """Whoever stands beside "the French president", "Egypt's aviation minister", or held the office that day."""
    if draft.kind is not MentionKind.PERSON:
        return None
    tree = scene.tree
    beside = [*tree.kids(draft.head, "appos")] + ([tree.heads[draft.head]] if tree.deps[draft.head] == "appos" else [])
    for token in beside:
        number = scene.draft_at.get(token)
        entity = registry.entity_of(number) if number is not None else None
        if entity is not None and entity.kind is EntityKind.PERSON:
            return Link(entity=entity.id, score=0.9, rule="description.apposition")
    reading = read_office(scene, registry, draft)
    if reading is not None and reading.title.lower() == _LEADER:
        return _leader(scene, registry, draft, reading)
    if reading is None or reading.holder_of is None or scene.published is None:
        return None
    if tree.words[draft.first].lower() in {"a", "an"} or tree.lemmas[draft.head] in {"former", "ex"}:
        return None
    return _holder(scene, registry, draft, reading)


def _leader(scene: Scene, registry: Registry, draft: Draft, reading: OfficeReading) -> Link | None:
    """As in "the Russian leader": whoever heads that state, if the document names just one that does."""
    day = scene.published
    if day is None or scene.tree.words[draft.first].lower() != "the" or reading.former:
        return None
    named = {link.entity for n, link in registry.links.items() if link.entity and scene.drafts[n].first < draft.first}
    heads = [
        identifier
        for identifier in sorted(named)
        if any(t.office in _HEADS and t.state == reading.holder_of for t in scene.atlas.offices_of(identifier, day))
    ]
    return Link(entity=heads[0], score=0.75, rule="description.leader") if len(heads) == 1 else None


def _holder(scene: Scene, registry: Registry, draft: Draft, reading: OfficeReading) -> Link | None:
    tree = scene.tree
    past = {tree.words[token].lower() for token in range(draft.first, draft.last + 1)} & {
        "former",
        "ex",
        "late",
        "then",
    }
    if past or reading.holder_of is None or scene.published is None:
        return None
    if reading.office.office in scene.tables.classes["shared_office"]:
        entry = _by_title(scene, registry, draft, reading)
    else:
        entry = scene.atlas.office_holder(reading.holder_of, reading.office.office, scene.published)
    return Link(entity=registry.add_entry(entry), score=0.8, rule="description.office-holder") if entry else None


def _by_title(scene: Scene, registry: Registry, draft: Draft, reading: OfficeReading) -> AtlasEntry | None:
    """As in "The UN envoy for Syria": of the many envoys, the only one whose title has all the words used here."""
    state, day = reading.holder_of, scene.published
    assert state is not None
    assert day is not None
    tree = scene.tree
    told = [token for token in range(draft.first, draft.last + 1) if tree.pos[token] in {"NOUN", "PROPN", "ADJ"}]
    owners = {t for n, link in registry.links.items() if link.entity == state for t in _tokens(scene, n)}
    words = {tree.words[token].lower() for token in told if token not in owners}
    offices = sorted(scene.tables.classes["shared_office"])
    held = [item for office in offices for item in scene.atlas.office_holders_on(state, office, day)]
    fitting = [entry for entry, tenure in held if words <= set(tenure.title.lower().split())]
    return fitting[0] if len(fitting) == 1 and len(words) > 1 else None


def _tokens(scene: Scene, number: int) -> range:
    return range(scene.drafts[number].first, scene.drafts[number].last + 1)


def _fielded(scene: Scene, registry: Registry, draft: Draft) -> Link | None:
    """Whose a force without a country is: its owner's ("France has a naval group"), or that of who addresses it."""
    tree = scene.tree
    if tree.deps[draft.head] not in {"dobj", "dative"}:
        return None
    verb = tree.heads[draft.head]
    owning = tree.lemmas[verb] in scene.tables.classes["owning"]
    if not owning and tree.lemmas[verb] not in scene.tables.classes["addressing"]:
        return None
    subject = tree.kid(verb, "nsubj")
    number = scene.draft_at.get(subject) if subject is not None else None
    state = registry.state_of(registry.entity_of(number)) if number is not None else None
    if state is None:
        return None
    modifiers = {tree.lemmas[token] for token in range(draft.first, draft.last + 1)}
    for organ in scene.tables.organs.get(tree.lemmas[draft.head], ()):
        if organ.sector in {"MIL", "COP", "SPY"} and (not organ.when or modifiers & set(organ.when)):
            entity = registry.add(organ_entity(scene, state, organ))
            return Link(entity=entity, score=0.65, rule=f"description.fielded.{organ.organ}")
    return None


def _to_mention(scene: Scene, number: int, link: Link) -> Mention:
    draft, tree = scene.drafts[number], scene.tree
    return Mention(
        start=tree.starts[draft.first],
        end=_end(scene, draft),
        head=tree.starts[draft.head],
        kind=draft.kind,
        form=draft.form,
        sentence=tree.sentences[draft.head],
        entity=link.entity,
        score=link.score,
        rule=link.rule,
    )


def _with_others(mention: Mention, link: Link | None) -> tuple[Mention, ...]:
    """A mention that means several is one mention for each of them, with one span."""
    others = link.others if link is not None else ()
    return (mention, *(replace(mention, entity=other) for other in others))


def _end(scene: Scene, draft: Draft) -> int:
    """Where a mention ends, without a footnote mark that clings to its last word."""
    loose = LOOSE_END.search(scene.tree.words[draft.last])
    return scene.tree.ends[draft.last] - (len(loose.group()) if loose and loose.start() else 0)


def _with_aliases(entity: Entity, mentions: tuple[Mention, ...], scene: Scene) -> Entity:
    """An entity that only this text knows is also called by the names that the text gives it."""
    if entity.known:
        return entity
    names = {
        _name_text(scene, number)
        for number, mention in enumerate(mentions)
        if mention.entity == entity.id and mention.form is MentionForm.NAMED
    }
    return replace(entity, aliases=tuple(sorted(names - {entity.name, ""} | set(entity.aliases))))


def _name_text(scene: Scene, number: int) -> str:
    name = scene.drafts[number].name
    return name.text if name is not None else ""
