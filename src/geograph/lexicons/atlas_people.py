"""rows of offices held -> a record for each person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from geograph.lexicons.atlas_names import person_names
from geograph.lexicons.atlas_record import Record, Tenure
from geograph.lexicons.atlas_references import References
from geograph.lexicons.atlas_schema import LeaderRow, first_day, last_day
from geograph.lexicons.atlas_tables import Tables
from geograph.types import EntityKind

__all__ = ["build_people"]

_HEADS = ("head-of-state", "head-of-government")
_HEAD_SHARE = 0.5  # of a country's people: a head of state is rather meant than any town of that name
_OTHER_SHARE = 0.05
_LEAST = 5e5
_OF_AN_ORGANISATION = 5e6


def build_people(tables: Tables, records: Iterable[Record], refs: References) -> list[Record]:
    """The persons of the leaders' tables, whose offices are those of ``records``."""
    known = {record.id: record for record in records}
    rows: dict[str, list[LeaderRow]] = {}
    for located in tables.of(LeaderRow):
        rows.setdefault(located.row.id, []).append(located.row)
    return [_build_person(offices, known, refs) for _, offices in sorted(rows.items())]


def _build_person(rows: Sequence[LeaderRow], known: Mapping[str, Record], refs: References) -> Record:
    row = rows[0]
    aliases = tuple(dict.fromkeys(alias for office in rows for alias in office.aliases))
    tenures = tuple(sorted((_tenure(office, refs) for office in rows), key=_by_time))
    seats = list(dict.fromkeys(tenure.state for tenure in tenures if tenure.state))
    orgs = [known[seat] for seat in seats if seat in known and known[seat].kind is not EntityKind.STATE]
    in_state = any(office.org is None for office in rows)
    return Record(
        id=row.id,
        name=row.name,
        kind=EntityKind.PERSON,
        names=tuple(person_names(row.name, aliases, row.country)),
        country=refs.country(row.country),
        sector="GOV" if in_state or not orgs else orgs[-1].sector,
        wikidata=next((office.wikidata for office in rows if office.wikidata), None),
        represents=seats[0] if len(seats) == 1 else None,
        tenures=tenures,
        prominence=max(_weight(tenure, known) for tenure in tenures),
    )


def _tenure(row: LeaderRow, refs: References) -> Tenure:
    return Tenure(
        office=row.office,
        title=row.title,
        state=_seat(row, refs),
        since=first_day(row.since),
        until=last_day(row.until),
    )


def _seat(row: LeaderRow, refs: References) -> str:
    """The state or organisation that an office belongs to, "" if no table has it."""
    return (refs.find(row.org) if row.org else refs.states.get(row.country)) or ""


def _by_time(tenure: Tenure) -> tuple[str, str, str]:
    since = tenure.since.isoformat() if tenure.since else ""
    return (since, tenure.office, tenure.state)


def _weight(tenure: Tenure, known: Mapping[str, Record]) -> float:
    seat = known.get(tenure.state)
    if seat is None or seat.kind is not EntityKind.STATE:
        return _OF_AN_ORGANISATION
    return max(_LEAST, seat.prominence * (_HEAD_SHARE if tenure.office in _HEADS else _OTHER_SHARE))
