"""Resolve a phrase by itself: who or what "the French president" or "members of the ANC" is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geograph.annotating.extensions import read_values, set_article
from geograph.annotating.tree import Tree, make_tree
from geograph.lexicons.atlas import Atlas, AtlasEntry, load_atlas
from geograph.lexicons.linking import LinkTables, link_tables
from geograph.linking.context import is_generic
from geograph.linking.describe import own_id
from geograph.linking.mentions import agent_of
from geograph.linking.scene import in_power, sector_on
from geograph.types import Article, Entity, EntityKind, Mention, MentionForm

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["resolve_phrase"]

_CARRIER = "{} spoke ."
_LINKED = frozenset({MentionForm.NAMED, MentionForm.NOMINAL})
_AS_WRITTEN = frozenset({EntityKind.PLACE, EntityKind.STATE, EntityKind.PERSON})
_SITES = frozenset({"place", "facility"})
_UNKNOWN = frozenset({"name.new", "name.part"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A parsed text in which ``[start, end)`` is the phrase."""

    tree: Tree
    article: str
    start: int
    end: int
    mentions: tuple[Mention, ...]
    entities: dict[str, Entity]


def resolve_phrase(nlp: Language, phrase: str, *, context: str | None = None, day: date | None = None) -> Entity | None:
    """Resolve ``phrase`` to an actor or place.

    Args:
        nlp: from ``load_pipeline``.
        phrase: a name or a description, as a text would write it.
        context: a text that holds the phrase; what it says of the phrase counts too.
        day: the day that offices are read at.

    Returns:
        An entity of the atlas, or one made of the description with its country and sector; None when the phrase says
        nothing of who is meant.
    """
    phrase = " ".join(phrase.split())
    atlas, tables = load_atlas(), link_tables()
    if not any(character.isalpha() for character in phrase) or phrase.lower() in tables.pronouns:
        return None
    reading = _read(nlp, phrase, context, day)
    whole = None if is_generic(tables, phrase) else _whole_name(atlas, phrase, day)
    head = _head(reading)
    found = None if head is None else _entity_at(reading, head)
    if whole is not None and (found is None or not found.known or whole.kind in _AS_WRITTEN):
        return whole  # "Lisbon" by itself is the city, though in a sentence it may act for Portugal
    if found is None and head is not None:
        found = _described(reading, head, tables, phrase)
    if found is not None and head is not None and _says_nothing(reading, head, tables, found):
        return None
    if found is not None and found.country is None and context is not None and phrase not in context:
        around = resolve_phrase(nlp, context, day=day)
        found = replace(found, country=around.country if around is not None else None)
    return found


def _read(nlp: Language, phrase: str, context: str | None, day: date | None) -> _Reading:
    from geograph.reading import make_article

    place = context.find(phrase) if context else -1
    text = context if context is not None and place >= 0 else _CARRIER.format(phrase[:1].upper() + phrase[1:])
    article = make_article(text, published=day)
    doc = _annotate(nlp, article)
    start = max(place, 0)
    return _Reading(
        tree=make_tree(doc),
        article=article.id,
        start=start,
        end=start + len(phrase),
        mentions=read_values(doc, Mention, "geograph_mentions"),
        entities={entity.id: entity for entity in read_values(doc, Entity, "geograph_entities")},
    )


def _annotate(nlp: Language, article: Article) -> Doc:
    doc = nlp.make_doc(article.text)
    set_article(doc, article)
    with nlp.select_pipes(disable=[name for name in ("geograph_events",) if name in nlp.pipe_names]):
        return nlp(doc)


def _whole_name(atlas: Atlas, phrase: str, day: date | None) -> Entity | None:
    """The actor that the whole phrase is the name of, if the name is not also somebody else's."""
    states_first = sorted(atlas.candidates(phrase), key=lambda c: c.entry.entity.kind is not EntityKind.STATE)
    for candidate in states_first:
        entry = candidate.entry
        if day is None or entry.since is None or entry.since <= day:
            entity = entry.entity
            return (
                replace(entity, sector=_sector_of_person(atlas, entry, day)) if entry.tenures else in_power(entity, day)
            )
    return None


def _sector_of_person(atlas: Atlas, entry: AtlasEntry, day: date | None) -> str:
    """By the offices of that day; without one, who holds no office any more has left them all."""
    left = max((tenure.until for tenure in entry.tenures if tenure.until), default=None)
    if day is None and left is not None and all(tenure.until for tenure in entry.tenures):
        day = left + timedelta(days=1)
    return sector_on(entry, day, atlas)


def _head(reading: _Reading) -> int | None:
    """The token of the phrase that governs the others."""
    tree = reading.tree
    inside = [t for t in range(len(tree)) if reading.start <= tree.starts[t] and tree.ends[t] <= reading.end]
    tops = [t for t in inside if tree.heads[t] not in inside or tree.heads[t] == t]
    nouns = [t for t in tops if tree.pos[t] in {"NOUN", "PROPN", "ADJ", "PRON"}]
    found = nouns or tops
    return found[0] if found else None


def _entity_at(reading: _Reading, head: int) -> Entity | None:
    """The entity of the widest mention headed by ``head``, or of the name of the phrase that covers it."""
    tree = reading.tree
    start, end = tree.starts[head], tree.ends[head]
    around = [m for m in reading.mentions if m.form in _LINKED and m.start <= start and end <= m.end and m.entity]
    for mention in sorted(around, key=lambda m: (m.head != start, m.start - m.end)):
        entity = reading.entities.get(mention.entity or "")
        if entity is not None and (entity.known or mention.rule not in _UNKNOWN or entity.country or entity.sector):
            return entity
    return None


def _says_nothing(reading: _Reading, head: int, tables: LinkTables, found: Entity) -> bool:
    """As in "a cat named Frank": a common noun of no actor, and a name that nobody knows."""
    common = reading.tree.tags[head] in {"NN", "NNS"} and agent_of(reading.tree, head, tables) is None
    return common and not (found.known or found.country or found.sector)


def _described(reading: _Reading, head: int, tables: LinkTables, phrase: str) -> Entity | None:
    """An entity with the sector of the head noun and the country of whoever the phrase names."""
    agent = agent_of(reading.tree, head, tables)
    words = phrase.lower().split()
    sector = agent.sector if agent is not None else ""
    sector = "" if reading.tree.lemmas[head] in tables.classes["general_role"] else sector
    sector = sector or next((tables.sector_words[word] for word in reversed(words) if word in tables.sector_words), "")
    sector = sector or (agent.sector if agent is not None else "")
    named = [
        reading.entities[m.entity]
        for m in reading.mentions
        if m.entity in reading.entities and reading.start <= m.start and m.end <= reading.end
    ]
    country = next((entity.country for entity in named if entity.country), None)
    sector = sector or next((entity.sector for entity in named if entity.sector), "")
    if sector == "GOV" and tables.classes["former"] & set(words):
        sector = "ELI"
    if agent is None and country is None and not sector:
        return None
    site = tables.things.get(reading.tree.lemmas[head], frozenset()) & _SITES
    kind = EntityKind.PLACE if site else EntityKind.ORGANISATION
    return Entity(
        id=own_id(reading.article, phrase),
        name=phrase,
        kind=kind if agent is None else agent.kind,
        country=country,
        sector=sector or None,
    )
