"""The rows of the atlas's tables, one pydantic model per kind of table.

Cells are text; several values in one cell are separated by ``|``. A row that breaks its schema is a ``LexiconError``
that names file, line and id.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from geograph.types import EntityKind

__all__ = [
    "ActorRow",
    "BodyRow",
    "DemonymRow",
    "LeaderRow",
    "PlaceRow",
    "Row",
    "StateRow",
    "first_day",
    "last_day",
]

_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


def _split(cell: object) -> object:
    return tuple(part for part in (p.strip() for p in cell.split("|")) if part) if isinstance(cell, str) else cell


def _empty_to_none(cell: object) -> object:
    return None if cell == "" else cell


def _check_day(cell: str) -> str:
    if cell and not _DAY.fullmatch(cell):
        raise ValueError("expected YYYY, YYYY-MM or YYYY-MM-DD")
    if cell:
        first_day(cell)
    return cell


def first_day(cell: str) -> date | None:
    """The first day of a year, month or day; None if the cell is empty."""
    parts = [int(part) for part in cell.split("-")] if cell else []
    return date(parts[0], *[*parts[1:], 1, 1][:2]) if parts else None


def last_day(cell: str) -> date | None:
    """The last day of a year, month or day; None if the cell is empty."""
    parts = [int(part) for part in cell.split("-")] if cell else []
    if not parts or len(parts) == 3:
        return first_day(cell)
    month = parts[1] if len(parts) == 2 else 12
    return date(parts[0], month, calendar.monthrange(parts[0], month)[1])


Values = Annotated[tuple[str, ...], BeforeValidator(_split)]
Day = Annotated[str, AfterValidator(_check_day)]
Id = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z0-9]*$")]
OptionalId = Annotated[Id | None, BeforeValidator(_empty_to_none)]
OptionalNumber = Annotated[Annotated[float, Field(ge=0)] | None, BeforeValidator(_empty_to_none)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
OptionalLatitude = Annotated[Latitude | None, BeforeValidator(_empty_to_none)]
OptionalLongitude = Annotated[Longitude | None, BeforeValidator(_empty_to_none)]
Code = Annotated[str, Field(pattern=r"^([A-Z]{3})?$")]
Qid = Annotated[str, Field(pattern=r"^(Q[1-9][0-9]*)?$")]


class Row(BaseModel):
    """What all tables share: no unknown columns, no surrounding space, a stable id."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    id: Id
    name: str = Field(min_length=1)
    aliases: Values = ()
    since: Day = ""
    until: Day = ""


class StateRow(Row):
    """states.csv, former_states.csv, dependencies.csv."""

    iso2: str = Field(default="", pattern=r"^([A-Z]{2}|[a-z]{2,4})?$")
    iso3: Code = ""
    code: Code
    sector: Code = ""
    abbreviations: Values = ()
    former: Values = ()
    demonyms: Values = ()
    capital: Values = ()
    lat: OptionalLatitude = None
    lon: OptionalLongitude = None


class BodyRow(Row):
    """metonyms.csv: seats of power that stand for a body of a state."""

    kind: EntityKind
    country: Code
    sector: Code = ""
    represents: OptionalId = None
    metonyms: Values = ()
    lat: OptionalLatitude = None
    lon: OptionalLongitude = None
    wikidata: Qid = ""


class DemonymRow(Row):
    """demonyms_extra.csv: peoples, and adjectives of regions; ``of`` is the place or state they belong to."""

    country: Code = ""
    demonyms: Values = ()
    of: OptionalId = None


class PlaceRow(Row):
    """places.csv: regions, seas, straits, facilities that no gazetteer of towns has."""

    kind: str = Field(pattern=r"^[a-z-]+$")
    country: Code = ""
    within: OptionalId = None
    lat: Latitude
    lon: Longitude
    former: Values = ()
    demonyms: Values = ()
    prominence: OptionalNumber = None
    geonames: str = Field(default="", pattern=r"^[0-9]*$")
    wikidata: Qid = ""


class ActorRow(Row):
    """organisations.csv, armed_groups.csv, forces.csv, parties.csv, media.csv."""

    kind: EntityKind
    country: Code = ""
    sector: Code = ""
    abbreviations: Values = ()
    based_in: Values = ()
    member_of: Values = ()
    part_of: Values = ()
    affiliated_with: Values = ()
    area: Values = ()
    wikidata: Qid = ""
    source: str = ""


class LeaderRow(Row):
    """leaders.csv: one row per office held; the same id may repeat."""

    country: Code
    gender: str = ""
    office: str = Field(min_length=1)
    title: str = ""
    org: OptionalId = None
    wikidata: Qid = ""
    source: str = ""


class CityRow(BaseModel):
    """cities.csv: what a town of the gazetteer is called in English; ``place`` and ``country`` (ISO 2) find it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    place: str = Field(min_length=1)
    country: str = Field(pattern=r"^[A-Z]{2}$")
    name: str = Field(min_length=1)
    aliases: Values = ()
    refused: Values = ()
