"""rows -> records: what a row of a table says, as the atlas keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from geograph.lexicons.atlas_names import demonym_names, make_names
from geograph.lexicons.atlas_people import build_people
from geograph.lexicons.atlas_record import Name, NameKind, Record
from geograph.lexicons.atlas_references import References
from geograph.lexicons.atlas_schema import ActorRow, BodyRow, DemonymRow, PlaceRow, StateRow, first_day, last_day
from geograph.lexicons.atlas_tables import Located, Tables
from geograph.types import Coordinates, EntityKind

__all__ = ["StateFacts", "build_records"]

_STATES = "states.csv"
_TERRITORIES = "dependencies.csv"
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
_LEAST_OF_A_STATE = 1e4
_GOVERNMENT_SHARE = 0.001  # "Moscow" is the town rather than the government that sits there


@dataclass(frozen=True, slots=True, kw_only=True)
class StateFacts:
    """What a gazetteer knows of a state or territory, by its ISO code."""

    official: str | None = None
    wikidata: str | None = None
    geonames: str | None = None
    coordinates: Coordinates | None = None
    population: float = 0.0


def build_records(
    tables: Tables,
    *,
    facts: Mapping[str, StateFacts] | None = None,
    refs: References | None = None,
    seats: Iterable[Record] = (),
) -> tuple[Record, ...]:
    """The records of all rows, table by table.

    Args:
        tables: the rows.
        facts: what a gazetteer knows of states, by their column iso2.
        refs: what the cells may refer to; by default the rows of ``tables``.
        seats: records that are not of these tables, in which offices of these tables are held.
    """
    known = facts or {}
    records = [_build_state(located, known) for located in tables.of(StateRow)]
    states = {record.id: record for record in records}
    refs = refs or References(tables)
    records += [_build_government(row.row, states[row.row.id]) for row in tables.of(StateRow) if _is_current(row)]
    records += [_build_body(row.row, refs) for row in tables.of(BodyRow)]
    records += [_build_people_of(row.row, refs) for row in tables.of(DemonymRow)]
    records += [_build_place(row.row, refs) for row in tables.of(PlaceRow)]
    records += [_build_actor(row.row, refs) for row in tables.of(ActorRow)]
    records += build_people(tables, [*seats, *records], refs)
    return tuple(_merge_twins(records))


# ---------------------------------------------------------------- states and what stands for them
def _build_state(located: Located[StateRow], facts: Mapping[str, StateFacts]) -> Record:
    row, fact = located.row, facts.get(located.row.iso2, StateFacts())
    place = located.file == _TERRITORIES
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
        coordinates=fact.coordinates or _point(row.lat, row.lon),
        since=first_day(row.since),
        until=last_day(row.until),
        prominence=max(fact.population, _LEAST_OF_A_STATE),
        codes=tuple(filter(None, (row.code if _is_current(located) else "", row.iso3))),
    )


def _point(lat: float | None, lon: float | None) -> Coordinates | None:
    return None if lat is None or lon is None else Coordinates(lat=lat, lon=lon)


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
        prominence=state.prominence * _GOVERNMENT_SHARE,
    )


def _build_body(row: BodyRow, refs: References) -> Record:
    represents = row.represents or refs.states.get(row.country)
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
        country=refs.country(row.country),
        sector=row.sector or None,
        wikidata=row.wikidata or None,
        coordinates=_point(row.lat, row.lon),
        represents=represents,
        ties=(("partOf", represents),) if represents else (),
        since=first_day(row.since),
        until=last_day(row.until),
        prominence=_WEIGHTS.get(row.kind, _OTHER_WEIGHT),
    )


# ---------------------------------------------------------------- peoples, places, actors
def _build_people_of(row: DemonymRow, refs: References) -> Record:
    home = row.of or refs.states.get(row.country)
    return Record(
        id=row.id,
        name=row.name,
        kind=EntityKind.POPULATION,
        names=_unique([*demonym_names((row.name, *row.demonyms)), *make_names(NameKind.SHORT, row.aliases)]),
        country=refs.country(row.country),
        ties=(("locatedIn", home),) if home else (),
        since=first_day(row.since),
        until=last_day(row.until),
        prominence=_OTHER_WEIGHT,
    )


def _build_place(row: PlaceRow, refs: References) -> Record:
    within = row.within or refs.states.get(row.country)
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
        country=refs.country(row.country),
        wikidata=row.wikidata or None,
        geonames=row.geonames or None,
        coordinates=Coordinates(lat=row.lat, lon=row.lon),
        ties=(("locatedIn", within),) if within else (),
        since=first_day(row.since),
        until=last_day(row.until),
        prominence=_OTHER_WEIGHT if row.prominence is None else row.prominence,
    )


def _build_actor(row: ActorRow, refs: References) -> Record:
    names = [
        Name(kind=NameKind.NAME, text=row.name),
        *make_names(NameKind.SHORT, row.aliases),
        *make_names(NameKind.ABBREVIATION, row.abbreviations),
    ]
    state = refs.states.get(row.country)
    return Record(
        id=row.id,
        name=row.name,
        kind=row.kind,
        names=_unique(names),
        country=refs.country(row.country),
        sector=row.sector or None,
        wikidata=row.wikidata or None,
        represents=state if row.kind in _OF_A_STATE else None,
        ties=_ties(row, refs),
        since=first_day(row.since),
        until=last_day(row.until),
        prominence=_WEIGHTS.get(row.kind, _OTHER_WEIGHT),
    )


def _ties(row: ActorRow, refs: References) -> tuple[tuple[str, str], ...]:
    targets = (
        ("partOf", row.part_of),
        ("affiliatedWith", row.affiliated_with),
        ("memberOf", row.member_of),
        ("basedIn", row.based_in),
        ("activeIn", row.area),
    )
    ties = ((predicate, refs.find(target) or target) for predicate, values in targets for target in values)
    return tuple(dict.fromkeys(ties))


def _merge_twins(records: Iterable[Record]) -> Iterator[Record]:
    """Records by id; of two with one id the first stays, with the names and ties of both."""
    twins: dict[str, list[Record]] = {}
    for record in records:
        twins.setdefault(record.id, []).append(record)
    for first, *others in twins.values():
        names = [name for record in (first, *others) for name in record.names]
        ties = dict.fromkeys(tie for record in (first, *others) for tie in record.ties)
        yield replace(first, names=_unique(names), ties=tuple(ties)) if others else first


def _unique(names: list[Name]) -> tuple[Name, ...]:
    """Names without repetition; the first kind a spelling has is kept."""
    return tuple({name.text: name for name in reversed(names)}[text] for text in dict.fromkeys(n.text for n in names))
