"""Resolve names: which actor of the atlas a name means here, or which new one it makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from geograph.lexicons.atlas import AtlasEntry, Candidate, NameKind
from geograph.lexicons.coref import coref_tables
from geograph.linking.context import choose_by_context, is_generic, only_country
from geograph.linking.describe import own_id
from geograph.linking.labels import Name
from geograph.linking.mentions import Draft, agent_of
from geograph.linking.misspelt import nearest_leader, nearest_state
from geograph.linking.peoples import people_abroad, people_of
from geograph.linking.places import choose_place, place_elsewhere
from geograph.linking.scene import Link, Registry, Scene, local_id
from geograph.types import Entity, EntityKind, MentionKind

__all__ = ["resolve_name"]

_NAME_SCORES = {
    NameKind.NAME: 1.0,
    NameKind.SHORT: 0.95,
    NameKind.ABBREVIATION: 0.9,
    NameKind.FORMER: 0.85,
    NameKind.METONYM: 0.85,
    NameKind.DEMONYM: 0.9,
    NameKind.SURNAME: 0.7,
}
_PUBLIC_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
_GRACE = timedelta(days=400)
_BODIES = frozenset({EntityKind.IGO, EntityKind.GOVERNMENT, EntityKind.PARTY})
_KINDS = {
    MentionKind.ORGANISATION: EntityKind.ORGANISATION,
    MentionKind.PERSON: EntityKind.PERSON,
    MentionKind.PLACE: EntityKind.PLACE,
    MentionKind.NATIONALITY: EntityKind.POPULATION,
}


def resolve_name(scene: Scene, registry: Registry, draft: Draft, people: dict[str, str]) -> Link:
    """Resolve a draft that holds a name.

    Args:
        scene: the document.
        registry: takes the entity.
        draft: with a name.
        people: surnames of the persons named in full in this document, to their entity ids.
    """
    name = draft.name
    assert name is not None
    surname = people.get(name.text) if name.first == name.last or name.label == "PERSON" else None
    if surname is not None and not _is_place_like(name, draft):
        return Link(entity=surname, score=0.95, rule="name.surname")
    elsewhere = place_elsewhere(scene, registry, draft)
    if elsewhere is not None:
        return elsewhere
    best = _best(scene, draft, name)
    if best is not None:
        entity = best.entry.entity
        if draft.kind is MentionKind.STATE and entity.kind is EntityKind.PLACE:
            return _capital(scene, registry, best)
        if best.name_kind is NameKind.DEMONYM and draft.kind is not MentionKind.NATIONALITY:
            abroad = people_abroad(scene, registry, draft, best)
            if abroad is not None:
                return abroad
            if draft.kind is MentionKind.ORGANISATION and best.entry.entity.kind is EntityKind.STATE:
                return people_of(scene, registry, draft, best)
        registry.add_entry(best.entry)
        return Link(entity=entity.id, score=_NAME_SCORES[best.name_kind], rule=f"name.atlas.{best.name_kind.value}")
    return _unknown(scene, registry, draft, name)


def _is_place_like(name: Name, draft: Draft) -> bool:
    return draft.kind in {MentionKind.PLACE, MentionKind.STATE} and any(
        candidate.entry.entity.kind is EntityKind.STATE for candidate in name.candidates
    )


def _best(scene: Scene, draft: Draft, name: Name) -> Candidate | None:
    day = scene.published
    fitting = [c for c in name.candidates if _fits(c, draft, name) and _alive(c, day)]
    if not fitting:
        return None
    if all(c.name_kind is NameKind.SURNAME for c in fitting):
        return _by_surname(scene, draft, name, fitting, day)
    named = [c for c in fitting if c.name_kind is not NameKind.SURNAME]
    serving = [c for c in named if day is not None and scene.atlas.offices_of(c.entry.entity.id, day)]
    if len(serving) == 1 and all(c.entry.entity.kind is EntityKind.PERSON for c in named):
        return serving[0]  # "George Bush" in 2006 is the son
    return choose_place(scene, name, named) or choose_by_context(scene, name, named)


def _fits(candidate: Candidate, draft: Draft, name: Name) -> bool:
    """Whether the kind of the candidate agrees with what the recogniser saw."""
    kind = candidate.entry.entity.kind
    if candidate.name_kind is NameKind.SURNAME and name.label not in {"PERSON", "GPE", "ORG", "ATLAS"}:
        return False
    if name.label == "PERSON":
        whole = candidate.name_kind is not NameKind.SURNAME and name.last > name.first
        return kind is EntityKind.PERSON or kind is EntityKind.STATE or whole or kind is not EntityKind.PLACE
    return draft.kind is not MentionKind.PERSON or kind is EntityKind.PERSON


def _alive(candidate: Candidate, day: date | None) -> bool:
    """Leave out what did not exist yet on the day, or had long ended for names that live on elsewhere."""
    since = candidate.entry.since
    return day is None or since is None or since <= day + _GRACE


def _by_surname(scene: Scene, draft: Draft, name: Name, fitting: list[Candidate], day: date | None) -> Candidate | None:
    """A bare surname means somebody of the atlas only with an office that fits the day or the title before it."""
    title = scene.tree.text(draft.first, name.first - 1).lower() if draft.first < name.first else ""
    titled = [c for c in fitting if title and any(_is_titled(title, t.title) for t in c.entry.tenures)]
    in_office = [c for c in titled or fitting if day is not None and _in_office(scene, c, day, titled=bool(titled))]
    if len(in_office) == 1 or (in_office and titled):
        return in_office[0]
    leaders = [c for c in in_office if day is not None and _leads(scene, c, day)]
    if len(leaders) == 1:
        return leaders[0]  # "Assad" is the president, whatever his brother commands
    if len(titled) == 1:
        return titled[0]
    if name.label not in {"PERSON", "ATLAS"} or in_office or name.text in coref_tables().given_names:
        return None  # "Omar" alone is rather a given name
    prominent = sorted(fitting, key=lambda c: -c.entry.prominence)
    clear = len(prominent) == 1 or prominent[0].entry.prominence > 2 * prominent[1].entry.prominence
    return prominent[0] if clear and day is None else None


def _is_titled(words: str, title: str) -> bool:
    """Whether the words before a surname give a title, or the beginning of one: "Deputy Secretary", "Senator"."""
    title, words = title.lower(), words.strip()
    return title in words or title.startswith(f"{words} ")


def _in_office(scene: Scene, candidate: Candidate, day: date, *, titled: bool) -> bool:
    """Whether somebody holds an office on a day, and without a title one so high that a surname is enough."""
    held = scene.atlas.offices_of(candidate.entry.entity.id, day)
    table = scene.tables.office_sectors
    return any(titled or t.office not in table or table[t.office].by_surname != "no" for t in held)


def _leads(scene: Scene, candidate: Candidate, day: date) -> bool:
    """Whether somebody is head of a state or government on a day."""
    table, held = scene.tables.office_sectors, scene.atlas.offices_of(candidate.entry.entity.id, day)
    return any(t.office in table and table[t.office].by_surname == "first" for t in held)


def _capital(scene: Scene, registry: Registry, best: Candidate) -> Link:
    """A capital that acts stands for its state."""
    state = next((other for predicate, other in best.entry.ties if predicate == "capitalOf"), None)
    entry = scene.atlas.get(state) if state else None
    if entry is None:
        registry.add_entry(best.entry)
        return Link(entity=best.entry.entity.id, score=0.8, rule="name.atlas.name")
    registry.add_entry(entry)
    return Link(entity=entry.entity.id, score=0.85, rule="metonym.capital")


def _unknown(scene: Scene, registry: Registry, draft: Draft, name: Name) -> Link:
    misspelt = _misspelt(scene, draft, name)
    if misspelt is not None:
        return Link(entity=registry.add_entry(misspelt), score=0.6, rule="name.misspelt")
    kind = _KINDS.get(draft.kind)
    if kind is None or not any(character.isalpha() for character in name.text):
        return Link(entity=None, score=0.0, rule="name.unresolved")
    same = _same_document_name(registry, name.text, kind) or _short_for(scene, registry, name)
    if same is not None:
        return Link(entity=same, score=0.85, rule="name.part")
    identifier = local_id(name.text)
    if scene.atlas.get(identifier) is not None:
        identifier = f"{identifier}-{kind.value}"
    country = None
    if is_generic(scene.tables, name.text) or _is_common_body(scene, name):
        # "The National Guard" of two articles may be two guards.
        country = only_country(scene, name)
        identifier = f"{identifier}{country}" if country else own_id(scene.article, name.text)
    entity = Entity(id=identifier, name=name.text, kind=kind, country=country)
    if kind is EntityKind.ORGANISATION:
        entity = _as_named(scene, draft, name, entity)
    registry.add(entity)
    return Link(entity=entity.id, score=0.6, rule="name.new")


def _misspelt(scene: Scene, draft: Draft, name: Name) -> AtlasEntry | None:
    """A state, or a person with a title that somebody in office bears, with one letter wrong."""
    if name.first == name.last and name.label in {"GPE", "NORP", "LOC", "ORG"}:
        return nearest_state(name.text)
    if draft.kind is not MentionKind.PERSON or draft.first == name.first:
        return None
    offices = scene.tables.offices
    heads = {"head-of-state", "head-of-government", "foreign-minister"}
    titled = any(
        scene.tree.lemmas[t] in offices and offices[scene.tree.lemmas[t]].office in heads
        for t in range(draft.first, name.first)
    )
    return nearest_leader(name.text) if titled else None


def _as_named(scene: Scene, draft: Draft, name: Name, entity: Entity) -> Entity:
    """What the words of an unknown organisation's name tell: "Chadian Teachers' Union" is Chadian, and a union."""
    agent = agent_of(scene.tree, draft.head, scene.tables)
    inner = _inner(scene, name)
    words = [scene.tree.words[token].lower() for token in range(name.first, name.last + 1)]
    spoken = next((scene.tables.sector_words[word] for word in words if word in scene.tables.sector_words), None)
    sector = agent.sector if agent is not None and agent.sector else spoken
    if inner is not None and inner.kind not in {EntityKind.STATE, EntityKind.PLACE}:
        sector = inner.sector or sector
    if inner is None:
        kind = agent.kind if agent and agent.kind is not EntityKind.PERSON else entity.kind
        return replace(entity, kind=kind, sector=sector)
    public = sector in _PUBLIC_SECTORS and inner.kind is EntityKind.STATE
    return replace(
        entity,
        kind=agent.kind if agent and agent.kind is not EntityKind.PERSON else entity.kind,
        country=inner.country,
        sector=sector or inner.sector,
        represents=inner.id if public else None,
    )


def _inner(scene: Scene, name: Name) -> Entity | None:
    """The first actor or place that a part of the name is the name of."""
    token = name.first
    while token <= name.last:
        length = scene.atlas.longest_match(scene.tree.words, token, limit=name.last - token + 1)
        if length and length <= name.last - name.first and scene.tree.words[token][:1].isupper():
            text = scene.tree.text(token, token + length - 1)
            fitting = [c for c in scene.atlas.candidates(text) if c.name_kind is not NameKind.SURNAME]
            if fitting and fitting[0].entry.entity.country:
                return fitting[0].entry.entity
        token += max(length, 1)
    return None


def _is_common_body(scene: Scene, name: Name) -> bool:
    """As in "The Council": of two articles, they may be two councils."""
    word = name.text.lower()
    agent = scene.tables.agents.get(word)
    group = agent is not None and agent.animacy == "group"
    return group or word in coref_tables().group_nouns or word in scene.tables.organs


def _short_for(scene: Scene, registry: Registry, name: Name) -> str | None:
    """As in "the Council" after the Security Council, "the South" after South Korea: the only one that it can be."""
    word = name.text.lower()
    compass = word in scene.tables.classes["part_of_place"]
    if not compass and word not in coref_tables().group_nouns:
        return None
    found = [
        entity.id
        for entity in registry.entities.values()
        if (compass and entity.kind is EntityKind.STATE and entity.name.startswith(f"{name.text} "))
        or (not compass and entity.kind in _BODIES and entity.name.endswith(f" {name.text}"))
    ]
    return found[0] if len(found) == 1 else None


def _same_document_name(registry: Registry, text: str, kind: EntityKind) -> str | None:
    """An entity of this document whose name begins or ends with ``text`` as whole words, if there is just one."""
    found = [
        entity.id
        for entity in registry.entities.values()
        if entity.kind is kind
        and (f" {entity.name} ".endswith(f" {text} ") or f" {entity.name} ".startswith(f" {text} "))
    ]
    return found[0] if len(found) == 1 else None
