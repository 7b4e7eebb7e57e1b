"""directory of CSV -> problems: everything that is wrong with the atlas's tables, at once."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from datetime import date
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from geograph.errors import LexiconError
from geograph.lexicons.atlas import load_atlas
from geograph.lexicons.atlas_fold import fold
from geograph.lexicons.atlas_record import Tenure
from geograph.lexicons.atlas_references import References
from geograph.lexicons.atlas_schema import (
    ActorRow,
    BodyRow,
    DemonymRow,
    LeaderRow,
    PlaceRow,
    Row,
    StateRow,
    first_day,
    last_day,
)
from geograph.lexicons.atlas_tables import TABLES, Located, Tables, iter_rows
from geograph.types import Problem, Severity

__all__ = ["check_rows", "check_tables", "country_codes"]

_STAGE = "atlas"
Rule = Callable[[Tables], Iterator[Problem]]


class _Codes(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    international: frozenset[str]
    sectors: frozenset[str]
    territories: frozenset[str]
    exclusive_offices: frozenset[str]
    shared_titles: frozenset[str]
    overlap_days: int


@cache
def _codes() -> _Codes:
    file = resources.files("geograph.lexicons.data").joinpath("atlas_codes.toml")
    return _Codes.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


def check_tables(directory: Path) -> tuple[Problem, ...]:
    """All problems of the tables in ``directory``, in the order of tables and lines.

    Rows that break their schema, unknown codes, repeated ids and references to nothing are errors; names and
    identifiers that two entries share, and overlapping tenures of one office, are warnings.
    """
    tables, problems = _read(directory)
    return (*problems, *check_rows(tables))


def check_rows(tables: Tables) -> tuple[Problem, ...]:
    """All problems of rows that keep their schema."""
    return tuple(problem for rule in _RULES for problem in rule(tables))


def _read(directory: Path) -> tuple[Tables, list[Problem]]:
    rows: dict[str, tuple[Located[Row], ...]] = {}
    problems: list[Problem] = []
    for name, model in TABLES.items():
        if not (directory / name).is_file():
            continue
        found = list(_iter_safely(directory / name, model))
        rows[name] = tuple(row for row in found if isinstance(row, Located))
        problems += [_error(row.message, row.where, row.hint) for row in found if isinstance(row, LexiconError)]
    if not rows and not problems:
        problems.append(_error("no table of the atlas here", str(directory), f"expected one of {', '.join(TABLES)}"))
    return Tables(rows=rows), problems


def _iter_safely(path: Path, model: type[Row]) -> Iterator[Located[Row] | LexiconError]:
    try:
        yield from iter_rows(path, model)
    except LexiconError as error:
        yield error


def _error(message: str, where: str | None, hint: str | None = None) -> Problem:
    return Problem(severity=Severity.ERROR, stage=_STAGE, message=message, where=where, hint=hint)


def _warning(message: str, where: str | None, hint: str | None = None) -> Problem:
    return Problem(severity=Severity.WARNING, stage=_STAGE, message=message, where=where, hint=hint)


# ---------------------------------------------------------------- codes and ids
def _check_codes(tables: Tables) -> Iterator[Problem]:
    known = _country_codes(tables)
    for located in tables:
        row = located.row
        country = row.code if isinstance(row, StateRow) else getattr(row, "country", "")
        if country and country not in known:
            yield _error(f"unknown country code {country}", located.where, "ISO 3166-1 alpha-3 or a PLOVER actor code")
        sector = getattr(row, "sector", "")
        if sector and sector not in _codes().sectors:
            yield _error(f"unknown sector {sector}", located.where, "one of " + ", ".join(sorted(_codes().sectors)))


def _country_codes(tables: Tables) -> Container[str]:
    own = {code for row in tables.of(StateRow) for code in (row.row.code, row.row.iso3) if code}
    return own | country_codes()


@cache
def country_codes() -> frozenset[str]:
    """The codes that the column country may have: of states and territories, and PLOVER's international actors."""
    return frozenset(load_atlas().codes) | _codes().international | _codes().territories


def _check_ids(tables: Tables) -> Iterator[Problem]:
    seen: dict[str, Located[Row]] = {}
    for located in tables:
        first = seen.setdefault(located.row.id, located)
        several_offices = isinstance(located.row, LeaderRow) and isinstance(first.row, LeaderRow)
        if first is not located and not several_offices:
            yield _error(f"id {located.row.id} is used before", located.where, f"first in {first.where}")
        if several_offices and located.row.name != first.row.name:
            yield _warning(f"{located.row.id} has two names", located.where, f"{first.row.name!r} in {first.where}")


def _check_references(tables: Tables) -> Iterator[Problem]:
    refs, codes, atlas = References(tables), _country_codes(tables), load_atlas()
    for located in tables:
        for column, target in _references(located.row):
            known = refs.find(target) or target in codes or atlas.get(target) or atlas.candidates(target)
            if not known:
                yield _error(f"{column}: nothing is called {target}", located.where, "an id, a code, or a place's name")


def _references(row: Row) -> Iterator[tuple[str, str]]:
    if isinstance(row, ActorRow):
        for column in ("based_in", "member_of", "part_of", "affiliated_with", "area"):
            yield from ((column, target) for target in getattr(row, column))
    single = {BodyRow: "represents", DemonymRow: "of", PlaceRow: "within", LeaderRow: "org"}
    column = single.get(type(row), "")
    if column and getattr(row, column):
        yield column, getattr(row, column)


# ---------------------------------------------------------------- names, identifiers, dates
def _check_names(tables: Tables) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Located[Row]] = {}
    for located in tables:
        kind = _kind(located.row)
        for name in dict.fromkeys(fold(name) for name in (located.row.name, *located.row.aliases)):
            first = seen.setdefault((kind, name), located)
            if first.row.id != located.row.id and not _are_apart(first.row, located.row):
                yield _warning(f"the {kind} {first.row.id} is also called {name!r}", located.where, first.where)


def _kind(row: Row) -> str:
    if isinstance(row, ActorRow | BodyRow):
        return str(row.kind)
    return {StateRow: "State", DemonymRow: "Population", PlaceRow: "Place"}.get(type(row), "Person")


def _are_apart(one: Row, other: Row) -> bool:
    """Whether two rows lie in different countries or times, so that a text can tell them apart."""
    countries = [getattr(row, "country", "") for row in (one, other)]
    if countries[0] != countries[1]:
        return True
    (_, first_end), (second_start, _) = sorted((_years(one), _years(other)))
    return first_end < second_start


def _years(row: Row) -> tuple[int, int]:
    since, until = first_day(row.since), last_day(row.until)
    return (since.year if since else 0, until.year if until else 9999)


def _check_identifiers(tables: Tables) -> Iterator[Problem]:
    seen: dict[str, Located[Row]] = {}
    for located in tables:
        wikidata = getattr(located.row, "wikidata", "")
        first = seen.setdefault(wikidata, located) if wikidata else located
        if first.row.id != located.row.id:
            yield _warning(f"{wikidata} is also that of {first.row.id}", located.where, first.where)


def _check_dates(tables: Tables) -> Iterator[Problem]:
    for located in tables:
        since, until = first_day(located.row.since), last_day(located.row.until)
        if since and until and until < since:
            yield _error(f"ends {located.row.until}, before it began {located.row.since}", located.where)


def _check_tenures(tables: Tables) -> Iterator[Problem]:
    held: dict[tuple[str, str, str], list[tuple[Tenure, Located[LeaderRow]]]] = defaultdict(list)
    for located in tables.of(LeaderRow):
        row = located.row
        if row.office in _codes().exclusive_offices and row.title not in _codes().shared_titles:
            seat = row.org or row.country
            since, until = first_day(row.since), first_day(row.until)  # a year alone may have ended on its first day
            tenure = Tenure(office=row.office, title=row.title, state=seat, since=since, until=until)
            held[(seat, row.office, row.title)].append((tenure, located))
    for holders in held.values():
        yield from _overlaps(holders)


def _overlaps(holders: Sequence[tuple[Tenure, Located[LeaderRow]]]) -> Iterator[Problem]:
    dated = [(tenure, row) for tenure, row in holders if tenure.since]
    ordered = sorted(dated, key=lambda held: str(held[0].since))
    for (before, first), (after, second) in pairwise(ordered):
        end = before.until or date.max
        same = first.row.id == second.row.id
        if not same and after.since and (end - after.since).days > _codes().overlap_days:
            message = f"{after.title or after.office} of {after.state} while {first.row.id} is until {before.until}"
            yield _warning(message, second.where, first.where)


_RULES: tuple[Rule, ...] = (
    _check_codes,
    _check_ids,
    _check_references,
    _check_names,
    _check_identifiers,
    _check_dates,
    _check_tenures,
)
