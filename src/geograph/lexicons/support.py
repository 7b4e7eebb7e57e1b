"""Light verbs, whose subject is the actor of the noun that is their object."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from geograph.lexicons.tables import read_records

__all__ = ["SupportTable", "load_support"]


class _Support(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    words: frozenset[str]
    example: str
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportTable:
    """The light verbs, as lemmas ("launch", "carry out", "engage in")."""

    words: frozenset[str]

    def supports(self, verb: str) -> bool:
        """Whether the verb (with its particle or preposition) hands its subject to its object."""
        return verb in self.words


@lru_cache(maxsize=1)
def load_support() -> SupportTable:
    """Read the light verbs once."""
    rows = read_records("support.toml", "support", _Support)
    return SupportTable(words=frozenset(word for row in rows for word in row.words))
