"""How much an event of a PLOVER type and mode helps or harms relations: schema and loader of ``intensity.csv``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from geograph.lexicons.tables import read_rows

__all__ = ["intensity", "load_intensity"]


class _IntensityRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    type: str
    mode: str | None = None
    score: float = Field(ge=-10, le=10)


def intensity(type_: str | None, mode: str | None) -> float | None:
    """The score of an event, from -10 (conflict) to 10 (cooperation); None for types that PLOVER does not have.

    A mode without a score of its own has that of its type.

    Raises:
        LexiconError: if the table breaks its schema.

    >>> intensity("ASSAULT", "aerial"), intensity("AID", None), intensity("INCIDENT", None)
    (-9.5, 10.0, None)
    """
    scores = load_intensity()
    return scores.get((type_, mode), scores.get((type_, None)))


@cache
def load_intensity() -> Mapping[tuple[str | None, str | None], float]:
    """The scores by type and mode; the mode of a type's own score is None.

    Raises:
        LexiconError: if the table breaks its schema.
    """
    return {(row.type, row.mode): row.score for row in read_rows("intensity.csv", _IntensityRow)}
