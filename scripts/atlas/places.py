"""towns and subdivisions -> their records, each with a free id and tied to what it lies in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from geograph.lexicons.atlas_fold import fold
from geograph.lexicons.atlas_names import make_names
from geograph.lexicons.atlas_record import NameKind, Record
from geograph.lexicons.atlas_schema import PlaceRow
from geograph.types import EntityKind

from . import cities as towns_of
from . import subdivisions as divisions_of
from .cities import City
from .ids import Ids
from .subdivisions import Subdivision

__all__ = ["build_places"]


_AREAS = frozenset({"island", "islands", "peninsula", "province", "region", "republic"})


def build_places(
    cities: Iterable[City],
    divisions: Iterable[Subdivision],
    states: Mapping[str, Record],
    taken: Iterable[Record],
    own: Iterable[PlaceRow],
) -> list[Record]:
    """All records: those ``taken``, and the towns and subdivisions in the states known by ISO 2 code.

    A town or subdivision that is one of ``taken``, by its number in the gazetteer, is left out; a subdivision that
    is one of our ``own`` places, by country and name, only adds its number and names to that. Towns are given their
    ids first, so a province bears the longer one.
    """
    before = {record.id: record for record in taken}
    areas = _own_areas(own)
    known = {record.geonames for record in before.values() if record.geonames}
    ids = Ids(before, _names_of_places(before.values()))
    towns = [c for c in cities if c.country in states and c.geonames not in known and not _is_state(c, states)]
    town_ids = [ids.give(city.name, towns_of.id_suffixes(city)) for city in towns]
    within = _by_subdivision(towns)
    parts = [
        divisions_of.named_by_town(division, within[(division.country, division.code)])
        for division in divisions
        if division.country in states and division.geonames not in known
    ]
    of_code: dict[tuple[str, str], str] = {}
    records = []
    for part in parts:
        key = (part.country, part.code)
        same = _find_own(part, states[part.country], areas)
        if same:
            of_code[key] = same
            before[same] = _merge(before[same], part)
            continue
        of_code[key] = ids.give(part.name, divisions_of.id_suffixes(part))
        records.append(divisions_of.subdivision_record(part, of_code[key], states[part.country], within[key]))
    for city, entity_id in zip(towns, town_ids, strict=True):
        state = states[city.country]
        place = of_code.get((city.country, city.subdivision), state.id)
        records.append(towns_of.city_record(city, entity_id, state, place))
    return [*before.values(), *records]


def _names_of_places(records: Iterable[Record]) -> Iterator[str]:
    """Names by which our own tables know a state or place: Gaza is not left to a province of Mozambique."""
    for record in records:
        if record.kind in (EntityKind.PLACE, EntityKind.STATE):
            yield from (name.text for name in record.names if name.kind in (NameKind.NAME, NameKind.SHORT))


def _own_areas(rows: Iterable[PlaceRow]) -> dict[tuple[str, str], str]:
    areas = [row for row in rows if row.kind in _AREAS and row.country]
    return {(row.country, fold(name)): row.id for row in areas for name in (row.name, *row.aliases)}


def _find_own(part: Subdivision, state: Record, areas: Mapping[tuple[str, str], str]) -> str | None:
    keys = ((state.country or "", fold(name)) for name in (part.name, *part.aliases))
    return next((areas[key] for key in keys if key in areas), None)


def _merge(record: Record, part: Subdivision) -> Record:
    if record.geonames:
        return record
    known = {name.text for name in record.names}
    names = make_names(NameKind.SHORT, (name for name in (part.name, *part.aliases) if name not in known))
    return replace(record, geonames=part.geonames, names=(*record.names, *names))


def _is_state(city: City, states: Mapping[str, Record]) -> bool:
    """Whether a town is its whole state: Singapore, Monaco."""
    return fold(city.name) == fold(states[city.country].name)


def _by_subdivision(cities: Sequence[City]) -> dict[tuple[str, str], list[City]]:
    within: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in cities:
        within[(city.country, city.subdivision)].append(city)
    return within
