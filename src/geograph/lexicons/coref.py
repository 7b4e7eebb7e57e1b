"""The word classes of the rules of coreference, and which given names tell a man or a woman."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from geograph.lexicons.tables import read_records, read_rows
from geograph.types import EntityKind

__all__ = ["CorefTables", "GivenName", "GroupNoun", "WordClass", "coref_tables"]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GroupNoun(_Row):
    """Nouns that, with "the", stand for an actor named before, and the kinds it may be of."""

    id: str
    words: tuple[str, ...]
    kinds: frozenset[EntityKind]
    example: str
    reading: str


class WordClass(_Row):
    """A class of words that a rule speaks of, with an example and its reading."""

    id: str
    note: str
    words: frozenset[str]
    example: str
    reading: str


class GivenName(_Row):
    """A given name and whose it is."""

    name: str
    gender: Literal["m", "f"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorefTables:
    """The tables by lower-case lemma; given names as written."""

    group_nouns: Mapping[str, frozenset[EntityKind]]
    classes: Mapping[str, frozenset[str]]
    given_names: Mapping[str, str]


@lru_cache(maxsize=1)
def coref_tables() -> CorefTables:
    """Read the tables once.

    Raises:
        LexiconError: if one of them breaks its schema.
    """
    nouns = read_records("coref.toml", "noun", GroupNoun)
    return CorefTables(
        group_nouns={word: noun.kinds for noun in nouns for word in noun.words},
        classes={item.id: item.words for item in read_records("coref.toml", "class", WordClass)},
        given_names={row.name: row.gender for row in read_rows("given_names.csv", GivenName)},
    )
