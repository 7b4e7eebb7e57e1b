"""The word classes and tables of the linking rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from geograph.lexicons.tables import read_records, read_rows
from geograph.types import EntityKind

__all__ = ["Agent", "LinkTables", "Office", "Organ", "Pronoun", "SectorWord", "WordClass", "link_tables"]


def _split(value: object) -> object:
    return tuple(part for part in value.split("|") if part) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_split)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Thing(_Row):
    """A common noun that makes a mention of a thing or place, or stands for its owner."""

    noun: str
    kind: Literal["weapon", "platform", "vehicle", "place", "facility", "part"]


class Office(_Row):
    """A title, the office it names, and the relation that holding it gives."""

    title: str
    office: str
    relation: str
    sector: str = "GOV"


class Organ(_Row):
    """A role noun that, with a state, names one body of it."""

    organ: str
    label: str
    suffix: str
    kind: EntityKind
    sector: str
    nouns: Words
    when: Words = ()


class Agent(_Row):
    """A noun (phrase, lemma, lower case) that denotes people or a body that can act, with its PLOVER sector."""

    noun: str
    sector: str
    kind: EntityKind = EntityKind.ORGANISATION
    plural: str = ""
    animacy: Literal["person", "group", "thing"] = "group"
    example: str = ""
    reading: str = ""


class SectorWord(_Row):
    """A modifier that gives its noun a sector: "agricultural workers", "drug gang"."""

    word: str
    sector: str


class Pronoun(_Row):
    """What a pronoun can stand for."""

    words: Words
    number: Literal["singular", "plural"]
    animacy: Literal["person", "thing", "any"]
    gender: Literal["m", "f", "any"]
    person: Literal[1, 2, 3]


class OfficeSector(_Row):
    """What an office of the leaders' table says of its holder."""

    office: str
    sector: str = ""
    by_surname: Literal["first", "yes", "no"]


class Reign(_Row):
    """An armed group that governed its country, from ``since`` to ``until`` inclusive."""

    actor: str
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the group governed on ``day``."""
        return self.since <= day and (self.until is None or day <= self.until)


class WordClass(_Row):
    """A class of words that a rule speaks of, with an example and its reading."""

    id: str
    note: str
    words: frozenset[str]
    example: str
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTables:
    """All tables, keyed the way the rules look things up (lower-case lemmas)."""

    things: Mapping[str, frozenset[str]]
    offices: Mapping[str, Office]
    organs: Mapping[str, tuple[Organ, ...]]
    agents: Mapping[str, Agent]
    pronouns: Mapping[str, Pronoun]
    classes: Mapping[str, frozenset[str]]
    sector_words: Mapping[str, str]
    office_sectors: Mapping[str, OfficeSector]
    reigns: Mapping[str, tuple[Reign, ...]]

    @property
    def false_friends(self) -> frozenset[str]:
        """Capitalised common words that open a sentence and are no names."""
        return self.classes["false_friend"]


@lru_cache(maxsize=1)
def link_tables() -> LinkTables:
    """Read the tables once.

    Raises:
        LexiconError: if one of them breaks its schema.
    """
    organs: dict[str, list[Organ]] = {}
    for organ in read_rows("organs.csv", Organ):
        for noun in organ.nouns:
            organs.setdefault(noun, []).append(organ)
    reigns: dict[str, tuple[Reign, ...]] = {}
    for reign in read_rows("in_power.csv", Reign):
        reigns[reign.actor] = (*reigns.get(reign.actor, ()), reign)
    things: dict[str, set[str]] = {}
    for thing in read_rows("things.csv", Thing):
        things.setdefault(thing.noun, set()).add(thing.kind)
    return LinkTables(
        things={noun: frozenset(kinds) for noun, kinds in things.items()},
        offices={office.title: office for office in read_rows("offices.csv", Office)},
        # The more a row demands, the earlier it is tried: "naval forces" before "forces".
        organs={noun: tuple(sorted(rows, key=lambda row: not row.when)) for noun, rows in organs.items()},
        agents={agent.noun: agent for agent in read_rows("agents.csv", Agent)},
        pronouns={
            word: pronoun for pronoun in read_records("pronouns.toml", "pronoun", Pronoun) for word in pronoun.words
        },
        classes={item.id: item.words for item in read_records("linking.toml", "class", WordClass)},
        sector_words={row.word: row.sector for row in read_rows("sector_words.csv", SectorWord)},
        office_sectors={row.office: row for row in read_rows("office_sectors.csv", OfficeSector)},
        reigns=reigns,
    )
