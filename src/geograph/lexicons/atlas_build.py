"""rows -> records: what a row of a table says, as the atlas keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from geograph.lexicons.atlas_names import demonym_names, make_names
from geograph.lexicons.atlas_people import build_people
from geograph.lexicons.atlas_record import Name, NameKind, Record
from geograph.lexicons.atlas_schema import ActorRow, BodyRow, DemonymRow, PlaceRow, StateRow, first_day, last_day
from geograph.lexicons.atlas_tables import Located, Tables
from geograph.types import Coordinates, EntityKind

__all__ = ["StateFacts", "build_records"]

_STATES = "states.csv"
_TERRITORIES = "dependencies.csv"
_CODE_ALIASES = {"KOS": ("XKX",)}
_OF_A_STATE = (EntityKind.GOVERNMENT, EntityKind.MILITARY, EntityKind.SECURITY)
_WEIGHTS = {
    EntityKind.IGO: 50e6,
    EntityKind.ARMED_GROUP: 10e6,
    EntityKind.GOVERNMENT: 5e6,
    EntityKind.MILITARY: 5e6,
    EntityKind.SECURITY: 5e6,
    EntityKind.PARTY: 2e6,
    EntityKind.COURT: 2e6,
    EntityKind.MEDIA: 2e6,
}
_OTHER_WEIGHT = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class StateFacts:
    """What a gazetteer knows of a state or territory, by its ISO code."""

    official: str | None = None
    wikidata: str | None = None
    geonames: str | None = None
    coordinates: Coordinates | None = None
    population: float = 0.0


def build_records(tables: Tables, *, facts: Mapping[str, StateFacts] | None = None) -> tuple[Record, ...]:
    """The records of all rows, table by table; ``facts`` by the states' column iso2."""
    known = facts or {}
    states = dict(_iter_states(tables, known))
    records = [record for _, record in _iter_states(tables, known)]
    of_code = {code: record.id for code, record in states.items() if code}
    records += [_build_government(row.row, states[row.row.code]) for row in tables.of(StateRow) if _is_current(row)]
    records += [_build_body(row.row, of_code) for row in tables.of(BodyRow)]
    records += [_build_people_of(row.row, of_code) for row in tables.of(DemonymRow)]
    records += [_build_place(row.row, of_code) for row in tables.of(PlaceRow)]
    records += [_build_actor(row.row, of_code) for row in tables.of(ActorRow)]
    records += build_people(tables, records, of_code)
    return tuple(records)


# ---------------------------------------------------------------- states and what stands for them
def _iter_states(tables: Tables, facts: Mapping[str, StateFacts]) -> Iterator[tuple[str, Record]]:
    """Each state and territory, with the code that it alone bears ("" if it shares another's)."""
    for located in tables.of(StateRow):
        row = located.row
        own = row.code if located.file == _STATES and not row.sector else ""
        fact = facts.get(row.iso2, StateFacts())
        yield own, replace(_build_state(row, fact, place=located.file == _TERRITORIES), codes=_codes(own))


def _codes(own: str) -> tuple[str, ...]:
    return (own, *_CODE_ALIASES.get(own, ())) if own else ()


def _build_state(row: StateRow, fact: StateFacts, *, place: bool) -> Record:
    official = () if fact.official is None else (fact.official,)
    names = [
        Name(kind=NameKind.NAME, text=row.name),
        *make_names(NameKind.SHORT, (*row.aliases, *official)),
        *make_names(NameKind.ABBREVIATION, row.abbreviations),
        *make_names(NameKind.FORMER, row.former),
        *demonym_names(row.demonyms),
    ]
    return Record(
        id=row.id,
        name=row.name,
        kind=EntityKind.PLACE if place else EntityKind.STATE,
        names=_unique(names),
        country=row.code or None,
        sector=row.sector or None,
        wikidata=fact.wikidata,
        geonames=fact.geonames,
        coordinates=fact.coordinates,
        since=first_day(row.since),
        until=last_day(row.until),
        prominence=fact.population,
    )


def _is_current(located: Located[StateRow]) -> bool:
    return located.file == _STATES and not located.row.sector


def _build_government(row: StateRow, state: Record) -> Record:
    adjective = row.demonyms[0] if row.demonyms else row.name
    names = [
        Name(kind=NameKind.NAME, text=f"{adjective} government"),
        Name(kind=NameKind.SHORT, text=f"government of {row.name}"),
        Name(kind=NameKind.SHORT, text=f"{row.name} government"),
        *make_names(NameKind.METONYM, row.capital),
    ]
    return Record(
        id=f"{row.id}Government",
        name=f"{adjective} government",
        kind=EntityKind.GOVERNMENT,
        names=_unique(names),
        country=state.country,
        sector="GOV",
        represents=row.id,
        ties=(("partOf", row.id),),
        prominence=state.prominence,
    )


def _build_body(row: BodyRow, of_code: Mapping[str, str]) -> Record:
    represents = row.represents or of_code.get(row.country)
    point = None if row.lat is None or row.lon is None else Coordinates(lat=row.lat, lon=row.lon)
    names = [
        Name(kind=NameKind.NAME, text=row.name),
        *make_names(NameKind.SHORT, row.aliases),
        *make_names(NameKind.METONYM, row.metonyms),
    ]
    return Record(
        id=row.id,
        name=row.name,
        kind=row.kind,
        names=_unique(names),
        country=row.country or None,
        sector=row.sector or None,
        wikidata=row.wikidata or None,
        coordinates=point,
        represents=represents,
        ties=(("partOf", represents),) if represents else (),
        since=first_day(row.since),
        until=last_day(row.until),
        prominence=_WEIGHTS.get(row.kind, _OTHER_WEIGHT),
    )


# ---------------------------------------------------------------- peoples, places, actors
def _build_people_of(row: DemonymRow, of_code: Mapping[str, str]) -> Record:
    home = row.of or of_code.get(row.country)
    return Record(
        id=row.id,
        name=row.name,
        kind=EntityKind.POPULATION,
        names=_unique([*demonym_names(row.demonyms), *make_names(NameKind.SHORT, row.aliases)]),
        country=row.country or None,
        ties=(("locatedIn", home),) if home else (),
        since=first_day(row.since),
        until=last_day(row.until),
        prominence=_OTHER_WEIGHT,
    )


def _build_place(row: PlaceRow, of_code: Mapping[str, str]) -> Record:
    within = row.within or of_code.get(row.country)
    names = [
        Name(kind=NameKind.NAME, text=row.name),
        *make_names(NameKind.SHORT, row.aliases),
        *make_names(NameKind.FORMER, row.former),
        *demonym_names(row.demonyms),
    ]
    return Record(
        id=row.id,
        name=row.name,
        kind=EntityKind.PLACE,
        names=_unique(names),
        country=row.country or None,
        wikidata=row.wikidata or None,
        geonames=row.geonames or None,
        coordinates=Coordinates(lat=row.lat, lon=row.lon),
        ties=(("locatedIn", within),) if within else (),
        since=first_day(row.since),
        until=last_day(row.until),
        prominence=_OTHER_WEIGHT if row.prominence is None else row.prominence,
    )


def _build_actor(row: ActorRow, of_code: Mapping[str, str]) -> Record:
    names = [
        Name(kind=NameKind.NAME, text=row.name),
        *make_names(NameKind.SHORT, row.aliases),
        *make_names(NameKind.ABBREVIATION, row.abbreviations),
    ]
    state = of_code.get(row.country)
    return Record(
        id=row.id,
        name=row.name,
        kind=row.kind,
        names=_unique(names),
        country=row.country or None,
        sector=row.sector or None,
        wikidata=row.wikidata or None,
        represents=state if row.kind in _OF_A_STATE else None,
        ties=_ties(row, of_code),
        since=first_day(row.since),
        until=last_day(row.until),
        prominence=_WEIGHTS.get(row.kind, _OTHER_WEIGHT),
    )


def _ties(row: ActorRow, of_code: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    targets = (
        ("partOf", row.part_of),
        ("affiliatedWith", row.affiliated_with),
        ("memberOf", row.member_of),
        ("basedIn", row.based_in),
        ("activeIn", row.area),
    )
    ties = ((predicate, of_code.get(target, target)) for predicate, values in targets for target in values)
    return tuple(dict.fromkeys(ties))


def _unique(names: list[Name]) -> tuple[Name, ...]:
    """Names without repetition; the first kind a spelling has is kept."""
    return tuple({name.text: name for name in reversed(names)}[text] for text in dict.fromkeys(n.text for n in names))
