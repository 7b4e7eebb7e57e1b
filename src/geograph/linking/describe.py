"""Resolve descriptions: a country and a role noun name a body of it; a group and its people name the group."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from geograph.lexicons.linking import Organ
from geograph.linking.mentions import Draft, agent_of
from geograph.linking.scene import Link, Registry, Scene, local_id
from geograph.types import Entity, EntityKind, MentionForm, MentionKind

__all__ = [
    "describe",
    "described_place",
    "nominal_entity",
    "organ_entity",
    "organ_of",
    "own_id",
    "owner_of",
    "sector_of",
    "state_of_place",
]

_OWNER_DEPS = ("amod", "compound", "nmod", "poss")
_GENERAL_SECTORS = frozenset({"", "CVL", "LAB", "SOC", "ELI", "UNK"})
_WHOSE = "whose"
_CIVIL, _POWERFUL = "CVL", "ELI"
_REACH = 40
_OWNER_PREPS = ("of", "in", "from", "at")
_GROUPS = frozenset(
    {EntityKind.ARMED_GROUP, EntityKind.PARTY, EntityKind.IGO, EntityKind.ORGANISATION, EntityKind.COMPANY}
)
_NO_BODIES = frozenset({EntityKind.PLACE, EntityKind.PERSON, EntityKind.STATE})
_ACTING_KINDS = frozenset({MentionKind.ORGANISATION, MentionKind.PERSON, MentionKind.PLATFORM})


def describe(scene: Scene, registry: Registry, draft: Draft) -> Link | None:
    """Resolve a description by what modifies its head; None when nothing does.

    Args:
        scene: the document.
        registry: takes the entity; the names of the document are already in it.
        draft: a nominal draft, or a name that the atlas does not know.
    """
    apposed = _apposed(scene, registry, draft)
    if apposed is not None:
        return Link(entity=apposed.id, score=0.9, rule="description.apposition")
    partner = _named_partner(scene, registry, draft)
    if partner is not None:
        return Link(entity=partner.id, score=0.85, rule="description.partner")
    owners, near = _owners_of(scene, registry, draft.head)
    holders = _holders(scene, registry, draft, owners) if len(owners) > 1 else ()
    if holders:
        return Link(entity=holders[0], score=0.8, rule="description.office-holder.several", others=holders[1:])
    first, *others = [_of_owner(scene, registry, draft, owner, near=near) for owner in owners] or [None]
    if first is None or first.others or not _is_plural(scene, draft):
        return first
    found = (other.entity for other in others if other is not None)
    more = tuple(entity for entity in found if entity is not None and entity != first.entity)
    return replace(first, others=more, rule=f"{first.rule}.several") if more else first


def _holders(scene: Scene, registry: Registry, draft: Draft, owners: list[Entity]) -> tuple[str, ...]:
    """As in "the Turkish and Qatari foreign ministers": who held that office in each; none if one is unknown."""
    tree, offices = scene.tree, scene.tables.offices
    lemma, before = tree.lemmas[draft.head], tree.words[max(draft.head - 1, 0)].lower()
    office = offices.get(f"{before} {lemma}") or offices.get(lemma)
    shared = office is None or office.office in scene.tables.classes["shared_office"]
    if shared or office is None or scene.published is None or not _is_plural(scene, draft):
        return ()
    states = [registry.state_of(owner) for owner in owners]
    held = [scene.atlas.office_holder(s.id, office.office, scene.published) for s in states if s is not None]
    found = [registry.add_entry(entry) for entry in held if entry is not None]
    return tuple(dict.fromkeys(found)) if len(found) == len(owners) else ()


def _of_owner(scene: Scene, registry: Registry, draft: Draft, owner: Entity, *, near: bool) -> Link | None:
    """Whom a description means as ``owner``'s, who stands in front of the noun if ``near``."""
    if owner.kind in _GROUPS or (owner.kind is EntityKind.MILITARY and draft.agent is not None):
        return _of_group(scene, registry, draft, owner)
    state = registry.state_of(owner)
    if state is None:
        return None
    if draft.kind is MentionKind.PLATFORM and not _is_plural(scene, draft):
        return _vehicle(scene, registry, draft, state)  # "the Russian jet" is one jet, "French jets" are the air force
    organ = organ_of(scene, draft) if near or draft.kind is not MentionKind.PLATFORM else None
    if organ is not None and organ.sector == _CIVIL and scene.tree.kids(draft.head, "nummod"):
        organ = None  # "four Chinese nationals" are not the Chinese
    if organ is not None:
        return Link(
            entity=registry.add(organ_entity(scene, state, organ)), score=0.85, rule=f"description.{organ.organ}"
        )
    return _of_state(scene, registry, draft, state, owner)


def _apposed(scene: Scene, registry: Registry, draft: Draft) -> Entity | None:
    """The body that a description names right after its noun: "the separatist group ETA"."""
    if draft.form is not MentionForm.NOMINAL or draft.kind is not MentionKind.ORGANISATION:
        return None
    for child in scene.tree.kids(draft.head, "appos"):
        number = scene.draft_at.get(child)
        entity = registry.entity_of(number) if number is not None else None
        if entity is not None and child <= draft.last and entity.kind not in _NO_BODIES:
            return entity
    return None


def _named_partner(scene: Scene, registry: Registry, draft: Draft) -> Entity | None:
    """As in "Iran's Houthi allies": whose allies stands in front, who they are between the two."""
    tree = scene.tree
    is_partner = tree.lemmas[draft.head] in scene.tables.classes["partner"] and _is_plural(scene, draft)
    if not is_partner or not tree.kids(draft.head, "poss"):
        return None
    within = [k for k in tree.kids(draft.head, "amod", "compound", "nmod") if k < draft.head]
    named = (_entity_within(scene, registry, kid) for kid in within if not _is_attitude(scene, kid))
    # "Our Syrian partners" are some Syrians, not Syria.
    return next((entity for entity in named if entity is not None and entity.kind is not EntityKind.STATE), None)


def owner_of(scene: Scene, registry: Registry, head: int) -> tuple[Entity | None, bool]:
    """The entity that modifies or possesses the noun ``head``, and whether it stands in front of it."""
    tree = scene.tree
    owning = [child for child in tree.kids(head, *_OWNER_DEPS) if child < head]
    if tree.lemmas[head] in scene.tables.classes["counterpart"] | scene.tables.classes["partner"]:
        owning.sort(key=lambda child: tree.deps[child] == "poss")  # "his Saudi counterpart" is the Saudi one
    for child in owning:
        if not _is_attitude(scene, child):
            entity = _entity_within(scene, registry, child)
            if entity is not None:
                return entity, True
    for prep in tree.kids(head, "prep"):
        abroad = tree.lemmas[head] in scene.tables.classes["mission"] and tree.lemmas[prep] != "of"
        if tree.lemmas[prep] in _OWNER_PREPS and not abroad:  # "embassies in Seoul" are not Korea's
            for obj in tree.kids(prep, "pobj"):
                entity = _entity_within(scene, registry, obj)
                if entity is not None:
                    return entity, False
    # "The government and people of Iraq": what stands behind the second is said of the first too.
    joined = [obj for other in tree.kids(head, "conj") for obj in tree.pobj(other, "of")]
    shared = [_entity_within(scene, registry, obj) for obj in joined if not tree.pobj(head)]
    return next((entity for entity in shared if entity is not None and entity.kind is EntityKind.STATE), None), False


def _owners_of(scene: Scene, registry: Registry, head: int) -> tuple[list[Entity], bool]:
    """As in "French and German troops": all who own the noun, the first as ``owner_of`` finds it."""
    owner, near = owner_of(scene, registry, head)
    found = [owner] if owner is not None else []
    preps = [prep for prep in scene.tree.kids(head, "prep") if scene.tree.lemmas[prep] in _OWNER_PREPS and not near]
    behind = [obj for prep in preps for obj in scene.tree.kids(prep, "pobj")]
    for child in (*scene.tree.kids(head, *_OWNER_DEPS), *behind):
        more = scene.tree.conjuncts(child)[1:]
        joined = [t for t in more if (t < head or child in behind) and not _is_attitude(scene, t)]
        members = [_entity_within(scene, registry, token) for token in joined]
        found += [entity for entity in members if entity is not None and entity not in found]
    return (found if owner is not None else []), near


def _is_attitude(scene: Scene, token: int) -> bool:
    """As in "Anti-Iranian", "pro-Cuban": what somebody thinks of a country is not where he belongs."""
    words = scene.tree.words
    return token > 1 and words[token - 1] == "-" and words[token - 2].lower() in scene.tables.classes["attitude"]


def _entity_within(scene: Scene, registry: Registry, token: int) -> Entity | None:
    """The entity of the draft headed by ``token``, or of the name that covers it; of "whose", what it refers to."""
    if scene.tree.words[token].lower() == _WHOSE:
        clause = next((above for above in scene.tree.ancestors(token) if scene.tree.deps[above] == "relcl"), None)
        token = scene.tree.heads[clause] if clause is not None else token
    number = scene.draft_at.get(token)
    link = registry.links.get(number) if number is not None else None
    if link is not None and link.others:
        return None  # "their armies" are nobody's alone
    entity = registry.entity_of(number) if number is not None else None
    if entity is not None and entity.kind is EntityKind.PLACE:
        return state_of_place(scene, registry, entity)
    return entity


def state_of_place(scene: Scene, registry: Registry, place: Entity) -> Entity | None:
    """The state that ``place`` lies in, added to the registry; None where the atlas knows none."""
    entry = scene.atlas.state_of_code(place.country) if place.country else None
    return registry.entities[registry.add_entry(entry)] if entry is not None else None


def described_place(scene: Scene, registry: Registry, draft: Draft) -> Link | None:
    """As in "The Sinai peninsula", "the province of Raqqa", "Basra airport": the place that the description names."""
    tree = scene.tree
    for token in (*tree.pobj(draft.head, "of"), *tree.kids(draft.head, "compound", "nmod")):
        number = scene.draft_at.get(token)
        entity = registry.entity_of(number) if number is not None else None
        if entity is not None and entity.kind is EntityKind.PLACE:
            return Link(entity=entity.id, score=0.8, rule="description.place")
    return None


def _of_group(scene: Scene, registry: Registry, draft: Draft, owner: Entity) -> Link | None:
    lemma = scene.tree.lemmas[draft.head]
    if lemma in scene.tables.classes["affiliate"]:
        return _affiliate(scene, registry, draft, owner)
    if lemma in scene.tables.classes["member"]:
        return Link(entity=owner.id, score=0.8, rule="description.member")
    if draft.agent is None or draft.kind is MentionKind.PLATFORM:
        return None  # "Houthi drones" are no group: who owns them acts with them
    text = _text(scene, draft)
    entity = Entity(
        id=local_id(f"{owner.id} {lemma}") if _is_plural(scene, draft) else own_id(scene.article, text),
        name=_with_owner(scene, draft, owner),
        kind=_kind(draft),
        country=owner.country,
        sector=owner.sector or draft.agent.sector or None,
        represents=owner.represents,
    )
    return Link(entity=registry.add(entity), score=0.6, rule="description.of-group")


def _affiliate(scene: Scene, registry: Registry, draft: Draft, owner: Entity) -> Link:
    """As in "An X affiliate in Y" is a group of its own, known by X and Y; Y's state is its country."""
    tree = scene.tree
    place = None
    for obj in tree.pobj(draft.head, "in"):
        number = scene.draft_at.get(obj)
        place = registry.entity_of(number) if number is not None else None
    name = f"{owner.name} {tree.lemmas[draft.head]}" + (f" in {place.name}" if place else "")
    entity = Entity(
        id=local_id(name),
        name=name,
        kind=owner.kind,
        country=place.country if place else owner.country,
        sector=owner.sector,
    )
    return Link(entity=registry.add(entity), score=0.8, rule="description.affiliate")


def organ_of(scene: Scene, draft: Draft) -> Organ | None:
    """The kind of body that a description names, by its noun and the words before it: "security forces"."""
    tree = scene.tree
    lemma, word = tree.lemmas[draft.head], tree.words[draft.head].lower()
    first = max(draft.first, draft.head - 1)
    pair = f"{tree.words[first].lower()} {lemma}" if first < draft.head else lemma
    modifiers = {tree.words[token].lower() for token in tree.subtree(draft.head) if draft.first <= token <= draft.last}
    modifiers |= {tree.lemmas[token] for token in range(draft.first, draft.last + 1)}
    for key in (pair, lemma, word):
        for organ in scene.tables.organs.get(key, ()):
            if not organ.when or modifiers & set(organ.when):
                return organ
    return None


def organ_entity(scene: Scene, state: Entity, organ: Organ) -> Entity:
    """The body ``organ`` of ``state``: the atlas's if it has one of that name, else one of our own."""
    entry = scene.atlas.get(state.id)
    adjective = entry.demonyms[0] if entry is not None and entry.demonyms else state.name
    label = organ.label.replace("{D}", adjective)
    for candidate in scene.atlas.candidates(label):
        if candidate.entry.entity.country == state.country and candidate.entry.entity.kind is not EntityKind.STATE:
            return replace(candidate.entry.entity, represents=state.id)
    return Entity(
        id=f"{state.id}{organ.suffix}",
        name=label,
        kind=organ.kind,
        country=state.country,
        sector=organ.sector,
        represents=state.id if organ.sector not in {"REB", "OPP", "CVL", "JRN"} else None,
    )


def _of_state(scene: Scene, registry: Registry, draft: Draft, state: Entity, owner: Entity) -> Link | None:
    """People or a body of a state that has no row of its own: plural ones are one entity per state and noun."""
    if draft.kind not in _ACTING_KINDS and draft.kind is not MentionKind.VEHICLE:
        return None
    if draft.kind is MentionKind.VEHICLE:
        return _vehicle(scene, registry, draft, state)
    if (draft.agent is None and draft.form is MentionForm.NOMINAL) or draft.kind is MentionKind.PLATFORM:
        return None  # "Iranian drones" are no force: Iran acts with them
    others = _other_owners(scene, registry, draft, state)
    text = _text(scene, draft, others)
    counted = bool(scene.tree.kids(draft.head, "nummod"))  # "two staff members" are these two, nobody else's
    shared = _is_plural(scene, draft) and not counted
    sector = sector_of(scene, draft) or (owner.sector if owner.kind is not EntityKind.PERSON else None)
    if sector == "GOV" and owner.kind is EntityKind.GOVERNMENT:
        sector = owner.sector or sector  # the president of a parliament is of the parliament
    entity = Entity(
        id=f"{state.id}{local_id(scene.tree.words[draft.head].lower())}" if shared else own_id(scene.article, text),
        name=_with_owner(scene, draft, owner, others),
        kind=_kind(draft),
        country=state.country,
        sector=sector,
        represents=state.id if sector in {"GOV", "MIL", "SPY", "COP", "LEG", "JUD"} else None,
    )
    return Link(entity=registry.add(entity), score=0.7, rule="description.state-and-noun")


def sector_of(scene: Scene, draft: Draft) -> str | None:
    """The sector of a description: of its noun, or of a word before it where the noun is of people in general."""
    tree, tables = scene.tree, scene.tables
    agent = draft.agent or agent_of(tree, draft.head, tables)
    sector = agent.sector if agent is not None else ""
    words = [tree.words[token].lower() for token in range(draft.first, draft.head)]
    if sector in _GENERAL_SECTORS or tree.lemmas[draft.head] in tables.classes["general_role"]:
        sector = next((tables.sector_words[word] for word in reversed(words) if word in tables.sector_words), sector)
    if sector == "GOV" and tables.classes["former"] & set(words):
        return "ELI"
    return sector or None


def _vehicle(scene: Scene, registry: Registry, draft: Draft, state: Entity) -> Link:
    text = _text(scene, draft)
    lemma = scene.tree.lemmas[draft.head]
    sort = f"-{lemma}" if draft.kind is MentionKind.PLATFORM else ""  # a frigate is no fishing boat
    several = _is_plural(scene, draft) or scene.tree.kids(draft.head, "nummod")
    entity = Entity(
        id=own_id(scene.article, text) if several else f"{state.id}-vehicle{sort}-{scene.article[:10]}",
        name=text,
        kind=EntityKind.VEHICLE,
        country=state.country,
        represents=state.id,
    )
    return Link(entity=registry.add(entity), score=0.7, rule="description.vehicle")


def _is_plural(scene: Scene, draft: Draft) -> bool:
    return scene.tree.tags[draft.head] in {"NNS", "NNPS"}


def _kind(draft: Draft) -> EntityKind:
    if draft.agent is not None and draft.kind is not MentionKind.PERSON:
        return draft.agent.kind
    return EntityKind.PERSON if draft.kind is MentionKind.PERSON else EntityKind.ORGANISATION


def own_id(article: str, text: str) -> str:
    """The id of an entity that only this article knows."""
    digest = hashlib.sha256(f"{article}\0{text}".encode()).hexdigest()[:8]
    return f"{local_id(text)}-{digest}"


def _text(scene: Scene, draft: Draft, without: Collection[int] = ()) -> str:
    """The description without its article, as written, but for the tokens ``without``."""
    tree = scene.tree
    first = draft.first + (tree.tags[draft.first] == "DT" and draft.first < draft.head)
    tokens = [token for token in range(first, draft.last + 1) if token not in without]
    pieces = [tree.words[tokens[0]]]
    for before, token in pairwise(tokens):
        glue = "" if tree.starts[token] == tree.ends[before] else " "
        pieces.append(glue + tree.words[token])
    return "".join(pieces)


def _other_owners(scene: Scene, registry: Registry, draft: Draft, owner: Entity) -> frozenset[int]:
    """The words of "French [and German] troops" that are not said of France's."""
    tree = scene.tree
    behind = [obj for prep in _OWNER_PREPS for obj in tree.pobj(draft.head, prep)]
    for child in (*tree.kids(draft.head, *_OWNER_DEPS), *behind):
        joined = [token for token in tree.conjuncts(child) if token < draft.head or child in behind]
        mine = [token for token in joined if registry.state_of(_entity_within(scene, registry, token)) == owner]
        if len(joined) > 1 and mine:
            return frozenset(range(joined[0], joined[-1] + 1)) - set(mine)
    return frozenset()


def _with_owner(scene: Scene, draft: Draft, owner: Entity, without: Collection[int] = ()) -> str:
    """The description with its owner's name for a pronoun: "our partners", as Germany says it, are Germany's."""
    text, first = _text(scene, draft, without), scene.tree.words[draft.first]
    spoken_of = scene.tree.tags[draft.first] == "PRP$" and draft.first < draft.head
    return f"{owner.name}'s{text.removeprefix(first)}" if spoken_of else text


def nominal_entity(scene: Scene, registry: Registry, draft: Draft) -> str | None:
    """A new entity for a description that nothing ties to a country or group: "rebels", "two staff members"."""
    if draft.kind not in {MentionKind.ORGANISATION, MentionKind.PERSON}:
        return None
    agent = draft.agent or agent_of(scene.tree, draft.head, scene.tables)
    text = _text(scene, draft)
    sector = sector_of(scene, replace(draft, agent=agent)) if agent is not None else None
    sector = sector or _headed(scene, registry, draft)
    if agent is None or not text or not sector:
        return None
    if scene.tree.lemmas[draft.head] in scene.tables.classes["headcount"]:
        return None  # "224 people" are a number, not an actor
    country = _country_below(scene, registry, draft.head)
    key = scene.tree.lemmas[draft.head] if _is_plural(scene, draft) and draft.first == draft.last else text
    entity = Entity(
        id=own_id(scene.article, f"{key.lower()}|{country or ''}"),
        name=text,
        kind=_kind(draft),
        country=country,
        sector=sector,
    )
    return registry.add(entity)


def _is_of_a_thing(scene: Scene, head: int, token: int) -> bool:
    """As in "activists trying to bring American food": the adjective is that of another noun in a clause below."""
    tree = scene.tree
    between = [above for above in tree.ancestors(token) if above != head and above in tree.subtree(head)]
    return tree.deps[token] == "amod" and any(tree.deps[above] in {"relcl", "acl"} for above in between)


def _headed(scene: Scene, registry: Registry, draft: Draft) -> str | None:
    """The sector of "the head of the border unit": of the body headed, or of the powerful in general."""
    if scene.tree.lemmas[draft.head] not in scene.tables.classes["head_of"]:
        return None
    numbers = [scene.draft_at.get(token) for token in scene.tree.pobj(draft.head, "of")]
    headed = (registry.entity_of(number) for number in numbers if number is not None)
    return next((entity.sector for entity in headed if entity is not None and entity.sector), _POWERFUL)


def _country_below(scene: Scene, registry: Registry, head: int) -> str | None:
    """The country of the first place or actor that the description itself names ("refugees who fled Liberia")."""
    for token in scene.tree.subtree(head)[:_REACH]:
        number = scene.draft_at.get(token)
        own = number is not None and token != head and not _is_attitude(scene, token)
        own = own and not _is_of_a_thing(scene, head, token)
        entity = registry.entity_of(number) if number is not None and own else None
        if entity is not None and entity.country is not None:
            return entity.country
    return None
