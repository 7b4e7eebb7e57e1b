"""Entries of dictionaries and rows of a user -> his tables of actors: CSV files that geograph reads beside its own."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from geograph.errors import LexiconError
from geograph.lexicons.actor_dictionary import ActorCode, DictionaryEntry
from geograph.lexicons.atlas import load_atlas
from geograph.lexicons.atlas_check import country_codes
from geograph.lexicons.atlas_fold import camel
from geograph.lexicons.atlas_schema import ActorRow, BodyRow, DemonymRow, LeaderRow, PlaceRow, Row
from geograph.lexicons.atlas_tables import TABLES, iter_lines
from geograph.lexicons.tables import read_rows
from geograph.types import EntityKind

__all__ = ["TABLE_OF", "CameoRole", "append_rows", "has_tables", "load_cameo_roles", "rows_of_entry"]

TABLE_OF: Mapping[type[Row], str] = {
    ActorRow: "organisations.csv",
    LeaderRow: "leaders.csv",
    PlaceRow: "places.csv",
    BodyRow: "metonyms.csv",
    DemonymRow: "demonyms_extra.csv",
}
"""The file of a user's folder that rows of a kind go into."""
_LETTERS = 3


class CameoRole(BaseModel):
    """A row of cameo_roles.csv: a role in actor codes of CAMEO, and what an actor or a person that has it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: str
    sector: str = ""
    kind: EntityKind
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What a code of CAMEO says: PLOVER's country and sector, and the role that told the sector."""

    country: str
    role: CameoRole | None


@lru_cache(maxsize=1)
def load_cameo_roles() -> Mapping[str, CameoRole]:
    """The roles of CAMEO's actor codes, by their three letters.

    Raises:
        LexiconError: naming the first row that breaks the schema.
    """
    return {row.role: row for row in read_rows("cameo_roles.csv", CameoRole)}


def rows_of_entry(entry: DictionaryEntry, *, source: str) -> tuple[Row, ...]:
    """The rows that an entry of a dictionary makes.

    Dictionaries do not say what is a person. An actor whose code holds on certain days is taken for one that held an
    office on them; any other for a body of the kind that goes with its role. A bare country code gives names to the
    country.

    Args:
        entry: from ``read_dictionary``.
        source: what the rows say of where they come from.
    """
    dated = [code for code in entry.codes if code.since is not None or code.until is not None]
    names = {"name": entry.name, "aliases": entry.aliases}
    if dated and all(_read(code).role is not None for code in dated):
        aliases = (*entry.aliases, *entry.abbreviations)
        return tuple(_person(entry.name, aliases, code, source) for code in entry.codes if _read(code).role is not None)
    read = _read(entry.codes[0])
    state = load_atlas().state_of_code(read.country) if read.role is None else None
    kind = read.role.kind if read.role is not None else EntityKind.ORGANISATION
    if state is not None:
        kind, names = EntityKind.STATE, {"name": state.entity.name, "aliases": (entry.name, *entry.aliases)}
    return (
        ActorRow(
            id=state.entity.id if state is not None else camel(entry.name),
            abbreviations=entry.abbreviations,
            kind=kind,
            country=read.country,
            sector=read.role.sector if read.role is not None else "",
            source=source,
            **names,  # type: ignore[arg-type]
        ),
    )


def _person(name: str, aliases: tuple[str, ...], code: ActorCode, source: str) -> LeaderRow:
    read = _read(code)
    return LeaderRow(
        id=camel(name),
        name=name,
        aliases=aliases,
        country=read.country,
        office=read.role.office if read.role is not None else "",
        since=code.since.isoformat() if code.since else "",
        until=code.until.isoformat() if code.until else "",
        source=source,
    )


def _read(code: ActorCode) -> _Reading:
    roles = load_cameo_roles()
    parts = [code.code[start : start + _LETTERS] for start in range(0, len(code.code), _LETTERS)]
    role = next((roles[part] for part in parts[1:] if part in roles), roles.get(parts[0]))
    return _Reading(country=_country(parts[0], role), role=role)


def _country(part: str, role: CameoRole | None) -> str:
    """PLOVER's country or international actor; "" for the regions that CAMEO has codes for and PLOVER has not."""
    if part in country_codes():
        return part
    if part == "INT":
        return "IMG" if role is not None and role.kind is EntityKind.ARMED_GROUP else "IGO"
    return ""


def append_rows(folder: Path, rows: Iterable[Row]) -> int:
    """Write rows into the tables of a user's folder, which is made if there is none; gives how many were new.

    A row that the folder has already, word for word, is not written again.

    Raises:
        LexiconError: if a table of the folder cannot be read or written.
    """
    by_file: dict[str, list[Row]] = {}
    for row in rows:
        by_file.setdefault(TABLE_OF[type(row)], []).append(row)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return sum(_append(folder / name, found) for name, found in sorted(by_file.items()))
    except OSError as error:
        raise LexiconError(f"cannot write the table: {error.strerror}", where=str(folder)) from error


def has_tables(folder: Path) -> bool:
    """Whether a folder holds a table by the name of one of geograph's own."""
    return any((folder / name).is_file() for name in TABLES)


def _append(path: Path, rows: Iterable[Row]) -> int:
    columns = list(TABLES[path.name].model_fields)
    before = [_in_order(cells, columns) for _, cells in iter_lines(path)] if path.is_file() else []
    new = [cells for cells in dict.fromkeys(_cells(row, columns) for row in rows) if cells not in before]
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([columns, *before, *new])
    path.write_text(stream.getvalue(), encoding="utf-8")
    return len(new)


def _in_order(cells: Mapping[str, str], columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(cells.get(column, "") for column in columns)


def _cells(row: Row, columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(_cell(getattr(row, column)) for column in columns)


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "|".join(_plain(item) for item in value)
    return "" if value is None else _plain(value)


def _plain(value: object) -> str:
    """A cell holds one line, and its values no mark that separates values."""
    return " ".join(str(value).replace("|", "/").split())
