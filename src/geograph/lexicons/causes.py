"""Phrases that make one event the answer to another."""

from __future__ import annotations

from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from geograph.lexicons.tables import read_records

__all__ = ["load_causes"]


class _Cause(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    words: frozenset[str]
    example: str
    reading: str


@lru_cache(maxsize=1)
def load_causes() -> frozenset[str]:
    """The phrases, as lemmas: a preposition with its noun ("in retaliation"), or by itself ("because")."""
    return frozenset(word for row in read_records("causes.toml", "cause", _Cause) for word in row.words)
