"""towns and subdivisions -> their records, each with a free id and tied to what it lies in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from geograph.lexicons.atlas_fold import fold
from geograph.lexicons.atlas_record import Record

from . import cities as towns_of
from . import subdivisions as divisions_of
from .cities import City
from .ids import Ids
from .subdivisions import Subdivision

__all__ = ["build_places"]


def build_places(
    cities: Iterable[City], divisions: Iterable[Subdivision], states: Mapping[str, Record], taken: Iterable[Record]
) -> list[Record]:
    """Records of towns and subdivisions in the states known by ISO 2 code.

    ``taken`` are the records that exist already; a town or subdivision that is one of them (by its number in the
    gazetteer) is left out. Towns are given their ids first, so a province bears the longer one.
    """
    before = list(taken)
    known = {record.geonames for record in before if record.geonames}
    ids = Ids(record.id for record in before)
    towns = [c for c in cities if c.country in states and c.geonames not in known and not _is_state(c, states)]
    town_ids = [ids.give(city.name, towns_of.id_suffixes(city)) for city in towns]
    parts = [d for d in divisions if d.country in states and d.geonames not in known]
    within = _by_subdivision(towns)
    of_code: dict[tuple[str, str], str] = {}
    records = []
    for part in parts:
        key = (part.country, part.code)
        of_code[key] = ids.give(part.name, divisions_of.id_suffixes(part))
        records.append(divisions_of.subdivision_record(part, of_code[key], states[part.country], within[key]))
    for city, entity_id in zip(towns, town_ids, strict=True):
        state = states[city.country]
        place = of_code.get((city.country, city.subdivision), state.id)
        records.append(towns_of.city_record(city, entity_id, state, place))
    return records


def _is_state(city: City, states: Mapping[str, Record]) -> bool:
    """Whether a town is its whole state: Singapore, Monaco."""
    return fold(city.name) == fold(states[city.country].name)


def _by_subdivision(cities: Sequence[City]) -> dict[tuple[str, str], list[City]]:
    within: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in cities:
        within[(city.country, city.subdivision)].append(city)
    return within
