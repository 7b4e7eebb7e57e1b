"""Light verbs, whose subject is the actor of the noun that is their object, and nouns that hold an event."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from geograph.lexicons.tables import read_records

__all__ = ["SupportRow", "SupportTable", "load_support"]


class SupportRow(BaseModel):
    """A class of words, with an example of ours and whom it must give as the actor."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    words: frozenset[str]
    example: str
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportTable:
    """The light verbs, as lemmas ("launch", "carry out", "engage in"), and words that pass on what is said of them.

    ``containers`` hold the event in their "of" ("a wave of attacks"); the subject of a verb of ``stances`` is not the
    doer of what its object is to bring about ("backed efforts to disarm them"); a verb of ``witnesses`` takes who is
    hit and a bare participle ("the day saw ten soldiers killed").
    """

    words: frozenset[str]
    containers: frozenset[str] = frozenset()
    stances: frozenset[str] = frozenset()
    witnesses: frozenset[str] = frozenset()

    def supports(self, verb: str) -> bool:
        """Whether the verb (with its particle or preposition) hands its subject to its object."""
        return verb in self.words


@lru_cache(maxsize=1)
def load_support() -> SupportTable:
    """Read the table once."""
    return SupportTable(
        words=_words("support"),
        containers=_words("container"),
        stances=_words("stance"),
        witnesses=_words("witness"),
    )


def _words(table: str) -> frozenset[str]:
    return frozenset(word for row in read_records("support.toml", table, SupportRow) for word in row.words)
