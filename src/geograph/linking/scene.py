"""What the linking rules share while they work on one document."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date

from geograph.annotating.tree import Tree
from geograph.lexicons.atlas import Atlas, AtlasEntry
from geograph.lexicons.linking import LinkTables, link_tables
from geograph.linking.labels import Name
from geograph.linking.mentions import Draft
from geograph.types import Entity, EntityKind

__all__ = ["OPEN", "Link", "Registry", "Scene", "in_power", "local_id", "sector_on"]

_RANK = ("GOV", "LEG")
_LASTING = frozenset({"CVL", "OPP"})
_DROP = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A parsed document with everything that rules look things up in.

    ``name_at`` gives the name that covers a token, ``draft_at`` the draft whose head a token is (the longest).
    ``quotes`` are half-open token ranges. ``article`` is the article's id, ``publisher`` the actor that published it.
    """

    tree: Tree
    atlas: Atlas
    tables: LinkTables
    article: str
    published: date | None
    drafts: tuple[Draft, ...]
    name_at: dict[int, Name]
    draft_at: dict[int, int]
    quotes: tuple[tuple[int, int], ...]
    publisher: AtlasEntry | None = None

    def quoted(self, token: int) -> tuple[int, int] | None:
        """The quotation that ``token`` stands in."""
        return next((quote for quote in self.quotes if quote[0] <= token < quote[1]), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a draft was resolved to, how surely, and by which rule; ``others`` where it means several at once."""

    entity: str | None
    score: float
    rule: str
    others: tuple[str, ...] = ()


OPEN = Link(entity=None, score=0.0, rule="open")


@dataclass(slots=True)
class Registry:
    """The entities of one document as they are found, with the links of its drafts in the text's order."""

    atlas: Atlas
    published: date | None
    entities: dict[str, Entity] = field(default_factory=dict)
    links: dict[int, Link] = field(default_factory=dict)

    def add(self, entity: Entity) -> str:
        """Keep ``entity``; of two with one id, the first stays and learns the other's aliases."""
        known = self.entities.get(entity.id)
        if known is None:
            self.entities[entity.id] = entity
        elif entity.aliases:
            aliases = tuple(dict.fromkeys((*known.aliases, *entity.aliases)))
            self.entities[entity.id] = replace(known, aliases=aliases)
        return entity.id

    def add_entry(self, entry: AtlasEntry) -> str:
        """Keep an entity of the atlas, with the office it holds on the day of publication."""
        if entry.entity.id not in self.entities:
            self.entities[entry.entity.id] = _in_office(entry, self.published, self.atlas)
        return entry.entity.id

    def entity_of(self, draft: int) -> Entity | None:
        """The entity that a draft is linked to."""
        link = self.links.get(draft)
        return self.entities[link.entity] if link is not None and link.entity is not None else None

    def state_of(self, entity: Entity | None) -> Entity | None:
        """The state that an entity is or acts for."""
        if entity is None:
            return None
        if entity.kind is EntityKind.STATE:
            return entity
        if entity.represents is None:
            return None
        entry = self.atlas.get(entity.represents)
        if entry is not None:
            self.add_entry(entry)
        return self.entities.get(entity.represents)


def _in_office(entry: AtlasEntry, day: date | None, atlas: Atlas) -> Entity:
    entity = entry.entity
    if entity.kind is not EntityKind.PERSON:
        return in_power(entity, day)
    held = atlas.offices_of(entity.id, day) if day is not None else ()
    tenures = held or entry.tenures
    represents = entity.represents or next((tenure.state for tenure in reversed(tenures)), None)
    office = held[-1].title if held else None
    return replace(entity, represents=represents, office=office, sector=sector_on(entry, day, atlas))


def in_power(entity: Entity, day: date | None) -> Entity:
    """An armed group on a day that it governed its country is coded as the government it is."""
    reigns = link_tables().reigns.get(entity.id, ())
    governs = day is not None and any(reign.holds_on(day) for reign in reigns)
    return replace(entity, sector="GOV") if governs else entity


def sector_on(entry: AtlasEntry, day: date | None, atlas: Atlas) -> str:
    """The sector of a person of the atlas by the offices of that day, or by all of them without a day.

    Who has left an office of the state is of the elite; a dissident or a singer stays what they are.
    """
    held = atlas.offices_of(entry.entity.id, day) if day is not None else ()
    table = link_tables().office_sectors
    told = {table[tenure.office].sector for tenure in held or entry.tenures if tenure.office in table}
    several = _RANK if held else ()
    sector = told.pop() if len(told) == 1 else next((code for code in several if code in told), "")
    sector = sector or entry.entity.sector or "GOV"
    former = bool(entry.tenures) and day is not None and not held
    return "ELI" if former and sector not in _LASTING else sector


def local_id(name: str) -> str:
    """A readable local name for an IRI: words joined, each with a capital, accents kept apart from letters dropped."""
    plain = unicodedata.normalize("NFKD", name.replace("’s", "").replace("'s", ""))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    words = [word for word in _DROP.split(plain) if word]
    return "".join(word[0].upper() + word[1:] for word in words) or "Unnamed"
