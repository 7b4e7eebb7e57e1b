"""What other data sets call the countries of PLOVER's codes: the code of Correlates of War, and the name."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from geograph.lexicons.atlas import load_atlas
from geograph.lexicons.tables import read_rows

__all__ = ["country_name", "cow_code", "load_cow_codes"]


class _CowRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    country: str
    cow: int
    wikidata: str


def cow_code(country: str | None) -> int | None:
    """The number of a country in the State System Membership of the Correlates of War; None where it is not known.

    Raises:
        LexiconError: if the table ``cow.csv`` breaks its schema.
    """
    return load_cow_codes().get(country or "")


@cache
def country_name(country: str | None) -> str | None:
    """The English name of the state with a PLOVER code; None for codes of other bodies, such as IGO."""
    atlas = load_atlas()
    entry = atlas.state_of_code(country) if country else None
    return entry.entity.name if entry else None


@cache
def load_cow_codes() -> dict[str, int]:
    """The numbers of the Correlates of War by PLOVER country code, from the table ``cow.csv``.

    Raises:
        LexiconError: if it breaks its schema.
    """
    return {row.country: row.cow for row in read_rows("cow.csv", _CowRow)}
